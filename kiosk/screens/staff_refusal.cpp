#include "kiosk/screens/staff_refusal.h"

#include <array>

#include "common/japanese_date.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

struct Reason {
  const char* id;
  const char* words;
  OverrideReason reason;
};
constexpr std::array<Reason, 6> kReasons = {
    {{"##reason_phone_call", "reason_phone_call", OverrideReason::phone_call},
     {"##reason_organiser", "reason_organiser_decision", OverrideReason::organiser_decision},
     {"##reason_seats", "reason_seats_available", OverrideReason::seats_available},
     {"##reason_related", "reason_related_party", OverrideReason::related_party},
     {"##reason_input_error", "reason_input_error", OverrideReason::input_error},
     {"##reason_other", "reason_other", OverrideReason::other}}};

/// Why, in a sentence; the ids are the outcomes' words.
std::string why(const Model& model, const Refusal& refusal, const Ui& ui) {
  const Event& event = model.summary.event;
  const TextValues values{{"doors", format_clock(event.doors_open_at, model.zone)},
                          {"last", event.last_entry_at ? format_clock(*event.last_entry_at, model.zone) : "―"}};
  if (refusal.walk_in_outcome) return ui.text("why_walk_in_" + std::string(word(*refusal.walk_in_outcome)), values);
  if (refusal.scan_outcome) return ui.text("why_" + std::string(word(*refusal.scan_outcome)), values);
  return {};
}

std::optional<Action> draw_reasons(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  TextStyle caption;
  caption.size = 24;
  caption.bold = true;
  label(ui, {196, 316, 888, 34}, ui.text("refusal_choose"), caption);
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    ButtonStyle style;
    style.size = 28;
    style.enabled = !model.staff.busy;
    const Rect place{196 + static_cast<float>(i % 3) * 300, 354 + static_cast<float>(i / 3) * 100, 288, 90};
    if (button(ui, kReasons.at(i).id, place, ui.text(kReasons.at(i).words), style)) {
      asked = action::OverrideRefusal{kReasons.at(i).reason};
    }
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_refusal_dialog(const Model& model, const Ui& ui) {
  const Refusal& refusal = *model.staff.refusal;
  std::optional<Action> asked;
  begin_dialog(ui, "##refusal_dialog", {160, 96, 960, 584});
  fill(ui, {160, 96, 960, 84}, color::kAttention, 16);
  icon(ui, {184, 108, 60, 60}, Icon::attention, color::kInk);
  TextStyle title;
  title.size = 36;
  title.bold = true;
  label(ui, {264, 96, 830, 84}, ui.text("refusal_title", {{"name", refusal.name}}), title);
  TextStyle body;
  body.size = 30;
  body.wrap = true;
  label(ui, {196, 192, 888, 116}, why(model, refusal, ui), body);
  if (refusal.can_override) {
    if (const auto chosen = draw_reasons(model, ui)) asked = chosen;
  } else {
    label(ui, {196, 330, 888, 120}, ui.text("refusal_final"), body);
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  const bool duplicate = refusal.duplicate_of.has_value();
  if (duplicate && button(ui, "##refusal_open", {196, 570, 438, 90}, ui.text("refusal_open"), quiet)) {
    asked = action::OpenPerson{*refusal.duplicate_of};
  }
  const Rect close{duplicate ? 646.0F : 196.0F, 570, duplicate ? 438.0F : 888.0F, 90};
  if (button(ui, "##refusal_close", close, ui.text("refusal_close"), quiet) || typed_keys().escape) {
    asked = action::CloseRefusal{};
  }
  end_dialog();
  return asked;
}

}  // namespace uketsuke
