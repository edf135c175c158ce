// What two PCs did to the same people without knowing of each other: nobody who came is lost, nobody has two seats,
// staff are told, and both ends decide the same whichever unpacks first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/parts.h"
#include "db/reader.h"
#include "db/unpack_plan.h"
#include "tests/db/guarded.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::on;
using testing::PackStores;
using testing::small_event;
using testing::told;
using ::testing::UnorderedElementsAre;

/// The office gave 本人 a ticket that the venue's roster does not have; its holder came as a walk-in.
struct UnknownTicket {
  PackStores two{small_event(5)};
  std::string ticket;
  RegistrationId owner;
  RegistrationId guest;

  explicit UnknownTicket(const std::string& name = "当日さん") {
    two.office.attendees(1);
    two.carry(0, 1, at("12:00"));
    two.office.attendee("本人");
    owner = two.office.id("本人");
    ticket = two.office.ticket("本人");
    EXPECT_EQ(two.scan(1, ticket, at("18:01")).outcome, ScanOutcome::unknown_ticket);
    guest = *two.walk_in(1, name, at("18:02"), ticket).registration;
  }
};

TEST(PackConflicts, AWalkInOnATicketOfTheOfficesIsAPairWithItsOwner) {
  UnknownTicket met;
  PackStores& two = met.two;
  const auto report = two.carry(1, 0, at("18:10"));
  EXPECT_THAT(told(report), ElementsAre("duplicate 2/201"));
  EXPECT_THAT(report.pending, ElementsAre(met.owner));
  EXPECT_EQ(two.row(0, met.owner).status, RegistrationStatus::pending);
  EXPECT_TRUE(two.row(0, met.owner).suspected_duplicate);
  EXPECT_TRUE(two.row(0, met.guest).inside);
  two.carry(0, 1, at("18:11"));
  two.expect_same(0, 1);
  two.expect_whole();
  for (const int pc : {0, 1}) {
    const auto again = two.scan(pc, met.ticket, at("18:20"));
    EXPECT_EQ(again.outcome, ScanOutcome::already_in) << "who holds the ticket is inside";
    EXPECT_EQ(again.registration, met.guest);
  }
}

TEST(PackConflicts, APairByTicketIsMergedByStaffAndTheOtherStoreFollows) {
  UnknownTicket met;
  PackStores& two = met.two;
  two.cross(0, 1, at("18:10"));
  two.expect_same(0, 1);
  ASSERT_TRUE(must(two.office.store().decide(two.code(), Decision::merge, {met.owner}, by_staff(at("18:20")))).taken);
  two.cross(0, 1, at("18:30"));
  two.expect_same(0, 1);
  two.expect_whole();
  EXPECT_EQ(two.row(1, met.owner).status, RegistrationStatus::cancelled);
  EXPECT_TRUE(two.row(1, met.guest).inside);
}

TEST(PackConflicts, OneTicketIsOnlyInTwoHandsWhereAWalkInBroughtIt) {
  testing::Guarded store;
  store.roster.event("A", 3).attendees(2);
  store.roster.ticket("参加者1");
  store.open();
  store.expect_refused(
      "INSERT%OR% INTO tickets SELECT 'new', event, 'somebody', serial, key_version, origin, happened_utc_ms, hlc,"
      " done_by FROM tickets");
}

TEST(PackConflicts, ASubstituteIsOneNoMoreOnlyWhereAFactSaysSo) {
  testing::Guarded store;
  store.roster.event("A", 3).attendees(2);
  SubstituteRequest request;
  request.event = store.roster.code();
  request.original = store.roster.id("参加者1");
  request.attendee = testing::person("代理さん");
  must(store.roster.store().substitute(request, by_staff(at("12:00"))));
  store.open();
  store.expect_refused("UPDATE%OR% registrations SET substitute_for = NULL WHERE substitute_for IS NOT NULL");
}

TEST(PackConflicts, OfTwoSubstitutesTheLaterSentOneComes) {
  PackStores two(small_event(2));
  two.office.attendees(2);
  const RegistrationId original = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  const auto first = two.substitute(0, original, "先の代理", at("13:00"));
  const auto second = two.substitute(1, original, "後の代理", at("13:05"));
  const auto [at_office, at_venue] = two.cross(0, 1, at("14:00"));
  two.expect_whole();
  two.expect_same(0, 1);
  EXPECT_THAT(told(at_office), ElementsAre("substitute 3/201"));
  EXPECT_EQ(told(at_venue), told(at_office));
  EXPECT_EQ(two.row(0, original).substituted_by, second.registration);
  const auto lost = two.row(0, first.registration);
  EXPECT_EQ(lost.status, RegistrationStatus::pending);
  EXPECT_TRUE(lost.suspected_duplicate) << "where staff look";
  EXPECT_FALSE(lost.substitute_for);
  const auto again = two.carry(0, 1, at("15:00"));
  EXPECT_THAT(again.conflicts, IsEmpty());
  two.expect_same(0, 1);
}

