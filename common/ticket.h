// Ticket text <-> Ticket, authenticated; or why it is none. Pure; knows no store. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "common/result.h"

namespace uketsuke {

/// First characters of every ticket text of this scheme.
inline constexpr std::string_view kTicketMark = "KTSK";
/// Mark 4, event tag 5, serial 8, authentication 12 characters: QR version 2 at level Q holds 29 alphanumeric ones.
inline constexpr std::size_t kTicketLength = 29;

/// 25 bits, random for each event of an organiser; 5 characters.
struct EventTag {
  std::uint32_t value = 0;
  friend bool operator==(const EventTag&, const EventTag&) = default;
};

/// 40 random bits; 8 characters.
struct TicketSerial {
  std::uint64_t value = 0;
  friend bool operator==(const TicketSerial&, const TicketSerial&) = default;
};

using KeyBytes = std::array<unsigned char, 32>;

/// The organiser's secret; never logged, never exported.
struct OrganiserKey {
  std::int64_t version = 1;
  KeyBytes bytes{};
};

/// What one event's tickets are authenticated under; a packed event carries only this.
struct EventSubkey {
  EventTag tag;
  std::int64_t version = 1;
  KeyBytes bytes{};
};

/// A text that authenticated.
struct Ticket {
  EventTag tag;
  TicketSerial serial;
  std::int64_t key_version = 1;
};

enum class TicketFault { not_a_ticket, forged };

/// All secrets this store can verify with.
struct TicketKeys {
  std::vector<OrganiserKey> organiser_keys;  ///< newest last
  std::vector<EventSubkey> event_subkeys;    ///< from packed events
};

/// Keyed BLAKE2b over context, version and tag.  Source: RFC 7693; libsodium crypto_generichash
EventSubkey derive_event_subkey(const OrganiserKey& key, EventTag tag);

/// A new random key, tag or serial (libsodium).
KeyBytes make_key_bytes();
EventTag make_event_tag();
TicketSerial make_ticket_serial();

/// What typing and scanners do to a text is undone: NFKC, upper case, spaces and hyphens dropped, O to 0, I and L to 1,
/// AIM ("]Q1") and ECI ("\000026") prefixes stripped. Invalid UTF-8 comes back as it was.
std::string fold_ticket_text(std::string_view text);

/// The 29 characters that the QR holds.
std::string write_ticket(EventTag tag, TicketSerial serial, const EventSubkey& subkey);

/// Folds, then judges: does not start with the mark: not_a_ticket; anything else wrong with it: forged.
/// Codes are compared in constant time. Only the canonical text authenticates.
tl::expected<Ticket, TicketFault> read_ticket(std::string_view text, const TicketKeys& keys);

}  // namespace uketsuke
