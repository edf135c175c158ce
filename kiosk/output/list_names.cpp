// Words of an event as a file name may hold them.

#include "kiosk/output/list_names.h"

#include <algorithm>

#include "common/japanese_date.h"
#include "common/names.h"
#include "common/utf8.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr std::string_view kForbidden = "/\\:*?\"<>|'`$%&;~#";
constexpr std::size_t kMostInTitle = 24;

bool is_forbidden(char32_t c) {
  constexpr char32_t kWideBlank = 0x3000;
  if (c == kWideBlank || c == 0xFFFD || c == kBrokenByte || c < 0x21 || c == 0x7F) return true;
  return c < 0x80 && kForbidden.find(static_cast<char>(c)) != std::string_view::npos;
}

/// "令和7年度" and what is between it and the title's own words.
std::string without_fiscal_year(const std::string& title) {
  constexpr std::string_view kYear = "年度";
  const std::size_t year = title.find(kYear);
  const bool begins_with_it = year != std::string::npos && year <= std::string_view("令和１２").size() + 8 &&
                              (title.rfind("令和", 0) == 0 || title.rfind("20", 0) == 0);
  return begins_with_it ? title.substr(year + kYear.size()) : title;
}

}  // namespace

std::string file_word(std::string_view text, std::size_t most) {
  const std::string clean = clean_text(text);
  std::string word;
  std::size_t count = 0;
  for (std::size_t at = 0; at < clean.size() && count < most;) {
    const char32_t c = next_code_point(clean, at);
    if (is_forbidden(c) || (word.empty() && c == U'.')) continue;
    append_utf8(word, c);
    ++count;
  }
  while (!word.empty() && word.back() == '.') word.pop_back();
  return word;
}

std::string event_file_word(const Event& event) {
  std::string word = file_word(without_fiscal_year(trim(event.title)), kMostInTitle);
  if (word.empty()) word = file_word(event.title, kMostInTitle);
  if (word.empty()) word = file_word(event.noun, kMostInTitle);
  return word.empty() ? event.code.value : word;
}

std::string list_file_name(std::string_view list, const Event& event, const Zone& zone, std::string_view extension) {
  return std::string(list) + "_" + event_file_word(event) + "_" + format_file_date(event.starts_at, zone) + "." +
         std::string(extension);
}

}  // namespace uketsuke
