// register: one application of one person, typed at the office.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct RegisterCall {
  std::string code;
  PersonOptions person;
  std::optional<std::string> channel;
  std::optional<std::string> received_at;
  std::optional<std::string> override_reason;
};

Result<RegisterRequest> make_request(const Session& session, const RegisterCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  auto attendee = make_attendee(session, call.person);
  if (!attendee) return tl::unexpected(attendee.error());
  RegisterRequest request;
  request.event = EventCode(call.code);
  request.application.attendees.push_back(std::move(*attendee));
  request.application.channel = Channel::desk;
  if (call.channel) {
    const auto channel = channel_from_word(*call.channel);
    if (!channel) return fail(Code::bad_call, "\"" + *call.channel + "\" is no channel", "--channel");
    request.application.channel = *channel;
  }
  const auto received = read_receipt_argument(session, call.received_at, event->zone);
  if (!received) return tl::unexpected(received.error());
  request.application.received = *received;
  if (call.override_reason) request.override_reason = override_from_words(*call.override_reason);
  return request;
}

Result<int> register_one(Session& session, const RegisterCall& call) {
  const auto request = make_request(session, call);
  if (!request) return tl::unexpected(request.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto registered = store->register_application(*request, session.change());
  if (!registered) return tl::unexpected(registered.error());
  for (const RegisteredAttendee& one : *registered) {
    JsonObject object;
    object.text("registration", one.registration.value).number("number", one.number).text("status", word(one.status));
    session.print(object, fmt::format("受付番号{}  {}  {}{}{}", one.number, call.person.name, japanese(one.status),
                                      one.late ? "  締切後" : "", one.suspected_duplicate_of ? "  重複の疑い" : ""));
    if (call.override_reason && one.status == RegistrationStatus::waitlisted) {
      session.say(fmt::format(
          "受付番号{}: 席を割り当てられませんでした（程度の範囲か会場の上限に達しています）。キャンセル待ちです。",
          one.number));
    }
  }
  return kDone;
}

}  // namespace

Command make_register() {
  const auto call = std::make_shared<RegisterCall>();
  PersonOptions& person = call->person;
  return {"register",
          "take one application, received now unless said",
          "uketsuke register EBINA --name '山田 太郎' --furigana 'やまだ たろう' --profession 看護師 --channel fax",
          {needs("CODE", call->code, "the event's code"), needs("--name", person.name, "氏名"),
           may("--furigana", person.furigana, "ふりがな"), may("--facility", person.facility, "所属"),
           may("--profession", person.profession, "職種"),
           may("--role", person.role, "participant (default), lecturer, facilitator, staff or guest"),
           may("--email", person.email, "メールアドレス"), may("--phone", person.phone, "電話番号"),
           may("--note", person.note, "備考"),
           may("--channel", call->channel, "google-form, fax, post, email, telephone, desk (default) …"),
           may("--received-at", call->received_at, "when it was received; a date alone is its 00:00"),
           may_with_words("--override", call->override_reason, "reason: confirm it although late or beyond capacity")},
          [call](Session& session) { return register_one(session, *call); }};
}

}  // namespace uketsuke::cli
