// The window where the store cannot be opened because it is damaged or gone: names the newest good copy and puts it in
// the store's place when staff say so. Thread: main.
#pragma once

#include "common/result.h"
#include "kiosk/window_program.h"

namespace uketsuke {

/// Opens a window of its own and closes it again.
/// @param error  what the store said
/// @return true where a copy stands in the store's place now, false where staff closed the window
/// Errors: those of read_window_start and Window::open
Result<bool> offer_backup(const WindowOptions& options, const Error& error);

}  // namespace uketsuke
