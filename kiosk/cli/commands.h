// Every command of the contract, one file each (small ones of one family together).
#pragma once

#include <vector>

#include "kiosk/cli/command.h"

namespace uketsuke::cli {

Command make_init();
Command make_event_add();
Command make_event_set();
Command make_event_list();
Command make_event_show();
Command make_event_applications();
Command make_roster_import();
Command make_roster_paste();
Command make_roster_sync();
Command make_roster_template();
Command make_roster_carry();
Command make_roster_list();
Command make_register();
Command make_walk_in();
Command make_substitute();
Command make_edit();
Command make_accept();
Command make_decline();
Command make_cancel();
Command make_duplicate_list();
Command make_duplicate_merge();
Command make_duplicate_keep();
Command make_draft_list();
Command make_draft_take();
Command make_draft_drop();
Command make_ticket_issue();
Command make_ticket_revoke();
Command make_scan();
Command make_admit();
Command make_undo();
Command make_read();
Command make_attendance_enter();
Command make_export();
Command make_columns();
Command make_count();
Command make_report();
Command make_letters();
Command make_facility_import();
Command make_facility_list();
Command make_facility_set();
Command make_facility_merge();
Command make_form();
Command make_group_plan();
Command make_group_settle();
Command make_group_pin();
Command make_staff_add();
Command make_staff_pin();
Command make_staff_list();
Command make_backup();
Command make_restore();
Command make_check();
Command make_event_pack();
Command make_event_unpack();
Command make_purge();
Command make_key_rotate();
Command make_log();
Command make_door();
Command make_doctor();
Command make_document();

/// In the order of the contract.
std::vector<Command> all_commands();

}  // namespace uketsuke::cli
