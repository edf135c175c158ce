// Ids of what an import registers: two PCs that take the same file before they meet make the same ones, so that a row
// is one registration and its form one application. Inside the caller's writing transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "db/connection.h"
#include "db/registration_queries.h"

namespace uketsuke {

/// A person of a form whose keys and digest are there already.
struct RowAtHand {
  std::size_t place = 0;  ///< in the form, from 0
  const KnownPerson& keys;
  const Blob& digest;
};

class ImportIds {
 public:
  /// Errors: Code::store_failed
  static Result<ImportIds> load(Connection& connection, const EventCode& event);

  /// Of one row of a form; the first that is not taken. none: it says too little, any new id will do
  Result<std::optional<RegistrationId>> registration_of(const Application& form, const KnownPerson& keys,
                                                        const Blob& digest);
  /// Of a form: by all of its rows. none: a row of it says too little
  /// @param at_hand  one of its people; the others are folded here
  Result<std::optional<ApplicationId>> application_of(const Application& form, const RowAtHand& at_hand);

 private:
  ImportIds(Connection& connection, Blob salt) : connection_(connection), salt_(std::move(salt)) {}

  /// The first of the ids that these fields give which nobody has, here or in this import: a row may come twice in it.
  template <class Id>
  Result<std::optional<Id>> find_free(const std::vector<std::string_view>& fields, const Application& form,
                                      Result<bool> (*is_taken)(Connection&, const Id&));

  Connection& connection_;
  Blob salt_;
  std::unordered_set<std::string> given_;  ///< by this import, not yet written perhaps
};

}  // namespace uketsuke
