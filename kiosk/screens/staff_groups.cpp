#include "kiosk/screens/staff_groups.h"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kTop{16, 124, 1248, kTouchUnits};
constexpr Rect kScore{16, 200, 1248, 26};
constexpr Rect kBoard{16, 230, 1248, 378};
constexpr std::size_t kCardColumns = 3;
constexpr std::size_t kChipColumns = 3;
constexpr float kGap = 8;
constexpr float kChipGap = 4;
constexpr float kChipHeight = 72;
constexpr float kHeadHeight = 34;
constexpr float kInset = 6;
constexpr float kBoardWidth = 1248 - 28;  // room for the scroll bar
constexpr std::size_t kSmallest = 2;
constexpr std::size_t kLargest = 12;

/// A card of the board: a table of the model, or the next one, which is empty yet.
struct Card {
  std::string name;
  const GroupTable* table = nullptr;
};

std::vector<Card> cards_of(const GroupsView& view) {
  std::vector<Card> cards;
  std::size_t next = 1;
  for (const GroupTable& table : view.tables) {
    if (table.name.empty()) continue;
    cards.push_back({table.name, &table});
    if (table.name.size() < 6 && table.name.find_first_not_of("0123456789") == std::string::npos) {
      next = std::max<std::size_t>(next, std::stoul(table.name) + 1);
    }
  }
  if (!view.tables.empty()) cards.push_back({std::to_string(next), nullptr});
  for (const GroupTable& table : view.tables) {
    if (table.name.empty()) cards.push_back({{}, &table});
  }
  return cards;
}

/// The seats in the order of the board's chips.
std::vector<const GroupSeat*> seats_of(const std::vector<Card>& cards) {
  std::vector<const GroupSeat*> seats;
  for (const Card& card : cards) {
    if (card.table == nullptr) continue;
    for (const GroupSeat& seat : card.table->seats) seats.push_back(&seat);
  }
  return seats;
}

float card_height(const Card& card) {
  const std::size_t people = card.table == nullptr ? 0 : card.table->seats.size();
  const std::size_t lines = std::max<std::size_t>((people + kChipColumns - 1) / kChipColumns, 1);
  return kHeadHeight + static_cast<float>(lines) * (kChipHeight + kChipGap) + kInset;
}

BoardPlan plan_of(const std::vector<Card>& cards) {
  BoardPlan plan;
  const float width = (kBoardWidth - kGap * (kCardColumns - 1)) / kCardColumns;
  const float chip_width = (width - 2 * kInset - kChipGap * (kChipColumns - 1)) / kChipColumns;
  for (std::size_t first = 0; first < cards.size(); first += kCardColumns) {
    const std::size_t end = std::min(first + kCardColumns, cards.size());
    float height = 0;
    for (std::size_t i = first; i < end; ++i) height = std::max(height, card_height(cards[i]));
    for (std::size_t i = first; i < end; ++i) {
      const Rect card{static_cast<float>(i - first) * (width + kGap), plan.height, width, height};
      plan.cards.push_back(card);
      const std::size_t people = cards[i].table == nullptr ? 0 : cards[i].table->seats.size();
      for (std::size_t person = 0; person < people; ++person) {
        const auto column = static_cast<float>(person % kChipColumns);
        const auto line = static_cast<float>(person / kChipColumns);
        plan.chips.push_back({{card.x + kInset + column * (chip_width + kChipGap),
                               card.y + kHeadHeight + line * (kChipHeight + kChipGap), chip_width, kChipHeight},
                              i});
      }
    }
    plan.height += height + kGap;
  }
  return plan;
}

void draw_card(const Card& card, Rect area, bool is_target, const Ui& ui) {
  fill(ui, area, is_target ? color::kSelected : color::kPanel, 8);
  outline(ui, area, is_target ? color::kPrimary : color::kLine, is_target ? 4.0F : 2.0F, 8);
  TextStyle style;
  style.size = 24;
  style.bold = true;
  const Rect head{area.x + 12, area.y + 2, area.w - 24, kHeadHeight - 2};
  if (card.table == nullptr) {
    style.color = color::kSoftInk;
    label(ui, head, ui.text("groups_new", {{"group", card.name}}), style);
    return;
  }
  const std::string count = std::to_string(card.table->seats.size());
  const bool none = card.name.empty();
  style.color = none ? color::kRefuse : color::kInk;
  label(ui, head, none ? ui.text("groups_none") : ui.text("groups_table", {{"group", card.name}}), style);
  style.size = 20;
  style.bold = false;
  style.align = Align::right;
  style.color = color::kSoftInk;
  label(ui, head, ui.text("groups_people", {{"count", count}}), style);
}

