// UUIDv7 (RFC 9562, 5.7): ids that sort by the time they were made. Any thread.
#pragma once

#include <string>

#include "common/time.h"

namespace uketsuke {

/// A new UUIDv7 in lower-case text form, 36 characters; 74 random bits from libsodium.
/// @param now  the milliseconds it carries
/// Source: RFC 9562, section 5.7
std::string make_uuid(UtcMillis now);

}  // namespace uketsuke
