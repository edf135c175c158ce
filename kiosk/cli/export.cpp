// export: every list that is handed over.
#include "kiosk/output/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/facility_places.h"
#include "kiosk/cli/hand_over.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/list_names.h"

namespace uketsuke::cli {
namespace {

struct ExportCall {
  std::string code;
  std::string what;
  std::optional<std::string> format;
  OutputWords output;
  std::vector<std::string> columns;
  std::optional<std::string> sort;
  std::optional<std::int64_t> first_number;
  std::optional<std::string> issued_on;
  std::optional<std::string> representative;
  bool care_manager_numbers = false;
  std::optional<std::int64_t> questionnaires;
  std::optional<std::string> remarks;
};

/// "a,b", "a、b" and "a" "b" alike.
std::vector<std::string> split_columns(const std::vector<std::string>& given) {
  std::vector<std::string> columns;
  for (std::string text : given) {
    for (std::size_t at = 0; (at = text.find("、", at)) != std::string::npos;) text.replace(at, 3, ",");
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find(',', start), text.size());
      std::string column = trim(std::string_view(text).substr(start, end - start));
      if (!column.empty()) columns.push_back(std::move(column));
      start = end + 1;
    }
  }
  return columns;
}

/// From the file's name where --format is not given; the list's usual one where that says nothing.
Result<ExportFormat> read_format(const ExportCall& call, ExportWhat what) {
  std::string text = call.format.value_or(extension_of(call.output.out));
  const bool zip_or_folder = is_folder(call.output.out) || call.output.password_file.has_value();
  if (text.empty() && !call.format && zip_or_folder) return export_formats(what).front();
  const auto format = export_format_from_word(text);
  if (!format) return fail(Code::bad_call, "\"" + text + "\" is none of csv, csv-cp932, xlsx, pdf", "--format");
  return *format;
}

/// Only where the list has a use for it.
Status check_extras(const ExportCall& call, ExportWhat what) {
  const bool certificate = call.first_number || call.issued_on || call.representative || call.care_manager_numbers;
  if (certificate && what != ExportWhat::certificates) {
    return fail(Code::bad_call,
                "--first-number --issued-on --representative --care-manager-number are for certificates", "export");
  }
  if ((call.questionnaires || call.remarks) && what != ExportWhat::result_report) {
    return fail(Code::bad_call, "--questionnaires --remarks are for result-report", "export");
  }
  if (call.first_number && *call.first_number < 0) return fail(Code::bad_call, "is 0 or more", "--first-number");
  if (call.questionnaires && *call.questionnaires < 0) return fail(Code::bad_call, "is 0 or more", "--questionnaires");
  return {};
}

/// What says nothing once the names are erased; the others count.
bool needs_names(ExportWhat what) {
  switch (what) {
    case ExportWhat::roster:
    case ExportWhat::sign_in:
    case ExportWhat::name_tags:
    case ExportWhat::questions:
    case ExportWhat::certificates:
      return true;
    case ExportWhat::attendance:
    case ExportWhat::scans:
    case ExportWhat::council:
    case ExportWhat::result_report:
      return false;
  }
  return false;
}

Result<ExportRequest> make_request(const ExportCall& call) {
  ExportRequest request;
  const auto what = export_what_from_word(call.what);
  if (!what) return fail(Code::bad_call, "\"" + call.what + "\" is none of " + export_what_words(), "export");
  request.what = *what;
  const auto format = read_format(call, *what);
  if (!format) return tl::unexpected(format.error());
  request.format = *format;
  if (call.sort) {
    request.sort = sort_from_word(*call.sort);
    if (!request.sort) {
      return fail(Code::bad_call, "\"" + *call.sort + "\" is none of kana number facility profession group", "--sort");
    }
  }
  if (auto extras = check_extras(call, *what); !extras) return tl::unexpected(extras.error());
  request.columns = split_columns(call.columns);
  request.certificates.first_number = call.first_number;
  request.certificates.representative = call.representative.value_or("");
  request.certificates.care_manager_numbers = call.care_manager_numbers;
  request.findings = {call.questionnaires, call.remarks.value_or("")};
  return request;
}

