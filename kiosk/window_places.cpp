// See window_places.h.
#include "kiosk/window_places.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 200;
const std::vector<std::string_view>& ends_of(FileKind kind) {
  static const std::vector<std::string_view> roster = {".csv", ".tsv",  ".xlsx", ".zip",
                                                       ".eml", ".mbox", ".mbx",  ".txt"};
  static const std::vector<std::string_view> event = {".pack", ".toml"};
  return kind == FileKind::roster ? roster : event;
}

/// In the order in which papers are put there. The first that is there of each line counts.
constexpr std::array<std::array<const char*, 2>, 3> kOwnFolders = {
    {{"文書", "Documents"}, {"ダウンロード", "Downloads"}, {"デスクトップ", "Desktop"}}};

bool is_of_kind(const std::string& name, FileKind kind) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (lower.empty() || lower.front() == '.' || lower.front() == '~') return false;
  const std::vector<std::string_view>& ends = ends_of(kind);
  return std::any_of(ends.begin(), ends.end(), [&lower](std::string_view end) {
    return lower.size() > end.size() && std::string_view(lower).substr(lower.size() - end.size()) == end;
  });
}

std::vector<FoundFile> find_files(const fs::path& folder, FileKind kind) {
  std::vector<FoundFile> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    struct stat facts {};
    if (!is_of_kind(name, kind) || ::stat(entry->path().c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) continue;
    files.push_back({name,
                     static_cast<std::int64_t>(facts.st_size),
                     {static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1000 + facts.st_mtim.tv_nsec / 1'000'000}});
  }
  std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) {
    return a.changed != b.changed ? a.changed > b.changed : a.name < b.name;
  });
  if (files.size() > kMostFiles) files.resize(kMostFiles);
  return files;
}

FilePlace look_into(const fs::path& folder, bool removable, FileKind kind) {
  FilePlace place;
  place.folder = folder.string();
  place.name = folder.filename().string();
  place.removable = removable;
  place.writable = ::access(folder.c_str(), W_OK | X_OK) == 0;
  place.files = find_files(folder, kind);
  return place;
}

}  // namespace

PlaceRoots roots_of(const StickRoots& sticks) {
  PlaceRoots roots;
  const passwd* user = ::getpwuid(::geteuid());
  const char* home = std::getenv("HOME");
  roots.home = home != nullptr ? home : user != nullptr ? user->pw_dir : "";
  roots.media = sticks.watched;
  for (const std::string& system : sticks.system) {
    if (user != nullptr) roots.media.push_back(system + "/" + user->pw_name);
  }
  return roots;
}

std::vector<FilePlace> find_places(const PlaceRoots& roots, FileKind kind) {
  std::vector<FilePlace> places;
  std::error_code error;
  for (const std::string& media : roots.media) {
    for (fs::directory_iterator entry(media, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::error_code ignored;
      const bool readable = entry->is_directory(ignored) && ::access(entry->path().c_str(), R_OK | X_OK) == 0;
      if (readable) places.push_back(look_into(entry->path(), true, kind));
    }
  }
  for (const auto& names : kOwnFolders) {
    for (const char* name : names) {
      const fs::path folder = fs::path(roots.home) / name;
      if (roots.home.empty() || !fs::is_directory(folder, error)) continue;
      places.push_back(look_into(folder, false, kind));
      break;
    }
  }
  return places;
}

}  // namespace uketsuke
