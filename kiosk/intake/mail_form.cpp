#include "kiosk/intake/mail_form.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/mail_fields.h"
#include "kiosk/intake/mail_text.h"
#include "kiosk/intake/mail_values.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMostFaults = 8;
constexpr std::size_t kLongestValue = 2000;  ///< characters, at three bytes
constexpr std::size_t kMostLines = 4000;

/// The fields of one applicant, each at most once.
struct Person {
  std::vector<const MailField*> fields;
  std::int64_t line = 0;

  [[nodiscard]] const MailField* find(MailLabel label) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const MailField* f) { return f->label == label; });
    return found == fields.end() ? nullptr : *found;
  }
  [[nodiscard]] bool is_blank() const {
    return std::all_of(fields.begin(), fields.end(), [](const MailField* f) { return f->value.empty(); });
  }
};

bool is_of_person(MailLabel label) {
  switch (label) {
    case MailLabel::name:
    case MailLabel::furigana:
    case MailLabel::email:
    case MailLabel::phone:
    case MailLabel::profession:
    case MailLabel::person:
    case MailLabel::note:
    case MailLabel::facility:
      return true;
    case MailLabel::contact_person:
    case MailLabel::facility_email:
    case MailLabel::facility_phone:
    case MailLabel::contact:
    case MailLabel::question_professions:
    case MailLabel::question:
    case MailLabel::heading:
    case MailLabel::aside:
    case MailLabel::unknown:
      return false;
  }
  return false;
}

void replace_breaks(std::string& text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
}

class FormReader {
 public:
  FormReader(const MailFields& fields, const MailFormRules& rules) : fields_(fields), rules_(rules) {
    form_.application.channel = Channel::email;
    form_.application.notice_given = fields.notice;
  }

  MailForm read() {
    for (const LooseLine& line : fields_.loose) fault(line.line, "", line.why);
    check_values();
    part_people();
    read_facility();
    read_people();
    read_questions();
    if (fields_.unsure_tail_email && form_.facility_email.empty() && lacks_email()) {
      fault(fields_.tail_line, "メール", "本文の終わりのメールアドレスが、どなたのものか分かりません");
    }
    std::stable_sort(form_.faults.begin(), form_.faults.end(),
                     [](const MailFault& a, const MailFault& b) { return a.line < b.line; });
    return std::move(form_);
  }

 private:
  void fault(std::int64_t line, std::string field, std::string why) {
    if (form_.faults.size() < kMostFaults) form_.faults.push_back({line, std::move(field), std::move(why)});
  }
  void fault(const MailField& field, std::string why) { fault(field.line, field.title, std::move(why)); }

  void check_values() {
    for (const MailField& field : fields_.fields) {
      if (field.value.size() > kLongestValue * 3) fault(field, "1つの欄が2,000文字を超えています");
      if (field.value.find("\xEF\xBF\xBD") != std::string::npos) fault(field, "文字が壊れていて読めません");
      const bool text = field.label == MailLabel::question || field.label == MailLabel::note;
      const std::string_view change = text ? std::string_view() : find_change_word(field.value);
      if (!change.empty()) fault(field, "「" + std::string(change) + "」とあります。本文を確かめてください");
    }
  }

  [[nodiscard]] std::size_t count(MailLabel label) const {
    return static_cast<std::size_t>(std::count_if(fields_.fields.begin(), fields_.fields.end(),
                                                  [&](const MailField& f) { return f.label == label; }));
  }

  // Which field is whose -----------------------------------------------------------------------------------------

  /// A person begins where the first label of the first person comes again, or where one is counted (②).
  void part_people() {
    const bool own_facilities = has_facility_each();
    const std::size_t start = find_first_person(own_facilities);
    for (std::size_t i = 0; i < fields_.fields.size(); ++i) {
      const MailField& field = fields_.fields[i];
      const bool facility = field.label == MailLabel::facility && !own_facilities;
      if (i < start || facility || !is_of_person(field.label)) {
        shared_.push_back(&field);
      } else {
        take(field);
      }
    }
    people_.erase(std::remove_if(people_.begin(), people_.end(), [](const Person& p) { return p.is_blank(); }),
                  people_.end());
    if (people_.size() > kMostMailPeople) {
      fault(people_.back().line, "", "申込者が多すぎます（1通に" + std::to_string(kMostMailPeople) + "名まで）");
      people_.resize(kMostMailPeople);
    }
  }

  /// Every person has a facility of their own: as many of these as of names, a name between any two.
  [[nodiscard]] bool has_facility_each() const {
    std::size_t names_since = 1;
    for (const MailField& field : fields_.fields) {
      if (field.label == MailLabel::name) ++names_since;
      if (field.label != MailLabel::facility) continue;
      if (names_since == 0) return false;
      names_since = 0;
    }
    return count(MailLabel::facility) > 1 && count(MailLabel::facility) == count(MailLabel::name);
  }

