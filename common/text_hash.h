// What is kept of a text that is not one of our tickets: a keyed hash, so that a repeat is seen and nothing else. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "common/ticket.h"

namespace uketsuke {

/// 16 bytes of keyed BLAKE2b, under a subkey of the organiser's key that is used for nothing else.
/// Source: RFC 7693; libsodium crypto_generichash
std::vector<unsigned char> hash_scan_text(const OrganiserKey& key, std::string_view text);

}  // namespace uketsuke
