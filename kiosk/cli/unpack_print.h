// What two stores did without knowing of each other, as event unpack and hub exchange say it. Thread: main.
#pragma once

#include <string>

#include "db/unpack_report.h"
#include "kiosk/cli/json_object.h"

namespace uketsuke::cli {

std::string conflict_words(const UnpackConflict& conflict);
JsonObject conflict_json(const UnpackConflict& conflict);

}  // namespace uketsuke::cli
