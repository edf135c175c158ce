// Tickets: written and read back, folded as hands and scanners give them, and no other text passes.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/ticket.h"

namespace uketsuke {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

KeyBytes key_of(unsigned char seed) {
  KeyBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(seed + i);
  return bytes;
}

class Tickets : public ::testing::Test {
 protected:
  OrganiserKey key{1, key_of(7)};
  EventTag tag{0x0123456};
  TicketSerial serial{0xFEDCBA9876};
  TicketKeys keys{{key}, {}};
  std::string text = write_ticket(tag, serial, derive_event_subkey(key, tag));

  TicketFault fault_of(std::string_view given) const {
    const auto read = read_ticket(given, keys);
    EXPECT_FALSE(read.has_value()) << given;
    return read ? TicketFault::not_a_ticket : read.error();
  }
  void expect_genuine(std::string_view given) const {
    const auto read = read_ticket(given, keys);
    ASSERT_TRUE(read.has_value()) << given.substr(0, 100);
    EXPECT_EQ(read->tag, tag);
    EXPECT_EQ(read->serial, serial);
  }
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string full_width(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    const int code = 0xFF01 + (c - '!');
    wide += static_cast<char>(0xE0 | code >> 12);
    wide += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    wide += static_cast<char>(0x80 | (code & 0x3F));
  }
  return wide;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

TEST_F(Tickets, TextIsStable) {
  EXPECT_EQ(text.size(), kTicketLength);
  // Computed with another library (Python's hashlib.blake2b); printed tickets must stay genuine.
  EXPECT_EQ(text, "KTSK14D2PZVEBN63PSNMFGCEKS3PD");
  EXPECT_EQ(text.find_first_not_of(kAlphabet), std::string::npos);
}

TEST_F(Tickets, IsReadBack) {
  expect_genuine(text);
  const auto read = read_ticket(text, keys);
  EXPECT_EQ(read->key_version, 1);
}

TEST_F(Tickets, FoldsWhatHandsAndScannersDo) {
  expect_genuine(lower(text));
  expect_genuine(full_width(text));
  expect_genuine(full_width(lower(text)));
  expect_genuine(" " + text + "\r\n");
  expect_genuine("　" + text + "　\t");
  expect_genuine("\x02" + text + "\x03");
  expect_genuine("\uFEFF" + text);
  for (const std::string_view gap : {" ", "-", "　", "－", "ー", "−", "‐", "–", "—", "_", "\u00AD", "\u200B", "\n"}) {
    std::string parted;
    for (std::size_t i = 0; i < text.size(); i += 4) parted += (i ? std::string(gap) : "") + text.substr(i, 4);
    expect_genuine(parted);
  }
  expect_genuine(replaced(text, "0", "O"));
  expect_genuine(replaced(text, "0", "o"));
  expect_genuine(replaced(text, "1", "I"));
  expect_genuine(replaced(text, "1", "l"));
  expect_genuine(replaced(text, "1", "Ｌ"));
}

TEST_F(Tickets, StripsAimAndEciPrefixes) {
  for (const char* prefix : {"]Q1", "]q1", "]Q3", "]d2", "］Ｑ１", "[Q1", "\\000026", "¥000026", "￥000026", "]000026",
                             "]Q1\\000026", "]Q2\\000003", " ]Q1 "}) {
    expect_genuine(prefix + text);
    expect_genuine(prefix + lower(text));
  }
  EXPECT_EQ(fault_of("]Q1]Q1" + text), TicketFault::not_a_ticket);
  EXPECT_EQ(fault_of("\\26" + text), TicketFault::not_a_ticket);
}

TEST_F(Tickets, EverySingleCharacterChangeIsRefused) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char c : kAlphabet) {
      if (c == text[at]) continue;
      std::string changed = text;
      changed[at] = c;
      EXPECT_EQ(fault_of(changed), at < kTicketMark.size() ? TicketFault::not_a_ticket : TicketFault::forged)
          << changed;
    }
  }
}

