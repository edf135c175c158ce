#include "kiosk/screens/staff_application.h"

#include <algorithm>
#include <string>

#include "common/names.h"
#include "kiosk/screens/staff_form.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr std::size_t kMostSuggestions = 6;
constexpr float kLeft = 16;
constexpr float kLeftWidth = 452;
constexpr float kRight = 484;
constexpr float kFieldHeight = 34;
constexpr Rect kSend{kLeft, 536, kLeftWidth, kTouchUnits};

void go_to(ApplicationScreenState& state, FormPlace place) {
  go_to(static_cast<FormKeyboard&>(state), place);
  state.suggestion.reset();
}

void step(ApplicationScreenState& state, int by) {
  step(state, places_of(state.typed), by);
  state.suggestion.reset();
}

/// Enter in an empty name after the first ends the list of applicants.
bool ends_applicants(const ApplicationScreenState& state) {
  return state.place.field == FormField::name && state.place.row > 0 &&
         trim(state.typed.applicants.at(state.place.row).name).empty();
}

void begin_form(ApplicationScreenState& state, const Model& model) {
  const bool first = !state.begun;
  const TypedForm kept = next_form(state.typed);
  if (!first) leave_field();  // it would put its old text back
  state = {};
  state.begun = true;
  state.form = model.staff.application.form;
  state.typed = kept;
  if (first) {
    const CivilTime today = model.zone.to_civil(model.now);
    state.typed.date = std::to_string(today.year) + "/" + std::to_string(today.month) + "/" + std::to_string(today.day);
  }
  go_to(state, {is_short(state.typed) ? FormField::name : FormField::facility, 0});
}

void take_known(ApplicationScreenState& state, const KnownFacility& known) {
  leave_field();
  state.typed.facility = known.name;
  if (state.typed.contact.empty()) state.typed.contact = known.contact;
  if (state.typed.email.empty()) state.typed.email = known.email;
  if (state.typed.phone.empty()) state.typed.phone = known.phone;
  step(state, 1);
}

/// One field; it may take the keyboard, or have been given it by a touch.
void draw_field(ApplicationScreenState& state, const FormPlace& place, Rect area, bool focus_due, FormTold& told,
                const Ui& ui) {
  const FormPlace before = state.place;
  draw_form_field(state, place, area, {}, focus_due, told, ui);
  if (!(state.place == before)) state.suggestion.reset();
}

void draw_small(Rect area, const std::string& words, const Ui& ui) {
  TextStyle style;
  style.size = 16;
  style.color = color::kSoftInk;
  label(ui, area, words, style);
}

struct Drawing {
  const Model& model;
  ApplicationScreenState& state;
  bool focus_due = false;
  FormTold told;
  const Ui& ui;

  void field(FormPlace place, Rect area, const std::string& caption) {
    draw_small({area.x + 2, area.y, area.w, 18}, caption, ui);
    draw_field(state, place, {area.x, area.y + 19, area.w, kFieldHeight}, focus_due, told, ui);
  }
};

/// 1 FAX, 2 郵送 …: by number, arrow or touch.
void draw_channels(Drawing& draw, float y) {
  ApplicationScreenState& state = draw.state;
  const bool here = state.place.field == FormField::channel;
  draw_small({kLeft + 2, y, kLeftWidth, 18}, draw.ui.text("application_channel"), draw.ui);
  const float width = (kLeftWidth - 4 * 6) / static_cast<float>(kTypedChannels.size());
  for (std::size_t i = 0; i < kTypedChannels.size(); ++i) {
    const Rect area{kLeft + static_cast<float>(i) * (width + 6), y + 19, width, kTouchUnits};
    ButtonStyle style;
    style.quiet = true;
    style.size = 22;
    style.selected = state.typed.channel == i;
    const std::string id = "##application_channel_" + std::to_string(i);
    const std::string words =
        std::to_string(i + 1) + "\n" + draw.ui.text("channel_" + std::string(word(kTypedChannels.at(i))));
    if (button(draw.ui, id.c_str(), area, words, style)) {
      state.typed.channel = i;
      go_to(state, {FormField::channel, 0});
    }
  }
  if (!here) return;
  outline(draw.ui, {kLeft - 4, y + 15, kLeftWidth + 8, kTouchUnits + 8}, color::kPractice, 4, 10);
}

void choose_channel(ApplicationScreenState& state, const TypedKeys& keys) {
  for (const char digit : keys.digits) {
    const auto index = static_cast<std::size_t>(digit - '1');
    if (digit >= '1' && index < kTypedChannels.size()) state.typed.channel = index;
  }
  if (keys.left && state.typed.channel > 0) --state.typed.channel;
  if (keys.right && state.typed.channel + 1 < kTypedChannels.size()) ++state.typed.channel;
}

