// What lists and reports read beside the roster: questions, and what the town's own list says of facilities.
// A read-only connection of its own. One thread each.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/head_count.h"
#include "common/ids.h"
#include "common/person_marks.h"
#include "common/result.h"
#include "common/roster.h"
#include "db/connection.h"

namespace uketsuke {

/// A facility of the town's own list.
struct ListedFacility {
  FacilityId id;
  std::string name;
  std::string folded;
  std::string kind;          ///< empty: not said
  std::string municipality;  ///< empty: not said
  std::string contact;       ///< a person
  std::string email;
};

class ListReader {
 public:
  /// Errors: Code::not_found without a store, store_failed
  static Result<ListReader> open(const std::string& folder);

  /// In order of receipt; not those of forms whose people all cancelled or were declined. Nothing tells who asked.
  Result<std::vector<Question>> list_questions(const EventCode& event);
  /// Whether the event's personal data was erased here.
  Result<bool> is_purged(const EventCode& event);
  /// By name.
  Result<std::vector<ListedFacility>> list_facilities();
  /// Every folded name that means a facility of the list, its own and others, with the facility.
  Result<std::unordered_map<std::string, FacilityId>> list_facility_names();
  /// Which facility of the town's list a registration was given, by registration id; others are missing.
  Result<std::unordered_map<std::string, FacilityId>> list_registration_facilities(const EventCode& event);
  /// People counted without names, by category.
  Result<std::vector<HeadCount>> list_heads(const Event& event);
  /// What is known of people whose names were erased; of every event.
  Result<KeptPeople> load_kept_people();

 private:
  explicit ListReader(Connection connection) : connection_(std::move(connection)) {}
  Connection connection_;
};

}  // namespace uketsuke
