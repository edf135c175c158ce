// The door and the seats: waitlist in scan order, release of no-shows, the room, overrides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using testing::must;
using testing::on;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

const Override kPhoned{OverrideReason::phone_call, ""};

void expect_clean(Roster& roster) {
  for (const CheckFinding& finding : must(roster.store().check()))
    ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

std::string status_of(const Roster& roster, const std::string& name) {
  return RawStore(roster.folder()).text("SELECT status FROM registrations WHERE id = '" + roster.id(name).value + "'");
}

TEST(Seats, AWaitlistedPersonAtTheDoorTakesAFreeSeat) {
  auto roster = testing::roster();
  roster.event("A", 1).attendees(2);
  ASSERT_EQ(status_of(roster, "参加者2"), "waitlisted");
  // A seat that was freed after reception opened waits for whoever stands at the door.
  must(roster.store().cancel(roster.code(), roster.id("参加者1"), by_staff(at("18:10"))));
  ASSERT_EQ(status_of(roster, "参加者2"), "waitlisted");
  const ScanResult result = roster.scan(roster.ticket("参加者2"), at("18:11"));
  EXPECT_EQ(result.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(result.waitlist_seated);
  EXPECT_EQ(status_of(roster, "参加者2"), "confirmed");
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM registration_changes WHERE kind = 'seated_at_door'"),
            1);
  expect_clean(roster);
}

TEST(Seats, TheDoorServesTheWaitlistInScanOrder) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(5);
  for (const char* name : {"参加者5", "参加者4", "参加者5"}) {
    EXPECT_EQ(roster.scan(roster.ticket(name), at("18:05")).outcome, ScanOutcome::waitlisted);
  }
  const auto freed = must(roster.store().cancel(roster.code(), roster.id("参加者1"), by_staff(at("18:10"))));
  EXPECT_THAT(freed.promoted, ElementsAre(roster.id("参加者5"))) << "first at the door, last of the waitlist";
  EXPECT_EQ(status_of(roster, "参加者3"), "waitlisted") << "is not here";
  EXPECT_EQ(roster.scan(roster.ticket("参加者3"), at("18:11")).outcome, ScanOutcome::waitlisted);
  EXPECT_EQ(roster.scan(roster.ticket("参加者5"), at("18:12")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.walk_in("当日", at("18:13")).outcome, WalkInOutcome::full);
  expect_clean(roster);
}

TEST(Seats, ReleasesTheSeatsOfNoShowsOnce) {
  auto roster = testing::roster();
  Event event = sample_event("A", 3);
  event.release_no_shows_at = at("18:40");
  roster.event(event).attendees(5);
  EXPECT_EQ(roster.scan(roster.ticket("参加者1"), at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(roster.ticket("参加者5"), at("18:06")).outcome, ScanOutcome::waitlisted);
  EXPECT_EQ(roster.scan(roster.ticket("参加者4"), at("18:39:59")).outcome, ScanOutcome::waitlisted);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM releases"), 0);
  // The first call at the door after that time does it: both who stand there are seated.
  EXPECT_EQ(roster.scan("nothing of ours", at("18:40")).outcome, ScanOutcome::not_a_ticket);
  EXPECT_EQ(raw.number("SELECT count(*) FROM releases"), 2);
  EXPECT_EQ(status_of(roster, "参加者5"), "confirmed");
  EXPECT_EQ(status_of(roster, "参加者4"), "confirmed");
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 3);
  // A released person finds no seat, then staff decide; nothing is released twice.
  EXPECT_EQ(roster.scan(roster.ticket("参加者2"), at("18:45")).outcome, ScanOutcome::full);
  EXPECT_EQ(raw.number("SELECT count(*) FROM releases"), 2);
  EXPECT_TRUE(must(roster.store().release_no_shows(roster.code(), by_staff(at("18:50")))).empty());
  expect_clean(roster);
}

TEST(Seats, AReleasedPersonTakesASeatWhileThereIsOne) {
  auto roster = testing::roster();
  Event event = sample_event("A", 2);
  event.release_no_shows_at = at("18:40");
  roster.event(event).attendees(2);
  EXPECT_THAT(must(roster.store().release_no_shows(roster.code(), by_staff(at("18:41")))),
              ElementsAre(roster.id("参加者1"), roster.id("参加者2")));
  const ScanResult result = roster.scan(roster.ticket("参加者2"), at("18:42"));
  EXPECT_EQ(result.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(result.waitlist_seated);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT held FROM event_counts"), 1);
  EXPECT_EQ(roster.walk_in("当日", at("18:43")).outcome, WalkInOutcome::admitted);
  EXPECT_EQ(roster.scan(roster.ticket("参加者1"), at("18:44")).outcome, ScanOutcome::full);
  expect_clean(roster);
}

TEST(Seats, ReleasesNothingBeforeItsTimeOrWhereNoneIsSet) {
  auto roster = testing::roster();
  Event event = sample_event("A", 2);
  event.release_no_shows_at = at("18:40");
  roster.event(event).attendees(2);
  EXPECT_TRUE(must(roster.store().release_no_shows(roster.code(), by_staff(at("18:39:59")))).empty());
  roster.event("B", 2).attendees(2);
  EXPECT_TRUE(must(roster.store().release_no_shows(roster.code(), by_staff(at("22:00")))).empty());
  expect_clean(roster);
}

TEST(Seats, AnExitFreesTheRoomNotTheSeat) {
  auto roster = testing::roster();
  Event event = sample_event("A", 3);
  event.room_limit = 3;
  event.exit_scan = true;
  roster.event(event).attendees(3);
  for (const char* name : {"参加者1", "参加者2", "参加者3"}) {
    ASSERT_EQ(roster.scan(roster.ticket(name), at("18:05")).outcome, ScanOutcome::admitted);
  }
  EXPECT_EQ(roster.scan(roster.ticket("参加者1"), at("18:50"), Direction::exit).outcome, ScanOutcome::exited);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT room_inside FROM event_counts"), 2);
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 3);
  EXPECT_EQ(roster.walk_in("当日", at("18:55")).outcome, WalkInOutcome::full);
  EXPECT_EQ(roster.scan(roster.ticket("参加者1"), at("19:00")).outcome, ScanOutcome::admitted);
  expect_clean(roster);
}

TEST(Seats, AnOverrideIsARowAndGoesAsFarAsTheTolerance) {
  auto roster = testing::roster();
  Event event = sample_event("A", 1);
  event.tolerance = 2;
  event.room_limit = 2;
  roster.event(event).attendees(3);
  EXPECT_EQ(roster.admit("参加者2", at("18:05")).outcome, ScanOutcome::waitlisted);
  EXPECT_EQ(roster.admit("参加者2", at("18:05"), kPhoned).outcome, ScanOutcome::admitted);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT over || ' ' || reason || ' ' || gives_seat FROM overrides"), "seat phone_call 1");
  EXPECT_EQ(raw.number("SELECT seats FROM seat_limit"), 2);
  EXPECT_EQ(roster.admit("参加者3", at("18:06"), kPhoned).outcome, ScanOutcome::waitlisted) << "never past the room";
  EXPECT_EQ(raw.number("SELECT count(*) FROM overrides"), 1) << "a refused one is no row";
  expect_clean(roster);
}

TEST(Seats, AnOverrideLiftsTheTimes) {
  auto roster = testing::roster();
  roster.event("A", 1).attendee("山田");
  EXPECT_EQ(roster.admit("山田", at("16:00")).outcome, ScanOutcome::too_early);
  EXPECT_EQ(roster.admit("山田", at("16:00"), Override{OverrideReason::other, "準備の手伝い"}).outcome,
            ScanOutcome::admitted);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT over || ' ' || reason || ' ' || words || gives_seat FROM overrides"),
            "time other 準備の手伝い0");
  expect_clean(roster);
}

