// An event between two stores: what one says later wins, nothing that happened is lost, both come to the same roster.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "db/head_counts.h"
#include "db/pack.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/purge.h"
#include "db/reader.h"
#include "db/unpack_plan.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using testing::PackStores;
using ::testing::Pair;
using testing::small_event;
using testing::TempFolder;

constexpr SealCost kQuick{1, 8};

std::string slurp(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Pack, BringsTheWholeEventWithItsTicketsToAnotherStore) {
  PackStores two(small_event(2));
  two.office.attendees(3);
  const std::string ticket = two.office.ticket("参加者1");
  const auto report = two.carry(0, 1, at("12:00"));
  EXPECT_TRUE(report.added_event);
  EXPECT_EQ(report.registrations, 3);
  EXPECT_TRUE(report.conflicts.empty());
  EXPECT_EQ(two.dump(1), two.dump(0));
  two.expect_whole();
  ScanRequest scan;
  scan.id = testing::new_scan_id();
  scan.event = two.code();
  scan.text = ticket;
  EXPECT_EQ(must(two.store(1).record_scan(scan, at("18:05"))).outcome, ScanOutcome::admitted);
}

TEST(Pack, CarriesTheEventsOwnSubkeyAndNeverTheOrganisersKey) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  const std::string ticket = two.office.ticket("参加者1");
  two.office.event("B", 3).attendee("山田");
  const std::string other = two.office.ticket("山田");
  const std::string file = two.temp().file("a.pack");
  must(pack_event({two.office.folder(), EventCode("A"), file, "合言葉", kQuick}, by_staff(at("12:00"))));
  must(unpack_event(two.folder(1), file, "合言葉", by_staff(at("12:00"))));
  const auto office = must(open_store_parts(two.office.folder()));
  const auto venue = must(open_store_parts(two.folder(1)));
  ASSERT_EQ(venue.keys.event_subkeys.size(), 1U);
  EXPECT_TRUE(read_ticket(ticket, venue.keys));
  EXPECT_FALSE(read_ticket(other, venue.keys)) << "another event's ticket must not be verified there";
  const auto bytes = must(open_sealed(slurp(file), "合言葉"));
  const auto& key = office.keys.organiser_keys.front().bytes;
  EXPECT_EQ(bytes.find(std::string(key.begin(), key.end())), std::string::npos);
}

TEST(Pack, KeepsOfficesAcceptancesAndTheVenuesCheckIns) {
  PackStores two(small_event(5));
  two.office.attendees(2);
  Attendee late;
  late.name = "遅刻 太郎";
  two.office.attendee(late, on("2025-10-20", "09:00"));
  two.carry(0, 1, at("12:00"));
  must(two.office.store().accept(two.code(), two.office.id("遅刻 太郎"), by_staff(at("13:00"))));
  must(two.store(1).edit(two.code(), two.office.id("遅刻 太郎"), {{"note", "車いす"}}, by_staff(at("13:05"))));
  AdmitRequest admit;
  admit.id = testing::new_scan_id();
  admit.event = two.code();
  admit.registration = two.office.id("参加者1");
  must(two.store(1).admit_by_hand(admit, at("18:05")));
  const auto back = two.carry(1, 0, at("18:10"));
  EXPECT_EQ(back.check_ins, 1);
  two.carry(0, 1, at("18:11"));
  const std::string office = two.dump(0);
  EXPECT_EQ(two.dump(1), office);
  auto reader = must(Reader::open(two.office.folder()));
  const auto row = must(reader.load_registration(two.code(), "3"));
  EXPECT_EQ(row.status, RegistrationStatus::confirmed);
  EXPECT_EQ(row.attendee.note, "車いす");
  EXPECT_TRUE(must(reader.load_registration(two.code(), "1")).inside);
}

TEST(Pack, AddsUpTheHeadsThatBothStoresCounted) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  must(add_heads(two.folder(0), two.code(), {"一般", 3}, by_staff(at("18:00"))));
  must(add_heads(two.folder(1), two.code(), {"一般", 4}, by_staff(at("18:01"))));
  two.cross(0, 1, at("18:10"));
  for (const int pc : {0, 1}) {
    auto parts = must(open_store_parts(two.folder(pc)));
    const auto heads = must(list_heads(parts.connection, small_event(2)));
    ASSERT_EQ(heads.size(), 1U);
    EXPECT_EQ(heads.front().people, 7);
  }
}

