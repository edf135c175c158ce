#include "kiosk/screens/staff_received.h"

#include <algorithm>
#include <utility>

#include "common/japanese_date.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kSeats{16, 204, 316, 404};
constexpr Rect kChannels{344, 204, 348, 404};
constexpr Rect kPlot{704, 204, 560, 404};
/// Of the bars inside the plot.
constexpr Rect kBars{724, 268, 520, 270};
constexpr std::size_t kMostBars = 14;
constexpr Color kLateBar{0xB36B00};

using Line = std::pair<const char*, std::string>;

void draw_panel(Rect area, const std::string& title, const Ui& ui) {
  fill(ui, area, color::kPanel, 12);
  outline(ui, area, color::kLine, 2, 12);
  TextStyle style;
  style.size = 22;
  style.bold = true;
  style.color = color::kSoftInk;
  label(ui, {area.x + 20, area.y + 6, area.w - 40, 32}, title, style);
}

std::string or_none(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : "―"; }

void draw_seats(const Model& model, const ApplicationCounts& received, const Ui& ui) {
  const EventCounts& counts = model.summary.counts;
  const Event& event = model.summary.event;
  std::string capacity = or_none(event.capacity);
  if (event.tolerance > 0) capacity += "＋" + std::to_string(event.tolerance);
  const std::vector<Line> lines = {{"received_capacity", capacity},
                                   {"count_confirmed", std::to_string(counts.confirmed)},
                                   {"count_seats", or_none(counts.seats_free)},
                                   {"count_waitlisted", std::to_string(counts.waitlisted)},
                                   {"received_late", std::to_string(received.pending_late)},
                                   {"received_suspected", std::to_string(received.pending_suspected)},
                                   {"count_cancelled", std::to_string(counts.cancelled)},
                                   {"count_declined", std::to_string(counts.declined)}};
  draw_panel(kSeats, ui.text("received_seats"), ui);
  float y = kSeats.y + 42;
  for (const Line& line : lines) {
    TextStyle style;
    style.size = 24;
    label(ui, {kSeats.x + 20, y, 196, 42}, ui.text(line.first), style);
    style.size = 32;
    style.bold = true;
    style.align = Align::right;
    label(ui, {kSeats.x + 216, y, 82, 42}, line.second, style);
    y += 45;
  }
}

void draw_channels(const ApplicationCounts& received, const Ui& ui) {
  draw_panel(kChannels, ui.text("received_channels"), ui);
  if (received.channels.empty()) draw_hint(inset(kChannels, 40), ui.text("received_none"), ui);
  float y = kChannels.y + 46;
  for (const ChannelCount& channel : received.channels) {
    TextStyle style;
    style.size = 22;
    label(ui, {kChannels.x + 20, y, 210, 26}, ui.text("channel_" + std::string(word(channel.channel))), style);
    style.size = 24;
    style.bold = true;
    style.align = Align::right;
    label(ui, {kChannels.x + 230, y, 98, 26}, ui.text("roster_count", {{"count", std::to_string(channel.people)}}),
          style);
    style = {};
    style.size = 16;
    style.color = color::kSoftInk;
    label(ui, {kChannels.x + 20, y + 27, 308, 18},
          ui.text("received_of_these", {{"confirmed", std::to_string(channel.confirmed)},
                                        {"waitlisted", std::to_string(channel.waitlisted)},
                                        {"pending", std::to_string(channel.pending)},
                                        {"gone", std::to_string(channel.gone)}}),
          style);
    y += 50;
  }
}

std::string month_day(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return std::to_string(civil.month) + "/" + std::to_string(civil.day);
}

void draw_bar(const ReceivedBar& bar, Rect column, float unit, const Model& model, const Ui& ui) {
  const float bottom = column.y + column.h;
  const float height = unit * static_cast<float>(bar.people);
  const float late = unit * static_cast<float>(bar.late);
  const float gap = column.w * 0.15F;
  if (bar.people > 0) fill(ui, {column.x + gap, bottom - height, column.w - 2 * gap, height}, color::kPrimary);
  if (bar.late > 0) fill(ui, {column.x + gap, bottom - late, column.w - 2 * gap, late}, kLateBar);
  TextStyle style;
  style.size = 18;
  style.align = Align::center;
  style.bold = true;
  if (bar.people > 0) label(ui, {column.x, bottom - height - 24, column.w, 22}, std::to_string(bar.people), style);
  style.bold = false;
  style.size = 17;
  style.color = color::kSoftInk;
  label(ui, {column.x, bottom + 4, column.w, 22}, month_day(bar.from, model.zone), style);
}

