// The one entry: what, format, file.

#include "kiosk/output/export.h"
#include "tests/kiosk/output/output_samples.h"
#include "tests/kiosk/output/small_csv.h"

namespace uketsuke {
namespace {

class Export : public OutputTest {
 protected:
  ExportRequest ask(ExportWhat what, ExportFormat format, const std::string& name) {
    ExportRequest request;
    request.what = what;
    request.format = format;
    request.path = path(name);
    request.summary = sample_summary();
    request.rows = people(7);
    request.made_at = at("2025-10-24T21:00:00+09:00");
    return request;
  }
  std::vector<std::vector<std::string>> records(const std::string& name) {
    return parse_small_csv(read_file(path(name)).substr(3));
  }
};

TEST_F(Export, EveryListInEveryFormat) {
  for (const ExportWhat what :
       {ExportWhat::attendance, ExportWhat::roster, ExportWhat::sign_in, ExportWhat::scans, ExportWhat::council}) {
    for (const ExportFormat format :
         {ExportFormat::csv, ExportFormat::csv_cp932, ExportFormat::xlsx, ExportFormat::pdf}) {
      const std::string name = std::string(word(what)) + "." + std::string(word(format));
      ExportRequest request = ask(what, format, name);
      request.scans.resize(7);
      const auto report = export_list(std::move(request));
      ASSERT_TRUE(report) << name << report.error().what;
      EXPECT_EQ(report->file, path(name));
      EXPECT_EQ(report->rows, 7) << name;
      EXPECT_GT(read_file(path(name)).size(), 100U) << name;
    }
  }
  EXPECT_EQ(files().size(), 20U);
}

TEST_F(Export, AStoppedOneLeavesNoFile) {
  for (const auto& [what, format] : {std::pair{ExportWhat::roster, ExportFormat::csv},
                                     {ExportWhat::roster, ExportFormat::xlsx},
                                     {ExportWhat::roster, ExportFormat::pdf},
                                     {ExportWhat::name_tags, ExportFormat::pdf},
                                     {ExportWhat::table_signs, ExportFormat::pdf},
                                     {ExportWhat::certificates, ExportFormat::pdf}}) {
    for (const int most : {0, 60}) {
      ExportRequest request = ask(what, format, "stopped");
      request.rows = people(25);
      for (RegistrationRow& row : request.rows) {
        row.checked_in_at = at("2025-10-24T18:05:00+09:00");
        row.group = std::to_string(row.number % 5);
      }
      request.keep_on = [most](int percent) { return percent < most; };
      const auto report = export_list(std::move(request));
      ASSERT_FALSE(report) << word(what) << " as " << word(format) << " until " << most;
      EXPECT_EQ(report.error().code, Code::refused);
    }
  }
  EXPECT_TRUE(files().empty());
}

TEST_F(Export, NameTagsArePdfOnly) {
  const auto report = export_list(ask(ExportWhat::name_tags, ExportFormat::pdf, "tags.pdf"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 7);
  const auto refused = export_list(ask(ExportWhat::name_tags, ExportFormat::csv, "tags.csv"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::bad_call);
  EXPECT_EQ(files(), std::vector<std::string>{"tags.pdf"});
}

TEST_F(Export, NameTagsAreInKanaOrderUnlessAsked) {
  const auto first_tag = [this](std::optional<RosterSort> sort) {
    ExportRequest request = ask(ExportWhat::name_tags, ExportFormat::pdf, "tags.pdf");
    request.sort = sort;
    EXPECT_TRUE(export_list(std::move(request)));
    return read_qr_texts_in(pdf_pictures(path("tags.pdf"), 150).at(0), {14, 11, 91, 55}).at(0);
  };
  EXPECT_EQ(first_tag(std::nullopt), people(4)[3].ticket) << "いとう けん";
  EXPECT_EQ(first_tag(RosterSort::number), people(1)[0].ticket);
  EXPECT_EQ(first_tag(RosterSort::group), people(6)[5].ticket) << "group 1";
}

TEST_F(Export, SortsAndChoosesColumns) {
  ExportRequest request = ask(ExportWhat::roster, ExportFormat::csv, "a.csv");
  request.sort = RosterSort::kana;
  request.columns = {"name", "number"};
  ASSERT_TRUE(export_list(std::move(request)));
  const auto seen = records("a.csv");
  EXPECT_EQ(seen.at(0), (std::vector<std::string>{"氏名", "受付番号"}));
  EXPECT_EQ(seen.at(1), (std::vector<std::string>{"伊藤 健", "4"}));
  EXPECT_EQ(seen.at(2), (std::vector<std::string>{"佐藤 花子", "1"}));
}

TEST_F(Export, UnknownColumnLeavesNoFile) {
  ExportRequest request = ask(ExportWhat::council, ExportFormat::csv, "a.csv");
  request.columns = {"email"};
  const auto report = export_list(std::move(request));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::bad_call);
  EXPECT_TRUE(files().empty());
}

TEST_F(Export, ReportsWhatCp932Lacks) {
  ExportRequest request = ask(ExportWhat::attendance, ExportFormat::csv_cp932, "a.csv");
  request.rows = hard_people();
  const auto report = export_list(std::move(request));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->replaced, (std::vector<std::string>{"𠮷"}));
}

TEST_F(Export, HundredThousandRegistrations) {
  ExportRequest request = ask(ExportWhat::attendance, ExportFormat::csv_cp932, "a.csv");
  request.rows = people(100'000);
  request.sort = RosterSort::kana;
  const auto report = export_list(std::move(request));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 100'000);
}

TEST(ExportWords, GoBothWays) {
  EXPECT_EQ(export_what_from_word("sign-in"), ExportWhat::sign_in);
  EXPECT_EQ(export_what_from_word("name-tags"), ExportWhat::name_tags);
  EXPECT_EQ(export_what_from_word("Attendance"), std::nullopt);
  EXPECT_EQ(export_format_from_word("csv-cp932"), ExportFormat::csv_cp932);
  EXPECT_EQ(export_format_from_word("doc"), std::nullopt);
}

}  // namespace
}  // namespace uketsuke
