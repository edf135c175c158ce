// Some thousand people a statement: see Connection::run_over. See import_write.h.
#include "db/import_write.h"

#include <algorithm>

#include "db/import_ids.h"
#include "db/import_queries.h"
#include "db/registration_queries.h"
#include "db/registration_writes.h"

namespace uketsuke {

namespace {

/// People whose rows are in memory at a time, and in one statement.
constexpr std::size_t kChunk = 4096;

Status write_changed(StoreParts& parts, const Import& import, const PlannedPerson& person) {
  std::string fields;
  for (const std::string& field : person.changed_fields) fields += (fields.empty() ? "" : ",") + field;
  const ChangeRow row{import.event, person.registration, "edited", person.status, fields, import.change.reason};
  const ProfessionCategory category = person.attendee().profession.category;
  return record_change(parts, row, import.change)
      .and_then([&] { return update_person(parts.connection, person.registration, person.attendee()); })
      .and_then([&] { return update_category(parts.connection, person.registration, category); })
      .and_then([&] { return delete_row_digests(parts.connection, person.registration); });
}

/// Source and digests of some people, so that their rows are known again.
class SeenRows {
 public:
  SeenRows(StoreParts& parts, const Import& import) : connection_(parts.connection), import_(import) {}

  void add(const PlannedPerson& person) {
    if (person.new_to_source) {
      sources_.push_back({import_.event, import_.source, person.registration, person.external_id});
    }
    const bool anew = !person.changed_fields.empty();  // what it said before no longer counts
    for (const DigestOfRow& row : person.digests) {
      if (anew || row.fresh) digests_.push_back({row.digest, person.registration});
    }
  }

  Status write() const {
    return upsert_source_rows(connection_, sources_, import_.change.now).and_then([&] {
      return insert_row_digests(connection_, import_.event, digests_);
    });
  }

 private:
  Connection& connection_;
  const Import& import_;
  std::vector<SeenRow> sources_;
  std::vector<DigestRow> digests_;
};

/// The rows of a chunk of new people.
class NewRows {
 public:
  NewRows(StoreParts& parts, const Import& import, FactRun& facts, ImportIds& ids, std::int64_t next_number)
      : parts_(parts), import_(import), facts_(facts), ids_(ids), next_number_(next_number) {}

  Status write(ImportPlan& plan, std::size_t begin, std::size_t end) {
    applications_.clear();
    forms_.clear();
    registrations_.clear();
    changes_.clear();
    for (std::size_t place = begin; place < end; ++place) {
      if (auto added = add(plan, plan.people.at(place)); !added) return added;
    }
    SeenRows seen(parts_, import_);
    for (std::size_t place = begin; place < end; ++place) seen.add(plan.people.at(place));
    return write_forms()
        .and_then([&] { return insert_registrations(parts_.connection, registrations_); })
        .and_then([&] { return insert_changes(parts_.connection, changes_); })
        .and_then([&] { return seen.write(); });
  }

 private:
  Status add(const ImportPlan& plan, PlannedPerson& person) {
    const Blob& digest = person.digests.front().digest;  // of the row that brought the person
    if (form_ != person.application) {
      const auto place_in_form = static_cast<std::size_t>(person.position - 1);
      if (auto added = add_form(person.application, {place_in_form, person.keys, digest}); !added) return added;
    }
    const Fact fact = facts_.next();
    const Application& form = *import_.applications.at(person.application);
    auto id = ids_.registration_of(form, person.keys, digest);
    if (!id) return tl::unexpected(id.error());
    person.registration = *id ? std::move(**id) : RegistrationId(parts_.ids.make(import_.change.now));
    NewRegistration row;
    row.id = person.registration;
    row.event = import_.event;
    row.number = next_number_++;
    row.application = application_;
    row.position = person.position;
    row.status = person.status;
    row.channel = channel_;
    row.received = person.received;
    row.late = person.late;
    row.split = person.split;
    if (person.suspected_of && person.status == RegistrationStatus::pending) {
      row.suspected_of = plan.people.at(*person.suspected_of).registration;
    }
    row.attendee = &person.attendee();
    row.folded = &person.keys;
    registrations_.push_back(std::move(row));
    const ChangeRow change{import_.event, person.registration, "registered", person.status, {}, import_.change.reason};
    changes_.push_back({change, fact});
    return {};
  }

