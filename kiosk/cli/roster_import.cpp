// roster import: files -> applications -> one transaction. A bad line refuses all, unless the bad are to be held.
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke::cli {
namespace {

struct ImportCall {
  std::string code;
  std::vector<std::string> files;
  std::optional<std::string> mapping;
  std::optional<std::string> received_at;
  bool dry_run = false;
  bool hold_bad = false;
};

bool is_file(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && !S_ISDIR(facts.st_mode);
}

/// A path, or a name in DIR/mappings or assets/mappings.
Result<MappingRules> load_mapping(const Session& session, const std::string& name) {
  const std::string own = session.folder() + "/mappings/" + name + ".toml";
  const std::string shipped = session.asset_path("mappings/" + name + ".toml");
  for (const std::string& path : {name, own, shipped}) {
    if (path.empty() || !is_file(path)) continue;
    const auto bytes = read_file_bytes(path);
    if (!bytes) return tl::unexpected(bytes.error());
    return parse_mapping_toml(*bytes, path);
  }
  return fail(Code::not_found, "no mapping \"" + name + "\"; looked for that file, " + own + " and " + shipped,
              "--mapping");
}

JsonObject bad_line_json(const BadLine& bad) {
  JsonObject object;
  object.text("file", bad.file).number("line", bad.line).text_or_null("field", bad.field).text("why", bad.why);
  return object;
}

JsonObject report_json(const ImportReport& report) {
  std::vector<JsonObject> duplicates;
  for (const DuplicatePair& pair : report.duplicates) {
    JsonObject object;
    object.text_or_null("earlier", pair.earlier.value)
        .text_or_null("later", pair.later.value)
        .text("name", pair.name)
        .number("line", pair.line);
    duplicates.push_back(object);
  }
  std::vector<JsonObject> rejected;
  for (const BadLine& bad : report.rejected) rejected.push_back(bad_line_json(bad));
  JsonObject object;
  object.number("rows", report.rows)
      .number("added", report.added)
      .number("updated", report.updated)
      .number("unchanged", report.unchanged)
      .number("late", report.late)
      .number("waitlisted", report.waitlisted)
      .objects("duplicates", duplicates)
      .texts("unknown_professions", report.unknown_professions)
      .objects("rejected", rejected)
      .texts("vanished", texts_of(report.vanished));
  return object;
}

void print_report(Session& session, const ImportReport& report) {
  session.print(report_json(report),
                fmt::format("{}行: 追加{} 更新{} 変更なし{} 期限後{} キャンセル待ち{} 重複の疑い{} 読めない行{}",
                            report.rows, report.added, report.updated, report.unchanged, report.late, report.waitlisted,
                            report.duplicates.size(), report.rejected.size()));
  for (const DuplicatePair& pair : report.duplicates) {
    session.say(
        fmt::format("重複の疑い（要確認）: {} {}", pair.line > 0 ? std::to_string(pair.line) + "行目" : "", pair.name));
  }
  if (!report.unknown_professions.empty()) {
    session.say(fmt::format("「その他」に数えた職種: {}", fmt::join(report.unknown_professions, "、")));
  }
  if (!report.vanished.empty()) {
    session.say(fmt::format("前回あって今回ない申込: {}件（そのまま残っています）", report.vanished.size()));
  }
  for (const BadLine& bad : report.rejected) {
    session.say(fmt::format("{}:{}: {}{}{}", bad.file, bad.line, bad.field, bad.field.empty() ? "" : ": ", bad.why));
  }
}

/// The name that rows are known by when the file comes again.
std::string source_name(const std::vector<std::string>& files) {
  std::string source;
  for (std::string file : files) {
    while (file.size() > 1 && file.back() == '/') file.pop_back();
    source += (source.empty() ? "" : "+") + file.substr(file.rfind('/') + 1);
  }
  return source;
}

Result<ImportOptions> make_options(const Session& session, const ImportCall& call, const Zone& zone) {
  ImportOptions options;
  const auto received = read_past_argument(session, "--received-at", call.received_at, zone);
  if (!received) return tl::unexpected(received.error());
  options.received_at = *received;
  options.dry_run = call.dry_run;
  options.hold_bad = call.hold_bad;
  return options;
}

ImportReport refused_report(RosterContent content) {
  ImportReport report;
  report.rows = static_cast<std::int64_t>(content.applications.size() + content.bad.size()) - content.bad_files;
  report.unknown_professions = std::move(content.unknown_professions);
  report.rejected = std::move(content.bad);
  return report;
}

Result<RosterContent> read_files(const Session& session, const ImportCall& call, const Zone& zone) {
  RosterRules rules;
  rules.zone = zone;
  rules.now = session.now();
  const auto professions = session.load_professions();
  if (!professions) return tl::unexpected(professions.error());
  rules.professions = &*professions;
  MappingRules mapping;
  if (call.mapping) {
    auto loaded = load_mapping(session, *call.mapping);
    if (!loaded) return tl::unexpected(loaded.error());
    mapping = std::move(*loaded);
    rules.mapping = &mapping;
  }
  return read_roster_files(call.files, rules);
}

Result<int> import_roster(Session& session, const ImportCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto options = make_options(session, call, event->zone);
  if (!options) return tl::unexpected(options.error());
  auto content = read_files(session, call, event->zone);
  if (!content) return tl::unexpected(content.error());
  if (content->unusable || (!content->bad.empty() && !call.hold_bad)) {
    print_report(session, refused_report(std::move(*content)));
    return kBadInput;
  }
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = store->import_applications(EventCode(call.code), source_name(call.files), content->applications,
                                           content->bad, *options, session.change());
  if (!report) return tl::unexpected(report.error());
  report->unknown_professions = std::move(content->unknown_professions);
  print_report(session, *report);
  return report->rejected.empty() || call.hold_bad ? kDone : kBadInput;
}

}  // namespace

Command make_roster_import() {
  const auto call = std::make_shared<ImportCall>();
  return {"roster import",
          "take applications from files; a bad line refuses all of them",
          "uketsuke roster import EBINA answers.csv --dry-run",
          {needs("CODE", call->code, "the event's code"),
           needs_many("FILE", call->files, "CSV (UTF-8 or Shift_JIS), or a folder of them"),
           may("--mapping", call->mapping, "mapping file, or its name in DIR/mappings"),
           may("--received-at", call->received_at, "received time of rows that have none"),
           may("--dry-run", call->dry_run, "judge and report, write nothing"),
           may("--hold-bad", call->hold_bad, "take the good lines, keep the bad ones as drafts 保留")},
          [call](Session& session) { return import_roster(session, *call); }};
}

}  // namespace uketsuke::cli
