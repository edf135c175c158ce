// export: every list that is handed over.
#include "kiosk/output/export.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct ExportCall {
  std::string code;
  std::string what;
  std::optional<std::string> format;
  std::string out;
  std::vector<std::string> columns;
  std::optional<std::string> sort;
};

/// "a,b" and "a" "b" alike.
std::vector<std::string> split_columns(const std::vector<std::string>& given) {
  std::vector<std::string> columns;
  for (const std::string& text : given) {
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find(',', start), text.size());
      if (end > start) columns.push_back(text.substr(start, end - start));
      start = end + 1;
    }
  }
  return columns;
}

/// From the file's name where --format is not given.
Result<ExportFormat> read_format(const ExportCall& call) {
  std::string text = call.format.value_or("");
  if (text.empty()) {
    const std::size_t point = call.out.rfind('.');
    text = point == std::string::npos ? "" : call.out.substr(point + 1);
  }
  const auto format = export_format_from_word(text);
  if (!format) return fail(Code::bad_call, "\"" + text + "\" is none of csv, csv-cp932, xlsx, pdf", "--format");
  return *format;
}

Result<ExportRequest> make_request(const ExportCall& call) {
  ExportRequest request;
  for (const char* later : {"questions", "certificates", "result-report"}) {
    if (call.what == later) return fail(Code::bad_call, "the list \"" + call.what + "\" is not made yet", "export");
  }
  const auto what = export_what_from_word(call.what);
  if (!what) {
    return fail(Code::bad_call, "\"" + call.what + "\" is none of attendance roster sign-in name-tags council scans",
                "export");
  }
  request.what = *what;
  const auto format = read_format(call);
  if (!format) return tl::unexpected(format.error());
  request.format = *format;
  if (call.sort) {
    request.sort = sort_from_word(*call.sort);
    if (!request.sort) {
      return fail(Code::bad_call, "\"" + *call.sort + "\" is none of kana number facility profession group", "--sort");
    }
  }
  request.path = call.out;
  request.columns = split_columns(call.columns);
  return request;
}

Result<int> export_one(Session& session, const ExportCall& call) {
  auto request = make_request(call);
  if (!request) return tl::unexpected(request.error());
  auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rows = reader->list_registrations(EventCode(call.code), {});
  if (!rows) return tl::unexpected(rows.error());
  if (request->what == ExportWhat::scans) {
    auto scans = reader->list_scans(EventCode(call.code), 0);
    if (!scans) return tl::unexpected(scans.error());
    request->scans = std::move(*scans);
  }
  request->rows = std::move(*rows);
  request->zone = event->zone;
  request->summary = std::move(event->summary);
  request->made_at = session.now();
  const auto report = export_list(std::move(*request));
  if (!report) return tl::unexpected(report.error());
  JsonObject object;
  object.text("file", report->file).number("rows", report->rows).texts("replaced", report->replaced);
  session.print(object, fmt::format("{}  {}行", report->file, report->rows));
  if (!report->replaced.empty()) {
    session.say(fmt::format("CP932にない文字を〓にしました: {}", fmt::join(report->replaced, " ")));
  }
  return kDone;
}

}  // namespace

Command make_export() {
  const auto call = std::make_shared<ExportCall>();
  return {
      "export",
      "write a list: attendance 出席者名簿, roster 参加申込者名簿, sign-in 受付簿, name-tags 名札, council, scans",
      "uketsuke export EBINA attendance --format xlsx --out ~/出席者名簿.xlsx --sort kana",
      {needs("CODE", call->code, "the event's code"),
       needs("WHAT", call->what, "attendance, roster, sign-in, name-tags, council or scans"),
       may("--format", call->format, "csv, csv-cp932, xlsx or pdf (default: by the file's name)"),
       needs("--out", call->out, "the file"), may("--columns", call->columns, "columns by id or title, in this order"),
       may("--sort", call->sort, "kana, number, facility, profession or group")},
      [call](Session& session) { return export_one(session, *call); }};
}

}  // namespace uketsuke::cli