TEST_F(Tickets, SwappedNeighboursAreRefused) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == text[at + 1]) continue;
    std::string changed = text;
    std::swap(changed[at], changed[at + 1]);
    EXPECT_FALSE(read_ticket(changed, keys).has_value()) << changed;
  }
}

TEST_F(Tickets, WrongLengthOrFormIsForged) {
  for (std::size_t length = kTicketMark.size(); length < text.size(); ++length) {
    EXPECT_EQ(fault_of(text.substr(0, length)), TicketFault::forged);
  }
  EXPECT_EQ(fault_of(text + "0"), TicketFault::forged);
  EXPECT_EQ(fault_of(text + text), TicketFault::forged);
  for (const char* bad : {"U", "!", "%", "é", "あ", "𠮷"}) {
    EXPECT_EQ(fault_of(text.substr(0, 28) + bad), TicketFault::forged) << bad;
    EXPECT_EQ(fault_of(text.substr(0, 4) + bad + text.substr(5)), TicketFault::forged) << bad;
  }
  EXPECT_EQ(fault_of(std::string(kTicketMark) + std::string(1'000'000, '0')), TicketFault::forged);
  EXPECT_EQ(fault_of("KTSK\xFF"), TicketFault::forged);
}

TEST_F(Tickets, OtherTextsAreNoTickets) {
  for (const std::string& other :
       {std::string(), std::string(" "), std::string("https://example.jp/?t=") + text, std::string("4901234567894"),
        std::string("KTS"), std::string("海老名"), std::string("\xFF\xFE"), std::string("\0KTS", 4),
        std::string(1'000'000, 'A'), std::string(1'000'000, ']'), "X" + text}) {
    EXPECT_EQ(fault_of(other), TicketFault::not_a_ticket) << other.substr(0, 40);
  }
}

TEST_F(Tickets, OtherKeysTagsAndVersionsDoNotAuthenticate) {
  const auto refuses = [this](const TicketKeys& others) {
    const auto read = read_ticket(text, others);
    return !read && read.error() == TicketFault::forged;
  };
  EXPECT_TRUE(refuses({}));
  EXPECT_TRUE(refuses({{{1, key_of(8)}}, {}}));
  EXPECT_TRUE(refuses({{{2, key_of(7)}}, {}}));
  EXPECT_TRUE(refuses({{}, {derive_event_subkey(key, {tag.value + 1})}}));
  EventSubkey other_tag = derive_event_subkey(key, tag);
  other_tag.tag.value ^= 1;
  EXPECT_TRUE(refuses({{}, {other_tag}}));
}

TEST_F(Tickets, AnyOfTheKeysWillDo) {
  keys = {{key, {2, key_of(99)}}, {}};
  expect_genuine(text);
  const std::string newer = write_ticket(tag, serial, derive_event_subkey(keys.organiser_keys[1], tag));
  EXPECT_NE(newer, text);
  EXPECT_EQ(read_ticket(newer, keys)->key_version, 2);
  keys = {{}, {derive_event_subkey({1, key_of(1)}, {5}), derive_event_subkey(key, tag)}};
  expect_genuine(text);
}

TEST_F(Tickets, SubkeysDifferByKeyVersionAndTag) {
  const std::set<KeyBytes> subkeys = {
      derive_event_subkey(key, tag).bytes, derive_event_subkey({2, key.bytes}, tag).bytes,
      derive_event_subkey({1, key_of(8)}, tag).bytes, derive_event_subkey(key, {tag.value + 1}).bytes, key.bytes};
  EXPECT_EQ(subkeys.size(), 5U);
}

