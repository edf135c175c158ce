// Who stands on which list, and what its columns say. Columns share the rows they were made from.

#include "kiosk/output/list_tables.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/attendance.h"
#include "common/names.h"
#include "kiosk/output/list_words.h"
#include "kiosk/output/roster_order.h"

namespace uketsuke {
namespace {

constexpr std::size_t kWalkInLines = 10;
constexpr double kHandwritingMm = 9;

using Shared = std::shared_ptr<const ListSource>;
using Pick = ListCell (*)(const RegistrationRow&);

bool came(const RegistrationRow& row) { return row.checked_in_at.has_value(); }

ListCell text_cell(std::string text) {
  if (text.empty()) return {};
  return text;
}

/// A column whose cells need nothing but their row.
ListColumn column(const Shared& source, ListColumn shape, Pick pick) {
  shape.cell = [source, pick](std::size_t row) { return pick(source->rows[row]); };
  return shape;
}

ListColumn running_number() {
  ListColumn result{"no", "No.", ColumnKind::number, 10, {}, true, {}};
  result.cell = [](std::size_t row) { return ListCell(static_cast<std::int64_t>(row) + 1); };
  return result;
}

ListColumn number_column(const Shared& source) {
  return column(source, {"number", "受付番号", ColumnKind::number, 15, {}, true, {}},
                [](const RegistrationRow& row) { return ListCell(row.number); });
}
ListColumn name_column(const Shared& source) {
  return column(source, {"name", "氏名", ColumnKind::text, 34, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.attendee.name); });
}
ListColumn furigana_column(const Shared& source) {
  return column(source, {"furigana", "ふりがな", ColumnKind::text, 36, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(to_hiragana(row.attendee.furigana)); });
}
ListColumn facility_column(const Shared& source) {
  return column(source, {"facility", "所属", ColumnKind::text, 54, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.attendee.facility); });
}
ListColumn kind_column(const Shared& source) {
  return column(source, {"kind", "種別", ColumnKind::text, 26, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.facility_kind); });
}
ListColumn profession_column(const Shared& source) {
  return column(source, {"profession", "職種", ColumnKind::text, 26, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.attendee.profession.given); });
}
ListColumn group_column(const Shared& source) {
  return column(source, {"group", "グループ", ColumnKind::label, 15, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.group); });
}
ListColumn note_column(const Shared& source) {
  return column(source, {"note", "備考", ColumnKind::text, 30, {}, true, {}},
                [](const RegistrationRow& row) { return text_cell(row.attendee.note); });
}

/// 区分 of the 出席者名簿: how a participant came to be there; what everybody else is there for.
std::string attendance_category(const RegistrationRow& row) {
  if (row.substitute_for) return "代理";
  if (row.attendee.role != Role::participant) return std::string(list_word(row.attendee.role));
  return row.channel == Channel::walk_in ? "当日" : "事前";
}

/// 出欠; of lecturers, staff and guests who passed no scanner nothing is said.
std::string attendance_word(const RegistrationRow& row) {
  if (came(row)) return "出席";
  if (row.substituted_by) return "欠席（代理あり）";
  return row.attendee.role == Role::participant ? "欠席" : "";
}

ListCell minutes_cell(const RegistrationRow& row, const Event& event) {
  if (row.minutes_attended) return *row.minutes_attended;
  if (!row.checked_in_at) return {};
  std::vector<Movement> movements;
  movements.push_back({CheckInId("1"), Direction::entry, *row.checked_in_at, {}});
  if (row.checked_out_at) movements.push_back({CheckInId("2"), Direction::exit, *row.checked_out_at, {}});
  const auto minutes = count_minutes_attended(movements, event);
  return minutes ? ListCell(*minutes) : ListCell();
}

/// Title and the lines that every list begins with.
ListTable start_table(const Shared& source, const std::string& title) {
  const Event& event = source->summary.event;
  ListTable table;
  table.title = title;
  table.head.push_back(join_words({event.title, event.theme}));
  table.head.push_back("日時　" + held_when(event, source->zone));
  table.head.push_back("会場　" + event.venue);
  table.author = event.organiser;
  table.zone = source->zone;
  table.made_at = source->made_at;
  table.row_count = source->rows.size();
  return table;
}

