// What a guard of the store said, in words for staff. The guards speak English, for who reads the schema or writes with
// another program; a refusal that reaches a person is Japanese. Pure. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// "full: no seat within the limit" -> 空いている席がありません。… ; one that is not known by itself is told by its
/// table, with the guard's own words behind.
std::string japanese_guard(std::string_view said);

}  // namespace uketsuke
