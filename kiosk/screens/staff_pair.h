// A suspected duplicate: two applications side by side, what differs marked; the same person or another. Thread: ui.
#pragma once

#include <cstddef>
#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// @param shown  which pair of model.staff.pending.pairs; moved by its buttons
std::optional<Action> draw_pair(const Model& model, std::size_t& shown, const Ui& ui);

}  // namespace uketsuke
