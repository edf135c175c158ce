// 質問事項一覧: by the profession asked, by table, without the asker.

#include "kiosk/output/question_sheets.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using QuestionSheets = OutputTest;

ProfessionTable table() {
  return ProfessionTable({{"看護師", ProfessionCategory::nurse}, {"栄養士", ProfessionCategory::dietitian}});
}

TEST(SortQuestions, OneForEachProfessionAskedInTheirOrder) {
  const auto asked = sort_questions({{"看護師、医師", "往診は"},
                                     {"", "誰でも"},
                                     {"その他（栄養士）", "食事は"},
                                     {"その他（　）", "何でも"},
                                     {"医師・医師", "薬は"}},
                                    table(), {});
  ASSERT_EQ(asked.size(), 6U);
  EXPECT_EQ(asked[0].profession + asked[0].text, "医師往診は");
  EXPECT_EQ(asked[1].profession + asked[1].text, "医師薬は");
  EXPECT_EQ(asked[2].profession, "看護職");
  EXPECT_EQ(asked[3].profession, "その他（栄養士）");
  EXPECT_EQ(asked[4].profession, "その他");
  EXPECT_EQ(asked[5].profession, "職種の指定なし");
}

TEST_F(QuestionSheets, ASheetAProfessionWithoutTables) {
  const auto asked = sort_questions({{"看護師", "夜間の連絡先は"}, {"医師", "往診の範囲は"}}, table(), {});
  ASSERT_TRUE(write_report_pdf(make_question_sheets(source_of({}), asked), path("a.pdf")));
  const std::string text = pdf_text(path("a.pdf"));
  EXPECT_LT(text.find("往診の範囲は"), text.find('\f'));
  EXPECT_GT(text.find("夜間の連絡先は"), text.find('\f'));
  EXPECT_NE(text.find("質問事項一覧"), std::string::npos);
}

TEST_F(QuestionSheets, ASheetATableWherePlanned) {
  std::vector<RegistrationRow> rows = people(2);
  rows[0].group = "10";
  rows[1].group = "2";
  for (RegistrationRow& row : rows) row.attendee.profession.category = ProfessionCategory::nurse;
  const auto asked = sort_questions({{"看護師", "夜間の連絡先は"}, {"医師", "往診の範囲は"}}, table(), rows);
  const ReportDocument document = make_question_sheets(source_of({}), asked);
  ASSERT_EQ(document.sheets.size(), 3U);
  EXPECT_EQ(document.sheets[0].name, "グループ 2");
  EXPECT_EQ(document.sheets[1].name, "グループ 10");
  EXPECT_EQ(document.sheets[2].name, "医師") << "no table has a doctor";
  const ListTable list = make_questions_table(source_of({}), asked);
  EXPECT_EQ(std::get<std::string>(list.columns[3].cell(1)), "2・10");
  EXPECT_TRUE(list.columns[3].shown);
}

}  // namespace
}  // namespace uketsuke
