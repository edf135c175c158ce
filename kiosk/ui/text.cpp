#include "kiosk/ui/text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/ui/line_break.h"

namespace uketsuke {

namespace {

using Words = std::map<std::string, std::string, std::less<>>;

Status add_words(const std::string& content, const std::string& file, Words& words) {
  const nlohmann::json json = nlohmann::json::parse(content, nullptr, false);
  if (!json.is_object()) return fail(Code::bad_input, file + " is not one JSON object of texts");
  for (const auto& item : json.items()) {
    if (!item.value().is_string()) return fail(Code::bad_input, file + ": " + item.key() + " is no string");
    const bool fresh = words.emplace(item.key(), item.value().get_ref<const std::string&>()).second;
    if (!fresh) return fail(Code::bad_input, file + ": " + item.key() + " is there twice");
  }
  return {};
}

Status add_file(const std::filesystem::path& file, Words& words) {
  std::ifstream in(file);
  std::stringstream content;
  content << in.rdbuf();
  if (!in) return fail(Code::io_failed, "cannot read " + file.string());
  return add_words(content.str(), file.string(), words);
}

/// A zero-width space in people's own words is no break hint: it shows, as for_screen has it.
std::string hints_shown(std::string value) {
  constexpr std::string_view kReplacement = "\uFFFD";
  for (std::size_t at = value.find(kBreakHint); at != std::string::npos; at = value.find(kBreakHint, at)) {
    value.replace(at, kBreakHint.size(), kReplacement);
  }
  return value;
}

}  // namespace

Result<Texts> Texts::load(const std::string& folder, const std::string& language) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name == language + ".json" || (name.starts_with(language + "_") && name.ends_with(".json"))) {
      files.push_back(entry.path());
    }
  }
  if (files.empty()) return fail(Code::not_found, "no texts " + language + ".json in " + folder);
  std::sort(files.begin(), files.end());
  Words words;
  for (const std::filesystem::path& file : files) {
    if (Status added = add_file(file, words); !added) return fail(added.error().code, added.error().what, "texts");
  }
  return Texts(std::move(words));
}

Result<Texts> Texts::parse(const std::string& content, const std::string& file) {
  Words words;
  if (Status added = add_words(content, file, words); !added) return tl::unexpected(added.error());
  return Texts(std::move(words));
}

std::string Texts::get(std::string_view id, const TextValues& values) const {
  const auto found = words_.find(id);
  if (found == words_.end()) return "[" + std::string(id) + "]";
  std::string_view rest = found->second;
  std::string out;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    out += rest.substr(0, open);
    if (close == std::string_view::npos) {
      if (open != std::string_view::npos) out += rest.substr(open);
      break;
    }
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto value = std::find_if(values.begin(), values.end(), [name](const auto& v) { return v.first == name; });
    if (value == values.end()) {
      out += rest.substr(open, close - open + 1);
    } else {
      out += hints_shown(value->second);
    }
    rest.remove_prefix(close + 1);
  }
  return out;
}

std::vector<std::string> find_placeholders(std::string_view words) {
  std::vector<std::string> names;
  std::size_t open = words.find('{');
  while (open != std::string_view::npos) {
    const std::size_t close = words.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace_back(words.substr(open + 1, close - open - 1));
    open = words.find('{', close);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace uketsuke
