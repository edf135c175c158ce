// The list of all commands, and one way out for every error.
#include "kiosk/cli/run.h"

#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/hub_commands.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

std::vector<Command> application_commands() {
  return {make_init(),
          make_event_add(),
          make_event_set(),
          make_event_list(),
          make_event_show(),
          make_event_applications(),
          make_roster_import(),
          make_roster_paste(),
          make_roster_sync(),
          make_roster_template(),
          make_roster_carry(),
          make_roster_list(),
          make_register(),
          make_walk_in(),
          make_substitute(),
          make_edit(),
          make_accept(),
          make_decline(),
          make_cancel(),
          make_duplicate_list(),
          make_duplicate_merge(),
          make_duplicate_keep(),
          make_draft_list(),
          make_draft_take(),
          make_draft_drop()};
}

std::vector<Command> door_commands() {
  return {make_ticket_issue(),
          make_ticket_revoke(),
          make_scan(),
          make_admit(),
          make_undo(),
          make_read(),
          make_attendance_enter(),
          make_export(),
          make_columns(),
          make_count(),
          make_report(),
          make_letters(),
          make_facility_import(),
          make_facility_list(),
          make_facility_set(),
          make_facility_merge(),
          make_form(),
          make_group_plan(),
          make_group_settle(),
          make_group_pin()};
}

std::vector<Command> upkeep_commands() {
  return {make_staff_add(), make_staff_pin(),  make_staff_list(),   make_backup(),  make_restore(),
          make_check(),     make_event_pack(), make_event_unpack(), make_purge(),   make_key_rotate(),
          make_log(),       make_door(),       make_doctor(),       make_document()};
}

std::vector<Command> hub_commands() {
  return {make_hub_init(),     make_hub_join(),   make_hub_status(), make_hub_share(),
          make_hub_exchange(), make_hub_forget(), make_hub_leave(),  make_hub_revoke()};
}

}  // namespace

std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (auto* commands : {application_commands, door_commands, upkeep_commands, hub_commands}) {
    for (Command& command : commands()) all.push_back(std::move(command));
  }
  return all;
}

Call read_call(const std::vector<std::string>& arguments) { return parse_call(arguments, all_commands()); }

int run_command(const Call& call, const Surroundings& surroundings) {
  CHECK(call.command.has_value());
  Session session(call.options, surroundings);
  const std::string& name = call.command->name;
  const bool needs_store = name != "init" && name != "restore" && name != "hub init" && name != "hub revoke";
  const Status ready = session.prepare(needs_store);
  const Result<int> done = ready ? call.command->run(session) : tl::unexpected(ready.error());
  int code = kDone;
  if (done) {
    code = *done;
  } else {
    code = exit_code(done.error().code);
    if (done.error().code == Code::refused)
      print_refusal(session, done.error().what);
    else
      session.say(describe(done.error()));
  }
  if (session.output_failed()) {
    session.say("stdout cannot be written");
    code = worse(code, kFailed);
  }
  return code;
}

}  // namespace uketsuke::cli
