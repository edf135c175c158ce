// UUIDv7 (RFC 9562, 5.7): ids that sort by the time they were made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "common/time.h"

namespace uketsuke {

/// A new UUIDv7 in lower-case text form, 36 characters; 74 random bits from libsodium. Any thread.
/// @param now  the milliseconds it carries
/// Source: RFC 9562, section 5.7
std::string make_uuid(UtcMillis now);

/// Makes UUIDv7s that sort in the order they were made, within one millisecond too: many rows in one transaction are
/// then appended to their tables, not strewn over them. One thread each.
/// Source: RFC 9562, section 6.2, method 2 (monotonic random)
class UuidMaker {
 public:
  std::string make(UtcMillis now);

 private:
  std::uint32_t draw_step();

  std::int64_t millis_ = -1;
  std::uint64_t tail_ = 0;                 ///< the last 62 bits of the last one
  std::uint16_t head_ = 0;                 ///< the 12 bits before them
  std::array<std::uint32_t, 64> steps_{};  ///< drawn together: each draw asks the system
  std::size_t steps_left_ = 0;
};

}  // namespace uketsuke
