// roster carry: the members of a standing meeting, from one occasion of its series to another.
#include <memory>
#include <string>
#include <utility>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/roster_take.h"
#include "kiosk/cli/series_members.h"

namespace uketsuke::cli {
namespace {

struct CarryCall {
  std::string from;
  TakeOptions take;  ///< its code is where they are carried to
};

Result<int> carry_roster(Session& session, const CarryCall& call) {
  const auto from = find_event(session, call.from);
  if (!from) return tl::unexpected(from.error());
  const auto to = find_event(session, call.take.code);
  if (!to) return tl::unexpected(to.error());
  auto members = read_series_members(session, from->summary.event, to->summary.event);
  if (!members) return tl::unexpected(members.error());
  const auto give = [&members](const RosterRules&) -> Result<RosterContent> {
    RosterContent content;
    content.applications = *members;
    return content;
  };
  const auto taken = take_roster(session, call.take, {series_source(from->summary.event), give, {}});
  if (!taken) return tl::unexpected(taken.error());
  print_import(session, taken->outcome);
  return taken->exit;
}

}  // namespace

Command make_roster_carry() {
  const auto call = std::make_shared<CarryCall>();
  return {"roster carry",
          "take the members of a standing meeting over from an earlier occasion of its series",
          "uketsuke roster carry KAIGI-1 KAIGI-2",
          {needs("FROM", call->from, "the event whose members come again"),
           needs("TO", call->take.code, "the event of the same series that they come to"),
           may("--received-at", call->take.received_at, "received time of all of them; now unless said"),
           may("--dry-run", call->take.dry_run, "judge and report, write nothing")},
          [call](Session& session) { return carry_roster(session, *call); }};
}

}  // namespace uketsuke::cli
