// Words of a profession -> category: the whole cell, then its parts, then the longest synonym that a part ends with
// (the head of a Japanese compound stands last: 病棟看護師, 主任理学療法士). Pure. Any thread.
#include "common/profession.h"

#include <algorithm>
#include <optional>

#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

using Synonym = std::pair<std::string, ProfessionCategory>;

/// Nobody's profession is longer; what is longer is no profession.
constexpr std::size_t kLongestGiven = 3000;
/// Shorter synonyms are looked up whole only: 獣医師 is no 医師.
constexpr std::size_t kShortestEnding = 3;

std::string fold_profession(std::string_view given) {
  std::string folded = fold_name(given);
  folded.erase(std::remove(folded.begin(), folded.end(), '.'), folded.end());
  return folded;
}

std::optional<ProfessionCategory> find_exactly(const std::vector<Synonym>& sorted, std::string_view folded) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), folded,
                       [](const Synonym& synonym, std::string_view word) { return synonym.first < word; });
  if (found == sorted.end() || found->first != folded) return std::nullopt;
  return found->second;
}

std::optional<ProfessionCategory> find_ending(const std::vector<Synonym>& sorted, std::string_view folded) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < folded.size();) {
    starts.push_back(i);
    next_code_point(folded, i);
  }
  for (std::size_t i = 1; i + kShortestEnding <= starts.size(); ++i) {
    if (const auto found = find_exactly(sorted, folded.substr(starts[i]))) return found;
  }
  return std::nullopt;
}

bool is_separator(char32_t c) {
  constexpr std::u32string_view kSeparators = U";,/&+|()[]<>、・「」【】兼\n\r\t";
  return kSeparators.find(c) != kSeparators.npos;
}

/// The parts of a cell, folded.  @param at_spaces  spaces part them too
std::vector<std::string> split_parts(std::string_view normal, bool at_spaces) {
  std::vector<std::string> parts;
  std::string part;
  const auto finish = [&] {
    part = fold_profession(part);
    if (!part.empty()) parts.push_back(part);
    part.clear();
  };
  for (std::size_t i = 0; i < normal.size();) {
    const char32_t c = next_code_point(normal, i);
    if (c == kBrokenByte) return {};
    if (is_separator(c) || (at_spaces && c == U' ')) {
      finish();
    } else {
      append_utf8(part, c);
    }
  }
  finish();
  return parts;
}

}  // namespace

ProfessionTable::ProfessionTable(const std::vector<std::pair<std::string, ProfessionCategory>>& synonyms) {
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    sorted_.emplace_back(fold_profession(japanese(category)), category);
  }
  for (const auto& [given, category] : synonyms) {
    std::string folded = fold_profession(given);
    if (!folded.empty()) sorted_.emplace_back(std::move(folded), category);
  }
  const auto by_word = [](const Synonym& a, const Synonym& b) { return a.first < b.first; };
  std::stable_sort(sorted_.begin(), sorted_.end(), by_word);
  const auto same_word = [](const Synonym& a, const Synonym& b) { return a.first == b.first; };
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end(), same_word), sorted_.end());
}

ProfessionTable::Found ProfessionTable::find(std::string_view given) const {
  Found found{{std::string(given), ProfessionCategory::other}, false};
  const auto know = [&found](ProfessionCategory category) {
    found.profession.category = category;
    found.known = true;
    return found;
  };
  if (given.size() > kLongestGiven) return found;
  const std::string normal = nfkc(given);
  const std::string whole = fold_profession(normal);
  if (whole.empty() && is_valid_utf8(given)) return know(ProfessionCategory::other);
  if (const auto category = find_exactly(sorted_, whole)) return know(*category);
  const std::vector<std::string> parts = split_parts(normal, false);
  const std::vector<std::string> words = split_parts(normal, true);
  for (const auto& look_up : {find_exactly, find_ending}) {
    for (const std::vector<std::string>& pieces : {parts, words}) {
      for (const std::string& piece : pieces) {
        if (const auto category = look_up(sorted_, piece)) return know(*category);
      }
    }
  }
  return found;
}

}  // namespace uketsuke
