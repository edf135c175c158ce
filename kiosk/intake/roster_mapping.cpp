// The surest title wins a field; equals are told, never guessed.
#include "kiosk/intake/roster_mapping.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/person_titles.h"
#include "kiosk/intake/title_words.h"

namespace uketsuke {
namespace {

constexpr std::string_view kFieldWords[kRosterFieldCount] = {"name",
                                                             "furigana",
                                                             "family_name",
                                                             "given_name",
                                                             "family_kana",
                                                             "given_kana",
                                                             "facility",
                                                             "profession",
                                                             "email",
                                                             "phone",
                                                             "received",
                                                             "role",
                                                             "note",
                                                             "question",
                                                             "question_professions",
                                                             "id",
                                                             "channel",
                                                             "notice",
                                                             "facility_email",
                                                             "facility_phone",
                                                             "contact_person",
                                                             "facility_kind",
                                                             "postmark"};

constexpr std::string_view kFieldTitles[kRosterFieldCount] = {
    "氏名",           "ふりがな",     "姓",           "名",   "せい",     "めい",
    "所属",           "職種",         "メール",       "電話", "受付日時", "区分",
    "備考",           "質問",         "質問する職種", "ID",   "申込方法", "利用目的の同意",
    "事業所のメール", "事業所の電話", "連絡担当者",   "種別", "消印日"};

struct Candidate {
  std::size_t column = 0;
  TitleFit fit;
};

std::string quote(std::string_view title) { return "「" + std::string(title) + "」"; }

std::string list_titles(const std::vector<std::string>& titles) {
  constexpr std::size_t kMost = 30;
  std::string text;
  for (std::size_t i = 0; i < std::min(titles.size(), kMost); ++i) {
    std::string title = titles[i].substr(0, 120);
    while (!is_valid_utf8(title)) title.pop_back();
    text += quote(title);
  }
  return titles.size() > kMost ? text + " …" : text;
}

std::optional<std::size_t>& slot(ColumnMap& map, RosterField field) {
  return map.column[static_cast<std::size_t>(field)];
}

/// The column of that very title, else the first that folds to it.
std::optional<std::size_t> find_column(const std::vector<std::string>& titles, const std::string& title) {
  const auto same = std::find(titles.begin(), titles.end(), title);
  if (same != titles.end()) return static_cast<std::size_t>(same - titles.begin());
  const std::string wanted = fold_title(title);
  const auto folded = std::find_if(titles.begin(), titles.end(),
                                   [&wanted](const std::string& one) { return fold_title(one) == wanted; });
  if (folded == titles.end()) return std::nullopt;
  return static_cast<std::size_t>(folded - titles.begin());
}

/// What a mapping file says may be there, and which rows are passed over.
void apply_first_of(const MappingRules& rules, ColumnMap& map, std::vector<bool>& taken, std::vector<bool>& decided) {
  for (const auto& [field, titles] : rules.first_of) {
    for (const std::string& title : titles) {
      const auto column = find_column(map.titles, title);
      if (!column) continue;
      decided[static_cast<std::size_t>(field)] = true;
      slot(map, field) = *column;
      taken[*column] = true;
      break;
    }
  }
  map.preset = rules.preset;
  if (!rules.skip_title.empty()) map.skip_column = find_column(map.titles, rules.skip_title);
  for (const std::string& value : rules.skip_values) map.skip_values.push_back(fold_title(value));
}

/// The column that a mapping file names. Errors: Code::bad_input for a title that is not there
Result<std::size_t> require_column(const MappingRules& rules, const std::string& key, const std::string& title,
                                   const std::vector<std::string>& titles) {
  if (const auto found = find_column(titles, title)) return *found;
  return fail(
      Code::bad_input,
      "対応表の " + key + " の列" + quote(title) + "が見出しにありません。この表の見出し: " + list_titles(titles),
      rules.file);
}

/// The columns that a mapping file names for the row …
Status apply_rules(const MappingRules& rules, ColumnMap& map, std::vector<bool>& taken, std::vector<bool>& decided) {
  for (const auto& [field, title] : rules.columns) {
    decided[static_cast<std::size_t>(field)] = true;
    if (title.empty()) continue;
    const auto found = require_column(rules, std::string(word(field)), title, map.titles);
    if (!found) return tl::unexpected<Error>(found.error());
    slot(map, field) = *found;
    taken[*found] = true;
  }
  apply_first_of(rules, map, taken, decided);
  return {};
}

/// … and for the people in it.
Status apply_people(const MappingRules& rules, ColumnMap& map, std::vector<bool>& taken) {
  for (const auto& person : rules.people) {
    FieldColumns& columns = map.people.emplace_back();
    for (const auto& [field, title] : person) {
      if (title.empty()) continue;
      const std::string key = "person " + std::to_string(map.people.size()) + " " + std::string(word(field));
      const auto found = require_column(rules, key, title, map.titles);
      if (!found) return tl::unexpected<Error>(found.error());
      columns[static_cast<std::size_t>(field)] = *found;
      taken[*found] = true;
    }
  }
  return {};
}

/// The surest of a field's candidates, null if there is none. Errors: Code::bad_input where two are equally sure
Result<const Candidate*> choose(const std::vector<Candidate>& candidates, RosterField field,
                                const std::vector<std::string>& titles) {
  const Candidate* best = nullptr;
  const Candidate* equal = nullptr;
  for (const Candidate& candidate : candidates) {
    if (candidate.fit.field != field) continue;
    if (best == nullptr || candidate.fit.rank > best->fit.rank) {
      best = &candidate;
      equal = nullptr;
    } else if (candidate.fit.rank == best->fit.rank && equal == nullptr) {
      equal = &candidate;
    }
  }
  if (equal == nullptr) return best;
  const auto place = [&titles](const Candidate& candidate) {
    return std::to_string(candidate.column + 1) + "列目" + quote(titles[candidate.column]);
  };
  return fail(Code::bad_input, place(*best) + "と" + place(*equal) + "がどちらも「" + std::string(japanese(field)) +
                                   "」と読めます。一方の見出しを変えるか消すか、対応表（--mapping）で"
                                   "読む列を決めてください");
}

/// 氏名（ふりがな） beside 氏名 is the furigana alone.
void settle_furigana_titles(std::vector<Candidate>& candidates, bool name_decided) {
  const bool plain_name = name_decided || std::any_of(candidates.begin(), candidates.end(), [](const Candidate& c) {
                            return (c.fit.field == RosterField::name || c.fit.field == RosterField::family_name) &&
                                   !c.fit.with_furigana && c.fit.rank >= 2;
                          });
  if (!plain_name) return;
  for (Candidate& candidate : candidates) {
    if (candidate.fit.with_furigana) candidate.fit = TitleFit{RosterField::furigana, 4, false};
  }
}

/// The titles of one person, or of the row.
std::vector<Candidate> candidates_of(const std::vector<PersonTitle>& titles, std::size_t person) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].person == person && titles[i].fit) candidates.push_back({i, *titles[i].fit});
  }
  return candidates;
}

