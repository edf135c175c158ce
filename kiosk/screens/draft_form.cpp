#include "kiosk/screens/draft_form.h"

#include <algorithm>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/staff_form.h"

namespace uketsuke {

namespace {

constexpr std::size_t kPeopleBesideQuestion = 6;

/// The number of the choice that is this profession; empty where none is.
std::string number_of(const Profession& profession, const std::vector<Profession>& choices) {
  if (profession.given.empty()) return {};
  auto found = std::find_if(choices.begin(), choices.end(),
                            [&](const Profession& choice) { return choice.given == profession.given; });
  if (found == choices.end() && profession.category != ProfessionCategory::other) {
    found = std::find_if(choices.begin(), choices.end(),
                         [&](const Profession& choice) { return choice.category == profession.category; });
  }
  return found == choices.end() ? std::string() : std::to_string(found - choices.begin() + 1);
}

/// 2026/1/20 10:05, to be typed over.
std::string time_text(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(civil.year) + "/" + std::to_string(civil.month) + "/" + std::to_string(civil.day) + " " +
         two(civil.hour) + ":" + two(civil.minute);
}

bool is_blank(const TypedApplicant& row) { return trim(row.name + row.furigana + row.profession + row.email).empty(); }

/// The words that were read stay where the number still means them.
void keep_words(Attendee& completed, const Attendee& read) {
  completed.role = read.role;
  completed.note = read.note;
  if (!read.profession.given.empty() && completed.profession.category == read.profession.category) {
    completed.profession.given = read.profession.given;
  }
}

}  // namespace

TypedForm form_of(const Application& application, const Model& model) {
  TypedForm form;
  form.channel = static_cast<std::size_t>(std::find(kTypedChannels.begin(), kTypedChannels.end(), Channel::email) -
                                          kTypedChannels.begin());
  if (application.received) form.date = time_text(*application.received, model.zone);
  const std::vector<Profession> choices = profession_choices(model.summary.event);
  const std::size_t people = std::min(application.attendees.size(), kMostApplicants);
  for (std::size_t i = 0; i < people; ++i) {
    const Attendee& one = application.attendees[i];
    if (form.facility.empty()) form.facility = one.facility;
    if (form.phone.empty()) form.phone = one.phone;
    form.applicants.at(i) = {one.name, one.furigana, number_of(one.profession, choices), one.email};
  }
  if (!application.questions.empty()) {
    form.question_professions = application.questions.front().professions;
    form.question = application.questions.front().text;
    std::replace(form.question.begin(), form.question.end(), '\n', ' ');
  }
  return form;
}

bool has_room_for_question(const TypedForm& form) { return shown_rows(form) <= kPeopleBesideQuestion + 1; }

std::vector<FormPlace> draft_places(const TypedForm& form) {
  using F = FormField;
  std::vector<FormPlace> places = {{F::facility, 0}, {F::date, 0}, {F::phone, 0}};
  for (std::size_t row = 0; row < shown_rows(form); ++row) {
    for (const F field : {F::name, F::furigana, F::profession, F::own_email}) places.push_back({field, row});
  }
  if (!has_room_for_question(form)) return places;
  places.push_back({F::question_professions, 0});
  places.push_back({F::question, 0});
  return places;
}

Application completed_draft(const Application& read, const TypedForm& typed, const Model& model,
                            std::vector<FormFault>& faults) {
  Application completed = application_of(typed, {&model.summary.event, model.zone, model.now}, faults);
  // The minute stands in the field, the read time to the second: a later one of the same minute is the same.
  if (read.received && typed.date == time_text(*read.received, model.zone)) completed.received = read.received;
  completed.channel = read.channel;
  completed.external_id = read.external_id;
  completed.file = read.file;
  completed.line = read.line;
  completed.notice_given = read.notice_given;
  if (completed.questions.size() == 1 && read.questions.size() == 1) {
    std::string shown = read.questions.front().text;
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    if (shown == completed.questions.front().text) completed.questions = read.questions;
  } else if (read.questions.size() > 1) {
    completed.questions = read.questions;
  }
  std::size_t next = 0;
  for (std::size_t row = 0; row < std::min(kMostApplicants, read.attendees.size()); ++row) {
    if (row > 0 && is_blank(typed.applicants.at(row))) continue;  // staff took this one out
    if (next < completed.attendees.size()) keep_words(completed.attendees[next++], read.attendees[row]);
  }
  for (std::size_t i = kMostApplicants; i < read.attendees.size(); ++i) {
    if (read.attendees[i].name.empty()) faults.push_back({{FormField::name, 0}, "draft_beyond_nameless"});
    completed.attendees.push_back(read.attendees[i]);
  }
  return completed;
}

}  // namespace uketsuke
