// The hash that ties each row of a log to the one before. Pure. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// BLAKE2b, 32 bytes, over the hash before and the values, each with its length in front: no two lists of values read
/// alike.  Source: RFC 7693; libsodium crypto_generichash
std::vector<unsigned char> hash_link(const std::vector<unsigned char>& previous,
                                     const std::vector<std::string_view>& values);

/// 32 zero bytes: what the first row has before it.
std::vector<unsigned char> first_link();

/// Lower-case hexadecimal.
std::string hex_text(const std::vector<unsigned char>& bytes);

}  // namespace uketsuke
