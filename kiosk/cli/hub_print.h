// Doors of a shared event and who was let in at two of them, as hub status and hub exchange say it. Thread: main.
#pragma once

#include <string>

#include "db/hub/doors.h"
#include "kiosk/cli/json_object.h"

namespace uketsuke::cli {

JsonObject double_entry_json(const SeenTwice& seen);
std::string double_entry_words(const SeenTwice& seen);
JsonObject shared_json(const SharedStatus& status);

}  // namespace uketsuke::cli
