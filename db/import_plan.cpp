// See import_plan.h.
#include "db/import_plan.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "common/phone.h"
#include "common/row_digest.h"

namespace uketsuke {

namespace {

bool is_gone(RegistrationStatus status) {
  return status == RegistrationStatus::cancelled || status == RegistrationStatus::declined;
}

/// Takes over what the row says and the person has otherwise; an empty cell erases nothing, the role stays, and a phone
/// that is the kept one without its dashes or its first 0 is no news.
/// @return the names of the fields
std::set<std::string> overlay(Attendee& person, const Attendee& row) {
  std::set<std::string> changed;
  const auto take = [&](const char* field, std::string& place, const std::string& value) {
    if (value.empty() || value == place) return;
    place = value;
    changed.insert(field);
  };
  take("name", person.name, row.name);
  take("furigana", person.furigana, row.furigana);
  take("facility", person.facility, row.facility);
  take("email", person.email, row.email);
  if (!is_same_phone(person.phone, row.phone)) take("phone", person.phone, row.phone);
  take("note", person.note, row.note);
  take("profession", person.profession.given, row.profession.given);
  if (!row.profession.given.empty() && person.profession.category != row.profession.category) {
    person.profession.category = row.profession.category;
    changed.insert("profession");
  }
  return changed;
}

/// Two foldings as one key; neither holds a control character.
std::string joined(const std::string& name, const std::string& other) { return name + '\x1f' + other; }

/// Reads the file's people one after the other, in order of receipt.
class PlanBuilder {
 public:
  PlanBuilder(const ImportFacts& facts, const std::vector<Application>& applications,
              const std::vector<UtcMillis>& received)
      : facts_(facts), applications_(applications), received_(received), by_external_id_(facts.by_external_id) {
    for (const RosterPerson& person : facts.people) {
      add_keys(person.keys, plan_.people.size());
      PlannedPerson planned;
      planned.person = person;
      plan_.people.push_back(std::move(planned));
    }
    plan_.known = plan_.people.size();
    for (const auto& [place, external_id] : facts.in_source) plan_.people.at(place).external_id = external_id;
  }

  ImportPlan build() {
    std::vector<std::size_t> order(applications_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return received_.at(a) < received_.at(b); });
    for (const std::size_t application : order) add_application(application);
    for (std::size_t place = 0; place < plan_.known; ++place) close_known(place);
    return std::move(plan_);
  }

 private:
  /// One row on its way to a person.
  struct RowOfFile {
    std::size_t application = 0;
    std::size_t position = 1;
    const Attendee* attendee = nullptr;
    KnownPerson keys;
    Blob digest;
  };
  struct Namesake {
    KnownPerson keys;
    std::size_t place = 0;
  };

  void add_application(std::size_t application) {
    const Application& form = applications_.at(application);
    std::vector<RowOfFile> rows;
    for (const Attendee& attendee : form.attendees) {
      rows.push_back({application, rows.size() + 1, &attendee, fold_person(attendee), digest_row(form, attendee)});
    }
    const std::vector<std::optional<std::size_t>> by_id = find_by_external_id(form.external_id, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) add_row(rows.at(i), by_id.at(i));
  }

