// The door's decision: each row of the table, their order, event-time order, overrides. Pure facts, no store.
#include <gtest/gtest.h>

#include <string>

#include "common/check_in.h"

namespace uketsuke {
namespace {

constexpr UtcMillis kDoors{1'761'296'400'000};  // 2025-10-24T18:00+09:00
constexpr std::int64_t kMinute = kMillisPerMinute;
UtcMillis at(std::int64_t minutes) { return kDoors + minutes * kMinute; }

Event workshop() {
  Event event;
  event.code = EventCode("EBINA");
  event.doors_open_at = kDoors;
  event.starts_at = at(30);
  event.capacity = 30;
  event.tolerance = 3;
  return event;
}

Movement moved(Direction direction, std::int64_t minutes, std::int64_t hlc = 0) {
  return {CheckInId("c" + std::to_string(minutes)), direction, at(minutes), {hlc}};
}

/// A genuine ticket of a confirmed participant at 18:05, seats free.
CheckInFacts arriving() {
  CheckInFacts facts;
  facts.reading = TicketReading::genuine;
  facts.of_this_event = true;
  facts.happened = at(5);
  facts.registration = RegistrationFacts{};
  facts.registration->status = RegistrationStatus::confirmed;
  facts.seats.capacity = 30;
  facts.seats.tolerance = 3;
  facts.seats.held = 10;
  return facts;
}

ScanOutcome outcome(const CheckInFacts& facts, const Event& event = workshop()) {
  return decide_check_in(event, facts).outcome;
}

TEST(CheckInRules, AdmitsWhenAllPassed) {
  const auto decision = decide_check_in(workshop(), arriving());
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_EQ(decision.seat_step, SeatStep::none);
  EXPECT_FALSE(decision.uses_override);
}

/// Each fact alone, then with every later row's fact as well: the earlier row must win.
TEST(CheckInRules, TheFirstRowThatAppliesWins) {
  CheckInFacts facts = arriving();
  Event event = workshop();
  event.last_entry_at = at(1);
  EXPECT_EQ(outcome(facts, event), ScanOutcome::too_late);
  facts.registration->movements = {moved(Direction::entry, 2)};
  EXPECT_EQ(outcome(facts, event), ScanOutcome::already_in);
  facts.registration->status = RegistrationStatus::waitlisted;
  facts.seats.held = 30;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::waitlisted);
  facts.registration->status = RegistrationStatus::pending;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::pending);
  facts.registration->status = RegistrationStatus::declined;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::declined);
  facts.registration->status = RegistrationStatus::cancelled;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::cancelled);
  facts.ticket_revoked = true;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::revoked);
  facts.registration.reset();
  EXPECT_EQ(outcome(facts, event), ScanOutcome::unknown_ticket);
  facts.of_this_event = false;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::wrong_event);
  facts.reading = TicketReading::forged;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::forged);
  facts.reading = TicketReading::not_a_ticket;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::not_a_ticket);
}

TEST(CheckInRules, TimeIsJudgedBeforeTheSeat) {
  CheckInFacts facts = arriving();
  facts.registration->seat_released = true;
  facts.seats.held = 30;
  EXPECT_EQ(outcome(facts), ScanOutcome::full);
  facts.happened = at(-31);
  EXPECT_EQ(outcome(facts), ScanOutcome::too_early);
}

TEST(CheckInRules, EarlyMinutesAreInclusive) {
  CheckInFacts facts = arriving();
  facts.happened = at(-30);
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
  facts.happened = at(-30) - 1;
  EXPECT_EQ(outcome(facts), ScanOutcome::too_early);
}

TEST(CheckInRules, LastEntryBindsFirstEntriesOnly) {
  Event event = workshop();
  event.last_entry_at = at(60);
  CheckInFacts facts = arriving();
  facts.happened = at(60);
  EXPECT_EQ(outcome(facts, event), ScanOutcome::admitted);
  facts.happened = at(60) + 1;
  EXPECT_EQ(outcome(facts, event), ScanOutcome::too_late);
  facts.registration->movements = {moved(Direction::entry, 10), moved(Direction::exit, 20)};
  EXPECT_EQ(outcome(facts, event), ScanOutcome::admitted);
}

