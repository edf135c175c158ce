// Who gets one, and its words.

#include "kiosk/output/letters.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/output/certificates.h"
#include "kiosk/output/list_words.h"
#include "kiosk/output/mail_draft.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr std::array<LetterKind, 4> kAllKinds = {LetterKind::accepted, LetterKind::waitlisted, LetterKind::declined,
                                                 LetterKind::reminder};
constexpr std::array<std::string_view, 14> kPlaceholders = {"addressee", "date",        "sender",  "title",  "theme",
                                                            "when",      "doors",       "venue",   "count",  "people",
                                                            "organiser", "secretariat", "contact", "tickets"};

using Values = std::map<std::string, std::string, std::less<>>;

/// "山田 太郎 様" also of one who was given with 様.
std::string with_sama(std::string name) {
  name = trim(name);
  constexpr std::string_view kSama = "様";
  while (name.size() > kSama.size() && name.compare(name.size() - kSama.size(), kSama.size(), kSama) == 0) {
    name = trim(name.substr(0, name.size() - kSama.size()));
  }
  return name + " 様";
}

std::string addressee_of(const LetterReader& reader) {
  if (reader.facility.empty()) return with_sama(reader.person);
  return clean_text(reader.facility) + " 御中\n" + (reader.person.empty() ? "ご担当者様" : with_sama(reader.person));
}

std::string people_of(const LetterReader& reader) {
  std::string lines;
  for (const RegistrationRow& row : reader.people) {
    const std::string& profession = row.attendee.profession.given;
    lines += (lines.empty() ? "" : "\n") + ("　" + with_sama(clean_text(row.attendee.name))) +
             (profession.empty() ? "" : "（" + clean_text(profession) + "）") + "　受付番号 " +
             std::to_string(row.number);
  }
  return lines;
}

std::string tickets_of(const LetterReader& reader) {
  const auto count = std::count_if(reader.people.begin(), reader.people.end(),
                                   [](const RegistrationRow& row) { return !row.ticket.empty(); });
  return count == 0 ? std::string() : "　受付票（" + std::to_string(count) + "名様分）をお送りします。";
}

/// 午後6時30分～午後8時30分 without how long it is: that is for certificates.
std::string when_of(const PaperOccasion& occasion) {
  const std::string when = certificate_when(occasion.event, occasion.zone);
  const std::size_t hours = when.rfind("（");
  if (!occasion.event.ends_at || hours == std::string::npos) return when + (occasion.event.ends_at ? "" : "～");
  return when.substr(0, hours);
}

Values values_of(const LetterReader& reader, const PaperOccasion& occasion) {
  const Event& event = occasion.event;
  const std::string date = format_screen_date(occasion.made_at, occasion.zone);
  const std::string doors =
      event.doors_open_at < event.starts_at ? format_letter_clock(event.doors_open_at, occasion.zone) : "";
  return {
      {"addressee", addressee_of(reader)},
      {"date", date.substr(0, date.find("（"))},
      {"sender", event.secretariat.empty() ? event.organiser : event.organiser + "\n（事務局）" + event.secretariat},
      {"title", event.title},
      {"theme", event.theme},
      {"when", when_of(occasion)},
      {"doors", doors},
      {"venue", event.venue},
      {"count", std::to_string(reader.people.size())},
      {"people", people_of(reader)},
      {"organiser", event.organiser},
      {"secretariat", event.secretariat},
      {"contact", trim(event.contact)},
      {"tickets", tickets_of(reader)}};
}

/// One line filled; none where all that it would say is empty.
std::optional<std::string> fill_line(std::string_view line, const Values& values) {
  std::string filled;
  bool any = false;
  bool any_said = false;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t open = std::min(line.find('{', at), line.size());
    filled += line.substr(at, open - at);
    if (open == line.size()) break;
    const std::size_t close = line.find('}', open);
    const auto value = values.find(line.substr(open + 1, close - open - 1));
    any = true;
    any_said = any_said || !value->second.empty();
    filled += value->second;
    at = close + 1;
  }
  if (any && !any_said) return std::nullopt;
  return filled;
}

