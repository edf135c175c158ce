#include "kiosk/intake/mail_charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

constexpr std::string_view kBroken = "\xEF\xBF\xBD";
constexpr const char* kCp932 = "ibm-943_P15A-2003";

std::string lower(std::string_view text) {
  std::string made(text);
  std::transform(made.begin(), made.end(), made.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return made;
}

/// none: ICU knows no such converter.
std::optional<std::string> convert(std::string_view bytes, const char* converter_name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(converter_name, &status);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString units(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return std::nullopt;
  std::string utf8;
  units.toUTF8String(utf8);
  for (std::size_t at = utf8.find('\x1A'); at != std::string::npos; at = utf8.find('\x1A', at)) {
    utf8.replace(at, 1, kBroken);  // what a converter puts for a single byte it does not know
  }
  return utf8;
}

bool has_iso_2022_escape(std::string_view bytes) {
  return bytes.find("\x1B$") != std::string_view::npos || bytes.find("\x1B(I") != std::string_view::npos;
}

/// What a byte of ISO-2022-JP stands for.
enum class JisSet { ascii, kana, kanji, unknown };

/// The set that an escape sequence at `at` chooses; `at` moves behind it.
std::optional<JisSet> read_escape(std::string_view bytes, std::size_t& at) {
  static constexpr std::pair<std::string_view, JisSet> kEscapes[] = {
      {"\x1B(B", JisSet::ascii},  {"\x1B(J", JisSet::ascii},    {"\x1B(H", JisSet::ascii},
      {"\x1B(I", JisSet::kana},   {"\x1B$@", JisSet::kanji},    {"\x1B$B", JisSet::kanji},
      {"\x1B$(B", JisSet::kanji}, {"\x1B$(D", JisSet::unknown}, {"\x1B$(O", JisSet::kanji}};
  for (const auto& [escape, set] : kEscapes) {
    if (bytes.substr(at, escape.size()) != escape) continue;
    at += escape.size();
    return set;
  }
  return std::nullopt;
}

/// A kuten pair of 7-bit bytes as its two CP932 bytes.
void append_cp932(std::string& cp932, unsigned first, unsigned second) {
  const unsigned row = (first - 0x21) / 2 + 0x81;
  const unsigned lead = row > 0x9F ? row + 0x40 : row;
  unsigned trail = 0;
  if (first % 2 == 0) {
    trail = second + 0x7E;
  } else {
    trail = second + 0x1F + (second >= 0x60 ? 1U : 0U);
  }
  cp932 += static_cast<char>(lead);
  cp932 += static_cast<char>(trail);
}

/// A broken place is a byte that CP932 does not know.
std::string iso_2022_to_cp932(std::string_view bytes) {
  constexpr char kNone = '\xFF';
  std::string cp932;
  JisSet set = JisSet::ascii;
  JisSet before_shift = JisSet::ascii;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte == 0x1B) {
      if (const auto chosen = read_escape(bytes, at)) {
        set = *chosen;
        continue;
      }
    }
    if (byte == '\n' || byte == '\r') set = JisSet::ascii;
    const bool printable = byte >= 0x21 && byte <= 0x7E;
    if (byte == 0x0E || byte == 0x0F) {
      if (byte == 0x0E) before_shift = set;
      set = byte == 0x0E ? JisSet::kana : before_shift;
      ++at;
    } else if (printable && set == JisSet::kana) {
      cp932 += static_cast<char>(byte | 0x80);
      ++at;
    } else if (printable && (set == JisSet::kanji || set == JisSet::unknown)) {
      const unsigned second = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0U;
      const bool pair = second >= 0x21 && second <= 0x7E;
      if (pair && set == JisSet::kanji) {
        append_cp932(cp932, byte, second);
      } else {
        cp932 += kNone;
      }
      at += pair ? 2 : 1;
    } else {
      cp932 += byte == 0x1B ? kNone : static_cast<char>(byte);
      ++at;
    }
  }
  return cp932;
}

std::string decode_cp932(std::string_view bytes) {
  std::string text = convert(bytes, kCp932).value_or(std::string());
  for (const std::string_view none : {"\xC3\xBF", "\xEF\xA3\xBF", "\xC2\x80"}) {  // what a lone 0xFF may come to
    for (std::size_t at = text.find(none); at != std::string::npos; at = text.find(none, at)) {
      text.replace(at, none.size(), kBroken);
    }
  }
  return text;
}

