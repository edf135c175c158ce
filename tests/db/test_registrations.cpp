// Applications judged and changed in a real store: seats, lateness, duplicates, acceptance, cancellation, edits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/reader.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const UtcMillis kOctober = on("2025-10-15", "09:00");

RegistrationRow row(Roster& roster, const std::string& name) {
  return must(must(Reader::open(roster.folder())).load_registration(roster.code(), roster.id(name).value));
}
EventCounts counts(Roster& roster) {
  return must(must(Reader::open(roster.folder())).load_event(roster.code())).counts;
}
StatusChange cancel(Roster& roster, const std::string& name, UtcMillis now = kOctober) {
  return must(roster.store().cancel(roster.code(), roster.id(name), by_staff(now, "電話")));
}

Attendee from(const std::string& name, const std::string& facility, const std::string& email = "") {
  Attendee attendee = person(name);
  attendee.facility = facility;
  attendee.email = email;
  return attendee;
}

RegisterRequest form(Roster& roster, std::vector<Attendee> attendees) {
  RegisterRequest request;
  request.event = roster.code();
  request.application.received = on("2025-10-02", "09:00");
  request.application.attendees = std::move(attendees);
  return request;
}

TEST(Registrations, SeatsWhileSeatsAreFreeAndNumbersFromOne) {
  Roster roster;
  roster.event("A", 2).attendees(3);
  EXPECT_EQ(roster.status_at_first("参加者2"), RegistrationStatus::confirmed);
  EXPECT_EQ(roster.status_at_first("参加者3"), RegistrationStatus::waitlisted);
  EXPECT_EQ(roster.number("参加者1"), 1);
  EXPECT_EQ(roster.number("参加者3"), 3);
}

TEST(Registrations, OneFormWithMorePeopleThanSeatsIsSplitInItsOrder) {
  Roster roster;
  roster.event("A", 2);
  const auto request = form(roster, {person("一"), person("二"), person("三")});
  const auto taken = must(roster.store().register_application(request, by_staff(kOctober)));
  ASSERT_EQ(taken.size(), 3U);
  EXPECT_EQ(taken[1].status, RegistrationStatus::confirmed);
  EXPECT_EQ(taken[2].status, RegistrationStatus::waitlisted);
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_TRUE(must(reader.load_registration(roster.code(), "3")).split);
  EXPECT_FALSE(must(reader.load_registration(roster.code(), "1")).split);
}

TEST(Registrations, OnlyParticipantsTakeSeats) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  Attendee lecturer = person("講師");
  lecturer.role = Role::lecturer;
  EXPECT_EQ(roster.attendee(lecturer).status_at_first("講師"), RegistrationStatus::confirmed);
  EXPECT_EQ(counts(roster).held, 1);
}

TEST(Registrations, KeepsQuestionsAndTheNotice) {
  Roster roster;
  roster.event("A", 5);
  auto request = form(roster, {person("一")});
  request.application.questions = {{"医師", "往診の頻度は"}, {"薬剤師", "残薬"}};
  request.application.notice_given = true;
  must(roster.store().register_application(request, by_staff(kOctober)));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM questions"), 2);
  EXPECT_EQ(raw.number("SELECT notice_given FROM applications"), 1);
}

TEST(Registrations, RefusesAReceiptAfterNowAndANameThatIsNone) {
  Roster roster;
  roster.event("A", 5);
  auto request = form(roster, {person("一")});
  request.application.received = kOctober + 1;
  auto refused = roster.store().register_application(request, by_staff(kOctober));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::bad_input);
  for (const std::string& name : {std::string(), std::string("　 "), std::string("a\xff"), std::string("a\0b", 3)}) {
    refused = roster.store().register_application(form(roster, {person("良い"), person(name)}), by_staff(kOctober));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::bad_input);
  }
  refused = roster.store().register_application(form(roster, {}), by_staff(kOctober));
  EXPECT_FALSE(refused.has_value());
  EXPECT_EQ(counts(roster).confirmed, 0);
}

TEST(Registrations, ALateOneIsPendingUntilItIsAccepted) {
  Roster roster;
  roster.event("A", 5).attendee(person("遅い方"), on("2025-10-11", "00:00"));
  EXPECT_EQ(roster.status_at_first("遅い方"), RegistrationStatus::pending);
  EXPECT_TRUE(row(roster, "遅い方").late);
  const auto accepted =
      must(roster.store().accept(roster.code(), roster.id("遅い方"), by_staff(kOctober, "主催者判断")));
  EXPECT_EQ(accepted.status, RegistrationStatus::confirmed);
  EXPECT_TRUE(row(roster, "遅い方").late);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT reason FROM registration_changes WHERE kind = 'accepted'"),
            "主催者判断");
}

