// Workbooks as Excel, LibreOffice and scripts write them: every kind of cell, merges, headers further down, readings;
// and what is refused: passwords, old files, bombs, entities, broken bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/intake/roster_reader.h"
#include "kiosk/intake/xlsx_reader.h"
#include "tests/support/archive/zip_maker.h"

namespace uketsuke {
namespace {

using testing::BookRecipe;
using ::testing::HasSubstr;
using testing::make_book;

RosterRules rules() {
  RosterRules made;
  made.now = parse_rfc3339("2025-10-12T09:00:00+09:00").value();
  return made;
}

RosterContent read(const std::string& bytes) { return read_roster_bytes(bytes, "f.xlsx", rules()); }
RosterContent read(const BookRecipe& recipe) { return read(make_book(recipe)); }

std::string text(const std::string& reference, const std::string& value) {
  return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
}
std::string number(const std::string& reference, const std::string& value, int style = 0) {
  return "<c r=\"" + reference + "\" s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}
std::string row(int n, const std::string& cells, const std::string& more = {}) {
  return "<row r=\"" + std::to_string(n) + "\" " + more + ">" + cells + "</row>";
}
std::string data(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }
BookRecipe one_sheet(const std::string& rows, const std::string& after = {}) {
  BookRecipe recipe;
  recipe.sheets = {{"Sheet1", data(rows) + after}};
  return recipe;
}
const std::string kHeader =
    row(1, text("A1", "氏名") + text("B1", "所属") + text("C1", "電話") + text("D1", "申込日時"));

const Attendee& person(const RosterContent& content, std::size_t i) {
  return content.applications.at(i).attendees.at(0);
}
std::string why(const RosterContent& content) { return content.bad.empty() ? "" : content.bad.front().why; }
std::string received(const RosterContent& content, std::size_t i) {
  const auto& time = content.applications.at(i).received;
  return time ? format_rfc3339(*time, Zone()) : "";
}

TEST(Xlsx, ReadsEveryKindOfCell) {
  BookRecipe book =
      one_sheet(kHeader +
                row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>" + number("C2", "462312111") +
                           number("D2", "45910.869479166666", 1)) +
                row(3, "<c r=\"A3\" t=\"str\"><f>B1&amp;\"x\"</f><v>式の 人</v></c><c r=\"B3\" t=\"b\"><v>1</v></c>" +
                           number("C3", "4.62312111E8") + "<c r=\"D3\" t=\"d\"><v>2025-09-10T20:52:03</v></c>") +
                row(5, text("A5", "改_x000D_\n行") + number("B5", "12.5") + number("C5", "312345678", 2) +
                           number("D5", "45910", 3)));
  book.shared =
      "<si><r><t>山田</t></r><r><rPr/><t xml:space=\"preserve\"> 太郎</t></r><rPh sb=\"0\" eb=\"2\"><t>ヤマダ</t></rPh>"
      "<phoneticPr fontId=\"1\"/></si><si><t>甲&amp;乙</t></si>";
  book.formats =
      "<numFmt numFmtId=\"176\" formatCode=\"0000000000\"/>"
      "<numFmt numFmtId=\"177\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>";
  book.cell_formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/>";
  const RosterContent content = read(book);
  EXPECT_EQ(why(content), "");
  ASSERT_EQ(content.applications.size(), 3U);
  EXPECT_EQ(person(content, 0).name, "山田 太郎");
  EXPECT_EQ(person(content, 0).facility, "甲&乙");
  EXPECT_EQ(person(content, 0).phone, "0462312111");
  EXPECT_EQ(received(content, 0), "2025-09-10T20:52:03+09:00");
  EXPECT_EQ(person(content, 1).name, "式の 人");
  EXPECT_EQ(person(content, 1).facility, "TRUE");
  EXPECT_EQ(received(content, 1), "2025-09-10T20:52:03+09:00");
  EXPECT_EQ(person(content, 2).name, "改  行");
  EXPECT_EQ(person(content, 2).facility, "12.5");
  EXPECT_EQ(person(content, 2).phone, "0312345678");
  EXPECT_EQ(received(content, 2), "2025-09-10T00:00:00+09:00");
  EXPECT_EQ(content.applications[2].line, 5);
}

TEST(Xlsx, TellsHowFarItIsAndStopsWhenAsked) {
  std::string rows = kHeader;
  for (int i = 2; i <= 10; ++i) rows += row(i, text("A" + std::to_string(i), "山田"));
  std::vector<int> told;
  RosterRules asked = rules();
  asked.keep_on = [&told](int percent) {
    told.push_back(percent);
    return percent < 50;
  };
  const RosterContent content = read_roster_bytes(make_book(one_sheet(rows)), "f.xlsx", asked);
  EXPECT_TRUE(content.stopped);
  EXPECT_TRUE(content.bad.empty());
  EXPECT_EQ(told, (std::vector<int>{0, 10, 20, 30, 40, 50}));
}

TEST(Xlsx, DatesOf1904AreFourYearsLater) {
  BookRecipe book = one_sheet(kHeader + row(2, text("A2", "山田") + number("D2", "44448.5", 1)));
  book.cell_formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>";
  book.from_1904 = true;
  EXPECT_EQ(received(read(book), 0), "2025-09-10T12:00:00+09:00");
}

TEST(Xlsx, FindsTheHeaderBelowTitlesAndTheSheetThatHasIt) {
  BookRecipe book;
  book.sheets = {
      {"説明", data(row(1, text("A1", "この用紙の使い方")))},
      {"名簿", data(row(1, text("A1", "多職種研修会　参加者名簿（参加者氏名をご記入ください）")) +
                    row(2, text("A2", "令和7年9月10日現在")) +
                    row(4, text("B4", "No.") + text("C4", "お名前") + text("D4", "フリガナ") + text("E4", "職種")) +
                    row(5, number("B5", "1") + text("C5", "山田") + text("E5", "医師")) + row(6, number("B6", "2")) +
                    row(8, number("B8", "3") + text("C8", "鈴木")))},
      {"控え", data(row(1, text("A1", "氏名")) + row(2, text("A2", "佐藤")))}};
  const RosterContent content = read(book);
  EXPECT_EQ(why(content), "");
  ASSERT_EQ(content.applications.size(), 2U);
  EXPECT_EQ(person(content, 1).name, "鈴木");
  EXPECT_EQ(content.applications[1].line, 8);
  ASSERT_EQ(content.notes.size(), 2U);
  EXPECT_THAT(content.notes[0].why, HasSubstr("番号"));
  EXPECT_EQ(content.notes[0].line, 6);
  EXPECT_THAT(content.notes[1].why, HasSubstr("控え"));
}

TEST(Xlsx, MergedCellsStandInEachOfTheirRowsAndHiddenRowsAreRows) {
  const BookRecipe book =
      one_sheet(kHeader + row(2, text("A2", "山田") + text("B2", "甲病院")) +
                    row(3, text("A3", "鈴木") + "<c r=\"B3\"/>", "hidden=\"1\"") + row(4, text("A4", "佐藤")) +
                    row(5, text("A5", "高橋")) + row(6, "<c r=\"A6\" s=\"0\"/>") + row(7, ""),
                "<mergeCells count=\"2\"><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"A8:D9\"/></mergeCells>");
  const RosterContent content = read(book);
  EXPECT_EQ(why(content), "");
  ASSERT_EQ(content.applications.size(), 4U);
  EXPECT_EQ(person(content, 1).facility, "甲病院");
  EXPECT_EQ(person(content, 2).facility, "甲病院");
  EXPECT_EQ(person(content, 3).facility, "");
  ASSERT_EQ(content.notes.size(), 1U);
  EXPECT_THAT(content.notes[0].why, HasSubstr("非表示の行が1行"));
  EXPECT_EQ(content.notes[0].line, 3);
}

TEST(Xlsx, BadRowsAreNamedByTheSheetsRow) {
  const RosterContent content = read(
      one_sheet(kHeader + row(3, text("B3", "甲")) + row(4, text("A4", "山田") + text("D4", "きのう")) +
                row(5, text("A5", "鈴木") + "<c r=\"C5\"><f>X1</f></c>") +
                row(6, "<c r=\"A6\" t=\"e\"><v>#N/A</v></c>" + text("B6", "乙")) +
                row(7, text("A7", "佐藤") + text("H7", "欄外")) + row(8, text("A8", "記入例") + text("B8", "丙"))));
  ASSERT_EQ(content.bad.size(), 4U);
  EXPECT_EQ(content.bad[0].line, 3);
  EXPECT_EQ(content.bad[0].field, "氏名");
  EXPECT_EQ(content.bad[1].line, 4);
  EXPECT_EQ(content.bad[1].field, "申込日時");
  EXPECT_EQ(content.bad[2].field, "電話");
  EXPECT_THAT(content.bad[2].why, HasSubstr("数式"));
  EXPECT_EQ(content.bad[3].line, 6);
  EXPECT_EQ(content.applications.size(), 1U);
  ASSERT_EQ(content.notes.size(), 2U);
  EXPECT_THAT(content.notes[0].why, HasSubstr("記入例"));
  EXPECT_THAT(content.notes[1].why, HasSubstr("H列"));
}

TEST(Xlsx, ASheetWithoutANameSaysWhichTitlesItHas) {
  EXPECT_THAT(why(read(one_sheet(row(1, text("A1", "品名") + text("B1", "数量"))))), HasSubstr("品名"));
  EXPECT_THAT(why(read(one_sheet(""))), HasSubstr("見出し"));
  EXPECT_TRUE(read(one_sheet(kHeader)).bad.empty());
}

TEST(Xlsx, WhatIsNoReadableWorkbookSaysHowToMendIt) {
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  std::string stream;
  for (const char c : std::string("EncryptedPackage")) stream += std::string{c, '\0'};
  EXPECT_THAT(why(read(compound + stream)), HasSubstr("パスワード付きのExcelファイルです"));
  EXPECT_THAT(why(read(compound)), HasSubstr(".xlsx"));
  EXPECT_THAT(why(read("氏名,所属\n山田,甲\n")), HasSubstr(".xlsx"));
  EXPECT_THAT(why(read(testing::make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}))),
              HasSubstr("Excelブック"));
  const std::string good = make_book(one_sheet(kHeader + row(2, text("A2", "山田"))));
  for (std::size_t size = 4; size < good.size(); size += 97) {
    const RosterContent content = read(good.substr(0, size));
    EXPECT_TRUE(content.unusable) << size;
    EXPECT_TRUE(content.applications.empty()) << size;
  }
}

