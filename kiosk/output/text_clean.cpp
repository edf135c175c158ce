// One pass over the code points, as ICU reads them.

#include "kiosk/output/text_clean.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <cstdint>

namespace uketsuke {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

bool turns_direction(UChar32 c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

}  // namespace

std::string clean_text(std::string_view text) {
  // Broken bytes come as U+FFFD.
  const auto given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString clean;
  for (std::int32_t at = 0; at < given.length();) {
    const UChar32 c = given.char32At(at);
    at += U16_LENGTH(c);
    if (c == '\r' && at < given.length() && given.charAt(at) == '\n') continue;
    if (c == '\n' || c == '\t' || c == '\r') {
      clean.append(u' ');
    } else if (u_iscntrl(c) || turns_direction(c) || U_IS_UNICODE_NONCHAR(c)) {
      clean.append(kReplacement);
    } else {
      clean.append(c);
    }
  }
  std::string result;
  clean.toUTF8String(result);
  return result;
}

}  // namespace uketsuke
