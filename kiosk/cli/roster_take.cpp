// See roster_take.h. A bad line refuses all, unless the bad are to be held.
#include "kiosk/cli/roster_take.h"

#include <utility>

#include "common/japanese_date.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/terminal_password.h"
#include "kiosk/intake/event_rules.h"
#include "kiosk/intake/source_url.h"
#include "kiosk/sync_kinds.h"

namespace uketsuke::cli {
namespace {

Result<ImportOptions> make_options(const TakeOptions& call, const Zone& zone) {
  ImportOptions options;
  if (call.received_at) {  // after now: every row that it is said of is a bad line
    const auto received = read_time_argument("--received-at", *call.received_at, zone);
    if (!received) return tl::unexpected(received.error());
    options.received_at = *received;
  }
  options.dry_run = call.dry_run;
  options.hold_bad = call.hold_bad;
  return options;
}

Status fill_rules(const Session& session, const TakeOptions& options, const FoundEvent& event, EventRules& rules) {
  const EventRulesFrom from{session.asset_path("."), session.folder(), options.mapping.value_or(std::string()),
                            options.preset.value_or(std::string())};
  if (Status loaded = rules.load(from, event.summary.event, event.zone, session.now()); !loaded) return loaded;
  rules.rules.received_given = options.received_at.has_value();
  if (options.password_file) {
    auto password = read_password_file(*options.password_file);
    if (!password) return tl::unexpected(password.error());
    rules.rules.password = std::move(*password);
  }
  return {};
}

/// A password is asked for once, where somebody can type it.
Result<RosterContent> read_content(const Session& session, const TakeOptions& options, const FoundEvent& event,
                                   const TakeFrom& from) {
  EventRules rules;
  if (const Status filled = fill_rules(session, options, event, rules); !filled) return tl::unexpected(filled.error());
  auto content = from.read(rules.rules);
  if (!content || !content->needs_password || options.password_file) return content;
  if (auto typed = ask_password("zipのパスワード: ")) {
    rules.rules.password = std::move(*typed);
    return from.read(rules.rules);
  }
  session.say("パスワード付きのzipは --password-file FILE で開きます（FILEの1行目がパスワード）");
  return content;
}

}  // namespace

Result<TakeReport> take_roster(Session& session, const TakeOptions& options, const TakeFrom& from) {
  const auto event = find_event(session, options.code);
  if (!event) return tl::unexpected(event.error());
  const auto import_options = make_options(options, event->zone);
  if (!import_options) return tl::unexpected(import_options.error());
  auto content = read_content(session, options, *event, from);
  if (!content) return tl::unexpected(content.error());
  if (from.is_current && from.is_current()) return TakeReport();
  if (content->unusable || (!content->bad.empty() && !options.hold_bad))
    return TakeReport{refused_import(std::move(*content)), kBadInput};
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = store->import_applications(EventCode(options.code), from.source, content->applications, content->bad,
                                           *import_options, session.change());
  if (!report) return tl::unexpected(report.error());
  const bool taken = !options.dry_run && (report->rejected.empty() || options.hold_bad);
  if (taken) {
    const Status placed =
        place_facility_kinds(session.folder(), session.asset_path("."), content->applications, session.change());
    if (!placed) session.say("種別を事業所の一覧に入れられませんでした。" + describe(placed.error()));
  }
  report->unknown_professions = std::move(content->unknown_professions);
  const bool done = report->rejected.empty() || options.hold_bad;
  std::vector<BadLine> notes = std::move(content->notes);
  notes.insert(notes.end(), report->notes.begin(), report->notes.end());
  return TakeReport{{std::move(*report), std::move(notes)}, done ? kDone : kBadInput};
}

std::string shown_source(const std::string& source) { return is_url(source) ? shown_url(source) : source; }

std::string roster_age_words(UtcMillis synced, const Zone& zone) {
  return "名簿は" + format_short_date_time(synced, zone) + "現在";
}

}  // namespace uketsuke::cli
