// 実施結果報告書 and the report of a year: counts, paper, workbook.

#include "kiosk/output/list_words.h"
#include "kiosk/output/report_counts.h"
#include "kiosk/output/result_report.h"
#include "kiosk/output/year_report.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using Reports = OutputTest;

CountedRow counted(RegistrationRow row, const std::string& when, const std::string& kind = {}) {
  if (!when.empty()) row.checked_in_at = at(when);
  CountedRow one;
  one.row = std::move(row);
  one.kind = kind;
  return one;
}

CountedEvent event_on(const std::string& code, const std::string& start, std::vector<CountedRow> rows) {
  CountedEvent event;
  event.summary = sample_summary();
  event.summary.event.code = EventCode(code);
  event.summary.event.starts_at = at(start);
  for (CountedRow& row : rows) row.row.registration.value = code + row.row.registration.value;
  event.rows = std::move(rows);
  return event;
}

RegistrationRow mail_person(std::int64_t number, const std::string& name, const std::string& facility,
                            const std::string& email) {
  RegistrationRow row = person(number, name, "", facility, "看護師");
  row.attendee.email = email;
  row.attendee.profession.category = ProfessionCategory::nurse;
  return row;
}

TEST(ReportCounting, OnePersonIsTheNameWithMailOrFacility) {
  const std::string first = "2025-05-01T18:10:00+09:00";
  const std::string second = "2025-06-01T18:10:00+09:00";
  const CountedEvent a = event_on("A", "2025-05-01T18:30:00+09:00",
                                  {counted(mail_person(1, "髙橋 一郎", "みほん薬局", "a@example.jp"), first, "薬局"),
                                   counted(mail_person(2, "佐藤 花子", "みほん病院", ""), first),
                                   counted(mail_person(3, "欠席 太郎", "みほん病院", ""), "")});
  const CountedEvent b = event_on("B", "2025-06-01T18:30:00+09:00",
                                  {counted(mail_person(1, "高橋一郎", "別の薬局", "A@example.jp"), second),
                                   counted(mail_person(2, "佐藤 花子", "(医) みほん病院", "x@example.jp"), second),
                                   counted(mail_person(3, "佐藤 花子", "よその病院", "y@example.jp"), second)});
  const std::vector<const CountedEvent*> both = {&a, &b};
  const PeopleIndex people(both, {});
  const ReportCounts all = count_events(both, people);
  EXPECT_EQ(all.held, 2);
  EXPECT_EQ(all.present, 5);
  EXPECT_EQ(all.people, 3);
  EXPECT_EQ(all.absent, 1);
  EXPECT_EQ(all.first_time, 3);
  EXPECT_EQ(all.repeat, 2);
  EXPECT_DOUBLE_EQ(all.share(ProfessionCategory::nurse), 1);
  EXPECT_EQ(all.kinds, (Tally{{"薬局", 1}, {"不明", 4}}));
  EXPECT_EQ(all.arrivals.at(-20), 5);
  const ReportCounts later = count_events({&b}, people);
  EXPECT_EQ(later.first_time, 1);
  EXPECT_EQ(later.repeat, 2);
}

TEST(ReportCounting, LecturersAndStaffAreOutside) {
  CountedRow lecturer = counted(person(1, "講師", "", "", ""), "2025-05-01T18:10:00+09:00");
  lecturer.row.attendee.role = Role::lecturer;
  const CountedEvent event = event_on("A", "2025-05-01T18:30:00+09:00", {lecturer});
  const PeopleIndex people({&event}, {});
  const ReportCounts counts = count_events({&event}, people);
  EXPECT_EQ(counts.present, 0);
  EXPECT_EQ(counts.people, 0);
  EXPECT_TRUE(counts.kinds.empty());
}

TEST(ReportCounting, ChannelsAddUpToWhatIsCalledApplied) {
  const std::string when = "2025-05-01T18:10:00+09:00";
  CountedRow replaced = counted(person(1, "元", "", "", ""), "");
  CountedRow substitute = counted(person(2, "代理", "", "", ""), when);
  CountedRow walk_in = counted(person(3, "当日", "", "", ""), when);
  CountedRow waiting = counted(person(4, "待ち", "", "", ""), "");
  replaced.row.channel = Channel::fax;
  substitute.row.channel = Channel::desk;
  walk_in.row.channel = Channel::walk_in;
  waiting.row.status = RegistrationStatus::waitlisted;
  CountedEvent event = event_on("A", "2025-05-01T18:30:00+09:00", {replaced, substitute, walk_in, waiting});
  event.rows[0].row.substituted_by = event.rows[1].row.registration;
  event.rows[1].row.substitute_for = event.rows[0].row.registration;
  const PeopleIndex people({&event}, {});
  const ReportCounts counts = count_events({&event}, people);
  EXPECT_EQ(counts.applied, 1);
  EXPECT_EQ(counts.walk_ins, 1);
  EXPECT_EQ(counts.applied_channels, (std::map<std::string, std::int64_t>{{"fax", 1}}));
  EXPECT_EQ(counts.channels, (Tally{{"fax", 1}, {"walk-in", 1}}));
}

