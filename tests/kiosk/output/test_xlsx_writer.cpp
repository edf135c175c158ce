// XLSX as another program reads it: python3's zipfile and XML parser (read_xlsx.py).

#include <sys/resource.h>

#include <map>
#include <sstream>

#include "kiosk/output/xlsx_writer.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

struct SeenCell {
  std::string type;
  std::string format;
  std::string value;
};

struct SeenSheet {
  std::map<std::string, SeenCell> cells;
  std::string settings;
};

SeenSheet look_at(const std::string& file) {
  const std::string output =
      run("PYTHONIOENCODING=utf-8 python3 " UKETSUKE_SOURCE_DIR "/tests/kiosk/output/read_xlsx.py '" + file + "'");
  SeenSheet sheet;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> parts;
    std::istringstream words(line);
    for (std::string part; std::getline(words, part, '\t');) parts.push_back(part);
    parts.resize(std::max<std::size_t>(parts.size(), 5));
    if (parts[0] == "cell") {
      sheet.cells[parts[1]] = {parts[2], parts[3], parts[4]};
    } else {
      sheet.settings += line + "\n";
    }
  }
  return sheet;
}

class XlsxWriter : public OutputTest {
 protected:
  SeenSheet write(const ListTable& table) {
    const auto shown = select_columns(table, {});
    EXPECT_TRUE(shown);
    const auto written = write_xlsx(*shown, path("list.xlsx"));
    EXPECT_TRUE(written) << (written ? "" : written.error().what);
    return look_at(path("list.xlsx"));
  }
};

RegistrationRow guest_at_the_door() {
  RegistrationRow row = person(12, "髙﨑 濵子", "タカサキ ハマコ", "みほん薬局", "薬剤師");
  row.checked_in_at = at("2025-10-24T18:07:30+09:00");
  row.attendee.phone = "0460000000";
  row.group = "3";
  return row;
}

TEST_F(XlsxWriter, HasTitleHeadTitlesAndRows) {
  const SeenSheet sheet = write(make_attendance_table(source_of({guest_at_the_door()})));
  EXPECT_EQ(sheet.cells.at("A1").value, "出席者名簿");
  EXPECT_EQ(sheet.cells.at("A3").value, "日時　令和7年10月24日（金）18:30～20:30");
  EXPECT_NE(sheet.cells.at("A6").value.find("申込1名・出席1名（うち当日0名）・欠席0名"), std::string::npos);
  EXPECT_EQ(sheet.cells.at("A7").value, "No.");
  EXPECT_EQ(sheet.cells.at("E7").value, "氏名");
  EXPECT_EQ(sheet.cells.at("E8").value, "髙﨑 濵子");
  EXPECT_EQ(sheet.cells.at("F8").value, "たかさき はまこ");
}

TEST_F(XlsxWriter, TimesAreTypedInTheEventsZone) {
  const SeenSheet sheet = write(make_attendance_table(source_of({guest_at_the_door()})));
  const SeenCell& time = sheet.cells.at("I8");
  EXPECT_EQ(time.type, "number");
  EXPECT_EQ(time.format, "h:mm");
  // 2025-10-24 is day 45954 of a spreadsheet's calendar.
  EXPECT_NEAR(std::stod(time.value), 45954 + (18 * 60 + 7.5) / 1440, 1e-6);
  const SeenCell& number = sheet.cells.at("A8");
  EXPECT_EQ(number.type, "number");
  EXPECT_EQ(number.value, "1");
}

TEST_F(XlsxWriter, PhonesAndGroupsAreText) {
  const auto table =
      select_columns(make_roster_table(source_of({guest_at_the_door()})), {"phone", "group", "received_at"});
  ASSERT_TRUE(table);
  const SeenSheet sheet = write(*table);
  EXPECT_EQ(sheet.cells.at("A7").type, "text");
  EXPECT_EQ(sheet.cells.at("A7").format, "@");
  EXPECT_EQ(sheet.cells.at("A7").value, "0460000000");
  EXPECT_EQ(sheet.cells.at("B7").type, "text");
  EXPECT_EQ(sheet.cells.at("C7").format, "yyyy/mm/dd hh:mm:ss");
}

