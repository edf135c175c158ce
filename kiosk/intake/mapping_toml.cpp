// The mapping file's adapter of toml++: field = "column title" or a list of them; [[person]], preset, when, [skip].
#include <toml++/toml.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "common/names.h"
#include "common/nearest_word.h"
#include "kiosk/intake/person_titles.h"
#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {
namespace {

std::vector<std::string> field_words() {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kRosterFieldCount; ++i) words.emplace_back(word(static_cast<RosterField>(i)));
  for (const char* about : {"preset", "when", "skip", "person"}) words.emplace_back(about);
  return words;
}

/// A list of texts that are not empty; none if it is anything else.
std::optional<std::vector<std::string>> texts_of(const toml::node& node) {
  const auto* list = node.as_array();
  if (list == nullptr || list->empty()) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& one : *list) {
    const auto text = one.value<std::string>();
    if (!text || text->empty()) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

/// preset, when, [skip]: what makes a mapping a preset. @return false: the key is none of these, or its value is off
bool read_about_format(std::string_view key, const toml::node& node, MappingRules& rules) {
  if (key == "preset" && node.is_string()) {
    rules.preset = node.value_or(std::string());
    return true;
  }
  if (key == "when") {
    const auto titles = texts_of(node);
    if (titles) rules.when = *titles;
    return titles.has_value();
  }
  const auto* skip = key == "skip" ? node.as_table() : nullptr;
  if (skip == nullptr || skip->size() != 2) return false;
  const auto* title = skip->get("title");
  const auto* values = skip->get("values");
  const auto texts = values == nullptr ? std::nullopt : texts_of(*values);
  if (title == nullptr || !title->is_string() || !texts) return false;
  rules.skip_title = title->value_or(std::string());
  rules.skip_values = *texts;
  return true;
}

/// One [[person]]; why it is none, or empty.
std::string read_person(const toml::table& table, std::vector<std::pair<RosterField, std::string>>& columns) {
  bool named = false;
  for (const auto& [key, node] : table) {
    const auto field = roster_field_from_word(key.str());
    const auto* title = node.as_string();
    if (!field || !is_of_a_person(*field)) return std::string(key.str()) + " is not known of a person";
    if (title == nullptr || title->get().empty())
      return std::string(key.str()) + " must be a column's title, in quotes";
    named = named || *field == RosterField::name || *field == RosterField::family_name;
    columns.emplace_back(*field, title->get());
  }
  return named ? std::string() : "name is missing: the column of the person's name";
}

/// [[person]]: the people of one row, in their order. @return why not, with its line before it; empty if all are read
std::string read_people(const toml::array& list, MappingRules& rules) {
  std::string problems;
  const auto say = [&problems](const toml::node& node, const std::string& what) {
    problems +=
        (problems.empty() ? "line " : "\nline ") + std::to_string(node.source().begin.line) + ": person: " + what;
  };
  if (list.size() > kMostPeopleInARow) say(list, "at most " + std::to_string(kMostPeopleInARow) + " people in a row");
  for (const auto& node : list) {
    const auto* table = node.as_table();
    const std::string why =
        table == nullptr ? "write [[person]] before its columns" : read_person(*table, rules.people.emplace_back());
    if (!why.empty()) say(node, why);
  }
  return problems;
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
    const auto titles = texts_of(node);
    if (read_about_format(key.str(), node, rules)) continue;
    if (const auto* people = node.as_array(); key.str() == "person" && people != nullptr) {
      const std::string why = read_people(*people, rules);
      problems += (problems.empty() || why.empty() ? "" : "\n") + why;
      continue;
    }
    if (!field) {
      say(key, "is not known; did you mean \"" + nearest_word(key.str(), field_words()) + "\"?");
    } else if (title != nullptr) {
      rules.columns.emplace_back(*field, title->get());
    } else if (titles) {
      rules.first_of.emplace_back(*field, *titles);
    } else {
      say(key, "must be a column's title, in quotes, or a list of them");
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
