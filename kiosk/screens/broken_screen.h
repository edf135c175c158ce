// The window of a store that cannot be opened any more: what is wrong, which copy is the newest good one, and a button
// that opens it. Stands alone, without a model. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/time.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// What is known of the store and its copies.
struct BrokenStore {
  std::string detail;   ///< what the store said
  bool looking = true;  ///< a copy is looked for, or put in its place
  std::string copy;     ///< the newest good copy's file; empty: none within reach
  UtcMillis copied;
  UtcMillis now;
  std::int64_t admitted = 0;
  std::string failure;  ///< why the copy could not take its place
};
struct BrokenState {
  bool sure = false;  ///< the first of the two taps was made
};
enum class BrokenChoice { open_copy, look_again, quit };

/// One whole page. The copy is opened by two taps; looking again is for a stick that was plugged in meanwhile.
std::optional<BrokenChoice> draw_broken_screen(const BrokenStore& store, BrokenState& state, const Ui& ui);

}  // namespace uketsuke
