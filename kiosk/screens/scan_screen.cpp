// The idle screen: what to do in the largest letters, the camera's picture, who and when.
#include "common/japanese_date.h"
#include "kiosk/screens/attendee_parts.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/questionnaire.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kPicture{32, 120, 592, 444};
constexpr Rect kPictureBesideBigText{32, 120, 420, 444};

Rect picture_of(const Model& model) { return model.attendee.big_text ? kPictureBesideBigText : kPicture; }

/// Four corners around the place where the ticket belongs.
void draw_corners(const Ui& ui, Rect area, Color color) {
  const float arm = 64;
  const float line = 10;
  for (const bool right : {false, true}) {
    for (const bool bottom : {false, true}) {
      const float x = right ? area.x + area.w : area.x;
      const float y = bottom ? area.y + area.h : area.y;
      fill(ui, {right ? x - arm : x, bottom ? y - line : y, arm, line}, color, 3);
      fill(ui, {right ? x - line : x, bottom ? y - arm : y, line, arm}, color, 3);
    }
  }
}

const char* words_for(ReadHint hint) {
  switch (hint) {
    case ReadHint::none:
      return "";
    case ReadHint::too_small:
      return "hint_too_small";
    case ReadHint::too_close:
      return "hint_too_close";
    case ReadHint::too_dark:
      return "hint_too_dark";
    case ReadHint::glaring:
      return "hint_glaring";
    case ReadHint::blurred:
      return "hint_blurred";
  }
  return "";
}

/// A band over the lower edge of the picture, where the attendee looks.
void draw_hint(ReadHint hint, Rect picture, const Ui& ui) {
  if (hint == ReadHint::none) return;
  const Rect band{picture.x, picture.y + picture.h - 84, picture.w, 84};
  fill(ui, band, Color{0x232B33}, 12);
  TextStyle style;
  style.size = 36;
  style.bold = true;
  style.color = color::kWhite;
  style.align = Align::center;
  label(ui, inset(band, 12), ui.text(words_for(hint)), style);
}

void draw_camera_area(const Model& model, const Ui& ui) {
  const bool live = model.camera == CameraHealth::running || model.camera == CameraHealth::ended;
  const Rect picture = picture_of(model);
  fill(ui, picture, Color{0x232B33}, 12);
  if (live && preview(ui, picture)) {
    draw_corners(ui, inset(picture, 36), color::kWhite);
    draw_hint(model.attendee.hint, picture, ui);
    return;
  }
  icon(ui, {picture.x + (picture.w - 160) / 2, picture.y + 100, 160, 160}, Icon::camera, Color{0x6B7783});
  const char* words = "camera_off";
  if (model.camera == CameraHealth::starting) words = "camera_starting";
  if (model.camera == CameraHealth::lost) words = "camera_lost";
  TextStyle style;
  style.size = 30;
  style.color = color::kWhite;
  style.align = Align::center;
  style.wrap = true;
  label(ui, {picture.x + 20, picture.y + 290, picture.w - 40, 140}, ui.text(words), style);
}

std::string title_of(const Model& model, const Ui& ui) {
  if (!model.loaded) return ui.text("starting");
  if (model.attendee.one_by_one) return ui.text("idle_one_by_one");
  if (model.direction == Direction::exit) return ui.text("idle_exit_title");
  const bool by_camera = model.camera != CameraHealth::off;
  return ui.text(by_camera ? "idle_title" : "idle_title_scanner");
}

/// 氏名でさがす is there only where the event has it.
bool has_search(const Model& model) {
  return model.loaded && model.summary.event.display.attendee_search && model.direction == Direction::entry;
}

std::optional<Action> draw_search_button(Rect area, const Ui& ui) {
  ButtonStyle style;
  style.quiet = true;
  style.size = 34;
  if (!button(ui, "##find", area, ui.text("find_button"), style)) return std::nullopt;
  return action::OpenFind{};
}

/// Large letters; the button of the search stands between the words and the corner.
std::optional<Action> draw_big_words(const Model& model, const std::string& words, const Ui& ui) {
  const bool search = has_search(model);
  TextStyle title;
  title.size = 84;
  title.bold = true;
  title.wrap = true;
  label(ui, {480, 110, 780, search ? 316.0F : 380.0F}, words, title);
  title.size = 40;
  label(ui, {480, search ? 428.0F : 490.0F, 780, search ? 60.0F : 84.0F}, ui.text("idle_without"), title);
  return search ? draw_search_button({480, 496, 780, 84}, ui) : std::nullopt;
}

std::optional<Action> draw_words(const Model& model, const Ui& ui) {
  TextStyle title;
  title.size = 60;
  title.bold = true;
  title.wrap = true;
  const std::string words = model.attendee.slow ? ui.text("waiting") : title_of(model, ui);
  if (model.attendee.big_text) return draw_big_words(model, words, ui);
  label(ui, {656, 120, 592, 260}, words, title);
  TextStyle hint;
  hint.size = 28;
  const bool search = has_search(model);
  label(ui, {656, search ? 384.0F : 420.0F, 600, 44}, ui.text("idle_phone"), hint);
  label(ui, {656, search ? 430.0F : 480.0F, 600, 44}, ui.text("idle_without"), hint);
  return search ? draw_search_button({656, 484, 592, 80}, ui) : std::nullopt;
}

void draw_foot(const Model& model, const Ui& ui) {
  TextStyle small;
  small.size = 22;
  small.color = color::kSoftInk;
  if (model.camera != CameraHealth::off) label(ui, {32, 580, 900, 30}, ui.text("idle_privacy"), small);
  if (!model.loaded) return;
  const Event& event = model.summary.event;
  TextStyle line;
  line.size = 30;
  line.bold = true;
  line.wrap = true;
  label(ui, {32, 636, 430, 72},
        ui.text("idle_reception", {{"doors", format_clock(event.doors_open_at, model.zone)},
                                   {"starts", format_clock(event.starts_at, model.zone)}}),
        line);
  line.align = Align::right;
  label(ui, {474, 636, 250, 72}, ui.text("idle_admitted", {{"count", std::to_string(model.summary.counts.admitted)}}),
        line);
}

}  // namespace

std::optional<Action> draw_scan_screen(const Model& model, const Ui& ui) {
  draw_event_bar(model, ui);
  draw_camera_area(model, ui);
  std::optional<Action> asked;
  if (!draw_questionnaire(model, ui)) asked = draw_words(model, ui);
  draw_foot(model, ui);
  if (const std::optional<Action> corner = draw_corner_buttons(model, ui)) asked = corner;
  return asked;
}

}  // namespace uketsuke