/// The columns of the fields that nobody decided. Errors: as choose
Status choose_columns(ColumnMap& map, FieldColumns& columns, const std::vector<Candidate>& candidates,
                      const std::vector<bool>& decided) {
  for (std::size_t f = 0; f < kRosterFieldCount; ++f) {
    if (decided[f]) continue;
    const auto chosen = choose(candidates, static_cast<RosterField>(f), map.titles);
    if (!chosen) return tl::unexpected<Error>(chosen.error());
    if (*chosen == nullptr) continue;
    columns[f] = (*chosen)->column;
    if ((*chosen)->fit.with_furigana) map.name_holds_furigana = true;
  }
  return {};
}

bool has_name(const FieldColumns& columns) {
  return columns[static_cast<std::size_t>(RosterField::name)] ||
         columns[static_cast<std::size_t>(RosterField::family_name)];
}

/// Each person's own columns. Errors: Code::bad_input: too many people, one without a name, as choose
Status find_people(ColumnMap& map, const std::vector<PersonTitle>& titles) {
  const std::vector<bool> undecided(kRosterFieldCount, false);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].person > kMostPeopleInARow) {
      return fail(Code::bad_input, "列" + quote(map.titles[i]) + "は" + std::to_string(titles[i].person) +
                                       "人目です。1行に" + std::to_string(kMostPeopleInARow) +
                                       "人まで読めます。表を分けてください");
    }
    map.people.resize(std::max(map.people.size(), titles[i].person));
  }
  for (std::size_t person = 1; person <= map.people.size(); ++person) {
    std::vector<Candidate> candidates = candidates_of(titles, person);
    settle_furigana_titles(candidates, false);
    FieldColumns& columns = map.people[person - 1];
    if (auto chosen = choose_columns(map, columns, candidates, undecided); !chosen) return chosen;
    if (has_name(columns) || candidates.empty()) continue;
    return fail(Code::bad_input, "列" + quote(map.titles[candidates.front().column]) + "は" + std::to_string(person) +
                                     "人目のものですが、その人の氏名の列がありません。見出しを直すか、対応表"
                                     "（--mapping）で読む列を決めてください");
  }
  return {};
}

