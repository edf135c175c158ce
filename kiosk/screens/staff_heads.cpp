// See staff_heads.h.
#include "kiosk/screens/staff_heads.h"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr std::size_t kOnAPage = 5;
constexpr float kLine = kTouchUnits + 8;
constexpr float kPager = 172;

std::int64_t heads_of(const std::vector<HeadCount>& heads, const std::string& category) {
  for (const HeadCount& one : heads) {
    if (one.category == category) return one.people;
  }
  return 0;
}

/// One category: its words, how many, a small − and a large ＋.
std::optional<Action> draw_category(const Model& model, std::size_t place, Rect area, const Ui& ui) {
  const std::string category = head_categories(model.summary.event).at(place);
  const std::string id = std::to_string(place);
  const std::int64_t people = heads_of(model.staff.office.heads, category);
  draw_box(area, ui);
  TextStyle words;
  words.size = 28;
  words.bold = true;
  label(ui, {area.x + 20, area.y, 230, area.h}, category, words);
  words.size = 44;
  words.align = Align::right;
  label(ui, {area.x + 250, area.y, 130, area.h}, std::to_string(people), words);
  std::optional<Action> asked;
  ButtonStyle less;
  less.quiet = true;
  less.size = 40;
  less.enabled = people > 0 && !model.staff.busy;
  if (button(ui, ("##heads_less_" + id).c_str(), {area.x + 400, area.y, 96, area.h}, "−", less)) {
    asked = action::CountHead{{category, -1}};
  }
  ButtonStyle more;
  more.size = 56;
  more.fill = color::kWelcome;
  more.enabled = !model.staff.busy;
  if (button(ui, ("##heads_more_" + id).c_str(), {area.x + 508, area.y, area.w - 508, area.h}, "＋", more)) {
    asked = action::CountHead{{category, 1}};
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_heads(const Model& model, std::size_t& page, Rect area, const Ui& ui) {
  const std::size_t all = head_categories(model.summary.event).size();
  const bool paged = all > kOnAPage;
  if (page * kOnAPage >= all) page = 0;
  const std::size_t first = page * kOnAPage;
  const std::size_t end = std::min(all, first + kOnAPage);
  std::optional<Action> asked;
  for (std::size_t i = first; i < end; ++i) {
    const Rect line{area.x, area.y + static_cast<float>(i - first) * kLine, area.w - (paged ? kPager : 0), kTouchUnits};
    if (const auto tapped = draw_category(model, i, line, ui)) asked = tapped;
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 24;
  const Rect pager{area.x + area.w - kPager + 12, area.y, kPager - 12, area.h};
  if (paged && button(ui, "##heads_page", pager, ui.text("heads_page"), quiet)) ++page;
  return asked;
}

}  // namespace uketsuke
