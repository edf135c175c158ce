// accept, decline, cancel: the status of registrations; several in one transaction, all of them or none.
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

/// Keys of a decision that was taken; a merge says into whom, and what that one took over.
void print_taken(Session& session, const DecidedOne& one) {
  if (!one.merged_into) {
    print_status_change(session, {one.registration, one.status, one.number, one.promoted});
    return;
  }
  JsonObject object;
  object.text("registration", one.registration.value)
      .text("status", word(one.status))
      .texts("promoted", texts_of(one.promoted))
      .text("merged_into", one.merged_into->value)
      .texts("taken_over", one.taken_over);
  session.print(object, fmt::format("受付番号{}  受付番号{}とまとめました", one.number, one.merged_into_number));
}

constexpr const char* kNotTaken = "ほかの方が受け付けられなかったため、何も変更していません。";

void print_refused(Session& session, const DecidedOne& one) {
  const bool refused = !one.refusal.empty();
  const std::string why = refused ? one.refusal : kNotTaken;
  JsonObject object;
  object.text("registration", one.registration.value)
      .text("status", word(one.status))
      .text("outcome", refused ? "refused" : "not_taken")
      .text("why", why);
  session.print(object, fmt::format("受付番号{}  {}: {}", one.number, refused ? "できません" : "変更なし", why));
}

}  // namespace

int print_decisions(Session& session, const DecisionResult& result) {
  for (const DecidedOne& one : result.each) {
    if (result.taken)
      print_taken(session, one);
    else
      print_refused(session, one);
  }
  if (result.taken) return kDone;
  session.say("nothing was changed");
  return kRefused;
}

Result<int> decide_all(Session& session, const DecisionCall& call, Decision decision) {
  const auto rows = find_registrations(session, call.code, call.registrations);
  if (!rows) return tl::unexpected(rows.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  std::vector<RegistrationId> named;
  for (const RegistrationRow& row : *rows) named.push_back(row.registration);
  const auto result = store->decide(EventCode(call.code), decision, named, session.change(call.reason));
  if (!result) return tl::unexpected(result.error());
  return print_decisions(session, *result);
}

namespace {

Command make_status_command(std::string name, std::string summary, std::string example, Decision decision) {
  const auto call = std::make_shared<DecisionCall>();
  return {std::move(name),
          std::move(summary),
          std::move(example),
          {needs("CODE", call->code, "the event's code"),
           needs_many("REGISTRATION", call->registrations, "ids or reception numbers"),
           needs("--reason", call->reason, "why; kept with the change")},
          [call, decision](Session& session) { return decide_all(session, *call, decision); }};
}

}  // namespace

Command make_accept() {
  return make_status_command(
      "accept", "accept pending registrations, all named or none: seated in order of receipt, or waitlisted",
      "uketsuke accept EBINA 31 32 --reason 電話で確認", Decision::accept);
}

Command make_decline() {
  return make_status_command("decline", "decline registrations (参加不可), all named or none",
                             "uketsuke decline EBINA 33 --reason 対象外", Decision::decline);
}

Command make_cancel() {
  return make_status_command("cancel",
                             "cancel registrations, all named or none; the waitlist moves up where that is due",
                             "uketsuke cancel EBINA 12 --reason 本人から電話", Decision::cancel);
}

}  // namespace uketsuke::cli
