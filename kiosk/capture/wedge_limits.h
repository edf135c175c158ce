// The times that tell a scanner from a person, each with its reason. Microseconds.
#pragma once

#include <cstddef>
#include <cstdint>

namespace uketsuke::wedge {

// People: in 136 million keystrokes of 168 000 typists the mean was 52 words a minute, the fastest reached about 120:
// 100 ms a character (Dhakal, Feit, Kristensson, Oulasvirta: Observations on Typing from 136 Million Keystrokes, CHI
// 2018). Two keys may fall within a few milliseconds (rollover), ten may not.
// Scanners: a USB keyboard reports at most every 1 to 10 ms (HID 1.11, bInterval); their inter-character delays are set
// in steps of 5 to 20 ms.

/// Silence that ends a run: 2.5 times a slow scanner's 20 ms, half of a fast typist's 100 ms.
inline constexpr std::int64_t kPauseUs = 50'000;
/// … once a mark was seen and characters are missing: nobody types a mark without vowels, a radio link stutters and a
/// busy machine stalls (0.2 s was seen), and a ticket in two halves would be called forged. Below kStaleUs.
inline constexpr std::int64_t kMarkPauseUs = 400'000;
/// … while the first characters could become a mark: a field's "k" comes this much late.
inline constexpr std::int64_t kMarkStartPauseUs = 100'000;
/// Where nobody types (no staff screen is open) there is no field to give anything back to: a scanner that stalls is
/// waited for, longer while too little came to be any code.
inline constexpr std::int64_t kPatientPauseUs = 300'000;
inline constexpr std::int64_t kPatientFastPauseUs = 100'000;
/// A run this long at this mean pace is not typed by hand: 33 characters a second, over three times the fastest typist.
inline constexpr std::size_t kFastCharacters = 10;
inline constexpr std::int64_t kFastMeanUs = 30'000;
/// So many equal characters in a row are a key held down (X repeats at 25-50 a second), not a code.
inline constexpr std::size_t kRepeatedKeys = 8;
/// Keys came at a scanner's pace, their characters not yet: an input method is at work.
inline constexpr std::int64_t kMissingCharactersUs = 150'000;
/// A first character this far before the others, and three times their pace, was typed by hand.
inline constexpr std::int64_t kJoinUs = 10'000;
/// A run that no tick ended in all this time is over.
inline constexpr std::int64_t kStaleUs = 500'000;
/// After a scan that ended by silence, its late terminator; after a terminator, the LF of CR LF.
inline constexpr std::int64_t kLateTerminatorUs = 300'000;
inline constexpr std::int64_t kSecondTerminatorUs = 60'000;
/// Characters of a scan that was taken from its keys come within this; an open composition may be committed later.
inline constexpr std::int64_t kEchoUs = 1'000'000;
inline constexpr std::int64_t kOwedUs = 30'000'000;
/// Characters of one commit come together.
inline constexpr std::int64_t kCommitUs = 20'000;
/// More than any QR code holds (7 089 digits).
inline constexpr std::size_t kMaxCharacters = 8'192;

}  // namespace uketsuke::wedge
