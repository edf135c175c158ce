#include "kiosk/screens/staff_pending.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/staff_pair.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kTop{16, 124, 1248, kTouchUnits};
constexpr Rect kList{16, 204, 1248, 316};
constexpr float kRowHeight = 79;

bool may_be_decided(const RegistrationRow& row) { return row.status == RegistrationStatus::pending; }

std::optional<Action> draw_top(const Model& model, PendingScreenState& state, const Ui& ui) {
  const PendingView& view = model.staff.pending;
  const auto waits = static_cast<std::size_t>(std::count_if(view.rows.begin(), view.rows.end(), may_be_decided));
  const auto tapped = draw_choices(
      {kTop.x, kTop.y, 830, kTop.h},
      {{"##pending_list", ui.text("pending_list", {{"count", std::to_string(waits)}}), !state.pairs},
       {"##pending_pairs", ui.text("pending_pairs", {{"count", std::to_string(view.pairs.size())}}), state.pairs}},
      ui);
  if (tapped) state.pairs = *tapped == 1;
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  if (button(ui, "##pending_received", {1060, kTop.y, 204, kTop.h}, ui.text("office_received"), quiet)) {
    return action::ShowStaffScreen{StaffScreen::received};
  }
  return std::nullopt;
}

/// Why it waits.
std::string mark_of(const Model& model, const RegistrationRow& row, const Ui& ui) {
  if (row.status == RegistrationStatus::waitlisted) return ui.text("person_split");
  if (row.late && model.summary.event.deadline) {
    return lateness_words(row.received_at, *model.summary.event.deadline, ui);
  }
  return ui.text("registration_pending");
}

void draw_tick(bool ticked, Rect area, const Ui& ui) {
  fill(ui, area, ticked ? color::kPrimary : color::kPanel, 6);
  outline(ui, area, ticked ? color::kPrimary : color::kSoftInk, 3, 6);
  if (ticked) icon(ui, inset(area, 4), Icon::check, color::kWhite);
}

void draw_pending_row(const Model& model, const RegistrationRow& row, bool ticked, Rect area, const Ui& ui) {
  if (ticked) fill(ui, area, color::kSelected);
  if (may_be_decided(row)) draw_tick(ticked, {area.x + 12, area.y + 18, 42, 42}, ui);
  TextStyle style;
  style.size = 26;
  label(ui, {area.x + 70, area.y + 4, 76, 70}, std::to_string(row.number), style);
  style.bold = true;
  const bool kana = !row.attendee.furigana.empty();
  label(ui, {area.x + 150, area.y + 6, 290, kana ? 40.0F : 66.0F}, row.attendee.name, style);
  style.bold = false;
  style.size = 19;
  style.color = color::kSoftInk;
  label(ui, {area.x + 150, area.y + 46, 290, 26}, to_hiragana(row.attendee.furigana), style);
  style.color = color::kInk;
  style.size = 22;
  style.wrap = true;
  label(ui, {area.x + 450, area.y + 4, 270, 70}, row.attendee.facility, style);
  label(ui, {area.x + 728, area.y + 4, 130, 70}, row.attendee.profession.given, style);
  style.wrap = false;
  const std::string channel = ui.text("channel_" + std::string(word(row.channel)));
  label(ui, {area.x + 866, area.y + 6, 356, 36}, format_short_date_time(row.received_at, model.zone) + "　" + channel,
        style);
  style.color = Color{0x7A5200};
  style.bold = true;
  label(ui, {area.x + 866, area.y + 42, 356, 32}, mark_of(model, row, ui), style);
}

std::vector<RegistrationId> chosen_of(const Model& model, const PendingScreenState& state) {
  std::vector<RegistrationId> chosen;
  for (const RegistrationRow& row : model.staff.pending.rows) {
    if (may_be_decided(row) && state.ticks.contains(row.registration.value)) chosen.push_back(row.registration);
  }
  return chosen;
}

void tick_all(const Model& model, PendingScreenState& state) {
  const bool all = chosen_of(model, state).size() ==
                   static_cast<std::size_t>(
                       std::count_if(model.staff.pending.rows.begin(), model.staff.pending.rows.end(), may_be_decided));
  state.ticks.clear();
  if (all) return;
  for (const RegistrationRow& row : model.staff.pending.rows) state.ticks.insert(row.registration.value);
}

