// Every list that is handed over, compared whole with the text it had when a person last looked at it: the CSV's own
// bytes, the cells of the XLSX as Python reads them, the PDF's text as pdftotext reads it (Debian 12's Pango and fonts
// break its lines).
// UKETSUKE_UPDATE_GOLDENS=1 writes tests/kiosk/output/golden anew: look at the difference and at the pictures first.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "kiosk/output/export.h"
#include "kiosk/output/year_report.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

const std::string kGoldens = std::string(UKETSUKE_SOURCE_DIR) + "/tests/kiosk/output/golden/";

RegistrationRow came(RegistrationRow row, const std::string& clock) {
  row.checked_in_at = at("2025-10-24T" + clock + ":00+09:00");
  return row;
}

/// Names that break layouts; of each way to be on a list one.
std::vector<RegistrationRow> golden_rows() {
  std::vector<RegistrationRow> rows = hard_people();
  constexpr ProfessionCategory kCategories[] = {ProfessionCategory::care_manager, ProfessionCategory::pharmacist,
                                                ProfessionCategory::other,        ProfessionCategory::doctor,
                                                ProfessionCategory::other,        ProfessionCategory::rehabilitation};
  constexpr const char* kKinds[] = {"特別養護老人ホーム", "薬局", "", "病院", "行政", "訪問看護"};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = came(rows[i], "18:0" + std::to_string(i));
    rows[i].attendee.profession.category = kCategories[i];
    rows[i].facility_kind = kKinds[i];
    rows[i].attendee.email = "person" + std::to_string(i + 1) + "@example.jp";
    rows[i].attendee.phone = "046000000" + std::to_string(i + 1);
  }
  const auto add = [&rows](const char* name, const char* kana, RegistrationStatus status, Channel channel) {
    rows.push_back(
        person(static_cast<std::int64_t>(rows.size()) + 1, name, kana, "みほん訪問看護ステーション", "看護師"));
    rows.back().attendee.profession.category = ProfessionCategory::nurse;
    rows.back().facility_kind = "訪問看護";
    rows.back().status = status;
    rows.back().channel = channel;
  };
  add("鈴木 一郎", "ｽｽﾞｷ ｲﾁﾛｳ", RegistrationStatus::confirmed, Channel::fax);
  add("伊藤 健", "いとう けん", RegistrationStatus::cancelled, Channel::email);
  add("加藤 学", "かとう まなぶ", RegistrationStatus::waitlisted, Channel::post);
  add("木村 誠", "きむら まこと", RegistrationStatus::pending, Channel::google_form);
  rows.back().late = true;
  add("清水 翔太", "しみず しょうた", RegistrationStatus::confirmed, Channel::walk_in);
  rows.back() = came(rows.back(), "18:41");
  add("井上 隆", "いのうえ たかし", RegistrationStatus::confirmed, Channel::telephone);
  rows.back().substituted_by = RegistrationId("r13");
  add("井上 陽子", "いのうえ ようこ", RegistrationStatus::confirmed, Channel::desk);
  rows.back().substitute_for = RegistrationId("r12");
  rows.back() = came(rows.back(), "18:20");
  return rows;
}

ScanRow scan(std::int64_t number, const std::string& clock, ScanOutcome outcome) {
  ScanRow row;
  row.scan = ScanId("s" + std::to_string(number) + clock);
  row.happened = at("2025-10-24T" + clock + ":00+09:00");
  row.outcome = outcome;
  if (number > 0) row.registration = RegistrationId("r" + std::to_string(number));
  if (number > 0) row.number = number;
  return row;
}

ExportRequest golden_request(ExportWhat what, ExportFormat format, const std::string& path) {
  ExportRequest request;
  request.what = what;
  request.format = format;
  request.path = path;
  request.summary = sample_summary();
  request.summary.event.lecturers = {"みほん 太郎氏（みほん北部病院 院長）"};
  request.rows = golden_rows();
  request.scans = {scan(1, "18:00", ScanOutcome::admitted), scan(0, "18:02", ScanOutcome::not_a_ticket),
                   scan(1, "18:09", ScanOutcome::already_in), scan(9, "18:12", ScanOutcome::waitlisted)};
  request.questions = {{"医師・看護職", "訪問診療をお願いする時期の目安"},
                       {"",
                        "退院前カンファレンスに呼んでほしい職種はありますか。また、当日までに用意しておくとよい資料があ"
                        "れば教えてください。"},
                       {"その他（管理栄養士）", "とろみの段階を施設の間でそろえるには"}};
  request.professions = ProfessionTable({{"看護師", ProfessionCategory::nurse}});
  request.certificates.first_number = 12;
  request.certificates.representative = "会長　みほん 一郎";
  request.certificates.care_manager_numbers = true;
  request.findings = {6, "活発な意見交換があった。次回は事例を用いる。"};
  request.made_at = at("2025-10-25T09:00:00+09:00");
  return request;
}