TEST(PackConflicts, ASubstituteWhoCameIsNotSentAwayForOneWhoDidNot) {
  PackStores two(small_event(2));
  two.office.attendees(2);
  const RegistrationId original = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  const auto early = two.substitute(1, original, "来た代理", at("17:50"));
  ASSERT_EQ(two.admit(1, early.registration, at("18:00")).outcome, ScanOutcome::admitted);
  const auto late = two.substitute(0, original, "来ない代理", at("18:05"));
  two.cross(0, 1, at("18:10"));
  two.expect_whole();
  two.expect_same(0, 1);
  EXPECT_EQ(two.row(0, original).substituted_by, early.registration);
  EXPECT_TRUE(two.row(0, early.registration).inside);
  EXPECT_EQ(two.row(0, late.registration).status, RegistrationStatus::pending);
}

TEST(PackConflicts, TwoSubstitutesWhoBothCameBothStayWhereThereIsASeat) {
  PackStores two(small_event(3));
  two.office.attendees(2);
  const RegistrationId original = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  std::vector<RegistrationId> sent;
  for (const int pc : {0, 1}) {
    sent.push_back(two.substitute(pc, original, "代理" + std::to_string(pc), at("17:50")).registration);
    ASSERT_EQ(two.admit(pc, sent.back(), at("18:00")).outcome, ScanOutcome::admitted);
  }
  two.cross(0, 1, at("18:10"));
  two.expect_whole();
  two.expect_same(0, 1);
  for (const RegistrationId& one : sent) EXPECT_TRUE(two.row(1, one).inside);
}

TEST(PackConflicts, AnOriginalWhoCameStaysAndTheOfficesSubstituteIsLookedAt) {
  PackStores two(small_event(1));
  two.office.attendees(1);
  const RegistrationId original = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  ASSERT_EQ(two.admit(1, original, at("18:00")).outcome, ScanOutcome::admitted);
  const auto sent = two.substitute(0, original, "代理さん", at("18:05"));
  const auto [at_office, at_venue] = two.cross(0, 1, at("18:10"));
  EXPECT_THAT(told(at_office), ElementsAre("original_came 2/1"));
  EXPECT_EQ(told(at_venue), told(at_office));
  two.expect_whole();
  two.expect_same(0, 1);
  const auto stays = two.row(0, original);
  EXPECT_TRUE(stays.inside);
  EXPECT_FALSE(stays.substituted_by);
  EXPECT_FALSE(stays.seat_released);
  EXPECT_EQ(two.row(0, sent.registration).status, RegistrationStatus::pending);
}

TEST(PackConflicts, AnOriginalWhoCameAndASubstituteWhoCameBothStay) {
  PackStores two(small_event(3));
  two.office.attendees(1);
  const RegistrationId original = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  const auto sent = two.substitute(0, original, "代理さん", at("17:55"));
  ASSERT_EQ(two.admit(0, sent.registration, at("18:00")).outcome, ScanOutcome::admitted);
  ASSERT_EQ(two.admit(1, original, at("18:00")).outcome, ScanOutcome::admitted);
  two.cross(0, 1, at("18:10"));
  two.expect_whole();
  two.expect_same(0, 1);
  EXPECT_TRUE(two.row(0, original).inside);
  EXPECT_TRUE(two.row(0, sent.registration).inside);
}

TEST(PackConflicts, ThePersonWhomBothRegisteredIsAPair) {
  PackStores two(small_event(5));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  two.office.attendee("山田 太郎");
  const RegistrationId earlier = two.office.id("山田 太郎");
  RegisterRequest request;
  request.event = two.code();
  request.application.attendees = {testing::person("山田　太郎")};
  request.application.received = on("2025-10-05", "09:00");
  const auto later = must(two.store(1).register_application(request, by_staff(at("12:30")))).front();
  const auto [at_office, at_venue] = two.cross(0, 1, at("13:00"));
  EXPECT_EQ(told(at_office).size(), 1U);
  EXPECT_EQ(told(at_venue), told(at_office));
  two.expect_whole();
  two.expect_same(0, 1);
  auto reader = must(Reader::open(two.folder(1)));
  const auto pairs = must(reader.list_suspected(two.code()));
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs.front().earlier.registration, earlier) << "by receipt";
  EXPECT_EQ(pairs.front().later.registration, later.registration);
}

