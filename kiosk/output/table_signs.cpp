// The layout of 卓上札: the table's name over half the sheet, its people below, in two columns where they are many.

#include "kiosk/output/table_signs.h"

#include <algorithm>

#include "kiosk/output/list_words.h"
#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kWidthMm = kA4HeightMm;  // landscape
constexpr double kHeightMm = kA4WidthMm;
constexpr double kEdgeMm = 15;
constexpr double kNameBottomMm = 88;
constexpr double kPeopleTopMm = 98;
constexpr double kTallestRowMm = 21;
constexpr std::size_t kInOneColumn = 6;

using People = std::vector<const RegistrationRow*>;

TextStyle style_of(double size_mm, bool bold) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  return style;
}

/// 3グループ for a number, else the name as it is.
std::string sign_of(const std::string& group) {
  const bool number = group.find_first_not_of("0123456789") == std::string::npos;
  return number ? group + "グループ" : group;
}

void draw_person(PageCanvas& canvas, const RegistrationRow& row, const PageBox& box) {
  const Attendee& person = row.attendee;
  const std::string role = person.role == Role::participant ? std::string() : std::string(list_word(person.role));
  const double size = box.height * 0.42;
  canvas.draw_text_in(person.name, style_of(size, true), {box.x, box.y, box.width * 0.42, box.height}, false);
  const double rest = box.x + box.width * 0.44;
  const double width = box.width * 0.56;
  canvas.draw_text_in(join_words({role, person.profession.given}), style_of(size * 0.62, false),
                      {rest, box.y, width, box.height * 0.46}, false);
  canvas.draw_text_in(person.facility, style_of(size * 0.62, false),
                      {rest, box.y + box.height * 0.48, width, box.height * 0.5}, true);
}

void draw_sign(PageCanvas& canvas, const PaperOccasion& occasion, const std::string& group, const People& people) {
  const double full = kWidthMm - 2 * kEdgeMm;
  TextStyle title = style_of(6, false);
  title.align = TextAlign::centre;
  canvas.draw_text_in(occasion.event.title, title, {kEdgeMm, 10, full, 9}, false);
  TextStyle sign = style_of(62, true);
  sign.align = TextAlign::centre;
  canvas.draw_text_in(sign_of(group), sign, {kEdgeMm, 20, full, kNameBottomMm - 20}, false);
  canvas.draw_line(kEdgeMm, kNameBottomMm + 4, kWidthMm - kEdgeMm, kNameBottomMm + 4, 0.6);
  const std::size_t columns = people.size() > kInOneColumn ? 2 : 1;
  const std::size_t lines = (people.size() + columns - 1) / columns;
  const double height = std::min(
      kTallestRowMm, (kHeightMm - kEdgeMm - kPeopleTopMm) / static_cast<double>(std::max<std::size_t>(lines, 1)));
  const double gap = 8;
  const double width = (full - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto column = static_cast<double>(i / lines);
    const auto line = static_cast<double>(i % lines);
    draw_person(canvas, *people[i], {kEdgeMm + column * (width + gap), kPeopleTopMm + line * height, width, height});
  }
}

}  // namespace

Result<std::int64_t> write_table_signs_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                                           const std::string& path) {
  std::vector<std::pair<std::string, People>> tables;
  for (const RegistrationRow& row : rows) {
    if (row.group.empty()) continue;
    auto table = std::find_if(tables.begin(), tables.end(), [&row](const auto& one) { return one.first == row.group; });
    if (table == tables.end()) table = tables.insert(tables.end(), {row.group, {}});
    table->second.push_back(&row);
  }
  if (tables.empty())
    return fail(Code::refused, "グループがまだありません。先にグループ分けをしてください。", "table-signs");
  auto canvas =
      PageCanvas::create_pdf(path, {"卓上札　" + occasion.event.title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  std::size_t written = 0;
  for (auto& [group, people] : tables) {
    if (!goes_on(occasion.keep_on, written++, tables.size())) return stopped(path);
    std::stable_partition(people.begin(), people.end(),
                          [](const RegistrationRow* row) { return row->attendee.role == Role::facilitator; });
    canvas->begin_page(kWidthMm, kHeightMm);
    draw_sign(*canvas, occasion, group, people);
    canvas->end_page();
  }
  if (auto done = canvas->finish(); !done) return tl::unexpected(done.error());
  return static_cast<std::int64_t>(tables.size());
}

}  // namespace uketsuke
