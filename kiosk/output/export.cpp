// What and format -> a table and its writer.

#include "kiosk/output/export.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "kiosk/output/csv_writer.h"
#include "kiosk/output/list_tables.h"
#include "kiosk/output/name_tags.h"
#include "kiosk/output/pdf_list.h"
#include "kiosk/output/question_sheets.h"
#include "kiosk/output/report_document.h"
#include "kiosk/output/roster_order.h"
#include "kiosk/output/table_signs.h"
#include "kiosk/output/xlsx_writer.h"

namespace uketsuke {
namespace {

constexpr std::array<ExportWhat, 10> kAllWhats = {
    ExportWhat::attendance,  ExportWhat::roster,       ExportWhat::sign_in,      ExportWhat::name_tags,
    ExportWhat::table_signs, ExportWhat::questions,    ExportWhat::certificates, ExportWhat::scans,
    ExportWhat::council,     ExportWhat::result_report};
constexpr std::array<ExportFormat, 4> kAllFormats = {ExportFormat::csv, ExportFormat::csv_cp932, ExportFormat::xlsx,
                                                     ExportFormat::pdf};

RosterSort default_sort(ExportWhat what) {
  switch (what) {
    case ExportWhat::sign_in:
    case ExportWhat::name_tags:
      return RosterSort::kana;
    case ExportWhat::table_signs:
      return RosterSort::group;
    case ExportWhat::attendance:
    case ExportWhat::roster:
    case ExportWhat::questions:
    case ExportWhat::certificates:
    case ExportWhat::scans:
    case ExportWhat::council:
    case ExportWhat::result_report:
      return RosterSort::number;
  }
  return RosterSort::number;
}

/// Scans of the people of a list, in its order; what belongs to nobody comes last, all else stays as it was.
void sort_scans(std::vector<ScanRow>& scans, std::vector<RegistrationRow> rows, RosterSort sort) {
  sort_rows(rows, sort);
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < rows.size(); ++i) places.emplace(rows[i].registration.value, i);
  const auto place_of = [&places, &rows](const ScanRow& scan) {
    const auto found = scan.registration ? places.find(scan.registration->value) : places.end();
    return found == places.end() ? rows.size() : found->second;
  };
  std::stable_sort(scans.begin(), scans.end(),
                   [&place_of](const ScanRow& a, const ScanRow& b) { return place_of(a) < place_of(b); });
}

ListTable make_table(ExportRequest& request) {
  if (request.what == ExportWhat::scans && request.sort) sort_scans(request.scans, request.rows, *request.sort);
  ListSource source{request.summary, std::move(request.rows), request.sort.value_or(default_sort(request.what)),
                    request.zone, request.made_at};
  switch (request.what) {
    case ExportWhat::attendance:
      return make_attendance_table(std::move(source));
    case ExportWhat::roster:
      return make_roster_table(std::move(source));
    case ExportWhat::sign_in:
      return make_sign_in_table(std::move(source));
    case ExportWhat::scans:
      return make_scans_table(std::move(source), std::move(request.scans));
    case ExportWhat::council:
      return make_council_table(std::move(source));
    case ExportWhat::questions: {
      std::vector<AskedQuestion> asked = sort_questions(request.questions, request.professions, source.rows);
      return make_questions_table(std::move(source), std::move(asked));
    }
    case ExportWhat::name_tags:
    case ExportWhat::table_signs:
    case ExportWhat::certificates:
    case ExportWhat::result_report:
      break;  // no tables: export_paper
  }
  return {};
}

PaperOccasion occasion_of(const ExportRequest& request) {
  return {request.summary.event, request.zone, request.made_at, request.keep_on};
}

/// Everything that is no table with columns to choose.
Result<ExportReport> export_name_tags(ExportRequest& request) {
  std::vector<RegistrationRow> rows;
  std::copy_if(request.rows.begin(), request.rows.end(), std::back_inserter(rows), is_expected);
  sort_rows(rows, request.sort.value_or(default_sort(request.what)));
  const auto written = write_name_tags_pdf(occasion_of(request), rows, request.path);
  if (!written) return tl::unexpected(written.error());
  const auto bare =
      std::count_if(rows.begin(), rows.end(), [](const RegistrationRow& row) { return row.ticket.empty(); });
  return ExportReport{request.path, static_cast<std::int64_t>(rows.size()), {}, static_cast<std::int64_t>(bare)};
}

/// @return rows: the sheets
Result<ExportReport> export_table_signs(ExportRequest& request) {
  std::vector<RegistrationRow> rows;
  std::copy_if(request.rows.begin(), request.rows.end(), std::back_inserter(rows), is_expected);
  sort_rows(rows, RosterSort::group);
  const auto sheets = write_table_signs_pdf(occasion_of(request), rows, request.path);
  if (!sheets) return tl::unexpected(sheets.error());
  return ExportReport{request.path, *sheets, {}};
}

Result<ExportReport> export_certificates(ExportRequest& request) {
  const Event& event = request.summary.event;
  std::vector<RegistrationRow> rows;
  std::copy_if(request.rows.begin(), request.rows.end(), std::back_inserter(rows),
               [&event](const RegistrationRow& row) { return is_certified(row, event); });
  sort_rows(rows, request.sort.value_or(default_sort(request.what)));
  const auto written = write_certificates_pdf(occasion_of(request), rows, request.certificates, request.path);
  if (!written) return tl::unexpected(written.error());
  return ExportReport{request.path, static_cast<std::int64_t>(rows.size()), {}};
}

ListSource source_of(ExportRequest& request) {
  return {request.summary, std::move(request.rows), RosterSort::number, request.zone, request.made_at};
}

Result<ExportReport> export_question_sheets(ExportRequest& request) {
  const std::vector<AskedQuestion> asked = sort_questions(request.questions, request.professions, request.rows);
  const auto written = write_report_pdf(make_question_sheets(source_of(request), asked), request.path);
  if (!written) return tl::unexpected(written.error());
  return ExportReport{request.path, static_cast<std::int64_t>(asked.size()), {}};
}

/// @return rows: the people counted as present
Result<ExportReport> export_result_report(ExportRequest& request) {
  const std::int64_t present = count_attendance(request.rows).present;
  const ReportDocument document = make_result_report(source_of(request), request.findings);
  const auto written = request.format == ExportFormat::pdf ? write_report_pdf(document, request.path)
                                                           : write_report_xlsx(document, request.path);
  if (!written) return tl::unexpected(written.error());
  return ExportReport{request.path, present, {}};
}

/// Not a table: drawn as a whole. none: a table, export_table
std::optional<Result<ExportReport>> export_paper(ExportRequest& request) {
  switch (request.what) {
    case ExportWhat::name_tags:
      return export_name_tags(request);
    case ExportWhat::table_signs:
      return export_table_signs(request);
    case ExportWhat::certificates:
      return export_certificates(request);
    case ExportWhat::result_report:
      return export_result_report(request);
    case ExportWhat::questions:
      if (request.format == ExportFormat::pdf && request.columns.empty()) return export_question_sheets(request);
      return std::nullopt;
    case ExportWhat::attendance:
    case ExportWhat::roster:
    case ExportWhat::sign_in:
    case ExportWhat::scans:
    case ExportWhat::council:
      return std::nullopt;
  }
  return std::nullopt;
}

/// @return what CP932 lacks
Result<std::vector<std::string>> write_table(const ListTable& table, ExportFormat format, const std::string& path) {
  Status written;
  switch (format) {
    case ExportFormat::csv:
      return write_csv(table, path, CsvEncoding::utf8_bom);
    case ExportFormat::csv_cp932:
      return write_csv(table, path, CsvEncoding::cp932);
    case ExportFormat::xlsx:
      written = write_xlsx(table, path);
      break;
    case ExportFormat::pdf:
      written = write_list_pdf(table, path);
      break;
  }
  if (!written) return tl::unexpected(written.error());
  return std::vector<std::string>();
}

/// A format that the list is made in; columns only where there are some.
Status check_request(const ExportRequest& request) {
  const std::vector<ExportFormat> formats = export_formats(request.what);
  const std::string list(word(request.what));
  if (std::find(formats.begin(), formats.end(), request.format) == formats.end()) {
    std::string there;
    for (const ExportFormat format : formats) there += (there.empty() ? "" : ", ") + std::string(word(format));
    return fail(Code::bad_call, list + " is not made as " + std::string(word(request.format)) + "; there is: " + there,
                "--format");
  }
  const bool is_table = formats.size() > 2;
  if (!is_table && !request.columns.empty()) {
    return fail(Code::bad_call, list + " has no columns to choose", "--columns");
  }
  return {};
}

}  // namespace