TEST(Pack, ASecondTimeChangesNothing) {
  PackStores two(small_event(2));
  two.office.attendees(3);
  const std::string file = two.pack(0, at("12:00"));
  must(unpack_event(two.folder(1), file, "合言葉", by_staff(at("12:00"))));
  const std::string before = two.dump(1);
  const auto again = must(unpack_event(two.folder(1), file, "合言葉", by_staff(at("12:10"))));
  EXPECT_EQ(again.facts + again.updated + again.registrations + again.check_ins, 0);
  EXPECT_TRUE(again.conflicts.empty());
  EXPECT_EQ(two.dump(1), before);
}

TEST(Pack, LetsACancellationBeatAPromotionThatDidNotKnowOfIt) {
  PackStores two(small_event(1));
  two.office.attendees(2);
  two.carry(0, 1, at("12:00"));
  must(two.office.store().cancel(two.code(), two.office.id("参加者2"), by_staff(at("12:10"))));
  must(two.store(1).cancel(two.code(), two.office.id("参加者1"), by_staff(at("12:20"))));  // promotes 2 there
  const auto report = two.carry(0, 1, at("12:30"));
  ASSERT_EQ(report.conflicts.size(), 1U);
  EXPECT_EQ(report.conflicts.front().what, "cancelled");
  two.carry(1, 0, at("12:40"));
  EXPECT_EQ(two.dump(1), two.dump(0));
  EXPECT_THAT(two.dump(1), ::testing::Not(HasSubstr("confirmed")));
}

TEST(Pack, NeverPassesTheCapacityAndWaitlistsWhoFindsNoSeat) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  two.office.attendee("事務所さん");
  ASSERT_EQ(two.walk_in(1, "当日さん", at("18:05")).outcome, WalkInOutcome::admitted);
  const auto report = two.carry(0, 1, at("18:10"));
  ASSERT_EQ(report.waitlisted.size(), 1U);
  EXPECT_EQ(report.waitlisted.front(), two.office.id("事務所さん"));
  two.carry(1, 0, at("18:20"));
  EXPECT_EQ(two.dump(1), two.dump(0));
  two.expect_whole();
}

TEST(Pack, RefusesAnotherPassphraseAndAnyChangedByteAndTakesNothing) {
  PackStores two(small_event(2));
  two.office.attendees(2);
  const std::string file = two.pack(0, at("12:00"));
  const std::string whole = slurp(file);
  const auto expect_refused = [&](const std::string& bytes, const std::string& passphrase) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    const auto taken = unpack_event(two.folder(1), file, passphrase, by_staff(at("12:00")));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, Code::bad_input) << taken.error().what;
  };
  expect_refused(whole, "別の言葉");
  for (std::size_t place = 0; place < whole.size(); place += place < 100 ? 7 : 211) {
    std::string bytes = whole;
    bytes[place] = static_cast<char>(bytes[place] ^ 0x40);
    expect_refused(bytes, "合言葉");
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{80}, whole.size() / 2, whole.size() - 1}) {
    expect_refused(whole.substr(0, size), "合言葉");
  }
  expect_refused(whole + "x", "合言葉");
  const auto folder = unpack_event(two.folder(1), two.temp().path(), "合言葉", by_staff(at("12:00")));
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, Code::bad_call);
  auto reader = must(Reader::open(two.folder(1)));
  EXPECT_TRUE(must(reader.list_events()).empty());
}

TEST(Pack, KeepsPracticeAndRealStoresApart) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  const TempFolder real;
  const Store store = must(Store::create(real.path(), false, at("09:00")));
  const auto taken = unpack_event(store.folder(), two.pack(0, at("12:00")), "合言葉", by_staff(at("12:00")));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::bad_call);
  EXPECT_THAT(taken.error().what, HasSubstr("練習用"));
  EXPECT_TRUE(must(must(Reader::open(real.path())).list_events()).empty());
}

TEST(Pack, OfAnOlderFormatIsRefusedByThatName) {
  PackContent content;
  content.event = EventCode("A");
  std::string bytes = write_pack(content);
  ASSERT_TRUE(read_pack(bytes));
  const std::size_t format = 8 + std::string("uketsuke event pack").size() + 7;  // the low byte, behind mark and length
  bytes[format] = 1;
  EXPECT_THAT(read_pack(bytes).error().what, HasSubstr("古い版"));
  bytes[format] = 9;
  EXPECT_THAT(read_pack(bytes).error().what, HasSubstr("新しい版"));
}

