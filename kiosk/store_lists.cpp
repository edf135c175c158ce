#include "kiosk/store_lists.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <utility>

#include "common/names.h"
#include "db/both_came.h"
#include "db/list_columns.h"
#include "kiosk/output/known_columns.h"

namespace uketsuke {

ExportWhat export_what_of(ExportList list) {
  switch (list) {
    case ExportList::attendance:
      return ExportWhat::attendance;
    case ExportList::council:
      return ExportWhat::council;
    case ExportList::roster:
      return ExportWhat::roster;
    case ExportList::sign_in:
      return ExportWhat::sign_in;
    case ExportList::name_tags:
      return ExportWhat::name_tags;
  }
  return ExportWhat::attendance;
}

namespace {

struct Form {
  ExportFormat format;
  const char* ending;
};

Form form_of(ListFormat format) {
  switch (format) {
    case ListFormat::csv:
      return {ExportFormat::csv, ".csv"};
    case ListFormat::csv_cp932:
      return {ExportFormat::csv_cp932, "-cp932.csv"};
    case ListFormat::xlsx:
      return {ExportFormat::xlsx, ".xlsx"};
    case ListFormat::pdf:
      return {ExportFormat::pdf, ".pdf"};
  }
  return {ExportFormat::csv, ".csv"};
}

/// 20251024-1830, in the event's zone: names that sort by time and hold no character that Windows refuses.
std::string file_time(UtcMillis time, const Zone& zone) {
  const std::string text = format_rfc3339(time, zone);  // 2025-10-24T18:30:00+09:00
  return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) + "-" + text.substr(11, 2) + text.substr(14, 2) +
         text.substr(17, 2);
}

RecentScan recent_of(const ScanRow& row) {
  RecentScan scan;
  scan.scan = row.scan;
  scan.happened = row.happened;
  scan.direction = row.direction;
  scan.outcome = row.outcome;
  scan.registration = row.registration;
  scan.number = row.number;
  scan.name = row.name;
  return scan;
}

struct Reading {
  Reader& reader;
  const ListFolders& folders;
  const KeepOn& keep_on;

