// What some papers say beside the roster, typed on 書類の出力: number and date of a certificate, the findings of a
// report. Thread: ui.
#pragma once

#include "kiosk/messages.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// The fields of that paper from the top of `area` on, which they may pass by 12 units.
/// @return false if it has none, and nothing is drawn
bool draw_paper_words(PaperKind kind, PaperWords& words, Rect area, const Ui& ui);

}  // namespace uketsuke