void draw_form_fields(Drawing& draw) {
  const float half = (kLeftWidth - 8) / 2;
  const Ui& ui = draw.ui;
  const bool brief = is_short(draw.state.typed);
  draw_channels(draw, 122);
  float y = 218;
  if (!brief) {
    const char* date =
        asks_postmark(draw.state.typed, draw.model.summary.event) ? "application_postmark" : "application_received";
    draw.field({FormField::date, 0}, {kLeft, y, half, 53}, ui.text(date));
    draw.field({FormField::contact, 0}, {kLeft, y + 108, half, 53}, ui.text("application_contact"));
    draw.field({FormField::email, 0}, {kLeft, y + 162, kLeftWidth, 53}, ui.text("application_email"));
    draw.field({FormField::question_professions, 0}, {kRight, 482, 300, 53}, ui.text("application_to_whom"));
    draw.field({FormField::question, 0}, {kRight + 308, 482, 472, 53}, ui.text("application_question"));
  }
  draw.field({FormField::facility, 0}, {kLeft, y + 54, kLeftWidth, 53}, ui.text("application_facility"));
  const float phone = brief ? kLeft : kLeft + half + 8;
  draw.field({FormField::phone, 0}, {phone, y + 108, half, 53}, ui.text("application_phone"));
}

/// The number and, beside it, what it means.
void draw_profession(Drawing& draw, FormPlace place, Rect area) {
  draw_field(draw.state, place, {area.x, area.y, 54, area.h}, draw.focus_due, draw.told, draw.ui);
  const std::vector<Profession> choices = profession_choices(draw.model.summary.event);
  const std::string& number = draw.state.typed.applicants.at(place.row).profession;
  std::size_t index = 0;
  for (const char c : nfkc(number)) index = c >= '0' && c <= '9' ? index * 10 + static_cast<std::size_t>(c - '0') : 99;
  TextStyle style;
  style.size = 19;
  const bool known = index >= 1 && index <= choices.size();
  if (known) label(draw.ui, {area.x + 60, area.y, area.w - 60, area.h}, choices[index - 1].given, style);
}

void draw_applicants(Drawing& draw) {
  const Ui& ui = draw.ui;
  const bool brief = is_short(draw.state.typed);
  const float columns[] = {kRight + 28, kRight + 212, kRight + 396, kRight + 586};
  const char* titles[] = {"application_name", "application_furigana", "application_profession",
                          "application_own_email"};
  for (std::size_t i = 0; i < (brief ? 3U : 4U); ++i) {
    draw_small({columns[i] + 2, 120, 180, 18}, ui.text(titles[i]), ui);
  }
  const std::size_t rows = brief ? 1 : shown_rows(draw.state.typed);
  for (std::size_t row = 0; row < rows; ++row) {
    const float y = 139 + static_cast<float>(row) * kFieldHeight;
    TextStyle number;
    number.size = 19;
    number.align = Align::center;
    label(ui, {kRight, y, 24, kFieldHeight}, std::to_string(row + 1), number);
    draw_field(draw.state, {FormField::name, row}, {columns[0], y, 180, kFieldHeight - 2}, draw.focus_due, draw.told,
               ui);
    draw_field(draw.state, {FormField::furigana, row}, {columns[1], y, 180, kFieldHeight - 2}, draw.focus_due,
               draw.told, ui);
    draw_profession(draw, {FormField::profession, row}, {columns[2], y, 186, kFieldHeight - 2});
    if (brief) continue;
    draw_field(draw.state, {FormField::own_email, row}, {columns[3], y, 194, kFieldHeight - 2}, draw.focus_due,
               draw.told, ui);
  }
}

/// 1 医師　2 歯科医師 …
void draw_legend(const Model& model, const Ui& ui) {
  const std::vector<Profession> choices = profession_choices(model.summary.event);
  constexpr std::size_t kColumns = 5;
  TextStyle style;
  style.size = 17;
  const std::size_t lines = (choices.size() + kColumns - 1) / kColumns;
  const float height = lines > 3 ? 66.0F / static_cast<float>(lines) : 22.0F;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    label(
        ui,
        {kRight + static_cast<float>(i % kColumns) * 156, 540 + static_cast<float>(i / kColumns) * height, 152, height},
        std::to_string(i + 1) + " " + choices[i].given, style);
  }
}

/// Over the fields below: what begins so or holds it; arrows and Enter, or a touch.
void draw_suggestions(const std::vector<const KnownFacility*>& found, ApplicationScreenState& state, const Ui& ui) {
  if (found.empty()) return;
  const float row = 38;
  const Rect area{kLeft, 218 + 54 + 19 + kFieldHeight + 2, kLeftWidth, row * static_cast<float>(found.size()) + 8};
  fill(ui, area, color::kWhite, 8);
  outline(ui, area, color::kPrimary, 3, 8);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Rect line{area.x + 4, area.y + 4 + row * static_cast<float>(i), area.w - 8, row};
    if (state.suggestion == i) fill(ui, line, color::kSelected, 6);
    TextStyle style;
    style.size = 22;
    label(ui, inset(line, 4), found[i]->name, style);
  }
}

