// RFC 4180 and what spreadsheets make of it; lines of records; faults that do not swallow the rest of a file.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/intake/csv_reader.h"

namespace uketsuke {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRecord> read(std::string_view text, char delimiter = ',') {
  std::vector<CsvRecord> records;
  CsvReader reader(text, delimiter);
  for (CsvRecord record; reader.next(record);) records.push_back(record);
  return records;
}

TEST(CsvReader, ReadsCellsAndEmptyCells) {
  const auto records = read("a,b,c\n,,\n1");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].cells, (Cells{"a", "b", "c"}));
  EXPECT_EQ(records[1].cells, (Cells{"", "", ""}));
  EXPECT_EQ(records[2].cells, (Cells{"1"}));
  EXPECT_TRUE(read("").empty());
}

TEST(CsvReader, ReadsQuotesLineBreaksAndDoubledQuotes) {
  const auto records = read("\"a,b\",\"say \"\"x\"\"\",\"one\r\ntwo\"\r\nnext,\"\",\"\"\"\"\r\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].cells, (Cells{"a,b", "say \"x\"", "one\r\ntwo"}));
  EXPECT_EQ(records[0].line, 1);
  EXPECT_EQ(records[0].last_line, 2);
  EXPECT_EQ(records[1].cells, (Cells{"next", "", "\""}));
  EXPECT_EQ(records[1].line, 3);
}

TEST(CsvReader, CountsLinesByEveryKindOfLineEnd) {
  const auto records = read("a\rb\r\nc\nd");
  ASSERT_EQ(records.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(records[i].line, static_cast<std::int64_t>(i) + 1);
}

TEST(CsvReader, KeepsAQuoteInsideACellAndTextAfterAClosingOne) {
  EXPECT_EQ(read("5\" pipe,x").at(0).cells, (Cells{"5\" pipe", "x"}));
  EXPECT_EQ(read("\"ab\" c,x").at(0).cells, (Cells{"ab c", "x"}));
}

TEST(CsvReader, TellsAnOpenQuoteAndReadsOnAfterItsLine) {
  const auto records = read("h1,h2\nok,1\nbad,\"open\nok,2\nok,3\n");
  ASSERT_EQ(records.size(), 5U);
  EXPECT_EQ(records[2].fault, CsvFault::open_quote);
  EXPECT_EQ(records[2].line, 3);
  EXPECT_EQ(records[2].fault_line, 3);
  EXPECT_EQ(records[2].text, "bad,\"open");
  EXPECT_EQ(records[3].cells, (Cells{"ok", "2"}));
  EXPECT_EQ(records[3].line, 4);
}

TEST(CsvReader, TellsAnOpenQuoteThatALaterCellSeemsToClose) {
  const auto records = read("h1,h2\nbad,\"open\nok,\"quoted\"\nok,3\n");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[1].fault, CsvFault::open_quote);
  EXPECT_EQ(records[1].line, 2);
  EXPECT_EQ(records[2].cells, (Cells{"ok", "quoted"}));
}

TEST(CsvReader, NamesTheLineWhereTheRecordStartsAndWhereTheQuoteOpened) {
  const auto records = read("h\n\"a\nb\",\"open\nrest\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].fault, CsvFault::open_quote);
  EXPECT_EQ(records[1].line, 2);
  EXPECT_EQ(records[1].fault_line, 3);
  EXPECT_EQ(records[2].cells, (Cells{"rest"}));
}

TEST(CsvReader, SkipsALineThatIsTooLong) {
  const std::string text = "h\n" + std::string(kMaxRecordBytes * 3, 'x') + "\nok\n";
  const auto records = read(text);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].fault, CsvFault::too_long);
  EXPECT_LE(records[1].cells.at(0).size(), kMaxRecordBytes);
  EXPECT_EQ(records[2].cells, (Cells{"ok"}));
  EXPECT_EQ(records[2].line, 3);
}

TEST(CsvReader, StaysLinearWhereEveryLineOpensAQuote) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "a,\"b\n";
  EXPECT_GT(read(text).size(), 50'000U);
  text.clear();
  for (int i = 0; i < 8; ++i) text += "\"" + std::string(kMaxRecordBytes, 'x') + "\n";
  EXPECT_EQ(read(text).size(), 8U);
}

TEST(CsvReader, DetectsTheDelimiterFromTheHeader) {
  EXPECT_EQ(detect_delimiter("氏名,所属\n"), ',');
  EXPECT_EQ(detect_delimiter("氏名\t所属\t職種\na,b,c,d,e"), '\t');
  EXPECT_EQ(detect_delimiter("\r\n氏名;所属;職種"), ';');
  EXPECT_EQ(detect_delimiter("氏名,\"職種;a;b;c\",x"), ',');
  EXPECT_EQ(detect_delimiter("氏名\n;;;;"), ',');
  EXPECT_EQ(detect_delimiter(""), ',');
}

}  // namespace
}  // namespace uketsuke
