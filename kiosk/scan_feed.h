// From what was read (camera, serial line, keys) to the kiosk's CodesSeen: the keyboard wedge takes scans out of
// typing, the repeat filter tells a new scan from one that is still in view. Thread: ui.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "common/scan.h"
#include "kiosk/capture/keyboard_wedge.h"
#include "kiosk/capture/repeat_filter.h"
#include "kiosk/capture/scan_input.h"
#include "kiosk/messages.h"
#include "kiosk/ui/window.h"

namespace uketsuke {

class ScanFeed {
 public:
  /// @param give_back  typing that was no scan, for the focused field
  explicit ScanFeed(std::function<void(const KeyInput&)> give_back) : give_back_(std::move(give_back)) {}

  /// The window's keyboard hook.
  void on_key(const KeyInput& input);
  /// True while no staff screen is open, so that no field can have the focus.
  void set_nobody_types(bool nobody_types) { wedge_.set_patient(nobody_types); }
  /// True while the gate asks for a PIN: a burst of keys is a scanner's then, whatever it types.
  void set_pin_is_asked(bool asked) { pin_is_asked_ = asked; }
  /// After every poll of the window's events.
  void tick(std::int64_t now_us);
  /// When tick() has something to decide.
  [[nodiscard]] std::optional<std::int64_t> next_deadline_us() const { return wedge_.next_deadline_us(); }
  /// What a camera or a serial scanner saw.
  void see(const CodesInView& view);
  /// Everything since the last call, judged by the repeat filter. @param now  for the scans' ids and the filter
  std::vector<KioskEvent> take_events(Direction direction, Moment now);
  /// F2 was pressed since the last call.
  bool take_language_key();

  void forget_repeats() { filter_.forget_all(); }
  void mark_taken(const std::vector<std::string>& texts, std::int64_t now_us) { filter_.mark_taken(texts, now_us); }

 private:
  void take(WedgeOutput output);
  void give_back(const std::vector<WedgeInput>& released);
  void look_for_burst(const std::vector<WedgeInput>& released);

  std::function<void(const KeyInput&)> give_back_;
  KeyboardWedge wedge_;
  RepeatFilter filter_;
  std::map<std::uint64_t, KeyInput> held_;  ///< what the wedge has not decided yet, by tag
  std::uint64_t last_tag_ = 0;
  std::vector<CodesInView> views_;
  bool scan_lost_ = false;
  bool pin_is_asked_ = false;
  bool pin_scanned_ = false;
  std::deque<std::int64_t> typed_us_;  ///< the last characters at the gate
  std::int64_t burst_until_us_ = 0;    ///< a scanner types there until then
  bool language_key_ = false;
};

}  // namespace uketsuke
