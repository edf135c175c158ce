#include "kiosk/sync_thread.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "db/reader.h"
#include "db/store.h"
#include "kiosk/intake/event_rules.h"
#include "kiosk/intake/source_url.h"
#include "kiosk/sync_kinds.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

/// What changes when a file, or a file of a folder, does; empty where that cannot be told.
std::string stamp_of(const std::string& path) {
  std::error_code error;
  const auto one = [&error](const fs::path& file) {
    const auto written = fs::last_write_time(file, error).time_since_epoch().count();
    const auto size = fs::is_directory(file, error) ? 0 : fs::file_size(file, error);
    return file.string() + "|" + std::to_string(written) + "|" + std::to_string(size) + "\n";
  };
  std::string stamp = one(path);
  if (fs::is_directory(path, error)) {
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) stamp += one(*at);
  }
  return error ? std::string() : stamp;
}

/// A pull with what it is taken into.
class Taking {
 public:
  Taking(const SyncSetup& setup, const effect::PullRoster& request) : setup_(setup), request_(request) {}

  Result<RosterPulled> run(RosterPull& pull, const std::function<bool()>& give_up, std::string& stamp) {
    const std::string now_stamp = is_url(pull.source) ? std::string() : stamp_of(pull.source);
    pull.not_modified = !now_stamp.empty() && now_stamp == stamp;
    RosterContent content;
    if (!pull.not_modified) {
      auto came = read(pull, give_up);
      if (!came) return tl::unexpected<Error>(came.error());
      content = std::move(*came);
    }
    const auto report = pull.not_modified ? Result<ImportReport>(ImportReport()) : take(pull, content);  // also a 304
    if (!report) return tl::unexpected<Error>(report.error());
    const auto current = remember_pull(pull, pull.not_modified ? pull.known->rows : report->rows, request_.now);
    if (!current) return tl::unexpected<Error>(current.error());
    stamp = now_stamp;
    RosterPulled pulled{true, current->last_sync, report->added, report->updated, {}, 0, {}};
    if (!pull.not_modified) pulled.held = static_cast<std::int64_t>(report->rejected.size());
    pulled.vanished = static_cast<std::int64_t>(report->vanished.size());
    return pulled;
  }

 private:
  Result<RosterContent> read(RosterPull& pull, const std::function<bool()>& give_up) {
    auto reader = Reader::open(setup_.store_folder);
    if (!reader) return tl::unexpected<Error>(reader.error());
    const auto event = reader->load_event(request_.event);
    if (!event) return tl::unexpected<Error>(event.error());
    EventRules rules;
    const EventRulesFrom from{setup_.assets, setup_.store_folder, pull.mapping, {}};
    const Zone zone = Zone::find(event->event.timezone).value_or(Zone());
    if (Status loaded = rules.load(from, event->event, zone, request_.now); !loaded) {
      return tl::unexpected<Error>(loaded.error());
    }
    auto content = read_pull(pull, rules.rules, {setup_.limits, give_up});
    if (!content || !(content->unusable || content->needs_password)) return content;
    pull.source_failed = true;
    return fail(Code::bad_input, content->bad.empty() ? "読めないファイルです" : content->bad.front().why,
                content->bad.empty() ? std::string() : content->bad.front().file);
  }

  Result<ImportReport> take(const RosterPull& pull, const RosterContent& content) {
    auto store = Store::open(setup_.store_folder);
    if (!store) return tl::unexpected<Error>(store.error());
    ImportOptions options;
    options.hold_bad = true;  // nobody sits there to decide: what is good joins, what is bad waits for staff
    const Change change{request_.now, "sync", {}};
    auto report = store->import_applications(request_.event, rows_source(pull.source), content.applications,
                                             content.bad, options, change);
    if (!report) return report;
    const Status placed = place_facility_kinds(setup_.store_folder, setup_.assets, content.applications, change);
    if (!placed) spdlog::warn("sync: kinds of facilities: {}: {}", placed.error().where, placed.error().what);
    return report;
  }

  const SyncSetup& setup_;
  const effect::PullRoster& request_;
};

}  // namespace

RosterPulled pull_into_store(const SyncSetup& setup, const effect::PullRoster& request,
                             const std::function<bool()>& give_up, std::string& stamp) {
  const auto known = load_roster_source(setup.store_folder, request.event);
  RosterPulled failed{true, {}, 0, 0, {}, 0, {}};
  if (known && !*known) return {};
  auto pull = known ? begin_pull(setup.store_folder, request.event, std::nullopt)
                    : Result<RosterPull>(tl::unexpected<Error>(known.error()));
  if (!pull) {
    if (known) failed.synced_at = (*known)->last_sync;
    failed.error = pull.error().what;
    return failed;
  }
  auto pulled = Taking(setup, request).run(*pull, give_up, stamp);
  if (pulled) return *pulled;
  if (pull->source_failed && !give_up()) {
    const Status kept = remember_failed_pull(*pull, pulled.error(), request.now);
    if (!kept) spdlog::warn("sync: {}: {}", kept.error().where, kept.error().what);
  }
  failed.synced_at = pull->known->last_sync;
  failed.error = pulled.error().what;
  return failed;
}

SyncThread::SyncThread(SyncSetup setup, std::function<void(KioskEvent)> post)
    : setup_(std::move(setup)), post_(std::move(post)), watch_(setup_.sticks), thread_([this] { run(); }) {}

SyncThread::~SyncThread() {
  stopping_ = true;
  requests_.close();
  thread_.join();
}

void SyncThread::pull(const effect::PullRoster& request) { requests_.put(request); }

void SyncThread::run() {
  while (!stopping_) {
    look_for_sticks();
    const auto request = requests_.wait_for(setup_.look_every);
    if (!request || stopping_) continue;
    const RosterPulled pulled = pull_into_store(
        setup_, *request, [this] { return stopping_.load(); }, last_stamp_);
    if (!pulled.error.empty()) spdlog::warn("sync: {}", pulled.error);
    post_(SyncEvent{pulled});
  }
}

void SyncThread::look_for_sticks() {
  // Times in files are judged when staff take them; here any time will do.
  std::vector<StickOffer> now = watch_.look(UtcMillis{});
  if (now == seen_) return;
  seen_ = std::move(now);
  post_(SyncEvent{SticksSeen{seen_}});
}

}  // namespace uketsuke
