#include "kiosk/cli/import_print.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

JsonObject bad_line_json(const BadLine& bad) {
  JsonObject object;
  object.text("file", bad.file).number("line", bad.line).text_or_null("field", bad.field).text("why", bad.why);
  return object;
}

std::string line_words(const BadLine& line) {
  return fmt::format("{}:{}: {}{}{}", line.file, line.line, line.field, line.field.empty() ? "" : ": ", line.why);
}

}  // namespace

JsonObject import_json(const ImportOutcome& outcome) {
  const ImportReport& report = outcome.report;
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
  std::vector<JsonObject> notes;
  for (const BadLine& note : outcome.notes) notes.push_back(bad_line_json(note));
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
  if (!notes.empty()) object.objects("notes", notes);
  return object;
}

std::string import_words(const ImportOutcome& outcome) {
  const ImportReport& report = outcome.report;
  return fmt::format("{}行: 追加{} 更新{} 変更なし{} 締切後{} キャンセル待ち{} 重複の疑い{} 読めない行{}", report.rows,
                     report.added, report.updated, report.unchanged, report.late, report.waitlisted,
                     report.duplicates.size(), report.rejected.size());
}

void say_import(const Session& session, const ImportOutcome& outcome) {
  const ImportReport& report = outcome.report;
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
  for (const BadLine& note : outcome.notes) session.say(line_words(note));
  for (const BadLine& bad : report.rejected) session.say(line_words(bad));
}

void print_import(Session& session, const ImportOutcome& outcome) {
  session.print(import_json(outcome), import_words(outcome));
  say_import(session, outcome);
}

ImportOutcome refused_import(RosterContent content) {
  ImportOutcome outcome;
  ImportReport& report = outcome.report;
  report.rows = static_cast<std::int64_t>(content.bad.size()) - content.bad_files;
  for (const Application& form : content.applications) report.rows += static_cast<std::int64_t>(form.attendees.size());
  report.unknown_professions = std::move(content.unknown_professions);
  report.rejected = std::move(content.bad);
  outcome.notes = std::move(content.notes);
  return outcome;
}

}  // namespace uketsuke::cli
