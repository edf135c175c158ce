// See row_digest.h.
#include "common/row_digest.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/result.h"

namespace uketsuke {

namespace {

constexpr std::size_t kDigestBytes = crypto_generichash_BYTES_MIN;
constexpr std::size_t kUuidBytes = 16;

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

std::string uuid_of_digest(const std::vector<unsigned char>& digest, std::int64_t millis) {
  CHECK(digest.size() >= kUuidBytes);
  std::array<unsigned char, kUuidBytes> bytes{};
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  for (std::size_t i = 0; i < 6; ++i) {
    bytes.at(i) = static_cast<unsigned char>((static_cast<std::uint64_t>(millis) >> (40 - 8 * i)) & 0xFFU);
  }
  bytes.at(6) = static_cast<unsigned char>((bytes.at(6) & 0x0FU) | 0x80U);
  bytes.at(8) = static_cast<unsigned char>((bytes.at(8) & 0x3FU) | 0x80U);
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[bytes.at(i) >> 4U];
    text += kHex[bytes.at(i) & 15U];
  }
  return text;
}

}  // namespace uketsuke