TEST(CheckInRules, SecondScanSaysSinceWhen) {
  CheckInFacts facts = arriving();
  facts.registration->movements = {moved(Direction::entry, 2)};
  const auto decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::already_in);
  ASSERT_TRUE(decision.standing_entry);
  EXPECT_EQ(decision.standing_entry->happened, at(2));
}

TEST(CheckInRules, ReEntryOnlyWhereTheEventAllowsIt) {
  CheckInFacts facts = arriving();
  facts.happened = at(30);
  facts.registration->movements = {moved(Direction::entry, 2), moved(Direction::exit, 20)};
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
  Event once = workshop();
  once.re_entry = false;
  const auto decision = decide_check_in(once, facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::already_in);
  EXPECT_EQ(decision.standing_entry->happened, at(2));
}

TEST(CheckInRules, OrderIsByEventTimeNotByArrival) {
  CheckInFacts facts = arriving();
  facts.registration->movements = {moved(Direction::entry, 5), moved(Direction::exit, 30)};
  facts.happened = at(20);  // keyed in afterwards: at 18:20 the entry of 18:05 stood
  EXPECT_EQ(outcome(facts), ScanOutcome::already_in);
  facts.happened = at(40);
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
  facts.registration->movements = {moved(Direction::entry, 30)};
  facts.happened = at(5);  // would stand beside the entry of 18:30
  EXPECT_EQ(outcome(facts), ScanOutcome::already_in);
}

TEST(CheckInRules, WaitlistedTakesAFreeSeatAtTheDoor) {
  CheckInFacts facts = arriving();
  facts.registration->status = RegistrationStatus::waitlisted;
  facts.seats.held = 29;
  const auto decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_EQ(decision.seat_step, SeatStep::seat_waitlisted);
  facts.seats.held = 30;
  facts.seats.override_rows = 1;  // a seat beyond capacity is for the one staff named, not for the waitlist
  EXPECT_EQ(outcome(facts), ScanOutcome::waitlisted);
}

TEST(CheckInRules, ReleasedSeatIsRetakenWithinTheLimit) {
  CheckInFacts facts = arriving();
  facts.registration->seat_released = true;
  facts.seats.held = 29;
  EXPECT_EQ(decide_check_in(workshop(), facts).seat_step, SeatStep::retake_released);
  facts.seats.held = 30;
  EXPECT_EQ(outcome(facts), ScanOutcome::full);
  facts.seats.override_rows = 1;
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
}

TEST(CheckInRules, AFullRoomRefusesParticipantsOnly) {
  CheckInFacts facts = arriving();
  facts.seats.room_limit = 40;
  facts.seats.inside = 40;
  EXPECT_EQ(outcome(facts), ScanOutcome::full);
  facts.overridden = true;
  EXPECT_EQ(outcome(facts), ScanOutcome::full);
  facts.registration->role = Role::lecturer;
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
}

TEST(CheckInRules, AnOverrideLiftsTimeAndSeatUpToTolerance) {
  CheckInFacts facts = arriving();
  facts.overridden = true;
  facts.happened = at(-60);
  auto decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(decision.uses_override);
  EXPECT_FALSE(decision.override_gives_seat);

  facts = arriving();
  facts.overridden = true;
  facts.registration->status = RegistrationStatus::waitlisted;
  facts.seats.held = 32;
  facts.seats.override_rows = 2;
  decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(decision.override_gives_seat);
  facts.seats.held = 33;
  facts.seats.override_rows = 3;
  EXPECT_EQ(decide_check_in(workshop(), facts).outcome, ScanOutcome::waitlisted);
}

