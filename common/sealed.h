// Bytes under a passphrase: Argon2id makes the key, a stream of authenticated pieces carries the bytes. A changed, cut
// or lengthened text does not open. Pure but for the random salt; any thread. Cost: as chosen, half a second by
// default.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// What Argon2id is asked for; kept in the sealed text's head.
struct SealCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 128 * 1024;
};

/// @param passphrase  UTF-8, at least one byte
/// Source: libsodium crypto_pwhash (Argon2id13), crypto_secretstream_xchacha20poly1305
Result<std::string> seal(std::string_view bytes, std::string_view passphrase, const SealCost& cost = {});

/// Errors: Code::bad_input: not sealed by this program, of a newer format, another passphrase, changed or cut; the
/// words say which. Nothing is given back then.
Result<std::string> open_sealed(std::string_view sealed, std::string_view passphrase);

}  // namespace uketsuke
