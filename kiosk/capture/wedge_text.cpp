// See wedge_text.h. The mark and length come from common/ticket.h; prefixes are those that fold_ticket_text strips.
#include "kiosk/capture/wedge_text.h"

#include <algorithm>

#include "common/ticket.h"

namespace uketsuke {
namespace {

constexpr std::size_t kAimLength = 3;  // "]Q1"  (ISO/IEC 15424)
constexpr std::size_t kEciLength = 7;  // "\000026"  (AIM ECI protocol)

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'A' && c <= U'Z'; }

/// Crockford's alphabet, with the letters that read_ticket folds to digits (I, L, O).
bool is_ticket_character(char32_t c) { return is_digit(c) || (is_letter(c) && c != U'U'); }

std::u32string mark_text() { return {kTicketMark.begin(), kTicketMark.end()}; }

/// Length of "]Q1" at the start; shorter where the text ends within it; none where something else stands there.
std::size_t match_aim(std::u32string_view text) {
  if (text.empty() || text[0] != U']') return 0;
  if (text.size() > 1 && !is_letter(text[1])) return 0;
  if (text.size() > 2 && !is_digit(text[2]) && !is_letter(text[2])) return 0;
  return std::min(text.size(), kAimLength);
}

std::size_t match_eci(std::u32string_view text) {
  if (text.empty() || (text[0] != U'\\' && text[0] != U'\u00A5')) return 0;  // a Japanese layout types a yen sign
  std::size_t length = 1;
  while (length < text.size() && length < kEciLength && is_digit(text[length])) ++length;
  return length == kEciLength || length == text.size() ? length : 0;
}

std::size_t skip_prefix(std::u32string_view text) {
  std::size_t at = match_aim(text);
  while (const std::size_t eci = match_eci(text.substr(at))) at += eci;
  return at;
}

}  // namespace

char32_t fold_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
  return c == 0x3000 ? U' ' : c;
}

char32_t fold_typed(char32_t c) {
  const char32_t half = fold_width(c);
  return half >= U'a' && half <= U'z' ? half - U'a' + U'A' : half;
}

std::u32string fold_typed(std::u32string_view text) {
  std::u32string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char32_t c) { return fold_typed(c); });
  return folded;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  const auto put = [&out](char32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  for (char32_t c : text) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | (c >> 6));
      put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      put(0xE0 | (c >> 12));
      put(0x80 | ((c >> 6) & 0x3F));
      put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3F));
      put(0x80 | ((c >> 6) & 0x3F));
      put(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::optional<TicketSpan> find_ticket_span(std::u32string_view folded, std::size_t from) {
  const std::size_t mark = folded.find(mark_text(), from);
  if (mark == std::u32string_view::npos) return std::nullopt;
  std::size_t begin = mark;
  while (begin >= from + kEciLength && match_eci(folded.substr(begin - kEciLength, kEciLength)) == kEciLength) {
    begin -= kEciLength;
  }
  if (begin >= from + kAimLength && match_aim(folded.substr(begin - kAimLength, kAimLength)) == kAimLength) {
    begin -= kAimLength;
  }
  return TicketSpan{begin, mark};
}

bool could_begin_ticket(std::u32string_view folded) {
  if (folded.empty()) return false;
  const std::u32string_view rest = folded.substr(std::min(skip_prefix(folded), folded.size()));
  return rest.size() < kTicketMark.size() && mark_text().compare(0, rest.size(), rest) == 0;
}

bool is_whole_ticket(std::u32string_view folded) {
  const std::size_t at = skip_prefix(folded);
  if (folded.size() != at + kTicketLength) return false;
  const std::u32string_view ticket = folded.substr(at);
  return ticket.substr(0, kTicketMark.size()) == mark_text() &&
         std::all_of(ticket.begin(), ticket.end(), is_ticket_character);
}

std::vector<std::size_t> find_joined_tickets(std::u32string_view folded) {
  std::vector<std::size_t> begins;
  std::size_t from = 0;
  while (const auto span = find_ticket_span(folded, from)) {
    const std::size_t next = span->mark + kTicketLength;
    if (span->begin != from || next >= folded.size()) break;
    const auto joined = find_ticket_span(folded, next);
    if (!joined || joined->begin != next) break;
    begins.push_back(next);
    from = next;
  }
  return begins;
}

}  // namespace uketsuke