void draw_chip(const GroupSeat& seat, Rect area, bool stands_out, const Ui& ui) {
  const bool facilitator = seat.role == Role::facilitator;
  fill(ui, area, stands_out ? color::kSelected : facilitator ? Color{0xFFF3CC} : color::kPaper, 6);
  const Color edge = stands_out ? color::kPrimary : seat.present ? color::kWelcome : color::kLine;
  outline(ui, area, edge, stands_out || seat.present ? 3.0F : 1.0F, 6);
  TextStyle style;
  style.size = 22;
  style.bold = true;
  const float mark = seat.pinned ? 24.0F : 0.0F;
  label(ui, {area.x + 8, area.y + 3, area.w - 16 - mark, 30}, seat.name, style);
  if (seat.pinned) icon(ui, {area.x + area.w - 30, area.y + 5, 24, 24}, Icon::lock, color::kPrimary);
  style.size = 16;
  style.bold = false;
  style.color = color::kSoftInk;
  label(ui, {area.x + 8, area.y + 33, area.w - 16, 19}, facilitator ? ui.text("groups_facilitator") : seat.profession,
        style);
  label(ui, {area.x + 8, area.y + 51, area.w - 16, 18}, seat.setting, style);
}

// The top row -------------------------------------------------------------------------------------------------------

std::optional<Action> draw_plan_controls(const Model& model, GroupScreenState& state, const Ui& ui) {
  const GroupsView& view = model.staff.office.groups;
  std::optional<Action> asked;
  const GroupingMode mode = state.mode.value_or(view.mode);
  const auto tapped = draw_choices({16, kTop.y, 300, kTop.h},
                                   {{"##groups_same", ui.text("groups_same"), mode == GroupingMode::same},
                                    {"##groups_mixed", ui.text("groups_mixed"), mode == GroupingMode::mixed}},
                                   ui);
  if (tapped) state.mode = *tapped == 0 ? GroupingMode::same : GroupingMode::mixed;
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 32;
  quiet.enabled = state.size > kSmallest;
  if (button(ui, "##groups_fewer", {328, kTop.y, 72, kTop.h}, "－", quiet)) --state.size;
  TextStyle size;
  size.size = 24;
  size.align = Align::center;
  label(ui, {400, kTop.y, 88, kTop.h}, ui.text("groups_size", {{"count", std::to_string(state.size)}}), size);
  quiet.enabled = state.size < kLargest;
  if (button(ui, "##groups_more", {488, kTop.y, 72, kTop.h}, "＋", quiet)) ++state.size;
  const bool free = !view.arranging && !model.staff.busy;
  const bool has_tables =
      std::any_of(view.tables.begin(), view.tables.end(), [](const GroupTable& table) { return !table.name.empty(); });
  ButtonStyle style;
  style.size = 24;
  style.enabled = free && !view.tables.empty();
  if (button(ui, "##groups_plan", {572, kTop.y, 232, kTop.h},
             ui.text(view.arranging ? "groups_arranging"
                     : has_tables   ? "groups_again"
                                    : "groups_plan"),
             style)) {
    if (has_tables) {
      state.ask_plan = true;
    } else {
      asked = OfficeAction{action::PlanGroups{state.size, mode, state.seed}};
    }
  }
  style.quiet = true;
  style.enabled = free && has_tables;
  if (button(ui, "##groups_settle", {816, kTop.y, 244, kTop.h}, ui.text("groups_settle"), style)) {
    asked = OfficeAction{action::SettleGroups{}};
  }
  style.enabled = free && !view.undo.empty();
  if (button(ui, "##groups_undo", {1072, kTop.y, 192, kTop.h}, ui.text("groups_undo"), style)) {
    asked = OfficeAction{action::UndoMove{}};
  }
  return asked;
}

/// What can be done with the person who was touched.
std::optional<Action> draw_chosen(const Model& model, const GroupSeat& seat, bool has_group, GroupScreenState& state,
                                  const Ui& ui) {
  std::optional<Action> asked;
  fill(ui, kTop, color::kSelected, 8);
  TextStyle style;
  style.size = 26;
  style.bold = true;
  label(ui, {32, kTop.y, 250, kTop.h}, seat.name, style);
  style.size = 20;
  style.bold = false;
  style.wrap = true;
  label(ui, {290, kTop.y, 300, kTop.h}, ui.text("groups_touch_table"), style);
  ButtonStyle button_style;
  button_style.size = 24;
  button_style.enabled = !model.staff.busy && has_group;
  if (button(ui, "##groups_pin", {604, kTop.y, 212, kTop.h}, ui.text(seat.pinned ? "groups_unpin" : "groups_pin"),
             button_style)) {
    state.chosen.reset();
    asked = OfficeAction{action::PinSeat{seat.registration, !seat.pinned}};
  }
  button_style.quiet = true;
  if (button(ui, "##groups_out", {828, kTop.y, 220, kTop.h}, ui.text("groups_out"), button_style)) {
    state.chosen.reset();
    asked = OfficeAction{action::MoveSeat{seat.registration, {}}};
  }
  button_style.enabled = true;
  if (button(ui, "##groups_leave", {1060, kTop.y, 204, kTop.h}, ui.text("groups_leave"), button_style) ||
      typed_keys().escape) {
    state.chosen.reset();
  }
  return asked;
}

