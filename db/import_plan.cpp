// See import_plan.h.
#include "db/import_plan.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <unordered_map>

#include "common/lossy_text.h"
#include "common/phone.h"
#include "common/row_digest.h"

namespace uketsuke {

namespace {

bool is_gone(RegistrationStatus status) {
  return status == RegistrationStatus::cancelled || status == RegistrationStatus::declined;
}

/// Takes over what the row says and the person has otherwise; an empty cell erases nothing, the role stays, and neither
/// a phone that is the kept one without its dashes or its first 0 nor a text that lost characters is news.
/// @return the names of the fields
std::set<std::string> overlay(Attendee& person, const Attendee& row) {
  std::set<std::string> changed;
  const auto take = [&](const char* field, std::string& place, const std::string& value) {
    if (value.empty() || value == place || is_lossy_copy(place, value)) return;
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
  PlanBuilder(ImportFacts facts, const Forms& applications, const std::vector<UtcMillis>& received)
      : facts_(std::move(facts)), applications_(applications), received_(received) {
    plan_.roster = std::move(facts_.people);
    for (RosterPerson& person : plan_.roster) {
      PlannedPerson planned;
      planned.registration = person.registration;
      planned.position = person.position;
      planned.status = person.status;
      planned.given = &person.attendee;
      planned.keys = std::move(person.keys);
      plan_.people.push_back(std::move(planned));
      add_keys(plan_.people.back().keys, plan_.people.size() - 1);
    }
    plan_.known = plan_.people.size();
    for (const auto& [place, external_id] : facts_.in_source) plan_.people.at(place).external_id = external_id;
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
  /// Somebody of a name, as first known or as a later row has it. Hundreds share a common one: what `contradicts` asks
  /// is told by hashes mostly, 0 where nothing is given.
  struct Namesake {
    std::size_t place = 0;
    std::size_t kana = 0;
    std::size_t facility = 0;
    std::size_t email = 0;
    std::optional<std::size_t> row;  ///< place in keys_of_rows_
  };
  static std::size_t hash_of(const std::string& text) { return text.empty() ? 0 : std::hash<std::string>{}(text) | 1; }
  static bool contradicts_by_hash(const Namesake& a, const Namesake& b) {
    const auto differ = [](std::size_t one, std::size_t other) { return one != 0 && other != 0 && one != other; };
    return differ(a.kana, b.kana) || (differ(a.email, b.email) && differ(a.facility, b.facility));
  }
  static Namesake namesake_of(const KnownPerson& keys, std::size_t place) {
    return {place, hash_of(keys.folded_kana), hash_of(keys.folded_facility), hash_of(keys.folded_email), std::nullopt};
  }

  void add_application(std::size_t application) {
    const Application& form = *applications_.at(application);
    std::vector<RowOfFile> rows;
    for (const Attendee& attendee : form.attendees) {
      rows.push_back({application, rows.size() + 1, &attendee, fold_person(attendee), digest_row(form, attendee)});
    }
    const std::vector<std::optional<std::size_t>> by_id = find_by_external_id(form.external_id, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) add_row(std::move(rows.at(i)), by_id.at(i));
  }

  /// People of that id: by name first, then by their place in the form; each once.
  std::vector<std::optional<std::size_t>> find_by_external_id(const std::string& external_id,
                                                              const std::vector<RowOfFile>& rows) const {
    std::vector<std::optional<std::size_t>> found(rows.size());
    const auto known = external_id.empty() ? facts_.by_external_id.end() : facts_.by_external_id.find(external_id);
    if (known == facts_.by_external_id.end()) return found;
    std::set<std::size_t> taken;
    const auto match = [&](const auto& fits) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const std::size_t place : known->second) {
          if (found.at(i) || taken.count(place) > 0 || !fits(rows.at(i), plan_.people.at(place))) continue;
          found.at(i) = place;
          taken.insert(place);
        }
      }
    };
    match([](const RowOfFile& row, const PlannedPerson& person) {
      return row.keys.folded_name == person.keys.folded_name;
    });
    match([](const RowOfFile& row, const PlannedPerson& person) {
      return static_cast<std::int64_t>(row.position) == person.position;
    });
    return found;
  }

  void add_row(RowOfFile row, std::optional<std::size_t> by_id) {
    ++plan_.rows;
    const auto taken_before = facts_.by_digest.find(row.digest);
    const std::vector<std::size_t>* same_rows =
        taken_before == facts_.by_digest.end() ? nullptr : &taken_before->second;
    std::optional<std::size_t> place = by_id;
    if (!place && same_rows != nullptr) place = claim(row, *same_rows);
    if (!place) place = find_known(row.keys);
    if (!place) place = find_lossy(row);
    if (!place) {
      add_new(std::move(row));
      return;
    }
    const bool same_row =
        same_rows != nullptr && std::find(same_rows->begin(), same_rows->end(), *place) != same_rows->end();
    add_to_known(row, *place, same_row);
  }

