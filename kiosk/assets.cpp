#include "kiosk/assets.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#ifndef UKETSUKE_SOURCE_ASSETS
#define UKETSUKE_SOURCE_ASSETS ""
#endif

namespace uketsuke {

Result<std::string> find_assets() {
  std::vector<std::filesystem::path> places;
  if (const char* given = std::getenv("UKETSUKE_ASSETS"); given != nullptr && *given != '\0')
    places.emplace_back(given);
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) places.push_back(program.parent_path().parent_path() / "share" / "uketsuke");
  places.emplace_back(UKETSUKE_SOURCE_ASSETS);
  places.emplace_back("/usr/share/uketsuke");
  std::string tried;
  for (const std::filesystem::path& place : places) {
    if (!place.empty() && std::filesystem::exists(place / "lang" / "ja.json", error)) return place.string();
    tried += (tried.empty() ? "" : ", ") + place.string();
  }
  return fail(Code::not_found, "the program's data files are missing; looked in: " + tried, "assets");
}

}  // namespace uketsuke