  [[nodiscard]] std::size_t find_first_person(bool own_facilities) {
    const std::vector<MailField>& all = fields_.fields;
    const auto begins_person = [&](const MailField& field) {
      return field.label == MailLabel::name || field.label == MailLabel::furigana || field.label == MailLabel::person ||
             field.label == MailLabel::profession || (own_facilities && field.label == MailLabel::facility);
    };
    std::size_t first = static_cast<std::size_t>(std::find_if(all.begin(), all.end(), begins_person) - all.begin());
    std::size_t email = first;
    for (std::size_t i = 0; i < first; ++i) {
      if (all[i].label == MailLabel::email) email = std::min(email, i);
    }
    if (email == first) return first;
    const std::size_t names = count(MailLabel::name);
    if (names > 1 && count(MailLabel::email) == names) {
      fault(all[email], "このメールアドレスが、事業所のものか申込者のものか分かりません");
    }
    return first;
  }

  void take(const MailField& field) {
    const bool blank = people_.empty() || people_.back().fields.empty();
    if (field.label == MailLabel::person) {
      if (people_.empty() || !blank) people_.push_back({{}, field.line});
      return;
    }
    if (people_.empty()) people_.push_back({{}, field.line});
    if (leading_ == MailLabel::unknown) leading_ = field.label;
    Person* person = &people_.back();
    const bool again = person->find(field.label) != nullptr;
    if (!person->fields.empty() && (field.label == leading_ || (field.numbered && again))) {
      people_.push_back({{}, field.line});
      person = &people_.back();
    } else if (again) {
      fault(field, "申込者の欄が重なっています（" + field.title + "が2つ）。どなたのものか分かりません");
    }
    if (person->fields.empty()) person->line = field.line;
    person->fields.push_back(&field);
  }

  // The facility -------------------------------------------------------------------------------------------------

  /// The value of a field that the form has once; two that differ are a fault.
  const MailField* find_shared(MailLabel label) {
    const MailField* found = nullptr;
    for (const MailField* field : shared_) {
      if (field->label != label || field->value.empty()) continue;
      if (found != nullptr && fold_name(found->value) != fold_name(field->value)) {
        fault(*field, "「" + field->title + "」が2つあります");
      }
      if (found == nullptr) found = field;
    }
    return found;
  }

  std::string shared_text(MailLabel label) {
    const MailField* field = find_shared(label);
    std::string text = field == nullptr ? std::string() : field->value;
    replace_breaks(text);
    if (field != nullptr && is_ditto(text)) fault(*field, "「" + text + "」の元になる欄がありません");
    return says_none(text) ? std::string() : text;
  }

  std::string address_of(const MailField& field) {
    const std::optional<std::string> address = read_mail_address(without_remark(field.value));
    if (!address) fault(field, "メールアドレスとして読めません: 「" + shortened(field.value, 90) + "」");
    return address.value_or(std::string());
  }
  std::string phone_of(const MailField& field) {
    const std::optional<std::string> phone = read_mail_phone(field.value);
    if (!phone) fault(field, "電話番号として読めません: 「" + shortened(field.value, 90) + "」");
    return phone.value_or(std::string());
  }
  static std::string without_remark(const std::string& value) { return trim(value.substr(0, value.find("※"))); }

  void read_facility() {
    form_.facility = shared_text(MailLabel::facility);
    form_.contact_person = shared_text(MailLabel::contact_person);
    for (const MailLabel label : {MailLabel::facility_email, MailLabel::email, MailLabel::contact}) {
      const MailField* field = find_shared(label);
      const bool phone = label == MailLabel::contact && field != nullptr && field->value.find('@') == std::string::npos;
      if (field == nullptr || phone) continue;
      const std::string address = address_of(*field);
      if (!form_.facility_email.empty() && !address.empty() &&
          fold_email(address) != fold_email(form_.facility_email)) {
        fault(*field, "事業所のメールアドレスが2つあります");
      }
      if (form_.facility_email.empty()) form_.facility_email = address;
    }
    for (const MailLabel label : {MailLabel::facility_phone, MailLabel::phone, MailLabel::contact}) {
      const MailField* field = find_shared(label);
      const bool email = label == MailLabel::contact && field != nullptr && field->value.find('@') != std::string::npos;
      if (field == nullptr || email) continue;
      const std::string phone = phone_of(*field);
      if (form_.facility_phone.empty()) form_.facility_phone = phone;
    }
  }

  // The people ---------------------------------------------------------------------------------------------------

