// A short digest of one row of a roster, so that the same row is known again whatever staff corrected since. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// 16 bytes of BLAKE2b over the fields; fields are set apart, so that "ab","c" and "a","bc" differ.
/// Source: RFC 7693; libsodium crypto_generichash
std::vector<unsigned char> digest_fields(const std::vector<std::string_view>& fields);

/// A UUIDv8 of a digest, in lower-case text form: the same wherever it is made.
/// @param millis  its first 48 bits, so that ids sort by it
/// Source: RFC 9562, section 5.8
std::string uuid_of_digest(const std::vector<unsigned char>& digest, std::int64_t millis);

}  // namespace uketsuke
