// The given words are kept; only outer spaces and line breaks inside one-line fields go.
#include "kiosk/intake/roster_row.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/phone.h"
#include "common/profession.h"
#include "common/sheet_time.h"

namespace uketsuke {
namespace {

class RowCells {
 public:
  RowCells(const std::vector<std::string>& cells, const ColumnMap& map) : cells_(cells), map_(map) {}

  /// The cell of a field without outer spaces; empty where there is none.
  [[nodiscard]] std::string text(RosterField field) const {
    const auto& column = map_.at(field);
    return column && *column < cells_.size() ? trim(cells_[*column]) : std::string();
  }
  /// … with line breaks and tabs as spaces.
  [[nodiscard]] std::string line(RosterField field) const {
    std::string value = text(field);
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return value;
  }
  [[nodiscard]] std::string title(RosterField field) const {
    const auto& column = map_.at(field);
    return column && *column < map_.titles.size() ? trim(map_.titles[*column]) : std::string();
  }

 private:
  const std::vector<std::string>& cells_;
  const ColumnMap& map_;
};

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

void read_names(const RowCells& row, const ColumnMap& map, Attendee& attendee) {
  attendee.name = row.line(RosterField::name);
  if (attendee.name.empty()) {
    attendee.name = joined(row.line(RosterField::family_name), row.line(RosterField::given_name));
  }
  attendee.furigana = row.line(RosterField::furigana);
  if (attendee.furigana.empty()) {
    attendee.furigana = joined(row.line(RosterField::family_kana), row.line(RosterField::given_kana));
  }
  const bool no_furigana_column = !map.at(RosterField::furigana) && !map.at(RosterField::family_kana);
  if (attendee.furigana.empty() && (map.name_holds_furigana || no_furigana_column)) {
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

void read_contact(const RowCells& row, Attendee& attendee, RowRemarks& remarks) {
  attendee.facility = row.line(RosterField::facility);
  attendee.email = row.line(RosterField::email);
  attendee.phone = read_phone(row, RosterField::phone, remarks);
  // 「連絡先」 may hold either.
  if (attendee.email.empty() && attendee.phone.find('@') != std::string::npos)
    std::swap(attendee.email, attendee.phone);
  // 「同上」: the colleague who sent the form passes it on.
  const std::string facility_email = row.line(RosterField::facility_email);
  if (attendee.email == "同上" || attendee.email == "「同上」" || attendee.email.empty())
    attendee.email = facility_email;
  if (attendee.phone == "同上" || attendee.phone == "「同上」" || attendee.phone.empty())
    attendee.phone = read_phone(row, RosterField::facility_phone, remarks);
}

void add_note(Attendee& attendee, const std::string& text) {
  if (!attendee.note.empty()) attendee.note += " ／ ";
  attendee.note += text;
}

tl::expected<std::optional<UtcMillis>, RowFault> read_received(const RowCells& row, const RosterRules& rules) {
  // 消印有効: the postmark counts, whenever the letter arrived.
  const bool by_postmark = rules.post_rule == PostRule::postmark && !row.line(RosterField::postmark).empty();
  const RosterField field = by_postmark ? RosterField::postmark : RosterField::received;
  const std::string text = row.line(field);
  if (text.empty()) return std::optional<UtcMillis>();
  const auto time = parse_sheet_time(text, rules.zone);
  if (!time) {
    return tl::unexpected(RowFault{row.title(field), "日時として読めません: 「" + text + "」"});
  }
  if (time->time > rules.now) {
    return tl::unexpected(RowFault{row.title(field), "受付日時が現在より後です: 「" + text + "」"});
  }
  return std::optional<UtcMillis>(time->time);
}

bool is_consent(const std::string& text) {
  return !text.empty() && text.find("しない") == std::string::npos && text.find("しません") == std::string::npos &&
         text.find("いいえ") == std::string::npos && text != "No" && text != "no" && text != "FALSE";
}

}  // namespace

tl::expected<Application, RowFault> read_roster_row(const std::vector<std::string>& cells, const ColumnMap& map,
                                                    const RosterRules& rules, RowRemarks& remarks) {
  const RowCells row(cells, map);
  Application application;
  Attendee attendee;
  read_names(row, map, attendee);
  if (attendee.name.empty()) {
    const std::string title = row.title(RosterField::name);
    return tl::unexpected(RowFault{title.empty() ? row.title(RosterField::family_name) : title, "氏名がありません"});
  }
  auto received = read_received(row, rules);
  if (!received) return tl::unexpected(received.error());
  application.received = *received;
  read_contact(row, attendee, remarks);
  attendee.note = row.text(RosterField::note);
  attendee.profession.given = row.line(RosterField::profession);
  if (rules.professions != nullptr) {
    const auto found = rules.professions->find(attendee.profession.given);
    attendee.profession.category = found.profession.category;
    remarks.unknown_profession = !found.known;
  }
  if (const std::string given = row.line(RosterField::role); !given.empty()) {
    if (const auto role = role_from_word(given))
      attendee.role = *role;
    else
      add_note(attendee, row.title(RosterField::role) + ": " + given);
  }
  application.channel = map.from_web_form ? Channel::google_form : rules.channel;
  if (const std::string given = row.line(RosterField::channel); !given.empty()) {
    if (const auto channel = channel_from_word(given))
      application.channel = *channel;
    else
      add_note(attendee, row.title(RosterField::channel) + ": " + given);
  }
  Question question{row.line(RosterField::question_professions), row.text(RosterField::question)};
  if (!question.text.empty()) application.questions.push_back(std::move(question));
  application.external_id = row.line(RosterField::id);
  application.contact_person = row.line(RosterField::contact_person);
  application.facility_kind = row.line(RosterField::facility_kind);
  application.notice_given = is_consent(row.line(RosterField::notice));
  application.attendees.push_back(std::move(attendee));
  return application;
}

}  // namespace uketsuke
