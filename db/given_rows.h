// Rows in memory as the table `given` of SQL, so that one statement writes many. Part of the adapter to SQLite: only
// connection.cpp includes it. Thread: the connection's.
#pragma once

#include "db/connection.h"

struct sqlite3;

namespace uketsuke {

/// Makes `given` known to a connection: columns c1, c2 … of the rows that `*rows` points to while a statement runs;
/// none while it points to nothing. Not to be named in a schema.
/// @param rows  outlives the connection
/// @return false without memory
bool add_given_table(sqlite3* database, const GivenRows* const* rows);

}  // namespace uketsuke
