// Two who may be one person and were both let in, at two PCs' doors: neither is pending, and yet staff are to look.
// Until somebody says that they are two. Any thread.
#pragma once

#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/decision_queries.h"
#include "db/reader.h"

namespace uketsuke {

/// The same folded name and nothing that contradicts it, both admitted; by number of the later. Whom staff kept,
/// accepted or let in as somebody else's namesake is nobody's second.
Result<std::vector<SuspectedIds>> list_both_came(Connection& connection, const EventCode& event);
/// The same with all that is known of them. @param folder  of the reader's store
Result<std::vector<SuspectedPair>> list_both_came(Reader& reader, const std::string& folder, const EventCode& event);

}  // namespace uketsuke
