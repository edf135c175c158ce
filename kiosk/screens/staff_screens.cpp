#include "kiosk/screens/staff_screens.h"

#include "kiosk/screens/attendee_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

std::optional<Action> draw_staff(const Model& model, StaffScreens& /*screens*/, const Ui& ui) {
  std::optional<Action> asked;
  begin_page(ui, color::kPaper);
  if (button(ui, "##staff_lock", {1080, 20, 180, 72}, ui.text("staff_button"))) asked = action::CancelPin{};
  draw_practice_mark(model, ui);
  end_page();
  return asked;
}

}  // namespace uketsuke