void draw_outcome(const Model& model, const ApplicationScreenState& state, const Ui& ui) {
  const ApplicationView& view = model.staff.application;
  TextStyle style;
  style.size = 20;
  style.bold = true;
  style.wrap = true;
  const Rect area{kLeft, 436, kLeftWidth, 96};
  if (!state.faults.empty()) {
    style.color = color::kRefuse;
    label(ui, area, ui.text(state.faults.front().text_id), style);
    return;
  }
  if (!view.done) {
    style.bold = false;
    style.size = 18;
    style.color = color::kSoftInk;
    label(ui, area, ui.text("application_keys"), style);
    return;
  }
  std::string words = ui.text("application_taken", {{"count", std::to_string(view.taken)}});
  for (const TakenPerson& one : view.done->people) {
    words += "　" + std::to_string(one.number) + " " + one.name + " " +
             ui.text("application_status_" + std::string(word(one.status)));
    if (one.late) words += ui.text("application_late");
    if (one.suspected_duplicate) words += ui.text("application_duplicate");
  }
  style.color = color::kWelcome;
  label(ui, area, words, style);
}

std::optional<Action> take(const Model& model, ApplicationScreenState& state) {
  if (model.staff.busy) return std::nullopt;
  state.faults.clear();
  Application application = application_of(state.typed, {&model.summary.event, model.zone, model.now}, state.faults);
  if (state.faults.empty()) return action::SubmitApplication{std::move(application)};
  go_to(state, state.faults.front().place);
  return std::nullopt;
}

/// Arrows choose a suggestion; @return true if Enter took one
bool follow_suggestions(const std::vector<const KnownFacility*>& found, ApplicationScreenState& state,
                        const FormKeys& keys, bool entered) {
  if (found.empty()) {
    state.suggestion.reset();
    return false;
  }
  if (keys.down) state.suggestion = state.suggestion ? std::min(*state.suggestion + 1, found.size() - 1) : 0;
  if (keys.up && state.suggestion) {
    state.suggestion = *state.suggestion == 0 ? std::nullopt : std::optional(*state.suggestion - 1);
  }
  if (!entered || !state.suggestion) return false;
  take_known(state, *found[std::min(*state.suggestion, found.size() - 1)]);
  return true;
}

/// 同上 by one key: "=" (or 〃) in an applicant's e-mail.
bool take_same_as_above(ApplicationScreenState& state) {
  if (state.place.field != FormField::own_email) return false;
  std::string& email = state.typed.applicants.at(state.place.row).email;
  if (email != "=" && email != "＝" && email != "〃") return false;
  leave_field();
  email = "同上";
  step(state, 1);
  return true;
}

/// What Enter comes to where the keyboard is.
std::optional<Action> enter(const Model& model, ApplicationScreenState& state) {
  if (ends_applicants(state)) {
    go_to(state, {FormField::question_professions, 0});
    return std::nullopt;
  }
  const std::vector<FormPlace> places = places_of(state.typed);
  if (state.place == places.back()) return take(model, state);
  step(state, 1);
  return std::nullopt;
}

}  // namespace

std::optional<Action> draw_application_screen(const Model& model, ApplicationScreenState& state, const Ui& ui) {
  if (!state.begun || state.form != model.staff.application.form) begin_form(state, model);
  const bool keys_are_ours = !is_dialog_open(model);
  const TypedKeys keys = keys_are_ours ? typed_keys() : TypedKeys{};
  const FormKeys form_keys = keys_are_ours ? typed_form_keys() : FormKeys{};
  if (keys.tab) step(state, 1);
  if (keys.back_tab) step(state, -1);
  const bool focus_due = begin_fields(state, keys_are_ours);
  if (focus_due && state.place.field == FormField::channel) leave_field();
  Drawing draw{model, state, focus_due, {}, ui};
  draw_form_fields(draw);
  draw_applicants(draw);
  draw_legend(model, ui);
  draw_outcome(model, state, ui);
  ButtonStyle send;
  send.fill = color::kWelcome;
  send.enabled = !model.staff.busy;
  if (button(ui, "##application_send", kSend, ui.text("application_send"), send)) return take(model, state);

  std::vector<const KnownFacility*> found;
  if (state.place.field == FormField::facility && state.settling == 0) {
    found = find_known(model.staff.application.known, state.typed.facility, kMostSuggestions);
  }
  draw_suggestions(found, state, ui);
  const bool on_channel = state.place.field == FormField::channel && state.settling == 0;
  if (on_channel && keys_are_ours) choose_channel(state, keys);
  if (follow_suggestions(found, state, form_keys, draw.told.entered && !form_keys.send)) return std::nullopt;
  if (draw.told.changed && take_same_as_above(state)) return std::nullopt;
  if (form_keys.send) return take(model, state);
  if (draw.told.entered || (on_channel && keys.enter)) return enter(model, state);
  return look_up_readings(state, model.staff.office.readings);
}

}  // namespace uketsuke
