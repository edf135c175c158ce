// A window that stands alone, before or instead of the kiosk's: one page, no scanner, no kiosk. Thread: main.
#pragma once

#include <chrono>
#include <functional>
#include <future>

#include "kiosk/ui/text.h"
#include "kiosk/ui/window.h"

namespace uketsuke {

struct AlonePage {
  std::function<bool()> look;           ///< ten times a second; true: it is over
  std::function<bool(const Ui&)> draw;  ///< whenever a frame is due; true: it is over
  std::function<const Texts&()> words;  ///< of the language that is spoken now
};

/// Until the page says that it is over. Tells the service manager that it lives.
/// @return false where the window was closed or a stop signal came
bool run_alone(Window& window, const AlonePage& page);

/// Work beside such a window has come to its end.
template <class Value>
bool is_ready(const std::future<Value>& work) {
  return work.valid() && work.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace uketsuke
