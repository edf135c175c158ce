// See row_digest.h.
#include "common/row_digest.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "common/result.h"

namespace uketsuke {

namespace {

constexpr std::size_t kDigestBytes = crypto_generichash_BYTES_MIN;

void add(crypto_generichash_state& state, const void* bytes, std::size_t size) {
  crypto_generichash_update(&state, static_cast<const unsigned char*>(bytes), size);
}

}  // namespace

std::vector<unsigned char> digest_fields(const std::vector<std::string_view>& fields) {
  CHECK(sodium_init() >= 0);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kDigestBytes);
  for (const std::string_view field : fields) {
    std::array<unsigned char, sizeof(std::uint64_t)> length{};
    for (std::size_t i = 0; i < length.size(); ++i) {
      length.at(i) = static_cast<unsigned char>((static_cast<std::uint64_t>(field.size()) >> (8 * i)) & 0xFFU);
    }
    add(state, length.data(), length.size());
    add(state, field.data(), field.size());
  }
  std::vector<unsigned char> digest(kDigestBytes);
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

}  // namespace uketsuke
