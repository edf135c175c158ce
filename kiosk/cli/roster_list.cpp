// roster list: one registration a line.
#include <memory>
#include <string>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct ListCall {
  std::string code;
  std::optional<std::string> search;
  std::optional<std::string> status;
  std::optional<std::string> sort;
};

Result<RosterQuery> make_query(const ListCall& call) {
  RosterQuery query;
  query.search = call.search.value_or("");
  if (call.status) {
    query.status = status_from_word(*call.status);
    if (!query.status) {
      return fail(Code::bad_call, "\"" + *call.status + "\" is none of pending confirmed waitlisted cancelled declined",
                  "--status");
    }
  }
  if (call.sort) {
    const auto sort = sort_from_word(*call.sort);
    if (!sort)
      return fail(Code::bad_call, "\"" + *call.sort + "\" is none of kana number facility profession group", "--sort");
    query.sort = *sort;
  }
  return query;
}

Result<int> list_roster(Session& session, const ListCall& call) {
  const auto query = make_query(call);
  if (!query) return tl::unexpected(query.error());
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto rows = reader->list_registrations(EventCode(call.code), *query);
  if (!rows) return tl::unexpected(rows.error());
  for (const RegistrationRow& row : *rows) session.print(registration_json(row, event->zone), registration_words(row));
  return kDone;
}

}  // namespace

Command make_roster_list() {
  const auto call = std::make_shared<ListCall>();
  return {"roster list",
          "registrations of an event, one a line",
          "uketsuke roster list EBINA --search やまだ --sort kana",
          {needs("CODE", call->code, "the event's code"),
           may("--search", call->search, "part of a name, furigana or facility, or a reception number"),
           may("--status", call->status, "pending, confirmed, waitlisted, cancelled or declined"),
           may("--sort", call->sort, "kana, number (default), facility, profession or group")},
          [call](Session& session) { return list_roster(session, *call); }};
}

}  // namespace uketsuke::cli
