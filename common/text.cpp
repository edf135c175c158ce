// UTF-8 itself: validity, NFKC, trimming, what may be drawn. Declared in names.h. Pure. Any thread.
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "common/names.h"
#include "common/result.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

/// Code points that NFKC leaves alone whatever stands beside them: ASCII, whole kana, unified kanji, 々〆〇.
bool is_plain(char32_t c) {
  return c < 0x80 || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0x3005 && c <= 0x3007) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF);
}

bool is_variation_selector(char32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); }

/// Controls, bidi marks, zero-width characters.
bool is_invisible(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || c == 0x2028 || c == 0x2029;
}

/// Spaces, zero-width characters, fillers: nobody sees them. Controls are left to whoever refuses them.
bool is_unseen(char32_t c) {
  if (c == kBrokenByte) return false;
  const auto code = static_cast<UChar32>(c);
  const auto type = u_charType(code);
  const bool space = type == U_SPACE_SEPARATOR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
  return space || type == U_FORMAT_CHAR || c == 0x2800 ||  // 2800: braille without a dot
         u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_hasBinaryProperty(code, UCHAR_WHITE_SPACE) != 0;
}

/// False for what is unseen from end to end. Mostly one look at the first character.
bool shows_anything(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) > 0x20 && static_cast<unsigned char>(text[at]) < 0x7F) return true;
    if (!is_unseen(next_code_point(text, at))) return true;
  }
  return false;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == kBrokenByte) return false;
  }
  return true;
}

std::string nfkc(std::string_view text) {
  bool plain = true;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == kBrokenByte) return std::string(text);
    plain = plain && is_plain(c);
  }
  if (plain || text.size() > INT32_MAX) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  CHECK(U_SUCCESS(status));
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  normalizer->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return U_SUCCESS(status) ? normal : std::string(text);
}

std::string trim(std::string_view text) {
  constexpr std::string_view kWide = "　";
  constexpr std::string_view kNoBreak = "\u00A0";
  constexpr std::string_view kByteOrderMark = "\uFEFF";
  const auto strip = [&](bool front) {
    const auto has = [&](std::string_view space) {
      return text.size() >= space.size() &&
             (front ? text.substr(0, space.size()) : text.substr(text.size() - space.size())) == space;
    };
    std::size_t count = 0;
    if (!text.empty() && std::string_view(" \t\r\n\v\f").find(front ? text.front() : text.back()) != text.npos) {
      count = 1;
    } else if (has(kWide) || has(kByteOrderMark)) {
      count = 3;
    } else if (has(kNoBreak)) {
      count = 2;
    }
    front ? text.remove_prefix(count) : text.remove_suffix(count);
    return count > 0;
  };
  while (strip(true)) {
  }
  while (strip(false)) {
  }
  return shows_anything(text) ? std::string(text) : std::string();
}

std::string for_screen(std::string_view text) {
  constexpr char32_t kReplacement = 0xFFFD;
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (is_variation_selector(c)) continue;
    const bool hidden = c == kBrokenByte || is_invisible(c);
    append_utf8(shown, hidden ? kReplacement : c);
  }
  return shown;
}

}  // namespace uketsuke