/// For a person to look at.
void keep_artefact(const std::string& file) {
  const char* folder = std::getenv("UKETSUKE_ARTEFACTS");
  if (folder == nullptr) return;
  std::error_code ignored;
  const std::filesystem::path to = std::filesystem::path(folder) / "lists";
  std::filesystem::create_directories(to, ignored);
  std::filesystem::copy_file(file, to / std::filesystem::path(file).filename(),
                             std::filesystem::copy_options::overwrite_existing, ignored);
}

/// Runs of blanks as one, no blank lines: how wide a gap reads depends on the reader's version.
std::string settled(const std::string& text) {
  std::string out;
  bool blank = true;
  for (const char c : text) {
    if (c == '\n' || c == '\f') {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      if (!out.empty() && out.back() != '\n') out += '\n';
      blank = true;
    } else if (c != ' ' || !blank) {
      out += c;
      blank = c == ' ';
    }
  }
  return out;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string file = kGoldens + name;
  if (std::getenv("UKETSUKE_UPDATE_GOLDENS") != nullptr) {
    std::filesystem::create_directories(kGoldens);
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(file)) << file << ": make it with UKETSUKE_UPDATE_GOLDENS=1 and look at it";
  EXPECT_EQ(text, read_file(file)) << name;
}

class Goldens : public OutputTest {
 protected:
  std::string seen(ExportFormat format, const std::string& file) {
    switch (format) {
      case ExportFormat::csv:
        return read_file(file);
      case ExportFormat::csv_cp932:
        return run("iconv -f CP932 -t UTF-8 '" + file + "'");
      case ExportFormat::xlsx:
        return run("PYTHONIOENCODING=utf-8 python3 " UKETSUKE_SOURCE_DIR "/tests/kiosk/output/read_xlsx.py '" + file +
                   "'");
      case ExportFormat::pdf:
        return settled(pdf_text(file));
    }
    return {};
  }

  void expect_list(ExportWhat what) {
    for (const ExportFormat format : export_formats(what)) {
      const std::string name = std::string(word(what)) + "." + std::string(word(format));
      const auto report = export_list(golden_request(what, format, path(name)));
      ASSERT_TRUE(report) << name << report.error().what;
      keep_artefact(path(name));
      expect_golden(name + ".txt", seen(format, path(name)));
    }
  }
};

TEST_F(Goldens, AttendanceList) { expect_list(ExportWhat::attendance); }
TEST_F(Goldens, ApplicantsList) { expect_list(ExportWhat::roster); }
TEST_F(Goldens, SignInSheet) { expect_list(ExportWhat::sign_in); }
TEST_F(Goldens, CouncilList) { expect_list(ExportWhat::council); }
TEST_F(Goldens, Scans) { expect_list(ExportWhat::scans); }
TEST_F(Goldens, Questions) { expect_list(ExportWhat::questions); }
TEST_F(Goldens, NameTags) { expect_list(ExportWhat::name_tags); }
TEST_F(Goldens, Certificates) { expect_list(ExportWhat::certificates); }
TEST_F(Goldens, ResultReport) { expect_list(ExportWhat::result_report); }

TEST_F(Goldens, YearReport) {
  CountedEvent event{golden_request(ExportWhat::roster, ExportFormat::pdf, "").summary, Zone(), {}, {}};
  for (RegistrationRow& row : golden_rows()) {
    const std::string kind = row.facility_kind;
    event.rows.push_back({std::move(row), kind, std::nullopt, kind.empty() ? "" : "みほん市", {}});
  }
  const PeopleIndex people({&event}, {});
  YearReportSource source;
  source.period = "令和7年度";
  source.events = {&event};
  source.people = &people;
  source.with_internal = true;
  source.absent = {{"みほん歯科", "歯科診療所", "みほん市"}};
  source.listed = 12;
  source.made_at = at("2026-04-01T09:00:00+09:00");
  const ReportDocument document = make_year_report(source);
  ASSERT_TRUE(write_report_pdf(document, path("year.pdf")));
  keep_artefact(path("year.pdf"));
  expect_golden("year-report.pdf.txt", seen(ExportFormat::pdf, path("year.pdf")));
}

}  // namespace
}  // namespace uketsuke