TEST(PackConflicts, OfAPairTheOneWhoCameStaysAndTwoWhoCameBothStay) {
  PackStores two(small_event(5));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  two.office.attendee("山田 太郎").attendee("鈴木 花子");
  const RegistrationId guest = *two.walk_in(1, "山田 太郎", at("18:00")).registration;
  const RegistrationId other = *two.walk_in(1, "鈴木 花子", at("18:01")).registration;
  ASSERT_EQ(two.admit(0, two.office.id("鈴木 花子"), at("18:02")).outcome, ScanOutcome::admitted);
  const auto [at_office, at_venue] = two.cross(0, 1, at("18:10"));
  EXPECT_EQ(told(at_venue), told(at_office));
  two.expect_whole();
  two.expect_same(0, 1);
  EXPECT_TRUE(two.row(0, guest).inside);
  EXPECT_EQ(two.row(0, two.office.id("山田 太郎")).status, RegistrationStatus::pending);
  EXPECT_TRUE(two.row(0, other).inside);
  EXPECT_TRUE(two.row(0, two.office.id("鈴木 花子")).inside);
}

TEST(PackConflicts, WhatStaffDecidedAboutAPairIsNotAskedAnew) {
  PackStores two(small_event(5));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  const std::string before = two.pack(1, at("12:10"));
  two.office.attendee("山田 太郎");
  const RegistrationId guest = *two.walk_in(1, "山田 太郎", at("18:00")).registration;
  const std::string first = two.pack(1, at("18:05"));
  two.cross(0, 1, at("18:10"));
  const RegistrationId pending = two.office.id("山田 太郎");
  ASSERT_TRUE(must(two.store(0).decide(two.code(), Decision::keep, {pending}, by_staff(at("18:20")))).taken);
  for (const std::string& file : {first, before, two.pack(1, at("18:30"))}) {
    const auto report = two.unpack(0, file, at("18:30"));
    EXPECT_THAT(report.conflicts, IsEmpty());
    EXPECT_EQ(two.row(0, pending).status, RegistrationStatus::confirmed);
  }
  two.carry(0, 1, at("18:40"));
  two.expect_same(0, 1);
  EXPECT_EQ(two.row(1, pending).status, RegistrationStatus::confirmed);
  EXPECT_TRUE(two.row(1, guest).inside);
}

TEST(PackConflicts, StaffsWordOnAPairBeatsAThirdPcThatPutsThemAsideLater) {
  PackStores three(small_event(9), 2);
  three.office.attendees(1);
  for (const int pc : {1, 2}) three.carry(0, pc, at("12:00"));
  three.office.attendee("山田 太郎");
  const RegistrationId kept = three.office.id("山田 太郎");
  const RegistrationId guest = *three.walk_in(1, "山田 太郎", at("18:00")).registration;
  const std::string office = three.pack(0, at("18:01"));
  const std::string venue = three.pack(1, at("18:01"));
  three.unpack(0, venue, at("18:02"));
  ASSERT_TRUE(must(three.store(0).decide(three.code(), Decision::keep, {kept}, by_staff(at("18:03")))).taken);
  three.unpack(2, office, at("18:04"));
  three.unpack(2, venue, at("18:05"));
  EXPECT_EQ(three.row(2, kept).status, RegistrationStatus::pending) << "it does not know better";
  three.cross(0, 2, at("18:10"));
  three.expect_same(0, 2);
  EXPECT_EQ(three.row(2, kept).status, RegistrationStatus::confirmed);
  EXPECT_TRUE(three.row(2, guest).inside);
  three.expect_whole();
}

TEST(PackConflicts, WhoCameAndLeftIsNotLostToACancellationThatDidNotKnow) {
  PackStores two(small_event(2));
  two.office.attendees(1);
  const RegistrationId person = two.office.id("参加者1");
  two.carry(0, 1, at("12:00"));
  ASSERT_EQ(two.admit(1, person, at("18:00")).outcome, ScanOutcome::admitted);
  AdmitRequest leaves;
  leaves.id = testing::new_scan_id();
  leaves.event = two.code();
  leaves.registration = person;
  leaves.direction = Direction::exit;
  ASSERT_EQ(must(two.store(1).admit_by_hand(leaves, at("18:20"))).outcome, ScanOutcome::exited);
  must(two.office.store().cancel(two.code(), person, by_staff(at("18:10"))));
  const auto [at_office, at_venue] = two.cross(0, 1, at("18:30"));
  EXPECT_THAT(told(at_office), ElementsAre("inside 1"));
  EXPECT_EQ(told(at_venue), told(at_office));
  two.expect_same(0, 1);
  two.expect_whole();
  EXPECT_EQ(two.row(0, person).status, RegistrationStatus::confirmed);
}

