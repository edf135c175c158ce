// What a scan came to, on the whole screen or as a strip beside the staff's screens.
#include <algorithm>
#include <string>
#include <string_view>

#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/result_words.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

void insert_feed_after(std::string& words, std::string_view mark) {
  for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark, at)) {
    at += mark.size();
    if (at < words.size()) words.insert(at, "\n");
  }
}

/// A line a sentence, and the name on a line of its own: read at a glance.
std::string in_lines(std::string words) {
  insert_feed_after(words, "。");
  insert_feed_after(words, "様　");
  return words;
}

struct ResultLayout {
  Rect icon;
  Rect head;
  float head_size = 0;
  Rect detail;
  float detail_size = 0;
};
/// The headline is read from three metres: its letters, without the space around them, are a sixth of the height or
/// more, in every language.
constexpr float kHeadlineSize = 150;
constexpr ResultLayout kUsual{{510, 44, 260, 260}, {30, 326, 1220, 170}, kHeadlineSize, {40, 510, 1200, 180}, 58};
constexpr ResultLayout kBig{{560, 16, 160, 160}, {20, 180, 1240, 190}, 170, {30, 376, 1220, 334}, 96};

void draw_one(const Model& model, const AttendeeResult& result, const Ui& ui) {
  const ResultLook look = look_of(model, result, ui);
  const ResultLayout& layout = model.attendee.big_text ? kBig : kUsual;
  icon(ui, layout.icon, look.icon, look.ink);
  TextStyle head;
  head.size = layout.head_size;
  head.bold = true;
  head.color = look.ink;
  head.align = Align::center;
  label(ui, layout.head, look.headline, head);
  TextStyle detail = head;
  detail.size = layout.detail_size;
  detail.wrap = true;
  label(ui, layout.detail, in_lines(look.detail), detail);
}

/// 全員を受付: a row each.
void draw_many(const Model& model, const std::vector<AttendeeResult>& results, const Ui& ui) {
  const bool all_in = std::all_of(results.begin(), results.end(), [](const AttendeeResult& result) {
    return result.outcome == ScanOutcome::admitted || result.outcome == ScanOutcome::already_in;
  });
  TextStyle head;
  head.size = kHeadlineSize;
  head.bold = true;
  head.align = Align::center;
  head.color = all_in ? color::kWelcome : color::kInk;
  const char* words = all_in ? "several_all_in" : "several_results";
  label(ui, {30, 16, 1220, 170}, ui.text(words, {{"count", std::to_string(results.size())}}), head);
  const float height = std::min(126.0F, 510.0F / static_cast<float>(std::max<std::size_t>(1, results.size())));
  float y = 200;
  for (const AttendeeResult& result : results) {
    const ResultLook look = look_of(model, result, ui);
    const Rect row{60, y, 1160, height - 8};
    fill(ui, row, look.background, 12);
    icon(ui, {row.x + 16, row.y + 8, row.h - 16, row.h - 16}, look.icon, look.ink);
    TextStyle style;
    style.size = 44;
    style.bold = true;
    style.color = look.ink;
    const char* id = result.group.empty() ? "several_row" : "several_row_group";
    const std::string who = ui.text(id, {{"name", result.name}, {"group", result.group}});
    label(ui, {row.x + row.h + 24, row.y, 300, row.h}, look.headline, style);
    label(ui, {row.x + row.h + 344, row.y, row.w - row.h - 364, row.h}, result.name.empty() ? look.detail : who, style);
    y += height;
  }
}

}  // namespace

void draw_result_screen(const Model& model, const Ui& ui) {
  if (!model.attendee.result) return;
  const std::vector<AttendeeResult>& results = model.attendee.result->results;
  if (results.size() == 1) return draw_one(model, results.front(), ui);
  draw_many(model, results, ui);
}

bool has_result_strip(const Model& model) {
  if (model.two_windows) return false;
  return model.attendee.result.has_value() || !model.attendee.several.codes.empty();
}

std::optional<Action> draw_result_strip(const Model& model, Rect area, const Ui& ui) {
  std::optional<Action> asked;
  if (model.attendee.result) {
    const std::vector<AttendeeResult>& results = model.attendee.result->results;
    const ResultLook look = look_of(model, results.front(), ui);
    fill(ui, area, look.background, 8);
    icon(ui, {area.x + 12, area.y + 8, area.h - 16, area.h - 16}, look.icon, look.ink);
    TextStyle style;
    style.size = 38;
    style.bold = true;
    style.color = look.ink;
    std::string head = look.headline;
    if (results.size() > 1) head = ui.text("several_results", {{"count", std::to_string(results.size())}});
    label(ui, {area.x + area.h + 8, area.y, 312, area.h}, head, style);
    style.size = 30;
    style.wrap = true;
    label(ui, {area.x + area.h + 332, area.y + 4, area.w - area.h - 348, area.h - 8},
          results.size() > 1 ? std::string() : look.detail, style);
  } else if (!model.attendee.several.codes.empty()) {
    fill(ui, area, color::kAttention, 8);
    TextStyle style;
    style.size = 34;
    style.bold = true;
    const std::string count = std::to_string(model.attendee.several.codes.size());
    label(ui, {area.x + 20, area.y, area.w - 560, area.h}, ui.text("several_title", {{"count", count}}), style);
    ButtonStyle choice;
    const float top = area.y + (area.h - kTouchUnits) / 2;
    if (button(ui, "##strip_all", {area.x + area.w - 520, top, 260, kTouchUnits}, ui.text("several_all"), choice)) {
      asked = action::TakeAllTickets{};
    }
    if (button(ui, "##strip_single", {area.x + area.w - 250, top, 240, kTouchUnits}, ui.text("several_single"),
               choice)) {
      asked = action::TakeOneByOne{};
    }
  }
  return asked;
}

}  // namespace uketsuke
