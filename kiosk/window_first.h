// The window of a first start: leads from an empty folder to a store with a PIN and an event, or into practice.
// Thread: main.
#pragma once

#include <optional>

#include "common/result.h"
#include "kiosk/window_program.h"

namespace uketsuke {

/// True where no event was named and there is none: no store yet, or an empty one. Never for one that is damaged.
bool is_first_start(const WindowOptions& options);

/// Opens a window of its own and closes it again.
/// @return with which options the kiosk opens then; none where the window was closed
/// Errors: those of read_window_start and Window::open
Result<std::optional<WindowOptions>> lead_first_start(const WindowOptions& options);

}  // namespace uketsuke
