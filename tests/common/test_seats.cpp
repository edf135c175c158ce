// Capacity, tolerance, room, deadline, waitlist and walk-in rules. Pure facts, no store.
#include <gtest/gtest.h>

#include "common/seats.h"

namespace uketsuke {
namespace {

constexpr UtcMillis kDoors{1'761'296'400'000};  // 2025-10-24T18:00+09:00

SeatFacts seats(std::int64_t held) {
  SeatFacts facts;
  facts.capacity = 30;
  facts.tolerance = 3;
  facts.held = held;
  return facts;
}

Event workshop() {
  Event event;
  event.doors_open_at = kDoors;
  event.starts_at = kDoors + 30 * kMillisPerMinute;
  event.capacity = 30;
  event.tolerance = 3;
  event.deadline = kDoors - 1'000'000;
  return event;
}

ApplicationFacts applying(std::int64_t held) {
  ApplicationFacts facts;
  facts.received = *workshop().deadline;
  facts.seats = seats(held);
  return facts;
}

TEST(SeatRules, LimitIsCapacityAndOverridesAtMostToleranceWithinTheRoom) {
  SeatFacts facts = seats(0);
  EXPECT_EQ(seat_limit(facts), 30);
  facts.override_rows = 2;
  EXPECT_EQ(seat_limit(facts), 32);
  facts.override_rows = 9;
  EXPECT_EQ(seat_limit(facts), 33);
  facts.room_limit = 31;
  EXPECT_EQ(seat_limit(facts), 31);
  facts.capacity.reset();
  EXPECT_EQ(seat_limit(facts), 31);
  facts.room_limit.reset();
  EXPECT_EQ(seat_limit(facts), std::nullopt);
}

TEST(SeatRules, FreeSeatsNeverCountOverridesAndNeverFallBelowZero) {
  SeatFacts facts = seats(32);
  facts.override_rows = 2;
  EXPECT_EQ(seats_free(facts), 0);
  EXPECT_EQ(seats_free(seats(29)), 1);
  SeatFacts open;
  EXPECT_EQ(seats_free(open), std::nullopt);
  EXPECT_TRUE(has_free_seat(open));
}

TEST(SeatRules, DeadlineIsInclusive) {
  const Event event = workshop();
  EXPECT_FALSE(is_late(event, *event.deadline));
  EXPECT_TRUE(is_late(event, *event.deadline + 1));
  Event open = event;
  open.deadline.reset();
  EXPECT_FALSE(is_late(open, kDoors + 1'000'000'000));
}

TEST(SeatRules, WithAHubOnlyWhatIsGrantedIsFree) {
  SeatFacts seats;
  seats.capacity = 30;
  seats.tolerance = 3;
  seats.held = 20;
  EXPECT_EQ(seats_free(seats), 10);
  EXPECT_TRUE(can_override_seat(seats));
  seats.unspent = SeatNumbers{4, 0};
  EXPECT_EQ(seats_free(seats), 4);
  EXPECT_FALSE(can_override_seat(seats));
  seats.unspent = SeatNumbers{0, 1};
  EXPECT_FALSE(has_free_seat(seats));
  EXPECT_TRUE(can_override_seat(seats));
  seats.held = 28;
  seats.unspent = SeatNumbers{4, 0};
  EXPECT_EQ(seats_free(seats), 2) << "others seated by override";
}

TEST(RegistrationRules, ConfirmedOnlyIfASeatIsFreeAndNobodyWaits) {
  EXPECT_EQ(decide_registration(workshop(), applying(29)).status, RegistrationStatus::confirmed);
  EXPECT_EQ(decide_registration(workshop(), applying(30)).status, RegistrationStatus::waitlisted);
  ApplicationFacts behind = applying(29);
  behind.seats.waitlisted = 1;
  EXPECT_EQ(decide_registration(workshop(), behind).status, RegistrationStatus::waitlisted);
}

TEST(RegistrationRules, LateIsPendingAndNeverConfirmedByItself) {
  ApplicationFacts facts = applying(0);
  facts.received = facts.received + 1;
  auto decision = decide_registration(workshop(), facts);
  EXPECT_EQ(decision.status, RegistrationStatus::pending);
  EXPECT_TRUE(decision.late);
  facts.role = Role::lecturer;
  EXPECT_EQ(decide_registration(workshop(), facts).status, RegistrationStatus::pending);
  facts.overridden = true;
  decision = decide_registration(workshop(), facts);
  EXPECT_EQ(decision.status, RegistrationStatus::confirmed);
  EXPECT_TRUE(decision.late);
  EXPECT_TRUE(decision.uses_override);
  EXPECT_FALSE(decision.override_gives_seat);
}

TEST(RegistrationRules, LateAndOverriddenStillNeedsASeat) {
  ApplicationFacts facts = applying(33);
  facts.seats.override_rows = 3;
  facts.received = facts.received + 1;
  facts.overridden = true;
  const auto decision = decide_registration(workshop(), facts);
  EXPECT_EQ(decision.status, RegistrationStatus::waitlisted);
  EXPECT_TRUE(decision.uses_override);
  EXPECT_FALSE(decision.override_gives_seat);
}

TEST(RegistrationRules, SuspectedDuplicatesWaitForStaff) {
  ApplicationFacts facts = applying(0);
  facts.suspected_duplicate = true;
  EXPECT_EQ(decide_registration(workshop(), facts).status, RegistrationStatus::pending);
}

TEST(RegistrationRules, OnlyParticipantsTakeSeats) {
  ApplicationFacts facts = applying(30);
  facts.role = Role::guest;
  EXPECT_EQ(decide_registration(workshop(), facts).status, RegistrationStatus::confirmed);
}

TEST(RegistrationRules, OverrideReachesToleranceAndNeverPassesTheRoom) {
  ApplicationFacts facts = applying(30);
  facts.overridden = true;
  auto decision = decide_registration(workshop(), facts);
  EXPECT_EQ(decision.status, RegistrationStatus::confirmed);
  EXPECT_TRUE(decision.override_gives_seat);
  facts.seats.room_limit = 30;
  EXPECT_EQ(decide_registration(workshop(), facts).status, RegistrationStatus::waitlisted);
  facts = applying(33);
  facts.overridden = true;
  facts.seats.override_rows = 3;
  EXPECT_EQ(decide_registration(workshop(), facts).status, RegistrationStatus::waitlisted);
}

TEST(RegistrationRules, AcceptedOnesAreSeatedOrWaitLikeAnyOther) {
  EXPECT_EQ(decide_acceptance(Role::participant, seats(29)), RegistrationStatus::confirmed);
  EXPECT_EQ(decide_acceptance(Role::participant, seats(30)), RegistrationStatus::waitlisted);
  SeatFacts behind = seats(29);
  behind.waitlisted = 1;
  EXPECT_EQ(decide_acceptance(Role::participant, behind), RegistrationStatus::waitlisted);
  EXPECT_EQ(decide_acceptance(Role::staff, seats(30)), RegistrationStatus::confirmed);
}

TEST(WaitlistRules, PromotesUntilReceptionOpensOrAsTheEventSays) {
  Event event = workshop();
  EXPECT_TRUE(promotes_by_itself(event, kDoors - 1));
  EXPECT_FALSE(promotes_by_itself(event, kDoors));
  event.promote_until = kDoors + 10;
  EXPECT_TRUE(promotes_by_itself(event, kDoors + 9));
}

TEST(ReleaseRules, UnsetMeansNever) {
  Event event = workshop();
  EXPECT_FALSE(releases_no_shows(event, kDoors + 1'000'000'000));
  event.release_no_shows_at = kDoors;
  EXPECT_FALSE(releases_no_shows(event, kDoors - 1));
  EXPECT_TRUE(releases_no_shows(event, kDoors));
}

WalkInFacts walking_in(std::int64_t held) {
  WalkInFacts facts;
  facts.happened = kDoors;
  facts.seats = seats(held);
  return facts;
}

TEST(WalkInRules, EveryOutcomeInItsOrder) {
  Event event = workshop();
  event.walk_in = WalkInPolicy::staff;
  event.last_entry_at = kDoors + 100;
  WalkInFacts facts = walking_in(30);
  EXPECT_EQ(decide_walk_in(event, walking_in(29)).outcome, WalkInOutcome::admitted);
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::full);
  facts.happened = kDoors + 101;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::too_late);
  facts.happened = kDoors - 31 * kMillisPerMinute;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::too_early);
  facts.already_registered = true;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::duplicate);
  facts.by_staff = false;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::staff_only);
  event.walk_in = WalkInPolicy::none;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::walk_in_closed);
}