/// A name without a number beside those with one: who that is must be sure.
Status settle_row_names(ColumnMap& map, const std::vector<Candidate>& candidates) {
  for (const RosterField field : {RosterField::name, RosterField::family_name}) {
    const auto column = std::exchange(slot(map, field), std::nullopt);
    if (!column) continue;
    const auto sure = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return candidate.column == *column && candidate.fit.rank >= 4;
    });
    if (sure == candidates.end()) continue;
    return fail(Code::bad_input, quote(map.titles[*column]) + "と" + quote(map.titles[map.first_name().value_or(0)]) +
                                     "のどちらが1人目か分かりません。申し込んだ人の列であれば見出しを「連絡担当者」に"
                                     "変えるか、対応表（--mapping）で読む列を決めてください");
  }
  return {};
}

/// Names that are there and not read.
void note_other_names(ColumnMap& map, const std::vector<Candidate>& candidates) {
  for (const Candidate& candidate : candidates) {
    if (candidate.fit.field == RosterField::name && !map.reads(candidate.column)) {
      map.other_names.push_back(candidate.column);
    }
  }
}

Status find_by_titles(ColumnMap& map, const std::vector<bool>& taken, const std::vector<bool>& decided) {
  const bool told_people = !map.people.empty();
  const bool told_name = decided[static_cast<std::size_t>(RosterField::name)] ||
                         decided[static_cast<std::size_t>(RosterField::family_name)];
  const std::vector<PersonTitle> titles = told_people ? find_shared_titles(map.titles, taken)
                                          : told_name ? find_plain_titles(map.titles, taken)
                                                      : find_person_titles(map.titles, taken);
  if (auto found = find_people(map, titles); !found) return found;
  std::vector<Candidate> candidates = candidates_of(titles, 0);
  settle_furigana_titles(candidates, told_name);
  if (auto chosen = choose_columns(map, map.column, candidates, decided); !chosen) return chosen;
  if (!map.people.empty()) {
    if (auto settled = settle_row_names(map, candidates); !settled) return settled;
  }
  note_other_names(map, candidates);
  return {};
}

}  // namespace

std::string_view word(RosterField field) { return kFieldWords[static_cast<std::size_t>(field)]; }

std::string_view japanese(RosterField field) { return kFieldTitles[static_cast<std::size_t>(field)]; }

std::optional<RosterField> roster_field_from_word(std::string_view text) {
  for (std::size_t i = 0; i < kRosterFieldCount; ++i) {
    if (kFieldWords[i] == text) return static_cast<RosterField>(i);
  }
  return std::nullopt;
}

