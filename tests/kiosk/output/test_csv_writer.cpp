// CSV as other programs read it: an own small parser, iconv.

#include <sys/resource.h>

#include "kiosk/output/cp932.h"
#include "kiosk/output/csv_writer.h"
#include "tests/kiosk/output/output_samples.h"
#include "tests/kiosk/output/small_csv.h"

namespace uketsuke {
namespace {

using CsvWriter = OutputTest;
using Records = std::vector<std::vector<std::string>>;

/// A table of texts, first row the titles.
ListTable table_of(const Records& rows, ColumnKind kind = ColumnKind::text) {
  ListTable table;
  table.title = "みほん";
  table.row_count = rows.size() - 1;
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    ListColumn column;
    column.id = "c" + std::to_string(i);
    column.title = rows[0][i];
    column.kind = kind;
    column.cell = [rows, i](std::size_t row) { return ListCell(rows[row + 1][i]); };
    table.columns.push_back(column);
  }
  return table;
}

TEST_F(CsvWriter, BeginsWithABomAndEndsLinesWithCrLf) {
  const Records rows = {{"氏名", "所属"}, {"山田 太郎", "みほん薬局"}};
  ASSERT_TRUE(write_csv(table_of(rows), path("a.csv"), CsvEncoding::utf8_bom));
  EXPECT_EQ(read_file(path("a.csv")), "\xEF\xBB\xBF氏名,所属\r\n山田 太郎,みほん薬局\r\n");
}

TEST_F(CsvWriter, QuotesSoThatAnotherParserGetsTheSame) {
  const Records rows = {{"氏名", "備考"},           {"山田, 太郎", "「\"引用\"」"},
                        {"改行\nあり", "CR\r\nLF"}, {" 前後に空白 ", ""},
                        {"\"", ",,\"\","},          {"髙﨑 濵子", "𠮷野家、葛\U000E0100城"}};
  ASSERT_TRUE(write_csv(table_of(rows), path("a.csv"), CsvEncoding::utf8_bom));
  EXPECT_EQ(parse_small_csv(read_file(path("a.csv")).substr(3)), rows);
}

TEST_F(CsvWriter, EmptyListIsItsTitles) {
  ASSERT_TRUE(write_csv(table_of({{"氏名", "所属"}}), path("a.csv"), CsvEncoding::utf8_bom));
  EXPECT_EQ(read_file(path("a.csv")), "\xEF\xBB\xBF氏名,所属\r\n");
}

TEST(FormulaCells, AreDefused) {
  for (const std::string dangerous :
       {"=1+1", "+81-46-000-0000", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋81", "－", "＠x", " =1",
        "　=1", "\xC2\xA0=1", "\xE2\x80\x8B=1", "=cmd|' /C calc'!A0", "  \t=1"}) {
    EXPECT_EQ(defuse_formula(dangerous), "'" + dangerous);
  }
}

TEST(FormulaCells, OtherTextStaysAsItIs) {
  for (const std::string harmless : {"", "046-000-0000", "山田=太郎", "a@b.example", "1+1", "（医）みほん", "〜", "ー",
                                     " ", "'already", "\xE2\x80\x94"}) {
    EXPECT_EQ(defuse_formula(harmless), harmless);
  }
}

TEST_F(CsvWriter, PhonesStayReadable) {
  const Records rows = {{"電話"}, {"046-000-0000"}, {"+81-46-000-0000"}, {"0460000000"}};
  ASSERT_TRUE(write_csv(table_of(rows, ColumnKind::phone), path("a.csv"), CsvEncoding::utf8_bom));
  EXPECT_EQ(read_file(path("a.csv")), "\xEF\xBB\xBF電話\r\n046-000-0000\r\n'+81-46-000-0000\r\n0460000000\r\n");
}

TEST_F(CsvWriter, NoCellOfAListBeginsAFormula) {
  auto rows = people(1);
  for (std::string* field : {&rows[0].attendee.name, &rows[0].attendee.facility, &rows[0].attendee.profession.given,
                             &rows[0].attendee.note, &rows[0].attendee.email, &rows[0].attendee.phone, &rows[0].group,
                             &rows[0].facility_kind, &rows[0].attendee.furigana}) {
    *field = "=HYPERLINK(\"http://example.invalid\")";
  }
  ASSERT_TRUE(write_csv(make_roster_table(source_of(rows)), path("a.csv"), CsvEncoding::utf8_bom));
  for (const auto& record : parse_small_csv(read_file(path("a.csv")).substr(3))) {
    for (const std::string& field : record) EXPECT_NE(field.substr(0, 1), "=");
  }
}

/// What iconv makes of CP932 bytes.
std::string from_cp932(const std::string& file) { return run("iconv -f CP932 -t UTF-8 '" + file + "'"); }

TEST_F(CsvWriter, Cp932IsReadByIconv) {
  const Records rows = {{"氏名", "所属"}, {"髙﨑 濵子", "①㈱みほんⅣ ｶﾅ"}, {"邊邉齋", "纊褜"}};
  const auto replaced = write_csv(table_of(rows), path("a.csv"), CsvEncoding::cp932);
  ASSERT_TRUE(replaced);
  EXPECT_TRUE(replaced->empty());
  EXPECT_EQ(parse_small_csv(from_cp932(path("a.csv"))), rows);
  EXPECT_NE(read_file(path("a.csv")).substr(0, 3), "\xEF\xBB\xBF");
}

TEST_F(CsvWriter, Cp932TakesBothFormsOfWavesAndDashes) {
  const Records rows = {{"時間"},    {"18:30〜20:30"}, {"18:30～20:30"},
                        {"046−000"}, {"046－000 x"},   {"a‖b∥c—d―e¥f￥g¢h￠i¬j￢"}};
  const auto replaced = write_csv(table_of(rows), path("a.csv"), CsvEncoding::cp932);
  ASSERT_TRUE(replaced);
  EXPECT_TRUE(replaced->empty());
  const std::string bytes = read_file(path("a.csv"));
  EXPECT_EQ(bytes.find("\x81\xAC"), std::string::npos) << "no 〓";
  // The bytes that Windows itself writes.
  EXPECT_NE(bytes.find("18:30\x81\x60"
                       "20:30\r\n18:30\x81\x60"
                       "20:30\r\n046\x81\x7C"
                       "000"),
            std::string::npos);
  EXPECT_NE(from_cp932(path("a.csv")).find("a∥b∥c―d―e￥f￥g￠h￠i￢j￢"), std::string::npos);
}

TEST_F(CsvWriter, Cp932SaysWhatItLacks) {
  const Records rows = {{"氏名"}, {"𠮷野家"}, {"葛\U000E0100城"}, {"が\u304B\u3099"}, {"𠮷田 \U0001F600"}};
  const auto replaced = write_csv(table_of(rows), path("a.csv"), CsvEncoding::cp932);
  ASSERT_TRUE(replaced);
  EXPECT_EQ(*replaced, (std::vector<std::string>{"𠮷", "\U0001F600"})) << "what became 〓, no other form of a character";
  EXPECT_EQ(parse_small_csv(from_cp932(path("a.csv"))),
            (Records{{"氏名"}, {"〓野家"}, {"葛城"}, {"がが"}, {"〓田 〓"}}));
}

TEST(Cp932, BrokenBytesBecomeGeta) {
  auto encoder = Cp932Encoder::create();
  ASSERT_TRUE(encoder);
  EXPECT_EQ(encoder->encode("a\xFFz"), "a\x81\xACz");
  EXPECT_EQ(encoder->encode(""), "");
  EXPECT_EQ(encoder->encode("\U000E0100a\uFE0F"), "a") << "a form of nothing, or of a digit, is left out";
}

std::int64_t peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_F(CsvWriter, HundredThousandRowsStream) {
  ListTable table = table_of({{"a", "b", "c"}});
  table.row_count = 100'000;
  for (ListColumn& column : table.columns) {
    column.cell = [](std::size_t row) { return ListCell("みほん訪問看護ステーション" + std::to_string(row)); };
  }
  [[maybe_unused]] const std::int64_t before = peak_kilobytes();
  ASSERT_TRUE(write_csv(table, path("a.csv"), CsvEncoding::utf8_bom));
  ASSERT_TRUE(write_csv(table, path("b.csv"), CsvEncoding::cp932));
#ifndef __SANITIZE_ADDRESS__  // it keeps what was freed
  EXPECT_LT(peak_kilobytes() - before, 8 * 1024);
#endif
  EXPECT_EQ(parse_small_csv(read_file(path("a.csv")).substr(3)).size(), 100'001U);
}

TEST_F(CsvWriter, LeavesNoFileWhereItCannotWrite) {
  const auto written = write_csv(table_of({{"a"}}), path("none/a.csv"), CsvEncoding::utf8_bom);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::io_failed);
  EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace uketsuke
