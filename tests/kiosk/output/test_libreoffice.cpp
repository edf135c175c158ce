// The workbooks as LibreOffice opens them: the same cells as the CSV of the same list. Skipped, and said so, where
// there is no soffice (apt-get install libreoffice-calc-nogui).
#include <cstdlib>

#include "kiosk/output/export.h"
#include "tests/kiosk/output/output_samples.h"
#include "tests/kiosk/output/small_csv.h"

namespace uketsuke {
namespace {

using Records = std::vector<std::vector<std::string>>;
constexpr ExportWhat kTables[] = {ExportWhat::attendance, ExportWhat::roster, ExportWhat::sign_in, ExportWhat::council,
                                  ExportWhat::scans};

/// LibreOffice ends its lines with LF; what stands inside quotes stays.
std::string with_crlf(const std::string& text) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted != (c == '"');
    if (c == '\n' && !quoted && (out.empty() || out.back() != '\r')) out += '\r';
    out += c;
  }
  return out;
}

class LibreOffice : public OutputTest {
 protected:
  void SetUp() override {
    OutputTest::SetUp();
    if (std::system("command -v soffice >/dev/null") != 0) GTEST_SKIP() << "SKIPPED: no soffice here";
  }

  void write(ExportWhat what, ExportFormat format, const std::string& name) {
    ExportRequest request;
    request.what = what;
    request.format = format;
    request.path = path(name);
    request.summary = sample_summary();
    request.rows = hard_people();
    for (const RegistrationRow& row : people(9)) request.rows.push_back(row);
    for (RegistrationRow& row : request.rows) {
      row.checked_in_at = at("2025-10-24T18:07:12+09:00");
      row.attendee.phone = "0460000001";
      row.attendee.note = "=1+1";  // stays a text
    }
    request.scans.resize(3);
    for (ScanRow& scan : request.scans) scan.happened = at("2025-10-24T18:07:12+09:00");
    request.made_at = at("2025-10-24T21:00:00+09:00");
    const auto report = export_list(std::move(request));
    ASSERT_TRUE(report) << report.error().what;
  }

  /// As shown, all cells quoted, UTF-8.
  void convert() {
    run("soffice -env:UserInstallation=file://" + path("profile") +
        " --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true' --outdir '" + path("seen") +
        "' '" + folder() + "'/*.xlsx 2>/dev/null");
  }

  Records read(const std::string& name) {
    const std::string bytes = with_crlf(read_file(path(name)));
    return parse_small_csv(bytes.rfind("\xEF\xBB\xBF", 0) == 0 ? bytes.substr(3) : bytes);
  }
};

/// From the line of the titles on, blank cells at the ends dropped; CSV marks a text that begins like a formula.
Records table_of(Records records, const std::string& first_title) {
  while (!records.empty() && (records.front().empty() || records.front().front() != first_title)) {
    records.erase(records.begin());
  }
  for (auto& record : records) {
    for (std::string& cell : record) {
      if (cell.rfind("'", 0) == 0) cell.erase(0, 1);
    }
    while (!record.empty() && record.back().empty()) record.pop_back();
  }
  return records;
}

TEST_F(LibreOffice, ReadsTheCellsOfTheCsv) {
  for (const ExportWhat what : kTables) {
    write(what, ExportFormat::csv, std::string(word(what)) + ".csv");
    write(what, ExportFormat::xlsx, std::string(word(what)) + ".xlsx");
  }
  convert();
  for (const ExportWhat what : kTables) {
    const std::string name = std::string(word(what)) + ".csv";
    const Records ours = table_of(read(name), read(name).at(0).at(0));
    Records seen = table_of(read("seen/" + name), ours.at(0).at(0));
    ASSERT_GT(ours.size(), 3U) << name;
    if (seen.size() > ours.size()) seen.resize(ours.size());  // lines for handwriting are not in a CSV
    ASSERT_EQ(seen.size(), ours.size()) << name;
    for (std::size_t row = 0; row < ours.size(); ++row) {
      ASSERT_EQ(seen[row].size(), ours[row].size()) << name << ", row " << row;
      for (std::size_t i = 0; i < ours[row].size(); ++i) {
        EXPECT_EQ(seen[row][i], ours[row][i]) << name << ", row " << row;
      }
    }
  }
}

}  // namespace
}  // namespace uketsuke
