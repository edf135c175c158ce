// The professions file's adapter of toml++.
#include "kiosk/intake/profession_assets.h"

#include <toml++/toml.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/file_bytes.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;

Result<ProfessionTable> build_table(const toml::table& table, const std::string& file) {
  std::vector<std::pair<std::string, ProfessionCategory>> synonyms;
  for (const auto& [key, node] : table) {
    const std::string place = "line " + std::to_string(key.source().begin.line) + ": " + std::string(key.str());
    const auto category = category_from_word(key.str());
    if (!category) return fail(Code::bad_input, place + " is no category", file);
    const auto* words = node.as_array();
    if (words == nullptr) return fail(Code::bad_input, place + " must be a list of words", file);
    for (const toml::node& item : *words) {
      const auto* text = item.as_string();
      if (text == nullptr) return fail(Code::bad_input, place + " must be a list of words", file);
      synonyms.emplace_back(text->get(), *category);
    }
  }
  return ProfessionTable(synonyms);
}

}  // namespace

Result<ProfessionTable> parse_professions_toml(std::string_view text, const std::string& file) {
  if (!is_valid_utf8(text)) return fail(Code::bad_input, "is not valid UTF-8", file);
  try {
    return build_table(toml::parse(text), file);
  } catch (const toml::parse_error& error) {
    return fail(Code::bad_input,
                "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()), file);
  } catch (const std::exception& error) {
    return fail(Code::bad_input, error.what(), file);
  }
}

Result<ProfessionTable> read_professions_file(const std::string& path) {
  const auto bytes = read_file_bytes(path, kMaxFileBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return parse_professions_toml(*bytes, path);
}

}  // namespace uketsuke
