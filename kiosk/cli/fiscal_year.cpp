// A year of an era begins in its own calendar year: 令和元年度 is 2019.
#include "kiosk/cli/fiscal_year.h"

#include <charconv>

#include "common/era.h"
#include "common/names.h"

namespace uketsuke::cli {
namespace {

bool take(std::string& text, std::string_view word) {
  if (text.rfind(word, 0) != 0) return false;
  text.erase(0, word.size());
  return true;
}

void drop_end(std::string& text, std::string_view word) {
  if (text.size() >= word.size() && text.compare(text.size() - word.size(), word.size(), word) == 0) {
    text.erase(text.size() - word.size());
  }
}

}  // namespace

std::optional<int> read_fiscal_year(const std::string& given) {
  std::string text = trim(nfkc(given));
  drop_end(text, "度");
  drop_end(text, "年");
  int first = 0;
  for (const Era& era : kEras) {
    const char lower = static_cast<char>(era.letter - 'A' + 'a');
    if (take(text, era.name) || take(text, era.short_name) || take(text, std::string(1, era.letter)) ||
        take(text, std::string(1, lower))) {
      first = era.first_year;
      break;
    }
  }
  text = trim(text);
  if (first > 0 && text == "元") text = "1";
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (first > 0) return number >= 1 && number <= 99 ? std::optional<int>(first + number - 1) : std::nullopt;
  return number >= 1926 && number <= 2200 ? std::optional<int>(number) : std::nullopt;
}

int fiscal_year_of(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return civil.month >= 4 ? civil.year : civil.year - 1;
}

std::string fiscal_year_words(int year) {
  for (const Era& era : kEras) {
    if (year < era.first_year) continue;
    const int number = year - era.first_year + 1;
    return std::string(era.name) + (number == 1 ? "元" : std::to_string(number)) + "年度";
  }
  return std::to_string(year) + "年度";
}

}  // namespace uketsuke::cli