TEST(Seats, StaffAcceptALateOneAtTheDoorWithAReason) {
  auto roster = testing::roster();
  roster.event("A", 2).attendee(testing::person("遅田"), on("2025-10-11", "09:00"));
  ASSERT_EQ(status_of(roster, "遅田"), "pending");
  EXPECT_EQ(roster.admit("遅田", at("18:05")).outcome, ScanOutcome::pending);
  EXPECT_EQ(roster.admit("遅田", at("18:06"), kPhoned).outcome, ScanOutcome::admitted);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT over || ' ' || reason || ' ' || gives_seat FROM overrides"), "pending phone_call 0");
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 1);
  EXPECT_EQ(raw.number("SELECT count(*) FROM registration_changes WHERE kind = 'accepted'"), 1);
  expect_clean(roster);
}

TEST(Seats, OtherRolesTakeNone) {
  auto roster = testing::roster();
  Event event = sample_event("A", 1);
  event.room_limit = 1;
  roster.event(event).attendee("参加者");
  Attendee lecturer = testing::person("講師");
  lecturer.role = Role::lecturer;
  roster.attendee(lecturer);
  EXPECT_EQ(roster.scan(roster.ticket("参加者"), at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(roster.ticket("講師"), at("18:05")).outcome, ScanOutcome::admitted);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT inside FROM event_counts"), 2);
  EXPECT_EQ(raw.number("SELECT room_inside FROM event_counts"), 1);
  expect_clean(roster);
}

TEST(Door, WaitingBeforeReceptionOpensIsWaitingToo) {
  auto roster = testing::roster();
  Event event = sample_event("A", 1);
  event.promote_until = testing::on("2025-10-20", "00:00");
  roster.event(event).attendees(2);
  const std::string ticket = roster.ticket("参加者2");
  must(roster.store().cancel(roster.code(), roster.id("参加者1"), by_staff(testing::on("2025-10-21", "09:00"))));
  ASSERT_EQ(roster.scan(ticket, at("17:00")).outcome, ScanOutcome::too_early);
  EXPECT_EQ(roster.walk_in("当日", at("18:01")).outcome, WalkInOutcome::full) << "the seat is of who stood there first";
  EXPECT_EQ(roster.scan(ticket, at("18:02")).outcome, ScanOutcome::admitted);
  expect_clean(roster);
}

}  // namespace
}  // namespace uketsuke
