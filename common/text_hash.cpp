// See text_hash.h.
#include "common/text_hash.h"

#include <sodium.h>

#include "common/result.h"

namespace uketsuke {

std::vector<unsigned char> hash_scan_text(const OrganiserKey& key, std::string_view text) {
  constexpr std::string_view kContext = "uketsuke scan text 1";
  KeyBytes subkey{};
  CHECK(crypto_generichash(subkey.data(), subkey.size(), reinterpret_cast<const unsigned char*>(kContext.data()),
                           kContext.size(), key.bytes.data(), key.bytes.size()) == 0);
  std::vector<unsigned char> hash(crypto_generichash_BYTES_MIN);
  CHECK(crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                           subkey.data(), subkey.size()) == 0);
  sodium_memzero(subkey.data(), subkey.size());
  return hash;
}

}  // namespace uketsuke