/// Between the bars of the deadline's day and the next; none where it lies outside.
std::optional<float> deadline_place(const Model& model, const std::vector<ReceivedBar>& bars) {
  const std::optional<UtcMillis>& deadline = model.summary.event.deadline;
  if (!deadline || bars.empty() || *deadline < bars.front().from) return std::nullopt;
  const float width = kBars.w / static_cast<float>(bars.size());
  for (std::size_t i = 0; i + 1 < bars.size(); ++i) {
    if (*deadline < bars[i + 1].from) return kBars.x + static_cast<float>(i + 1) * width;
  }
  const std::int64_t end = bars.back().from.value + bars.back().days * 24 * 60 * kMillisPerMinute;
  if (deadline->value < end) return kBars.x + kBars.w;
  return std::nullopt;
}

void draw_deadline(const Model& model, const std::vector<ReceivedBar>& bars, const Ui& ui) {
  const auto place = deadline_place(model, bars);
  if (!place) return;
  fill(ui, {*place - 1.5F, kBars.y - 4, 3, kBars.h + 4}, color::kRefuse);
  TextStyle style;
  style.size = 18;
  style.bold = true;
  style.color = color::kRefuse;
  const bool left = *place > kBars.x + kBars.w - 70;
  style.align = left ? Align::right : Align::left;
  label(ui, {left ? *place - 74 : *place + 6, kBars.y - 26, 68, 22}, ui.text("received_deadline_mark"), style);
}

void draw_legend(const Model& model, const std::vector<ReceivedBar>& bars, const Ui& ui) {
  TextStyle style;
  style.size = 19;
  style.color = color::kSoftInk;
  fill(ui, {kPlot.x + 20, kPlot.y + 376, 16, 16}, color::kPrimary, 2);
  label(ui, {kPlot.x + 42, kPlot.y + 372, 130, 24}, ui.text("received_in_time"), style);
  fill(ui, {kPlot.x + 176, kPlot.y + 376, 16, 16}, kLateBar, 2);
  label(ui, {kPlot.x + 198, kPlot.y + 372, 130, 24}, ui.text("received_after"), style);
  style.align = Align::right;
  const std::optional<UtcMillis>& deadline = model.summary.event.deadline;
  std::string words = deadline ? ui.text("received_deadline", {{"date", format_screen_date(*deadline, model.zone)}})
                               : ui.text("received_no_deadline");
  label(ui, {kPlot.x + 300, kPlot.y + 372, 240, 24}, words, style);
  if (bars.empty() || bars.front().days == 1) return;
  label(ui, {kPlot.x + 300, kPlot.y + 8, 240, 26},
        ui.text("received_days_joined", {{"days", std::to_string(bars.front().days)}}), style);
}

void draw_plot(const Model& model, const ApplicationCounts& received, const Ui& ui) {
  draw_panel(kPlot, ui.text("received_by_day"), ui);
  const std::vector<ReceivedBar> bars = join_days(received.days, kMostBars);
  draw_legend(model, bars, ui);
  if (bars.empty()) {
    draw_hint(inset(kPlot, 60), ui.text("received_none"), ui);
    return;
  }
  std::int64_t most = 1;
  for (const ReceivedBar& bar : bars) most = std::max(most, bar.people);
  const float unit = (kBars.h - 26) / static_cast<float>(most);
  const float width = kBars.w / static_cast<float>(bars.size());
  float x = kBars.x;
  for (const ReceivedBar& bar : bars) {
    draw_bar(bar, {x, kBars.y, width, kBars.h}, unit, model, ui);
    x += width;
  }
  fill(ui, {kBars.x, kBars.y + kBars.h, kBars.w, 2}, color::kSoftInk);
  draw_deadline(model, bars, ui);
}

}  // namespace

std::vector<ReceivedBar> join_days(const std::vector<DayCount>& days, std::size_t most) {
  std::vector<ReceivedBar> bars;
  const std::size_t each = std::max<std::size_t>(1, (days.size() + most - 1) / most);
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (i % each == 0) bars.push_back({days[i].midnight, static_cast<std::int64_t>(each), 0, 0});
    bars.back().people += days[i].people;
    bars.back().late += days[i].late;
  }
  return bars;
}

std::optional<Action> draw_received_screen(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  TextStyle title;
  title.size = 32;
  title.bold = true;
  label(ui, {16, 124, 900, kTouchUnits}, ui.text("office_received"), title);
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  if (button(ui, "##received_pending", {1000, 124, 264, kTouchUnits}, ui.text("office_pending"), quiet)) {
    asked = action::ShowStaffScreen{StaffScreen::pending};
  }
  if (!model.staff.received) {
    draw_hint({16, 204, 1248, 404}, ui.text("search_waiting"), ui);
    return asked;
  }
  draw_seats(model, *model.staff.received, ui);
  draw_channels(*model.staff.received, ui);
  draw_plot(model, *model.staff.received, ui);
  return asked;
}

}  // namespace uketsuke