Result<ExportReport> export_list(ExportRequest request) {
  if (auto sane = check_request(request); !sane) return tl::unexpected(in_layer("export", sane.error()));
  if (auto paper = export_paper(request)) {
    if (!*paper) return tl::unexpected(in_layer("export", paper->error()));
    return std::move(**paper);
  }
  auto table = select_columns(make_table(request), request.columns);
  if (!table) return tl::unexpected(in_layer("export", table.error()));
  table->keep_on = std::move(request.keep_on);
  auto replaced = write_table(*table, request.format, request.path);
  if (!replaced) return tl::unexpected(in_layer("export", replaced.error()));
  return ExportReport{request.path, static_cast<std::int64_t>(table->row_count), std::move(*replaced)};
}

std::vector<ExportColumn> export_columns(ExportWhat what, const EventSummary& summary) {
  ExportRequest request;
  request.what = what;
  request.summary = summary;
  std::vector<ExportColumn> columns;
  for (const ListColumn& column : make_table(request).columns) {
    columns.push_back({column.id, column.title, column.shown});
  }
  return columns;
}

std::vector<ExportFormat> export_formats(ExportWhat what) {
  switch (what) {
    case ExportWhat::attendance:
    case ExportWhat::roster:
    case ExportWhat::council:
    case ExportWhat::scans:
      return {ExportFormat::xlsx, ExportFormat::csv, ExportFormat::csv_cp932, ExportFormat::pdf};
    case ExportWhat::sign_in:
    case ExportWhat::questions:
      return {ExportFormat::pdf, ExportFormat::xlsx, ExportFormat::csv, ExportFormat::csv_cp932};
    case ExportWhat::name_tags:
    case ExportWhat::table_signs:
    case ExportWhat::certificates:
      return {ExportFormat::pdf};
    case ExportWhat::result_report:
      return {ExportFormat::pdf, ExportFormat::xlsx};
  }
  return {};
}

