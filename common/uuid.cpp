// UUIDv7 out of a given time and libsodium's random bytes. Any thread.
#include "common/uuid.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "common/result.h"

namespace uketsuke {

std::string make_uuid(UtcMillis now) {
  CHECK(sodium_init() >= 0);
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr std::int64_t kMost = (std::int64_t{1} << 48) - 1;
  auto millis = static_cast<std::uint64_t>(std::clamp<std::int64_t>(now.value, 0, kMost));
  for (std::size_t i = 6; i-- > 0; millis >>= 8) bytes[i] = static_cast<unsigned char>(millis & 0xFF);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x70);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[bytes[i] >> 4];
    text += kHex[bytes[i] & 0x0F];
  }
  return text;
}

}  // namespace uketsuke
