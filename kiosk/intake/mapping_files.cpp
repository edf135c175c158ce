#include "kiosk/intake/mapping_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "kiosk/intake/file_bytes.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".toml";

bool is_file(const std::string& path) {
  std::error_code error;
  return !path.empty() && fs::exists(path, error) && !fs::is_directory(path, error);
}

Result<MappingRules> read_mapping(const std::string& path) {
  const auto bytes = read_file_bytes(path);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return parse_mapping_toml(*bytes, path);
}

/// Without their ending, in order.
std::vector<std::string> list_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == kEnding) names.push_back(at->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "、") + name;
  return text.empty() ? "（ありません）" : text;
}

std::string path_in(const std::string& folder, const std::string& name) {
  return folder + "/" + name + std::string(kEnding);
}

}  // namespace

Result<MappingRules> load_mapping(const MappingFolders& folders, const std::string& name) {
  const std::string own = path_in(folders.own, name);
  const std::string shipped = path_in(folders.shipped, name);
  for (const std::string& path : {name, own, shipped}) {
    if (is_file(path)) return read_mapping(path);
  }
  return fail(Code::not_found,
              "対応表「" + name + "」がありません。探した場所: " + name + "、" + own + "、" + shipped +
                  "。用意されているプリセット: " + joined(list_names(folders.shipped)),
              "--mapping");
}

Result<MappingRules> load_preset(const MappingFolders& folders, const std::string& name) {
  const std::vector<std::string> names = list_names(folders.shipped);
  if (std::find(names.begin(), names.end(), name) != names.end()) return read_mapping(path_in(folders.shipped, name));
  return fail(Code::not_found, "プリセット「" + name + "」はありません。使えるもの: " + joined(names), "--preset");
}

std::vector<MappingRules> load_known_formats(const MappingFolders& folders) {
  std::vector<MappingRules> formats;
  for (const std::string& folder : {folders.own, folders.shipped}) {
    for (const std::string& name : list_names(folder)) {
      auto rules = read_mapping(path_in(folder, name));
      if (rules && !rules->when.empty()) formats.push_back(std::move(*rules));
    }
  }
  return formats;
}

}  // namespace uketsuke