std::string organiser_line(const Event& event) {
  std::string partners;
  for (const std::string& partner : event.co_organisers) partners += (partners.empty() ? "" : "、") + partner;
  return join_words({event.organiser.empty() ? "" : "主催　" + event.organiser,
                     partners.empty() ? "" : "共催　" + partners,
                     event.secretariat.empty() ? "" : "事務局　" + event.secretariat});
}

/// Rows that a predicate keeps, in their order.
template <class Keep>
Shared keep_rows(ListSource source, Keep keep) {
  source.rows.erase(std::remove_if(source.rows.begin(), source.rows.end(),
                                   [&keep](const RegistrationRow& row) { return !keep(row); }),
                    source.rows.end());
  sort_rows(source.rows, source.sort);
  return std::make_shared<const ListSource>(std::move(source));
}

using Places = std::unordered_map<std::string, std::size_t>;

Places find_places(const std::vector<RegistrationRow>& rows) {
  Places places;
  for (std::size_t i = 0; i < rows.size(); ++i) places.emplace(rows[i].registration.value, i);
  return places;
}

/// Who applied for the seat: of a substitute the first of those who were replaced.
const RegistrationRow& find_applicant(const std::vector<RegistrationRow>& rows, const Places& places, std::size_t row) {
  for (std::size_t steps = 0; steps < rows.size() && rows[row].substitute_for; ++steps) {
    const auto before = places.find(rows[row].substitute_for->value);
    if (before == places.end()) break;
    row = before->second;
  }
  return rows[row];
}

/// Confirmed ones and those who came; of a person replaced, if the one who came instead is on the list.
std::vector<bool> find_attendance_rows(const std::vector<RegistrationRow>& rows) {
  const Places places = find_places(rows);
  std::vector<bool> listed(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t last = i;
    for (std::size_t steps = 0; steps < rows.size() && rows[last].substituted_by; ++steps) {
      const auto next = places.find(rows[last].substituted_by->value);
      if (next == places.end()) break;
      last = next->second;
    }
    listed[i] = came(rows[i]) || came(rows[last]) || rows[last].status == RegistrationStatus::confirmed;
  }
  return listed;
}

void keep_attendance_rows(std::vector<RegistrationRow>& rows) {
  const std::vector<bool> listed = find_attendance_rows(rows);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!listed[i]) continue;
    if (kept != i) rows[kept] = std::move(rows[i]);
    ++kept;
  }
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end());
}

std::string counts_line(const AttendanceCounts& counts) {
  return "申込" + std::to_string(counts.applied) + "名・出席" + std::to_string(counts.present) + "名（うち当日" +
         std::to_string(counts.walk_ins) + "名）・欠席" + std::to_string(counts.absent) + "名";
}

}  // namespace

AttendanceCounts count_attendance(const std::vector<RegistrationRow>& rows) {
  const std::vector<bool> listed = find_attendance_rows(rows);
  const Places places = find_places(rows);
  AttendanceCounts counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RegistrationRow& row = rows[i];
    if (!listed[i] || row.attendee.role != Role::participant) continue;
    if (row.substituted_by && !came(row)) continue;  // the substitute counts
    const bool walk_in = row.channel == Channel::walk_in && !row.substitute_for;
    if (!walk_in) {
      ++counts.applied;
      ++counts.channels[static_cast<std::size_t>(find_applicant(rows, places, i).channel)];
    }
    if (came(row)) ++counts.present;
    if (came(row) && walk_in) ++counts.walk_ins;
    if (!came(row)) ++counts.absent;
  }
  return counts;
}

bool is_expected(const RegistrationRow& row) {
  return came(row) || (row.status == RegistrationStatus::confirmed && !row.substituted_by);
}

