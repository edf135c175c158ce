// Words -> request -> file.
#include "kiosk/cli/list_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/names.h"
#include "db/list_columns.h"
#include "db/list_reader.h"
#include "kiosk/cli/facility_places.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/known_columns.h"
#include "kiosk/output/list_names.h"

namespace uketsuke::cli {
namespace {

/// From the file's name where --format is not given; the list's usual one where that says nothing.
Result<ExportFormat> read_format(const ListOrder& call, ExportWhat what) {
  std::string text = call.format.value_or(extension_of(call.output.out));
  const bool zip_or_folder = is_folder(call.output.out) || call.output.password_file || call.output.password;
  if (text.empty() && !call.format && zip_or_folder) return export_formats(what).front();
  const auto format = export_format_from_word(text);
  if (!format) return fail(Code::bad_call, "\"" + text + "\" is none of csv, csv-cp932, xlsx, pdf", "--format");
  return *format;
}

/// Only where the list has a use for it.
Status check_extras(const ListOrder& call, ExportWhat what) {
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
    case ExportWhat::table_signs:
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

Result<ExportRequest> make_request(const ListOrder& call) {
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

/// Lists whose columns an organiser chooses once for all events.
bool has_choice(ExportWhat what) {
  switch (what) {
    case ExportWhat::attendance:
    case ExportWhat::roster:
    case ExportWhat::sign_in:
    case ExportWhat::council:
    case ExportWhat::scans:
      return true;
    case ExportWhat::name_tags:
    case ExportWhat::table_signs:
    case ExportWhat::questions:
    case ExportWhat::certificates:
    case ExportWhat::result_report:
      return false;
  }
  return false;
}

/// As the organiser chose them, as far as the list of this event has them; empty: the list's own.
Result<std::vector<std::string>> find_chosen(const Session& session, const EventSummary& summary, ExportWhat what) {
  if (!has_choice(what)) return std::vector<std::string>();
  const auto chosen = load_list_columns(session.folder(), summary.event.organiser, std::string(word(what)));
  if (!chosen) return tl::unexpected(chosen.error());
  return known_columns(*chosen, what, summary);
}

/// What some lists need beside the roster.
Status load_extras(Session& session, const ListOrder& call, Reader& reader, ExportRequest& request) {
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
    const auto summary = reader.load_event(code);
    if (!summary) return tl::unexpected(summary.error());
    auto heads = places->list_heads(summary->event);
    if (!heads) return tl::unexpected(heads.error());
    request.findings.heads = std::move(*heads);
  }
  return {};
}

}  // namespace

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

Result<WrittenList> write_list(Session& session, const ListOrder& call) {
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
  if (request->columns.empty()) {
    auto chosen = find_chosen(session, event->summary, request->what);
    if (!chosen) return tl::unexpected(chosen.error());
    request->columns = std::move(*chosen);
  }
  request->summary = std::move(event->summary);
  request->made_at = session.now();
  request->keep_on = call.keep_on;
  const std::string format = std::string(word(request->format)) + (output->is_zipped() ? "+zip" : "");
  const auto report = export_list(std::move(*request));
  if (!report) return tl::unexpected(report.error());
  if (auto done = output->finish(session.now()); !done) return tl::unexpected(in_layer("export", done.error()));
  log_or_warn(session, {EventCode(call.code), call.what, format, report->rows});
  return WrittenList{output->file(), *report};
}

Result<ListColumns> load_columns(const Session& session, const EventSummary& summary, ExportWhat what) {
  ListColumns list;
  if (!has_choice(what)) return list;
  const auto chosen = find_chosen(session, summary, what);
  if (!chosen) return tl::unexpected(chosen.error());
  list.chosen = !chosen->empty();
  const std::vector<ExportColumn> columns = export_columns(what, summary);
  for (const std::string& id : *chosen) {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&id](const ExportColumn& column) { return column.id == id; });
    list.columns.push_back({found->id, found->title, true});
  }
  for (const ExportColumn& column : columns) {
    const bool there = std::find(chosen->begin(), chosen->end(), column.id) != chosen->end();
    if (!there) list.columns.push_back({column.id, column.title, !list.chosen && column.shown});
  }
  return list;
}

Result<std::vector<std::string>> find_column_ids(const std::vector<std::string>& names, const EventSummary& summary,
                                                 ExportWhat what) {
  const std::vector<ExportColumn> columns = export_columns(what, summary);
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&name](const ExportColumn& column) {
      return column.id == name || column.title == name;
    });
    if (has_choice(what) && found != columns.end()) {
      ids.push_back(found->id);
      continue;
    }
    std::string known;
    for (const ExportColumn& column : columns) known += (known.empty() ? "" : ", ") + column.id + " " + column.title;
    return fail(Code::bad_call,
                has_choice(what) ? "\"" + name + "\" is no column; there is: " + known
                                 : std::string(word(what)) + " has no columns to choose",
                "--set");
  }
  return ids;
}

}  // namespace uketsuke::cli
