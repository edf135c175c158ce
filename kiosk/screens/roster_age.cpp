#include "kiosk/screens/roster_age.h"

#include "common/japanese_date.h"

namespace uketsuke {

std::string roster_age_of(const Model& model, const Ui& ui) {
  const SyncView& sync = model.sync;
  if (!sync.has_source) return {};
  if (!sync.synced_at) return ui.text("roster_age_none");
  return ui.text(sync.error.empty() ? "roster_age" : "roster_age_failed",
                 {{"time", format_short_date_time(*sync.synced_at, model.zone)}});
}

bool has_stick_offer(const Model& model) { return model.staff.organiser && !model.sync.offers.empty(); }

std::optional<Action> draw_stick_offer(const Model& model, Rect area, const Ui& ui) {
  std::optional<Action> asked;
  const StickOffer& offer = model.sync.offers.front();
  const std::string& path = offer.files.front();
  const std::size_t more = offer.files.size() - 1;
  const std::string words = ui.text(more == 0 ? "stick_offer" : "stick_offer_more",
                                    {{"file", path.substr(path.rfind('/') + 1)}, {"count", std::to_string(more)}});
  fill(ui, area, color::kPanel, 8);
  outline(ui, area, color::kPrimary, 3, 8);
  TextStyle style;
  style.size = 24;
  style.wrap = true;
  constexpr float kButtons = 400;
  label(ui, {area.x + 16, area.y + 8, area.w - kButtons - 32, area.h - 16}, words, style);
  ButtonStyle button_style;
  button_style.size = 24;
  const float x = area.x + area.w - kButtons;
  if (button(ui, "##stick_open", {x, area.y + 12, 220, kTouchUnits}, ui.text("stick_open"), button_style)) {
    asked = action::OpenStickOffer{};
  }
  button_style.quiet = true;
  if (button(ui, "##stick_dismiss", {x + 228, area.y + 12, 160, kTouchUnits}, ui.text("stick_dismiss"), button_style)) {
    asked = action::DismissStickOffer{};
  }
  return asked;
}

}  // namespace uketsuke
