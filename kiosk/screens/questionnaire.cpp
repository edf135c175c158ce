// See questionnaire.h.
#include "kiosk/screens/questionnaire.h"

#include "common/questionnaire.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

bool draw_questionnaire(const Model& model, const Ui& ui) {
  if (!model.loaded || model.attendee.slow || model.attendee.big_text) return false;
  const Event& event = model.summary.event;
  const std::string url = questionnaire_url(event);
  if (url.empty() || !asks_now(event, model.now)) return false;
  TextStyle title;
  title.size = 48;
  title.bold = true;
  title.wrap = true;
  label(ui, {656, 112, 592, 120}, ui.text("questionnaire_title"), title);
  qr(ui, {656, 240, 300, 300}, url);
  TextStyle hint;
  hint.size = 28;
  hint.wrap = true;
  label(ui, {980, 240, 268, 300}, ui.text("questionnaire_hint"), hint);
  return true;
}

}  // namespace uketsuke