TEST(Pack, OfAPurgedEventHoldsNoNames) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  must(purge_event(two.office.folder(), {two.code(), true}, by_staff(at("12:00"))));
  const std::string file = two.temp().file("purged.pack");
  EXPECT_TRUE(
      must(pack_event({two.office.folder(), two.code(), file, "合言葉", kQuick}, by_staff(at("12:30")))).purged);
  must(unpack_event(two.folder(1), file, "合言葉", by_staff(at("12:40"))));
  auto reader = must(Reader::open(two.folder(1)));
  const auto rows = must(reader.list_registrations(two.code(), {}));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().attendee.name, "");
}

TEST(Pack, RefusesAnEventOfThatCodeThatWasMadeHere) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  must(two.store(1).add_event(small_event(2), by_staff(at("10:00"))));
  const std::string file = two.pack(0, at("12:00"));
  const auto taken = unpack_event(two.folder(1), file, "合言葉", by_staff(at("12:00")));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::refused);
}

TEST(Pack, GivesANumberOnThatSomebodyHereIsStillToLeave) {
  PackStores two(small_event(9));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  const auto come = [&](const std::string& name, UtcMillis now) {
    ASSERT_EQ(two.walk_in(1, name, now).outcome, WalkInOutcome::admitted);
  };
  come("一番目", at("18:01"));
  two.carry(1, 0, at("18:02"));
  two.office.attendee("事務所さん");
  come("二番目", at("18:03"));
  ASSERT_EQ(two.carry(1, 0, at("18:04")).conflicts.size(), 1U) << "both stores gave the same number";
  come("三番目", at("18:05"));  // on the number that the office has just given to the second
  const auto report = two.carry(0, 1, at("18:06"));
  ASSERT_EQ(report.conflicts.size(), 1U);
  EXPECT_EQ(report.conflicts.front().what, "number");
  two.carry(1, 0, at("18:07"));
  EXPECT_EQ(two.dump(1), two.dump(0));
  auto reader = must(Reader::open(two.office.folder()));
  EXPECT_EQ(must(reader.load_registration(two.code(), "203")).attendee.name, "二番目");
  EXPECT_EQ(must(reader.load_registration(two.code(), "204")).attendee.name, "三番目");
  two.expect_whole();
}

/// Registrations a, b, c … that go from the first number to the second.
std::vector<std::pair<std::string, std::int64_t>> moves_of(const std::vector<std::pair<int, int>>& numbers) {
  UnpackPlan plan;
  for (const auto& [from, to] : numbers) {
    Going one;
    one.before.id = one.after.id = RegistrationId(std::string(1, static_cast<char>('a' + plan.going.size())));
    one.before.number = from;
    one.after.number = to;
    plan.going[one.before.id] = one;
  }
  std::vector<std::pair<std::string, std::int64_t>> moves;
  for (const auto& [id, number] : plan.number_moves()) moves.emplace_back(id.value, number);
  return moves;
}

TEST(Pack, MovesToANumberOnlyWhenItIsFree) {
  EXPECT_THAT(moves_of({{1, 1}, {2, 3}, {3, 4}, {4, 5}}), ElementsAre(Pair("d", 5), Pair("c", 4), Pair("b", 3)));
  EXPECT_THAT(moves_of({{1, 2}, {2, 1}, {3, 3}}), ElementsAre(Pair("a", 4), Pair("b", 1), Pair("a", 2)))
      << "two that change places: one steps aside";
  EXPECT_THAT(moves_of({{1, 1}, {2, 2}}), ::testing::IsEmpty());
}

TEST(Pack, BringsNoNameBackToAStoreThatWasPurged) {
  PackStores two(small_event(3));
  two.office.attendees(2);
  two.carry(0, 1, at("12:00"));
  must(purge_event(two.folder(1), {two.code(), true}, by_staff(at("21:00"))));
  must(two.office.store().cancel(two.code(), two.office.id("参加者2"), by_staff(at("21:10"), "参加者2から電話")));
  two.carry(0, 1, at("21:20"));
  EXPECT_EQ(two.dump(1).find("参加者"), std::string::npos);
  two.carry(1, 0, at("21:30"));
  EXPECT_THAT(two.dump(0), HasSubstr("参加者1"));
  two.expect_whole();
}

}  // namespace
}  // namespace uketsuke
