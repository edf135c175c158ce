// What another store's rows of an event come to here: facts first, then the values that both stores come to. What wins
// is in pack_merge.h and unpack_plan.h, how it is written in unpack_write.h. Thread: the connection's.
#pragma once

#include <functional>

#include "common/result.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/unpack_report.h"

namespace uketsuke {

/// One transaction, guards on: all of it or nothing; a second time nothing is left to do.
/// @param also  what belongs to it, in the same transaction
/// Cost: of a whole event by its registrations, of a part (PackContent::is_part) by those it touches
/// Errors: Code::bad_call for a practice store's in a real one and the other way round; refused where an event of that
/// code was made here on its own; bad_input: newer, not whole; store_failed
Result<UnpackReport> merge_content(StoreParts& parts, const PackContent& content, const Change& change,
                                   const std::function<Status()>& also = {});

}  // namespace uketsuke