/// Every {word} is one that is known. @return what is wrong, or empty
std::string find_fault(std::string_view line) {
  for (std::size_t at = 0; (at = line.find('{', at)) != std::string_view::npos; ++at) {
    const std::size_t close = line.find('}', at);
    if (close == std::string_view::npos) return "a { without its }";
    const std::string_view name = line.substr(at + 1, close - at - 1);
    const bool known = std::find(kPlaceholders.begin(), kPlaceholders.end(), name) != kPlaceholders.end();
    if (!known) return "{" + std::string(name) + "} is not known";
  }
  return {};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    start = end + 1;
  }
  return lines;
}

/// One that the people share, else the first there is.
std::string address_of(const std::vector<RegistrationRow>& people) {
  std::map<std::string, std::size_t> counts;
  std::string best;
  for (const RegistrationRow& row : people) {
    const std::string address = trim(row.attendee.email);
    if (!is_mail_address(address)) continue;
    const std::size_t count = ++counts[fold_email(address)];
    if (best.empty() || count > counts[fold_email(best)]) best = address;
  }
  return best;
}

const FacilityContact* find_contact(const std::vector<FacilityContact>& contacts, const std::string& folded) {
  const auto found = std::find_if(contacts.rbegin(), contacts.rend(),
                                  [&folded](const FacilityContact& contact) { return contact.folded == folded; });
  return found == contacts.rend() ? nullptr : &*found;
}

/// Whom those of a facility get their letter with whose own form names nobody: the contact of the town's list, else the
/// first that a form of theirs names; empty: ご担当者様.
std::map<std::string, std::string> find_first_persons(const std::vector<RegistrationRow>& rows,
                                                      const std::vector<FacilityContact>& contacts) {
  std::map<std::string, std::string> persons;
  for (const RegistrationRow& row : rows) {
    const std::string folded = fold_facility(row.attendee.facility);
    std::string& person = persons[folded];
    const FacilityContact* listed = person.empty() ? find_contact(contacts, folded) : nullptr;
    if (listed != nullptr) person = listed->person;
    if (person.empty()) person = trim(row.contact_person);
  }
  return persons;
}

/// The list's address is its contact's, or the facility's where it names nobody.
LetterReader begin_reader(const std::string& facility, const std::string& person, const FacilityContact* listed) {
  LetterReader reader;
  reader.facility = facility;
  reader.person = person;
  const bool for_person =
      listed != nullptr && (listed->person.empty() || fold_name(listed->person) == fold_name(person));
  if (for_person && is_mail_address(trim(listed->email))) reader.email = trim(listed->email);
  return reader;
}

}  // namespace

std::string_view word(LetterKind kind) {
  switch (kind) {
    case LetterKind::accepted:
      return "accepted";
    case LetterKind::waitlisted:
      return "waitlisted";
    case LetterKind::declined:
      return "declined";
    case LetterKind::reminder:
      return "reminder";
  }
  return {};
}

std::optional<LetterKind> letter_kind_from_word(std::string_view text) {
  for (const LetterKind kind : kAllKinds) {
    if (word(kind) == text) return kind;
  }
  return std::nullopt;
}

bool is_letter_for(LetterKind kind, const RegistrationRow& row) {
  if (row.substituted_by) return false;
  switch (kind) {
    case LetterKind::accepted:
      return row.status == RegistrationStatus::confirmed;
    case LetterKind::waitlisted:
      return row.status == RegistrationStatus::waitlisted;
    case LetterKind::declined:
      return row.status == RegistrationStatus::declined;
    case LetterKind::reminder:
      return row.status == RegistrationStatus::confirmed && !row.checked_in_at;
  }
  return false;
}

std::vector<LetterReader> gather_readers(const std::vector<RegistrationRow>& rows,
                                         const std::vector<FacilityContact>& contacts) {
  std::vector<RegistrationRow> sorted = rows;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const RegistrationRow& a, const RegistrationRow& b) { return a.number < b.number; });
  const std::map<std::string, std::string> first_persons = find_first_persons(sorted, contacts);
  std::vector<LetterReader> readers;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (RegistrationRow& row : sorted) {
    const std::string folded = fold_facility(row.attendee.facility);
    if (folded.empty()) {
      LetterReader alone;
      alone.person = row.attendee.name;
      alone.people.push_back(std::move(row));
      readers.push_back(std::move(alone));
      continue;
    }
    const std::string own = trim(row.contact_person);
    const std::string person = own.empty() ? first_persons.at(folded) : own;
    const auto [place, fresh] = places.emplace(std::pair(folded, fold_name(person)), readers.size());
    if (fresh) readers.push_back(begin_reader(row.attendee.facility, person, find_contact(contacts, folded)));
    readers[place->second].people.push_back(std::move(row));
  }
  for (LetterReader& reader : readers) {
    if (reader.email.empty()) reader.email = address_of(reader.people);
  }
  return readers;
}