  void read_people() {
    for (const Person& person : people_) {
      Attendee attendee;
      read_name(person, attendee);
      attendee.facility = read_own(person, MailLabel::facility, form_.facility, &Attendee::facility);
      attendee.profession = read_profession(person);
      attendee.email = read_email(person);
      attendee.phone = form_.facility_phone;
      if (const MailField* phone = person.find(MailLabel::phone); phone != nullptr && !is_ditto(phone->value)) {
        const std::string own = phone_of(*phone);
        if (!own.empty()) attendee.phone = own;
      }
      if (const MailField* note = person.find(MailLabel::note); note != nullptr) attendee.note = note->value;
      form_.application.attendees.push_back(std::move(attendee));
    }
    if (people_.empty()) {
      const auto name = std::find_if(fields_.fields.begin(), fields_.fields.end(),
                                     [](const MailField& f) { return f.label == MailLabel::name; });
      const bool none = name == fields_.fields.end();
      fault(none ? 0 : name->line, none ? "氏名（ふりがな）" : name->title,
            none ? "「氏名：」の行がありません" : "氏名がありません");
      return;
    }
    form_.application.line = people_.front().line;
    form_.application.contact_person = form_.contact_person;
    add_to_note("連絡担当者：" + form_.contact_person, !form_.contact_person.empty());
    if (const MailField* note = find_shared(MailLabel::note)) add_to_note(note->value, true);
  }

  void add_to_note(const std::string& words, bool wanted) {
    if (!wanted || form_.application.attendees.empty()) return;
    std::string& note = form_.application.attendees.front().note;
    note += (note.empty() ? "" : " ／ ") + words;
  }

  void read_name(const Person& person, Attendee& attendee) {
    const MailField* field = person.find(MailLabel::name);
    if (field == nullptr || field->value.empty()) {
      fault(field == nullptr ? person.line : field->line, field == nullptr ? "氏名（ふりがな）" : field->title,
            std::to_string(form_.application.attendees.size() + 1) + "人目の申込者の氏名がありません");
      return;
    }
    const Result<MailName> name = read_mail_name(field->value);
    if (!name) {
      fault(*field, name.error().what + ": 「" + shortened(field->value, 90) + "」");
      return;
    }
    attendee.name = name->name;
    attendee.furigana = name->furigana;
    const MailField* furigana = person.find(MailLabel::furigana);
    if (furigana == nullptr || says_none(furigana->value)) return;
    if (!attendee.furigana.empty() && fold_kana(attendee.furigana) != fold_kana(furigana->value)) {
      fault(*furigana, "ふりがなが2つあり、違っています");
    }
    attendee.furigana = furigana->value;
    replace_breaks(attendee.furigana);
  }

  /// The person's own value; 「同上」 is the one of the person before, else the facility's.
  std::string read_own(const Person& person, MailLabel label, const std::string& shared, std::string Attendee::*place) {
    const MailField* field = person.find(label);
    if (field == nullptr || says_none(field->value)) return shared;
    if (!is_ditto(field->value)) {
      std::string text = field->value;
      replace_breaks(text);
      return text;
    }
    const std::vector<Attendee>& before = form_.application.attendees;
    const std::string same = before.empty() ? shared : before.back().*place;
    if (same.empty()) fault(*field, "「" + field->value + "」の元になる欄がありません");
    return same;
  }

  Profession read_profession(const Person& person) {
    Profession profession;
    const MailField* field = person.find(MailLabel::profession);
    if (field == nullptr || says_none(field->value)) return profession;
    const std::vector<Attendee>& before = form_.application.attendees;
    if (is_ditto(field->value)) {
      if (before.empty() || before.back().profession.given.empty())
        fault(*field, "「" + field->value + "」の元になる職種がありません");
      return before.empty() ? profession : before.back().profession;
    }
    profession.given = field->value;
    replace_breaks(profession.given);
    if (field->value.size() > 180) fault(*field, "職種として長すぎます");
    if (rules_.professions == nullptr) return profession;
    const auto found = rules_.professions->find(profession.given);
    profession.category = found.profession.category;
    std::vector<std::string>& unknown = form_.unknown_professions;
    if (!found.known && std::find(unknown.begin(), unknown.end(), profession.given) == unknown.end()) {
      unknown.push_back(profession.given);
    }
    return profession;
  }

  /// 「同上」 is the facility's, as the form says; 〃 is the line above, where a person before has one of their own.
  /// Without such a word the facility's is not meant: nobody asked for mails to go there.
  std::string read_email(const Person& person) {
    const MailField* field = person.find(MailLabel::email);
    if (field == nullptr || says_none(without_remark(field->value))) return {};
    if (!is_ditto(without_remark(field->value))) return address_of(*field);
    const std::vector<Attendee>& before = form_.application.attendees;
    const std::string above = before.empty() ? std::string() : before.back().email;
    const bool line_above = nfkc(field->value).find("同上") == std::string::npos;
    std::string same = line_above || form_.facility_email.empty() ? above : form_.facility_email;
    if (same.empty()) same = form_.facility_email;
    if (same.empty()) fault(*field, "「" + field->value + "」の元になるメールアドレスがありません");
    return same;
  }