const std::optional<std::size_t>& ColumnMap::first_name() const {
  const FieldColumns& first = people.empty() ? column : people.front();
  return first[static_cast<std::size_t>(RosterField::name)];
}

bool ColumnMap::reads(std::size_t at) const {
  const auto has = [at](const FieldColumns& columns) {
    return std::find(columns.begin(), columns.end(), at) != columns.end();
  };
  return has(column) || std::any_of(people.begin(), people.end(), has);
}

std::string fold_title_marks(std::string_view title) {
  std::string text = nfkc(title);
  if (const std::size_t note = text.find("※"); note != std::string::npos && note > 0) text.resize(note);
  std::string folded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7F && c != '*') folded += static_cast<char>(std::tolower(byte));
  }
  for (const std::string_view mark : {"\xE3\x80\x80", "【必須】", "【任意】", "(必須)", "(任意)", "[必須]", "[任意]",
                                      "必須項目", "\xEF\xBB\xBF", "「", "」", "■", "●", "★"}) {
    for (std::size_t at = folded.find(mark); at != std::string::npos; at = folded.find(mark))
      folded.erase(at, mark.size());
  }
  for (const std::string_view mark : {"必須", "任意"}) {
    if (folded.size() > mark.size() && std::string_view(folded).substr(folded.size() - mark.size()) == mark) {
      folded.resize(folded.size() - mark.size());
    }
  }
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '?' || folded.back() == '.')) folded.pop_back();
  return folded;
}

std::string fold_title(std::string_view title) {
  std::string folded = fold_title_marks(title);
  // "1." "Q2." "(3)" before the words.
  std::size_t start = 0;
  if (folded.size() > 1 && (folded[0] == 'q' || folded[0] == '(') &&
      std::isdigit(static_cast<unsigned char>(folded[1]))) {
    start = 1;
  }
  const std::size_t digits_end = folded.find_first_not_of("0123456789", start);
  if (digits_end != std::string::npos && digits_end > start) {
    const std::size_t words = folded.find_first_not_of(".):", digits_end);
    folded.erase(0, words == std::string::npos ? 0 : words);
  }
  return folded;
}

const MappingRules* find_format(const std::vector<std::string>& header, const std::vector<MappingRules>& formats) {
  const auto found = std::find_if(formats.begin(), formats.end(), [&header](const MappingRules& format) {
    return !format.when.empty() && std::all_of(format.when.begin(), format.when.end(), [&](const std::string& title) {
      return find_column(header, title).has_value();
    });
  });
  return found == formats.end() ? nullptr : &*found;
}

Result<ColumnMap> map_columns(const std::vector<std::string>& header, const MappingRules* rules) {
  ColumnMap map;
  map.padded_count = header.size();
  map.titles = header;
  while (!map.titles.empty() && trim(map.titles.back()).empty()) map.titles.pop_back();
  std::vector<bool> taken(map.titles.size(), false);
  std::vector<bool> decided(kRosterFieldCount, false);
  if (rules != nullptr) {
    const Status applied =
        apply_rules(*rules, map, taken, decided).and_then([&] { return apply_people(*rules, map, taken); });
    if (!applied) return tl::unexpected<Error>(applied.error());
  }
  if (const Status found = find_by_titles(map, taken, decided); !found) return tl::unexpected<Error>(found.error());
  if (map.people.empty() && !has_name(map.column)) {
    return fail(Code::bad_input, "氏名の列が見つかりません。この表の見出し: " + list_titles(map.titles) +
                                     "。読める見出しの例: " + std::string(understood_titles()) +
                                     "。対応表（--mapping）で列を決めることもできます");
  }
  if (const auto& received = map.at(RosterField::received)) {
    const std::string title = fold_title(map.titles[*received]);
    map.from_web_form = title == "タイムスタンプ" || title == "timestamp";
  }
  return map;
}

}  // namespace uketsuke