TEST(Xlsx, NoEntityIsEverExpanded) {
  auto parts = testing::book_parts(one_sheet(kHeader));
  for (auto& [name, content] : parts) {
    if (name == "xl/sharedStrings.xml")
      content =
          "<!DOCTYPE s [<!ENTITY a \"x\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><sst><si><t>&a;&b;</t></si></sst>";
  }
  const RosterContent content = read(testing::make_zip(parts));
  EXPECT_TRUE(content.unusable);
  EXPECT_THAT(why(content), HasSubstr("文書型宣言"));
}

TEST(Xlsx, BombsAreRefusedBeforeTheyGoOff) {
  auto parts = testing::book_parts(one_sheet(kHeader));
  for (auto& [name, content] : parts) {
    if (name == "xl/worksheets/sheet1.xml") content.append(std::size_t{64} << 20, ' ');
  }
  const RosterContent bomb = read(testing::make_zip(parts));
  EXPECT_TRUE(bomb.unusable);
  EXPECT_THAT(why(bomb), HasSubstr("圧縮"));
}

TEST(Xlsx, BrokenReferencesAreRefused) {
  EXPECT_TRUE(read(one_sheet(kHeader + row(2, "<c r=\"A2\" t=\"s\"><v>7</v></c>"))).unusable);
  EXPECT_TRUE(read(one_sheet(kHeader + row(3, text("A3", "a")) + row(2, text("A2", "b")))).unusable);
  EXPECT_TRUE(read(one_sheet(kHeader + "<row r=\"99999999\"><c r=\"A1\"/></row>")).unusable);
}

