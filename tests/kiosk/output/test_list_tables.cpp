// Who stands on which list, in which order, with which words.

#include <algorithm>

#include "kiosk/output/list_tables.h"
#include "kiosk/output/roster_order.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

/// Cells of a column by its id, as printed.
std::vector<std::string> column(const ListTable& table, const std::string& id) {
  std::vector<std::string> cells;
  for (const ListColumn& one : table.columns) {
    if (one.id != id) continue;
    for (std::size_t row = 0; row < table.row_count; ++row) {
      cells.push_back(cell_text(one.kind, one.cell(row), table.zone));
    }
  }
  return cells;
}

std::vector<std::string> titles(const ListTable& table) {
  std::vector<std::string> result;
  for (const ListColumn& one : table.columns) {
    if (one.shown) result.push_back(one.title);
  }
  return result;
}

std::string head(const ListTable& table) {
  std::string all;
  for (const std::string& line : table.head) all += line + "\n";
  return all;
}

RegistrationRow came(RegistrationRow row, const std::string& clock) {
  row.checked_in_at = at("2025-10-24T" + clock + ":00+09:00");
  return row;
}

RegistrationRow with_status(RegistrationRow row, RegistrationStatus status) {
  row.status = status;
  return row;
}

/// 1, 2 came; 3 stayed away; 4 cancelled; 5 waitlisted; 6 walk-in; 7 replaced by 8 who came; 9 lecturer; 10 waitlisted,
/// seated at the door.
std::vector<RegistrationRow> evening() {
  std::vector<RegistrationRow> rows;
  rows.push_back(came(person(1, "山田 太郎", "やまだ たろう", "みほん薬局", "薬剤師"), "18:07"));
  rows.push_back(came(person(2, "佐藤 花子", "サトウ ハナコ", "みほん薬局", "薬剤師"), "18:08"));
  rows.push_back(person(3, "鈴木 一郎", "", "みほん病院", "医師"));
  rows.push_back(with_status(person(4, "伊藤", "いとう", "", ""), RegistrationStatus::cancelled));
  rows.push_back(with_status(person(5, "加藤", "かとう", "", ""), RegistrationStatus::waitlisted));
  rows.push_back(came(person(6, "高橋", "たかはし", "", ""), "18:20"));
  rows.back().channel = Channel::walk_in;
  rows.push_back(person(7, "井上", "いのうえ", "", ""));
  rows.back().substituted_by = RegistrationId("r8");
  rows.push_back(came(person(8, "木村", "きむら", "", ""), "18:21"));
  rows.back().substitute_for = RegistrationId("r7");
  rows.push_back(person(9, "林", "はやし", "", ""));
  rows.back().attendee.role = Role::lecturer;
  rows.push_back(came(with_status(person(10, "清水", "しみず", "", ""), RegistrationStatus::confirmed), "18:25"));
  rows.push_back(with_status(person(11, "森", "もり", "", ""), RegistrationStatus::pending));
  rows.push_back(with_status(person(12, "池田", "いけだ", "", ""), RegistrationStatus::declined));
  return rows;
}

