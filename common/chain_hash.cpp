// See chain_hash.h.
#include "common/chain_hash.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "common/result.h"

namespace uketsuke {

namespace {

constexpr std::size_t kHashBytes = 32;

void add(crypto_generichash_state& state, const unsigned char* bytes, std::size_t size) {
  std::array<unsigned char, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(size) >> (8 * (length.size() - 1 - i)) & 0xFF);
  }
  CHECK(crypto_generichash_update(&state, length.data(), length.size()) == 0);
  CHECK(crypto_generichash_update(&state, bytes, size) == 0);
}

}  // namespace

std::vector<unsigned char> hash_link(const std::vector<unsigned char>& previous,
                                     const std::vector<std::string_view>& values) {
  crypto_generichash_state state;
  CHECK(crypto_generichash_init(&state, nullptr, 0, kHashBytes) == 0);
  add(state, previous.data(), previous.size());
  for (const std::string_view value : values) {
    add(state, reinterpret_cast<const unsigned char*>(value.data()), value.size());
  }
  std::vector<unsigned char> hash(kHashBytes);
  CHECK(crypto_generichash_final(&state, hash.data(), hash.size()) == 0);
  return hash;
}

std::vector<unsigned char> first_link() { return std::vector<unsigned char>(kHashBytes, 0); }

std::string hex_text(const std::vector<unsigned char>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace uketsuke
