// What is known of where people work: kind (種別), setting (場), municipality, by the town's own list, else by the
// facility's name. Thread: main.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "common/setting.h"
#include "db/list_reader.h"
#include "kiosk/cli/session.h"
#include "kiosk/intake/facility_kinds.h"

namespace uketsuke::cli {

/// Empty where nothing is known.
struct Place {
  std::string kind;
  std::optional<Setting> setting;
  std::string municipality;
  std::string listed;  ///< id in the town's own list, empty if it is not on it
};

class FacilityPlaces {
 public:
  /// Errors: Code::not_found, store_failed, bad_input (the words of kinds)
  static Result<FacilityPlaces> load(const Session& session);

  /// One a row, in their order.
  Result<std::vector<Place>> find(const EventCode& event, const std::vector<RegistrationRow>& rows);
  /// The town's own list, by name.
  [[nodiscard]] const std::vector<ListedFacility>& listed() const { return listed_; }
  /// People of an event that were counted without names.
  Result<std::vector<HeadCount>> list_heads(const Event& event) { return reader_.list_heads(event); }
  /// People whose names were erased.
  [[nodiscard]] const KeptPeople& kept_people() const { return kept_; }

 private:
  FacilityPlaces(ListReader reader, FacilityKinds kinds, std::vector<ListedFacility> listed);
  /// Null where the list has none of that id.
  [[nodiscard]] const ListedFacility* find_listed(const FacilityId& id) const;
  [[nodiscard]] Place place_of(const RegistrationRow& row, const ListedFacility* listed) const;

  ListReader reader_;
  FacilityKinds kinds_;
  std::vector<ListedFacility> listed_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, FacilityId> names_;  ///< folded, own ones and others
  KeptPeople kept_;
};

}  // namespace uketsuke::cli
