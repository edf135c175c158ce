#include "kiosk/screens/application_form.h"

#include <algorithm>
#include <charconv>

#include "common/names.h"
#include "kiosk/screens/staff_form.h"

namespace uketsuke {

namespace {

constexpr const char* kSameAsAbove = "同上";

bool is_blank(const TypedApplicant& one) {
  return trim(one.name).empty() && trim(one.furigana).empty() && trim(one.profession).empty() &&
         trim(one.email).empty();
}

bool is_same_as_above(const std::string& email) {
  const std::string plain = nfkc(trim(email));
  return plain == kSameAsAbove || plain == "〃" || plain == "\"";
}

std::optional<std::size_t> number_in(const std::string& text) {
  const std::string plain = nfkc(trim(text));
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (plain.empty() || error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return number;
}

/// 10/9, 10.9, 10-9, 10月9日: month and day without a year.
bool is_yearless(const std::string& text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const std::size_t month = digits();
  if (month < 1 || month > 2) return false;
  std::string end;
  if (text.compare(at, 3, "月") == 0) {
    at += 3;
    end = "日";
  } else if (at < text.size() && std::string_view("/.-").find(text[at]) != std::string_view::npos) {
    ++at;
  } else {
    return false;
  }
  const std::size_t day = digits();
  return day >= 1 && day <= 2 && (at == text.size() || (!end.empty() && text.substr(at) == end));
}

std::optional<UtcMillis> read_past(const std::string& text, const Zone& zone, UtcMillis now) {
  const auto read = parse_any_time(text, zone);
  if (!read || read->time.value > now.value) return std::nullopt;
  return read->time;
}

Attendee attendee_of(const TypedForm& form, const TypedApplicant& typed, const std::vector<Profession>& choices) {
  Attendee attendee;
  attendee.name = trim(typed.name);
  attendee.furigana = trim(typed.furigana);
  attendee.facility = trim(form.facility);
  attendee.phone = trim(form.phone);
  attendee.email = is_same_as_above(typed.email) ? trim(form.email) : trim(typed.email);
  if (const auto number = number_in(typed.profession); number && *number >= 1 && *number <= choices.size()) {
    attendee.profession = choices[*number - 1];
  }
  return attendee;
}

void check_applicant(const TypedForm& form, std::size_t row, std::size_t choices, std::vector<FormFault>& faults) {
  const TypedApplicant& typed = form.applicants.at(row);
  if (trim(typed.name).empty()) faults.push_back({{FormField::name, row}, "application_no_name"});
  const auto number = number_in(typed.profession);
  if (trim(typed.profession).empty()) {
    faults.push_back({{FormField::profession, row}, "application_no_profession"});
  } else if (!number || *number < 1 || *number > choices) {
    faults.push_back({{FormField::profession, row}, "application_bad_profession"});
  }
  if (is_short(form) || trim(typed.email).empty()) return;
  if (is_same_as_above(typed.email)) {
    if (trim(form.email).empty()) faults.push_back({{FormField::email, 0}, "application_no_email_above"});
  } else if (typed.email.find('@') == std::string::npos && nfkc(typed.email).find('@') == std::string::npos) {
    faults.push_back({{FormField::own_email, row}, "application_bad_email"});
  }
}

}  // namespace

bool is_short(const TypedForm& form) {
  const Channel channel = kTypedChannels.at(form.channel);
  return channel == Channel::telephone || channel == Channel::desk;
}

std::string* text_at(TypedForm& form, const FormPlace& place) {
  TypedApplicant& row = form.applicants.at(place.row);
  switch (place.field) {
    case FormField::channel:
      return nullptr;
    case FormField::date:
      return &form.date;
    case FormField::facility:
      return &form.facility;
    case FormField::contact:
      return &form.contact;
    case FormField::phone:
      return &form.phone;
    case FormField::email:
      return &form.email;
    case FormField::name:
      return &row.name;
    case FormField::furigana:
      return &row.furigana;
    case FormField::profession:
      return &row.profession;
    case FormField::own_email:
      return &row.email;
    case FormField::question_professions:
      return &form.question_professions;
    case FormField::question:
      return &form.question;
  }
  return nullptr;
}

std::size_t shown_rows(const TypedForm& form) {
  std::size_t rows = 2;
  for (std::size_t i = 0; i < kMostApplicants; ++i) {
    if (!is_blank(form.applicants.at(i))) rows = std::max(rows, i + 1);
  }
  return std::min(rows + 1, kMostApplicants);
}

std::vector<FormPlace> places_of(const TypedForm& form) {
  using F = FormField;
  if (is_short(form)) {
    return {{F::channel, 0}, {F::name, 0}, {F::furigana, 0}, {F::facility, 0}, {F::profession, 0}, {F::phone, 0}};
  }
  std::vector<FormPlace> places = {{F::channel, 0}, {F::date, 0},  {F::facility, 0},
                                   {F::contact, 0}, {F::phone, 0}, {F::email, 0}};
  for (std::size_t row = 0; row < shown_rows(form); ++row) {
    for (const F field : {F::name, F::furigana, F::profession, F::own_email}) places.push_back({field, row});
  }
  places.push_back({F::question_professions, 0});
  places.push_back({F::question, 0});
  return places;
}

bool asks_postmark(const TypedForm& form, const Event& event) {
  return event.post_rule == PostRule::postmark && kTypedChannels.at(form.channel) == Channel::post;
}

std::optional<UtcMillis> read_form_date(const std::string& text, const Zone& zone, UtcMillis now) {
  const std::string plain = nfkc(trim(text));
  if (!is_yearless(plain)) return read_past(plain, zone, now);
  const int year = zone.to_civil(now).year;
  std::string date = plain;
  const std::size_t month = date.find("月");
  if (month != std::string::npos) {
    date.replace(month, 3, "/");
    if (const std::size_t day = date.find("日"); day != std::string::npos) date.erase(day);
  }
  std::replace_if(
      date.begin(), date.end(), [](char c) { return c == '.' || c == '-'; }, '/');
  if (auto now_year = read_past(std::to_string(year) + "/" + date, zone, now)) return now_year;
  return read_past(std::to_string(year - 1) + "/" + date, zone, now);
}

Application application_of(const TypedForm& form, const FormFacts& facts, std::vector<FormFault>& faults) {
  const std::vector<Profession> choices = profession_choices(*facts.event);
  Application application;
  application.channel = kTypedChannels.at(form.channel);
  if (!is_short(form)) {
    application.received = read_form_date(form.date, facts.zone, facts.now);
    if (!application.received) faults.push_back({{FormField::date, 0}, "application_bad_date"});
    application.notice_given = true;
    application.contact_person = trim(form.contact);
    const Question question{trim(form.question_professions), trim(form.question)};
    if (!question.professions.empty() || !question.text.empty()) application.questions.push_back(question);
  }
  const std::size_t rows = is_short(form) ? 1 : kMostApplicants;
  for (std::size_t row = 0; row < rows; ++row) {
    const TypedApplicant& typed = form.applicants.at(row);
    if (is_blank(typed) && row > 0) continue;
    check_applicant(form, row, choices.size(), faults);
    application.attendees.push_back(attendee_of(form, typed, choices));
    const std::string contact = trim(form.contact);
    if (!is_short(form) && !contact.empty()) application.attendees.back().note = "連絡先担当者: " + contact;
    if (is_short(form)) application.attendees.back().email.clear();
  }
  return application;
}

std::vector<const KnownFacility*> find_known(const std::vector<KnownFacility>& known, const std::string& typed,
                                             std::size_t most) {
  std::vector<const KnownFacility*> found;
  const std::string folded = fold_facility(typed);
  if (folded.empty()) return found;
  for (const bool at_beginning : {true, false}) {
    for (const KnownFacility& one : known) {
      if (found.size() == most) return found;
      const std::size_t at = one.folded.find(folded);
      if (at != std::string::npos && (at == 0) == at_beginning && one.name != typed) found.push_back(&one);
    }
  }
  return found;
}

TypedForm next_form(const TypedForm& form) {
  TypedForm fresh;
  fresh.channel = form.channel;
  fresh.date = form.date;
  return fresh;
}

}  // namespace uketsuke