std::string_view japanese(ExportWhat what) {
  switch (what) {
    case ExportWhat::attendance:
      return "出席者名簿";
    case ExportWhat::roster:
      return "参加申込者名簿";
    case ExportWhat::sign_in:
      return "受付簿";
    case ExportWhat::name_tags:
      return "名札";
    case ExportWhat::table_signs:
      return "卓上札";
    case ExportWhat::questions:
      return "質問事項一覧";
    case ExportWhat::certificates:
      return "受講証明書";
    case ExportWhat::scans:
      return "読み取り一覧";
    case ExportWhat::council:
      return "協議会用名簿";
    case ExportWhat::result_report:
      return "実施結果報告書";
  }
  return {};
}

std::string_view file_extension(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
    case ExportFormat::csv_cp932:
      return "csv";
    case ExportFormat::xlsx:
      return "xlsx";
    case ExportFormat::pdf:
      return "pdf";
  }
  return {};
}

std::string export_what_words() {
  std::string words;
  for (const ExportWhat what : kAllWhats) words += (words.empty() ? "" : ", ") + std::string(word(what));
  return words;
}

std::string_view word(ExportWhat what) {
  switch (what) {
    case ExportWhat::attendance:
      return "attendance";
    case ExportWhat::roster:
      return "roster";
    case ExportWhat::sign_in:
      return "sign-in";
    case ExportWhat::name_tags:
      return "name-tags";
    case ExportWhat::table_signs:
      return "table-signs";
    case ExportWhat::questions:
      return "questions";
    case ExportWhat::certificates:
      return "certificates";
    case ExportWhat::scans:
      return "scans";
    case ExportWhat::council:
      return "council";
    case ExportWhat::result_report:
      return "result-report";
  }
  return {};
}

std::string_view word(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
      return "csv";
    case ExportFormat::csv_cp932:
      return "csv-cp932";
    case ExportFormat::xlsx:
      return "xlsx";
    case ExportFormat::pdf:
      return "pdf";
  }
  return {};
}

std::optional<ExportWhat> export_what_from_word(std::string_view text) {
  for (const ExportWhat what : kAllWhats) {
    if (word(what) == text) return what;
  }
  return std::nullopt;
}

std::optional<ExportFormat> export_format_from_word(std::string_view text) {
  for (const ExportFormat format : kAllFormats) {
    if (word(format) == text) return format;
  }
  return std::nullopt;
}

}  // namespace uketsuke