Result<LetterTemplate> parse_letter_template(std::string_view text, const std::string& file) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  constexpr std::string_view kSubject = "件名:";
  if (text.substr(0, kBom.size()) == kBom) text.remove_prefix(kBom.size());
  if (!is_valid_utf8(text)) return fail(Code::bad_input, file + " is not UTF-8");
  const auto lines = lines_of(text);
  if (lines.size() < 3 || lines[0].substr(0, kSubject.size()) != kSubject || !lines[1].empty()) {
    return fail(Code::bad_input, file + ", line 1: begin with \"件名: …\" and a blank line");
  }
  LetterTemplate words;
  words.subject = trim(lines[0].substr(kSubject.size()));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const std::string fault = find_fault(lines[i]); !fault.empty()) {
      return fail(Code::bad_input, file + ", line " + std::to_string(i + 1) + ": " + fault);
    }
    if (i >= 2) words.body += std::string(lines[i]) + "\n";
  }
  return words;
}

Letter write_letter(const LetterTemplate& words, const LetterReader& reader, const PaperOccasion& occasion) {
  const Values values = values_of(reader, occasion);
  Letter letter;
  letter.subject = clean_text(fill_line(words.subject, values).value_or(occasion.event.title));
  for (const std::string_view line : lines_of(words.body)) {
    if (const auto filled = fill_line(line, values)) letter.body += *filled + "\n";
  }
  return letter;
}

ListTable make_merge_table(const std::vector<LetterReader>& given, const std::vector<Letter>& given_letters,
                           const PaperOccasion& occasion) {
  const auto readers = std::make_shared<const std::vector<LetterReader>>(given);
  const auto letters = std::make_shared<const std::vector<Letter>>(given_letters);
  ListTable table;
  table.title = "差込印刷用";
  table.zone = occasion.zone;
  table.made_at = occasion.made_at;
  table.row_count = readers->size();
  const auto add = [&](const char* id, const char* title, auto pick) {
    ListColumn column{id, title, ColumnKind::text, 40, {}, true, {}};
    column.cell = [readers, letters, pick](std::size_t row) {
      return ListCell(pick((*readers)[row], (*letters)[row]));
    };
    table.columns.push_back(std::move(column));
  };
  const auto join = [](const LetterReader& reader, auto of) {
    std::string words;
    for (const RegistrationRow& row : reader.people) words += (words.empty() ? "" : "、") + of(row);
    return words;
  };
  add("facility", "宛先", [](const LetterReader& reader, const Letter&) {
    return reader.facility.empty() ? with_sama(reader.person) : reader.facility + " 御中";
  });
  add("person", "担当者", [](const LetterReader& reader, const Letter&) {
    if (reader.facility.empty()) return std::string();
    return reader.person.empty() ? std::string("ご担当者様") : with_sama(reader.person);
  });
  add("email", "メール", [](const LetterReader& reader, const Letter&) { return reader.email; });
  add("count", "人数", [](const LetterReader& reader, const Letter&) { return std::to_string(reader.people.size()); });
  add("names", "氏名", [join](const LetterReader& reader, const Letter&) {
    return join(reader, [](const RegistrationRow& row) { return with_sama(row.attendee.name); });
  });
  add("numbers", "受付番号", [join](const LetterReader& reader, const Letter&) {
    return join(reader, [](const RegistrationRow& row) { return std::to_string(row.number); });
  });
  add("subject", "件名", [](const LetterReader&, const Letter& letter) { return letter.subject; });
  add("body", "本文", [](const LetterReader&, const Letter& letter) { return letter.body; });
  return table;
}

}  // namespace uketsuke
