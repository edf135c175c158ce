// See window_alone.h.
#include "kiosk/window_alone.h"

#include "kiosk/clock.h"
#include "kiosk/service_watch.h"
#include "kiosk/stop_signals.h"

namespace uketsuke {

namespace {

constexpr double kLookSeconds = 0.1;

}  // namespace

bool run_alone(Window& window, const AlonePage& page) {
  const StopSignals signals;
  MachineClock clock;
  ServiceWatch service;
  service.say_ready();
  while (!window.should_close() && !signals.came()) {
    window.wait(window.needs_frame(Surface::attendee) ? 0 : kLookSeconds);
    service.say_alive(clock.read().monotonic_us);
    if (page.look()) return true;
    if (!window.needs_frame(Surface::attendee)) continue;
    bool over = false;
    window.draw(Surface::attendee, page.words(), [&](const Ui& ui) { over = page.draw(ui); });
    if (over) return true;
  }
  return false;
}

}  // namespace uketsuke
