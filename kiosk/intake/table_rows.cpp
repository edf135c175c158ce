// See table_rows.h.
#include "kiosk/intake/table_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/draft_reading.h"
#include "kiosk/intake/roster_row.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxKeptText = 8000;
constexpr std::size_t kMostBadLines = 10'000;
constexpr std::size_t kMostNotes = 1000;

/// At most so many bytes of valid UTF-8, NUL shown.
std::string kept_text(std::string_view text) {
  std::string kept(text.substr(0, kMaxKeptText));
  while (kept.size() < text.size() && !kept.empty() && (static_cast<unsigned char>(text[kept.size()]) & 0xC0) == 0x80) {
    kept.pop_back();
  }
  for (std::size_t at = kept.find('\0'); at != std::string::npos; at = kept.find('\0', at)) {
    kept.replace(at, 1, "\xE2\x90\x80");
  }
  return kept;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// 記入例, （記入例）, 記入例１
bool is_example_mark(const std::string& cell) {
  constexpr std::string_view kMark = "記入例";
  if (cell.size() > 40 || cell.find(kMark) == std::string::npos) return false;
  std::string rest = nfkc(trim(cell));
  rest.erase(rest.find(kMark), kMark.size());
  for (const std::string_view bracket : {"【", "】", "〔", "〕"}) {
    const std::size_t at = rest.find(bracket);
    if (at != std::string::npos) rest.erase(at, bracket.size());
  }
  return rest.find_first_not_of("()[]<>0123456789 *:") == std::string::npos;
}

}  // namespace

bool TableRows::goes_on(std::size_t at, std::size_t all) {
  content_.stopped = content_.stopped || !uketsuke::goes_on(rules_.keep_on, at, all);
  return !content_.stopped;
}

void TableRows::refuse_file(std::int64_t line, std::string why) {
  content_.bad.push_back(BadLine{file_, line, {}, std::move(why), {}});
  ++content_.bad_files;
  content_.unusable = true;
}

void TableRows::refuse(std::int64_t line, std::string field, std::string why, std::string_view text) {
  if (content_.bad.size() >= kMostBadLines) {
    refuse_file(line, "これ以前に読めない行が多すぎます。ファイルを確かめてください");
    return;
  }
  content_.bad.push_back(BadLine{file_, line, std::move(field), std::move(why), kept_text(text)});
}

void TableRows::note(std::int64_t line, std::string field, std::string why) {
  if (content_.notes.size() >= kMostNotes) return;
  content_.notes.push_back(BadLine{file_, line, std::move(field), std::move(why), {}});
}

void TableRows::take_header(const std::vector<std::string>& cells, std::int64_t line) {
  has_header_ = true;
  const bool told = rules_.mapping != nullptr;
  const MappingRules* format = told                        ? rules_.mapping
                               : rules_.formats != nullptr ? find_format(cells, *rules_.formats)
                                                           : nullptr;
  auto map = map_columns(cells, format);
  if (!map) {
    refuse_file(line, map.error().what);
    return;
  }
  map_ = std::move(*map);
  if (!told && format != nullptr) note(line, {}, "見出しから「" + map_.preset + "」の形式として読みました");
  note_people(line);
  if (told || format != nullptr || !map_.first_name()) return;
  for (const std::size_t column : map_.other_names) {
    note(line, title(column), "この列は取り込みません。氏名は「" + title(*map_.first_name()) + "」の列から読みました");
  }
}

void TableRows::note_people(std::int64_t line) {
  if (map_.people.empty()) return;
  std::string names;
  for (const FieldColumns& columns : map_.people) {
    const auto& name = columns[static_cast<std::size_t>(RosterField::name)];
    const auto& family_name = columns[static_cast<std::size_t>(RosterField::family_name)];
    if (name || family_name) names += "「" + title(name ? *name : *family_name) + "」";
  }
  note(line, {}, "1行に" + std::to_string(map_.people.size()) + "人まで書ける表として読みました: " + names);
}

std::string TableRows::title(std::size_t column) const {
  return column < map_.titles.size() ? trim(map_.titles[column]) : std::string();
}

bool TableRows::is_read(std::size_t column) const { return map_.reads(column); }