  /// The next person whose row this was before; each row of the file is another one. A bare name says too little to
  /// be the same person in another source.
  std::optional<std::size_t> claim(const RowOfFile& row, const std::vector<std::size_t>& places) {
    const Application& form = *applications_.at(row.application);
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
    std::set<std::string> changed;
    if (!same_row && is_gone(planned.status)) plan_.rows_of_gone.push_back({row.application, place});
    if (!same_row) {
      Attendee after = planned.attendee();
      changed = overlay(after, *row.attendee);
      if (!changed.empty()) planned.changed = std::make_unique<Attendee>(std::move(after));
    }
    if (place < plan_.known) {
      ++plan_.unchanged;  // close_known takes one off where something did change
      planned.changed_fields.insert(changed.begin(), changed.end());
    } else {
      ++(changed.empty() ? plan_.unchanged : plan_.updated);
    }
    note_row(row, place, same_row);
    add_keys(row.keys, place, true);
  }

  void add_new(RowOfFile row) {
    const std::size_t place = plan_.people.size();
    PlannedPerson planned;
    planned.position = static_cast<std::int64_t>(row.position);
    planned.given = row.attendee;
    planned.application = row.application;
    planned.received = received_.at(row.application);
    planned.suspected_of = find_suspect(row.keys);
    add_keys(row.keys, place);
    planned.keys = std::move(row.keys);
    plan_.people.push_back(std::move(planned));
    note_row(row, place, false);
  }

  void note_row(const RowOfFile& row, std::size_t place, bool same_row) {
    PlannedPerson& planned = plan_.people.at(place);
    planned.came = true;
    note_digest(planned.digests, row.digest, same_row);
    const std::string& external_id = applications_.at(row.application)->external_id;
    const bool in_source = place < plan_.known && facts_.in_source.count(place) > 0;
    const bool other_id = !external_id.empty() && external_id != planned.external_id;
    planned.new_to_source = planned.new_to_source || !in_source || other_id;
    if (!other_id) return;
    planned.external_id = external_id;
    facts_.by_external_id[external_id].push_back(place);
  }

  static void note_digest(std::vector<DigestOfRow>& digests, const Blob& digest, bool same_row) {
    const auto noted =
        std::find_if(digests.begin(), digests.end(), [&](const DigestOfRow& other) { return other.digest == digest; });
    if (noted == digests.end()) digests.push_back({digest, !same_row});
  }

