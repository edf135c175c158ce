#include "kiosk/screens/result_words.h"

#include "common/japanese_date.h"

namespace uketsuke {

namespace {

struct Kind {
  const char* words;  ///< text ids result_<words>_head and _detail
  Color background;
  Color ink;
  Icon icon;
};

Kind kind_of(ScanOutcome outcome) {
  const Kind attention{"", color::kAttention, color::kInk, Icon::attention};
  const Kind refuse{"", color::kRefuse, color::kWhite, Icon::refuse};
  const auto named = [](Kind kind, const char* words) {
    kind.words = words;
    return kind;
  };
  switch (outcome) {
    case ScanOutcome::not_a_ticket:
      return named(attention, "not_a_ticket");
    case ScanOutcome::forged:
      return {"forged", color::kRefuse, color::kWhite, Icon::staff};
    case ScanOutcome::wrong_event:
      return named(refuse, "wrong_event");
    case ScanOutcome::unknown_ticket:
      return {"unknown", color::kAttention, color::kInk, Icon::staff};
    case ScanOutcome::revoked:
      return named(refuse, "revoked");
    case ScanOutcome::cancelled:
    case ScanOutcome::declined:
      return {"application", color::kRefuse, color::kWhite, Icon::staff};
    case ScanOutcome::waitlisted:
    case ScanOutcome::pending:
    case ScanOutcome::full:
      return {"seat", color::kAttention, color::kInk, Icon::staff};
    case ScanOutcome::already_in:
      return {"already", color::kAlready, color::kWhite, Icon::already};
    case ScanOutcome::too_early:
      return named(attention, "too_early");
    case ScanOutcome::too_late:
      return named(attention, "too_late");
    case ScanOutcome::admitted:
      return {"admitted", color::kWelcome, color::kWhite, Icon::check};
    case ScanOutcome::exited:
      return {"exited", color::kWelcome, color::kWhite, Icon::check};
    case ScanOutcome::not_inside:
      return {"not_inside", color::kAttention, color::kInk, Icon::staff};
    case ScanOutcome::not_recorded:
      return {"not_recorded", color::kFault, color::kWhite, Icon::fault};
  }
  return named(refuse, "forged");
}

std::string detail_of(const Model& model, const AttendeeResult& result, const Ui& ui, const std::string& id) {
  TextValues values{{"name", result.name}, {"group", result.group}, {"title", result.other_event_title}};
  if (result.outcome == ScanOutcome::already_in && result.first_at) {
    values.emplace_back("time", format_clock(*result.first_at, model.zone));
  }
  if (result.outcome == ScanOutcome::too_early) {
    values.emplace_back("time", format_clock(model.summary.event.doors_open_at, model.zone));
  }
  if (result.outcome == ScanOutcome::admitted && !result.group.empty()) return ui.text("result_admitted_group", values);
  if (result.outcome == ScanOutcome::wrong_event && result.other_event_starts_at) {
    values.emplace_back("date", format_screen_date(*result.other_event_starts_at, model.zone));
    return ui.text("result_wrong_event_known", values);
  }
  return ui.text("result_" + id + "_detail", values);
}

}  // namespace

ResultLook look_of(const Model& model, const AttendeeResult& result, const Ui& ui) {
  const Kind kind = kind_of(result.outcome);
  std::string id = kind.words;
  ResultLook look{kind.background, kind.ink, kind.icon, {}, {}};
  if (result.outcome == ScanOutcome::not_recorded && result.staff_come) {
    id = "staff_come";
    look.icon = Icon::staff;
  }
  look.headline = ui.text("result_" + id + "_head");
  look.detail = detail_of(model, result, ui, id);
  return look;
}

}  // namespace uketsuke