  Status add_form(std::size_t place, const RowAtHand& at_hand) {
    form_ = place;
    const Application& given = *import_.applications.at(place);
    channel_ = given.channel == Channel::file ? import_.options.channel : given.channel;
    Fact fact = facts_.next();
    const auto id = ids_.application_of(given, at_hand);
    if (!id) return tl::unexpected(id.error());
    if (*id) fact.id = (*id)->value;
    application_ = ApplicationId(fact.id);
    forms_.push_back(&given);
    const ApplicationRow row{import_.event,
                             channel_,
                             import_.received.at(place),
                             given.external_id,
                             import_.source,
                             given.notice_given,
                             static_cast<std::int64_t>(given.attendees.size()),
                             given.contact_person};
    applications_.push_back({row, std::move(fact)});
    return {};
  }

  Status write_forms() {
    Status done = insert_applications(parts_.connection, applications_);
    for (std::size_t i = 0; done && i < forms_.size(); ++i) {
      const auto& [row, fact] = applications_.at(i);
      done = record_words_of_form(parts_.connection, ApplicationId(fact.id), row, forms_.at(i)->questions);
    }
    return done;
  }

  StoreParts& parts_;
  const Import& import_;
  FactRun& facts_;
  ImportIds& ids_;
  std::int64_t next_number_;
  std::optional<std::size_t> form_;  ///< whose application was written last: it may go on in the next chunk
  ApplicationId application_;
  Channel channel_ = Channel::file;
  std::vector<FactRow<ApplicationRow>> applications_;
  std::vector<const Application*> forms_;  ///< of those rows
  std::vector<NewRegistration> registrations_;
  std::vector<FactRow<ChangeRow>> changes_;
};

}  // namespace

Status check_goes_on(const Import& import, const ImportPlan& plan, std::size_t place) {
  if (goes_on(import.keep_on, place, plan.people.size())) return {};
  return fail(Code::refused, "stopped: nothing was taken");
}

Status write_known_people(StoreParts& parts, const Import& import, const ImportPlan& plan) {
  for (std::size_t begin = 0; begin < plan.known; begin += kChunk) {
    if (auto going = check_goes_on(import, plan, begin); !going) return going;
    SeenRows seen(parts, import);
    for (std::size_t place = begin; place < std::min(begin + kChunk, plan.known); ++place) {
      const PlannedPerson& person = plan.people.at(place);
      const Status done = person.changed_fields.empty() ? Status() : write_changed(parts, import, person);
      if (!done) return done;
      seen.add(person);
    }
    if (auto done = seen.write(); !done) return done;
  }
  return {};
}

Status write_new_people(StoreParts& parts, const Import& import, ImportPlan& plan) {
  const auto next_number = load_next_number(parts.connection, import.event);
  if (!next_number) return tl::unexpected(next_number.error());
  auto facts = FactRun::begin(parts, import.change.now, import.change.by);
  if (!facts) return tl::unexpected(facts.error());
  auto ids = ImportIds::load(parts.connection, import.event);
  if (!ids) return tl::unexpected(ids.error());
  NewRows rows(parts, import, *facts, *ids, *next_number);
  for (std::size_t begin = plan.known; begin < plan.people.size(); begin += kChunk) {
    if (auto going = check_goes_on(import, plan, begin); !going) return going;
    auto done = rows.write(plan, begin, std::min(begin + kChunk, plan.people.size()));
    if (!done) return done;
  }
  return facts->end();
}

}  // namespace uketsuke