TEST(AttendanceList, HoldsTheConfirmedAndThoseWhoCame) {
  const ListTable table = make_attendance_table(source_of(evening()));
  EXPECT_EQ(column(table, "number"), (std::vector<std::string>{"1", "2", "3", "6", "7", "8", "9", "10"}));
  EXPECT_EQ(column(table, "no"), (std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8"}));
}

TEST(AttendanceList, HasItsColumnsInOrder) {
  const ListTable table = make_attendance_table(source_of(evening()));
  EXPECT_EQ(titles(table), (std::vector<std::string>{"No.", "所属", "種別", "職種", "氏名", "ふりがな", "区分", "出欠",
                                                     "受付時刻", "グループ", "備考"}));
}

TEST(AttendanceList, SaysHowEachCame) {
  const ListTable table = make_attendance_table(source_of(evening()));
  EXPECT_EQ(column(table, "category"),
            (std::vector<std::string>{"事前", "事前", "事前", "当日", "事前", "代理", "講師", "事前"}));
  EXPECT_EQ(column(table, "attendance"),
            (std::vector<std::string>{"出席", "出席", "欠席", "出席", "欠席（代理あり）", "出席", "", "出席"}));
  EXPECT_EQ(column(table, "checked_in_at"),
            (std::vector<std::string>{"18:07", "18:08", "", "18:20", "", "18:21", "", "18:25"}));
}

TEST(AttendanceList, PrintsFuriganaInHiragana) {
  const ListTable table = make_attendance_table(source_of(evening()));
  EXPECT_EQ(column(table, "furigana").at(1), "さとう はなこ");
}

TEST(AttendanceList, CountsASubstitutedSeatOnce) {
  const AttendanceCounts counts = count_attendance(evening());
  EXPECT_EQ(counts.applied, 5);   // 1 2 3 8 10
  EXPECT_EQ(counts.present, 5);   // 1 2 6 8 10
  EXPECT_EQ(counts.walk_ins, 1);  // 6
  EXPECT_EQ(counts.absent, 1);    // 3
  EXPECT_EQ(counts.applied + counts.walk_ins, counts.present + counts.absent);
}

TEST(AttendanceList, HeadNamesEventDateVenueOrganiserAndCounts) {
  const std::string lines = head(make_attendance_table(source_of(evening())));
  for (const char* words :
       {"令和7年度 第1回多職種向け研修会", "令和7年10月24日（金）18:30～20:30", "みほん市医療センター",
        "主催　みほん在宅医療相談室", "申込5名・出席5名（うち当日1名）・欠席1名", "（敬称略）"}) {
    EXPECT_NE(lines.find(words), std::string::npos) << words;
  }
}

TEST(AttendanceList, ReplacedPersonIsListedOnlyWithTheOneWhoCameInstead) {
  auto rows = evening();
  rows[6].status = RegistrationStatus::cancelled;  // however the store keeps the one who was replaced
  EXPECT_EQ(column(make_attendance_table(source_of(rows)), "number").size(), 8U);
  rows[7].status = RegistrationStatus::waitlisted;
  rows[7].checked_in_at.reset();
  const auto numbers = column(make_attendance_table(source_of(rows)), "number");
  EXPECT_EQ(std::count(numbers.begin(), numbers.end(), "7"), 0);
  EXPECT_EQ(std::count(numbers.begin(), numbers.end(), "8"), 0);
}

TEST(AttendanceList, CircleOfSubstitutesEnds) {
  auto rows = evening();
  rows[7].substituted_by = RegistrationId("r7");
  EXPECT_EQ(make_attendance_table(source_of(rows)).columns.size(), 12U);
}

TEST(AttendanceList, ShowsExitsAndMinutesOnlyWhereTheyAreKnown) {
  auto rows = evening();
  rows[0].checked_out_at = at("2025-10-24T20:00:00+09:00");
  rows[1].minutes_attended = 45;  // absences taken off
  ListSource source = source_of(rows);
  EXPECT_TRUE(column(make_attendance_table(source), "checked_out_at").empty());
  source.summary.event.exit_scan = true;
  const ListTable with_end = make_attendance_table(source);
  EXPECT_EQ(column(with_end, "checked_out_at").at(0), "20:00");
  EXPECT_EQ(column(with_end, "minutes").at(0), "90");  // from the start, 18:30
  EXPECT_EQ(column(with_end, "minutes").at(1), "45");
  EXPECT_EQ(column(with_end, "minutes").at(2), "");
  source.summary.event.ends_at.reset();
  const ListTable without_end = make_attendance_table(source);
  EXPECT_EQ(column(without_end, "checked_out_at").at(0), "20:00");
  EXPECT_TRUE(column(without_end, "minutes").empty());
}

TEST(AttendanceList, IsInTheEventsZone) {
  ListSource source = source_of(evening());
  source.zone = Zone::find("Europe/London").value();
  EXPECT_EQ(column(make_attendance_table(source), "checked_in_at").at(0), "10:07");
}

TEST(CouncilList, IsOfThoseWhoCameOnceAnyoneDid) {
  const ListTable after = make_council_table(source_of(evening()));
  EXPECT_EQ(titles(after), (std::vector<std::string>{"No.", "所属", "職種", "氏名"}));
  EXPECT_EQ(column(after, "name"), (std::vector<std::string>{"山田 太郎", "佐藤 花子", "高橋", "木村", "清水"}));
  auto rows = evening();
  for (RegistrationRow& row : rows) row.checked_in_at.reset();
  const ListTable before = make_council_table(source_of(rows));
  EXPECT_EQ(column(before, "name"),
            (std::vector<std::string>{"山田 太郎", "佐藤 花子", "鈴木 一郎", "高橋", "木村", "清水"}));
  EXPECT_NE(head(before).find("参加予定者6名"), std::string::npos);
}

TEST(Lists, KeepEmailAndPhoneFromSignInAndCouncil) {
  for (const ListTable& table : {make_sign_in_table(source_of(evening())), make_council_table(source_of(evening()))}) {
    EXPECT_FALSE(select_columns(table, {"email"})) << table.title;
    EXPECT_FALSE(select_columns(table, {"phone"})) << table.title;
  }
  EXPECT_TRUE(select_columns(make_roster_table(source_of(evening())), {"email", "phone"}));
}

TEST(SignInList, HasTheExpectedPeopleAndTenLines) {
  const ListTable table = make_sign_in_table(source_of(evening()));
  EXPECT_EQ(titles(table),
            (std::vector<std::string>{"受付", "受付番号", "氏名（ふりがな）", "所属", "職種", "グループ", "備考"}));
  EXPECT_EQ(table.blank_rows, 10U);
  EXPECT_EQ(column(table, "number"), (std::vector<std::string>{"1", "2", "3", "6", "8", "9", "10"}));
  EXPECT_EQ(column(table, "name").at(1), "佐藤 花子（さとう はなこ）");
  EXPECT_EQ(column(table, "name").at(2), "鈴木 一郎");
  EXPECT_EQ(column(table, "box"),
            (std::vector<std::string>{"済 18:07", "済 18:08", "□", "済 18:20", "済 18:21", "□", "済 18:25"}));
  EXPECT_EQ(column(table, "note").at(4), "代理");
  EXPECT_EQ(column(table, "note").at(5), "講師");
}

TEST(RosterList, HasEveryRegistrationWithItsStatus) {
  const ListTable table = make_roster_table(source_of(evening()));
  EXPECT_EQ(table.row_count, 12U);
  const auto status = column(table, "status");
  EXPECT_EQ(status.at(0), "確定");
  EXPECT_EQ(status.at(3), "キャンセル");
  EXPECT_EQ(status.at(4), "キャンセル待ち");
  EXPECT_EQ(status.at(10), "要確認");
  EXPECT_EQ(status.at(11), "参加不可");
  EXPECT_EQ(column(table, "received_at").at(0), "2025/10/01 09:03:21");
}

TEST(ScansList, HasNoNames) {
  ScanRow scan;
  scan.scan = ScanId("s1");
  scan.happened = at("2025-10-24T18:07:12+09:00");
  scan.outcome = ScanOutcome::admitted;
  scan.source = ScanSource::camera;
  scan.registration = RegistrationId("r1");
  scan.number = 1;
  scan.name = "山田 太郎";
  ScanRow refused = scan;
  refused.registration.reset();
  refused.number = 0;
  refused.outcome = ScanOutcome::forged;
  const ListTable table = make_scans_table(source_of({}), {scan, refused});
  for (const ListColumn& one : table.columns) {
    for (const std::string& cell : column(table, one.id)) EXPECT_EQ(cell.find("山田"), std::string::npos);
  }
  EXPECT_EQ(column(table, "happened_at").at(0), "2025/10/24 18:07:12");
  EXPECT_EQ(column(table, "outcome_word"), (std::vector<std::string>{"admitted", "forged"}));
  EXPECT_EQ(column(table, "number"), (std::vector<std::string>{"1", ""}));
}

TEST(Columns, AreChosenByIdOrTitleInTheOrderAsked) {
  const auto chosen = select_columns(make_roster_table(source_of(evening())), {"電話", "name"});
  ASSERT_TRUE(chosen);
  EXPECT_EQ(titles(*chosen), (std::vector<std::string>{"電話", "氏名"}));
  const auto hidden = select_columns(make_attendance_table(source_of(evening())), {"number"});
  ASSERT_TRUE(hidden);
  EXPECT_EQ(hidden->columns.size(), 1U);
  const auto unknown = select_columns(make_roster_table(source_of(evening())), {"name", "shoe_size"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::bad_call);
  EXPECT_NE(unknown.error().what.find("shoe_size"), std::string::npos);
  EXPECT_NE(unknown.error().what.find("furigana"), std::string::npos);
}

std::vector<std::int64_t> order(std::vector<RegistrationRow> rows, RosterSort sort) {
  sort_rows(rows, sort);
  std::vector<std::int64_t> numbers;
  for (const RegistrationRow& row : rows) numbers.push_back(row.number);
  return numbers;
}

std::vector<RegistrationRow> unordered() {
  std::vector<RegistrationRow> rows = {
      person(4, "無名", "", "みほん薬局", ""), person(3, "加藤", "カトウ", "みほん病院", ""),
      person(2, "我妻", "がさい", "", ""), person(1, "河西", "かさい", "あおぞら園", ""),
      person(5, "青木", "あおき", "株式会社みほん薬局", "")};
  rows[4].group = "10";
  rows[1].group = "2";
  rows[3].group = "2";
  rows[0].attendee.profession.category = ProfessionCategory::doctor;
  rows[4].attendee.profession.category = ProfessionCategory::doctor;
  return rows;
}

TEST(RosterOrder, KanaPutsMissingFuriganaLastAndVoicedAfterPlain) {
  EXPECT_EQ(order(unordered(), RosterSort::kana), (std::vector<std::int64_t>{5, 1, 2, 3, 4}));
}
TEST(RosterOrder, NumberIsTheReceptionNumber) {
  EXPECT_EQ(order(unordered(), RosterSort::number), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}
TEST(RosterOrder, FacilityIsFoldedAndNoneIsLast) {
  const auto numbers = order(unordered(), RosterSort::facility);
  EXPECT_EQ(numbers.back(), 2);
  // 株式会社みほん薬局 stands with みほん薬局, by furigana.
  const auto five = std::find(numbers.begin(), numbers.end(), 5);
  ASSERT_NE(five, numbers.end());
  EXPECT_EQ(*(five + 1), 4);
}
TEST(RosterOrder, ProfessionGoesByCategory) {
  EXPECT_EQ(order(unordered(), RosterSort::profession), (std::vector<std::int64_t>{5, 4, 1, 2, 3}));
}
TEST(RosterOrder, GroupsGoByTheirNumbersAndNoneIsLast) {
  auto rows = unordered();
  EXPECT_EQ(order(rows, RosterSort::group), (std::vector<std::int64_t>{1, 3, 5, 2, 4}));
  rows[0].group = "A";
  EXPECT_EQ(order(rows, RosterSort::group), (std::vector<std::int64_t>{1, 3, 5, 4, 2}));
}
TEST(RosterOrder, EveryRowIsKeptWhole) {
  std::vector<RegistrationRow> rows;
  for (std::int64_t i = 0; i < 1000; ++i) rows.push_back(person(1 + (i * 367) % 1000, "名前", "なまえ", "", ""));
  sort_rows(rows, RosterSort::number);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].number, static_cast<std::int64_t>(i) + 1);
    ASSERT_EQ(rows[i].registration.value, "r" + std::to_string(i + 1));
    ASSERT_EQ(rows[i].attendee.name, "名前");
  }
}
TEST(RosterOrder, TiesGoByNameThenNumber) {
  std::vector<RegistrationRow> rows = {person(9, "佐藤", "さとう", "", ""), person(3, "佐藤", "さとう", "", ""),
                                       person(7, "左藤", "さとう", "", "")};
  EXPECT_EQ(order(rows, RosterSort::kana), (std::vector<std::int64_t>{3, 9, 7}));
}

}  // namespace
}  // namespace uketsuke
