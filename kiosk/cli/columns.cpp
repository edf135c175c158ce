// columns: which columns a list has, for every event of the same organiser.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "db/list_columns.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/list_file.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct ColumnsCall {
  std::string code;
  std::string what;
  std::vector<std::string> set;
  bool reset = false;
};

Status change_columns(Session& session, const ColumnsCall& call, const EventSummary& summary, ExportWhat what) {
  if (call.reset && !call.set.empty()) return fail(Code::bad_call, "either --set or --reset", "columns");
  const std::vector<std::string> names = split_columns(call.set);
  const auto ids = find_column_ids(names, summary, what);
  if (!ids) return tl::unexpected(ids.error());
  if (ids->empty() && !call.reset) return {};
  return save_list_columns(session.folder(), summary.event.organiser, std::string(word(what)), *ids, session.change());
}

Result<int> columns(Session& session, const ColumnsCall& call) {
  const auto what = export_what_from_word(call.what);
  if (!what) return fail(Code::bad_call, "\"" + call.what + "\" is none of " + export_what_words(), "columns");
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  if (auto changed = change_columns(session, call, event->summary, *what); !changed) {
    return tl::unexpected(changed.error());
  }
  const auto list = load_columns(session, event->summary, *what);
  if (!list) return tl::unexpected(list.error());
  if (list->columns.empty()) return fail(Code::bad_call, call.what + " has no columns to choose", "columns");
  for (const ExportColumn& column : list->columns) {
    JsonObject object;
    object.text("column", column.id).text("title", column.title).boolean("shown", column.shown);
    session.print(object, fmt::format("{}  {}  {}", column.shown ? "○" : "－", column.id, column.title));
  }
  return kDone;
}

}  // namespace

Command make_columns() {
  const auto call = std::make_shared<ColumnsCall>();
  return {"columns",
          "the columns of a list, one a line, those that are on first; chosen once for all events of the organiser, "
          "for the window's lists and for export without --columns",
          "uketsuke columns EBINA attendance --set 氏名,所属,職種,受付時刻",
          {needs("CODE", call->code, "the event's code"),
           needs("WHAT", call->what, "attendance, roster, sign-in, council or scans"),
           may("--set", call->set, "these, by id or title, in this order"),
           may("--reset", call->reset, "the list's own again")},
          [call](Session& session) { return columns(session, *call); }};
}

}  // namespace uketsuke::cli
