#include "kiosk/screens/staff_hand_over.h"

#include "kiosk/ui/widgets.h"

namespace uketsuke {

bool asks_to_erase(const Model& model) { return model.staff.organiser && model.staff.hand_over.due; }

std::optional<Action> draw_hand_over_dialog(const Model& model, HandOverState& state, const Ui& ui) {
  const HandOverView& view = model.staff.hand_over;
  std::optional<Action> asked;
  begin_dialog(ui, "##hand_over_dialog", {140, 130, 1000, 460});
  TextStyle title;
  title.size = 36;
  title.bold = true;
  title.wrap = true;
  title.align = Align::center;
  label(ui, {176, 150, 928, 110}, ui.text("hand_over_title"), title);
  TextStyle body;
  body.size = 26;
  body.wrap = true;
  label(ui, {200, 268, 880, 160}, ui.text("hand_over_detail", {{"count", std::to_string(view.people)}}), body);
  ButtonStyle erase;
  erase.fill = color::kRefuse;
  erase.enabled = !view.erasing;
  const char* words = view.erasing ? "hand_over_erasing" : state.sure ? "hand_over_sure" : "hand_over_erase";
  if (button(ui, "##hand_over_erase", {200, 456, 430, 108}, ui.text(words), erase)) {
    if (state.sure) asked = action::EraseHandedOver{};
    state.sure = true;
  }
  ButtonStyle later;
  later.quiet = true;
  later.enabled = !view.erasing;
  const bool put_off = button(ui, "##hand_over_later", {650, 456, 430, 108}, ui.text("hand_over_later"), later);
  if (put_off || (!view.erasing && typed_keys().escape)) {
    state.sure = false;
    asked = action::EraseLater{};
  }
  end_dialog();
  return asked;
}

}  // namespace uketsuke
