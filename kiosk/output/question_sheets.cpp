// Professions asked -> questions, sheets.

#include "kiosk/output/question_sheets.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "common/names.h"
#include "kiosk/output/list_words.h"
#include "kiosk/output/roster_order.h"

namespace uketsuke {
namespace {

constexpr std::string_view kNobodyNamed = "職種の指定なし";

/// "医師・看護職、その他（栄養士）" -> its words; a bracket is not cut.
std::vector<std::string> split_professions(const std::string& given) {
  static constexpr std::array<std::string_view, 10> kBetween = {"・", "、", ",", ";", "／", "/", "\n", "，", "；", "･"};
  std::vector<std::string> words(1);
  int depth = 0;
  for (std::size_t at = 0; at < given.size();) {
    const std::string_view rest = std::string_view(given).substr(at);
    const auto* const mark = std::find_if(kBetween.begin(), kBetween.end(),
                                          [&rest](std::string_view one) { return rest.substr(0, one.size()) == one; });
    if (depth == 0 && mark != kBetween.end()) {
      words.emplace_back();
      at += mark->size();
      continue;
    }
    if (rest.substr(0, 3) == "（" || rest.front() == '(') ++depth;
    if ((rest.substr(0, 3) == "）" || rest.front() == ')') && depth > 0) --depth;
    words.back() += given[at++];
  }
  for (std::string& word : words) word = trim(word);
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return words;
}

/// その他（ ） with nothing in it says no more than その他.
bool is_plain_other(const std::string& word) {
  std::string plain = fold_name(word);
  for (const char* mark : {"(", ")"}) {
    for (std::size_t at = 0; (at = plain.find(mark)) != std::string::npos;) plain.erase(at, 1);
  }
  return plain == fold_name("その他");
}

struct Asked {
  int order = 0;  ///< of the profession; others after, by their words; nobody named last
  std::string heading;
  std::optional<ProfessionCategory> category;
};

Asked find_asked(const std::string& word, const ProfessionTable& professions) {
  if (is_plain_other(word)) return {100, "その他", std::nullopt};
  const auto found = professions.find(word);
  if (found.known && found.profession.category != ProfessionCategory::other) {
    return {static_cast<int>(found.profession.category), std::string(japanese(found.profession.category)),
            found.profession.category};
  }
  const bool says_other = word.rfind("その他", 0) == 0;
  return {50, says_other ? word : "その他（" + word + "）", std::nullopt};
}

using GroupsOf = std::map<ProfessionCategory, std::vector<std::string>>;

/// At which tables the professions sit. Tables in their order.
GroupsOf find_groups(std::vector<RegistrationRow> rows) {
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [](const RegistrationRow& row) { return row.group.empty() || !is_expected(row); }),
             rows.end());
  sort_rows(rows, RosterSort::group);
  GroupsOf groups;
  for (const RegistrationRow& row : rows) {
    std::vector<std::string>& known = groups[row.attendee.profession.category];
    if (std::find(known.begin(), known.end(), row.group) == known.end()) known.push_back(row.group);
  }
  return groups;
}

std::string join_with(const std::vector<std::string>& words, std::string_view between) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : std::string(between)) + word;
  return joined;
}

/// Questions by a key of theirs, in the order in which the keys first came.
struct Stack {
  std::string name;
  std::vector<const AskedQuestion*> questions;
};

void put(std::vector<Stack>& stacks, const std::string& name, const AskedQuestion& question) {
  auto found = std::find_if(stacks.begin(), stacks.end(), [&name](const Stack& one) { return one.name == name; });
  if (found == stacks.end()) found = stacks.insert(stacks.end(), Stack{name, {}});
  found->questions.push_back(&question);
}

ReportSheet make_sheet(const Stack& stack) {
  constexpr double kNoteMm = 30;
  ReportSheet sheet;
  sheet.name = stack.name;
  int number = 0;
  for (const AskedQuestion* question : stack.questions) {
    sheet.blocks.emplace_back(
        ReportBox{"問" + std::to_string(++number) + "　" + question->profession + "の方へ", question->text, kNoteMm});
    if (question->profession == kNobodyNamed)
      std::get<ReportBox>(sheet.blocks.back()).caption = "問" + std::to_string(number);
  }
  return sheet;
}

}  // namespace

