// accept, decline, cancel: the status of registrations, one transaction each, all found before the first is changed.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/status_print.h"

namespace uketsuke::cli {

void print_status_change(Session& session, const StatusChange& change) {
  JsonObject object;
  object.text("registration", change.registration.value)
      .text("status", word(change.status))
      .texts("promoted", texts_of(change.promoted));
  session.print(object,
                fmt::format("受付番号{}  {}{}", change.number, japanese(change.status),
                            change.promoted.empty() ? "" : fmt::format("  繰り上げ{}名", change.promoted.size())));
}

namespace {

using Changer = Result<StatusChange> (Store::*)(const EventCode&, const RegistrationId&, const Change&);

struct StatusCall {
  std::string code;
  std::vector<std::string> registrations;
  std::string reason;
};

Result<int> change_all(Session& session, const StatusCall& call, Changer changer) {
  const auto rows = find_registrations(session, call.code, call.registrations);
  if (!rows) return tl::unexpected(rows.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  int code = kDone;
  for (const RegistrationRow& row : *rows) {
    const auto changed = ((*store).*changer)(EventCode(call.code), row.registration, session.change(call.reason));
    if (changed) {
      print_status_change(session, *changed);
      continue;
    }
    if (changed.error().code != Code::refused) return tl::unexpected(changed.error());
    JsonObject object;
    object.text("registration", row.registration.value).text("outcome", "refused").text("why", changed.error().what);
    session.print(object, fmt::format("受付番号{}  できません: {}", row.number, changed.error().what));
    code = kRefused;
  }
  return code;
}

Command make_status_command(std::string name, std::string summary, std::string example, Changer changer) {
  const auto call = std::make_shared<StatusCall>();
  return {std::move(name),
          std::move(summary),
          std::move(example),
          {needs("CODE", call->code, "the event's code"),
           needs_many("REGISTRATION", call->registrations, "ids or reception numbers"),
           needs("--reason", call->reason, "why; kept with the change")},
          [call, changer](Session& session) { return change_all(session, *call, changer); }};
}

}  // namespace

Command make_accept() {
  return make_status_command("accept", "accept pending registrations: seated or waitlisted",
                             "uketsuke accept EBINA 31 32 --reason 電話で確認", &Store::accept);
}

Command make_decline() {
  return make_status_command("decline", "decline registrations (参加不可)", "uketsuke decline EBINA 33 --reason 対象外",
                             &Store::decline);
}

Command make_cancel() {
  return make_status_command("cancel", "cancel registrations; the first of the waitlist moves up where that is due",
                             "uketsuke cancel EBINA 12 --reason 本人から電話", &Store::cancel);
}

}  // namespace uketsuke::cli