void draw_score(const GroupsView& view, const Ui& ui) {
  const GroupingScore& score = view.score;
  if (score.tables == 0) return;
  std::string words = ui.text("groups_score", {{"tables", std::to_string(score.tables)},
                                               {"smallest", std::to_string(score.smallest)},
                                               {"largest", std::to_string(score.largest)},
                                               {"cost", std::to_string(score.cost)}});
  for (const ScorePart& part : score.parts) {
    if (part.pairs == 0) continue;
    words += "　" + ui.text("groups_part_" + std::string(word(part.what))) + " " + std::to_string(part.pairs);
  }
  TextStyle style;
  style.size = 18;
  style.color = color::kSoftInk;
  label(ui, kScore, words, style);
}

std::optional<Action> draw_plan_question(const Model& model, GroupScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  begin_dialog(ui, "##groups_dialog", {220, 190, 840, 320});
  TextStyle title;
  title.size = 30;
  title.bold = true;
  title.wrap = true;
  label(ui, {256, 210, 768, 150}, ui.text("groups_again_question"), title);
  ButtonStyle style;
  if (button(ui, "##groups_again_yes", {256, 380, 378, 100}, ui.text("groups_again"), style)) {
    state.ask_plan = false;
    asked =
        OfficeAction{action::PlanGroups{state.size, state.mode.value_or(model.staff.office.groups.mode), ++state.seed}};
  }
  style.quiet = true;
  if (button(ui, "##groups_again_no", {646, 380, 378, 100}, ui.text("groups_again_no"), style) || typed_keys().escape) {
    state.ask_plan = false;
  }
  end_dialog();
  return asked;
}

// The board ---------------------------------------------------------------------------------------------------------

std::optional<Action> draw_board(const Model& model, GroupScreenState& state, const Ui& ui) {
  const std::vector<Card> cards = cards_of(model.staff.office.groups);
  const std::vector<const GroupSeat*> seats = seats_of(cards);
  const BoardPlan plan = plan_of(cards);
  const auto event = board(ui, "##groups_board", kBoard, plan,
                           {[&](std::size_t i, Rect area, bool target) { draw_card(cards[i], area, target, ui); },
                            [&](std::size_t i, Rect area, bool held) {
                              draw_chip(*seats[i], area, held || state.chosen == seats[i]->registration, ui);
                            }},
                           state.board);
  if (!event || model.staff.busy || model.staff.office.groups.arranging) return std::nullopt;
  if (event->chip && event->card) {
    state.chosen.reset();
    return OfficeAction{action::MoveSeat{seats[*event->chip]->registration, cards[*event->card].name}};
  }
  // With somebody chosen a touch anywhere on another card means that card.
  if (event->chip && state.chosen && state.chosen != seats[*event->chip]->registration) {
    const RegistrationId chosen = *std::exchange(state.chosen, std::nullopt);
    return OfficeAction{action::MoveSeat{chosen, cards[plan.chips[*event->chip].card].name}};
  }
  if (event->chip) {
    const RegistrationId& touched = seats[*event->chip]->registration;
    state.chosen = state.chosen == touched ? std::nullopt : std::optional<RegistrationId>(touched);
  } else if (state.chosen) {
    return OfficeAction{action::MoveSeat{*std::exchange(state.chosen, std::nullopt), cards[*event->card].name}};
  }
  return std::nullopt;
}

struct Chosen {
  const GroupSeat* seat = nullptr;
  bool has_group = false;
};
Chosen find_chosen(const GroupsView& view, const GroupScreenState& state) {
  for (const GroupTable& table : view.tables) {
    for (const GroupSeat& seat : table.seats) {
      if (state.chosen == seat.registration) return {&seat, !table.name.empty()};
    }
  }
  return {};
}

}  // namespace

std::optional<Action> draw_group_screen(const Model& model, GroupScreenState& state, const Ui& ui) {
  const GroupsView& view = model.staff.office.groups;
  std::optional<Action> asked;
  const Chosen chosen = find_chosen(view, state);
  if (chosen.seat != nullptr) {
    if (const auto tapped = draw_chosen(model, *chosen.seat, chosen.has_group, state, ui)) asked = tapped;
  } else {
    state.chosen.reset();
    if (const auto tapped = draw_plan_controls(model, state, ui)) asked = tapped;
  }
  draw_score(view, ui);
  if (view.tables.empty()) {
    draw_hint(kBoard, ui.text(view.waiting ? "search_waiting" : "groups_nobody"), ui);
  } else if (const auto moved = draw_board(model, state, ui)) {
    asked = moved;
  }
  if (state.ask_plan && !is_dialog_open(model)) {
    if (const auto answer = draw_plan_question(model, state, ui)) asked = answer;
  }
  return asked;
}

}  // namespace uketsuke
