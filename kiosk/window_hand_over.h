// Erasing at the end of an event, as `purge` does it, and the lists that the window wrote. Thread: the store's writer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/messages.h"

namespace uketsuke {

/// For StoreThreadPorts. @param folder  of the store
/// Its errors: Code::refused while the names are still needed
std::function<Result<KioskEvent>(const EraseNames&)> make_name_eraser(std::string folder, std::string assets,
                                                                      std::string export_folder);

/// Removes the lists of that event that lie in the folder, as the window names them. @return those that stayed
std::vector<std::string> remove_lists(const std::string& export_folder, const EventCode& event);

}  // namespace uketsuke
