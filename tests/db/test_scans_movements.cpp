// Entries and exits in the order of events: re-entry, late notes, undo, attendance keyed back from paper.
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
using ::testing::Pair;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

Roster with_exits() {
  auto roster = testing::roster();
  Event event = sample_event("A", 10);
  event.exit_scan = true;
  roster.event(event).attendees(3);
  return roster;
}

void expect_clean(Roster& roster) {
  for (const CheckFinding& finding : must(roster.store().check()))
    ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

std::int64_t inside(const Roster& roster) {
  return RawStore(roster.folder()).number("SELECT inside FROM event_counts");
}
std::int64_t admitted(const Roster& roster) {
  return RawStore(roster.folder()).number("SELECT admitted FROM event_counts");
}

/// Staff enter that it happened earlier.
ScanOutcome note(Roster& roster, const std::string& name, Direction direction, UtcMillis happened, UtcMillis now) {
  AdmitRequest request;
  request.id = testing::new_scan_id();
  request.event = roster.code();
  request.registration = roster.id(name);
  request.direction = direction;
  request.happened = happened;
  return must(roster.store().admit_by_hand(request, now)).outcome;
}

TEST(Movements, LetPeopleOutAndInAgain) {
  auto roster = with_exits();
  const std::string ticket = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(ticket, at("18:00"), Direction::exit).outcome, ScanOutcome::not_inside);
  EXPECT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(ticket, at("19:00"), Direction::exit).outcome, ScanOutcome::exited);
  EXPECT_EQ(inside(roster), 0);
  EXPECT_EQ(admitted(roster), 1) << "who left was there";
  EXPECT_EQ(roster.scan(ticket, at("19:01"), Direction::exit).outcome, ScanOutcome::not_inside);
  EXPECT_EQ(roster.scan(ticket, at("19:10")).outcome, ScanOutcome::admitted);
  const ScanResult again = roster.scan(ticket, at("19:11"));
  EXPECT_EQ(again.outcome, ScanOutcome::already_in);
  EXPECT_EQ(again.first_at, at("19:10")) << "the entry that stands";
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT first_entry_utc_ms FROM registrations WHERE number = 1"), at("18:05").value);
  EXPECT_EQ(raw.number("SELECT last_exit_utc_ms FROM registrations WHERE number = 1"), at("19:00").value);
  expect_clean(roster);
}

TEST(Movements, ExitsAreNeverRefusedForTime) {
  auto roster = testing::roster();
  Event event = sample_event("A", 10);
  event.exit_scan = true;
  event.last_entry_at = at("19:00");
  roster.event(event).attendees(1);
  const std::string ticket = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(ticket, at("23:00"), Direction::exit).outcome, ScanOutcome::exited);
}

TEST(Movements, NobodyEntersTwiceWhereThatIsNotAllowed) {
  auto roster = testing::roster();
  Event event = sample_event("A", 10);
  event.exit_scan = true;
  event.re_entry = false;
  roster.event(event).attendees(1);
  const std::string ticket = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(ticket, at("18:50"), Direction::exit).outcome, ScanOutcome::exited);
  const ScanResult again = roster.scan(ticket, at("18:55"));
  EXPECT_EQ(again.outcome, ScanOutcome::already_in);
  EXPECT_EQ(again.first_at, at("18:05"));
}

