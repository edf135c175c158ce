// See frame_files.h.
#include "kiosk/capture/frame_files.h"

#include <glob.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <system_error>
#include <utility>

#include "kiosk/capture/image_file.h"

namespace uketsuke {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> list_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> list_glob(const std::string& pattern) {
  glob_t found{};
  std::vector<fs::path> files;
  if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
    files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  std::sort(files.begin(), files.end());
  return files;
}

/// A file name around its one number: "frame%04d.png".
struct NumberedName {
  std::string before;
  std::string after;
};

std::optional<NumberedName> parse_printf(const std::string& name) {
  const std::size_t percent = name.find('%');
  if (percent == std::string::npos) return std::nullopt;
  std::size_t at = percent + 1;
  while (at < name.size() && std::isdigit(static_cast<unsigned char>(name[at])) != 0) ++at;
  if (at >= name.size() || (name[at] != 'd' && name[at] != 'u' && name[at] != 'i')) return std::nullopt;
  return NumberedName{name.substr(0, percent), name.substr(at + 1)};
}

std::vector<fs::path> list_numbered(const fs::path& pattern, const NumberedName& name) {
  std::vector<std::pair<unsigned long long, fs::path>> numbered;
  const fs::path folder = pattern.has_parent_path() ? pattern.parent_path() : fs::path(".");
  for (const fs::path& file : list_folder(folder)) {
    const std::string text = file.filename().string();
    const std::size_t around = name.before.size() + name.after.size();
    if (text.size() <= around || text.size() > around + 18) continue;
    const std::string digits = text.substr(name.before.size(), text.size() - around);
    if (text.compare(0, name.before.size(), name.before) != 0) continue;
    if (text.compare(text.size() - name.after.size(), name.after.size(), name.after) != 0) continue;
    if (!std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) continue;
    numbered.emplace_back(std::stoull(digits), file);
  }
  std::sort(numbered.begin(), numbered.end());
  std::vector<fs::path> files;
  for (auto& [number, file] : numbered) files.push_back(std::move(file));
  return files;
}

}  // namespace

Result<FrameFiles> find_frame_files(const std::string& pattern) {
  const fs::path path(pattern);
  FrameFiles found;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    for (fs::path& file : list_folder(path)) {
      if (has_image_name(file)) found.pictures.push_back(std::move(file));
    }
    if (found.pictures.empty()) {
      return fail(Code::bad_input, pattern + ": the folder holds no pictures (.png .jpg .webp .pgm .ppm)", "frames");
    }
    return found;
  }
  if (fs::is_regular_file(path, ignored)) {
    if (has_image_name(path)) {
      found.pictures.push_back(path);
    } else {
      found.video = path;
    }
    return found;
  }
  if (const auto name = parse_printf(path.filename().string())) {
    found.pictures = list_numbered(path, *name);
  } else if (pattern.find_first_of("*?[") != std::string::npos) {
    found.pictures = list_glob(pattern);
  }
  if (found.pictures.empty()) return fail(Code::not_found, pattern + ": no such file or folder", "frames");
  return found;
}

}  // namespace uketsuke
