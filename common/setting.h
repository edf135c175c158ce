// 場: where a facility's people meet the ones they care for. Values and their words; which facility has which setting
// is data (assets/facility_kinds.toml). Any thread.
#pragma once

#include <optional>
#include <string_view>

namespace uketsuke {

/// 場 of a facility, by its kind.
enum class Setting { hospital, clinic, home, day, care_home, support };

/// "hospital", "care_home" …: as the assets and the command line write them.
std::string_view word(Setting setting);
std::optional<Setting> setting_from_word(std::string_view word);
/// 病院, 診療所・薬局 …: for people.
std::string_view japanese(Setting setting);

}  // namespace uketsuke
