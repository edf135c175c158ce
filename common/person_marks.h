// Who is the same person at several events, also after their names were erased: keys of a name, and their keyed hashes.
// Pure but for the key, which is random. Any thread.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/roster.h"
#include "common/ticket.h"

namespace uketsuke {

/// Secret of one store, for nothing else; destroyed with the last name.
struct MarkKey {
  KeyBytes bytes{};
};
MarkKey make_mark_key();

/// The folded name with the e-mail and with the facility, alone where there is neither; two attendees that share one
/// are one person. Empty without a name.
std::vector<std::string> person_keys(const Attendee& attendee);

/// 16 bytes of keyed BLAKE2b of a key of person_keys.  Source: RFC 7693; libsodium crypto_generichash
std::vector<unsigned char> mark_person(const MarkKey& key, const std::string& person_key);

/// What a store kept of people whose names it erased, by registration.
struct KeptPeople {
  std::optional<MarkKey> key;  ///< none: nobody with a name is known again as one of them
  std::unordered_map<std::string, std::vector<std::string>> marks;
  std::unordered_map<std::string, std::string> kinds;  ///< 種別 of the facility
};

}  // namespace uketsuke
