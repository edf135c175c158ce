#include "kiosk/screens/staff_doors.h"

#include <algorithm>
#include <cstdlib>

#include "common/japanese_date.h"
#include "kiosk/screens/staff_parts.h"

namespace uketsuke {

namespace {

constexpr Rect kState{16, 124, 1248, 88};
constexpr Rect kDoors{16, 248, 560, 360};
constexpr Rect kTwice{592, 248, 672, 360};
constexpr Color kUnsure{0x7A5200};

/// The time alone on the same day.
std::string time_of(const Model& model, UtcMillis time) {
  const bool today = format_screen_date(time, model.zone) == format_screen_date(model.now, model.zone);
  return today ? format_clock(time, model.zone) : format_short_date_time(time, model.zone);
}

/// By how much a clock is off: in seconds up to two minutes, and so on.
std::string span_of(std::int64_t millis, const Ui& ui) {
  const std::int64_t seconds = std::llabs(millis) / 1000;
  const auto words = [&ui](const char* id, std::int64_t count) {
    return ui.text(id, {{"count", std::to_string(count)}});
  };
  if (seconds < 120) return words("span_seconds", seconds);
  if (seconds < 7200) return words("span_minutes", seconds / 60);
  if (seconds < 48 * 3600) return words("span_hours", seconds / 3600);
  return words("span_days", seconds / 86400);
}

bool clock_is_told_off(const Model& model) { return std::llabs(model.hub.state.clock_ahead_ms) > kClockMayBeOffMs; }

std::string clock_words(const Model& model, const Ui& ui) {
  const std::int64_t ahead = model.hub.state.clock_ahead_ms;
  return ui.text(ahead > 0 ? "doors_clock_ahead" : "doors_clock_behind", {{"span", span_of(ahead, ui)}});
}

StatusLook hub_look_of(const Model& model, const Ui& ui) {
  const HubChanged& hub = model.hub.state;
  const std::string since = hub.since ? time_of(model, *hub.since) : std::string();
  if (hub.online) return {Icon::check, color::kWelcome, ui.text("doors_online", {{"time", since}})};
  return {Icon::attention, color::kRefuse, ui.text("doors_offline", {{"time", since}})};
}

std::string exchange_words(const Model& model, const Ui& ui) {
  const DoorStatus& status = model.hub.status;
  if (!status.shared) return ui.text("doors_not_shared");
  const std::string last = status.exchanged ? ui.text("doors_exchanged", {{"time", time_of(model, *status.exchanged)}})
                                            : ui.text("doors_never_exchanged");
  return last + "　" + ui.text("doors_waiting", {{"count", std::to_string(status.waiting)}});
}

void draw_state(const Model& model, const Ui& ui) {
  draw_box(kState, ui);
  draw_status(hub_look_of(model, ui), {kState.x + 16, kState.y + 6, kState.w - 32, 40}, 28, ui);
  TextStyle style;
  style.size = 24;
  label(ui, {kState.x + 50, kState.y + 48, 560, 34}, exchange_words(model, ui), style);
  const bool off = clock_is_told_off(model);
  const std::string& error = model.hub.state.error;
  style.bold = off;
  style.color = off ? color::kRefuse : color::kSoftInk;
  style.align = Align::right;
  label(ui, {kState.x + 620, kState.y + 48, kState.w - 636, 34}, off ? clock_words(model, ui) : error, style);
}

StatusLook door_look_of(const Model& model, const DoorView& door, const Ui& ui) {
  const HubChanged& hub = model.hub.state;
  if (door.here && hub.online) return {Icon::check, color::kWelcome, ui.text("door_here")};
  if (door.here) return {Icon::attention, color::kRefuse, ui.text("door_here_offline")};
  if (!door.seen) return {Icon::attention, color::kSoftInk, ui.text("door_unknown")};
  const std::string seen = time_of(model, *door.seen);
  if (!hub.online) return {Icon::attention, color::kSoftInk, ui.text("door_seen_last", {{"time", seen}})};
  if (model.now.value - door.seen->value <= kDoorSilentAfterMs) {
    return {Icon::check, color::kWelcome, ui.text("door_online")};
  }
  return {Icon::attention, kUnsure, ui.text("door_silent", {{"time", seen}})};
}

std::string name_of(const DoorView& door, const Ui& ui) {
  return door.name.empty() ? ui.text("door_unnamed") : door.name;
}

void draw_door(const Model& model, const DoorView& door, Rect row, const Ui& ui) {
  TextStyle style;
  style.size = 28;
  style.bold = true;
  label(ui, {row.x + 12, row.y + 4, row.w - 140, 36}, name_of(door, ui), style);
  draw_status(door_look_of(model, door, ui), {row.x + 12, row.y + 40, row.w - 140, 28}, 20, ui);
  style.size = 32;
  style.align = Align::right;
  label(ui, {row.x + row.w - 128, row.y + 8, 112, 56}, ui.text("door_people", {{"count", std::to_string(door.people)}}),
        style);
}

std::string door_name_of(const Model& model, const KioskId& kiosk, const Ui& ui) {
  const auto& doors = model.hub.doors;
  const auto found = std::find_if(doors.begin(), doors.end(), [&](const DoorView& one) { return one.kiosk == kiosk; });
  return found == doors.end() ? ui.text("door_unnamed") : name_of(*found, ui);
}

std::string entry_words(const Model& model, const DoorMovement& entry, const char* id, const Ui& ui) {
  return ui.text(id,
                 {{"time", time_of(model, entry.movement.happened)}, {"door", door_name_of(model, entry.door, ui)}});
}

void draw_let_in_twice(const Model& model, const LetInTwice& twice, Rect row, const Ui& ui) {
  TextStyle style;
  style.size = 28;
  style.bold = true;
  const std::string who = ui.text("person_number", {{"number", std::to_string(twice.number)}}) + "　" + twice.name;
  label(ui, {row.x + 12, row.y + 4, row.w - 24, 36}, who, style);
  style.size = 22;
  style.bold = false;
  label(ui, {row.x + 12, row.y + 42, row.w / 2 - 18, 32}, entry_words(model, twice.entries.check_in, "twice_first", ui),
        style);
  style.bold = true;
  style.color = color::kRefuse;
  label(ui, {row.x + row.w / 2 + 6, row.y + 42, row.w / 2 - 18, 32},
        entry_words(model, twice.entries.entry, "twice_second", ui), style);
}

}  // namespace

std::optional<Action> draw_doors_screen(const Model& model, const Ui& ui) {
  const HubView& hub = model.hub;
  if (!hub.state.joined) {
    draw_hint(kStaffContent, ui.text("doors_not_joined"), ui);
    return std::nullopt;
  }
  draw_state(model, ui);
  draw_caption({kDoors.x, kDoors.y - 32, kDoors.w, 28}, ui.text("doors_list"), ui);
  static_cast<void>(list(ui, "##doors", kDoors, hub.doors.size(),
                         [&](std::size_t i, Rect row) { draw_door(model, hub.doors[i], row, ui); }));
  draw_caption({kTwice.x, kTwice.y - 32, kTwice.w, 28}, ui.text("doors_twice"), ui);
  const std::vector<LetInTwice>& twice = hub.status.twice;
  if (twice.empty()) {
    draw_hint(kTwice, ui.text("doors_twice_none"), ui);
    return std::nullopt;
  }
  ListStyle rows;
  rows.row_height = 84;
  const auto tapped = list(
      ui, "##let_in_twice", kTwice, twice.size(),
      [&](std::size_t i, Rect row) { draw_let_in_twice(model, twice[i], row, ui); }, rows);
  if (!tapped) return std::nullopt;
  return action::OpenPerson{twice[*tapped].registration};
}

std::string doors_trouble_of(const Model& model, const Ui& ui) {
  const HubView& hub = model.hub;
  if (hub.twice_untold > 0) return ui.text("staff_let_in_twice", {{"count", std::to_string(hub.twice_untold)}});
  if (hub.state.joined && clock_is_told_off(model)) return clock_words(model, ui);
  return {};
}

}  // namespace uketsuke
