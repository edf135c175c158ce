// walk-in: registers, seats, admits, issues a ticket, in one transaction.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/scan_words.h"

namespace uketsuke::cli {
namespace {

struct WalkInCall {
  std::string code;
  PersonOptions person;
  std::string profession;
  std::optional<std::string> ticket;
  std::optional<std::string> override_reason;
  std::optional<std::string> at;
};

Result<WalkInRequest> make_request(const Session& session, const WalkInCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  PersonOptions person = call.person;
  person.profession = call.profession;
  auto attendee = make_attendee(session, person);
  if (!attendee) return tl::unexpected(attendee.error());
  const auto happened = read_past_argument(session, "--at", call.at, event->zone);
  if (!happened) return tl::unexpected(happened.error());
  WalkInRequest request;
  request.event = EventCode(call.code);
  request.attendee = std::move(*attendee);
  request.ticket_text = call.ticket.value_or("");
  if (call.override_reason) request.override_reason = override_from_words(*call.override_reason);
  request.happened = *happened;
  request.by = session.by();
  return request;
}

Result<int> walk_in(Session& session, const WalkInCall& call) {
  const auto request = make_request(session, call);
  if (!request) return tl::unexpected(request.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto result = store->register_walk_in(*request, session.now());
  if (!result) return tl::unexpected(result.error());
  const bool admitted = result->outcome == WalkInOutcome::admitted;
  JsonObject object;
  object.text_or_null("registration", admitted && result->registration ? result->registration->value : std::string())
      .text("outcome", word(result->outcome))
      .text_or_null("ticket", admitted ? result->ticket : std::string());
  if (admitted && !result->group.empty()) object.text("group", result->group);
  session.print(object, admitted ? fmt::format("当日参加を受け付けました: 受付番号{}  {} 様  {}{}", result->number,
                                               request->attendee.name, result->ticket,
                                               result->group.empty() ? "" : "  " + result->group + "グループ")
                                 : std::string(staff_words(result->outcome)));
  if (result->outcome == WalkInOutcome::duplicate && result->duplicate_of) {
    session.say("すでに登録があります: " + result->duplicate_of->value);
  }
  return admitted ? kDone : kRefused;
}

}  // namespace

Command make_walk_in() {
  const auto call = std::make_shared<WalkInCall>();
  PersonOptions& person = call->person;
  return {"walk-in",
          "register, seat, admit and issue a ticket in one step (当日参加)",
          "uketsuke walk-in EBINA --name '佐藤 花子' --profession ケアマネジャー",
          {needs("CODE", call->code, "the event's code"), needs("--name", person.name, "氏名"),
           needs("--profession", call->profession, "職種"), may("--furigana", person.furigana, "ふりがな"),
           may("--facility", person.facility, "所属"), may("--role", person.role, "participant (default), guest …"),
           may("--email", person.email, "メールアドレス"), may("--phone", person.phone, "電話番号"),
           may("--note", person.note, "備考"),
           may("--ticket", call->ticket, "text of the unknown ticket that the person holds"),
           may_with_words("--override", call->override_reason, "reason: admit although full, too late or a namesake"),
           may("--at", call->at, "when it happened, not after now")},
          [call](Session& session) { return walk_in(session, *call); }};
}

}  // namespace uketsuke::cli
