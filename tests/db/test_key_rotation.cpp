// A new version of the key: old tickets stay valid until they are withdrawn, new ones are written under it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "db/key_rotation.h"
#include "db/pack.h"
#include "db/parts.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;

TEST(KeyRotation, KeepsOldTicketsValidAndWritesNewOnesUnderTheNewKey) {
  auto roster = testing::roster();
  roster.event("A", 5).attendees(2);
  const std::string old_ticket = roster.ticket("参加者1");
  const auto rotation = must(rotate_key(roster.folder(), false, by_staff(at("17:00"))));
  EXPECT_EQ(rotation.version, 2);
  EXPECT_EQ(rotation.revoked, 0);
  // The store that was open meanwhile knows the new key too.
  const std::string new_ticket = roster.ticket("参加者2");
  EXPECT_EQ(roster.scan(new_ticket, at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(old_ticket, at("18:06")).outcome, ScanOutcome::admitted);
  auto parts = must(open_store_parts(roster.folder()));
  EXPECT_EQ(read_ticket(old_ticket, parts.keys)->key_version, 1);
  EXPECT_EQ(read_ticket(new_ticket, parts.keys)->key_version, 2);
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(KeyRotation, WithdrawsEveryOldTicketOfEveryEventWhenCompromised) {
  auto roster = testing::roster();
  roster.event("A", 5).attendees(2);
  const std::string one = roster.ticket("参加者1");
  roster.event("B", 5).attendee("山田");
  const std::string other = roster.ticket("山田");
  const auto rotation = must(rotate_key(roster.folder(), true, by_staff(at("17:00"))));
  EXPECT_EQ(rotation.revoked, 2);
  EXPECT_EQ(rotation.events.size(), 2U);
  EXPECT_EQ(roster.scan(other, at("18:05")).outcome, ScanOutcome::revoked);
  const auto issued = must(roster.store().issue_tickets(EventCode("A"), {}, by_staff(at("17:10"))));
  ASSERT_EQ(issued.size(), 2U);
  EXPECT_NE(issued.front().text, one);
  const std::string again = roster.ticket("山田");
  EXPECT_NE(again, other);
  EXPECT_EQ(roster.scan(again, at("18:06")).outcome, ScanOutcome::admitted);
  EXPECT_TRUE(must(roster.store().check()).empty());
  EXPECT_EQ(must(rotate_key(roster.folder(), true, by_staff(at("17:20")))).revoked, 3);
}

TEST(KeyRotation, SaysWhoseTicketsItCannotWithdraw) {
  auto office = testing::roster();
  office.event("A", 5).attendees(1);
  const std::string ticket = office.ticket("参加者1");
  auto venue = testing::roster();
  const testing::TempFolder stick;
  const SealCost quick{1, 8};
  must(pack_event({office.folder(), office.code(), stick.file("a"), "合言葉", quick}, by_staff(at("17:00"))));
  must(unpack_event(venue.folder(), stick.file("a"), "合言葉", by_staff(at("17:01"))));
  const auto nothing = must(rotate_key(venue.folder(), true, by_staff(at("17:05"))));
  EXPECT_TRUE(nothing.refused);
  EXPECT_EQ(nothing.not_withdrawn, std::vector<EventCode>{EventCode("A")});
  EXPECT_EQ(must(rotate_key(venue.folder(), false, by_staff(at("17:06")))).version, 2) << "nothing was changed";

  venue.event("B", 5).attendee("山田");
  venue.ticket("山田");
  const auto own = must(rotate_key(venue.folder(), true, by_staff(at("17:10"))));
  EXPECT_FALSE(own.refused);
  EXPECT_EQ(own.revoked, 1);
  EXPECT_EQ(own.not_withdrawn, std::vector<EventCode>{EventCode("A")});
  EXPECT_TRUE(must(rotate_key(office.folder(), true, by_staff(at("17:20")))).not_withdrawn.empty());
}

/// A text that differs from a genuine one in one to three places, or is made up after the mark.
std::string mutate(const std::string& genuine, std::mt19937_64& random) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string text = genuine;
  if (random() % 2 == 0) {
    for (std::size_t i = kTicketMark.size(); i < text.size(); ++i) text[i] = kAlphabet[random() % kAlphabet.size()];
    return text;
  }
  for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) {
    text[kTicketMark.size() + random() % (text.size() - kTicketMark.size())] = kAlphabet[random() % kAlphabet.size()];
  }
  return text;
}

TEST(KeyRotation, AdmitsNoneOfAMillionRandomAndMutatedTexts) {
  auto roster = testing::roster();
  roster.event("A", 5).attendees(1);
  const std::string first = roster.ticket("参加者1");
  must(rotate_key(roster.folder(), true, by_staff(at("17:00"))));
  const std::string second = roster.ticket("参加者1");
  const auto parts = must(open_store_parts(roster.folder()));
  std::mt19937_64 random(20251024);
  const int count = std::getenv("UKETSUKE_LONG") != nullptr ? 1'000'000 : 30'000;
  int genuine = 0;
  for (int i = 0; i < count; ++i) {
    const std::string& from = i % 2 == 0 ? first : second;
    const std::string text = mutate(from, random);
    if (text == first || text == second) continue;
    if (read_ticket(text, parts.keys)) ++genuine;
  }
  EXPECT_EQ(genuine, 0);
  EXPECT_TRUE(read_ticket(first, parts.keys));
  EXPECT_TRUE(read_ticket(second, parts.keys));
}

}  // namespace
}  // namespace uketsuke
