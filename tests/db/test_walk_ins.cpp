// People registered at the desk: every outcome of a walk-in, what it writes, tickets of no roster, substitutes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using testing::person;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

const Override kOrganiser{OverrideReason::organiser_decision, ""};

void expect_clean(Roster& roster) {
  for (const CheckFinding& finding : must(roster.store().check()))
    ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

WalkInRequest request_of(const Roster& roster, const std::string& name, const std::string& facility = {}) {
  WalkInRequest request;
  request.event = roster.code();
  request.attendee = person(name);
  request.attendee.facility = facility;
  request.by = "受付A";
  return request;
}

TEST(WalkIn, RegistersSeatsAdmitsAndIssuesAtOnce) {
  auto roster = testing::roster();
  roster.event("A", 2).attendee("山田");
  const WalkInResult result = roster.walk_in("当日 花子", at("18:10"));
  EXPECT_EQ(result.outcome, WalkInOutcome::admitted);
  EXPECT_EQ(result.number, 2);
  EXPECT_EQ(result.happened, at("18:10"));
  EXPECT_EQ(result.ticket.size(), 29U);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 2);
  EXPECT_EQ(raw.number("SELECT inside FROM event_counts"), 1);
  EXPECT_EQ(raw.text("SELECT channel || ' ' || status || ' ' || late FROM registrations WHERE number = 2"),
            "walk-in confirmed 0");
  EXPECT_EQ(raw.text("SELECT outcome || ' ' || method FROM scans JOIN check_ins ON check_ins.scan = scans.id"),
            "admitted walk_in");
  EXPECT_EQ(raw.number("SELECT confirmed FROM profession_counts WHERE category = 'nurse'"), 2);
  EXPECT_EQ(raw.number("SELECT admitted FROM profession_counts WHERE category = 'nurse'"), 1);
  EXPECT_EQ(roster.scan(result.ticket, at("18:11")).outcome, ScanOutcome::already_in);
  expect_clean(roster);
}

TEST(WalkIn, IsRefusedWithNothingButAScanRow) {
  auto roster = testing::roster();
  roster.event("A", 1).attendee("山田");
  RawStore raw(roster.folder());
  const auto rows = [&](const std::string& table) { return raw.number("SELECT count(*) FROM " + table); };
  const WalkInResult result = roster.walk_in("当日", at("18:10"));
  EXPECT_EQ(result.outcome, WalkInOutcome::full);
  EXPECT_FALSE(result.registration);
  EXPECT_TRUE(result.ticket.empty());
  EXPECT_EQ(rows("registrations"), 1);
  EXPECT_EQ(rows("people"), 1);
  EXPECT_EQ(rows("applications"), 1);
  EXPECT_EQ(rows("tickets"), 0);
  EXPECT_EQ(rows("check_ins"), 0);
  EXPECT_EQ(raw.text("SELECT outcome FROM scans"), "full");
  expect_clean(roster);
}

TEST(WalkIn, FollowsThePolicyAndTheTimes) {
  const auto outcome = [](WalkInPolicy policy, bool self_service, UtcMillis now) {
    auto roster = testing::roster();
    Event event = sample_event("A", 5);
    event.walk_in = policy;
    event.last_entry_at = at("19:00");
    roster.event(event);
    WalkInRequest request = request_of(roster, "当日");
    request.self_service = self_service;
    return must(roster.store().register_walk_in(request, now)).outcome;
  };
  EXPECT_EQ(outcome(WalkInPolicy::none, false, at("18:10")), WalkInOutcome::walk_in_closed);
  EXPECT_EQ(outcome(WalkInPolicy::staff, true, at("18:10")), WalkInOutcome::staff_only);
  EXPECT_EQ(outcome(WalkInPolicy::staff, false, at("18:10")), WalkInOutcome::admitted);
  EXPECT_EQ(outcome(WalkInPolicy::free_seats, true, at("18:10")), WalkInOutcome::admitted);
  EXPECT_EQ(outcome(WalkInPolicy::free_seats, false, at("17:29")), WalkInOutcome::too_early);
  EXPECT_EQ(outcome(WalkInPolicy::free_seats, false, at("19:01")), WalkInOutcome::too_late);
}

