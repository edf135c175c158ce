#include "kiosk/screens/staff_office.h"

#include "kiosk/screens/staff_parts.h"

namespace uketsuke {

namespace {

struct Entry {
  const char* id;
  const char* words;
  const char* detail;
  StaffScreen screen;
};
constexpr Entry kEntries[] = {
    {"##office_application", "office_application", "office_application_detail", StaffScreen::application},
    {"##office_mail", "office_mail", "office_mail_detail", StaffScreen::mail},
    {"##office_import", "office_import", "office_import_detail", StaffScreen::import_file},
    {"##office_drafts", "office_drafts", "office_drafts_detail", StaffScreen::drafts},
    {"##office_pending", "office_pending", "office_pending_detail", StaffScreen::pending},
    {"##office_received", "office_received", "office_received_detail", StaffScreen::received},
    {"##office_groups", "office_groups", "office_groups_detail", StaffScreen::groups},
    {"##office_papers", "office_papers", "office_papers_detail", StaffScreen::papers},
    {"##office_settings", "office_settings", "office_settings_detail", StaffScreen::settings},
};
constexpr std::size_t kColumns = 3;

}  // namespace

std::optional<Action> draw_office_screen(const Model&, const Ui& ui) {
  std::optional<Action> asked;
  constexpr float kGap = 16;
  const float width = (kStaffContent.w - kGap * (kColumns - 1)) / kColumns;
  std::size_t place = 0;
  for (const Entry& entry : kEntries) {
    const Rect area{kStaffContent.x + static_cast<float>(place % kColumns) * (width + kGap),
                    kStaffContent.y + static_cast<float>(place / kColumns) * 132, width, 116};
    ButtonStyle style;
    style.quiet = true;
    if (button(ui, entry.id, area, {}, style)) asked = action::ShowStaffScreen{entry.screen};
    TextStyle words;
    words.size = 32;
    words.bold = true;
    words.color = color::kPrimary;
    words.align = Align::center;
    label(ui, {area.x + 12, area.y + 14, area.w - 24, 48}, ui.text(entry.words), words);
    words.size = 20;
    words.bold = false;
    words.color = color::kSoftInk;
    label(ui, {area.x + 12, area.y + 66, area.w - 24, 36}, ui.text(entry.detail), words);
    ++place;
  }
  return asked;
}

}  // namespace uketsuke