  /// People of that id: by name first, then by their place in the form; each once.
  std::vector<std::optional<std::size_t>> find_by_external_id(const std::string& external_id,
                                                              const std::vector<RowOfFile>& rows) const {
    std::vector<std::optional<std::size_t>> found(rows.size());
    const auto known = external_id.empty() ? by_external_id_.end() : by_external_id_.find(external_id);
    if (known == by_external_id_.end()) return found;
    std::set<std::size_t> taken;
    const auto match = [&](const auto& fits) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const std::size_t place : known->second) {
          if (found.at(i) || taken.count(place) > 0 || !fits(rows.at(i), plan_.people.at(place).person)) continue;
          found.at(i) = place;
          taken.insert(place);
        }
      }
    };
    match([](const RowOfFile& row, const RosterPerson& person) {
      return row.keys.folded_name == person.keys.folded_name;
    });
    match([](const RowOfFile& row, const RosterPerson& person) {
      return static_cast<std::int64_t>(row.position) == person.position;
    });
    return found;
  }

  void add_row(const RowOfFile& row, std::optional<std::size_t> by_id) {
    ++plan_.rows;
    const auto taken_before = facts_.by_digest.find(row.digest);
    const std::vector<std::size_t>* same_rows =
        taken_before == facts_.by_digest.end() ? nullptr : &taken_before->second;
    std::optional<std::size_t> place = by_id;
    if (!place && same_rows != nullptr) place = claim(row, *same_rows);
    if (!place) place = find_known(row.keys);
    if (!place) {
      add_new(row);
      return;
    }
    const bool same_row =
        same_rows != nullptr && std::find(same_rows->begin(), same_rows->end(), *place) != same_rows->end();
    add_to_known(row, *place, same_row);
  }

  /// The next person whose row this was before; each row of the file is another one. A bare name says too little to
  /// be the same person in another source.
  std::optional<std::size_t> claim(const RowOfFile& row, const std::vector<std::size_t>& places) {
    const Application& form = applications_.at(row.application);
    const bool bare = row.keys.folded_email.empty() && row.keys.folded_facility.empty() && !form.received;
    std::size_t& next = claimed_[row.digest];
    while (next < places.size()) {
      const std::size_t place = places.at(next++);
      if (!bare || facts_.in_source.count(place) > 0) return place;
    }
    return std::nullopt;
  }

  void add_to_known(const RowOfFile& row, std::size_t place, bool same_row) {
    PlannedPerson& planned = plan_.people.at(place);
    const std::set<std::string> changed =
        same_row ? std::set<std::string>() : overlay(planned.person.attendee, *row.attendee);
    if (place < plan_.known) {
      ++plan_.unchanged;  // close_known takes one off where something did change
      planned.changed.insert(changed.begin(), changed.end());
    } else {
      ++(changed.empty() ? plan_.unchanged : plan_.updated);
    }
    note_row(row, place, same_row);
    add_keys(row.keys, place);
  }

  void add_new(const RowOfFile& row) {
    const std::size_t place = plan_.people.size();
    PlannedPerson planned;
    planned.person.position = static_cast<std::int64_t>(row.position);
    planned.person.attendee = *row.attendee;
    planned.person.keys = row.keys;
    planned.application = row.application;
    planned.received = received_.at(row.application);
    planned.suspected_of = find_suspect(row.keys);
    plan_.people.push_back(std::move(planned));
    note_row(row, place, false);
    add_keys(row.keys, place);
  }

  void note_row(const RowOfFile& row, std::size_t place, bool same_row) {
    PlannedPerson& planned = plan_.people.at(place);
    planned.came = true;
    planned.all_digests.insert(row.digest);
    if (!same_row) planned.fresh_digests.insert(row.digest);
    const std::string& external_id = applications_.at(row.application).external_id;
    const bool in_source = place < plan_.known && facts_.in_source.count(place) > 0;
    const bool other_id = !external_id.empty() && external_id != planned.external_id;
    planned.new_to_source = planned.new_to_source || !in_source || other_id;
    if (!other_id) return;
    planned.external_id = external_id;
    by_external_id_[external_id].push_back(place);
  }

  /// Keys by which later rows know this person again; who had them first keeps them.
  void add_keys(const KnownPerson& keys, std::size_t place) {
    if (!keys.folded_email.empty()) by_email_.emplace(joined(keys.folded_name, keys.folded_email), place);
    if (!keys.folded_facility.empty()) by_facility_.emplace(joined(keys.folded_name, keys.folded_facility), place);
    std::vector<Namesake>& namesakes = by_name_[keys.folded_name];
    if (namesakes.empty() || namesakes.back().place != place) namesakes.push_back({keys, place});
  }

  std::optional<std::size_t> find_known(const KnownPerson& keys) const {
    if (!keys.folded_email.empty()) {
      const auto found = by_email_.find(joined(keys.folded_name, keys.folded_email));
      if (found != by_email_.end()) return found->second;
    }
    if (keys.folded_facility.empty()) return std::nullopt;
    const auto found = by_facility_.find(joined(keys.folded_name, keys.folded_facility));
    return found == by_facility_.end() ? std::nullopt : std::optional<std::size_t>(found->second);
  }

  std::optional<std::size_t> find_suspect(const KnownPerson& keys) const {
    const auto found = by_name_.find(keys.folded_name);
    if (found == by_name_.end()) return std::nullopt;
    for (const Namesake& other : found->second) {
      if (!is_gone(plan_.people.at(other.place).person.status) && !contradicts(other.keys, keys)) return other.place;
    }
    return std::nullopt;
  }

  /// Several rows may speak of one person: what counts is whether the last word differs from what the store has.
  void close_known(std::size_t place) {
    PlannedPerson& planned = plan_.people.at(place);
    if (!planned.changed.empty()) {
      Attendee before = facts_.people.at(place).attendee;
      planned.changed = overlay(before, planned.person.attendee);
    }
    if (!planned.changed.empty()) {
      --plan_.unchanged;
      ++plan_.updated;
    }
    const bool vanished = !planned.came && facts_.in_source.count(place) > 0 && !is_gone(planned.person.status);
    if (vanished) plan_.vanished.push_back(planned.person.registration);
  }

  const ImportFacts& facts_;
  const std::vector<Application>& applications_;
  const std::vector<UtcMillis>& received_;
  std::map<std::string, std::vector<std::size_t>> by_external_id_;
  std::unordered_map<std::string, std::vector<Namesake>> by_name_;
  std::unordered_map<std::string, std::size_t> by_email_;
  std::unordered_map<std::string, std::size_t> by_facility_;
  std::map<Blob, std::size_t> claimed_;
  ImportPlan plan_;
};

}  // namespace

ImportPlan plan_import(const ImportFacts& facts, const std::vector<Application>& applications,
                       const std::vector<UtcMillis>& received) {
  return PlanBuilder(facts, applications, received).build();
}

Blob digest_row(const Application& application, const Attendee& attendee) {
  const std::string received = application.received ? std::to_string(application.received->value) : "";
  return digest_fields({attendee.name, attendee.furigana, attendee.facility, attendee.profession.given,
                        word(attendee.profession.category), word(attendee.role), attendee.email, attendee.phone,
                        attendee.note, received, application.external_id});
}

}  // namespace uketsuke
