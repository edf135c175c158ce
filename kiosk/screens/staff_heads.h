// 名簿のない方: people counted without their names at 集計, by a large button a category. Thread: ui.
#pragma once

#include <cstddef>
#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// @param page  of the categories that are shown; the caller keeps it
std::optional<Action> draw_heads(const Model& model, std::size_t& page, Rect area, const Ui& ui);

}  // namespace uketsuke