TEST(Registrations, TheWholeDayOfTheDeadlineIsInTime) {
  Roster roster;
  roster.event("A", 5).attendee(person("間に合う方"), on("2025-10-10", "23:59:59"));
  EXPECT_EQ(roster.status_at_first("間に合う方"), RegistrationStatus::confirmed);
}

TEST(Registrations, AnAcceptedOneWaitsByItsReceiptWhereNoSeatIsFree) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  roster.attendee(from("山田", "甲"), on("2025-10-11", "09:00"));  // late
  EXPECT_EQ(must(roster.store().accept(roster.code(), roster.id("山田"), by_staff(kOctober))).status,
            RegistrationStatus::waitlisted);
  EXPECT_THAT(cancel(roster, "参加者1").promoted, ElementsAre(roster.id("山田")));
}

TEST(Registrations, OnlyPendingOnesAreAccepted) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  for (const char* name : {"参加者1", "参加者2"}) {
    const auto refused = roster.store().accept(roster.code(), roster.id(name), by_staff(kOctober));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::refused);
  }
}

TEST(Registrations, AnOverrideConfirmsALateOneAndSaysSo) {
  Roster roster;
  roster.event("A", 5);
  auto request = form(roster, {person("一")});
  request.application.received = on("2025-10-12", "09:00");
  request.override_reason = Override{OverrideReason::phone_call, ""};
  const auto taken = must(roster.store().register_application(request, by_staff(kOctober)));
  EXPECT_EQ(taken[0].status, RegistrationStatus::confirmed);
  EXPECT_TRUE(taken[0].late);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT over || ' ' || reason || ' ' || gives_seat FROM overrides"), "late phone_call 0");
  EXPECT_EQ(raw.number("SELECT count(*) FROM registration_changes WHERE kind = 'accepted'"), 1);
}

TEST(Registrations, AnOverrideGoesBeyondCapacityWithinTolerance) {
  Roster roster;
  Event event = sample_event("A", 1);
  event.tolerance = 1;
  roster.event(event).attendees(1);
  auto request = form(roster, {person("一"), person("二")});
  request.override_reason = Override{OverrideReason::other, "駅で会った"};
  const auto taken = must(roster.store().register_application(request, by_staff(kOctober)));
  EXPECT_EQ(taken[0].status, RegistrationStatus::confirmed);
  EXPECT_EQ(taken[1].status, RegistrationStatus::waitlisted);
  EXPECT_EQ(counts(roster).overrides, 1);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT over || ' ' || words FROM overrides"), "seat 駅で会った");
}

TEST(Registrations, TheLaterOfASuspectedPairIsPending) {
  Roster roster;
  roster.event("A", 5).attendee(from("髙橋 一郎", "甲病院"));
  const auto taken =
      must(roster.store().register_application(form(roster, {from("高橋　一郎", "甲病院")}), by_staff(kOctober)));
  EXPECT_EQ(taken[0].status, RegistrationStatus::pending);
  EXPECT_EQ(taken[0].suspected_duplicate_of, roster.id("髙橋 一郎"));
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_TRUE(must(reader.load_registration(roster.code(), "2")).suspected_duplicate);
  EXPECT_EQ(must(roster.store().accept(roster.code(), taken[0].registration, by_staff(kOctober))).status,
            RegistrationStatus::confirmed);
  EXPECT_FALSE(must(reader.load_registration(roster.code(), "2")).suspected_duplicate);
}

TEST(Registrations, NamesakesWhoDifferAreNotSuspected) {
  Roster roster;
  roster.event("A", 9).attendee(from("佐藤 恵", "甲病院", "a@example.jp"));
  const auto taken = must(roster.store().register_application(form(roster, {from("佐藤 恵", "乙薬局", "b@example.jp")}),
                                                              by_staff(kOctober)));
  EXPECT_EQ(taken[0].status, RegistrationStatus::confirmed);
  Attendee read_otherwise = from("佐藤 恵", "丙医院");
  read_otherwise.furigana = "さとう けい";
  Attendee first = from("伊藤 翔", "甲病院");
  first.furigana = "いとう しょう";
  Attendee second = from("伊藤 翔", "甲病院");
  second.furigana = "イトウ カケル";
  const auto pair = must(roster.store().register_application(form(roster, {first, second}), by_staff(kOctober)));
  EXPECT_EQ(pair[1].status, RegistrationStatus::confirmed);
}

TEST(Registrations, WhoCancelledMayApplyAgain) {
  Roster roster;
  roster.event("A", 5).attendee(from("山田", "甲病院"));
  cancel(roster, "山田");
  const auto taken =
      must(roster.store().register_application(form(roster, {from("山田", "甲病院")}), by_staff(kOctober)));
  EXPECT_EQ(taken[0].status, RegistrationStatus::confirmed);
}

