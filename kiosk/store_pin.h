// The first PIN of a store, set at the window. Thread: the one that owns the writing connection.
#pragma once

#include <string>

#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

/// Who gets it is an organiser; made where there is nobody of that name. Errors: those of Store::set_pin
Status save_first_pin(Store& store, const std::string& staff, const std::string& pin, const Change& change);

}  // namespace uketsuke
