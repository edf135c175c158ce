// The words of the settings.
#include "common/setting.h"

#include <algorithm>
#include <array>

namespace uketsuke {
namespace {

constexpr std::array<Setting, 6> kSettings = {Setting::hospital, Setting::clinic,    Setting::home,
                                              Setting::day,      Setting::care_home, Setting::support};

}  // namespace

std::string_view word(Setting setting) {
  switch (setting) {
    case Setting::hospital:
      return "hospital";
    case Setting::clinic:
      return "clinic";
    case Setting::home:
      return "home";
    case Setting::day:
      return "day";
    case Setting::care_home:
      return "care_home";
    case Setting::support:
      return "support";
  }
  return {};
}

std::optional<Setting> setting_from_word(std::string_view text) {
  const auto* const found =
      std::find_if(kSettings.begin(), kSettings.end(), [text](Setting setting) { return word(setting) == text; });
  if (found == kSettings.end()) return std::nullopt;
  return *found;
}

std::string_view japanese(Setting setting) {
  switch (setting) {
    case Setting::hospital:
      return "病院";
    case Setting::clinic:
      return "診療所・薬局";
    case Setting::home:
      return "訪問";
    case Setting::day:
      return "通い";
    case Setting::care_home:
      return "施設";
    case Setting::support:
      return "相談・行政";
  }
  return {};
}

}  // namespace uketsuke
