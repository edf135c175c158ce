// Brings a store's file to the schema of this program: numbered migrations, each in a transaction of its own. Writing
// connection only.
#pragma once

#include <cstdint>
#include <vector>

#include "common/result.h"
#include "db/connection.h"
#include "db/migrations.h"

namespace uketsuke {

/// What `PRAGMA application_id` says in every store of ours ("KTSK"), so that another program's file is not touched.
inline constexpr std::int64_t kApplicationId = 0x4B54534B;

/// PRAGMA user_version: the last migration that was applied; 0 in an empty file.
Result<std::int64_t> read_schema(Connection& connection);

/// Applies what is missing; the file is unchanged where a migration fails. Sets WAL.
/// @param migrations  in order of their numbers, from 1
/// @return the schema the file has now
/// Errors: Code::store_failed: newer than this program, not a store of ours, or SQLite failed
Result<std::int64_t> migrate(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace uketsuke