TEST(WalkInRules, FreeSeatsPolicyLetsAttendeesRegisterThemselves) {
  Event event = workshop();
  event.walk_in = WalkInPolicy::free_seats;
  WalkInFacts facts = walking_in(29);
  facts.by_staff = false;
  EXPECT_EQ(decide_walk_in(event, facts).outcome, WalkInOutcome::admitted);
}

TEST(WalkInRules, TheDeadlineDoesNotBindWalkIns) {
  Event event = workshop();
  event.deadline = kDoors - 1;
  EXPECT_EQ(decide_walk_in(event, walking_in(0)).outcome, WalkInOutcome::admitted);
}

TEST(WalkInRules, OverrideReachesToleranceNeverTheRoom) {
  WalkInFacts facts = walking_in(30);
  facts.overridden = true;
  auto decision = decide_walk_in(workshop(), facts);
  EXPECT_EQ(decision.outcome, WalkInOutcome::admitted);
  EXPECT_TRUE(decision.uses_override && decision.override_gives_seat);
  facts.seats.held = 33;
  facts.seats.override_rows = 3;
  EXPECT_EQ(decide_walk_in(workshop(), facts).outcome, WalkInOutcome::full);
  facts = walking_in(10);
  facts.overridden = true;
  facts.seats.room_limit = 40;
  facts.seats.inside = 40;
  EXPECT_EQ(decide_walk_in(workshop(), facts).outcome, WalkInOutcome::full);
}

TEST(WalkInRules, OthersThanParticipantsNeedNoSeat) {
  WalkInFacts facts = walking_in(30);
  facts.role = Role::lecturer;
  EXPECT_EQ(decide_walk_in(workshop(), facts).outcome, WalkInOutcome::admitted);
}

}  // namespace
}  // namespace uketsuke