TEST(ReportCounting, ErasedNamesAreNotOnePerson) {
  const std::string when = "2025-05-01T18:10:00+09:00";
  const CountedEvent event =
      event_on("A", "2025-05-01T18:30:00+09:00",
               {counted(person(1, "", "", "", ""), when), counted(person(2, "", "", "", ""), when)});
  const PeopleIndex people({&event}, {});
  EXPECT_EQ(count_events({&event}, people).people, 2);
}

ListSource source_of_event() {
  std::vector<RegistrationRow> rows = people(12);
  for (std::size_t i = 0; i < 10; ++i) {
    rows[i].checked_in_at = at("2025-10-24T18:07:00+09:00");
    rows[i].attendee.profession.category = i % 2 == 0 ? ProfessionCategory::nurse : ProfessionCategory::doctor;
    rows[i].facility_kind = i % 3 == 0 ? "病院" : i % 3 == 1 ? "訪問看護" : "";
  }
  return source_of(rows);
}

TEST_F(Reports, ResultReportHasItsSevenPoints) {
  ASSERT_TRUE(write_report_pdf(make_result_report(source_of_event(), {8, "活発な意見交換があった。"}), path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  for (const char* words :
       {"実施結果報告書", "1開催日時", "令和7年10月24日（金）18:30～20:30", "2会場", "3テーマ・講師",
        "4申込・出席・欠席", "申込12名出席10名（うち当日参加0名）欠席2名", "5内訳", "医師", "看護職", "不明", "病院",
        "8枚（回収率80.0％）", "7所見", "活発な意見交換があった。"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << text;
  }
  EXPECT_EQ(cut_texts(path("a.pdf")), "");
  EXPECT_NE(run("pdfinfo '" + path("a.pdf") + "'").find("Pages:           1"), std::string::npos);
}

TEST_F(Reports, ResultReportNamesThoseWithoutASeatApart) {
  ListSource source = source_of_event();
  source.rows[10].status = RegistrationStatus::waitlisted;
  source.rows[11].status = RegistrationStatus::cancelled;
  ASSERT_TRUE(write_report_pdf(make_result_report(source, {}), path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  EXPECT_NE(text.find("申込10名出席10名（うち当日参加0名）欠席0名"), std::string::npos) << text;
  EXPECT_NE(text.find("申込に含まない方" + std::string(list_word(RegistrationStatus::waitlisted)) + "1名、"),
            std::string::npos)
      << text;
}

TEST_F(Reports, ResultReportAsAWorkbook) {
  ASSERT_TRUE(write_report_xlsx(make_result_report(source_of_event(), {}), path("a.xlsx")));
  run("unzip -tq '" + path("a.xlsx") + "'");
  const std::string strings = run("unzip -p '" + path("a.xlsx") + "' xl/sharedStrings.xml");
  EXPECT_NE(strings.find("実施結果報告書"), std::string::npos);
  EXPECT_NE(strings.find("回収率"), std::string::npos);
  EXPECT_EQ(run("unzip -p '" + path("a.xlsx") + "' xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
}

TEST_F(Reports, YearReportHasChartsAndAnInternalSheet) {
  const ListSource one = source_of_event();
  CountedEvent event;
  event.summary = one.summary;
  for (const RegistrationRow& row : one.rows)
    event.rows.push_back({row, row.facility_kind, std::nullopt, "みほん町", ""});
  const std::vector<const CountedEvent*> events = {&event};
  const PeopleIndex people(events, {});
  YearReportSource source{"令和7年度", events, &people, true, {{"来ない医院", "診療所", ""}}, 4, one.made_at};
  ASSERT_TRUE(write_report_xlsx(make_year_report(source), path("a.xlsx")));
  const std::string names = run("unzip -l '" + path("a.xlsx") + "'");
  EXPECT_NE(names.find("xl/charts/chart1.xml"), std::string::npos);
  EXPECT_NE(run("unzip -p '" + path("a.xlsx") + "' xl/workbook.xml").find("内部資料"), std::string::npos);
  source.with_internal = false;
  ASSERT_TRUE(write_report_pdf(make_year_report(source), path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  EXPECT_NE(text.find("延べ10人"), std::string::npos);
  EXPECT_EQ(text.find("来ない医院"), std::string::npos) << "internal";
  EXPECT_EQ(cut_texts(path("a.pdf")), "");
}

}  // namespace
}  // namespace uketsuke
