// Words of an enum, looked up as hands write them: width, case, spaces, hyphens and underscores aside. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/names.h"

namespace uketsuke {

template <class E>
struct WordEntry {
  std::string_view word;
  E value;
};

/// "Google Form", "google_form" and "ＧＯＯＧＬＥ－ＦＯＲＭ" alike: "googleform".
inline std::string fold_word(std::string_view word) {
  if (word.size() > 200) return {};
  const std::string normal = nfkc(trim(word));
  std::string folded;
  for (const char c : normal) {
    if (c == ' ' || c == '-' || c == '_') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

template <class E, std::size_t N>
std::optional<E> find_word(const std::array<WordEntry<E>, N>& table, std::string_view word) {
  const std::string folded = fold_word(word);
  if (folded.empty()) return std::nullopt;
  for (const WordEntry<E>& entry : table) {
    if (fold_word(entry.word) == folded) return entry.value;
  }
  return std::nullopt;
}

}  // namespace uketsuke