TEST(CheckInRules, StaffAcceptWhoIsPendingWithAReasonWhereASeatCanBeGiven) {
  CheckInFacts facts = arriving();
  facts.registration->status = RegistrationStatus::pending;
  facts.overridden = true;
  auto decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_EQ(decision.seat_step, SeatStep::accept_pending);
  EXPECT_TRUE(decision.uses_override);
  EXPECT_FALSE(decision.override_gives_seat);
  facts.seats.held = 30;
  EXPECT_TRUE(decide_check_in(workshop(), facts).override_gives_seat);
  facts.seats.held = 33;
  facts.seats.override_rows = 3;
  EXPECT_EQ(outcome(facts), ScanOutcome::pending) << "past the tolerance";
}

TEST(CheckInRules, AnOverrideLiftsNothingElse) {
  CheckInFacts facts = arriving();
  facts.overridden = true;
  for (const auto status : {RegistrationStatus::cancelled, RegistrationStatus::declined}) {
    facts.registration->status = status;
    EXPECT_NE(outcome(facts), ScanOutcome::admitted);
  }
  facts = arriving();
  facts.overridden = true;
  facts.ticket_revoked = true;
  EXPECT_EQ(outcome(facts), ScanOutcome::revoked);
  facts.ticket_revoked = false;
  facts.registration->movements = {moved(Direction::entry, 1)};
  EXPECT_EQ(outcome(facts), ScanOutcome::already_in);
}

TEST(CheckInRules, AnOverrideThatIsNotNeededIsNotUsed) {
  CheckInFacts facts = arriving();
  facts.overridden = true;
  EXPECT_FALSE(decide_check_in(workshop(), facts).uses_override);
}

TEST(CheckInRules, ExitsAreCheckedForTheTicketAndNeverForTimeOrSeat) {
  CheckInFacts facts = arriving();
  facts.direction = Direction::exit;
  EXPECT_EQ(outcome(facts), ScanOutcome::not_inside);
  facts.registration->movements = {moved(Direction::entry, 1)};
  EXPECT_EQ(outcome(facts), ScanOutcome::exited);
  facts.happened = at(600);
  facts.seats.room_limit = 1;
  facts.seats.inside = 1;
  EXPECT_EQ(outcome(facts), ScanOutcome::exited);
  facts.ticket_revoked = true;
  EXPECT_EQ(outcome(facts), ScanOutcome::revoked);
  facts.registration.reset();
  EXPECT_EQ(outcome(facts), ScanOutcome::unknown_ticket);
}

TEST(CheckInRules, ByHandNeedsNoTicketButTheSameRules) {
  CheckInFacts facts = arriving();
  facts.reading = TicketReading::by_hand;
  facts.of_this_event = false;
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
  facts.registration->status = RegistrationStatus::cancelled;
  EXPECT_EQ(outcome(facts), ScanOutcome::cancelled);
}

TEST(CheckInRules, NobodyButParticipantsWaitsForASeat) {
  CheckInFacts facts = arriving();
  facts.registration->role = Role::guest;
  facts.registration->status = RegistrationStatus::waitlisted;
  facts.seats.held = 30;
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted);
}

TEST(CheckInRules, WhoseSubstituteHasTheSeatIsLetInByStaffOnly) {
  CheckInFacts facts = arriving();
  facts.registration->has_substitute = true;
  facts.registration->seat_released = true;
  EXPECT_EQ(outcome(facts), ScanOutcome::full) << "twenty seats are free";
  facts.registration->role = Role::lecturer;
  EXPECT_EQ(outcome(facts), ScanOutcome::full);
  facts.registration->role = Role::participant;
  facts.overridden = true;
  const auto decision = decide_check_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(decision.uses_override);
  EXPECT_TRUE(decision.over_substitute);
  EXPECT_FALSE(decision.override_gives_seat);
  facts.overridden = false;
  facts.registration->seat_released = false;
  EXPECT_EQ(outcome(facts), ScanOutcome::full) << "let in by staff, undone";
  facts.registration->movements = {moved(Direction::entry, 1), moved(Direction::exit, 2)};
  EXPECT_EQ(outcome(facts), ScanOutcome::admitted) << "let in by staff, went out and comes back";
}

}  // namespace
}  // namespace uketsuke