TEST_F(Tickets, EveryTagAndSerialComesBack) {
  for (const std::uint32_t t : {0U, 1U, 31U, 32U, (1U << 25) - 1}) {
    for (const std::uint64_t s : {std::uint64_t{0}, std::uint64_t{1}, (std::uint64_t{1} << 40) - 1}) {
      const auto read = read_ticket(write_ticket({t}, {s}, derive_event_subkey(key, {t})), keys);
      ASSERT_TRUE(read.has_value());
      EXPECT_EQ(read->tag.value, t);
      EXPECT_EQ(read->serial.value, s);
    }
  }
}

TEST_F(Tickets, HundredThousandRandomTextsAreRefused) {
  std::mt19937_64 random(20251024);
  std::uniform_int_distribution<std::size_t> digit(0, 31);
  std::string guess(kTicketMark);
  guess.resize(kTicketLength);
  const int rounds = std::getenv("UKETSUKE_LONG") == nullptr ? 100'000 : 1'000'000;
  for (int i = 0; i < rounds; ++i) {
    for (std::size_t at = kTicketMark.size(); at < guess.size(); ++at) guess[at] = kAlphabet[digit(random)];
    ASSERT_FALSE(read_ticket(guess, keys).has_value()) << guess;
  }
}

/// A million with UKETSUKE_LONG=1.
TEST_F(Tickets, GenuineTextsThatWereChangedInAnyWayAreRefused) {
  const int rounds = std::getenv("UKETSUKE_LONG") == nullptr ? 20'000 : 1'000'000;
  std::mt19937_64 random(20260213);
  const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  int changed = 0;
  for (int i = 0; i < rounds; ++i) {
    const TicketSerial drawn{random() & ((std::uint64_t{1} << 40) - 1)};
    const std::string genuine = write_ticket(tag, drawn, derive_event_subkey(key, tag));
    std::string made = genuine;
    for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
      const std::size_t at = below(made.size());
      switch (below(6)) {
        case 0:
          made[at] = kAlphabet[below(32)];
          break;
        case 1:
          made.insert(at, 1, kAlphabet[below(32)]);
          break;
        case 2:
          made.erase(at, 1);
          break;
        case 3:
          std::swap(made[at], made[below(made.size())]);
          break;
        case 4:
          made[at] = static_cast<char>(random());
          break;
        case 5:
          made += made.substr(at);
          break;
      }
    }
    if (fold_ticket_text(made) == genuine) continue;  // a space more or an O for a 0 is the same ticket
    ++changed;
    const auto read = read_ticket(made, keys);
    ASSERT_FALSE(read.has_value()) << genuine << " became " << made;
  }
  EXPECT_GT(changed, rounds / 2);
}

TEST_F(Tickets, RandomBytesAreFoldedWithoutHarm) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<std::size_t> length(0, 60);
  for (int i = 0; i < 20'000; ++i) {
    std::string given = i % 2 == 0 ? "KTSK" : "";
    for (std::size_t n = length(random); n > 0; --n) given += static_cast<char>(byte(random));
    const std::string folded = fold_ticket_text(given);
    ASSERT_FALSE(read_ticket(given, keys).has_value());
    ASSERT_LE(folded.size(), given.size() * 20 + 8);
  }
  EXPECT_EQ(fold_ticket_text("ab\xFF oil"), "ab\xFF oil");
}

TEST(TicketMakers, FillTheirBitsAtRandom) {
  std::uint32_t tag_bits = 0;
  std::uint64_t serial_bits = 0;
  std::set<std::uint64_t> serials;
  for (int i = 0; i < 1000; ++i) {
    tag_bits |= make_event_tag().value;
    const std::uint64_t serial = make_ticket_serial().value;
    serial_bits |= serial;
    serials.insert(serial);
  }
  EXPECT_EQ(tag_bits, (1U << 25) - 1);
  EXPECT_EQ(serial_bits, (std::uint64_t{1} << 40) - 1);
  EXPECT_EQ(serials.size(), 1000U);
  EXPECT_NE(make_key_bytes(), make_key_bytes());
}

}  // namespace
}  // namespace uketsuke