TEST(Registrations, ACancellationPromotesTheFirstReceived) {
  Roster roster;
  roster.event("A", 2).attendees(2);
  roster.attendee(person("後の方"), on("2025-10-09", "09:00")).attendee(person("先の方"), on("2025-10-08", "09:00"));
  const auto change = cancel(roster, "参加者1");
  EXPECT_EQ(change.status, RegistrationStatus::cancelled);
  EXPECT_EQ(change.number, 1);
  EXPECT_THAT(change.promoted, ElementsAre(roster.id("先の方")));
  EXPECT_THAT(cancel(roster, "参加者2").promoted, ElementsAre(roster.id("後の方")));
  EXPECT_EQ(counts(roster).held, 2);
  EXPECT_EQ(counts(roster).cancelled, 2);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(Registrations, ACancelledWaitlistedOneFreesNoSeat) {
  Roster roster;
  roster.event("A", 1).attendees(3);
  EXPECT_THAT(cancel(roster, "参加者2").promoted, IsEmpty());
  EXPECT_THAT(cancel(roster, "参加者1").promoted, ElementsAre(roster.id("参加者3")));
}

TEST(Registrations, NobodyIsPromotedByItselfOnceReceptionIsOpen) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  EXPECT_THAT(cancel(roster, "参加者1", at("18:00")).promoted, IsEmpty());
  EXPECT_EQ(row(roster, "参加者2").status, RegistrationStatus::waitlisted);
}

TEST(Registrations, AfterThatAFreeSeatGoesToWhoStandsAtTheDoor) {
  Roster roster;
  roster.event("A", 1).attendees(3);
  EXPECT_EQ(roster.scan(roster.ticket("参加者3"), at("18:01")).outcome, ScanOutcome::waitlisted);
  EXPECT_THAT(cancel(roster, "参加者1", at("18:02")).promoted, ElementsAre(roster.id("参加者3")));
}

TEST(Registrations, NobodyIsCancelledTwiceOrWhileInside) {
  Roster roster;
  roster.event("A", 2).attendees(2);
  cancel(roster, "参加者1");
  auto refused = roster.store().cancel(roster.code(), roster.id("参加者1"), by_staff(kOctober));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
  EXPECT_EQ(roster.admit("参加者2", at("18:05")).outcome, ScanOutcome::admitted);
  refused = roster.store().cancel(roster.code(), roster.id("参加者2"), by_staff(at("18:10")));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
  EXPECT_THAT(refused.error().what, HasSubstr("入室中"));
}

TEST(Registrations, ADeclineKeepsItsReason) {
  Roster roster;
  roster.event("A", 5).attendee(person("遅い方"), on("2025-10-11", "09:00"));
  EXPECT_EQ(must(roster.store().decline(roster.code(), roster.id("遅い方"), by_staff(kOctober, "満席"))).status,
            RegistrationStatus::declined);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT reason FROM registration_changes WHERE kind = 'declined'"), "満席");
}

TEST(Registrations, ARegistrationOfAnotherEventIsNotFound) {
  Roster roster;
  roster.event("A", 5).attendees(1);
  const RegistrationId of_a = roster.id("参加者1");
  roster.event("B", 5);
  for (const RegistrationId& id : {of_a, RegistrationId("none"), RegistrationId("")}) {
    const auto missing = roster.store().cancel(roster.code(), id, by_staff(kOctober));
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, Code::not_found);
  }
}

TEST(RegistrationEdits, ChangeWhatWasGivenAndItsFoldings) {
  Roster roster;
  roster.event("A", 5).attendee(from("山田", "甲病院"));
  const std::vector<FieldEdit> edits = {
      {"name", "山田 花子", {}},     {"furigana", "ﾔﾏﾀﾞ ﾊﾅｺ", {}},
      {"facility", "乙薬局", {}},    {"profession", "薬剤師", ProfessionCategory::pharmacist},
      {"email", "H@EXAMPLE.JP", {}}, {"phone", "090", {}},
      {"note", "車椅子", {}},        {"group", "3", {}}};
  must(roster.store().edit(roster.code(), roster.id("山田"), edits, by_staff(kOctober, "訂正")));
  const RegistrationRow after = row(roster, "山田");
  EXPECT_EQ(after.attendee.name, "山田 花子");
  EXPECT_EQ(after.attendee.furigana, "ﾔﾏﾀﾞ ﾊﾅｺ");
  EXPECT_EQ(after.attendee.facility, "乙薬局");
  EXPECT_EQ(after.attendee.profession.given, "薬剤師");
  EXPECT_EQ(after.attendee.profession.category, ProfessionCategory::pharmacist);
  EXPECT_EQ(after.attendee.email, "H@EXAMPLE.JP");
  EXPECT_EQ(after.attendee.phone, "090");
  EXPECT_EQ(after.attendee.note, "車椅子");
  EXPECT_EQ(after.group, "3");
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT fields || ' ' || reason FROM registration_changes WHERE kind = 'edited'"),
            "name,furigana,facility,profession,email,phone,note,group 訂正");
  RosterQuery query;
  query.furigana = "やま";
  EXPECT_EQ(must(must(Reader::open(roster.folder())).list_registrations(roster.code(), query)).size(), 1U);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(RegistrationEdits, WriteNothingWhereNothingChanges) {
  Roster roster;
  roster.event("A", 5).attendee(from("山田", "甲病院"));
  must(roster.store().edit(roster.code(), roster.id("山田"), {{"facility", "甲病院", {}}}, by_staff(kOctober)));
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM registration_changes WHERE kind = 'edited'"), 0);
}

