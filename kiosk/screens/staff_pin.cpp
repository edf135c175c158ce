#include "kiosk/screens/staff_pin.h"

#include <utility>

#include "common/japanese_date.h"
#include "kiosk/screens/attendee_parts.h"
#include "kiosk/screens/roster_age.h"
#include "kiosk/screens/staff_doors.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr std::size_t kShortestPin = 4;
constexpr std::size_t kLongestPin = 12;
constexpr Rect kPad{460, 214, 360, 396};

std::string title_of(const Model& model, const PinScreenState& state, const Ui& ui) {
  if (model.staff.gate == StaffGate::first_pin) {
    return ui.text(state.first.empty() ? "pin_first_title" : "pin_repeat_title");
  }
  return ui.text("pin_title");
}

std::string message_of(const Model& model, const Ui& ui) {
  const PinView& pin = model.staff.pin;
  if (pin.checking) return ui.text("pin_checking");
  if (pin.scanned) return ui.text("pin_scanned");
  if (model.staff.gate == StaffGate::first_pin) return ui.text(pin.differs ? "pin_differs" : "pin_first_detail");
  if (pin.wrong) return ui.text("pin_wrong", {{"left", std::to_string(pin.tries_left)}});
  return {};
}

void draw_digits(const PinScreenState& state, const Ui& ui) {
  const Rect box{400, 104, 480, 66};
  fill(ui, box, color::kPanel, 10);
  outline(ui, box, color::kSoftInk, 3, 10);
  std::string dots;
  for (std::size_t i = 0; i < state.pin.size(); ++i) dots += "●";
  TextStyle style;
  style.size = 34;
  style.align = Align::center;
  label(ui, box, dots, style);
}

/// What the digits so far come to when they are sent.
std::optional<Action> submit(const Model& model, PinScreenState& state) {
  if (state.pin.size() < kShortestPin || model.staff.pin.checking) return std::nullopt;
  std::string pin = std::exchange(state.pin, {});
  if (model.staff.gate == StaffGate::enter_pin) return action::EnterPin{std::move(pin)};
  if (state.first.empty()) {
    state.first = std::move(pin);
    return std::nullopt;
  }
  return action::SetFirstPin{std::exchange(state.first, {}), std::move(pin)};
}

void draw_head(const Model& model, const PinScreenState& state, const Ui& ui) {
  TextStyle title;
  title.size = 40;
  title.bold = true;
  title.align = Align::center;
  label(ui, {40, 48, 1200, 52}, title_of(model, state, ui), title);
  TextStyle detail;
  detail.size = 26;
  detail.align = Align::center;
  const bool bad = model.staff.pin.wrong || model.staff.pin.differs || model.staff.pin.scanned;
  detail.color = bad ? color::kRefuse : color::kSoftInk;
  detail.bold = bad;
  label(ui, {40, 174, 1200, 34}, message_of(model, ui), detail);
}

void draw_lock_out(const Model& model, const Ui& ui) {
  icon(ui, {580, 130, 120, 120}, Icon::lock, color::kRefuse);
  TextStyle style;
  style.size = 36;
  style.bold = true;
  style.align = Align::center;
  style.wrap = true;
  const UtcMillis until = *model.staff.pin.locked_until + (kMillisPerMinute - 1);  // the minute that is surely over
  label(ui, {140, 290, 1000, 140}, ui.text("pin_locked", {{"time", format_clock(until, model.zone)}}), style);
}

std::optional<Action> take_keys(const Model& model, PinScreenState& state) {
  const TypedKeys keys = typed_keys();
  for (const char digit : keys.digits) {
    if (state.pin.size() < kLongestPin) state.pin += digit;
  }
  if (keys.backspace && !state.pin.empty()) state.pin.pop_back();
  if (keys.escape) return action::CancelPin{};
  return keys.enter ? submit(model, state) : std::nullopt;
}

}  // namespace

std::optional<Action> draw_pin_screen(const Model& model, PinScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  ButtonStyle quiet;
  quiet.quiet = true;
  if (button(ui, "##pin_cancel", {180, 510, 220, 100}, ui.text("pin_cancel"), quiet)) asked = action::CancelPin{};
  quiet.size = 24;
  if (button(ui, "##pin_language", {180, 214, 220, kTouchUnits}, ui.text("language_button"), quiet)) {
    asked = action::SetLanguage{model.language == Language::ja ? Language::en : Language::ja};
  }
  if (model.staff.pin.locked_until) {
    draw_lock_out(model, ui);
    return asked ? asked : (typed_keys().escape ? std::optional<Action>(action::CancelPin{}) : std::nullopt);
  }
  if (const std::optional<Action> typed = take_keys(model, state)) asked = typed;
  draw_head(model, state, ui);
  draw_digits(state, ui);
  number_pad(ui, "##pin_pad", kPad, state.pin, kLongestPin);
  ButtonStyle enter;
  enter.enabled = state.pin.size() >= kShortestPin && !model.staff.pin.checking;
  const bool first_half = model.staff.gate == StaffGate::first_pin && state.first.empty();
  if (button(ui, "##pin_enter", {880, 410, 220, 200}, ui.text(first_half ? "pin_next" : "pin_enter"), enter)) {
    asked = submit(model, state);
  }
  return asked;
}

std::optional<Action> draw_locked_screen(const Model& model, const Ui& ui) {
  draw_event_bar(model, ui);
  std::optional<Action> asked;
  icon(ui, {570, 170, 140, 140}, Icon::lock, color::kSoftInk);
  ButtonStyle open;
  open.size = 44;
  if (button(ui, "##staff_open", {390, 350, 500, 140}, ui.text("staff_button"), open)) asked = action::OpenStaff{};
  TextStyle age;
  age.size = 26;
  age.align = Align::center;
  age.color = color::kSoftInk;
  label(ui, {60, 620, 1160, 40}, roster_age_of(model, ui), age);
  std::string trouble = doors_trouble_of(model, ui);
  if (model.clock_warning) trouble = ui.text("staff_clock");
  if (model.store_fault) trouble = ui.text("staff_fault", {{"detail", model.fault_detail}});
  if (!trouble.empty()) {
    TextStyle fault;
    fault.size = 28;
    fault.bold = true;
    fault.color = color::kRefuse;
    fault.align = Align::center;
    fault.wrap = true;
    label(ui, {60, 510, 1160, 90}, trouble, fault);
  }
  return asked;
}

}  // namespace uketsuke
