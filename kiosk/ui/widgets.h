// All that screens draw and touch, in units of the grid. Ids are fixed ("##walk_in_name"), never translated words.
// Immediate mode: a widget is drawn where and when its function is called, between begin_page and end_page.
// Screens see no ImGui type. Thread: ui.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

// Page --------------------------------------------------------------------------------------------------------------

/// The page that fills the window; everything else of a frame comes between the two.
void begin_page(const Ui& ui, Color background);
void end_page();

/// A dialog over the page: the rest is dimmed and takes no touch. Draws its panel; the caller its content, then
/// end_dialog. At most one a frame, after everything else of the page.
void begin_dialog(const Ui& ui, const char* id, Rect panel);
void end_dialog();

// Drawing -----------------------------------------------------------------------------------------------------------

void fill(const Ui& ui, Rect area, Color color, float corner = 0);
void outline(const Ui& ui, Rect area, Color color, float thickness = 2, float corner = 0);

enum class Align { left, center, right };
struct TextStyle {
  float size = 28;  ///< height of a full-width character, in units
  Color color = color::kInk;
  Align align = Align::left;
  bool bold = false;
  bool wrap = false;   ///< break lines at the rectangle's right side (see line_break.h)
  bool middle = true;  ///< vertically centred in its rectangle, else at the top
};
/// Text in a rectangle. What is too long is drawn smaller, down to half the size, then cut off with …. Wrapped words
/// are also drawn one step smaller where that spares the last line a lonely character.
/// Names and other words of people go through for_screen first (it is done here).
void label(const Ui& ui, Rect area, std::string_view words, const TextStyle& style = {});
/// Height that `words` need when wrapped at `width` units.
float measure_height(const Ui& ui, std::string_view words, float width, const TextStyle& style);
/// Width of one line in units.
float measure_width(const Ui& ui, std::string_view words, const TextStyle& style);

enum class Icon { check, already, attention, refuse, staff, fault, camera, lock };
/// A symbol of vector shapes, centred in the largest square of the rectangle.
void icon(const Ui& ui, Rect area, Icon which, Color color);
/// How far something is. @param percent  0 to 100, also written into it
void progress_bar(const Ui& ui, Rect area, int percent);
/// The camera's picture, mirrored, cut to the rectangle; nothing where there is none (false).
bool preview(const Ui& ui, Rect area);
/// A ticket's code: black on white with its quiet zone.
void qr(const Ui& ui, Rect area, std::string_view text);

// Touch -------------------------------------------------------------------------------------------------------------

struct ButtonStyle {
  Color fill = color::kPrimary;
  Color ink = color::kWhite;
  float size = 30;  ///< of the label
  bool enabled = true;
  bool selected = false;  ///< a tab or filter that is on
  bool quiet = false;     ///< outlined instead of filled
};
/// True once when it was tapped. At least kTouchUnits high and wide (checked). `id` like "##admit"; unique on the page.
/// The label may hold one line feed.
bool button(const Ui& ui, const char* id, Rect area, std::string_view words, const ButtonStyle& style = {});

/// An area that is touched as a whole, for rows and cards; draws nothing but its pressed state.
bool touch_area(const Ui& ui, const char* id, Rect area);

struct FieldStyle {
  std::string hint;  ///< shown while empty
  bool secret = false;
  bool digits = false;
  bool focus = false;  ///< give it the keyboard now (once: the frame a form opens)
  float size = 30;
};
enum class FieldEvent { none, changed, submitted };
/// One line of text, typed by keyboard and input method. At most 200 characters are kept.
/// `submitted`: Enter, never the Enter that confirms an input method's conversion.
FieldEvent text_field(const Ui& ui, const char* id, Rect area, std::string& value, const FieldStyle& style = {});

/// Keys of this frame. While a field has the keyboard only tab, back_tab and escape are told; the rest is the field's.
/// What came as a scan never gets here.
struct TypedKeys {
  std::string digits;  ///< ASCII, in order; full-width ones folded
  bool enter = false;
  bool backspace = false;
  bool tab = false;
  bool back_tab = false;
  bool escape = false;
  bool left = false;
  bool right = false;
  bool up = false;
  bool down = false;
};
TypedKeys typed_keys();
/// Keys that mean the form and not the field, told while a field has the keyboard too.
struct FormKeys {
  bool up = false;
  bool down = false;
  bool send = false;  ///< Ctrl+Enter
};
FormKeys typed_form_keys();
/// True if the text_field drawn last is the one that is typed into.
bool last_field_has_keyboard();
/// Takes the keyboard away from whatever field has it.
void leave_field();

/// Rows that scroll, also by dragging a finger. Calls `draw_row(index, row)` for the visible ones only.
/// @return index of the tapped row
struct ListStyle {
  float row_height = kTouchUnits;
  Color line = color::kLine;
};
std::optional<std::size_t> list(const Ui& ui, const char* id, Rect area, std::size_t count,
                                const std::function<void(std::size_t, Rect)>& draw_row, const ListStyle& style = {});

/// The 50-sound pad: 10 columns あ to わ, 5 rows, then 濁点 ゛ ゜ 小, 一字消す and 全部消す.
/// @return true when `value` changed. Needs at least 10 x 72 by 6 x 72 units.
bool kana_pad(const Ui& ui, const char* id, Rect area, std::string& value);
/// 0-9, one back, all clear. Needs at least 3 x 72 by 4 x 72 units.
bool number_pad(const Ui& ui, const char* id, Rect area, std::string& value, std::size_t max_digits);

/// ゛ ゜ and 小 on the last kana of a text: か -> が -> か, は -> ば / ぱ, つ -> っ. No change where there is none.
enum class KanaMark { voiced, half_voiced, small };
std::string apply_kana_mark(std::string text, KanaMark mark);

}  // namespace uketsuke
