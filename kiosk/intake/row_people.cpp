// See row_people.h.
#include "kiosk/intake/row_people.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "common/phone.h"
#include "common/profession.h"
#include "kiosk/intake/mail_values.h"

namespace uketsuke {
namespace {

bool is_kana(std::string_view text) {
  std::int32_t at = 0;
  const auto length = static_cast<std::int32_t>(text.size());
  while (at < length) {
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, c);
    const bool kana = (c >= 0x3041 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F) || c == ' ' || c == 0x3000;
    if (!kana) return false;
  }
  return length > 0;
}

/// "山田 太郎（やまだ たろう）" -> name and furigana; anything else stays a name.
void split_furigana(std::string& name, std::string& furigana) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
    const std::size_t start = name.find(open);
    if (start == std::string::npos || start == 0 || name.size() < close.size()) continue;
    const std::size_t end = name.size() - close.size();
    if (name.compare(end, close.size(), close) != 0 || end < start + open.size()) continue;
    std::string inner = trim(std::string_view(name).substr(start + open.size(), end - start - open.size()));
    if (!is_kana(inner)) continue;
    furigana = std::move(inner);
    name = trim(std::string_view(name).substr(0, start));
    return;
  }
}

std::string joined(const std::string& family, const std::string& given) {
  return family.empty() || given.empty() ? family + given : family + " " + given;
}

void read_names(const RowCells& own, bool name_holds_furigana, Attendee& attendee) {
  attendee.name = own.line(RosterField::name);
  if (attendee.name.empty()) {
    attendee.name = joined(own.line(RosterField::family_name), own.line(RosterField::given_name));
  }
  attendee.furigana = own.line(RosterField::furigana);
  if (attendee.furigana.empty()) {
    attendee.furigana = joined(own.line(RosterField::family_kana), own.line(RosterField::given_kana));
  }
  const bool no_furigana_column = !own.has(RosterField::furigana) && !own.has(RosterField::family_kana);
  if (attendee.furigana.empty() && (name_holds_furigana || no_furigana_column)) {
    split_furigana(attendee.name, attendee.furigana);
  }
}

/// A phone as it can be dialled; empty, with a note, where a spreadsheet rounded it.
std::string read_phone(const RowCells& row, RosterField field, RowRemarks& remarks) {
  const std::string given = row.line(field);
  if (!is_rounded_number(given)) return with_leading_zero(given);
  remarks.notes.push_back(
      {row.title(field),
       "電話番号が「" + given + "」と丸められています。空欄として読みました（元の番号は分かりません）"});
  return {};
}

/// E-mail and phone as they stand; 「連絡先」 may hold either.
void read_own_contact(const RowCells& row, Attendee& attendee, RowRemarks& remarks) {
  attendee.email = row.line(RosterField::email);
  attendee.phone = read_phone(row, RosterField::phone, remarks);
  if (attendee.email.empty() && attendee.phone.find('@') != std::string::npos)
    std::swap(attendee.email, attendee.phone);
}

void read_contact(const RowCells& row, Attendee& attendee, RowRemarks& remarks) {
  attendee.facility = row.line(RosterField::facility);
  read_own_contact(row, attendee, remarks);
  // 「同上」: the colleague who sent the form passes it on.
  const std::string facility_email = row.line(RosterField::facility_email);
  if (attendee.email == "同上" || attendee.email == "「同上」" || attendee.email.empty())
    attendee.email = facility_email;
  if (attendee.phone == "同上" || attendee.phone == "「同上」" || attendee.phone.empty())
    attendee.phone = read_phone(row, RosterField::facility_phone, remarks);
}

Profession read_profession(const std::string& given, const RosterRules& rules, RowRemarks& remarks) {
  Profession profession;
  profession.given = given;
  if (rules.professions == nullptr) return profession;
  const auto found = rules.professions->find(given);
  profession.category = found.profession.category;
  if (!found.known) remarks.unknown_professions.push_back(given);
  return profession;
}

/// A role that is not understood is not lost.
void read_role(const RowCells& cells, Attendee& attendee) {
  const std::string given = cells.line(RosterField::role);
  if (given.empty()) return;
  if (const auto role = role_from_word(given))
    attendee.role = *role;
  else
    add_note(attendee, cells.title(RosterField::role) + ": " + given);
}

tl::expected<void, RowFault> read_one(const RowCells& row, const ColumnMap& map, const RosterRules& rules,
                                      Application& application, RowRemarks& remarks) {
  Attendee attendee;
  read_names(row, map.name_holds_furigana, attendee);
  if (attendee.name.empty()) return tl::unexpected(RowFault{row.name_title(), "氏名がありません"});
  read_contact(row, attendee, remarks);
  attendee.note = row.text(RosterField::note);
  attendee.profession = read_profession(row.line(RosterField::profession), rules, remarks);
  read_role(row, attendee);
  application.attendees.push_back(std::move(attendee));
  return {};
}

/// The people who share a row, one after the other.
class SharedRow {
 public:
  SharedRow(const std::vector<std::string>& cells, const ColumnMap& map, const RosterRules& rules,
            Application& application, RowRemarks& remarks)
      : cells_(cells),
        map_(map),
        rules_(rules),
        application_(application),
        remarks_(remarks),
        row_(cells, map, map.column) {}

