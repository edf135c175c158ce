#include "kiosk/sync_kinds.h"

#include <map>
#include <utility>

#include "common/names.h"
#include "db/facilities.h"
#include "kiosk/intake/facility_kinds.h"

namespace uketsuke {

namespace {

struct GivenKind {
  std::string facility;
  std::string kind;
};

/// By folded name; of several words for one facility the first counts.
std::map<std::string, GivenKind> kinds_given(const std::vector<Application>& applications) {
  std::map<std::string, GivenKind> given;
  for (const Application& application : applications) {
    if (application.facility_kind.empty() || application.attendees.empty()) continue;
    const std::string& facility = application.attendees.front().facility;
    const std::string folded = fold_facility(facility);
    if (!folded.empty()) given.emplace(folded, GivenKind{facility, application.facility_kind});
  }
  return given;
}

}  // namespace

Status place_facility_kinds(const std::string& folder, const std::string& assets,
                            const std::vector<Application>& applications, const Change& change) {
  std::map<std::string, GivenKind> given = kinds_given(applications);
  if (given.empty()) return {};
  const auto kinds = read_facility_kinds_file(assets + "/facility_kinds.toml");
  if (!kinds) return tl::unexpected<Error>(kinds.error());
  auto facilities = Facilities::open(folder);
  if (!facilities) return tl::unexpected<Error>(facilities.error());
  const auto listed = facilities->list({});
  if (!listed) return tl::unexpected<Error>(listed.error());
  for (const Facility& facility : *listed) {
    if (facility.kind.empty()) continue;
    given.erase(fold_facility(facility.name));
    for (const std::string& other : facility.other_names) given.erase(fold_facility(other));
  }
  for (const auto& [folded, one] : given) {
    const auto kind = kinds->find_given(one.kind);
    if (!kind) continue;
    const auto placed =
        facilities->set(one.facility, {{"kind", kind->name}, {"setting", std::string(word(kind->setting))}}, change);
    if (!placed && placed.error().code != Code::not_found) return tl::unexpected<Error>(placed.error());
  }
  return {};
}

}  // namespace uketsuke
