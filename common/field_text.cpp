// See field_text.h.
#include "common/field_text.h"

#include "common/count_characters.h"
#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {

namespace {

/// C0 but NUL, DEL, C1, and the two separators of Unicode.
bool is_control(char32_t c) { return (c >= 0x01 && c < 0x20) || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

bool has_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_control(next_code_point(text, at))) return true;
  }
  return false;
}

}  // namespace

std::string fold_to_line(std::string_view text) {
  if (!is_valid_utf8(text) || !has_control(text)) return std::string(text);
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_control(c)) {
      append_utf8(line, c);
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return trim(line);
}

void fold_to_lines(Attendee& attendee) {
  for (std::string* field : {&attendee.name, &attendee.furigana, &attendee.facility, &attendee.profession.given,
                             &attendee.email, &attendee.phone}) {
    *field = fold_to_line(*field);
  }
}

bool is_too_long(std::string_view text) {
  return text.size() > kMaxFieldCharacters && count_characters(text) > kMaxFieldCharacters;
}

std::optional<std::string> find_text_fault(std::string_view text) {
  if (!is_valid_utf8(text)) return "文字コードが壊れています。UTF-8で保存し直してください";
  if (text.find('\0') != std::string_view::npos) return "使えない文字（NUL）があります。保存し直してください";
  if (is_too_long(text)) return "1つの欄が2,000文字を超えています";
  return std::nullopt;
}

}  // namespace uketsuke
