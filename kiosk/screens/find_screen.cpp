// 氏名でさがす, at the attendee's own hands: the 50-sound pad, the few who are found with half their name, and the
// question whether it is that person. Takes no key: a scan is taken as everywhere.
#include <array>

#include "kiosk/screens/attendee_parts.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kShown{16, 104, 720, 60};
constexpr Rect kPad{16, 172, 720, 450};
constexpr Rect kPeople{748, 104, 516, 518};
constexpr Rect kBack{16, 636, 260, kTouchUnits};
constexpr Rect kQuestion{120, 130, 1040, 480};

void draw_typed(const FindView& find, const Ui& ui) {
  fill(ui, kShown, color::kPanel, 8);
  outline(ui, kShown, color::kSoftInk, 2, 8);
  TextStyle style;
  style.size = find.kana.empty() ? 28 : 40;
  style.bold = !find.kana.empty();
  style.color = find.kana.empty() ? color::kSoftInk : color::kInk;
  label(ui, inset(kShown, 12), find.kana.empty() ? ui.text("find_hint") : find.kana, style);
}

const char* words_without_people(const FindView& find) {
  if (find.spent) return "find_spent";
  if (!is_enough_to_search(find.kana)) return "find_begin";
  if (find.waiting) return "find_waiting";
  return find.found.too_many ? "find_too_many" : "find_none";
}

void draw_person(const Model& model, const FoundAttendee& person, Rect row, const Ui& ui) {
  fill(ui, row, color::kPanel, 10);
  outline(ui, row, color::kPrimary, 3, 10);
  TextStyle style;
  style.size = model.attendee.big_text ? 52 : 40;
  style.bold = true;
  const bool alone = person.facility.empty();
  label(ui, {row.x + 20, row.y + 4, row.w - 40, alone ? row.h - 8 : row.h * 0.58F},
        ui.text("find_name", {{"name", person.name}}), style);
  if (alone) return;
  style.size = model.attendee.big_text ? 30 : 24;
  style.bold = false;
  label(ui, {row.x + 20, row.y + row.h * 0.58F, row.w - 40, row.h * 0.4F}, person.facility, style);
}

std::optional<Action> draw_people(const Model& model, const Ui& ui) {
  constexpr std::array<const char*, kMostFound> kIds = {"##found_0", "##found_1", "##found_2", "##found_3",
                                                        "##found_4"};
  const FindView& find = model.attendee.find;
  std::optional<Action> asked;
  if (find.found.people.empty()) {
    TextStyle style;
    style.size = model.attendee.big_text ? 52 : 36;
    style.align = Align::center;
    style.wrap = true;
    label(ui, inset(kPeople, 20), ui.text(words_without_people(find)), style);
    return asked;
  }
  const float height = kPeople.h / static_cast<float>(kMostFound);
  for (std::size_t i = 0; i < find.found.people.size() && i < kMostFound; ++i) {
    const Rect row{kPeople.x, kPeople.y + static_cast<float>(i) * height, kPeople.w, height - 10};
    draw_person(model, find.found.people[i], row, ui);
    if (touch_area(ui, kIds.at(i), row)) asked = action::ChooseFound{find.found.people[i].registration};
  }
  return asked;
}

/// Whether it is that person; where the search checks nobody in, whom to ask and by which number.
std::optional<Action> draw_question(const Model& model, const FoundAttendee& person, const Ui& ui) {
  std::optional<Action> asked;
  const bool checks_in = model.summary.event.display.search_checks_in;
  outline(ui, kQuestion, color::kPrimary, 4, 16);
  TextStyle style;
  style.size = 76;
  style.bold = true;
  style.align = Align::center;
  label(ui, {kQuestion.x + 30, kQuestion.y + 24, kQuestion.w - 60, 100}, ui.text("find_name", {{"name", person.name}}),
        style);
  style.size = 34;
  style.bold = false;
  label(ui, {kQuestion.x + 30, kQuestion.y + 128, kQuestion.w - 60, 50}, person.facility, style);
  style.size = 44;
  style.wrap = true;
  const std::string number = std::to_string(person.number);
  label(ui, {kQuestion.x + 30, kQuestion.y + 186, kQuestion.w - 60, 120},
        ui.text(checks_in ? "find_is_it_you" : "find_ask_staff", {{"number", number}}), style);
  ButtonStyle button_style;
  button_style.size = 48;
  const Rect left{kQuestion.x + 40, kQuestion.y + 322, 560, 130};
  const Rect right{kQuestion.x + 630, kQuestion.y + 322, 370, 130};
  button_style.fill = color::kWelcome;
  if (checks_in && button(ui, "##find_yes", left, ui.text("find_yes"), button_style)) asked = action::CheckInChosen{};
  button_style.fill = color::kPrimary;
  button_style.quiet = checks_in;
  button_style.size = 36;
  if (checks_in && button(ui, "##find_no", right, ui.text("find_no"), button_style)) asked = action::ChooseOther{};
  if (!checks_in &&
      button(ui, "##find_done", {kQuestion.x + 240, left.y, left.w, left.h}, ui.text("find_done"), button_style)) {
    asked = action::CloseFind{};
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_find_screen(const Model& model, const Ui& ui) {
  const FindView& find = model.attendee.find;
  std::optional<Action> asked;
  draw_event_bar(model, ui);
  if (find.chosen) {
    asked = draw_question(model, *find.chosen, ui);
  } else {
    draw_typed(find, ui);
    std::string kana = find.kana;
    if (kana_pad(ui, "##find_kana", kPad, kana)) asked = action::TypeFind{kana};
    if (const std::optional<Action> chosen = draw_people(model, ui)) asked = chosen;
  }
  ButtonStyle back;
  back.quiet = true;
  if (button(ui, "##find_back", kBack, ui.text("find_back"), back)) asked = action::CloseFind{};
  if (const std::optional<Action> corner = draw_corner_buttons(model, ui)) asked = corner;
  return asked;
}

}  // namespace uketsuke