  Result<KioskEvent> operator()(const LoadEvent& load) const {
    Result<EventSummary> summary = reader.load_event(load.event);
    if (!summary) return tl::unexpected<Error>(summary.error());
    return EventLoaded{std::move(*summary), reader.info().practice};
  }
  Result<KioskEvent> operator()(const LoadStaff&) const {
    Result<std::vector<StaffMember>> staff = reader.list_staff();
    if (!staff) return tl::unexpected<Error>(staff.error());
    StaffLoaded loaded;
    for (const StaffMember& member : *staff) {
      loaded.has_pin = loaded.has_pin || member.has_pin;
      loaded.names.push_back(member.name);
    }
    return loaded;
  }
  Result<KioskEvent> operator()(const SearchPeople& search) const {
    auto rows = reader.list_registrations(search.event, search.query);
    if (!rows) return tl::unexpected<Error>(rows.error());
    return SearchDone{search.serial, std::move(*rows)};
  }
  Result<KioskEvent> operator()(const SearchFacilities& search) const {
    auto groups = reader.list_facilities(search.event, search.text);
    if (!groups) return tl::unexpected<Error>(groups.error());
    FacilitiesDone done;
    done.serial = search.serial;
    for (const FacilityGroup& group : *groups) {
      done.facilities.push_back({group.facility, group.folded, group.people, group.admitted});
    }
    return done;
  }
  Result<KioskEvent> operator()(const LoadRoster& load) const {
    auto rows = reader.list_registrations(load.event, load.query);
    if (!rows) return tl::unexpected<Error>(rows.error());
    return RosterDone{load.serial, std::move(*rows)};
  }
  Result<KioskEvent> operator()(const LoadPerson& load) const {
    auto row = reader.load_registration(load.event, load.registration.value);
    if (!row) return tl::unexpected<Error>(row.error());
    return PersonDone{std::move(*row)};
  }
  Result<KioskEvent> operator()(const LoadProfessionCounts& load) const {
    auto counts = reader.count_by_profession(load.event);
    if (!counts) return tl::unexpected<Error>(counts.error());
    return ProfessionCountsDone{std::move(*counts)};
  }
  Result<KioskEvent> operator()(const LoadPending& load) const;
  Result<KioskEvent> operator()(const LoadApplicationCounts& load) const {
    auto counts = reader.count_applications(load.event);
    if (!counts) return tl::unexpected<Error>(counts.error());
    return ApplicationCountsDone{std::move(*counts)};
  }
  Result<KioskEvent> operator()(const LoadKnownFacilities&) const {
    auto facilities = reader.list_known_facilities();
    if (!facilities) return tl::unexpected<Error>(facilities.error());
    KnownFacilitiesDone done;
    for (Facility& one : *facilities) {
      done.facilities.push_back({one.name, fold_facility(one.name), one.contact, one.email, one.phone});
    }
    return done;
  }
  Result<KioskEvent> operator()(const LoadRecentScans& load) const {
    auto rows = reader.list_scans(load.event, load.limit);
    if (!rows) return tl::unexpected<Error>(rows.error());
    RecentScansDone done;
    for (const ScanRow& row : *rows) done.scans.push_back(recent_of(row));
    return done;
  }
  Result<KioskEvent> operator()(const WriteExport& write) const;
  template <class Write>
  Result<KioskEvent> operator()(const Write&) const {
    return fail(Code::bad_call, "a writing request on the reading thread");
  }
};

/// Pending ones by receipt; the rest of a form that was split is shown too, though nothing is to be decided about it.
Result<KioskEvent> Reading::operator()(const LoadPending& load) const {
  PendingDone done;
  done.serial = load.serial;
  for (const RegistrationStatus status : {RegistrationStatus::pending, RegistrationStatus::waitlisted}) {
    RosterQuery query;
    query.status = status;
    auto rows = reader.list_registrations(load.event, query);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (RegistrationRow& row : *rows) {
      const bool shown = status == RegistrationStatus::pending ? !row.suspected_duplicate : row.split;
      if (shown) done.rows.push_back(std::move(row));
    }
  }
  std::stable_sort(done.rows.begin(), done.rows.end(), [](const RegistrationRow& a, const RegistrationRow& b) {
    const bool a_pending = a.status == RegistrationStatus::pending;
    const bool b_pending = b.status == RegistrationStatus::pending;
    if (a_pending != b_pending) return a_pending;
    return a.received_at != b.received_at ? a.received_at < b.received_at : a.number < b.number;
  });
  auto pairs = reader.list_suspected(load.event);
  if (!pairs) return tl::unexpected<Error>(pairs.error());
  done.pairs = std::move(*pairs);
  auto came = list_both_came(reader, folders.store, load.event);
  if (!came) return tl::unexpected<Error>(came.error());
  std::move(came->begin(), came->end(), std::back_inserter(done.pairs));
  return done;
}

Result<KioskEvent> Reading::operator()(const WriteExport& write) const {
  Result<EventSummary> summary = reader.load_event(write.event);
  if (!summary) return tl::unexpected<Error>(summary.error());
  auto rows = reader.list_registrations(write.event, {});
  if (!rows) return tl::unexpected<Error>(rows.error());
  const std::string& folder = folders.exports;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail(Code::io_failed, "フォルダーを作れません: " + folder + "（" + error.message() + "）", "export");
  ExportRequest request;
  request.what = export_what_of(write.list);
  const Form form = form_of(write.format);
  request.format = form.format;
  if (auto zone = Zone::find(summary->event.timezone)) request.zone = *zone;
  request.path = folder + "/" + write.event.value + "-" + std::string(word(request.what)) + "-" +
                 file_time(write.now, request.zone) + form.ending;
  const auto chosen = load_list_columns(folders.store, summary->event.organiser, std::string(word(request.what)));
  if (!chosen) return tl::unexpected<Error>(chosen.error());
  request.columns = known_columns(*chosen, request.what, *summary);
  request.summary = std::move(*summary);
  request.rows = std::move(*rows);
  request.sort = write.sort;
  request.made_at = write.now;
  HeardStop heard{keep_on};
  request.keep_on = std::ref(heard);
  Result<ExportReport> report = export_list(std::move(request));
  if (heard.stopped) return ExportCancelled{};
  if (!report) return tl::unexpected<Error>(in_layer("export", report.error()));
  return ExportDone{report->file, report->rows, report->replaced};
}

}  // namespace

Result<KioskEvent> read_request(Reader& reader, const StoreRequest& request, const ListFolders& folders,
                                const KeepOn& keep_on) {
  return std::visit(Reading{reader, folders, keep_on}, request);
}

}  // namespace uketsuke
