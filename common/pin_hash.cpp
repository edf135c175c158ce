// See pin_hash.h.
#include "common/pin_hash.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace uketsuke {

bool is_valid_pin(std::string_view pin) {
  constexpr std::size_t kMinDigits = 4;
  constexpr std::size_t kMaxDigits = 12;
  return pin.size() >= kMinDigits && pin.size() <= kMaxDigits &&
         std::all_of(pin.begin(), pin.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

Result<std::string> hash_pin(std::string_view pin) {
  CHECK(sodium_init() >= 0);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return fail(Code::store_failed, "not enough memory to keep a PIN: close other programs");
  }
  return std::string(hash.data());
}

bool verify_pin(std::string_view pin, const std::string& hash) {
  CHECK(sodium_init() >= 0);
  return !hash.empty() && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace uketsuke
