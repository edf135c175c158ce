// Ticket text <-> Ticket: Crockford base32, keyed BLAKE2b. 25 + 40 + 60 bits fill 5 + 8 + 12 characters without a spare
// bit, so that each ticket has one text. Pure but for the random makers. Any thread.
#include "common/ticket.h"

#include <sodium.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kTagLength = 5;
constexpr std::size_t kSerialLength = 8;
constexpr std::size_t kCodeLength = 12;
constexpr std::uint32_t kTagMask = (1U << 25) - 1;
constexpr std::uint64_t kSerialMask = (std::uint64_t{1} << 40) - 1;
static_assert(kTicketMark.size() + kTagLength + kSerialLength + kCodeLength == kTicketLength);

std::string to_base32(std::uint64_t value, std::size_t length) {
  std::string text(length, '0');
  for (std::size_t i = length; i-- > 0; value >>= 5) text[i] = kAlphabet[value & 31];
  return text;
}

std::optional<std::uint64_t> from_base32(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 5 | digit;
  }
  return value;
}

void append_big_endian(std::string& text, std::uint64_t value, int bytes) {
  for (int i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 0xFF);
}

/// 60 bits of keyed BLAKE2b over everything in front of the code, as 12 characters.
std::string authentication_code(std::string_view signed_part, const EventSubkey& subkey) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  const int failed =
      crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(signed_part.data()),
                         signed_part.size(), subkey.bytes.data(), subkey.bytes.size());
  CHECK(failed == 0);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | hash[i];
  return to_base32(value >> 4, kCodeLength);
}

bool authenticates(std::string_view text, const EventSubkey& subkey) {
  const std::size_t signed_length = kTicketLength - kCodeLength;
  const std::string code = authentication_code(text.substr(0, signed_length), subkey);
  return sodium_memcmp(code.data(), text.data() + signed_length, kCodeLength) == 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "]Q1" and, where a keyboard's layout is another than the scanner's, "[Q1".
std::size_t length_of_aim_prefix(std::string_view text) {
  const bool found =
      text.size() >= 3 && (text[0] == ']' || text[0] == '[') && text[1] >= 'A' && text[1] <= 'Z' && is_digit(text[2]);
  return found ? 3 : 0;
}

/// "\000026"; the backslash arrives as ¥ or ] from a Japanese keyboard.
std::size_t length_of_eci_prefix(std::string_view text) {
  constexpr std::string_view kYen = "¥";
  std::size_t start = 0;
  if (text.substr(0, kYen.size()) == kYen) {
    start = kYen.size();
  } else if (!text.empty() && (text[0] == '\\' || text[0] == ']')) {
    start = 1;
  }
  if (start == 0 || text.size() < start + 6) return 0;
  const std::string_view digits = text.substr(start, 6);
  return std::all_of(digits.begin(), digits.end(), is_digit) ? start + 6 : 0;
}

/// Spaces, controls, what draws nothing, and all that a hand or an input method gives for a hyphen.
bool is_dropped(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F || c == '-' || c == '_';
  constexpr char32_t kMinus = 0x2212;
  constexpr char32_t kLongMark = 0x30FC;
  const auto code = static_cast<UChar32>(c);
  const auto type = u_charType(code);
  return u_isUWhiteSpace(code) || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_DASH_PUNCTUATION ||
         c == kMinus || c == kLongMark;
}

char fold_digit(char c) {
  if (c == 'O') return '0';
  return c == 'I' || c == 'L' ? '1' : c;
}

}  // namespace

EventSubkey derive_event_subkey(const OrganiserKey& key, EventTag tag) {
  std::string context = "uketsuke ticket subkey 1";
  append_big_endian(context, static_cast<std::uint64_t>(key.version), 8);
  append_big_endian(context, tag.value, 4);
  EventSubkey subkey{tag, key.version, {}};
  const int failed = crypto_generichash(subkey.bytes.data(), subkey.bytes.size(),
                                        reinterpret_cast<const unsigned char*>(context.data()), context.size(),
                                        key.bytes.data(), key.bytes.size());
  CHECK(failed == 0);
  return subkey;
}

KeyBytes make_key_bytes() {
  CHECK(sodium_init() >= 0);
  KeyBytes bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

EventTag make_event_tag() {
  CHECK(sodium_init() >= 0);
  return {randombytes_random() & kTagMask};
}

TicketSerial make_ticket_serial() {
  CHECK(sodium_init() >= 0);
  std::uint64_t value = 0;
  randombytes_buf(&value, sizeof value);
  return {value & kSerialMask};
}

std::string fold_ticket_text(std::string_view text) {
  if (!is_valid_utf8(text)) return std::string(text);
  const std::string normal = nfkc(text);
  std::string kept;
  kept.reserve(normal.size());
  for (std::size_t i = 0; i < normal.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(normal, i);
    if (is_dropped(c)) continue;
    if (c >= 'a' && c <= 'z') {
      kept += static_cast<char>(c - 'a' + 'A');
    } else {
      kept.append(normal, start, i - start);
    }
  }
  const std::string_view view = kept;
  std::size_t begin = length_of_aim_prefix(view);
  begin += length_of_eci_prefix(view.substr(begin));
  std::string folded(view.substr(begin));
  std::transform(folded.begin(), folded.end(), folded.begin(), fold_digit);
  return folded;
}

std::string write_ticket(EventTag tag, TicketSerial serial, const EventSubkey& subkey) {
  std::string text(kTicketMark);
  text += to_base32(tag.value & kTagMask, kTagLength);
  text += to_base32(serial.value & kSerialMask, kSerialLength);
  text += authentication_code(text, subkey);
  return text;
}

tl::expected<Ticket, TicketFault> read_ticket(std::string_view text, const TicketKeys& keys) {
  const std::string folded = fold_ticket_text(text);
  const std::string_view view = folded;
  if (view.substr(0, kTicketMark.size()) != kTicketMark) return tl::unexpected(TicketFault::not_a_ticket);
  if (view.size() != kTicketLength) return tl::unexpected(TicketFault::forged);
  const auto tag = from_base32(view.substr(kTicketMark.size(), kTagLength));
  const auto serial = from_base32(view.substr(kTicketMark.size() + kTagLength, kSerialLength));
  if (!tag || !serial) return tl::unexpected(TicketFault::forged);
  Ticket ticket{{static_cast<std::uint32_t>(*tag)}, {*serial}, 0};
  bool genuine = false;  // every key is tried, so that the time says nothing of which one fits
  const auto try_subkey = [&](const EventSubkey& subkey) {
    if (!authenticates(view, subkey)) return;
    genuine = true;
    ticket.key_version = subkey.version;
  };
  for (const OrganiserKey& key : keys.organiser_keys) try_subkey(derive_event_subkey(key, ticket.tag));
  for (const EventSubkey& subkey : keys.event_subkeys) {
    if (subkey.tag == ticket.tag) try_subkey(subkey);
  }
  if (!genuine) return tl::unexpected(TicketFault::forged);
  return ticket;
}

}  // namespace uketsuke
