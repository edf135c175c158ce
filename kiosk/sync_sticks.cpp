#include "kiosk/sync_sticks.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 500;                ///< of one medium: a stick may hold anything
constexpr std::int64_t kLargestFile = 20 * 1024 * 1024;  ///< a roster is smaller
constexpr std::array<std::string_view, 5> kEndings = {".csv", ".xlsx", ".zip", ".eml", ".mbox"};

/// Sub-folders, without hidden ones, in order.
std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->path().filename().string().front() != '.' && at->is_directory(ignored)) found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A folder that is another medium than the one above it.
bool is_mount(const std::string& folder) {
  struct stat self {};
  struct stat above {};
  return ::stat(folder.c_str(), &self) == 0 && ::stat((folder + "/..").c_str(), &above) == 0 &&
         self.st_dev != above.st_dev;
}

/// /media/STICK and /media/USER/STICK.
void add_mounts(const std::string& root, std::vector<std::string>& media) {
  for (const std::string& folder : folders_in(root)) {
    if (is_mount(folder)) {
      media.push_back(folder);
      continue;
    }
    for (const std::string& inner : folders_in(folder)) {
      if (is_mount(inner)) media.push_back(inner);
    }
  }
}

bool has_known_ending(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

}  // namespace

bool StickWatch::is_roster(const std::string& path, UtcMillis now) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return false;
  if (facts.st_size > kLargestFile || facts.st_size == 0) return false;
  Judged& judged = judged_[path];
  const auto changed = static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1'000'000'000 + facts.st_mtim.tv_nsec;
  if (judged.size == facts.st_size && judged.changed == changed) return judged.roster;
  RosterRules rules;
  rules.now = now;
  const auto content = read_roster_file(path, rules);
  const bool readable = content && !content->unusable && !(content->applications.empty() && content->bad.empty());
  judged = {facts.st_size, changed, content && (readable || content->needs_password)};
  return judged.roster;
}

StickOffer StickWatch::look_at(const std::string& folder, UtcMillis now) {
  StickOffer offer{folder, {}};
  std::vector<std::string> places = folders_in(folder);
  places.insert(places.begin(), folder);
  std::size_t seen = 0;
  for (const std::string& place : places) {
    std::error_code error;
    for (fs::directory_iterator at(place, error), end; !error && at != end; at.increment(error)) {
      if (++seen > kMostEntries) break;
      const std::string name = at->path().filename().string();
      const bool hidden = name.front() == '.' || name.compare(0, 2, "~$") == 0;
      if (!hidden && has_known_ending(at->path()) && is_roster(at->path(), now)) offer.files.push_back(at->path());
    }
  }
  std::sort(offer.files.begin(), offer.files.end());
  return offer;
}

std::vector<StickOffer> StickWatch::look(UtcMillis now) {
  std::vector<std::string> media;
  for (const std::string& root : roots_.system) add_mounts(root, media);
  for (const std::string& root : roots_.watched) {
    for (const std::string& folder : folders_in(root)) media.push_back(folder);
  }
  std::vector<StickOffer> offers;
  for (const std::string& folder : media) {
    StickOffer offer = look_at(folder, now);
    if (!offer.files.empty()) offers.push_back(std::move(offer));
  }
  if (offers.empty()) judged_.clear();
  return offers;
}

}  // namespace uketsuke