std::string decode_by_looks(std::string_view bytes) {
  if (has_iso_2022_escape(bytes)) return decode_cp932(iso_2022_to_cp932(bytes));
  const auto text = decode_text(bytes);
  return text ? text->utf8 : std::string(kBroken);
}

struct EncodedWord {
  std::string charset;
  std::string bytes;
  std::size_t end = 0;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode_q(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (coded) {
      bytes += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i] == '_' ? ' ' : text[i];
    }
  }
  return bytes;
}

std::string decode_b(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t value = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    value = (value << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(value >> bits & 0xFF);
  }
  return bytes;
}

/// =?charset?B?…?= at `at`.
std::optional<EncodedWord> read_word(std::string_view raw, std::size_t at) {
  if (raw.substr(at, 2) != "=?") return std::nullopt;
  const std::size_t first = raw.find('?', at + 2);
  if (first == std::string_view::npos || first + 2 >= raw.size() || raw[first + 2] != '?') return std::nullopt;
  const std::size_t end = raw.find("?=", first + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view text = raw.substr(first + 3, end - first - 3);
  const char encoding = raw[first + 1];
  EncodedWord word;
  word.charset = lower(raw.substr(at + 2, first - at - 2));
  word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231: a language may follow
  word.end = end + 2;
  if (encoding == 'B' || encoding == 'b') {
    word.bytes = decode_b(text);
  } else if (encoding == 'Q' || encoding == 'q') {
    word.bytes = decode_q(text);
  } else {
    return std::nullopt;
  }
  return word;
}

/// Pieces of one charset that follow each other; bytes are joined before they are decoded.
struct Piece {
  std::string charset;
  std::string bytes;
  bool encoded = false;
};

std::vector<Piece> split_header(std::string_view raw) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < raw.size();) {
    if (auto word = read_word(raw, at)) {
      const bool only_space = pieces.size() > 1 && !pieces.back().encoded && trim(pieces.back().bytes).empty();
      if (only_space) pieces.pop_back();
      if (!pieces.empty() && pieces.back().encoded && pieces.back().charset == word->charset) {
        pieces.back().bytes += word->bytes;
      } else {
        pieces.push_back({word->charset, word->bytes, true});
      }
      at = word->end;
      continue;
    }
    if (pieces.empty() || pieces.back().encoded) pieces.push_back({});
    pieces.back().bytes += raw[at++];
  }
  return pieces;
}

}  // namespace

std::string decode_mail_bytes(std::string_view bytes, std::string_view charset) {
  const std::string label = lower(trim(charset));
  const bool plain = std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') == 0 && c != '\x1B'; });
  if (plain) return std::string(bytes);
  if (label.rfind("iso-2022-jp", 0) == 0 || label == "cp50220" || label == "cp50221" || label == "csiso2022jp") {
    return decode_cp932(iso_2022_to_cp932(bytes));
  }
  const bool says_nothing = label.empty() || label == "us-ascii" || label == "ascii" || label == "utf-8" ||
                            label == "utf8" || label.rfind("unknown", 0) == 0 || label.rfind("iso-8859-", 0) == 0 ||
                            label == "x-user-defined" || label == "binary" || label == "windows-1252";
  if (says_nothing) return decode_by_looks(bytes);
  const bool shift_jis = label.find("shift") != std::string::npos || label.find("sjis") != std::string::npos ||
                         label == "cp932" || label == "windows-31j" || label == "ms932" || label == "ms_kanji";
  std::string text = shift_jis ? decode_cp932(bytes) : convert(bytes, label.c_str()).value_or(std::string(kBroken));
  if (text.find(kBroken) == std::string::npos) return text;
  std::string by_looks = decode_by_looks(bytes);
  return by_looks.find(kBroken) == std::string::npos ? by_looks : text;
}

std::string decode_mail_header(std::string_view raw) {
  std::string joined;
  for (const char c : raw) {
    if (c != '\r' && c != '\n') joined += c == '\t' || c == '\0' ? ' ' : c;
  }
  std::string text;
  for (const Piece& piece : split_header(joined)) text += decode_mail_bytes(piece.bytes, piece.charset);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
  return trim(text);
}

}  // namespace uketsuke
