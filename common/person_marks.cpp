// See person_marks.h.
#include "common/person_marks.h"

#include <sodium.h>

#include "common/names.h"
#include "common/result.h"

namespace uketsuke {

MarkKey make_mark_key() {
  CHECK(sodium_init() >= 0);
  MarkKey key;
  randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

std::vector<std::string> person_keys(const Attendee& attendee) {
  const std::string name = fold_name(attendee.name);
  if (name.empty()) return {};
  std::vector<std::string> keys;
  const std::string email = fold_email(attendee.email);
  const std::string facility = fold_facility(attendee.facility);
  if (!email.empty()) keys.push_back(name + "\x1f@" + email);
  if (!facility.empty()) keys.push_back(name + "\x1f" + facility);
  if (keys.empty()) keys.push_back(name);
  return keys;
}

std::vector<unsigned char> mark_person(const MarkKey& key, const std::string& person_key) {
  std::vector<unsigned char> mark(crypto_generichash_BYTES_MIN);
  CHECK(crypto_generichash(mark.data(), mark.size(), reinterpret_cast<const unsigned char*>(person_key.data()),
                           person_key.size(), key.bytes.data(), key.bytes.size()) == 0);
  return mark;
}

}  // namespace uketsuke
