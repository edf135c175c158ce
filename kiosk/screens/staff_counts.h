// 集計: who is there, by profession; the event's counts. Thread: ui.
#pragma once

#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

void draw_counts_screen(const Model& model, const Ui& ui);

}  // namespace uketsuke
