// UUIDv7 out of a given time and libsodium's random bytes. See uuid.h.
#include "common/uuid.h"

#include <sodium.h>

#include <algorithm>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

namespace {

constexpr std::uint64_t kTailMask = (std::uint64_t{1} << 62) - 1;
constexpr std::uint16_t kHeadMask = 0x0FFF;

/// The random bits of an id: 12 before the variant, 62 after it.
struct RandomBits {
  std::uint16_t head = 0;
  std::uint64_t tail = 0;
};

RandomBits draw() {
  CHECK(sodium_init() >= 0);
  RandomBits bits;
  randombytes_buf(&bits.head, sizeof bits.head);
  randombytes_buf(&bits.tail, sizeof bits.tail);
  return {static_cast<std::uint16_t>(bits.head & kHeadMask), bits.tail & kTailMask};
}

std::string write(UtcMillis now, RandomBits bits) {
  constexpr std::int64_t kMost = (std::int64_t{1} << 48) - 1;
  std::array<unsigned char, 16> bytes{};
  auto millis = static_cast<std::uint64_t>(std::clamp<std::int64_t>(now.value, 0, kMost));
  for (std::size_t i = 6; i-- > 0; millis >>= 8) bytes[i] = static_cast<unsigned char>(millis & 0xFF);
  bytes[6] = static_cast<unsigned char>((bits.head >> 8) | 0x70);
  bytes[7] = static_cast<unsigned char>(bits.head & 0xFF);
  for (std::size_t i = 16; i-- > 8; bits.tail >>= 8) bytes[i] = static_cast<unsigned char>(bits.tail & 0xFF);
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

}  // namespace

std::string make_uuid(UtcMillis now) { return write(now, draw()); }

std::uint32_t UuidMaker::draw_step() {
  if (steps_left_ == 0) {
    CHECK(sodium_init() >= 0);
    randombytes_buf(steps_.data(), sizeof steps_);
    steps_left_ = steps_.size();
  }
  return steps_.at(--steps_left_);
}

std::string UuidMaker::make(UtcMillis now) {
  if (now.value != millis_) {
    const RandomBits fresh = draw();
    millis_ = now.value;
    head_ = fresh.head;
    tail_ = fresh.tail;
    return write(now, fresh);
  }
  tail_ += std::uint64_t{draw_step()} + 1;
  if (tail_ > kTailMask) {
    tail_ &= kTailMask;
    head_ = static_cast<std::uint16_t>((head_ + 1) & kHeadMask);  // once in 4096 ends of the range: starts over
  }
  return write(now, {head_, tail_});
}

}  // namespace uketsuke
