// SQL of take-outs. Thread: the caller's.
#pragma once

#include <vector>

#include "db/parts.h"
#include "db/take_outs.h"

namespace uketsuke {

Status insert_take_out(Connection& connection, const TakeOut& take_out, const Fact& fact);
Result<std::vector<LoggedTakeOut>> list_take_out_rows(Connection& connection, const EventCode& event);

}  // namespace uketsuke
