// What and format -> a table and its writer.

#include "kiosk/output/export.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/output/csv_writer.h"
#include "kiosk/output/list_tables.h"
#include "kiosk/output/name_tags.h"
#include "kiosk/output/pdf_list.h"
#include "kiosk/output/roster_order.h"
#include "kiosk/output/xlsx_writer.h"

namespace uketsuke {
namespace {

constexpr std::array<ExportWhat, 6> kAllWhats = {ExportWhat::attendance, ExportWhat::roster, ExportWhat::sign_in,
                                                 ExportWhat::name_tags,  ExportWhat::scans,  ExportWhat::council};
constexpr std::array<ExportFormat, 4> kAllFormats = {ExportFormat::csv, ExportFormat::csv_cp932, ExportFormat::xlsx,
                                                     ExportFormat::pdf};

RosterSort default_sort(ExportWhat what) {
  switch (what) {
    case ExportWhat::sign_in:
    case ExportWhat::name_tags:
      return RosterSort::kana;
    case ExportWhat::attendance:
    case ExportWhat::roster:
    case ExportWhat::scans:
    case ExportWhat::council:
      return RosterSort::number;
  }
  return RosterSort::number;
}

ListTable make_table(ExportRequest& request) {
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
    case ExportWhat::name_tags:
      break;  // no list: export_name_tags
  }
  return {};
}

Result<ExportReport> export_name_tags(ExportRequest& request) {
  if (request.format != ExportFormat::pdf) {
    return fail(Code::bad_call, "name tags are made as pdf only, not as " + std::string(word(request.format)),
                "export");
  }
  if (!request.columns.empty()) return fail(Code::bad_call, "name tags have no columns to choose", "export");
  std::vector<RegistrationRow> rows;
  std::copy_if(request.rows.begin(), request.rows.end(), std::back_inserter(rows), is_expected);
  sort_rows(rows, request.sort.value_or(default_sort(request.what)));
  const auto written = write_name_tags_pdf({request.summary.event, request.zone, request.made_at}, rows, request.path);
  if (!written) return tl::unexpected(in_layer("export", written.error()));
  return ExportReport{request.path, static_cast<std::int64_t>(rows.size()), {}};
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

}  // namespace

Result<ExportReport> export_list(ExportRequest request) {
  if (request.what == ExportWhat::name_tags) return export_name_tags(request);
  auto table = select_columns(make_table(request), request.columns);
  if (!table) return tl::unexpected(in_layer("export", table.error()));
  auto replaced = write_table(*table, request.format, request.path);
  if (!replaced) return tl::unexpected(in_layer("export", replaced.error()));
  return ExportReport{request.path, static_cast<std::int64_t>(table->row_count), std::move(*replaced)};
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
    case ExportWhat::scans:
      return "scans";
    case ExportWhat::council:
      return "council";
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
