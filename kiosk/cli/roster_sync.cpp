// roster sync: pulls the event's roster source once (file, folder or https URL) and remembers it. What goes wrong on
// the way leaves the roster as it was, and says how old it is.
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "db/roster_sources.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/roster_take.h"
#include "kiosk/intake/http_fetch.h"
#include "kiosk/intake/source_credentials.h"
#include "kiosk/intake/source_url.h"
#include "kiosk/intake/table_rows.h"

namespace uketsuke::cli {
namespace {

struct SyncCall {
  TakeOptions take;
  std::optional<std::string> from;
};

/// One pull on its way.
struct Pull {
  std::string source;                 ///< as it is remembered
  std::optional<RosterSource> known;  ///< what was remembered before
  bool same_as_known = false;
  std::string etag{};  ///< of what was fetched
  bool not_modified = false;
  bool from_source_failed = false;  ///< the file or the network failed, not the store
};

Result<Pull> find_source(const Session& session, const SyncCall& call) {
  auto known = load_roster_source(session.folder(), EventCode(call.take.code));
  if (!known) return tl::unexpected(known.error());
  Pull pull{{}, std::move(*known)};
  if (!call.from && !pull.known) {
    return fail(Code::bad_call, "no source is known yet for " + call.take.code + "; name it once: --from FILE|DIR|URL");
  }
  pull.source = call.from ? *call.from : pull.known->source;
  if (is_url(pull.source)) {
    if (const Status allowed = check_source_url(pull.source); !allowed) return tl::unexpected(allowed.error());
  } else {
    std::error_code error;
    const auto path = std::filesystem::absolute(pull.source, error).lexically_normal();
    if (call.from && (error || !std::filesystem::exists(path, error)))
      return fail(Code::not_found, pull.source + ": there is no such file", "--from");
    pull.source = path.string();
  }
  pull.same_as_known = pull.known && pull.known->source == pull.source;
  return pull;
}

/// The name by which its rows are known again, as an import of the same file has it.
std::string rows_source(std::string source) {
  if (is_url(source)) source.resize(std::min(source.find_first_of("?#"), source.size()));
  while (source.size() > 1 && source.back() == '/') source.pop_back();
  return is_url(source) ? source : source.substr(source.rfind('/') + 1);
}

Result<RosterContent> read_url(const Session& session, Pull& pull, const RosterRules& rules) {
  const auto credentials = read_source_credentials(session.folder() + "/roster_credentials.toml");
  if (!credentials) return tl::unexpected(credentials.error());
  FetchRequest request;
  request.url = pull.source;
  if (pull.same_as_known) request.etag = pull.known->etag;
  request.find_credentials = [&credentials](const std::string& url) { return find_credentials(*credentials, url); };
  auto fetched = fetch_source(request);
  pull.from_source_failed = !fetched.has_value();
  if (!fetched) return tl::unexpected(fetched.error());
  pull.etag = fetched->etag.empty() && fetched->not_modified ? request.etag : fetched->etag;
  pull.not_modified = fetched->not_modified;
  if (fetched->not_modified) return RosterContent();
  if (fetched->content_type.compare(0, 9, "text/html") == 0) {
    return unusable_file(
        shown_url(pull.source),
        "届いたのはWebページです（ログイン画面など）。CSVやExcelのファイルそのもののURLを指定してください");
  }
  return read_roster_bytes(fetched->bytes, rows_source(pull.source), rules);
}

Result<RosterContent> read_path(Pull& pull, const RosterRules& rules) {
  auto content = read_roster_file(pull.source, rules);
  pull.from_source_failed = !content.has_value();
  if (!content) return fail(Code::io_failed, content.error().what, content.error().where);
  return content;
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
Result<int> report_failure(Session& session, const Pull& pull, const Error& error, const FoundEvent& event) {
  if (pull.same_as_known) {
    RosterSource tried = *pull.known;
    tried.last_try = std::max(session.now(), tried.last_sync);
    tried.last_error = error.what;
    const Status saved = save_roster_source(session.folder(), event.summary.event.code, tried);
    if (!saved) session.say(describe(saved.error()));
  }
  JsonObject object = import_json({});
  object.text("source", shown_source(pull.source)).boolean("not_modified", false).text("error", error.what);
  add_age(object, pull.known, event.zone);
  session.print(object, "取り込めませんでした。" + age_words(pull.known, event.zone));
  session.say(describe(error));
  return kFailed;
}

Result<int> report_taken(Session& session, const SyncCall& call, const Pull& pull, TakeReport taken,
                         const FoundEvent& event) {
  const UtcMillis now = session.now();
  std::optional<RosterSource> current = pull.known;
  ImportReport& report = taken.outcome.report;
  if (pull.not_modified) report.rows = report.unchanged = pull.known->rows;
  if (taken.exit == kDone && !call.take.dry_run) {
    current = RosterSource{pull.source, pull.etag, report.rows, now, now, {}};
    const Status saved = save_roster_source(session.folder(), event.summary.event.code, *current);
    if (!saved) return tl::unexpected(saved.error());
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
  auto pull = find_source(session, call);
  if (!pull) return tl::unexpected(pull.error());
  const auto read = [&](const RosterRules& rules) {
    return is_url(pull->source) ? read_url(session, *pull, rules) : read_path(*pull, rules);
  };
  // What did not change is not written: an empty content would report everyone as vanished.
  const auto is_current = [&pull] { return pull->not_modified; };
  auto taken = take_roster(session, call.take, {rows_source(pull->source), read, is_current});
  if (!taken && pull->from_source_failed) return report_failure(session, *pull, taken.error(), *event);
  if (!taken) return tl::unexpected(taken.error());
  return report_taken(session, call, *pull, std::move(*taken), *event);
}

}  // namespace

Command make_roster_sync() {
  const auto call = std::make_shared<SyncCall>();
  return {"roster sync",
          "pull the event's roster source once and remember it",
          "uketsuke roster sync EBINA --from https://example.jp/answers.csv",
          {needs("CODE", call->take.code, "the event's code"),
           may("--from", call->from, "file, folder or https URL; else the one that was pulled last"),
           may("--mapping", call->take.mapping, "mapping file, or its name in DIR/mappings"),
           may("--password-file", call->take.password_file, "of a zip: a file with the password on its first line"),
           may("--dry-run", call->take.dry_run, "judge and report, write nothing"),
           may("--hold-bad", call->take.hold_bad, "take the good lines, keep the bad ones as drafts 保留")},
          [call](Session& session) { return sync_roster(session, *call); }};
}

}  // namespace uketsuke::cli