ListTable make_attendance_table(ListSource given) {
  keep_attendance_rows(given.rows);
  const Shared source = keep_rows(std::move(given), [](const RegistrationRow&) { return true; });
  const Event& event = source->summary.event;
  ListTable table = start_table(source, "出席者名簿");
  table.orientation = Orientation::landscape;
  table.head.push_back(organiser_line(event));
  table.head.push_back(join_words({counts_line(count_attendance(source->rows)), "（敬称略）"}));
  ListColumn hidden_number = number_column(source);
  hidden_number.shown = false;
  table.columns = {running_number(),          facility_column(source), kind_column(source),
                   profession_column(source), name_column(source),     furigana_column(source)};
  table.columns.push_back(column(source, {"category", "区分", ColumnKind::label, 20, {}, true, {}},
                                 [](const RegistrationRow& row) { return text_cell(attendance_category(row)); }));
  table.columns.push_back(column(source, {"attendance", "出欠", ColumnKind::label, 20, {}, true, {}},
                                 [](const RegistrationRow& row) { return text_cell(attendance_word(row)); }));
  table.columns.push_back(
      column(source, {"checked_in_at", "受付時刻", ColumnKind::clock, 16, {}, true, {}},
             [](const RegistrationRow& row) { return row.checked_in_at ? ListCell(*row.checked_in_at) : ListCell(); }));
  if (event.exit_scan) {
    table.columns.push_back(column(
        source, {"checked_out_at", "退室時刻", ColumnKind::clock, 16, {}, true, {}},
        [](const RegistrationRow& row) { return row.checked_out_at ? ListCell(*row.checked_out_at) : ListCell(); }));
  }
  if (event.exit_scan && event.ends_at) {
    ListColumn minutes{"minutes", "参加時間（分）", ColumnKind::number, 16, {}, true, {}};
    minutes.cell = [source](std::size_t row) { return minutes_cell(source->rows[row], source->summary.event); };
    table.columns.push_back(std::move(minutes));
  }
  table.columns.push_back(group_column(source));
  table.columns.push_back(note_column(source));
  table.columns.push_back(std::move(hidden_number));
  return table;
}

ListTable make_council_table(ListSource given) {
  const bool anyone_came = std::any_of(given.rows.begin(), given.rows.end(), [](const RegistrationRow& row) {
    return came(row) && row.attendee.role == Role::participant;
  });
  const Shared source = keep_rows(std::move(given), [anyone_came](const RegistrationRow& row) {
    return row.attendee.role == Role::participant && (anyone_came ? came(row) : is_expected(row));
  });
  ListTable table = start_table(source, anyone_came ? "出席者一覧" : "参加予定者一覧");
  table.head.push_back(organiser_line(source->summary.event));
  const std::string count = std::to_string(source->rows.size()) + "名";
  table.head.push_back(join_words({(anyone_came ? "出席者" : "参加予定者") + count, "（敬称略）"}));
  table.columns = {running_number(), facility_column(source), profession_column(source), name_column(source)};
  table.columns[1].width_mm = 90;
  table.columns[2].width_mm = 40;
  table.columns[3].width_mm = 46;
  return table;
}

ListTable make_roster_table(ListSource given) {
  const Shared source = keep_rows(std::move(given), [](const RegistrationRow&) { return true; });
  ListTable table = start_table(source, "参加申込者名簿");
  table.orientation = Orientation::landscape;
  table.head.push_back(join_words({std::to_string(source->rows.size()) + "名", "（敬称略）"}));
  table.columns = {number_column(source),   name_column(source), furigana_column(source),
                   facility_column(source), kind_column(source), profession_column(source)};
  table.columns[4].shown = false;  // 種別: where --columns asks
  table.columns.push_back(
      column(source, {"role", "区分", ColumnKind::label, 20, {}, true, {}},
             [](const RegistrationRow& row) { return text_cell(std::string(list_word(row.attendee.role))); }));
  table.columns.push_back(
      column(source, {"status", "状態", ColumnKind::label, 27, {}, true, {}},
             [](const RegistrationRow& row) { return text_cell(std::string(list_word(row.status))); }));
  table.columns.push_back(group_column(source));
  table.columns.push_back(
      column(source, {"channel", "申込方法", ColumnKind::label, 28, {}, true, {}},
             [](const RegistrationRow& row) { return text_cell(std::string(list_word(row.channel))); }));
  table.columns.push_back(column(source, {"received_at", "受付日時", ColumnKind::date_time, 28, {}, true, {}},
                                 [](const RegistrationRow& row) { return ListCell(row.received_at); }));
  table.columns.push_back(column(source, {"email", "メール", ColumnKind::text, 38, {}, true, {}},
                                 [](const RegistrationRow& row) { return text_cell(row.attendee.email); }));
  table.columns.push_back(column(source, {"phone", "電話", ColumnKind::phone, 27, {}, true, {}},
                                 [](const RegistrationRow& row) { return text_cell(row.attendee.phone); }));
  table.columns.push_back(note_column(source));
  return table;
}

