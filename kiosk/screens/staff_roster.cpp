#include "kiosk/screens/staff_roster.h"

#include <array>
#include <utility>
#include <vector>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kList{16, 232, 1248, 376};

struct SortChoice {
  const char* id;
  const char* words;
  RosterSort sort;
};
constexpr std::array<SortChoice, 5> kSorts = {{{"##sort_number", "sort_number", RosterSort::number},
                                               {"##sort_kana", "sort_kana", RosterSort::kana},
                                               {"##sort_facility", "sort_facility", RosterSort::facility},
                                               {"##sort_profession", "sort_profession", RosterSort::profession},
                                               {"##sort_group", "sort_group", RosterSort::group}}};

struct StatusChoice {
  const char* id;
  const char* words;
  std::optional<RegistrationStatus> status;
};
constexpr std::array<StatusChoice, 6> kStatuses = {
    {{"##status_all", "roster_all", std::nullopt},
     {"##status_confirmed", "registration_confirmed", RegistrationStatus::confirmed},
     {"##status_waitlisted", "registration_waitlisted", RegistrationStatus::waitlisted},
     {"##status_pending", "registration_pending", RegistrationStatus::pending},
     {"##status_cancelled", "registration_cancelled", RegistrationStatus::cancelled},
     {"##status_declined", "registration_declined", RegistrationStatus::declined}}};

/// The query on show with what was just typed; what is still underway counts.
RosterQuery query_with(const Model& model, const RosterScreenState& state) {
  RosterQuery query = model.staff.roster.query;
  query.search = state.text;
  return query;
}

std::optional<Action> draw_filters(const Model& model, RosterScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  FieldStyle field;
  field.hint = ui.text("roster_hint");
  field.size = 26;
  if (text_field(ui, "##roster_text", {16, 124, 560, kTouchUnits}, state.text, field) != FieldEvent::none) {
    asked = action::FilterRoster{query_with(model, state)};
  }
  const RosterQuery& query = model.staff.roster.query;
  std::string status;
  std::string sort;
  for (const StatusChoice& choice : kStatuses) {
    if (choice.status == query.status) status = ui.text(choice.words);
  }
  for (const SortChoice& choice : kSorts) {
    if (choice.sort == query.sort) sort = ui.text(choice.words);
  }
  const auto toggled = draw_choices(
      {584, 124, 500, kTouchUnits},
      {{"##roster_status", ui.text("roster_status", {{"status", status}}), state.open == RosterChoice::status},
       {"##roster_sort", ui.text("roster_sort", {{"sort", sort}}), state.open == RosterChoice::sort}},
      ui);
  if (toggled) {
    const RosterChoice wanted = *toggled == 0 ? RosterChoice::status : RosterChoice::sort;
    state.open = state.open == wanted ? RosterChoice::none : wanted;
  }
  TextStyle count;
  count.size = 26;
  count.align = Align::right;
  const std::string number = std::to_string(model.staff.roster.rows.size());
  label(ui, {1092, 124, 172, kTouchUnits}, ui.text("roster_count", {{"count", number}}), count);
  return asked;
}

std::optional<Action> draw_open_choice(const Model& model, RosterScreenState& state, const Ui& ui) {
  RosterQuery query = query_with(model, state);
  std::vector<Choice> choices;
  if (state.open == RosterChoice::status) {
    for (const StatusChoice& choice : kStatuses) {
      choices.push_back({choice.id, ui.text(choice.words), choice.status == query.status});
    }
  } else {
    for (const SortChoice& choice : kSorts) {
      choices.push_back({choice.id, ui.text(choice.words), choice.sort == query.sort});
    }
  }
  const auto tapped = draw_choices({16, 206, 1248, 96}, choices, ui);
  if (!tapped) return std::nullopt;
  if (state.open == RosterChoice::status) {
    query.status = kStatuses.at(*tapped).status;
  } else {
    query.sort = kSorts.at(*tapped).sort;
  }
  state.open = RosterChoice::none;
  return action::FilterRoster{std::move(query)};
}

/// Left edges and widths of the columns, from the row's left edge.
struct Column {
  const char* title;
  float x;
  float width;
};
constexpr std::array<Column, 6> kColumns = {{{"fact_number", 8, 84},
                                             {"column_name", 96, 300},
                                             {"column_facility", 404, 340},
                                             {"column_profession", 752, 176},
                                             {"fact_group", 936, 82},
                                             {"column_status", 1024, 196}}};

void draw_titles(float y, const Ui& ui) {
  for (const Column& column : kColumns) {
    draw_caption({kList.x + column.x, y, column.width, 28}, ui.text(column.title), ui);
  }
}

void draw_roster_row(const Model& model, const RegistrationRow& row, Rect area, const Ui& ui) {
  const auto place = [&](std::size_t column, float y, float height) {
    return Rect{area.x + kColumns.at(column).x, area.y + y, kColumns.at(column).width, height};
  };
  TextStyle style;
  style.size = 26;
  label(ui, place(0, 4, 62), std::to_string(row.number), style);
  label(ui, place(4, 4, 62), row.group, style);
  style.bold = true;
  label(ui, place(1, 4, 38), row.attendee.name, style);
  style.bold = false;
  style.size = 19;
  style.color = color::kSoftInk;
  label(ui, place(1, 42, 26), row.attendee.furigana, style);
  style.color = color::kInk;
  style.size = 22;
  style.wrap = true;
  label(ui, place(2, 4, 64), row.attendee.facility, style);
  label(ui, place(3, 4, 64), row.attendee.profession.given, style);
  draw_status(status_look_of(model, row, ui), place(5, 4, 62), 22, ui);
}

}  // namespace

std::optional<Action> draw_roster_screen(const Model& model, RosterScreenState& state, const Ui& ui) {
  std::optional<Action> asked = draw_filters(model, state, ui);
  Rect area = kList;
  if (state.open != RosterChoice::none) {
    if (const auto chosen = draw_open_choice(model, state, ui)) asked = chosen;
    area = {kList.x, kList.y + 104, kList.w, kList.h - 104};
  }
  const std::vector<RegistrationRow>& rows = model.staff.roster.rows;
  if (rows.empty()) {
    draw_hint(area, ui.text(model.staff.roster.waiting ? "search_waiting" : "search_none"), ui);
    return asked;
  }
  draw_titles(area.y - 30, ui);
  const auto tapped = list(ui, "##roster", area, rows.size(),
                           [&](std::size_t i, Rect row) { draw_roster_row(model, rows[i], row, ui); });
  if (tapped) asked = action::OpenPerson{rows[*tapped].registration};
  return asked;
}

}  // namespace uketsuke