  tl::expected<void, RowFault> read() {
    read_contact(row_, shared_, remarks_);
    for (std::size_t i = 0; i < map_.people.size() && !fault_; ++i) {
      read_person(RowCells(cells_, map_, map_.people[i]), i + 1);
    }
    if (!fault_ && application_.attendees.empty()) {
      fault_ = RowFault{RowCells(cells_, map_, map_.people.front()).name_title(), "氏名がありません"};
    }
    if (fault_) return tl::unexpected(*fault_);
    if (const std::string note = row_.text(RosterField::note); !note.empty()) {
      add_note(application_.attendees.front(), note);
    }
    return {};
  }

 private:
  void read_person(const RowCells& own, std::size_t place) {
    Attendee attendee;
    read_names(own, map_.name_holds_furigana, attendee);
    if (says_none(attendee.name)) {
      if (says_something(own)) {
        fault(own.name_title(), std::to_string(place) + "人目の氏名がありません（ほかの欄には記入があります）");
      }
      return;
    }
    attendee.facility = own_or(own, RosterField::facility, shared_.facility, &Attendee::facility);
    read_contact_of(own, attendee);
    attendee.profession = profession_of(own);
    attendee.note = own.text(RosterField::note);
    read_role(own.has(RosterField::role) ? own : row_, attendee);
    read_question(own, application_);
    application_.attendees.push_back(std::move(attendee));
  }

  static bool says_something(const RowCells& own) {
    for (std::size_t f = 0; f < kRosterFieldCount; ++f) {
      const std::string text = own.line(static_cast<RosterField>(f));
      if (!says_none(text) && !is_ditto(text)) return true;
    }
    return false;
  }

  void fault(std::string field, std::string why) {
    if (!fault_) fault_ = RowFault{std::move(field), std::move(why)};
  }

  [[nodiscard]] const Attendee* before() const {
    return application_.attendees.empty() ? nullptr : &application_.attendees.back();
  }

  /// What a word like 「同上」 stands for; a fault where there is nothing above it.
  std::string above(const RowCells& own, RosterField field, std::string same) {
    if (same.empty()) fault(own.title(field), "「" + own.line(field) + "」の元になる記入がありません");
    return same;
  }

  /// Their own value, else everybody's; 「同上」 is that of the person before.
  std::string own_or(const RowCells& own, RosterField field, const std::string& shared, std::string Attendee::*place) {
    std::string given = own.line(field);
    if (says_none(given)) return shared;
    if (!is_ditto(given)) return given;
    return above(own, field, before() == nullptr || (before()->*place).empty() ? shared : before()->*place);
  }

  /// 「同上」 is everybody's address, as forms say; 〃 is the line above, where a person before has one.
  void read_contact_of(const RowCells& own, Attendee& attendee) {
    Attendee given;
    read_own_contact(own, given, remarks_);
    attendee.email = given.email;
    attendee.phone = given.phone;
    if (says_none(given.email)) attendee.email = shared_.email;
    if (says_none(given.phone)) attendee.phone = shared_.phone;
    if (is_ditto(given.email)) attendee.email = same_contact(own, RosterField::email, &Attendee::email);
    if (is_ditto(given.phone)) attendee.phone = same_contact(own, RosterField::phone, &Attendee::phone);
  }

  std::string same_contact(const RowCells& own, RosterField field, std::string Attendee::*place) {
    const std::string& shared = shared_.*place;
    const std::string of_before = before() == nullptr ? std::string() : before()->*place;
    const bool line_above = nfkc(own.line(field)).find("同上") == std::string::npos;
    return above(own, field, (line_above && !of_before.empty()) || shared.empty() ? of_before : shared);
  }

  Profession profession_of(const RowCells& own) {
    if (!own.has(RosterField::profession)) {
      return read_profession(row_.line(RosterField::profession), rules_, remarks_);
    }
    const std::string given = own.line(RosterField::profession);
    if (says_none(given)) return read_profession({}, rules_, remarks_);
    if (!is_ditto(given)) return read_profession(given, rules_, remarks_);
    const Profession none;
    const Profession& same = before() == nullptr ? none : before()->profession;
    above(own, RosterField::profession, same.given);
    return same;
  }

  const std::vector<std::string>& cells_;
  const ColumnMap& map_;
  const RosterRules& rules_;
  Application& application_;
  RowRemarks& remarks_;
  RowCells row_;
  Attendee shared_;
  std::optional<RowFault> fault_;
};

}  // namespace

void read_question(const RowCells& cells, Application& application) {
  Question question{cells.line(RosterField::question_professions), cells.text(RosterField::question)};
  if (!question.text.empty()) application.questions.push_back(std::move(question));
}

void add_note(Attendee& attendee, const std::string& text) {
  if (!attendee.note.empty()) attendee.note += " ／ ";
  attendee.note += text;
}

tl::expected<void, RowFault> read_people(const std::vector<std::string>& cells, const ColumnMap& map,
                                         const RosterRules& rules, Application& application, RowRemarks& remarks) {
  if (!map.people.empty()) return SharedRow(cells, map, rules, application, remarks).read();
  return read_one(RowCells(cells, map, map.column), map, rules, application, remarks);
}

}  // namespace uketsuke
