// PINs of staff: what is kept of them, and whether one is right. Slow on purpose. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// 4 to 12 digits.
bool is_valid_pin(std::string_view pin);

/// Argon2id with its salt and limits in one text (interactive limits: 64 MB).
/// Errors: Code::store_failed without memory.  Source: RFC 9106; libsodium crypto_pwhash_str
Result<std::string> hash_pin(std::string_view pin);

/// In constant time. False for a text that is no hash.
bool verify_pin(std::string_view pin, const std::string& hash);

}  // namespace uketsuke