TEST(WalkIn, ShowsSomebodyWhoIsRegisteredAlready) {
  auto roster = testing::roster();
  Attendee registered = person("髙橋　一郎");
  registered.facility = "医療法人社団 海老名病院";
  roster.event("A", 9).attendee(registered);
  const auto walk_in = [&](const WalkInRequest& request) {
    return must(roster.store().register_walk_in(request, at("18:10")));
  };
  const WalkInResult same = walk_in(request_of(roster, "高橋一郎"));
  EXPECT_EQ(same.outcome, WalkInOutcome::duplicate);
  EXPECT_EQ(same.duplicate_of, roster.id("髙橋　一郎"));
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT registration FROM scans"), roster.id("髙橋　一郎").value);
  EXPECT_EQ(walk_in(request_of(roster, "高橋一郎", "愛川北部病院")).outcome, WalkInOutcome::admitted)
      << "a namesake of another facility";
  WalkInRequest namesake = request_of(roster, "高橋 一郎");
  namesake.override_reason = kOrganiser;
  EXPECT_EQ(walk_in(namesake).outcome, WalkInOutcome::admitted);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT over || gives_seat FROM overrides"), "duplicate0");
  must(roster.store().cancel(roster.code(), roster.id("髙橋　一郎"), by_staff(at("18:11"))));
  expect_clean(roster);
}

TEST(WalkIn, GoesPastCapacityByOverrideWithinTolerance) {
  auto roster = testing::roster();
  Event event = sample_event("A", 1);
  event.tolerance = 1;
  roster.event(event).attendee("山田");
  EXPECT_EQ(roster.walk_in("当日1", at("18:10")).outcome, WalkInOutcome::full);
  EXPECT_EQ(roster.walk_in("当日1", at("18:11"), kOrganiser).outcome, WalkInOutcome::admitted);
  EXPECT_EQ(roster.walk_in("当日2", at("18:12"), kOrganiser).outcome, WalkInOutcome::full);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 2);
  EXPECT_EQ(raw.number("SELECT count(*) FROM overrides"), 1);
  expect_clean(roster);
}

TEST(WalkIn, TakesOverAGenuineTicketOfNoRoster) {
  auto roster = testing::roster();
  roster.event("A", 5).attendee("山田");
  const std::string ticket = roster.ticket("山田");
  {
    RawStore raw(roster.folder());
    const std::string guard = raw.text("SELECT sql FROM sqlite_schema WHERE name = 'tickets_no_delete'");
    ASSERT_EQ(raw.run("DROP TRIGGER tickets_no_delete; DELETE FROM live_tickets; DELETE FROM tickets; " + guard), "");
  }
  ASSERT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::unknown_ticket);
  WalkInRequest request = request_of(roster, "佐藤");
  request.ticket_text = ticket;
  const WalkInResult result = must(roster.store().register_walk_in(request, at("18:06")));
  EXPECT_EQ(result.outcome, WalkInOutcome::admitted);
  EXPECT_EQ(result.ticket, ticket);
  EXPECT_EQ(roster.scan(ticket, at("18:07")).name, "佐藤");
  request.attendee = person("鈴木");
  const auto again = roster.store().register_walk_in(request, at("18:08"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::bad_call) << "somebody has it";
  expect_clean(roster);
}

TEST(WalkIn, RefusesBadCalls) {
  auto roster = testing::roster();
  roster.event("B", 5).attendee("山田");
  const std::string other = roster.ticket("山田");
  roster.event("A", 5);
  const auto code = [&](const WalkInRequest& request) {
    const auto result = roster.store().register_walk_in(request, at("18:10"));
    return result ? Code::io_failed : result.error().code;
  };
  WalkInRequest request = request_of(roster, " 　");
  EXPECT_EQ(code(request), Code::bad_input);
  request = request_of(roster, "佐藤");
  request.attendee.profession.given.clear();
  EXPECT_EQ(code(request), Code::bad_input);
  for (const std::string& text : {other, std::string("KTSK"), std::string("hello")}) {
    request = request_of(roster, "佐藤");
    request.ticket_text = text;
    EXPECT_EQ(code(request), Code::bad_call) << text;
  }
  request = request_of(roster, "佐藤");
  request.happened = at("18:11");
  EXPECT_EQ(code(request), Code::bad_call);
  request = request_of(roster, "佐藤");
  request.event = EventCode("C");
  EXPECT_EQ(code(request), Code::not_found);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM registrations WHERE event = 'A'"), 0);
}

// Substitutes ---------------------------------------------------------------------------------------------------------

SubstituteResult substitute(Roster& roster, const std::string& original, const std::string& name, UtcMillis now) {
  return must(roster.store().substitute({roster.code(), roster.id(original), person(name), "受付A"}, by_staff(now)));
}

