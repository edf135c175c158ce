// roster sync: pulls the event's roster source once (file, folder or https URL) and remembers it. What goes wrong on
// the way leaves the roster as it was, and says how old it is.
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/roster_take.h"
#include "kiosk/sync_pull.h"

namespace uketsuke::cli {
namespace {

struct SyncCall {
  TakeOptions take;
  std::optional<std::string> from;
};

/// A mapping is remembered so that it is found from another folder too; a name stays a name.
std::string absolute_if_file(const std::string& mapping) {
  std::error_code error;
  return std::filesystem::is_regular_file(mapping, error) ? std::filesystem::absolute(mapping, error).string()
                                                          : mapping;
}

/// How old the roster is, on the report and in words.
void add_age(JsonObject& object, const std::optional<RosterSource>& known, const Zone& zone) {
  add_time(object, "synced_at", known ? std::optional<UtcMillis>(known->last_sync) : std::nullopt, zone);
}
std::string age_words(const std::optional<RosterSource>& known, const Zone& zone) {
  if (!known) return "名簿はまだ取り込まれていません";
  return roster_age_words(known->last_sync, zone);
}

/// The source failed: the roster stays, the try is remembered.
Result<int> report_failure(Session& session, const RosterPull& pull, const Error& error, const FoundEvent& event) {
  if (const Status kept = remember_failed_pull(pull, error, session.now()); !kept) {
    session.say(describe(kept.error()));
  }
  JsonObject object = import_json({});
  object.text("source", shown_source(pull.source)).boolean("not_modified", false).text("error", error.what);
  add_age(object, pull.known, event.zone);
  session.print(object, "取り込めませんでした。" + age_words(pull.known, event.zone));
  session.say(describe(error));
  return kFailed;
}

Result<int> report_taken(Session& session, const SyncCall& call, const RosterPull& pull, TakeReport taken,
                         const FoundEvent& event) {
  std::optional<RosterSource> current = pull.known;
  ImportReport& report = taken.outcome.report;
  if (pull.not_modified) report.rows = report.unchanged = pull.known->rows;
  if (taken.exit == kDone && !call.take.dry_run) {
    auto remembered = remember_pull(pull, report.rows, session.now());
    if (!remembered) return tl::unexpected(remembered.error());
    current = std::move(*remembered);
  }
  JsonObject object = import_json(taken.outcome);
  object.text("source", shown_source(pull.source)).boolean("not_modified", pull.not_modified).null("error");
  add_age(object, current, event.zone);
  session.print(object, import_words(taken.outcome) + "  " + age_words(current, event.zone));
  say_import(session, taken.outcome);
  return taken.exit;
}

Result<int> sync_roster(Session& session, const SyncCall& call) {
  const auto event = find_event(session, call.take.code);
  if (!event) return tl::unexpected(event.error());
  auto pull = begin_pull(session.folder(), EventCode(call.take.code), call.from);
  if (!pull) return tl::unexpected(pull.error());
  SyncCall given = call;
  if (call.take.mapping) pull->mapping = absolute_if_file(*call.take.mapping);
  if (call.take.preset) pull->mapping = *call.take.preset;
  if (!call.take.preset && !pull->mapping.empty()) given.take.mapping = pull->mapping;
  const auto read = [&](const RosterRules& rules) { return read_pull(*pull, rules, {}); };
  // What did not change is not written: an empty content would report everyone as vanished.
  const auto is_current = [&pull] { return pull->not_modified; };
  auto taken = take_roster(session, given.take, {rows_source(pull->source), read, is_current});
  if (!taken && pull->source_failed) return report_failure(session, *pull, taken.error(), *event);
  if (!taken) return tl::unexpected(taken.error());
  return report_taken(session, given, *pull, std::move(*taken), *event);
}

}  // namespace

Command make_roster_sync() {
  const auto call = std::make_shared<SyncCall>();
  return {
      "roster sync",
      "pull the event's roster source once and remember it",
      "uketsuke roster sync EBINA --from https://example.jp/answers.csv",
      {needs("CODE", call->take.code, "the event's code"),
       may("--from", call->from, "file, folder or https URL; else the one that was pulled last"),
       may("--mapping", call->take.mapping, "mapping file, or its name in DIR/mappings; remembered with the source"),
       may("--preset", call->take.preset, "shipped format: logoform, e-kanagawa; else known by its titles"),
       may("--password-file", call->take.password_file, "of a zip: a file with the password on its first line"),
       may("--dry-run", call->take.dry_run, "judge and report, write nothing"),
       may("--hold-bad", call->take.hold_bad, "take the good lines, keep the bad ones as drafts 保留")},
      [call](Session& session) { return sync_roster(session, *call); }};
}

}  // namespace uketsuke::cli
