// The store's own guards of seats, room and counters, against a person with the sqlite3 shell: foreign keys and CHECKs
// off, every OR-clause. Each statement must leave the store as it was.
#include <gtest/gtest.h>

#include "tests/db/guarded.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::Guarded;
using testing::must;
using testing::sample_event;

/// Capacity 2, tolerance 1, room 3: two confirmed (one inside), one waitlisted, one lecturer.
Guarded full_event() {
  Guarded store;
  Event event = sample_event("A", 2);
  event.tolerance = 1;
  event.room_limit = 3;
  event.exit_scan = true;
  store.roster.event(event).attendees(3);
  Attendee lecturer = testing::person("講師");
  lecturer.role = Role::lecturer;
  store.roster.attendee(lecturer);
  store.roster.admit("参加者1", at("18:05"));
  store.open();
  return store;
}

TEST(Guards, RefuseAThirdSeat) {
  auto store = full_event();
  store.expect_refused("UPDATE%OR% registrations SET status = 'confirmed' WHERE number = 3");
  store.expect_refused("UPDATE%OR% registrations SET role = 'participant' WHERE number = 4");
  store.expect_refused("INSERT%OR% INTO registrations " + store.copy_of(1, "'new'", "9"));
  store.expect_refused("INSERT%OR% INTO registrations " + store.copy_of(1, "'new'", "9") +
                           " ON CONFLICT DO UPDATE SET status = 'confirmed'",
                       {""});
}

TEST(Guards, RefuseAReleasedSeatThatSomebodyElseHas) {
  auto store = full_event();
  store.roster.walk_in("当日", at("18:10"));
  must(store.roster.store().substitute({store.roster.code(), store.roster.id("参加者2"), testing::person("代理"), ""},
                                       by_staff(at("18:11"))));
  store.remember();
  store.expect_refused("UPDATE%OR% registrations SET seat_released = 0 WHERE number = 2");
  store.expect_refused("UPDATE%OR% registrations SET seat_released = NULL WHERE number = 2");
  store.expect_refused("UPDATE%OR% registrations SET substituted_by = NULL, seat_released = 0 WHERE number = 2");
}

TEST(Guards, RefuseASeatReleasedWithoutAReason) {
  auto store = full_event();
  store.expect_refused("UPDATE%OR% registrations SET seat_released = 1 WHERE number = 2");
  store.expect_refused("UPDATE%OR% registrations SET seat_released = 1 WHERE number = 1");
}

TEST(Guards, RefuseEditedCounters) {
  auto store = full_event();
  for (const char* values : {"held = 0", "held = 1, writes = writes + 1", "held = NULL, writes = writes + 1",
                             "held = 0, writes = NULL", "room_inside = 0, writes = writes + 1", "confirmed = 0",
                             "event = 'B'", "override_rows = NULL, writes = writes + 1"}) {
    store.expect_refused(std::string("UPDATE%OR% event_counts SET ") + values);
  }
  store.expect_refused("DELETE FROM event_counts", {""});
  store.expect_refused("INSERT%OR% INTO event_counts (event) VALUES ('A')");
}

TEST(Guards, AnEditedOverrideCounterDoesNotRaiseTheLimit) {
  auto store = full_event();
  // This counter is kept for the screens; the limit counts the override rows themselves.
  store.raw->run("UPDATE event_counts SET override_rows = 1, writes = writes + 1");
  store.remember();
  store.expect_refused("UPDATE%OR% seat_limit SET seats = 3");
  store.expect_refused("UPDATE%OR% registrations SET status = 'confirmed' WHERE number = 3");
}

TEST(Guards, RefuseAHigherLimit) {
  auto store = full_event();
  store.expect_refused("UPDATE%OR% seat_limit SET seats = 3");
  store.expect_refused("UPDATE%OR% seat_limit SET seats = NULL");
  store.expect_refused("UPDATE%OR% seat_limit SET event = 'B'");
  store.expect_refused("INSERT%OR% INTO seat_limit (event, seats) VALUES ('A', 99)");
  store.expect_refused("INSERT INTO seat_limit (event, seats) VALUES ('A', 99) ON CONFLICT DO UPDATE SET seats = 99",
                       {""});
  store.expect_refused("DELETE FROM seat_limit", {""});
}

TEST(Guards, ALowerLimitHolds) {
  auto store = full_event();
  ASSERT_EQ(store.raw->run("UPDATE seat_limit SET seats = 1"), "") << "a hub's grant may be lower";
  must(store.roster.store().cancel(store.roster.code(), store.roster.id("参加者2"), by_staff(at("18:10"))));
  store.remember();
  store.expect_refused("UPDATE%OR% registrations SET status = 'confirmed' WHERE number = 3");
}

TEST(Guards, RefuseACapacityBelowWhatIsHeld) {
  auto store = full_event();
  for (const char* values :
       {"capacity = 0, tolerance = 0", "capacity = 1", "capacity = 9", "room_limit = 1", "room_limit = 0",
        "capacity = -1", "tolerance = -1", "tolerance = NULL", "code = 'B'", "tag = 5"}) {
    store.expect_refused(std::string("UPDATE%OR% events SET ") + values);
  }
  store.expect_refused("DELETE FROM events", {""});
  store.expect_refused(
      "INSERT%OR% INTO events (code, tag, title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, capacity,"
      " walk_in, early_minutes, re_entry, exit_scan, post_rule) VALUES ('A', 77, '', '', '', 0, 0, 99, 'none', 0, 1, 1,"
      " 'arrival')");
}

