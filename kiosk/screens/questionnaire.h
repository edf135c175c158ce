// After the event: the questionnaire's QR in place of the idle screen's words. Thread: ui.
#pragma once

#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Draws it right of the camera's picture where the event has one and is over. False: nothing was drawn.
bool draw_questionnaire(const Model& model, const Ui& ui);

}  // namespace uketsuke
