// How the window sounds and looks, kept in a store. Connections of their own. Any thread.
#pragma once

#include <string>

#include "common/result.h"
#include "common/screen_settings.h"

namespace uketsuke {

/// As staff left them; the usual ones where nothing was kept. Errors: Code::store_failed
Result<ScreenSettings> load_screen_settings(const std::string& store_folder);
/// Errors: Code::bad_call for a volume outside 0 to 100; store_failed
Status save_screen_settings(const std::string& store_folder, const ScreenSettings& settings);

}  // namespace uketsuke
