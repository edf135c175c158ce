// log: who did what when, to read or to hand over.
#include <memory>
#include <string>

#include "db/audit.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/atomic_file.h"

namespace uketsuke::cli {
namespace {

struct LogCall {
  std::optional<std::string> code;
  std::optional<std::string> out;
};

JsonObject row_json(const AuditRow& row, const Zone& zone) {
  JsonObject object;
  object.text("kiosk", row.kiosk.value).number("seq", row.seq);
  add_time(object, "at", row.happened, zone);
  object.text("by", row.by)
      .text("action", row.action)
      .text_or_null("event", row.event)
      .text_or_null("subject", row.subject)
      .number("number", row.number)
      .text_or_null("fact", row.fact)
      .text("hash", row.hash);
  return object;
}

std::string row_words(const AuditRow& row, const Zone& zone) {
  std::string words = format_rfc3339(row.happened, zone) + "  " + row.by + "  " + row.action;
  if (!row.event.empty()) words += "  " + row.event;
  if (row.number) words += "  受付番号" + std::to_string(*row.number);
  if (!row.number && !row.subject.empty()) words += "  " + row.subject;
  return words;
}

Result<int> show_log(Session& session, const LogCall& call) {
  Zone zone;
  std::optional<EventCode> event;
  if (call.code) {
    const auto found = find_event(session, *call.code);
    if (!found) return tl::unexpected(found.error());
    zone = found->zone;
    event = EventCode(*call.code);
  }
  const auto rows = list_audit(session.folder(), event);
  if (!rows) return tl::unexpected(rows.error());
  if (!call.out) {
    for (const AuditRow& row : *rows) session.print(row_json(row, zone), row_words(row, zone));
    return kDone;
  }
  std::string text;
  for (const AuditRow& row : *rows) text += row_json(row, zone).line() + "\n";
  if (const Status written = write_file_atomically(*call.out, text); !written) return tl::unexpected(written.error());
  JsonObject object;
  object.text("file", *call.out).number("rows", static_cast<std::int64_t>(rows->size()));
  session.print(object, *call.out + "  " + std::to_string(rows->size()) + "行");
  return kDone;
}

}  // namespace

Command make_log() {
  const auto call = std::make_shared<LogCall>();
  return {
      "log",
      "who did what when, oldest first; ids and reception numbers, no names of attendees. check proves that no row "
      "was changed, removed or put in",
      "uketsuke log EBINA --out ~/操作記録.jsonl",
      {may("CODE", call->code, "of this event only"), may("--out", call->out, "write JSON lines to a file instead")},
      [call](Session& session) { return show_log(session, *call); }};
}

}  // namespace uketsuke::cli
