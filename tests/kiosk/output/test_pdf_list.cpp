// Lists on paper as pdftotext reads them.

#include "kiosk/output/pdf_list.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using PdfList = OutputTest;

std::vector<std::string> pages_of(const std::string& text) {
  std::vector<std::string> pages;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\f', start);
    pages.push_back(text.substr(start, end - start));
    if (end == std::string::npos) break;
    start = end + 1;
  }
  return pages;
}

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t found = 0; (found = text.find(word, found)) != std::string::npos; found += word.size()) ++count;
  return count;
}

TEST_F(PdfList, PrintsHeadTitlesAndEveryCell) {
  auto rows = people(3);
  rows[0].checked_in_at = at("2025-10-24T18:07:00+09:00");
  ASSERT_TRUE(write_list_pdf(make_attendance_table(source_of(rows)), path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  for (const char* words : {"出席者名簿", "令和7年10月24日（金）18:30～20:30", "みほん市医療センター3階大会議室",
                            "申込3名・出席1名（うち当日0名）・欠席2名", "（敬称略）", "受付時刻", "佐藤花子",
                            "さとうはなこ", "18:07", "1／1"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
}

TEST_F(PdfList, RepeatsTitlesAndCountsPages) {
  ASSERT_TRUE(write_list_pdf(make_roster_table(source_of(people(120))), path("a.pdf")));
  const auto pages = pages_of(pdf_text(path("a.pdf")));
  ASSERT_GT(pages.size(), 2U);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_NE(pages[i].find("ふりがな"), std::string::npos) << i;
    EXPECT_NE(pages[i].find(std::to_string(i + 1) + "／" + std::to_string(pages.size())), std::string::npos) << i;
  }
}

TEST_F(PdfList, LosesNoRowAtAPageBreak) {
  auto rows = people(200);
  for (RegistrationRow& row : rows) row.attendee.name = "名前" + std::to_string(1000 + row.number);
  ASSERT_TRUE(write_list_pdf(make_council_table(source_of(rows)), path("a.pdf")));
  const std::string text = pdf_text(path("a.pdf"));
  for (const RegistrationRow& row : rows) EXPECT_EQ(count_of(text, row.attendee.name), 1U) << row.attendee.name;
}

TEST_F(PdfList, SignInHasBoxesAndLines) {
  ASSERT_TRUE(write_list_pdf(make_sign_in_table(source_of(people(5))), path("a.pdf")));
  const std::string text = pdf_text(path("a.pdf"));
  EXPECT_EQ(count_of(text, "□"), 15U);
  EXPECT_EQ(count_of(text, "当日"), 10U);
}

TEST_F(PdfList, LongWordsAreWhole) {
  const auto rows = hard_people();
  ASSERT_TRUE(write_list_pdf(make_sign_in_table(source_of(rows)), path("a.pdf")));
  // Cells are read one below the other, so that a wrapped text is whole.
  const std::string text = without_blanks(run("pdftotext -raw -enc UTF-8 '" + path("a.pdf") + "' -"));
  for (const RegistrationRow& row : rows) {
    EXPECT_NE(text.find(without_blanks(row.attendee.facility)), std::string::npos) << row.attendee.facility;
    EXPECT_NE(text.find(without_blanks(row.attendee.note)), std::string::npos) << row.attendee.note;
  }
  EXPECT_NE(text.find("𠮷野家"), std::string::npos);
  EXPECT_EQ(cut_texts(path("a.pdf")), "");
}

TEST_F(PdfList, CellTallerThanAPageEndsInDots) {
  auto rows = people(2);
  for (int i = 0; i < 400; ++i) rows[0].attendee.note += "長い備考";
  ASSERT_TRUE(write_list_pdf(make_roster_table(source_of(rows)), path("a.pdf")));
  const auto pages = pages_of(pdf_text(path("a.pdf")));
  EXPECT_LE(pages.size(), 2U);
  EXPECT_NE(cut_texts(path("a.pdf")), "");
  EXPECT_NE(pdf_text(path("a.pdf")).find("鈴木 一郎"), std::string::npos);
}

TEST_F(PdfList, EmptyListHasItsHead) {
  ASSERT_TRUE(write_list_pdf(make_attendance_table(source_of({})), path("a.pdf")));
  EXPECT_NE(pdf_text(path("a.pdf")).find("申込0名・出席0名"), std::string::npos);
}

TEST_F(PdfList, FontsAreJapaneseAndEmbedded) {
  ASSERT_TRUE(write_list_pdf(make_sign_in_table(source_of(hard_people())), path("a.pdf")));
  const std::string fonts = run("pdffonts '" + path("a.pdf") + "'");
  EXPECT_NE(fonts.find("BIZUDGothic"), std::string::npos) << fonts;
  EXPECT_NE(fonts.find("NotoSansCJK"), std::string::npos) << "for what BIZ UDGothic lacks";
  EXPECT_EQ(fonts.find("BIZUDPGothic"), std::string::npos);
  EXPECT_EQ(fonts.find(" no "), std::string::npos) << "all embedded, all readable as text\n" << fonts;
}

TEST_F(PdfList, SameInputMakesTheSameFile) {
  const ListTable table = make_council_table(source_of(people(3)));
  ASSERT_TRUE(write_list_pdf(table, path("a.pdf")));
  ASSERT_TRUE(write_list_pdf(table, path("b.pdf")));
  const std::string info = run("pdfinfo '" + path("a.pdf") + "'");
  EXPECT_NE(info.find("参加予定者一覧"), std::string::npos) << info;
  const std::size_t made = info.find("CreationDate:");
  ASSERT_NE(made, std::string::npos) << info;
  EXPECT_NE(info.substr(made, 60).find("Oct 24"), std::string::npos) << "made when the caller says";
  EXPECT_EQ(read_file(path("a.pdf")).size(), read_file(path("b.pdf")).size());
}

}  // namespace
}  // namespace uketsuke
