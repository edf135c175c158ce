// Strict conversion piece by piece: where the converter stops, U+FFFD is put and the line is noted.
#include "kiosk/intake/text_decoding.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "common/names.h"

namespace uketsuke {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the valid UTF-8 sequence at `at`, 0 if there is none.
std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  std::int32_t index = 0;
  UChar32 character = 0;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data()) + at;
  const auto left = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - at, 4));
  U8_NEXT(data, index, left, character);
  return character < 0 ? 0 : static_cast<std::size_t>(index);
}

/// True if what is not valid in `bytes` is little beside its valid sequences of several bytes.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t valid = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = utf8_length(bytes, at);
    length == 0 ? ++broken : ++valid;
    at += std::max<std::size_t>(length, 1);
  }
  return valid > broken;
}

/// Counts the physical lines of what has been written so far.
class LineCounter {
 public:
  std::int64_t line_at_end(const std::string& text) {
    for (; seen_ < text.size(); ++seen_) {
      const char c = text[seen_];
      if (c == '\r' || (c == '\n' && (seen_ == 0 || text[seen_ - 1] != '\r'))) ++line_;
    }
    return line_;
  }

 private:
  std::size_t seen_ = 0;
  std::int64_t line_ = 1;
};

void note_broken(DecodedText& decoded, LineCounter& lines) {
  const std::int64_t line = lines.line_at_end(decoded.utf8);
  if (decoded.broken_lines.empty() || decoded.broken_lines.back() != line) decoded.broken_lines.push_back(line);
  decoded.utf8 += kReplacement;
}

DecodedText decode_utf8(std::string_view bytes) {
  DecodedText decoded{{}, "UTF-8", {}};
  if (is_valid_utf8(bytes)) {
    decoded.utf8 = std::string(bytes);
    return decoded;
  }
  LineCounter lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_length(bytes, at);
    if (length > 0) {
      decoded.utf8.append(bytes, at, length);
    } else {
      note_broken(decoded, lines);
    }
    at += std::max<std::size_t>(length, 1);
  }
  return decoded;
}

void append_utf16(std::string& utf8, const UChar* units, std::size_t count) {
  for (std::size_t i = 0; i < count;) {
    UChar32 character = 0;
    U16_NEXT_OR_FFFD(units, i, count, character);
    char sequence[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(sequence), length, character);
    utf8.append(sequence, length);
  }
}

Result<DecodedText> decode_by_icu(std::string_view bytes, const char* converter_name, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(converter_name, &status);
  if (U_FAILURE(status)) return fail(Code::bad_input, std::string("ICU lacks the converter for ") + name, "decoding");
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  DecodedText decoded{{}, name, {}};
  decoded.utf8.reserve(bytes.size() + bytes.size() / 2);
  LineCounter lines;
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  for (bool done = false; !done;) {
    UChar block[4096];
    UChar* target = block;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, block + std::size(block), &source, end, nullptr, true, &status);
    append_utf16(decoded.utf8, block, static_cast<std::size_t>(target - block));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) {
      note_broken(decoded, lines);
      if (source == end) ucnv_resetToUnicode(converter);
    }
    done = source == end;
  }
  ucnv_close(converter);
  return decoded;
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return decode_utf8(bytes.substr(3));
  if (bytes.substr(0, 2) == "\xFF\xFE") return decode_by_icu(bytes.substr(2), "UTF-16LE", "UTF-16LE");
  if (bytes.substr(0, 2) == "\xFE\xFF") return decode_by_icu(bytes.substr(2), "UTF-16BE", "UTF-16BE");
  if (is_valid_utf8(bytes) || is_mostly_utf8(bytes)) return decode_utf8(bytes);
  return decode_by_icu(bytes, "ibm-943_P15A-2003", "CP932");
}

}  // namespace uketsuke