TEST_F(XlsxWriter, StringsAreNeverFormulasNorLinks) {
  RegistrationRow row = guest_at_the_door();
  row.attendee.name = "=HYPERLINK(\"http://example.invalid\",\"x\")";
  row.attendee.facility = "{=SUM(A1)}";
  row.attendee.note = "http://example.invalid";
  row.attendee.phone = "+81-46-000-0000";
  const SeenSheet sheet = write(make_roster_table(source_of({row})));
  std::size_t found = 0;
  for (const auto& [place, cell] : sheet.cells) {
    EXPECT_NE(cell.type, "formula") << place;
    if (cell.value == row.attendee.name || cell.value == row.attendee.facility || cell.value == row.attendee.phone) {
      EXPECT_EQ(cell.type, "text");
      EXPECT_EQ(cell.format, "@") << "stays a text when edited";
      ++found;
    }
  }
  EXPECT_EQ(found, 3U);
}

TEST_F(XlsxWriter, IsReadyToPrintOnA4) {
  const SeenSheet sheet = write(make_attendance_table(source_of(people(3))));
  for (const char* setting : {"paper\t9\tlandscape\t0\n", "fit\t1\n", "footer\t&C&P／&N\n", "frozen\tA8\tfrozen\n",
                              "name\t_xlnm.Print_Titles\t$7:$7\n", "sheet\t出席者名簿\n", "游ゴシック"}) {
    EXPECT_NE(sheet.settings.find(setting), std::string::npos) << setting << " in\n" << sheet.settings;
  }
  EXPECT_EQ(sheet.settings.find("borders\t0"), std::string::npos);
}

TEST_F(XlsxWriter, SignInListHasLinesForHandwriting) {
  const SeenSheet sheet = write(make_sign_in_table(source_of(people(2))));
  // Title, four head lines, titles, two people, ten lines.
  EXPECT_EQ(sheet.cells.at("A7").value, "□");
  EXPECT_EQ(sheet.cells.at("A18").value, "□");
  EXPECT_EQ(sheet.cells.at("G18").value, "当日");
  EXPECT_EQ(sheet.cells.count("A19"), 0U);
}

TEST_F(XlsxWriter, TakesHardNamesControlsAndBrokenBytes) {
  auto rows = hard_people();
  rows[2].attendee.note =
      "a\x01"
      "b\nc\xFF";
  const SeenSheet sheet = write(make_roster_table(source_of(rows)));
  EXPECT_EQ(sheet.cells.at("B8").value, "𠮷野家 邊邉齋");
  EXPECT_EQ(sheet.cells.at("B9").value, "葛\U000E0100城 一");
  EXPECT_EQ(sheet.cells.at("M9").value, "a\uFFFDb c\uFFFD");
}

TEST_F(XlsxWriter, EmptyListIsItsHead) {
  const SeenSheet sheet = write(make_attendance_table(source_of({})));
  EXPECT_EQ(sheet.cells.at("A7").value, "No.");
  EXPECT_EQ(sheet.cells.count("A8"), 0U);
}

TEST_F(XlsxWriter, LongListStreams) {
  ListTable table = make_council_table(source_of(people(1)));
  table.row_count = 100'000;
  for (ListColumn& column : table.columns) {
    column.cell = [](std::size_t row) { return ListCell("みほん訪問看護ステーション" + std::to_string(row)); };
  }
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  ASSERT_TRUE(write_xlsx(table, path("long.xlsx")));
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
#ifndef __SANITIZE_ADDRESS__  // it keeps what was freed
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 24 * 1024);
#endif
  const std::string last = run("unzip -p '" + path("long.xlsx") + "' xl/worksheets/sheet1.xml | tail -c 4000");
  EXPECT_NE(last.find("みほん訪問看護ステーション99999"), std::string::npos);
}

TEST_F(XlsxWriter, LeavesNoFileWhereItFails) {
  const auto no_folder = write_xlsx(make_council_table(source_of({})), path("none/list.xlsx"));
  ASSERT_FALSE(no_folder);
  EXPECT_NE(no_folder.error().what.find(path("none/list.xlsx")), std::string::npos);
  auto rows = people(1);
  rows[0].attendee.note = std::string(40'000, 'x');
  const auto too_long = write_xlsx(make_roster_table(source_of(rows)), path("list.xlsx"));
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().code, Code::bad_input);
  EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace uketsuke
