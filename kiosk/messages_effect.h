// Effect: what the window does for the kiosk. Plain values.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/messages.h"

namespace uketsuke {

namespace effect {
struct Play {
  Sound sound = Sound::welcome;
};
/// The repeat filter forgets the codes it saw: not_recorded, an undo or another direction.
struct ForgetRepeats {};
/// The codes of 全員を受付 are scans of their own now: shown again, they repeat.
struct MarkTaken {
  std::vector<std::string> texts;
};
struct FollowSystemClock {};
struct Quit {};
}  // namespace effect

using Effect = std::variant<effect::Play, effect::ForgetRepeats, effect::MarkTaken, effect::FollowSystemClock,
                            effect::SetVolume, effect::CancelExport, effect::StopPaper, effect::StopImport,
                            effect::PrintTag, effect::PullRoster, effect::Quit>;

}  // namespace uketsuke
