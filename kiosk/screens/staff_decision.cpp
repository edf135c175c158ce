#include "kiosk/screens/staff_decision.h"

#include <array>

#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

struct Reason {
  const char* id;
  const char* words;
};
using Reasons = std::array<Reason, 6>;

constexpr Reasons kAccept = {{{"##decide_0", "reason_organiser_decision"},
                              {"##decide_1", "reason_phone_call"},
                              {"##decide_2", "reason_seats_available"},
                              {"##decide_3", "reason_related_party"},
                              {"##decide_4", "reason_input_error"},
                              {"##decide_5", "reason_other"}}};
constexpr Reasons kDecline = {{{"##decide_0", "reason_no_seats"},
                               {"##decide_1", "reason_deadline"},
                               {"##decide_2", "reason_not_addressed"},
                               {"##decide_3", "reason_applied_twice"},
                               {"##decide_4", "reason_input_error"},
                               {"##decide_5", "reason_other"}}};
constexpr Reasons kCancel = {{{"##decide_0", "reason_person_said"},
                              {"##decide_1", "reason_facility_said"},
                              {"##decide_2", "reason_applied_twice"},
                              {"##decide_3", "reason_organiser_decision"},
                              {"##decide_4", "reason_input_error"},
                              {"##decide_5", "reason_other"}}};

struct Look {
  const Reasons& reasons;
  const char* title;       ///< of several
  const char* title_name;  ///< of one
  Color color;
};

Look look_of(Decision decision) {
  switch (decision) {
    case Decision::accept:
    case Decision::merge:
    case Decision::keep:
      return {kAccept, "decide_accept", "decide_accept_name", color::kWelcome};
    case Decision::decline:
      return {kDecline, "decide_decline", "decide_decline_name", color::kRefuse};
    case Decision::cancel:
      return {kCancel, "decide_cancel", "decide_cancel_name", color::kRefuse};
  }
  return {kAccept, "decide_accept", "decide_accept_name", color::kWelcome};
}

}  // namespace

std::optional<Action> draw_decision_question(const Model& model, std::optional<DecisionQuestion>& question,
                                             const Ui& ui) {
  std::optional<Action> asked;
  const Look look = look_of(question->decision);
  begin_dialog(ui, "##decide_dialog", {200, 120, 880, 480});
  TextStyle title;
  title.size = 32;
  title.bold = true;
  title.wrap = true;
  const std::string count = std::to_string(question->registrations.size());
  label(ui, {236, 136, 808, 92},
        question->name.empty() ? ui.text(look.title, {{"count", count}})
                               : ui.text(look.title_name, {{"name", question->name}}),
        title);
  TextStyle caption;
  caption.size = 22;
  caption.color = color::kSoftInk;
  label(ui, {236, 230, 808, 32}, ui.text("decide_choose"), caption);
  for (std::size_t i = 0; i < look.reasons.size(); ++i) {
    const Reason& reason = look.reasons.at(i);
    ButtonStyle style;
    style.fill = look.color;
    style.size = 28;
    style.enabled = !model.staff.busy;
    const Rect place{236 + static_cast<float>(i % 3) * 272, 270 + static_cast<float>(i / 3) * 108, 264, 100};
    if (button(ui, reason.id, place, ui.text(reason.words), style)) {
      asked = action::DecideChosen{question->decision, question->registrations, ui.text(reason.words)};
    }
  }
  ButtonStyle keep;
  keep.quiet = true;
  const bool kept = button(ui, "##decide_keep", {236, 496, 808, 84}, ui.text("decide_keep"), keep);
  if (kept || asked || typed_keys().escape) question.reset();
  end_dialog();
  return asked;
}

}  // namespace uketsuke
