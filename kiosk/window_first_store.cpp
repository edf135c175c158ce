// See window_first_store.h.
#include "kiosk/window_first_store.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "db/pack.h"
#include "db/reader.h"
#include "kiosk/cli/roster_take.h"
#include "kiosk/intake/event_toml.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/store_pin.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFirstStaff = "受付";
constexpr const char* kPracticeFolder = "practice";
constexpr std::string_view kPackEnd = ".pack";
/// Its reception has been open so long when practice begins.
constexpr std::int64_t kIntoReceptionMs = 5 * kMillisPerMinute;

/// The shipped event with its people and their tickets; when its reception opens.
Result<UtcMillis> add_sample(const std::string& folder, const std::string& assets, const std::string& name) {
  const auto event = read_event_file(assets + "/events/" + name + ".toml");
  if (!event) return tl::unexpected<Error>(event.error());
  const UtcMillis opens = event->doors_open_at;
  auto store = Store::open(folder);
  if (!store) return tl::unexpected<Error>(store.error());
  const Change change{opens, kFirstStaff, {}};
  if (Status added = store->add_event(*event, change); !added) return tl::unexpected<Error>(added.error());

  cli::GlobalOptions options;
  options.data = folder;
  options.by = kFirstStaff;
  cli::Session session(std::move(options), {[opens] { return opens; }, assets});
  cli::TakeOptions take;
  take.code = event->code.value;
  const std::string people = assets + "/samples/" + name + ".csv";
  const auto read = [&people](const RosterRules& rules) { return read_roster_file(people, rules); };
  const auto taken = cli::take_roster(session, take, {name + ".csv", read, {}});
  if (!taken) return tl::unexpected<Error>(taken.error());
  const auto issued = store->issue_tickets(event->code, {}, change);
  if (!issued) return tl::unexpected<Error>(issued.error());
  return opens;
}

/// Closed to others from the beginning: the real store comes into it later.
Status make_closed_folder(const std::string& folder) {
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  return error ? Status(fail(Code::io_failed, "cannot be made: " + error.message(), folder)) : Status();
}

/// An earlier practice goes; a real store never.
Status clear_practice(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  const auto reader = Reader::open(folder);
  if (!reader || !reader->info().practice) {
    return fail(Code::refused, "there is something else than a practice store: move it away", folder);
  }
  fs::remove_all(folder, error);
  return error ? Status(fail(Code::io_failed, "cannot be removed: " + error.message(), folder)) : Status();
}

}  // namespace

Result<Missing> find_missing(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(store_file(folder), error)) return Missing::store;
  auto reader = Reader::open(folder);
  if (!reader) return tl::unexpected<Error>(reader.error());
  const auto events = reader->list_events();
  if (!events) return tl::unexpected<Error>(events.error());
  if (!events->empty()) return Missing::nothing;
  const auto staff = reader->list_staff();
  if (!staff) return tl::unexpected<Error>(staff.error());
  for (const StaffMember& member : *staff) {
    if (member.has_pin) return Missing::event;
  }
  return Missing::pin;
}

Status begin_store(const std::string& folder, const std::string& pin, UtcMillis now) {
  const auto missing = find_missing(folder);
  if (!missing) return tl::unexpected<Error>(missing.error());
  auto store = *missing == Missing::store ? Store::create(folder, false, now) : Store::open(folder);
  if (!store) return tl::unexpected<Error>(store.error());
  return save_first_pin(*store, kFirstStaff, pin, {now, kFirstStaff, "first PIN"});
}

bool is_pack_file(const std::string& path) {
  return path.size() > kPackEnd.size() && fs::path(path).extension().string() == kPackEnd;
}

Status take_event(const std::string& folder, const std::string& path, const std::string& passphrase, UtcMillis now) {
  const Change change{now, kFirstStaff, {}};
  if (is_pack_file(path)) {
    const auto unpacked = unpack_event(folder, path, passphrase, change);
    return unpacked ? Status() : tl::unexpected<Error>(unpacked.error());
  }
  const auto event = read_event_file(path);
  if (!event) return tl::unexpected<Error>(event.error());
  auto store = Store::open(folder);
  if (!store) return tl::unexpected<Error>(store.error());
  return store->add_event(*event, change);
}

Result<Practice> make_practice(const std::string& folder, const std::string& assets, UtcMillis now) {
  if (Status closed = make_closed_folder(folder); !closed) return tl::unexpected<Error>(closed.error());
  const std::string place = (fs::path(folder) / kPracticeFolder).string();
  if (Status cleared = clear_practice(place); !cleared) return tl::unexpected<Error>(cleared.error());
  const auto made = Store::create(place, true, now);
  if (!made) return tl::unexpected<Error>(made.error());
  const auto opens = add_sample(place, assets, "ebina");
  if (!opens) return tl::unexpected<Error>(opens.error());
  return Practice{place, *opens + kIntoReceptionMs};
}

}  // namespace uketsuke