TEST(RegistrationEdits, RefuseUnknownFieldsRolesAndAnEmptyName) {
  Roster roster;
  roster.event("A", 5).attendees(1);
  for (const FieldEdit& edit :
       {FieldEdit{"status", "confirmed", {}}, FieldEdit{"role", "king", {}}, FieldEdit{"name", " ", {}}}) {
    const auto refused =
        roster.store().edit(roster.code(), roster.id("参加者1"), {{"note", "x", {}}, edit}, by_staff(kOctober));
    ASSERT_FALSE(refused.has_value()) << edit.field;
    EXPECT_EQ(refused.error().code, Code::bad_call);
  }
  EXPECT_EQ(row(roster, "参加者1").attendee.note, "");
}

TEST(RegistrationEdits, ARoleThatNeedsNoSeatFreesOne) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  const auto change =
      must(roster.store().edit(roster.code(), roster.id("参加者1"), {{"role", "lecturer", {}}}, by_staff(kOctober)));
  EXPECT_EQ(change.status, RegistrationStatus::confirmed);
  EXPECT_THAT(change.promoted, ElementsAre(roster.id("参加者2")));
  EXPECT_EQ(counts(roster).held, 1);
}

TEST(RegistrationEdits, ARoleThatNeedsASeatIsRefusedWhereNoneIsFree) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  Attendee guest = person("来賓");
  guest.role = Role::guest;
  roster.attendee(guest);
  const auto refused =
      roster.store().edit(roster.code(), roster.id("来賓"), {{"role", "participant", {}}}, by_staff(kOctober));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
  cancel(roster, "参加者1");
  EXPECT_TRUE(roster.store()
                  .edit(roster.code(), roster.id("来賓"), {{"role", "participant", {}}}, by_staff(kOctober))
                  .has_value());
  EXPECT_EQ(counts(roster).held, 1);
}

TEST(RegistrationEdits, AWaitlistedOneWhoNeedsNoSeatAnyMoreIsConfirmed) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  EXPECT_EQ(must(roster.store().edit(roster.code(), roster.id("参加者2"), {{"role", "staff", {}}}, by_staff(kOctober)))
                .status,
            RegistrationStatus::confirmed);
  EXPECT_EQ(counts(roster).waitlisted, 0);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(Fields, AreFoldedAndLimitedOnEveryWayIn) {
  auto roster = testing::roster();
  roster.event("A", 9).attendee("山田\n太郎");
  roster.walk_in("当日\t花子", at("18:10"));
  must(roster.store().substitute({roster.code(), roster.id("山田\n太郎"), testing::person("代理\r\n次郎"), ""},
                                 by_staff(at("18:11"))));
  const std::string too_long(2001, 'x');
  const auto change = by_staff(at("18:12"));
  must(roster.store().edit(roster.code(), roster.id("山田\n太郎"), {{"facility", "海老名\n病院"}}, change));
  testing::RawStore raw(roster.folder());
  EXPECT_EQ(raw.rows("SELECT p.name, p.facility FROM people p JOIN registrations r ON r.id = p.registration"
                     " ORDER BY r.number"),
            "山田 太郎|海老名 病院|\n当日 花子||\n代理 次郎||\n");
  Attendee person = testing::person("鈴木");
  person.email = too_long;
  const auto code_of = [](const auto& result) { return result ? Code::not_found : result.error().code; };
  RegisterRequest request;
  request.event = roster.code();
  request.application.attendees = {person};
  EXPECT_EQ(code_of(roster.store().register_application(request, change)), Code::bad_input);
  WalkInRequest walk_in;
  walk_in.event = roster.code();
  walk_in.attendee = person;
  EXPECT_EQ(code_of(roster.store().register_walk_in(walk_in, at("18:13"))), Code::bad_input);
  EXPECT_EQ(code_of(roster.store().edit(roster.code(), roster.id("山田\n太郎"), {{"name", too_long}}, change)),
            Code::bad_input);
  roster.attendee("佐藤");
  EXPECT_EQ(code_of(roster.store().substitute({roster.code(), roster.id("佐藤"), person, ""}, change)),
            Code::bad_input);
}

}  // namespace
}  // namespace uketsuke::testing