std::string TableRows::record_of(const std::vector<std::string>& cells) const {
  // Titles that only a mapping or a format knows are written in our words, so that the draft can be read without it.
  const auto plain = map_columns(map_.titles, nullptr);
  const bool own_words = !plain || plain->column != map_.column || plain->people != map_.people;
  std::vector<LabelledCell> labelled;
  for (std::size_t column = 0; column < cells.size() && column < map_.titles.size(); ++column) {
    std::string name = title(column);
    if (own_words && is_read(column)) name = own_title(column);
    if (name.empty() || (!is_read(column) && trim(cells[column]).empty())) continue;
    labelled.push_back({std::move(name), trim(cells[column])});
  }
  return write_labelled_row(labelled);
}

std::string TableRows::own_title(std::size_t column) const {
  const auto find = [column](const FieldColumns& columns) {
    const auto found = std::find(columns.begin(), columns.end(), column);
    return found == columns.end() ? std::string()
                                  : std::string(japanese(static_cast<RosterField>(found - columns.begin())));
  };
  std::string name = find(map_.column);
  for (std::size_t person = 0; name.empty() && person < map_.people.size(); ++person) {
    name = find(map_.people[person]);
    if (!name.empty()) name += std::to_string(person + 1);
  }
  return name;
}

bool TableRows::refuse_long_cell(const std::vector<std::string>& cells, std::int64_t line, std::string_view text) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].size() <= kMaxCellCharacters || count_characters(cells[i]) <= kMaxCellCharacters) continue;
    refuse(line, title(i), "1つの欄が2,000文字を超えています", text);
    return true;
  }
  return false;
}

bool TableRows::is_skipped(const std::vector<std::string>& cells) const {
  if (!map_.skip_column || *map_.skip_column >= cells.size()) return false;
  const std::string value = fold_title(cells[*map_.skip_column]);
  return std::find(map_.skip_values.begin(), map_.skip_values.end(), value) != map_.skip_values.end();
}

/// Excel's plain CSV writes ? for what its encoding lacks.
void TableRows::note_lost_characters(std::int64_t line, const std::string& name) {
  if (name.find('?') == std::string::npos) return;
  note(line, "氏名",
       name + ": 「?」は失われた文字かもしれません。Excelでは「CSV UTF-8」か「Excelブック」で保存してください");
}

void TableRows::take_row(const std::vector<std::string>& cells, std::int64_t line, std::string_view text) {
  if (refuse_long_cell(cells, line, text)) return;
  if (std::any_of(cells.begin(), cells.end(), is_example_mark)) {
    note(line, {}, "「記入例」の行を読みとばしました");
    return;
  }
  if (is_skipped(cells)) {
    note(line, title(*map_.skip_column), "「" + trim(cells[*map_.skip_column]) + "」の行を読みとばしました");
    return;
  }
  RowRemarks remarks;
  auto application = read_roster_row(cells, map_, rules_, remarks);
  if (!application) {
    refuse(line, std::move(application.error().field), std::move(application.error().why), record_of(cells));
    return;
  }
  application->line = line;
  application->file = file_;
  for (RowFault& remark : remarks.notes) note(line, std::move(remark.field), std::move(remark.why));
  for (const Attendee& person : application->attendees) note_lost_characters(line, person.name);
  for (const std::string& given : remarks.unknown_professions) {
    if (seen_professions_.insert(given).second) content_.unknown_professions.push_back(given);
  }
  content_.applications.push_back(std::move(*application));
}

RosterContent unusable_file(const std::string& file, std::string why, std::int64_t line) {
  RosterContent content;
  content.bad.push_back(BadLine{file, line, {}, std::move(why), {}});
  content.bad_files = 1;
  content.unusable = true;
  return content;
}

void append_content(RosterContent& all, RosterContent&& more) {
  std::move(more.applications.begin(), more.applications.end(), std::back_inserter(all.applications));
  std::move(more.bad.begin(), more.bad.end(), std::back_inserter(all.bad));
  std::move(more.notes.begin(), more.notes.end(), std::back_inserter(all.notes));
  for (std::string& words : more.unknown_professions) {
    if (std::find(all.unknown_professions.begin(), all.unknown_professions.end(), words) ==
        all.unknown_professions.end()) {
      all.unknown_professions.push_back(std::move(words));
    }
  }
  all.bad_files += more.bad_files;
  all.unusable = all.unusable || more.unusable;
  all.needs_password = all.needs_password || more.needs_password;
  all.stopped = all.stopped || more.stopped;
}

}  // namespace uketsuke
