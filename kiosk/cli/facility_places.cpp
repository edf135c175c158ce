// The list first, the words of the name after it.
#include "kiosk/cli/facility_places.h"

#include <utility>

#include "common/names.h"

namespace uketsuke::cli {

FacilityPlaces::FacilityPlaces(ListReader reader, FacilityKinds kinds, std::vector<ListedFacility> listed)
    : reader_(std::move(reader)), kinds_(std::move(kinds)), listed_(std::move(listed)) {
  for (std::size_t i = 0; i < listed_.size(); ++i) by_id_.emplace(listed_[i].id.value, i);
}

Result<FacilityPlaces> FacilityPlaces::load(const Session& session) {
  auto kinds = read_facility_kinds_file(session.asset_path("facility_kinds.toml"));
  if (!kinds) return tl::unexpected(kinds.error());
  auto reader = ListReader::open(session.folder());
  if (!reader) return tl::unexpected(reader.error());
  auto listed = reader->list_facilities();
  if (!listed) return tl::unexpected(listed.error());
  auto names = reader->list_facility_names();
  if (!names) return tl::unexpected(names.error());
  auto kept = reader->load_kept_people();
  if (!kept) return tl::unexpected(kept.error());
  FacilityPlaces places(std::move(*reader), std::move(*kinds), std::move(*listed));
  places.names_ = std::move(*names);
  places.kept_ = std::move(*kept);
  return places;
}

const ListedFacility* FacilityPlaces::find_listed(const FacilityId& id) const {
  const auto found = by_id_.find(id.value);
  return found == by_id_.end() ? nullptr : &listed_[found->second];
}

Place FacilityPlaces::place_of(const RegistrationRow& row, const ListedFacility* listed) const {
  Place place;
  std::string given = row.facility_kind;
  if (listed != nullptr) {
    given = listed->kind;
    place.municipality = listed->municipality;
    place.listed = listed->id.value;
  }
  const auto kept = kept_.kinds.find(row.registration.value);
  if (given.empty() && kept != kept_.kinds.end()) given = kept->second;
  const auto kind = kinds_.find(given, row.attendee.facility);
  if (kind) place.setting = kind->setting;
  place.kind = !given.empty() ? given : kind ? kind->name : std::string();
  return place;
}

Result<std::vector<Place>> FacilityPlaces::find(const EventCode& event, const std::vector<RegistrationRow>& rows) {
  const auto assigned = reader_.list_registration_facilities(event);
  if (!assigned) return tl::unexpected(assigned.error());
  std::vector<Place> places;
  places.reserve(rows.size());
  for (const RegistrationRow& row : rows) {
    const ListedFacility* listed = nullptr;
    const auto id = assigned->find(row.registration.value);
    if (id != assigned->end()) listed = find_listed(id->second);
    const auto name = names_.find(fold_facility(row.attendee.facility));
    if (listed == nullptr && name != names_.end()) listed = find_listed(name->second);
    places.push_back(place_of(row, listed));
  }
  return places;
}

}  // namespace uketsuke::cli