void ask(const Model& model, PendingScreenState& state, Decision decision, std::vector<RegistrationId> chosen) {
  std::string name;
  for (const RegistrationRow& row : model.staff.pending.rows) {
    if (chosen.size() == 1 && row.registration == chosen.front()) name = row.attendee.name;
  }
  state.question = DecisionQuestion{decision, std::move(chosen), std::move(name)};
}

void draw_list_buttons(const Model& model, PendingScreenState& state, const Ui& ui) {
  const std::vector<RegistrationId> chosen = chosen_of(model, state);
  const std::string count = std::to_string(chosen.size());
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  if (button(ui, "##pending_all", {16, 530, 230, 78}, ui.text("facility_tick_all"), quiet)) tick_all(model, state);
  ButtonStyle decline;
  decline.fill = color::kRefuse;
  decline.enabled = !chosen.empty() && !model.staff.busy;
  const std::string refuse =
      chosen.empty() ? ui.text("person_decline") : ui.text("pending_decline", {{"count", count}});
  if (button(ui, "##pending_decline", {258, 530, 440, 78}, refuse, decline)) {
    ask(model, state, Decision::decline, chosen);
  }
  ButtonStyle accept = decline;
  accept.fill = color::kWelcome;
  const std::string words = chosen.empty() ? ui.text("pending_choose") : ui.text("pending_accept", {{"count", count}});
  if (button(ui, "##pending_accept", {710, 530, 554, 78}, words, accept)) {
    ask(model, state, Decision::accept, chosen);
  }
}

std::optional<Action> draw_pending_list(const Model& model, PendingScreenState& state, const Ui& ui) {
  const PendingView& view = model.staff.pending;
  if (view.rows.empty()) {
    draw_hint({kList.x, kList.y, kList.w, 404}, ui.text(view.waiting ? "search_waiting" : "pending_none"), ui);
    return std::nullopt;
  }
  ListStyle style;
  style.row_height = kRowHeight;
  const auto tapped = list(
      ui, "##pending_rows", kList, view.rows.size(),
      [&](std::size_t i, Rect row) {
        draw_pending_row(model, view.rows[i], state.ticks.contains(view.rows[i].registration.value), row, ui);
      },
      style);
  draw_list_buttons(model, state, ui);
  if (!tapped) return std::nullopt;
  const RegistrationRow& row = view.rows[*tapped];
  if (!may_be_decided(row)) return action::OpenPerson{row.registration};
  if (state.ticks.erase(row.registration.value) == 0) state.ticks.insert(row.registration.value);
  return std::nullopt;
}

/// Ticks are of those who were there: what was decided, or came in anew, is looked at again.
void follow(const Model& model, PendingScreenState& state) {
  const PendingView& view = model.staff.pending;
  if (state.decided != view.decided) {
    state.decided = view.decided;
    state.ticks.clear();
    state.question.reset();
  }
  if (state.pair >= view.pairs.size()) state.pair = view.pairs.empty() ? 0 : view.pairs.size() - 1;
}

}  // namespace

std::string lateness_words(UtcMillis received, UtcMillis deadline, const Ui& ui) {
  const std::int64_t minutes = std::max<std::int64_t>(1, (received.value - deadline.value) / kMillisPerMinute);
  const std::int64_t hours = minutes / 60;
  if (hours == 0) return ui.text("late_minutes", {{"minutes", std::to_string(minutes)}});
  if (hours < 24) return ui.text("late_hours", {{"hours", std::to_string(hours)}});
  return ui.text("late_days", {{"days", std::to_string(hours / 24)}, {"hours", std::to_string(hours % 24)}});
}

std::optional<Action> draw_pending_screen(const Model& model, PendingScreenState& state, const Ui& ui) {
  follow(model, state);
  std::optional<Action> asked = draw_top(model, state, ui);
  if (const auto chosen = state.pairs ? draw_pair(model, state.pair, ui) : draw_pending_list(model, state, ui)) {
    asked = chosen;
  }
  if (state.question && !is_dialog_open(model)) {
    if (const auto answer = draw_decision_question(model, state.question, ui)) asked = answer;
  }
  return asked;
}

}  // namespace uketsuke
