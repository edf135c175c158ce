// One description of a report (実施結果報告書, 年度のまとめ), so that XLSX and PDF say the same: lines with a label,
// tables of counts with bars beside them, frames to write in. Plain values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// Empty, words, a count, or a share (0.123 prints 12.3％).
using ReportCell = std::variant<std::monostate, std::string, std::int64_t, double>;

/// "1　開催日時" and what is said of it.
struct ReportLine {
  std::string label;
  std::string text;
};

/// First column words, the others counts or words.
struct ReportTable {
  std::string caption;
  std::vector<std::string> titles;
  std::vector<std::vector<ReportCell>> rows;  ///< each as long as titles
  bool has_total = false;                     ///< the last row; not in the chart
  std::size_t charted = 0;                    ///< column that the bars show; 0: no chart
};

/// A frame to write in by hand, with what is known already.
struct ReportBox {
  std::string caption;
  std::string text;
  double height_mm = 40;
};

using ReportBlock = std::variant<ReportLine, ReportTable, ReportBox>;

/// A sheet of the workbook; on paper it begins a page.
struct ReportSheet {
  std::string name;  ///< at most 31 characters, unlike the others
  std::vector<ReportBlock> blocks;
  bool shows_name = true;  ///< on paper, as a heading
};

struct ReportDocument {
  std::string title;
  std::vector<std::string> head;  ///< lines below the title: for whom, from whom
  std::vector<ReportSheet> sheets;
  std::string author;
  UtcMillis made_at;
};

/// "12.3％", "31", words.
std::string report_text(const ReportCell& cell);

/// A4 portrait; bars beside the rows. Errors: Code::io_failed
Status write_report_pdf(const ReportDocument& document, const std::string& path);
/// A sheet each, a bar chart beside each charted table. Errors: Code::io_failed, bad_input
Status write_report_xlsx(const ReportDocument& document, const std::string& path);

}  // namespace uketsuke
