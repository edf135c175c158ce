// See paper_words.h.
#include "kiosk/screens/paper_words.h"

#include <string>
#include <vector>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr float kLine = kTouchUnits + 36;  ///< a field and its caption
constexpr float kGap = 12;

/// A field that is typed into.
struct WordField {
  const char* id;
  const char* words;  ///< text id; with _hint behind it what an empty field means
  std::string PaperWords::*text;
  int line = 0;
  int column = 0;
  bool half = false;  ///< beside another one
};

/// Something that is on or off.
struct WordSwitch {
  const char* id;
  const char* words;
  bool PaperWords::*on;
  int line = 0;
};

struct PaperForm {
  std::vector<WordField> fields;
  std::vector<WordSwitch> switches;
};

PaperForm form_of(PaperKind kind) {
  using W = PaperWords;
  if (kind == PaperKind::certificates) {
    return {{{"##paper_first_number", "paper_first_number", &W::first_number, 0, 0, true},
             {"##paper_issued_on", "paper_issued_on", &W::issued_on, 0, 1, true},
             {"##paper_representative", "paper_representative", &W::representative, 1}},
            {{"##paper_care_manager_numbers", "paper_care_manager_numbers", &W::care_manager_numbers, 2}}};
  }
  if (kind == PaperKind::result_report) {
    return {{{"##paper_questionnaires", "paper_questionnaires", &W::questionnaires, 0},
             {"##paper_remarks", "paper_remarks", &W::remarks, 1}},
            {}};
  }
  if (kind == PaperKind::year_report) return {{}, {{"##paper_never_came", "paper_never_came", &W::never_came, 0}}};
  return {};
}

Rect place_of(const WordField& field, Rect area) {
  const float half = (area.w - kGap) / 2;
  const float width = field.half ? half : area.w;
  return {area.x + static_cast<float>(field.column) * (half + kGap), area.y + static_cast<float>(field.line) * kLine,
          width, kTouchUnits};
}

}  // namespace

bool draw_paper_words(PaperKind kind, PaperWords& words, Rect area, const Ui& ui) {
  const PaperForm form = form_of(kind);
  for (const WordField& field : form.fields) {
    const Rect place = place_of(field, area);
    draw_caption({place.x + 4, place.y - 24, place.w - 4, 24}, ui.text(field.words), ui);
    FieldStyle style;
    style.size = 24;
    style.hint = ui.text(std::string(field.words) + "_hint");
    text_field(ui, field.id, place, words.*field.text, style);
  }
  for (const WordSwitch& one : form.switches) {
    ButtonStyle style;
    style.quiet = true;
    style.size = 22;
    style.selected = words.*one.on;
    const Rect place{area.x, area.y + static_cast<float>(one.line) * kLine, area.w, kTouchUnits};
    if (button(ui, one.id, place, ui.text(one.words), style)) words.*one.on = !(words.*one.on);
    if (words.*one.on) icon(ui, {place.x + 12, place.y + 16, 40, 40}, Icon::check, color::kWhite);
  }
  return !form.fields.empty() || !form.switches.empty();
}

}  // namespace uketsuke
