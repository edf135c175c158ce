// The facility kinds file's adapter of toml++.
#include "kiosk/intake/facility_kinds.h"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include "common/names.h"
#include "common/nearest_word.h"
#include "common/utf8.h"
#include "kiosk/intake/file_bytes.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) next_code_point(text, i);
  return count;
}

/// The kinds as they are read.
struct Reading {
  const std::string& file;
  std::vector<FacilityKind> kinds;
  std::vector<FacilityKinds::Word> words;
  std::set<std::string> seen;

  [[nodiscard]] tl::unexpected<Error> bad(const toml::node& node, const std::string& why) const {
    return fail(Code::bad_input, "line " + std::to_string(node.source().begin.line) + ": " + why, file);
  }

  Status add_word(const toml::node& node) {
    const auto* text = node.as_string();
    if (text == nullptr) return bad(node, "words must be a list of texts");
    std::string folded = fold_facility(text->get());
    if (folded.empty()) return bad(node, "\"" + text->get() + "\" says nothing once it is folded");
    if (!seen.insert(folded).second) return bad(node, "\"" + text->get() + "\" stands twice in this file");
    const std::size_t length = count_characters(folded);
    words.push_back({std::move(folded), length, kinds.size() - 1});
    return {};
  }

  Status add_kind(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr) return bad(node, "kind must be a table");
    for (const auto& [key, value] : *table) {
      if (key != "name" && key != "setting" && key != "words") {
        return bad(value, std::string(key.str()) + " is none of name setting words");
      }
    }
    const auto name = table->get_as<std::string>("name");
    const auto setting_word = table->get_as<std::string>("setting");
    const auto* list = table->get_as<toml::array>("words");
    if (name == nullptr || setting_word == nullptr || list == nullptr) {
      return bad(node, "a kind needs name, setting and words");
    }
    const auto setting = setting_from_word(setting_word->get());
    if (!setting) {
      return bad(*setting_word,
                 "\"" + setting_word->get() + "\" is none of hospital clinic home day care_home support");
    }
    kinds.push_back({name->get(), *setting});
    for (const toml::node& item : *list) {
      if (auto done = add_word(item); !done) return done;
    }
    return {};
  }
};

Result<FacilityKinds> build_kinds(const toml::table& table, const std::string& file) {
  Reading reading{file, {}, {}, {}};
  for (const auto& [key, node] : table) {
    const auto* list = node.as_array();
    if (key != "kind" || list == nullptr) return reading.bad(node, std::string(key.str()) + " is no [[kind]]");
    for (const toml::node& item : *list) {
      if (auto done = reading.add_kind(item); !done) return tl::unexpected<Error>(done.error());
    }
  }
  return FacilityKinds(std::move(reading.kinds), std::move(reading.words));
}

}  // namespace

FacilityKinds::FacilityKinds(std::vector<FacilityKind> kinds, std::vector<Word> words)
    : kinds_(std::move(kinds)), words_(std::move(words)) {
  std::stable_sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.length > b.length; });
}

std::optional<FacilityKind> FacilityKinds::find_in(std::string_view text) const {
  const std::string folded = fold_facility(text);
  const auto found = std::find_if(words_.begin(), words_.end(), [&folded](const Word& word) {
    return folded.find(word.folded) != std::string::npos;
  });
  if (found == words_.end()) return std::nullopt;
  return kinds_[found->kind];
}

std::optional<FacilityKind> FacilityKinds::find(std::string_view given_kind, std::string_view facility) const {
  if (auto found = find_given(given_kind)) return found;
  return find_in(facility);
}

std::optional<FacilityKind> FacilityKinds::find_given(std::string_view given_kind) const {
  if (auto found = find_named(given_kind)) return found;
  return find_in(given_kind);
}

std::optional<FacilityKind> FacilityKinds::find_named(std::string_view name) const {
  const std::string folded = fold_facility(name);
  const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                  [&folded](const FacilityKind& kind) { return fold_facility(kind.name) == folded; });
  if (found == kinds_.end()) return std::nullopt;
  return *found;
}

std::string FacilityKinds::nearest(std::string_view given_kind) const {
  if (const auto meant = find_in(given_kind)) return meant->name;
  std::vector<std::string> names;
  for (const FacilityKind& kind : kinds_) names.push_back(kind.name);
  return nearest_word(given_kind, names);
}

Result<FacilityKinds> parse_facility_kinds_toml(std::string_view text, const std::string& file) {
  if (!is_valid_utf8(text)) return fail(Code::bad_input, "is not valid UTF-8", file);
  try {
    return build_kinds(toml::parse(text), file);
  } catch (const toml::parse_error& error) {
    return fail(Code::bad_input,
                "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()), file);
  } catch (const std::exception& error) {
    return fail(Code::bad_input, error.what(), file);
  }
}

Result<FacilityKinds> read_facility_kinds_file(const std::string& path) {
  const auto bytes = read_file_bytes(path, kMaxFileBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return parse_facility_kinds_toml(*bytes, path);
}

}  // namespace uketsuke