TEST(Xlsx, RowsAndCellsMayLackTheirPlaces) {
  const RosterContent content =
      read(one_sheet("<row><c t=\"inlineStr\"><is><t>氏名</t></is></c></row>"
                     "<row><c t=\"inlineStr\"><is><t>山田</t></is></c></row>"));
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].line, 2);
}

TEST(Xlsx, NumberFormatsThatAreDates) {
  for (const char* code : {"yyyy/m/d", "m\"月\"d\"日\"", "[$-411]ge.m.d", "h:mm", "[h]:mm", "yyyy\\-mm\\-dd;@"}) {
    EXPECT_TRUE(number_style(200, code).is_date) << code;
  }
  for (const char* code : {"General", "0.00", "#,##0", "0.00E+00", "@", "\"year\"0", "[Red]0", "\\d0", "0\"日\""}) {
    EXPECT_FALSE(number_style(200, code).is_date) << code;
  }
  EXPECT_TRUE(number_style(58, "").is_date);
  EXPECT_FALSE(number_style(49, "").is_date);
  EXPECT_EQ(number_text("0.5", {true, 0}, false), "12:00:00");
  EXPECT_EQ(number_text("-3", {true, 0}, false), "-3");
  EXPECT_EQ(number_text("abc", {}, false), "abc");
  EXPECT_EQ(number_text("1E+20", {}, false), "1e+20");
}

TEST(Xlsx, ARowMayHoldSeveralPeopleUnderACaption) {
  const RosterContent content = read(one_sheet(
      row(1, text("A1", "参加者12名（1回目）")) +
      row(3, text("A3", "事業所名") + text("B3", "お名前①") + text("C3", "職種①") + text("D3", "お名前②") +
                 text("E3", "職種②")) +
      row(4, text("A4", "甲病院") + text("B4", "一") + text("C4", "医師") + text("D4", "二") + text("E4", "〃")) +
      row(5, text("A5", "乙薬局") + text("B5", "三"))));
  EXPECT_EQ(why(content), "");
  ASSERT_EQ(content.applications.size(), 2U);
  ASSERT_EQ(content.applications[0].attendees.size(), 2U);
  EXPECT_EQ(content.applications[0].attendees[1].name, "二");
  EXPECT_EQ(content.applications[0].attendees[1].profession.given, "医師");
  EXPECT_EQ(content.applications[0].attendees[1].facility, "甲病院");
  EXPECT_EQ(content.applications[1].attendees.size(), 1U);
}

TEST(Xlsx, ReferencesOfCells) {
  EXPECT_EQ(column_of("A1"), 0U);
  EXPECT_EQ(column_of("AA10"), 26U);
  EXPECT_EQ(column_of("XFD1048576"), 16383U);
  EXPECT_FALSE(column_of("AAAA1"));
  EXPECT_FALSE(column_of("1"));
  EXPECT_EQ(row_of("BC12"), 12);
  EXPECT_FALSE(row_of("BC"));
  EXPECT_FALSE(row_of("A0"));
  EXPECT_FALSE(row_of("A1x"));
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(7), "H");
}

}  // namespace
}  // namespace uketsuke