ListTable make_sign_in_table(ListSource given) {
  const Shared source = keep_rows(std::move(given), is_expected);
  ListTable table = start_table(source, "受付簿");
  table.head.push_back(join_words({std::to_string(source->rows.size()) + "名", "（敬称略）"}));
  table.min_row_height_mm = kHandwritingMm;
  table.blank_rows = kWalkInLines;
  ListColumn box{"box", "受付", ColumnKind::tick, 14, {}, true, "□"};
  box.cell = [source](std::size_t index) {
    const RegistrationRow& row = source->rows[index];
    if (!row.checked_in_at) return ListCell(std::string("□"));
    return ListCell("済 " + cell_text(ColumnKind::clock, *row.checked_in_at, source->zone));
  };
  ListColumn name =
      column(source, {"name", "氏名（ふりがな）", ColumnKind::text, 46, {}, true, {}}, [](const RegistrationRow& row) {
        const std::string kana = to_hiragana(row.attendee.furigana);
        return text_cell(row.attendee.name + (kana.empty() ? "" : "（" + kana + "）"));
      });
  ListColumn note =
      column(source, {"note", "備考", ColumnKind::text, 32, {}, true, "当日"}, [](const RegistrationRow& row) {
        const std::string category = attendance_category(row);
        return text_cell(join_words({category == "事前" ? "" : category, row.attendee.note}));
      });
  table.columns = {std::move(box),          number_column(source),     std::move(name),
                   facility_column(source), profession_column(source), group_column(source),
                   std::move(note)};
  table.columns[3].width_mm = 44;
  table.columns[4].width_mm = 22;
  table.columns[5].width_mm = 14;
  return table;
}

ListTable make_scans_table(ListSource given, std::vector<ScanRow> given_scans) {
  const auto source = std::make_shared<const ListSource>(std::move(given));
  const auto scans = std::make_shared<const std::vector<ScanRow>>(std::move(given_scans));
  ListTable table = start_table(source, "読み取り一覧");
  table.row_count = scans->size();
  table.head.push_back(std::to_string(scans->size()) + "件");
  const auto add = [&table, &scans](ListColumn shape, ListCell (*pick)(const ScanRow&)) {
    shape.cell = [scans, pick](std::size_t row) { return pick((*scans)[row]); };
    table.columns.push_back(std::move(shape));
  };
  add({"happened_at", "日時", ColumnKind::date_time, 34, {}, true, {}},
      [](const ScanRow& scan) { return ListCell(scan.happened); });
  add({"direction", "方向", ColumnKind::label, 14, {}, true, {}},
      [](const ScanRow& scan) { return text_cell(std::string(list_word(scan.direction))); });
  add({"outcome", "結果", ColumnKind::text, 34, {}, true, {}},
      [](const ScanRow& scan) { return text_cell(std::string(list_word(scan.outcome))); });
  add({"outcome_word", "結果（符号）", ColumnKind::text, 28, {}, true, {}},
      [](const ScanRow& scan) { return text_cell(std::string(word(scan.outcome))); });
  add({"number", "受付番号", ColumnKind::number, 16, {}, true, {}},
      [](const ScanRow& scan) { return scan.number > 0 ? ListCell(scan.number) : ListCell(); });
  add({"registration", "参加登録", ColumnKind::text, 46, {}, true, {}},
      [](const ScanRow& scan) { return text_cell(scan.registration ? scan.registration->value : std::string()); });
  add({"source", "読み取り元", ColumnKind::text, 30, {}, true, {}},
      [](const ScanRow& scan) { return text_cell(std::string(list_word(scan.source))); });
  add({"scan", "読み取りID", ColumnKind::text, 46, {}, false, {}},
      [](const ScanRow& scan) { return text_cell(scan.scan.value); });
  return table;
}

}  // namespace uketsuke