TEST(Substitute, KeepsSeatAndGroup) {
  auto roster = testing::roster();
  roster.event("A", 1).attendees(2);
  must(roster.store().edit(roster.code(), roster.id("参加者1"), {{"group", "4"}}, by_staff(on("2025-10-12", "09:00"))));
  const std::string old_ticket = roster.ticket("参加者1");
  const SubstituteResult result = substitute(roster, "参加者1", "代理 次郎", at("18:05"));
  EXPECT_EQ(result.substitute_for, roster.id("参加者1"));
  EXPECT_EQ(result.number, 3);
  const ScanResult in = roster.scan(result.ticket, at("18:06"));
  EXPECT_EQ(in.outcome, ScanOutcome::admitted);
  EXPECT_EQ(in.name, "代理 次郎");
  EXPECT_EQ(in.group, "4");
  EXPECT_EQ(roster.scan(old_ticket, at("18:07")).outcome, ScanOutcome::full) << "the seat went with the substitute";
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 1);
  EXPECT_EQ(raw.number("SELECT count(*) FROM registrations WHERE status = 'waitlisted'"), 1) << "nobody moved up";
  EXPECT_EQ(raw.number("SELECT count(*) FROM registration_changes WHERE kind IN ('substituted', 'substitute')"), 2);
  expect_clean(roster);
}

TEST(Substitute, ComesAfterTheDeadlineToo) {
  auto roster = testing::roster();
  roster.event("A", 1).attendee("山田");
  substitute(roster, "山田", "代理", on("2025-10-20", "10:00"));
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT status || late FROM registrations WHERE number = 2"), "confirmed0");
  expect_clean(roster);
}

TEST(Substitute, IsRefusedWhereNobodyCanComeInThatPlace) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(3);
  const auto refusal = [&](const std::string& name) {
    const auto result =
        roster.store().substitute({roster.code(), roster.id(name), person("代理"), ""}, by_staff(at("18:05")));
    return result ? std::string("done") : result.error().what;
  };
  EXPECT_THAT(refusal("参加者3"), HasSubstr("キャンセル待ち"));
  ASSERT_EQ(roster.admit("参加者1", at("18:01")).outcome, ScanOutcome::admitted);
  EXPECT_THAT(refusal("参加者1"), HasSubstr("入室中"));
  const SubstituteResult sent = substitute(roster, "参加者2", "代理", at("18:05"));
  EXPECT_THAT(refusal("参加者2"), HasSubstr("すでに"));
  must(roster.store().cancel(roster.code(), sent.registration, by_staff(at("18:06"))));
  EXPECT_THAT(refusal("参加者2"), HasSubstr("受付番号4）は「キャンセル」です"));
  expect_clean(roster);
}

TEST(Substitute, KeepsTheOriginalOutAlsoWhereASeatIsFree) {
  auto roster = testing::roster();
  roster.event("A", 5).attendees(2);
  const std::string old_ticket = roster.ticket("参加者1");
  const SubstituteResult result = substitute(roster, "参加者1", "代理 次郎", at("18:05"));
  ASSERT_EQ(roster.scan(result.ticket, at("18:06")).outcome, ScanOutcome::admitted);
  const ScanResult refused = roster.scan(old_ticket, at("18:07"));
  EXPECT_EQ(refused.outcome, ScanOutcome::full);
  EXPECT_EQ(refused.substitute_number, result.number);
  EXPECT_EQ(roster.admit("参加者1", at("18:08")).outcome, ScanOutcome::full);
  const auto paper = must(roster.store().enter_attendance(roster.code(), {{1, {}}}, by_staff(at("18:09"))));
  EXPECT_EQ(paper.admitted, 0);
  EXPECT_EQ(roster.admit("参加者1", at("18:10"), kOrganiser).outcome, ScanOutcome::admitted);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT over || gives_seat FROM overrides"), "seat0");
  EXPECT_EQ(raw.number("SELECT held FROM event_counts"), 3);
  EXPECT_EQ(raw.number("SELECT admitted FROM event_counts"), 2);
  expect_clean(roster);
}

TEST(Substitute, IsRefusedForSomebodyWhoCameAndLeft) {
  auto roster = testing::roster();
  Event event = sample_event("A", 2);
  event.exit_scan = true;
  roster.event(event).attendees(1);
  roster.admit("参加者1", at("18:05"));
  roster.let_out("参加者1", at("18:50"));
  const auto result =
      roster.store().substitute({roster.code(), roster.id("参加者1"), person("代理"), ""}, by_staff(at("19:00")));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::refused);
  EXPECT_THAT(result.error().what, HasSubstr("一度受付"));
  expect_clean(roster);
}

}  // namespace
}  // namespace uketsuke
