// Rows go by their titles, through the reader of rows; mails through the reader of pasted ones.
#include "kiosk/intake/draft_reading.h"

#include <algorithm>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/roster_mail.h"
#include "kiosk/intake/roster_row.h"

namespace uketsuke {

namespace {

constexpr std::string_view kColon = "：";
constexpr std::string_view kBlank = "　";
/// Stands for a name that is not there while the rest of the row is read.
constexpr const char* kNoName = "？";

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// True if somebody's name is read from that column.
bool is_name_column(const ColumnMap& map, std::size_t column) {
  const auto has = [column](const FieldColumns& columns) {
    return columns[static_cast<std::size_t>(RosterField::name)] == column ||
           columns[static_cast<std::size_t>(RosterField::family_name)] == column;
  };
  return has(map.column) || std::any_of(map.people.begin(), map.people.end(), has);
}

/// Without the cells that are wrong, so that the others can be read.
std::optional<Application> read_cells(std::vector<std::string> cells, const ColumnMap& map, const RosterRules& rules) {
  for (std::size_t tries = 0; tries <= cells.size() + 1; ++tries) {
    RowRemarks remarks;
    auto read = read_roster_row(cells, map, rules, remarks);
    if (read) {
      for (Attendee& attendee : read->attendees) {
        if (attendee.name == kNoName) attendee.name.clear();
      }
      return std::move(*read);
    }
    const auto wrong = std::find_if(map.titles.begin(), map.titles.end(),
                                    [&](const std::string& title) { return trim(title) == read.error().field; });
    if (wrong == map.titles.end()) return std::nullopt;
    const auto column = static_cast<std::size_t>(wrong - map.titles.begin());
    cells[column] = is_name_column(map, column) ? kNoName : std::string();
  }
  return std::nullopt;
}

Application read_row(const Draft& draft, const RosterRules& rules) {
  std::vector<std::string> titles;
  std::vector<std::string> cells;
  for (LabelledCell& cell : read_labelled_row(draft.bad.text)) {
    titles.push_back(std::move(cell.title));
    cells.push_back(std::move(cell.value));
  }
  if (const auto map = map_columns(titles, nullptr)) {
    if (auto read = read_cells(std::move(cells), *map, rules)) return std::move(*read);
  }
  return {};
}

}  // namespace

std::string write_labelled_row(const std::vector<LabelledCell>& cells) {
  std::string text;
  for (const LabelledCell& cell : cells) {
    text += (text.empty() ? "" : "\n") + cell.title + std::string(kColon);
    for (const char c : cell.value) {
      if (c == '\r') continue;
      text += c;
      if (c == '\n') text += kBlank;
    }
  }
  return text;
}

std::vector<LabelledCell> read_labelled_row(std::string_view text) {
  std::vector<LabelledCell> cells;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(kColon);
    if (line.substr(0, kBlank.size()) == kBlank && !cells.empty()) {
      cells.back().value += "\n" + std::string(line.substr(kBlank.size()));
    } else if (colon != std::string_view::npos && colon > 0) {
      cells.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + kColon.size()))});
    } else {
      return {};
    }
  }
  return cells;
}

bool is_mail_draft(const Draft& draft) {
  const std::string file = lower(draft.bad.file);
  return !ends_with(file, ".csv") && !ends_with(file, ".tsv") && !ends_with(file, ".xlsx") && !ends_with(file, ".zip");
}

Application read_draft(const Draft& draft, const RosterRules& rules) {
  Application application;
  if (is_mail_draft(draft)) {
    application = read_pasted_mail(draft.bad.text, draft.bad.file, rules).form.application;
    application.channel = Channel::email;
  } else {
    application = read_row(draft, rules);
  }
  if (application.attendees.empty()) application.attendees.emplace_back();
  if (!application.received || *application.received > rules.now) application.received = draft.held_at;
  application.file = draft.bad.file;
  application.line = draft.bad.line;
  return application;
}

}  // namespace uketsuke