TEST(PackConflicts, WhereSeatsLackTheSubstituteStaysBeforeThoseConfirmedAfterTheOriginal) {
  PackStores two(small_event(2));
  two.office.attendees(2);
  two.carry(0, 1, at("12:00"));
  const auto sent = two.substitute(1, two.office.id("参加者1"), "代理さん", at("18:20"));
  must(two.office.store().cancel(two.code(), two.office.id("参加者1"), by_staff(at("18:10"))));
  two.office.attendee("後の人");  // on the seat that the office thinks is free
  ASSERT_EQ(two.office.status_at_first("後の人"), RegistrationStatus::confirmed);
  const auto [at_office, at_venue] = two.cross(0, 1, at("18:30"));
  EXPECT_THAT(at_office.waitlisted, ElementsAre(two.office.id("後の人")));
  EXPECT_EQ(at_venue.waitlisted, at_office.waitlisted);
  two.expect_same(0, 1);
  two.expect_whole();
  EXPECT_EQ(two.row(1, sent.registration).status, RegistrationStatus::confirmed);
}

TEST(PackConflicts, ACapacityThatOnlyOneSideCouldLowerStaysAtBothEnds) {
  PackStores two(small_event(3));
  two.office.attendees(2);
  two.carry(0, 1, at("12:00"));
  ASSERT_EQ(two.walk_in(1, "当日さん", at("18:00")).outcome, WalkInOutcome::admitted);
  must(two.office.store().set_event(small_event(2), by_staff(at("18:05"))));
  const auto [at_office, at_venue] = two.cross(0, 1, at("18:10"));
  EXPECT_THAT(told(at_office), ElementsAre("capacity 0"));
  EXPECT_EQ(told(at_venue), told(at_office));
  for (const int pc : {0, 1}) {
    EXPECT_EQ(must(must(Reader::open(two.folder(pc))).load_event(two.code())).event.capacity, 3);
  }
  two.expect_same(0, 1);
  two.expect_whole();
}

TEST(PackConflicts, ALoweredCapacityThatFitsIsTaken) {
  PackStores two(small_event(3));
  two.office.attendees(2);
  two.carry(0, 1, at("12:00"));
  must(two.office.store().set_event(small_event(2), by_staff(at("12:05"))));
  two.cross(0, 1, at("12:10"));
  EXPECT_EQ(must(must(Reader::open(two.folder(1))).load_event(two.code())).event.capacity, 2);
  two.expect_whole();
}

TEST(PackConflicts, ADeadlineThatOneStoreMovedJudgesThePendingOnesOfTheOtherToo) {
  PackStores two(small_event(5));
  two.office.attendees(1);
  two.carry(0, 1, at("12:00"));
  RegisterRequest request;
  request.event = two.code();
  request.application.attendees = {testing::person("遅れた人")};
  request.application.received = on("2025-10-15", "09:00");
  const auto late = must(two.store(1).register_application(request, by_staff(at("12:10")))).front();
  ASSERT_EQ(late.status, RegistrationStatus::pending);
  Event longer = small_event(5);
  longer.deadline = on("2025-10-20", "00:00");
  must(two.office.store().set_event(longer, by_staff(at("12:20"))));
  two.cross(0, 1, at("12:30"));
  two.expect_same(0, 1);
  two.expect_whole();
  for (const int pc : {0, 1}) {
    EXPECT_EQ(two.row(pc, late.registration).status, RegistrationStatus::confirmed);
    EXPECT_FALSE(two.row(pc, late.registration).late);
  }
}

TEST(PackConflicts, WhoWasAcceptedAtOneStoreAndJudgedAnewAtTheOtherIsTheSameAtBoth) {
  PackStores two(small_event(5));
  two.office.attendees(1).attendee(testing::person("遅れた人"), on("2025-10-15", "09:00"));
  const RegistrationId late = two.office.id("遅れた人");
  two.carry(0, 1, at("12:00"));
  must(two.store(1).accept(two.code(), late, by_staff(at("12:10"))));
  Event longer = small_event(5);
  longer.deadline = on("2025-10-20", "00:00");
  must(two.office.store().set_event(longer, by_staff(at("12:20"))));
  two.cross(0, 1, at("12:30"));
  two.expect_same(0, 1);
  two.expect_whole();
  EXPECT_EQ(two.row(1, late).status, RegistrationStatus::confirmed);
}

}  // namespace
}  // namespace uketsuke
