// See phone.h.
#include "common/phone.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "common/names.h"

namespace uketsuke {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Half-width and trimmed; "462312111.0", as some programs write a number, without its end.
std::string fold_number(std::string_view text) {
  std::string folded = trim(nfkc(text));
  const std::size_t point = folded.find('.');
  if (point != std::string::npos && point > 0 && folded.size() > point + 1 &&
      folded.find_first_not_of('0', point + 1) == std::string::npos &&
      std::all_of(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(point), is_digit)) {
    folded.resize(point);
  }
  return folded;
}

bool is_bare(const std::string& text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// 0AB-J with 10 digits, 0A0 with 11.
bool is_japanese_number(std::string_view digits) {
  if (digits.size() == 10) return digits[0] == '0' && digits[1] != '0';
  return digits.size() == 11 && digits[0] == '0' && digits[1] >= '5' && digits[2] == '0';
}

}  // namespace

std::string phone_digits(std::string_view text) {
  std::string folded = nfkc(text);
  for (const std::string_view dash : {"ー", "−", "‐", "‑", "–", "—", "―"}) {
    for (std::size_t at = folded.find(dash); at != std::string::npos; at = folded.find(dash, at)) {
      folded.erase(at, dash.size());
    }
  }
  std::string digits;
  for (const char c : folded) {
    if (is_digit(c)) {
      digits += c;
    } else if (std::string_view(" ()-.").find(c) == std::string_view::npos) {
      return {};
    }
  }
  return digits;
}

std::string with_leading_zero(std::string_view phone) {
  const std::string folded = fold_number(phone);
  if (!is_bare(folded)) return std::string(phone);
  std::string longer = "0" + folded;
  if (folded[0] != '0' && is_japanese_number(longer)) return longer;
  return folded.size() < phone.size() && phone.find('.') != std::string_view::npos ? folded : std::string(phone);
}

bool is_rounded_number(std::string_view phone) {
  const std::string folded = trim(nfkc(phone));
  const std::size_t mark = folded.find_first_of("eE");
  if (mark == std::string::npos || mark == 0 || !is_digit(folded[0])) return false;
  const std::size_t power = mark + 1 + (mark + 1 < folded.size() && folded[mark + 1] == '+' ? 1 : 0);
  return folded.find_first_not_of("0123456789.") == mark && is_bare(folded.substr(power));
}

bool is_same_phone(std::string_view kept, std::string_view given) {
  const std::string bare = fold_number(given);
  if (!is_bare(bare)) return false;
  const std::string digits = phone_digits(kept);
  return digits == bare || (bare[0] != '0' && digits == "0" + bare);
}

}  // namespace uketsuke
