// The window of a store that is not there yet or holds no event: whoever sets the PC up chooses a first PIN and takes
// an event from a stick, or practises with made-up people. By touch and by keyboard. Stands alone. Thread: ui.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/screens/staff_pin.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// In this order; 練習 leaves it at once. The checks lead back to where they were asked for.
enum class FirstStep { welcome, pin, event, passphrase, checks };

/// One thing that the door needs from this PC.
struct FirstCheck {
  std::string what;  ///< its name's text id is check_ and this
  bool ok = false;
  std::string detail;  ///< what was found, and how to mend it
};

struct FirstStart {
  FirstStep step = FirstStep::welcome;
  Language language = Language::ja;
  bool busy = false;     ///< something is being written
  bool looking = false;  ///< for sticks
  bool pin_differs = false;
  std::vector<FilePlace> places;   ///< with event files and packed events
  std::string pack;                ///< whose passphrase is asked for
  std::vector<FirstCheck> checks;  ///< at most nine; empty while they are made
  std::string failure;             ///< why the last step was not done; for whoever stands there
};
struct FirstStartState {
  PinScreenState pin;
  std::size_t place = 0;
  std::size_t file = 0;  ///< marked for the keyboard
  std::string passphrase;
  bool focus_due = true;  ///< the passphrase's field gets the keyboard once
};

namespace first {
struct Practise {};
struct Prepare {};
struct ChoosePin {
  std::string pin;
  std::string repeated;
};
struct TakeFile {
  std::string path;
};
struct OpenPack {
  std::string passphrase;
};
struct LookAgain {};
struct GoBack {};
struct CheckMachine {};
struct SpeakLanguage {
  Language language = Language::ja;
};
struct Leave {};
}  // namespace first
using FirstChoice =
    std::variant<first::Practise, first::Prepare, first::ChoosePin, first::TakeFile, first::OpenPack, first::LookAgain,
                 first::GoBack, first::CheckMachine, first::SpeakLanguage, first::Leave>;

/// One whole page. @return at most one choice
std::optional<FirstChoice> draw_first_screen(const FirstStart& start, FirstStartState& state, const Ui& ui);

}  // namespace uketsuke
