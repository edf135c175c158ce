#include "kiosk/screens/staff_settings.h"

#include <array>
#include <string>
#include <vector>

#include "kiosk/screens/staff_parts.h"

namespace uketsuke {

namespace {

struct Volume {
  const char* id;
  const char* words;
  int percent;
};
constexpr std::array<Volume, 4> kVolumes = {{{"##volume_off", "volume_off", 0},
                                             {"##volume_low", "volume_low", 35},
                                             {"##volume_usual", "volume_usual", ScreenSettings::kUsualVolume},
                                             {"##volume_high", "volume_high", 100}}};

}  // namespace

std::optional<Action> draw_settings_screen(const Model& model, const Ui& ui) {
  ScreenSettings wanted = model.settings;
  draw_caption({20, 132, 800, 26}, ui.text("settings_volume"), ui);
  std::vector<Choice> volumes;
  for (const Volume& volume : kVolumes) {
    volumes.push_back({volume.id, ui.text(volume.words), model.settings.volume_percent == volume.percent});
  }
  const auto volume = draw_choices({16, 160, 1248, 96}, volumes, ui);
  if (volume) wanted.volume_percent = kVolumes.at(*volume).percent;
  draw_caption({20, 292, 800, 26}, ui.text("settings_big_text"), ui);
  const auto letters =
      draw_choices({16, 320, 1248, 96},
                   {Choice{"##letters_usual", ui.text("settings_letters_usual"), !model.settings.big_text},
                    Choice{"##letters_big", ui.text("settings_letters_big"), model.settings.big_text}},
                   ui);
  if (letters) wanted.big_text = *letters == 1;
  if (!volume && !letters) return std::nullopt;
  return action::ChangeScreenSettings{wanted};
}

}  // namespace uketsuke
