// The commands of a store that belongs to a hub (db/hub): part of all_commands().
#pragma once

#include "kiosk/cli/command.h"

namespace uketsuke::cli {

Command make_hub_init();
Command make_hub_join();
Command make_hub_status();
Command make_hub_share();
Command make_hub_exchange();
Command make_hub_forget();
Command make_hub_leave();
Command make_hub_revoke();

}  // namespace uketsuke::cli
