// What several staff screens share: the place between bar and strip, a person's status in words and icon, rows,
// choices. Thread: ui.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

/// Where a staff screen draws; above are bar and counts, below the last scans.
constexpr Rect kStaffContent{16, 124, 1248, 484};

/// Where somebody stands: colour, icon and words.
struct StatusLook {
  Icon icon = Icon::staff;
  Color color = color::kSoftInk;
  std::string words;
};
StatusLook status_look_of(const Model& model, const RegistrationRow& row, const Ui& ui);
/// Name, and below it （ふりがな） where it was given: long names stay large.
void draw_name(const RegistrationRow& row, Rect area, const Ui& ui);
/// No.12　看護師　3グループ
std::string short_facts_of(const RegistrationRow& row, const Ui& ui);
/// False for those who are inside, cancelled, declined or replaced.
bool may_be_admitted(const RegistrationRow& row);

/// 受付, or 退室 for somebody inside where the event has exits; draws nothing where neither is left to do.
/// At least kTouchUnits high and wide.
std::optional<Action> draw_admit_button(const Model& model, const RegistrationRow& row, Rect area, const Ui& ui);
void draw_status(const StatusLook& look, Rect area, float size, const Ui& ui);

/// True while a dialog of the model lies over the page: keys are not the page's then.
bool is_dialog_open(const Model& model);

/// One of a row of equally wide buttons.
struct Choice {
  const char* id = "";
  std::string words;
  bool selected = false;
  bool enabled = true;
};
/// @return index of the tapped one
std::optional<std::size_t> draw_choices(Rect row, const std::vector<Choice>& choices, const Ui& ui);

/// 医師 … in the language of the screen; long ones hold a line feed where a button may break them.
std::string profession_label(const std::string& given, ProfessionCategory category, const Ui& ui);

/// A part of a page with a thin line around it.
void draw_box(Rect area, const Ui& ui);
/// Small words over a group of fields or buttons.
void draw_caption(Rect area, const std::string& words, const Ui& ui);
/// Soft words in the middle of an area that has nothing to show.
void draw_hint(Rect area, const std::string& words, const Ui& ui);

}  // namespace uketsuke