TEST(Guards, AnOverrideRowGivesOneSeatWithinTheTolerance) {
  auto store = full_event();
  const std::string row =
      "INSERT INTO overrides (id, event, registration, over, gives_seat, reason, words, origin, happened_utc_ms, hlc,"
      " done_by) VALUES ('ID', 'A', 'r', 'seat', 1, 'other', '', 'x', 0, 0, 'x')";
  for (int i = 0; i < 3; ++i) {
    std::string one = row;
    ASSERT_EQ(store.raw->run(one.replace(one.find("ID"), 2, "o" + std::to_string(i))), "");
  }
  EXPECT_EQ(store.raw->number("SELECT seats FROM seat_limit"), 3);
  ASSERT_EQ(store.raw->run("UPDATE registrations SET status = 'confirmed' WHERE number = 3"), "");
  store.remember();
  store.expect_refused("UPDATE%OR% registrations SET role = 'participant' WHERE number = 4");
}

TEST(Guards, TheRoomHoldsNoMore) {
  Guarded store;
  Event event = sample_event("A", std::nullopt);
  event.room_limit = 2;
  store.roster.event(event).attendees(2);
  Attendee lecturer = testing::person("講師");
  lecturer.role = Role::lecturer;
  store.roster.attendee(lecturer);
  for (const char* name : {"参加者1", "参加者2", "講師"}) store.roster.admit(name, at("18:05"));
  store.open();
  EXPECT_EQ(store.raw->number("SELECT inside FROM event_counts"), 3);
  store.expect_refused("UPDATE%OR% registrations SET role = 'participant' WHERE number = 3");
  store.expect_refused("UPDATE%OR% events SET room_limit = 1");
}

TEST(Guards, TheRoomHoldsNoMoreByItself) {
  Guarded store;
  Event event = sample_event("A", std::nullopt);
  event.room_limit = 1;
  store.roster.event(event).attendee("参加者");
  Attendee lecturer = testing::person("講師");
  lecturer.role = Role::lecturer;
  store.roster.attendee(lecturer);
  for (const char* name : {"参加者", "講師"}) store.roster.admit(name, at("18:05"));
  store.open();
  ASSERT_EQ(store.raw->run("DROP TRIGGER event_counts_seats"), "") << "which would say no before";
  store.expect_refused("UPDATE%OR% registrations SET role = 'participant' WHERE number = 2");
}

TEST(Guards, TheLimitFollowsTheEvent) {
  auto store = full_event();
  ASSERT_EQ(store.raw->run("UPDATE events SET capacity = 3"), "");
  EXPECT_EQ(store.raw->number("SELECT seats FROM seat_limit"), 3);
  EXPECT_EQ(store.raw->run("UPDATE registrations SET status = 'confirmed' WHERE number = 3"), "");
  EXPECT_EQ(store.raw->number("SELECT held FROM event_counts"), 3);
}

TEST(Guards, RefuseAnEventThatPushesAnotherOut) {
  auto store = full_event();
  const auto insert = [](const std::string& code, const std::string& tag, const std::string& capacity) {
    return "INSERT%OR% INTO events (code, tag, title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, "
           "capacity,"
           " room_limit, walk_in, early_minutes, re_entry, exit_scan, post_rule) VALUES ('" +
           code + "', " + tag + ", '', '', '', 0, 0, " + capacity + ", 9, 'none', 0, 1, 1, 'arrival')";
  };
  store.expect_refused(insert("B", "(SELECT tag FROM events)", "5"));
  store.expect_refused(insert("B", "1", "10"));  // more than the room holds
}

TEST(Guards, RefuseNewRegistrationsOutOfRange) {
  auto store = full_event();
  const auto insert = [](const std::string& status, const std::string& role, const std::string& rest) {
    return "INSERT%OR% INTO registrations (id, event, number, application, position, status, role, channel,"
           " received_utc_ms, category, late, seat_released, first_entry_utc_ms) SELECT 'new', event, 9, application, "
           "1, '" +
           status + "', '" + role + "', channel, received_utc_ms, category, " + rest +
           " FROM registrations WHERE number = 1";
  };
  store.expect_refused(insert("here", "participant", "0, 0, NULL"));
  store.expect_refused(insert("pending", "king", "0, 0, NULL"));
  store.expect_refused(insert("pending", "participant", "7, 0, NULL"));
  store.expect_refused(insert("confirmed", "participant", "0, 1, NULL"));
  store.expect_refused(insert("pending", "participant", "0, 0, 5"));
  store.expect_refused(
      "INSERT%OR% INTO registrations (id, event, number, application, position, status, role, channel, received_utc_ms,"
      " category, late) SELECT 'new', 'NOWHERE', 9, application, 1, 'confirmed', role, channel, received_utc_ms, "
      "category,"
      " 0 FROM registrations WHERE number = 1");
}

TEST(Guards, HoldInALargeEventToo) {
  Guarded store;
  store.roster.event("A", 5000).attendees(2);
  store.open();
  // Where a recount would be dear, a counter still moves by one at most and only upwards within the limit.
  store.expect_refused("UPDATE%OR% event_counts SET held = 0, writes = writes + 1");
  store.expect_refused("UPDATE%OR% event_counts SET held = held - 2, writes = writes + 1");
}

}  // namespace
}  // namespace uketsuke