/// What some lists need beside the roster.
Status load_extras(Session& session, const ExportCall& call, Reader& reader, ExportRequest& request) {
  const EventCode code(call.code);
  if (request.what == ExportWhat::scans) {
    auto scans = reader.list_scans(code, 0);
    if (!scans) return tl::unexpected(scans.error());
    request.scans = std::move(*scans);
  }
  if (request.what == ExportWhat::questions) {
    auto professions = session.load_professions();
    if (!professions) return tl::unexpected(professions.error());
    request.professions = std::move(*professions);
    auto lists = ListReader::open(session.folder());
    if (!lists) return tl::unexpected(lists.error());
    auto questions = lists->list_questions(code);
    if (!questions) return tl::unexpected(questions.error());
    request.questions = std::move(*questions);
  }
  if (request.what == ExportWhat::result_report) {
    auto places = FacilityPlaces::load(session);
    if (!places) return tl::unexpected(places.error());
    const auto found = places->find(code, request.rows);
    if (!found) return tl::unexpected(found.error());
    for (std::size_t i = 0; i < found->size(); ++i) request.rows[i].facility_kind = (*found)[i].kind;
  }
  return {};
}

void print_report(Session& session, const ExportReport& report, const ExportCall& call, const std::string& file) {
  JsonObject object;
  object.text("file", file).number("rows", report.rows).texts("replaced", report.replaced);
  session.print(object, fmt::format("{}  {}行", file, report.rows));
  if (!report.replaced.empty()) {
    session.say(fmt::format("CP932にない文字を〓にしました: {}", fmt::join(report.replaced, " ")));
  }
  if (report.without_code > 0) {
    session.say(
        fmt::format("{}枚の名札にコードがありません（受付票が未発行です）。ticket issue {} --out DIR で発行できます",
                    report.without_code, call.code));
  }
}

Result<int> export_one(Session& session, const ExportCall& call) {
  auto request = make_request(call);
  if (!request) return tl::unexpected(request.error());
  auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  if (call.issued_on) {
    const auto issued = read_time_argument("--issued-on", *call.issued_on, event->zone);
    if (!issued) return tl::unexpected(issued.error());
    request->certificates.issued_at = *issued;
  }
  if (needs_names(request->what)) {
    if (auto names = check_has_names(session, EventCode(call.code)); !names) return tl::unexpected(names.error());
  }
  const std::string usual_name =
      list_file_name(japanese(request->what), event->summary.event, event->zone, file_extension(request->format));
  auto output = Output::plan(call.output, usual_name);
  if (!output) return tl::unexpected(output.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rows = reader->list_registrations(EventCode(call.code), {});
  if (!rows) return tl::unexpected(rows.error());
  request->rows = std::move(*rows);
  if (auto extras = load_extras(session, call, *reader, *request); !extras) return tl::unexpected(extras.error());
  request->path = output->write_path();
  request->zone = event->zone;
  request->summary = std::move(event->summary);
  request->made_at = session.now();
  const std::string format = std::string(word(request->format)) + (output->is_zipped() ? "+zip" : "");
  const auto report = export_list(std::move(*request));
  if (!report) return tl::unexpected(report.error());
  if (auto done = output->finish(session.now()); !done) return tl::unexpected(in_layer("export", done.error()));
  log_or_warn(session, {EventCode(call.code), call.what, format, report->rows});
  print_report(session, *report, call, output->file());
  return kDone;
}

}  // namespace

Command make_export() {
  const auto call = std::make_shared<ExportCall>();
  return {"export",
          "write a list: attendance 出席者名簿, roster 参加申込者名簿, sign-in 受付簿, name-tags 名札, questions "
          "質問事項一覧, certificates 受講証明書, result-report 実施結果報告書, council, scans; each is logged as a "
          "take-out (持出し)",
          "uketsuke export EBINA attendance --format xlsx --out ~/出席者名簿.xlsx --sort kana",
          {needs("CODE", call->code, "the event's code"), needs("WHAT", call->what, export_what_words()),
           may("--format", call->format, "csv, csv-cp932, xlsx or pdf (default: by the file's name)"),
           needs("--out", call->output.out, "the file, or a folder: 出席者名簿_多職種研修会_R80213.xlsx"),
           may("--columns", call->columns, "columns by id or title, in this order: 氏名,所属"),
           may("--sort", call->sort, "kana, number, facility, profession or group"),
           may("--password-file", call->output.password_file,
               "its first line is the password of an AES-256 zip, FILE.zip, that holds the list"),
           may("--first-number", call->first_number, "certificates: number of the first (default: left blank)"),
           may("--issued-on", call->issued_on, "certificates: date of issue (default: today)"),
           may("--representative", call->representative, "certificates: 会長　愛川 一郎"),
           may("--care-manager-number", call->care_manager_numbers,
               "certificates: 介護支援専門員登録番号 from the note (登録番号 12345678), else room for it"),
           may("--questionnaires", call->questionnaires, "result-report: how many came back"),
           may("--remarks", call->remarks, "result-report: 所見")},
          [call](Session& session) { return export_one(session, *call); }};
}

}  // namespace uketsuke::cli