  /// Keys by which later rows know this person again; who had them first keeps them.
  void add_keys(const KnownPerson& keys, std::size_t place, bool of_later_row = false) {
    if (!keys.folded_email.empty()) by_email_.emplace(joined(keys.folded_name, keys.folded_email), place);
    if (!keys.folded_facility.empty()) by_facility_.emplace(joined(keys.folded_name, keys.folded_facility), place);
    std::vector<Namesake>& namesakes = by_name_[keys.folded_name];
    if (!namesakes.empty() && namesakes.back().place == place) return;
    namesakes.push_back(namesake_of(keys, place));
    if (!of_later_row) return;
    namesakes.back().row = keys_of_rows_.size();
    keys_of_rows_.push_back(keys);
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

  /// Who the store has with the same mail or facility and a name that this row's lost characters of.
  std::optional<std::size_t> find_lossy(const RowOfFile& row) {
    if (row.attendee->name.find('?') == std::string::npos) return std::nullopt;
    if (by_contact_.empty()) {
      for (std::size_t place = 0; place < plan_.known; ++place) {
        const KnownPerson& keys = plan_.people.at(place).keys;
        if (!keys.folded_email.empty()) by_contact_.emplace(keys.folded_email, place);
        if (!keys.folded_facility.empty()) by_contact_.emplace(keys.folded_facility, place);
      }
    }
    for (const std::string& contact : {row.keys.folded_email, row.keys.folded_facility}) {
      const auto [begin, end] = by_contact_.equal_range(contact);
      const auto found = std::find_if(begin, end, [&](const auto& entry) {
        return is_lossy_copy(plan_.people.at(entry.second).attendee().name, row.attendee->name);
      });
      if (found != end) return found->second;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> find_suspect(const KnownPerson& keys) const {
    const auto found = by_name_.find(keys.folded_name);
    if (found == by_name_.end()) return std::nullopt;
    const Namesake wanted = namesake_of(keys, 0);
    for (const Namesake& other : found->second) {
      if (contradicts_by_hash(other, wanted)) continue;
      const PlannedPerson& person = plan_.people.at(other.place);
      const KnownPerson& theirs = other.row ? keys_of_rows_.at(*other.row) : person.keys;
      if (!is_gone(person.status) && !contradicts(theirs, keys)) return other.place;
    }
    return std::nullopt;
  }

  /// Several rows may speak of one person: what counts is whether the last word differs from what the store has.
  void close_known(std::size_t place) {
    PlannedPerson& planned = plan_.people.at(place);
    if (planned.changed) {
      Attendee before = *planned.given;
      planned.changed_fields = overlay(before, *planned.changed);
    }
    if (!planned.changed_fields.empty()) {
      --plan_.unchanged;
      ++plan_.updated;
    }
    const bool vanished = !planned.came && facts_.in_source.count(place) > 0 && !is_gone(planned.status);
    if (vanished) plan_.vanished.push_back(planned.registration);
  }

  ImportFacts facts_;
  const Forms& applications_;
  const std::vector<UtcMillis>& received_;
  std::deque<KnownPerson> keys_of_rows_;  ///< of rows that were somebody known by then
  std::unordered_map<std::string, std::vector<Namesake>> by_name_;
  std::unordered_map<std::string, std::size_t> by_email_;
  std::unordered_map<std::string, std::size_t> by_facility_;
  std::unordered_multimap<std::string, std::size_t> by_contact_;  ///< of those known; made when first asked for
  std::map<Blob, std::size_t> claimed_;
  ImportPlan plan_;
};

}  // namespace

bool PlannedPerson::has_fresh_digest() const {
  return std::any_of(digests.begin(), digests.end(), [](const DigestOfRow& row) { return row.fresh; });
}

ImportPlan plan_import(ImportFacts facts, const Forms& applications, const std::vector<UtcMillis>& received) {
  return PlanBuilder(std::move(facts), applications, received).build();
}

namespace {

/// Where a table has a row a person, what one form is known by: file, receipt and facility; empty where none is named.
std::string form_key(const PlannedPerson& person, const Application& form) {
  if (person.keys.folded_facility.empty()) return {};
  return form.file + '\x1f' + std::to_string(person.received.value) + '\x1f' + person.keys.folded_facility;
}

/// Who waits while another one of the same form has a seat.
void mark_split(ImportPlan& plan, const Forms& applications) {
  std::set<std::string> seated_forms;
  std::optional<std::size_t> seated;  // the form that somebody of was seated last
  for (std::size_t place = plan.known; place < plan.people.size(); ++place) {
    PlannedPerson& fresh = plan.people.at(place);
    const std::string key = form_key(fresh, *applications.at(fresh.application));
    if (fresh.status == RegistrationStatus::waitlisted) {
      fresh.split = seated == fresh.application || seated_forms.count(key) > 0;
    } else if (fresh.status == RegistrationStatus::confirmed) {
      seated = fresh.application;
      if (!key.empty()) seated_forms.insert(key);
    }
  }
}

}  // namespace

void decide_new_people(ImportPlan& plan, const Event& event, SeatFacts seats, const Forms& applications) {
  bool somebody_waits = false;
  for (std::size_t place = plan.known; place < plan.people.size(); ++place) {
    PlannedPerson& fresh = plan.people.at(place);
    const Role role = fresh.attendee().role;
    const RegistrationDecision decision =
        decide_registration(event, {role, fresh.received, fresh.suspected_of.has_value(), false, seats});
    fresh.status = decision.status;
    fresh.late = decision.late;
    if (decision.status == RegistrationStatus::confirmed && role == Role::participant) {
      ++seats.held;
      if (seats.unspent) --seats.unspent->seats;
    }
    if (decision.status == RegistrationStatus::waitlisted) ++seats.waitlisted;
    somebody_waits = somebody_waits || decision.status == RegistrationStatus::waitlisted;
  }
  if (somebody_waits) mark_split(plan, applications);
}

bool is_known_again(const Application& application, const KnownPerson& keys) {
  return !application.external_id.empty() || !keys.folded_email.empty() || !keys.folded_facility.empty();
}

Blob digest_row(const Application& application, const Attendee& attendee) {
  const std::string received = application.received ? std::to_string(application.received->value) : "";
  return digest_fields({attendee.name, attendee.furigana, attendee.facility, attendee.profession.given,
                        word(attendee.profession.category), word(attendee.role), attendee.email, attendee.phone,
                        attendee.note, received, application.external_id});
}

}  // namespace uketsuke
