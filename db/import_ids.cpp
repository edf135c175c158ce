// See import_ids.h.
#include "db/import_ids.h"

#include "common/row_digest.h"
#include "db/import_plan.h"
#include "db/import_queries.h"
#include "db/registration_writes.h"

namespace uketsuke {

namespace {

std::string_view text_of(const Blob& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace

Result<ImportIds> ImportIds::load(Connection& connection, const EventCode& event) {
  auto salt = load_import_salt(connection, event);
  if (!salt) return tl::unexpected(salt.error());
  return ImportIds(connection, std::move(*salt));
}

template <class Id>
Result<std::optional<Id>> ImportIds::find_free(const std::vector<std::string_view>& fields, const Application& form,
                                               Result<bool> (*is_taken)(Connection&, const Id&)) {
  const std::int64_t millis = form.received ? form.received->value : 0;
  for (std::int64_t nth = 0;; ++nth) {
    const std::string number = std::to_string(nth);
    std::vector<std::string_view> all = fields;
    all.push_back(number);
    Id id(uuid_of_digest(digest_fields(all), millis));
    if (given_.count(id.value) > 0) continue;
    const auto taken = is_taken(connection_, id);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) continue;
    given_.insert(id.value);
    return std::optional<Id>(std::move(id));
  }
}

Result<std::optional<RegistrationId>> ImportIds::registration_of(const Application& form, const KnownPerson& keys,
                                                                 const Blob& digest) {
  if (salt_.empty() || !is_known_again(form, keys)) return std::optional<RegistrationId>();
  return find_free<RegistrationId>({"registration", text_of(salt_), text_of(digest)}, form, has_registration);
}

Result<std::optional<ApplicationId>> ImportIds::application_of(const Application& form, const RowAtHand& at_hand) {
  if (salt_.empty()) return std::optional<ApplicationId>();
  std::vector<Blob> digests;
  for (std::size_t place = 0; place < form.attendees.size(); ++place) {
    const Attendee& attendee = form.attendees[place];
    const bool there = place == at_hand.place;
    const bool known = there ? is_known_again(form, at_hand.keys) : is_known_again(form, fold_person(attendee));
    if (!known) return std::optional<ApplicationId>();
    digests.push_back(there ? at_hand.digest : digest_row(form, attendee));
  }
  std::vector<std::string_view> fields = {"application", text_of(salt_)};
  for (const Blob& digest : digests) fields.push_back(text_of(digest));
  return find_free<ApplicationId>(fields, form, has_application);
}

}  // namespace uketsuke