TEST(Movements, FallWhereTheyHappenedNotWhereTheyArrived) {
  auto roster = with_exits();
  // In at 18:05; staff note at 19:30 that he left at 18:40; he is outside since, and was back in at 19:00 by note.
  EXPECT_EQ(roster.admit("参加者1", at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(note(roster, "参加者1", Direction::exit, at("18:40"), at("19:30")), ScanOutcome::exited);
  EXPECT_EQ(inside(roster), 0);
  EXPECT_EQ(note(roster, "参加者1", Direction::exit, at("18:50"), at("19:31")), ScanOutcome::not_inside);
  EXPECT_EQ(note(roster, "参加者1", Direction::entry, at("18:30"), at("19:32")), ScanOutcome::already_in);
  EXPECT_EQ(note(roster, "参加者1", Direction::entry, at("19:00"), at("19:33")), ScanOutcome::admitted);
  EXPECT_EQ(inside(roster), 1);
  // An earlier visit that ended before: entry and exit noted afterwards change nothing of now.
  EXPECT_EQ(note(roster, "参加者1", Direction::entry, at("17:40"), at("19:34")), ScanOutcome::already_in)
      << "an entry would stand beside the one of 18:05";
  EXPECT_EQ(roster.let_out("参加者1", at("19:40")).outcome, ScanOutcome::exited);
  EXPECT_EQ(inside(roster), 0);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT last_exit_utc_ms FROM registrations WHERE number = 1"), at("19:40").value);
  expect_clean(roster);
}

TEST(Movements, ANoteBetweenAnEarlierEntryAndExitDoesNotMakeThePersonPresent) {
  auto roster = with_exits();
  EXPECT_EQ(roster.admit("参加者1", at("18:00")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.let_out("参加者1", at("18:30")).outcome, ScanOutcome::exited);
  EXPECT_EQ(note(roster, "参加者1", Direction::exit, at("18:10"), at("18:40")), ScanOutcome::exited);
  EXPECT_EQ(note(roster, "参加者1", Direction::entry, at("18:20"), at("18:41")), ScanOutcome::admitted);
  EXPECT_EQ(inside(roster), 0) << "the exit of 18:30 comes after";
  expect_clean(roster);
}

TEST(Undo, AnnulsTheLastEntryAndLeavesTheRow) {
  auto roster = with_exits();
  const std::string ticket = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::admitted);
  const auto undone =
      must(roster.store().undo(roster.code(), roster.id("参加者1"), by_staff(at("18:06"), "押し間違い")));
  ASSERT_TRUE(undone);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM check_ins"), 1);
  EXPECT_EQ(raw.text("SELECT check_in || done_by || reason FROM annulments"), undone->value + "田中押し間違い");
  EXPECT_EQ(inside(roster), 0);
  EXPECT_EQ(admitted(roster), 0);
  EXPECT_EQ(roster.scan(ticket, at("18:07")).outcome, ScanOutcome::admitted) << "and comes in again";
  EXPECT_EQ(inside(roster), 1);
  expect_clean(roster);
}

TEST(Undo, TakesBackOneStepAtATime) {
  auto roster = with_exits();
  ASSERT_EQ(roster.admit("参加者1", at("18:05")).outcome, ScanOutcome::admitted);
  ASSERT_EQ(roster.let_out("参加者1", at("19:00")).outcome, ScanOutcome::exited);
  const auto undo = [&](const char* time) {
    return must(roster.store().undo(roster.code(), roster.id("参加者1"), by_staff(at(time)))).has_value();
  };
  EXPECT_TRUE(undo("19:01"));
  EXPECT_EQ(inside(roster), 1) << "the exit is gone";
  EXPECT_TRUE(undo("19:02"));
  EXPECT_EQ(inside(roster), 0);
  EXPECT_EQ(admitted(roster), 0);
  EXPECT_FALSE(undo("19:03")) << "nothing to undo";
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM annulments"), 2);
  expect_clean(roster);
}

TEST(Undo, SaysWhereThereIsNobody) {
  auto roster = with_exits();
  const auto code = [&](const EventCode& event, const RegistrationId& id) {
    return roster.store().undo(event, id, by_staff(at("18:00"))).error().code;
  };
  EXPECT_EQ(code(roster.code(), RegistrationId("nobody")), Code::not_found);
  EXPECT_EQ(code(EventCode("B"), roster.id("参加者1")), Code::not_found);
}

TEST(Paper, IsKeyedBackByNumber) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(3);
  ASSERT_EQ(roster.admit("参加者1", at("18:05")).outcome, ScanOutcome::admitted);
  const std::vector<PaperEntry> entries = {{1, {}}, {2, at("18:12")}, {3, {}}, {99, {}}, {2, {}}};
  const auto report =
      must(roster.store().enter_attendance(roster.code(), entries, by_staff(on("2025-10-25", "09:00"))));
  EXPECT_EQ(report.admitted, 1);
  EXPECT_EQ(report.already_in, 2);
  EXPECT_THAT(report.refused, ElementsAre(Pair(3, ScanOutcome::waitlisted)));
  EXPECT_THAT(report.unknown, ElementsAre(99));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT first_entry_utc_ms FROM registrations WHERE number = 2"), at("18:12").value);
  EXPECT_EQ(raw.text("SELECT method FROM check_ins ORDER BY hlc DESC LIMIT 1"), "paper");
  expect_clean(roster);
}

TEST(Paper, WithoutATimeCountsFromTheStart) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(2);
  must(roster.store().enter_attendance(roster.code(), {{1, {}}}, by_staff(at("18:10"))));
  must(roster.store().enter_attendance(roster.code(), {{2, {}}}, by_staff(on("2025-10-25", "09:00"))));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT first_entry_utc_ms FROM registrations WHERE number = 1"), at("18:10").value);
  EXPECT_EQ(raw.number("SELECT first_entry_utc_ms FROM registrations WHERE number = 2"), at("18:30").value);
}

TEST(Paper, IsTakenAsAWholeOrNotAtAll) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(2);
  const std::vector<PaperEntry> entries = {{1, at("18:05")}, {2, at("21:00")}};
  const auto report = roster.store().enter_attendance(roster.code(), entries, by_staff(at("19:00")));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::bad_call);
  EXPECT_EQ(admitted(roster), 0);
}

TEST(Paper, SaysNothingNewOfSomebodyWhoCameAndLeft) {
  auto roster = with_exits();
  roster.admit("参加者1", at("18:05"));
  roster.let_out("参加者1", at("18:20"));
  const auto change = by_staff(on("2025-10-25", "09:00"));
  auto report = must(roster.store().enter_attendance(roster.code(), {{1, {}}}, change));
  EXPECT_EQ(report.already_in, 1);
  EXPECT_EQ(report.admitted, 0);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM check_ins WHERE direction = 'entry'"), 1);
  report = must(roster.store().enter_attendance(roster.code(), {{1, at("18:40")}}, change));
  EXPECT_EQ(report.admitted, 1) << "a time of its own is another entry";
  EXPECT_EQ(inside(roster), 1);
  expect_clean(roster);
}

}  // namespace
}  // namespace uketsuke
