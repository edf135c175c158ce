#include "kiosk/screens/staff_pair.h"

#include <string>
#include <vector>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kEarlier{16, 204, 618, 316};
constexpr Rect kLater{646, 204, 618, 316};
constexpr Color kDiffers{0xFFF1C2};  ///< ink on it

struct Line {
  const char* title;
  std::string earlier;
  std::string later;
};

/// Let in at two PCs' doors: neither is pending, and yet they may be one.
bool did_both_come(const SuspectedPair& pair) { return pair.earlier.checked_in_at && pair.later.checked_in_at; }

std::string name_of(const RegistrationRow& row) {
  const std::string kana = to_hiragana(row.attendee.furigana);
  return kana.empty() ? row.attendee.name : row.attendee.name + "（" + kana + "）";
}

/// The same fields of both, one a line.
std::vector<Line> lines_of(const Model& model, const SuspectedPair& pair, const Ui& ui) {
  const auto both = [&](const char* title, const auto& value) {
    return Line{title, value(pair.earlier), value(pair.later)};
  };
  return {
      both("column_name", name_of),
      both("column_facility", [](const RegistrationRow& row) { return row.attendee.facility; }),
      both("column_profession", [](const RegistrationRow& row) { return row.attendee.profession.given; }),
      both("fact_email", [](const RegistrationRow& row) { return row.attendee.email; }),
      both("fact_phone", [](const RegistrationRow& row) { return row.attendee.phone; }),
      both("fact_received",
           [&](const RegistrationRow& row) {
             return format_short_date_time(row.received_at, model.zone) + "　" +
                    ui.text("channel_" + std::string(word(row.channel)));
           }),
      both("fact_status",
           [&](const RegistrationRow& row) {
             std::string words = ui.text("registration_" + std::string(word(row.status)));
             if (row.late) words += "　" + ui.text("person_late");
             if (row.checked_in_at) {
               words += "　" + ui.text("status_admitted", {{"time", format_clock(*row.checked_in_at, model.zone)}});
             }
             return words;
           }),
  };
}

void draw_card(const RegistrationRow& row, const std::string& title, Rect area, const Ui& ui) {
  fill(ui, area, color::kPanel, 12);
  outline(ui, area, color::kLine, 2, 12);
  TextStyle head;
  head.size = 24;
  head.bold = true;
  head.color = color::kPrimary;
  label(ui, {area.x + 16, area.y + 6, area.w - 32, 34},
        title + "　" + ui.text("person_number", {{"number", std::to_string(row.number)}}), head);
}

void draw_value(const std::string& title, const std::string& value, Rect area, const Ui& ui) {
  TextStyle style;
  style.size = 20;
  style.color = color::kSoftInk;
  label(ui, {area.x, area.y, 130, area.h}, title, style);
  style.size = 24;
  style.color = color::kInk;
  label(ui, {area.x + 136, area.y, area.w - 144, area.h}, value.empty() ? "―" : value, style);
}

void draw_lines(const Model& model, const SuspectedPair& pair, const Ui& ui) {
  float y = 246;
  for (const Line& line : lines_of(model, pair, ui)) {
    const Rect left{kEarlier.x + 16, y, kEarlier.w - 32, 37};
    const Rect right{kLater.x + 16, y, kLater.w - 32, 37};
    if (line.earlier != line.later) {
      fill(ui, left, kDiffers, 4);
      fill(ui, right, kDiffers, 4);
    }
    draw_value(ui.text(line.title), line.earlier, inset(left, 2), ui);
    draw_value(ui.text(line.title), line.later, inset(right, 2), ui);
    y += 38;
  }
}

void draw_turning(const Model& model, std::size_t& shown, const Ui& ui) {
  const std::size_t count = model.staff.pending.pairs.size();
  TextStyle style;
  style.size = 24;
  style.align = Align::center;
  label(ui, {98, 530, 112, 78}, std::to_string(shown + 1) + "／" + std::to_string(count), style);
  ButtonStyle turn;
  turn.quiet = true;
  turn.size = 28;
  turn.enabled = shown > 0;
  if (button(ui, "##pair_before", {16, 530, 78, 78}, "＜", turn)) --shown;
  turn.enabled = shown + 1 < count;
  if (button(ui, "##pair_next", {214, 530, 78, 78}, "＞", turn)) ++shown;
}

}  // namespace

std::optional<Action> draw_pair(const Model& model, std::size_t& shown, const Ui& ui) {
  const PendingView& view = model.staff.pending;
  if (view.pairs.empty()) {
    draw_hint({16, 204, 1248, 404}, ui.text(view.waiting ? "search_waiting" : "pair_none"), ui);
    return std::nullopt;
  }
  const SuspectedPair& pair = view.pairs[shown];
  draw_card(pair.earlier, ui.text("pair_earlier"), kEarlier, ui);
  draw_card(pair.later, ui.text("pair_later"), kLater, ui);
  draw_lines(model, pair, ui);
  std::optional<Action> asked;
  ButtonStyle style;
  style.enabled = !model.staff.busy;
  style.size = 28;
  constexpr Rect kSame{306, 530, 472, 78};
  if (did_both_come(pair)) {
    // What both doors recorded is taken back by hand: an entry first, then the application.
    if (button(ui, "##pair_open", kSame, ui.text("pair_open"), style)) {
      asked = action::OpenPerson{pair.later.registration};
    }
  } else if (button(ui, "##pair_merge", kSame, ui.text("pair_merge"), style)) {
    asked = action::DecideChosen{Decision::merge, {pair.later.registration}, {}};
  }
  style.fill = color::kWelcome;
  if (button(ui, "##pair_keep", {792, 530, 472, 78}, ui.text("pair_keep"), style)) {
    asked = action::DecideChosen{Decision::keep, {pair.later.registration}, ui.text("pair_keep_reason")};
  }
  draw_turning(model, shown, ui);
  return asked;
}

}  // namespace uketsuke
