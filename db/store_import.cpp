// The store's import: a whole file compared in memory (import_plan), then its differences written in one transaction,
// new people seated in order of receipt. See store.h.
#include <algorithm>
#include <set>
#include <string>

#include "common/field_text.h"
#include "common/names.h"
#include "common/seats.h"
#include "common/uuid.h"
#include "db/event_queries.h"
#include "db/import_call.h"
#include "db/import_plan.h"
#include "db/import_queries.h"
#include "db/import_series.h"
#include "db/import_write.h"
#include "db/large_cache.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/registration_writes.h"
#include "db/store.h"

namespace uketsuke {

namespace {

/// The record as far as it is known here, for a draft.
std::string text_of(const Application& application) {
  std::string text;
  for (const Attendee& person : application.attendees) {
    if (!text.empty()) text += "\n";
    text += person.name + "," + person.furigana + "," + person.facility + "," + person.profession.given + "," +
            person.email + "," + person.phone + "," + person.note;
  }
  return text;
}

/// One line a record: the further faults of one, which have no text of their own, stand behind its first.
std::vector<BadLine> join_faults(const std::vector<BadLine>& rejected) {
  std::vector<BadLine> records;
  for (const BadLine& bad : rejected) {
    if (bad.text.empty() && !records.empty() && records.back().file == bad.file && !records.back().text.empty()) {
      records.back().why += "。" + (bad.field.empty() ? std::string() : bad.field + ": ") + bad.why;
    } else {
      records.push_back(bad);
    }
  }
  return records;
}

bool is_in_lines(const Attendee& attendee) {
  const auto is_line = [](const std::string& text) { return fold_to_line(text) == text; };
  return is_line(attendee.name) && is_line(attendee.furigana) && is_line(attendee.facility) &&
         is_line(attendee.profession.given) && is_line(attendee.email) && is_line(attendee.phone);
}

/// The form itself, or a copy that is kept with its texts as lines.
const Application* in_lines(Import& import, const Application& given) {
  if (std::all_of(given.attendees.begin(), given.attendees.end(), is_in_lines)) return &given;
  Application& folded = import.folded.emplace_back(given);
  for (Attendee& attendee : folded.attendees) fold_to_lines(attendee);
  return &folded;
}

/// Sets apart what cannot be taken; the report gets every bad line, in the order of the file.
void sort_out(Import& import, const std::vector<Application>& applications, const std::vector<BadLine>& bad) {
  import.report.rejected = bad;
  const UtcMillis given = import.options.received_at.value_or(import.change.now);
  for (const Application& application : applications) {
    const UtcMillis received = application.received.value_or(given);
    if (auto fault = find_fault(application, received, import.change.now)) {
      import.report.rejected.push_back(
          {application.file, application.line, fault->field, fault->why, text_of(application)});
      continue;
    }
    import.applications.push_back(in_lines(import, application));
    import.received.push_back(received);
    import.report.rows += static_cast<std::int64_t>(application.attendees.size());
  }
  std::stable_sort(
      import.report.rejected.begin(), import.report.rejected.end(),
      [](const BadLine& a, const BadLine& b) { return a.file != b.file ? a.file < b.file : a.line < b.line; });
  import.report.rows += static_cast<std::int64_t>(join_faults(import.report.rejected).size());
}

/// The ids of earlier sources that this file goes on with; what the file's own source says comes first.
Status add_ids_of_series(StoreParts& parts, const Import& import, const std::map<RegistrationId, std::size_t>& places,
                         ImportFacts& facts) {
  const bool numbered = std::any_of(import.applications.begin(), import.applications.end(),
                                    [](const Application* form) { return !form->external_id.empty(); });
  if (!numbered) return {};
  const auto rows = list_numbered_rows_elsewhere(parts.connection, import.event, import.source);
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, IdsOfSource> sources;
  for (const NumberedRow& numbered_row : *rows) {
    const auto place = places.find(numbered_row.row.registration);
    if (place != places.end()) sources[numbered_row.source][numbered_row.row.external_id].push_back(place->second);
  }
  for (const auto& [source, ids] : sources) {
    if (is_same_series(ids, facts.people, import.applications)) facts.by_external_id.insert(ids.begin(), ids.end());
  }
  return {};
}

Result<ImportFacts> load_facts(StoreParts& parts, const Import& import) {
  ImportFacts facts;
  auto people = list_roster_people(parts.connection, import.event);
  if (!people) return tl::unexpected(people.error());
  facts.people = std::move(*people);
  std::map<RegistrationId, std::size_t> places;
  for (const RosterPerson& person : facts.people) places.emplace(person.registration, places.size());
  const auto rows = list_source_rows(parts.connection, import.event, import.source);
  if (!rows) return tl::unexpected(rows.error());
  for (const SourceRow& row : *rows) {
    const auto place = places.find(row.registration);
    if (place == places.end()) continue;
    facts.in_source.emplace(place->second, row.external_id);
    if (!row.external_id.empty()) facts.by_external_id[row.external_id].push_back(place->second);
  }
  if (auto added = add_ids_of_series(parts, import, places, facts); !added) return tl::unexpected(added.error());
  const auto digests = list_row_digests(parts.connection, import.event);
  if (!digests) return tl::unexpected(digests.error());
  for (const DigestRow& row : *digests) {
    const auto place = places.find(row.registration);
    if (place != places.end()) facts.by_digest[row.digest].push_back(place->second);
  }
  return facts;
}

Result<ImportPlan> make_plan(StoreParts& parts, const Import& import) {
  auto facts = load_facts(parts, import);
  if (!facts) return tl::unexpected(facts.error());
  return plan_import(std::move(*facts), import.applications, import.received);
}

/// A plan and the state of the store it was made from.
struct PlanOfVersion {
  ImportPlan plan;
  std::int64_t version = 0;
};
Result<PlanOfVersion> read_and_plan(StoreParts& parts, const Import& import) {
  auto reading = Transaction::begin_reading(parts.connection);
  if (!reading) return tl::unexpected(reading.error());
  auto plan = make_plan(parts, import);
  if (!plan) return tl::unexpected(plan.error());
  const auto version = parts.connection.data_version();
  if (!version) return tl::unexpected(version.error());
  if (auto ended = reading->commit(); !ended) return tl::unexpected(ended.error());
  return PlanOfVersion{std::move(*plan), *version};
}

/// An import never changes a status: who applies again after having cancelled is for staff to see.
BadLine note_of_gone(const PlannedPerson& person, const Application& form) {
  const std::string status = person.status == RegistrationStatus::declined ? "参加不可" : "キャンセル";
  return {form.file, form.line, "",
          person.attendee().name + ": " + status + "の方から新しい申込があります。状態は" + status +
              "のままです。参加されるかを確かめてください",
          ""};
}

/// The counts of the report; the ids of new people are empty in a dry run.
void report_plan(ImportReport& report, const ImportPlan& plan, const Forms& applications) {
  report.added = static_cast<std::int64_t>(plan.people.size() - plan.known);
  report.updated = plan.updated;
  report.unchanged = plan.unchanged;
  report.vanished = plan.vanished;
  for (const RowOfGone& row : plan.rows_of_gone) {
    report.notes.push_back(note_of_gone(plan.people.at(row.place), *applications.at(row.application)));
  }
  for (std::size_t place = plan.known; place < plan.people.size(); ++place) {
    const PlannedPerson& later = plan.people.at(place);
    report.late += later.late ? 1 : 0;
    report.waitlisted += later.status == RegistrationStatus::waitlisted ? 1 : 0;
    if (!later.suspected_of) continue;
    report.duplicates.push_back({plan.people.at(*later.suspected_of).registration, later.registration,
                                 later.attendee().name, applications.at(later.application)->line});
  }
}

/// Who is seated, who waits: the same whether it is written or not.
Status decide(StoreParts& parts, const Import& import, ImportPlan& plan) {
  const auto event = find_known_event(parts, import.event);
  if (!event) return tl::unexpected(event.error());
  const auto seats = load_seat_facts(parts.connection, import.event);
  if (!seats) return tl::unexpected(seats.error());
  decide_new_people(plan, (*event)->event, *seats, import.applications);
  return {};
}

Status write_drafts(StoreParts& parts, const Import& import) {
  for (const BadLine& bad : join_faults(import.report.rejected)) {
    const UtcMillis now = import.change.now;
    auto done = insert_draft(parts.connection, {make_uuid(now), import.event, bad, now, import.change.by});
    if (!done) return done;
  }
  return {};
}

bool has_differences(const Import& import, const ImportPlan& plan) {
  return !import.report.rejected.empty() || plan.people.size() > plan.known ||
         std::any_of(plan.people.begin(), plan.people.end(), [](const PlannedPerson& planned) {
           return !planned.changed_fields.empty() || planned.new_to_source || planned.has_fresh_digest();
         });
}

/// In the writing transaction: made anew if another process wrote since the plan was made.
Status write_import(StoreParts& parts, Import& import, PlanOfVersion planned) {
  const auto version = parts.connection.data_version();
  if (!version) return tl::unexpected(version.error());
  ImportPlan plan = std::move(planned.plan);
  if (*version != planned.version) {
    auto again = make_plan(parts, import);
    if (!again) return tl::unexpected(again.error());
    plan = std::move(*again);
  }
  auto done =
      write_known_people(parts, import, plan).and_then([&] { return decide(parts, import, plan); }).and_then([&] {
        return write_new_people(parts, import, plan);
      });
  if (!done) return done;
  report_plan(import.report, plan, import.applications);
  return write_drafts(parts, import).and_then([&] { return check_goes_on(import, plan, plan.people.size()); });
}

Result<ImportReport> run_import(StoreParts& parts, Import& import) {
  if (!import.report.rejected.empty() && !import.options.hold_bad) return std::move(import.report);
  auto planned = read_and_plan(parts, import);
  if (!planned) return tl::unexpected(planned.error());
  if (auto going = check_goes_on(import, planned->plan, 0); !going) return tl::unexpected(going.error());
  Status done;
  if (!import.options.dry_run && has_differences(import, planned->plan)) {
    done = in_transaction(parts.connection, [&] { return write_import(parts, import, std::move(*planned)); });
  } else {
    done = decide(parts, import, planned->plan);
    report_plan(import.report, planned->plan, import.applications);
  }
  if (!done) return tl::unexpected(done.error());
  return std::move(import.report);
}

Result<ImportReport> import_into(StoreParts& parts, const ImportCall& call) {
  if (const auto known = find_known_event(parts, call.event); !known) return tl::unexpected(known.error());
  Import import{call.event, call.source, call.options, call.change, call.keep_on, {}, {}, {}, {}};
  sort_out(import, call.applications, call.bad);
  const LargeCache cache(parts.connection);
  return run_import(parts, import);
}

}  // namespace

Result<ImportReport> Store::import_applications(const EventCode& event, const std::string& source,
                                                const std::vector<Application>& applications,
                                                const std::vector<BadLine>& bad, const ImportOptions& options,
                                                const Change& change) {
  const KeepOn always;
  return import_into(*parts_, {event, source, applications, bad, options, change, always});
}

Result<ImportReport> import_stoppably(const std::string& folder, const ImportCall& call) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return import_into(*parts, call);
}

}  // namespace uketsuke
