#include "kiosk/screens/staff_counts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/staff_heads.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

using Line = std::pair<const char*, std::int64_t>;

constexpr Rect kRight{428, 208, 836, 400};

void draw_event_counts(const Model& model, const Ui& ui) {
  const EventCounts& counts = model.summary.counts;
  std::vector<Line> lines = {{"count_admitted", counts.admitted},     {"count_confirmed", counts.confirmed},
                             {"count_waitlisted", counts.waitlisted}, {"count_pending", counts.pending},
                             {"count_cancelled", counts.cancelled},   {"count_declined", counts.declined}};
  if (model.summary.event.exit_scan) lines.insert(lines.begin() + 1, {"count_inside", counts.inside});
  if (counts.seats_free) lines.emplace_back("count_seats", *counts.seats_free);
  fill(ui, {16, 124, 400, 484}, color::kPanel, 12);
  outline(ui, {16, 124, 400, 484}, color::kLine, 2, 12);
  float y = 132;
  for (const Line& line : lines) {
    TextStyle style;
    style.size = 28;
    label(ui, {40, y, 230, 56}, ui.text(line.first), style);
    style.size = 38;
    style.bold = true;
    style.align = Align::right;
    label(ui, {270, y, 122, 56}, std::to_string(line.second), style);
    y += 58;
  }
}

std::int64_t count_of(const ProfessionCounts& counts, ProfessionCategory category) {
  for (const auto& [known, count] : counts) {
    if (known == category) return count;
  }
  return 0;
}

void draw_professions(const Model& model, const Ui& ui) {
  const ProfessionCounts& counts = model.staff.professions;
  std::int64_t most = 1;
  for (const auto& [category, count] : counts) most = std::max(most, count);
  fill(ui, kRight, color::kPanel, 12);
  outline(ui, kRight, color::kLine, 2, 12);
  constexpr float kPitch = 26;
  float y = kRight.y + 5;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    const std::int64_t count = count_of(counts, category);
    TextStyle style;
    style.size = 21;
    std::string name = profession_label(std::string(japanese(category)), category, ui);
    name.erase(std::remove(name.begin(), name.end(), '\n'), name.end());
    label(ui, {448, y, 240, kPitch}, name, style);
    const float width = 460.0F * static_cast<float>(count) / static_cast<float>(most);
    if (count > 0) fill(ui, {700, y + 4, std::max(6.0F, width), 18}, color::kPrimary, 3);
    style.bold = true;
    style.align = Align::right;
    label(ui, {1170, y, 74, kPitch}, std::to_string(count), style);
    y += kPitch;
  }
}

/// A lecture, a booth.
bool has_no_roster(const EventCounts& counts) {
  return counts.confirmed + counts.waitlisted + counts.pending + counts.cancelled + counts.declined == 0;
}

}  // namespace

std::optional<Action> draw_counts_screen(const Model& model, CountsScreenState& state, const Ui& ui) {
  draw_event_counts(model, ui);
  const bool heads = state.heads.value_or(has_no_roster(model.summary.counts));
  const TextValues all{{"count", std::to_string(count_heads(model.staff.office.heads))}};
  const auto tapped = draw_choices({kRight.x, 124, kRight.w, kTouchUnits},
                                   {{"##counts_professions", ui.text("counts_title"), !heads},
                                    {"##counts_heads", ui.text("heads_title", all), heads}},
                                   ui);
  if (tapped) state.heads = *tapped == 1;
  if (heads) return draw_heads(model, state.page, kRight, ui);
  draw_professions(model, ui);
  return std::nullopt;
}

}  // namespace uketsuke
