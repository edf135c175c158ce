// Text ids -> words of one language, with {placeholders}. Loaded from assets/lang (LANG.json and LANG_staff.json); ja
// is the reference; its U+200B are break hints (line_break.h). Immutable after loading. Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// Values of the placeholders of one text.
using TextValues = std::vector<std::pair<std::string, std::string>>;

class Texts {
 public:
  Texts() = default;
  explicit Texts(std::map<std::string, std::string, std::less<>> words) : words_(std::move(words)) {}
  /// Every `LANGUAGE.json` and `LANGUAGE_*.json` of the folder, each one flat object of strings.
  /// Errors: Code::not_found, bad_input (broken JSON, an id twice)
  static Result<Texts> load(const std::string& folder, const std::string& language);
  /// One file's content. Errors: Code::bad_input
  static Result<Texts> parse(const std::string& content, const std::string& file);
  /// The words; an unknown id comes back as "[id]", a placeholder without value stays as it is.
  [[nodiscard]] std::string get(std::string_view id, const TextValues& values = {}) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& words() const { return words_; }

 private:
  std::map<std::string, std::string, std::less<>> words_;
};

/// The names between { and }, sorted, each once.
std::vector<std::string> find_placeholders(std::string_view words);

}  // namespace uketsuke
