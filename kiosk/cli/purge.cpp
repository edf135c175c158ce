// purge: after hand-over, no name of an event is left on this PC.
#include "kiosk/cli/purge.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/facility_places.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

struct PurgeCall {
  std::string code;
  bool force = false;
};

/// Kinds that are told by the facility's name alone: without the name a report would not know them.
Result<std::map<RegistrationId, std::string>> find_kinds(const Session& session, const EventCode& code) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto rows = reader->list_registrations(code, {});
  if (!rows) return tl::unexpected(rows.error());
  auto places = FacilityPlaces::load(session);
  if (!places) return tl::unexpected(places.error());
  const auto found = places->find(code, *rows);
  if (!found) return tl::unexpected(found.error());
  std::map<RegistrationId, std::string> kinds;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (!(*found)[i].kind.empty()) kinds.emplace((*rows)[i].registration, (*found)[i].kind);
  }
  return kinds;
}

Result<int> purge(Session& session, const PurgeCall& call) {
  const auto report = purge_names(session, EventCode(call.code), call.force);
  if (!report) return tl::unexpected(report.error());
  std::vector<JsonObject> unreached;
  for (const PurgeReport::Unreached& one : report->unreached) {
    JsonObject object;
    object.text("file", one.file).text("why", one.why);
    unreached.push_back(object);
    session.say("個人情報が残っている可能性があります: " + one.file + "（" + one.why + "）");
  }
  JsonObject object;
  object.text("event", report->event.value)
      .number("people", report->people)
      .texts("backups", report->backups)
      .objects("unreached", unreached);
  session.print(object, report->event.value + "の" + std::to_string(report->people) +
                            "名の個人情報を消去しました（控え" + std::to_string(report->backups.size()) +
                            "件を含みます）。書き出した名簿などのファイルは別に消去してください。");
  return report->store_is_clean ? kDone : kFailed;
}

}  // namespace

Result<PurgeReport> purge_names(const Session& session, const EventCode& event, bool force) {
  PurgeRequest request{event, force};
  auto kinds = find_kinds(session, request.event);
  if (!kinds) return tl::unexpected(kinds.error());
  request.kinds = std::move(*kinds);
  return purge_event(session.folder(), request, session.change());
}

Command make_purge() {
  const auto call = std::make_shared<PurgeCall>();
  return {
      "purge",
      "erase names, contacts, questions and reasons of an event here and in the backups this store wrote; counts and "
      "check-ins stay. Refused (exit 1) before the event is over or while no list was exported. Backups on a medium "
      "that is not plugged in are named: plug it in and purge again. Files written by export are not touched",
      "uketsuke purge EBINA",
      {needs("CODE", call->code, "the event's code"),
       may("--force", call->force, "also before the event is over, and where nothing was exported")},
      [call](Session& session) { return purge(session, *call); }};
}

}  // namespace uketsuke::cli