  [[nodiscard]] bool lacks_email() const {
    return std::any_of(form_.application.attendees.begin(), form_.application.attendees.end(),
                       [](const Attendee& a) { return a.email.empty(); });
  }

  // Questions ----------------------------------------------------------------------------------------------------

  void read_questions() {
    const MailField* professions = nullptr;
    for (const MailField& field : fields_.fields) {
      if (field.label == MailLabel::question_professions) {
        if (professions != nullptr) close_question(professions, nullptr);
        professions = &field;
      } else if (field.label == MailLabel::question && !(field.value.empty() && professions == nullptr)) {
        close_question(professions, &field);
        professions = nullptr;
      }
    }
    if (professions != nullptr) close_question(professions, nullptr);
  }

  void close_question(const MailField* professions, const MailField* text) {
    Question question;
    const std::optional<std::string> asked =
        professions == nullptr ? std::optional<std::string>("") : read_asked_professions(professions->value);
    const bool no_text = text == nullptr || says_none(text->value);
    if (!asked && !no_text) {
      fault(*professions, "聞いてみたい職種が選ばれていません（すべての職種が並んだままです）");
    }
    question.professions = says_none(asked.value_or("")) ? std::string() : *asked;
    if (no_text) {
      if (!question.professions.empty())
        add_to_note("聞いてみたい職種：" + question.professions + "（内容なし）", true);
      return;
    }
    question.text = text->value;
    form_.application.questions.push_back(std::move(question));
  }

  const MailFields& fields_;
  const MailFormRules& rules_;
  MailForm form_;
  std::vector<const MailField*> shared_;
  std::vector<Person> people_;
  MailLabel leading_ = MailLabel::unknown;
};

bool has_form_label(const MailFields& fields) {
  return std::any_of(fields.fields.begin(), fields.fields.end(), [](const MailField& field) {
    return field.label == MailLabel::name || field.label == MailLabel::profession ||
           field.label == MailLabel::question_professions ||
           (field.label == MailLabel::facility && field.title.find("事業所名") != std::string::npos);
  });
}

std::vector<MailLine> lines_where(const std::vector<MailLine>& lines, bool quoted) {
  std::vector<MailLine> some;
  for (const MailLine& line : lines) {
    if (line.quoted == quoted) some.push_back(line);
  }
  return some;
}

/// Quoted lines without their marks, to see whether the form stands there.
std::vector<MailLine> unmarked(std::vector<MailLine> lines) {
  for (MailLine& line : lines) {
    while (!line.text.empty() && (line.text[0] == '>' || line.text[0] == '|' || line.text[0] == ' '))
      line.text.erase(0, 1);
    if (line.text.rfind("＞", 0) == 0) line.text = trim(line.text.substr(std::string_view("＞").size()));
  }
  return lines;
}

std::vector<MailLine> quoted_lines(const std::vector<MailLine>& lines) {
  std::vector<MailLine> quoted = unmarked(lines_where(lines, true));
  if (quoted.size() > kMostLines) quoted.resize(kMostLines);
  return quoted;
}

/// Names that the quoted part has and the form does not: of an older mail, or a form that was cut in two.
std::vector<std::string> find_quoted_names(const std::vector<MailLine>& lines, const MailForm& form) {
  std::vector<std::string> names;
  const MailFields quoted = read_mail_fields(quoted_lines(lines));
  for (const MailField& field : quoted.fields) {
    if (field.label != MailLabel::name || field.value.empty()) continue;
    const Result<MailName> name = read_mail_name(field.value);
    const std::string words = name ? name->name : shortened(field.value, 90);
    const std::vector<Attendee>& taken = form.application.attendees;
    const bool known = std::any_of(taken.begin(), taken.end(), [&words](const Attendee& person) {
      return fold_name(person.name) == fold_name(words);
    });
    if (!known) names.push_back(words);
  }
  return names;
}

}  // namespace

MailForm read_mail_form(std::string_view text, const MailFormRules& rules) {
  const std::vector<MailLine> lines = split_mail_lines(text, rules.is_forwarded);
  std::vector<MailLine> own = lines_where(lines, false);
  const bool too_long = own.size() > kMostLines;
  if (too_long) own.resize(kMostLines);
  const MailFields fields = read_mail_fields(own);
  if (!has_form_label(fields)) {
    MailForm none;
    none.only_quoted = has_form_label(read_mail_fields(quoted_lines(lines)));
    return none;
  }
  MailForm form = FormReader(fields, rules).read();
  form.has_form = true;
  form.quoted_names = find_quoted_names(lines, form);
  if (too_long) form.faults.push_back({own.back().number, "", "本文が長すぎます"});
  return form;
}

}  // namespace uketsuke
