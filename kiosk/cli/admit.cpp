// admit and undo: staff, by hand.
#include <memory>
#include <string>
#include <vector>

#include "common/uuid.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/scan_print.h"

namespace uketsuke::cli {
namespace {

struct AdmitCall {
  std::string code;
  std::vector<std::string> registrations;
  std::optional<std::string> override_reason;
  std::optional<std::string> at;
  bool exit = false;
};

Result<int> admit(Session& session, const AdmitCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto rows = find_registrations(session, call.code, call.registrations);
  if (!rows) return tl::unexpected(rows.error());
  const auto happened = read_past_argument(session, "--at", call.at, event->zone);
  if (!happened) return tl::unexpected(happened.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  int code = kDone;
  for (const RegistrationRow& row : *rows) {
    AdmitRequest request;
    request.id = ScanId(make_uuid(session.now()));
    request.event = EventCode(call.code);
    request.registration = row.registration;
    request.direction = call.exit ? Direction::exit : Direction::entry;
    if (call.override_reason) request.override_reason = override_from_words(*call.override_reason);
    request.happened = *happened;
    request.by = session.by();
    const double start = monotonic_ms();
    const auto result = store->admit_by_hand(request, session.now());
    const auto printed = print_scan(session, result, request.id, {std::nullopt, monotonic_ms() - start}, *event);
    if (!printed) return printed;
    code = worse(code, *printed);
  }
  return code;
}

struct UndoCall {
  std::string code;
  std::string registration;
  std::string reason;
};

Result<int> undo(Session& session, const UndoCall& call) {
  const auto row = find_registration(session, call.code, call.registration);
  if (!row) return tl::unexpected(row.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto annulled = store->undo(EventCode(call.code), row->registration, session.change(call.reason));
  if (!annulled) return tl::unexpected(annulled.error());
  JsonObject object;
  object.text_or_null("annulled", *annulled ? (*annulled)->value : std::string());
  session.print(object, *annulled ? row->attendee.name + " 様の受付を取り消しました" : "取り消す受付はありません");
  return *annulled ? kDone : kRefused;
}

}  // namespace

Command make_admit() {
  const auto call = std::make_shared<AdmitCall>();
  return {"admit",
          "admit (or let out) people by hand",
          "uketsuke admit EBINA 12 13 --override 電話連絡あり",
          {needs("CODE", call->code, "the event's code"),
           needs_many("REGISTRATION", call->registrations, "ids or reception numbers"),
           may("--exit", call->exit, "they leave (退室)"),
           may_with_words("--override", call->override_reason,
                          "reason: in spite of the time, a missing seat or a decision that is still pending"),
           may("--at", call->at, "when it happened, not after now")},
          [call](Session& session) { return admit(session, *call); }};
}

Command make_undo() {
  const auto call = std::make_shared<UndoCall>();
  return {"undo",
          "annul the last entry or exit of a person (取消)",
          "uketsuke undo EBINA 12 --reason 人違い",
          {needs("CODE", call->code, "the event's code"),
           needs("REGISTRATION", call->registration, "id or reception number"), needs("--reason", call->reason, "why")},
          [call](Session& session) { return undo(session, *call); }};
}

}  // namespace uketsuke::cli
