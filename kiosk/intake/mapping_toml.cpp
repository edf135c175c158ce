// The mapping file's adapter of toml++: field = "column title".
#include <toml++/toml.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "common/names.h"
#include "common/nearest_word.h"
#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {
namespace {

std::vector<std::string> field_words() {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kRosterFieldCount; ++i) words.emplace_back(word(static_cast<RosterField>(i)));
  return words;
}

Result<MappingRules> build_rules(const toml::table& table, const std::string& file) {
  MappingRules rules;
  rules.file = file;
  std::string problems;
  const auto say = [&problems](const toml::key& key, const std::string& what) {
    problems += (problems.empty() ? "line " : "\nline ") + std::to_string(key.source().begin.line) + ": " +
                std::string(key.str()) + " " + what;
  };
  for (const auto& [key, node] : table) {
    const auto field = roster_field_from_word(key.str());
    const auto* title = node.as_string();
    if (!field) {
      say(key, "is not known; did you mean \"" + nearest_word(key.str(), field_words()) + "\"?");
    } else if (title == nullptr) {
      say(key, "must be a column's title, in quotes");
    } else {
      rules.columns.emplace_back(*field, title->get());
    }
  }
  if (!problems.empty()) return fail(Code::bad_input, problems, file);
  return rules;
}

}  // namespace

Result<MappingRules> parse_mapping_toml(std::string_view text, const std::string& file) {
  if (!is_valid_utf8(text)) return fail(Code::bad_input, "is not valid UTF-8; save it as UTF-8", file);
  try {
    return build_rules(toml::parse(text), file);
  } catch (const toml::parse_error& error) {
    return fail(Code::bad_input,
                "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()), file);
  } catch (const std::exception& error) {
    return fail(Code::bad_input, std::string("cannot be read as TOML: ") + error.what(), file);
  }
}

}  // namespace uketsuke