std::vector<AskedQuestion> sort_questions(const std::vector<Question>& questions, const ProfessionTable& professions,
                                          const std::vector<RegistrationRow>& rows) {
  const GroupsOf groups = find_groups(rows);
  std::vector<std::pair<int, AskedQuestion>> all;
  for (const Question& question : questions) {
    const std::vector<std::string> words = split_professions(question.professions);
    std::set<std::string> seen;
    for (const std::string& word : words) {
      const Asked asked = find_asked(word, professions);
      if (!seen.insert(asked.heading).second) continue;
      AskedQuestion one{asked.heading, question.text, {}};
      if (asked.category && groups.count(*asked.category) > 0) one.groups = groups.at(*asked.category);
      all.emplace_back(asked.order, std::move(one));
    }
    if (words.empty()) all.emplace_back(200, AskedQuestion{std::string(kNobodyNamed), question.text, {}});
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<AskedQuestion> sorted;
  for (auto& [order, one] : all) sorted.push_back(std::move(one));
  return sorted;
}

ListTable make_questions_table(ListSource source, std::vector<AskedQuestion> given) {
  const auto asked = std::make_shared<const std::vector<AskedQuestion>>(std::move(given));
  const Event& event = source.summary.event;
  ListTable table;
  table.title = "質問事項一覧";
  table.head = {join_words({event.title, event.theme}), "日時　" + held_when(event, source.zone),
                "会場　" + event.venue, std::to_string(asked->size()) + "件"};
  table.author = event.organiser;
  table.zone = source.zone;
  table.made_at = source.made_at;
  table.row_count = asked->size();
  ListColumn number{"no", "No.", ColumnKind::number, 10, {}, true, {}};
  number.cell = [](std::size_t row) { return ListCell(static_cast<std::int64_t>(row) + 1); };
  ListColumn profession{"profession", "聞いてみたい職種", ColumnKind::text, 36, {}, true, {}};
  profession.cell = [asked](std::size_t row) { return ListCell((*asked)[row].profession); };
  ListColumn text{"question", "質問事項", ColumnKind::text, 110, {}, true, {}};
  text.cell = [asked](std::size_t row) { return ListCell((*asked)[row].text); };
  ListColumn group{"group", "グループ", ColumnKind::label, 20, {}, true, {}};
  group.cell = [asked](std::size_t row) { return ListCell(join_with((*asked)[row].groups, "・")); };
  group.shown = std::any_of(asked->begin(), asked->end(), [](const AskedQuestion& one) { return !one.groups.empty(); });
  table.columns = {std::move(number), std::move(profession), std::move(text), std::move(group)};
  return table;
}

ReportDocument make_question_sheets(const ListSource& source, const std::vector<AskedQuestion>& asked) {
  const Event& event = source.summary.event;
  ReportDocument document;
  document.title = "質問事項一覧";
  document.head = {join_words({event.title, event.theme}), held_when(event, source.zone) + "　" + event.venue};
  document.author = event.organiser;
  document.made_at = source.made_at;
  const bool planned =
      std::any_of(asked.begin(), asked.end(), [](const AskedQuestion& one) { return !one.groups.empty(); });
  std::vector<Stack> stacks;
  if (planned) {
    std::vector<std::string> groups;
    for (const AskedQuestion& one : asked) groups.insert(groups.end(), one.groups.begin(), one.groups.end());
    std::vector<RegistrationRow> order(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) order[i].group = groups[i];
    sort_rows(order, RosterSort::group);
    for (const RegistrationRow& row : order) {
      const std::string name = "グループ " + row.group;
      if (std::any_of(stacks.begin(), stacks.end(), [&name](const Stack& one) { return one.name == name; })) continue;
      for (const AskedQuestion& one : asked) {
        if (std::find(one.groups.begin(), one.groups.end(), row.group) != one.groups.end()) put(stacks, name, one);
      }
    }
  }
  for (const AskedQuestion& one : asked) {
    if (one.groups.empty()) put(stacks, one.profession, one);
  }
  for (const Stack& stack : stacks) document.sheets.push_back(make_sheet(stack));
  if (stacks.empty()) document.sheets.push_back({"質問", {ReportLine{"質問事項", "ありません"}}, false});
  return document;
}

}  // namespace uketsuke
