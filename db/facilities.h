// The town's own list of facilities: kind, municipality, whom to reach; names go by their folding, and several may mean
// one. A facade of its own over one connection; which kinds there are is said by the caller. One thread each.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

/// One facility of the list. Empty texts: the list does not say.
struct Facility {
  FacilityId id;
  std::string name;
  std::string kind;     ///< a kind's name of assets/facility_kinds.toml
  std::string setting;  ///< the kind's, as word(Setting)
  std::string municipality;
  std::string contact;  ///< 担当者
  std::string email;
  std::string phone;
  std::vector<std::string> other_names;  ///< merged into it, or what it was called before
  std::int64_t people = 0;               ///< registrations of all events, without cancelled and declined ones
};

/// A name that rosters use and the list does not know.
struct UnknownFacility {
  std::string name;  ///< one of its spellings
  std::string folded;
  std::int64_t people = 0;
};

/// One row of the town's list, judged by the reader of its file.
struct FacilityRow {
  std::string name;
  std::string kind;     ///< a kind's name, or empty
  std::string setting;  ///< the kind's
  std::string municipality;
  std::string contact;
  std::string email;
  std::string phone;
  std::int64_t line = 0;
};

struct FacilityCounts {
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
};

/// name kind setting municipality contact email phone.
struct FacilityEdit {
  std::string field;
  std::string value;
};

class Facilities {
 public:
  /// For reading and writing; brings the store to this program's schema. Errors: as Store::open
  static Result<Facilities> open(const std::string& folder);
  /// For reading beside others.
  static Result<Facilities> open_reading(const std::string& folder);
  Facilities(Facilities&&) noexcept;
  Facilities& operator=(Facilities&&) noexcept;
  ~Facilities();

  /// All rows in one transaction. A row that the last list had alike changes nothing, whatever staff set since; an
  /// empty cell clears nothing; a name that was merged into another facility adds none.
  Result<FacilityCounts> import(const std::vector<FacilityRow>& rows, const Change& change);
  /// Changes one, or places one that rosters name and the list does not know. A new name keeps the old one as another.
  /// @param text  its id or a name
  /// Errors: Code::not_found; bad_call for a name that means another facility, an unknown field, an empty name
  Result<Facility> set(const std::string& text, const std::vector<FacilityEdit>& edits, const Change& change);
  /// `other` is `keep` from now on: its names, its registrations, and its values where keep has none. Either may be one
  /// that only rosters name. Merged already: nothing changes.
  /// Errors: Code::not_found; bad_call for one and the same
  Result<Facility> merge(const std::string& keep, const std::string& other, const Change& change);

  /// By name. @param search  part of a name, folded; empty: all
  Result<std::vector<Facility>> list(const std::string& search);
  Result<std::vector<UnknownFacility>> list_unknown(const std::string& search);

 private:
  struct Parts;
  explicit Facilities(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
