// One entry for every list that is handed over: what, in which format, to which file. One thread each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/profession.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "kiosk/output/certificates.h"
#include "kiosk/output/result_report.h"
#include "kiosk/output/table.h"

namespace uketsuke {

enum class ExportWhat {
  attendance,
  roster,
  sign_in,
  name_tags,
  table_signs,
  questions,
  certificates,
  scans,
  council,
  result_report
};
enum class ExportFormat { csv, csv_cp932, xlsx, pdf };

struct ExportRequest {
  ExportWhat what = ExportWhat::attendance;
  ExportFormat format = ExportFormat::csv;
  std::string path;
  EventSummary summary;
  std::vector<RegistrationRow> rows;  ///< every registration of the event; the list picks its own
  std::vector<ScanRow> scans;         ///< for `scans` only
  std::vector<Question> questions;    ///< for `questions` only, with the words of professions
  ProfessionTable professions;
  CertificateOptions certificates;
  ResultFindings findings;  ///< for `result-report`
  /// None: 五十音 for 受付簿 and 名札, 受付番号 for the others. Scans without it are in order of time; questions and
  /// the result report have an order of their own.
  std::optional<RosterSort> sort;
  std::vector<std::string> columns;  ///< ids or titles, in this order; empty: the list's own
  Zone zone;                         ///< the event's
  UtcMillis made_at;
  /// Told how far it is (not of reports and question sheets), in percent; false: stop, without a file. May be empty.
  KeepOn keep_on{};
};

struct ExportReport {
  std::string file;
  std::int64_t rows = 0;
  std::vector<std::string> replaced;  ///< characters that CP932 lacks
  std::int64_t without_code = 0;      ///< name tags of those who have no ticket
};

/// Writes the list; the file is there whole or not at all.
/// Errors: Code::refused where keep_on stopped it; bad_call for a format the list is not made in or an unknown column;
/// io_failed Cost: 100 000 rows as CSV or XLSX in a few seconds, a row at a time
Result<ExportReport> export_list(ExportRequest request);

/// One column of a list, as --columns names it.
struct ExportColumn {
  std::string id;
  std::string title;
  bool shown = true;  ///< without --columns
};
/// The columns that a list has for that event; empty where there are none to choose.
std::vector<ExportColumn> export_columns(ExportWhat what, const EventSummary& summary);

/// The formats that a list is made in, the usual one first.
std::vector<ExportFormat> export_formats(ExportWhat what);
/// 出席者名簿 …: as its file is named.
std::string_view japanese(ExportWhat what);
/// "csv", "xlsx", "pdf": as its file ends.
std::string_view file_extension(ExportFormat format);
/// "attendance, roster, …": every list there is.
std::string export_what_words();

/// "attendance", "sign-in" …; "csv", "csv-cp932" …
std::string_view word(ExportWhat what);
std::string_view word(ExportFormat format);
std::optional<ExportWhat> export_what_from_word(std::string_view word);
std::optional<ExportFormat> export_format_from_word(std::string_view word);

}  // namespace uketsuke
