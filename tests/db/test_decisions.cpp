// Several registrations decided in one transaction, all or none; suspected duplicates merged or kept.
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

RegistrationRow row(Roster& roster, std::int64_t number) {
  return must(must(Reader::open(roster.folder())).load_registration(roster.code(), std::to_string(number)));
}
EventCounts counts(Roster& roster) {
  return must(must(Reader::open(roster.folder())).load_event(roster.code())).counts;
}
std::int64_t facts(Roster& roster) {
  return RawStore(roster.folder()).number("SELECT count(*) FROM registration_changes");
}
DecisionResult decide(Roster& roster, Decision decision, const std::vector<std::string>& names,
                      UtcMillis now = kOctober) {
  std::vector<RegistrationId> ids;
  for (const std::string& name : names) ids.push_back(roster.id(name));
  return must(roster.store().decide(roster.code(), decision, ids, by_staff(now, "理由")));
}

TEST(Decisions, AreAllTakenOrNoneIs) {
  Roster roster;
  roster.event("A", 5).attendees(1);
  roster.attendee(person("遅い一"), on("2025-10-11", "09:00"));
  roster.attendee(person("遅い二"), on("2025-10-12", "09:00"));
  const std::int64_t before = facts(roster);
  const DecisionResult refused = decide(roster, Decision::accept, {"遅い一", "参加者1", "遅い二"});
  EXPECT_FALSE(refused.taken);
  ASSERT_EQ(refused.each.size(), 3U);
  EXPECT_EQ(refused.each[0].refusal, "");
  EXPECT_EQ(refused.each[0].status, RegistrationStatus::pending) << "as it stands, not as it would have been";
  EXPECT_THAT(refused.each[1].refusal, HasSubstr("確定"));
  EXPECT_EQ(refused.each[2].refusal, "");
  EXPECT_EQ(facts(roster), before);
  EXPECT_EQ(counts(roster).pending, 2);
  const DecisionResult taken = decide(roster, Decision::accept, {"遅い一", "遅い二"});
  EXPECT_TRUE(taken.taken);
  EXPECT_EQ(counts(roster).confirmed, 3);
  EXPECT_EQ(facts(roster), before + 2);
}

TEST(Decisions, SeatInOrderOfReceiptWhateverOrderIsNamed) {
  Roster roster;
  roster.event("A", 1);
  roster.attendee(person("後"), on("2025-10-12", "09:00"));
  roster.attendee(person("先"), on("2025-10-11", "09:00"));
  const DecisionResult result = decide(roster, Decision::accept, {"後", "先"});
  ASSERT_EQ(result.each.size(), 2U);
  EXPECT_EQ(result.each[0].registration, roster.id("後"));
  EXPECT_EQ(result.each[0].status, RegistrationStatus::waitlisted);
  EXPECT_EQ(result.each[1].status, RegistrationStatus::confirmed);
}

TEST(Decisions, CountWhoIsNamedTwiceOnce) {
  Roster roster;
  roster.event("A", 5).attendees(2);
  const DecisionResult result = decide(roster, Decision::cancel, {"参加者1", "参加者1"});
  EXPECT_TRUE(result.taken);
  EXPECT_EQ(result.each.size(), 1U);
}

TEST(Decisions, PromoteOnlyAfterAllAreOut) {
  Roster roster;
  roster.event("A", 1).attendees(3);
  const DecisionResult result = decide(roster, Decision::cancel, {"参加者1", "参加者2"});
  ASSERT_TRUE(result.taken);
  EXPECT_THAT(result.each[0].promoted, ElementsAre(roster.id("参加者3")));
  EXPECT_THAT(result.each[1].promoted, IsEmpty());
  EXPECT_EQ(row(roster, 2).status, RegistrationStatus::cancelled);
}

TEST(Decisions, KeepWhoIsInside) {
  Roster roster;
  roster.event("A", 5).attendees(2);
  roster.admit("参加者2", at("18:05"));
  const DecisionResult result = decide(roster, Decision::cancel, {"参加者1", "参加者2"}, at("18:06"));
  EXPECT_FALSE(result.taken);
  EXPECT_THAT(result.each[1].refusal, HasSubstr("入室中"));
  EXPECT_EQ(counts(roster).confirmed, 2);
}

TEST(Decisions, NameAnUnknownOneAsAnError) {
  Roster roster;
  roster.event("A", 5).attendees(1);
  const auto result = roster.store().decide(roster.code(), Decision::cancel,
                                            {roster.id("参加者1"), RegistrationId("nobody")}, by_staff(kOctober));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Code::not_found);
  EXPECT_EQ(counts(roster).confirmed, 1);
}

/// 山田 by two channels: number 1 by fax without an address, number 2 with one and a question.
void apply_twice(Roster& roster, UtcMillis second = on("2025-10-03", "09:00")) {
  Attendee by_fax = person("山田 太郎");
  by_fax.facility = "甲病院";
  roster.attendee(by_fax, on("2025-10-02", "09:00"));
  RegisterRequest again;
  again.event = roster.code();
  again.application.received = second;
  Attendee by_form = person("山田　太郎");
  by_form.facility = "別の書き方の甲病院";
  by_form.email = "yamada@example.jp";
  by_form.phone = "046-000-0000";
  by_form.furigana = "やまだ たろう";
  again.application.attendees = {by_form};
  again.application.questions = {{"医師", "往診の頻度は"}};
  must(roster.store().register_application(again, by_staff(kOctober)));
}

Result<DecisionResult> decide_number(Roster& roster, Decision decision, std::int64_t number) {
  return roster.store().decide(roster.code(), decision, {row(roster, number).registration}, by_staff(kOctober));
}

TEST(Duplicates, AreListedAsPairs) {
  Roster roster;
  roster.event("A", 5).attendees(1);
  apply_twice(roster);
  const auto pairs = must(must(Reader::open(roster.folder())).list_suspected(roster.code()));
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].earlier.number, 2);
  EXPECT_EQ(pairs[0].later.number, 3);
  EXPECT_EQ(pairs[0].later.attendee.email, "yamada@example.jp");
}

TEST(Duplicates, AMergeFillsWhatTheEarlierLacksAndCancelsTheLater) {
  Roster roster;
  roster.event("A", 5);
  apply_twice(roster);
  const DecisionResult result = must(decide_number(roster, Decision::merge, 2));
  ASSERT_TRUE(result.taken);
  EXPECT_EQ(result.each[0].merged_into, row(roster, 1).registration);
  EXPECT_THAT(result.each[0].taken_over, ElementsAre("furigana", "email", "phone", "question"));
  const RegistrationRow earlier = row(roster, 1);
  EXPECT_EQ(earlier.attendee.email, "yamada@example.jp");
  EXPECT_EQ(earlier.attendee.furigana, "やまだ たろう");
  EXPECT_EQ(earlier.attendee.facility, "甲病院") << "what it has, it keeps";
  EXPECT_EQ(earlier.status, RegistrationStatus::confirmed);
  EXPECT_EQ(row(roster, 2).status, RegistrationStatus::cancelled);
  RawStore raw(roster.folder());
  EXPECT_THAT(raw.text("SELECT reason FROM registration_changes WHERE kind = 'cancelled'"), HasSubstr("受付番号1"));
  EXPECT_EQ(raw.number("SELECT count(*) FROM questions q JOIN registrations r ON r.application = q.application"
                       " WHERE r.number = 1"),
            1);
  EXPECT_THAT(must(must(Reader::open(roster.folder())).list_suspected(roster.code())), IsEmpty());
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(Duplicates, EitherOneOfAPairMayBeNamed) {
  Roster roster;
  roster.event("A", 5);
  apply_twice(roster);
  const DecisionResult result = must(decide_number(roster, Decision::merge, 1));
  ASSERT_TRUE(result.taken);
  EXPECT_EQ(result.each[0].number, 2);
  EXPECT_EQ(row(roster, 1).status, RegistrationStatus::confirmed);
}

TEST(Duplicates, AMergeMovesTheSuspicionOfAThird) {
  Roster roster;
  roster.event("A", 5);
  apply_twice(roster);
  roster.attendee(person("山田 太郎"), on("2025-10-04", "09:00"));
  EXPECT_EQ(row(roster, 3).status, RegistrationStatus::pending);
  const DecisionResult both = must(roster.store().decide(
      roster.code(), Decision::merge, {row(roster, 3).registration, row(roster, 2).registration}, by_staff(kOctober)));
  ASSERT_TRUE(both.taken);
  EXPECT_EQ(both.each[0].merged_into, row(roster, 1).registration);
  EXPECT_EQ(both.each[1].merged_into, row(roster, 1).registration);
  EXPECT_EQ(counts(roster).confirmed, 1);
  EXPECT_EQ(counts(roster).cancelled, 2);
}

TEST(Duplicates, AreNotMergedIntoOneWhoIsGone) {
  Roster roster;
  roster.event("A", 5);
  apply_twice(roster);
  must(roster.store().cancel(roster.code(), row(roster, 1).registration, by_staff(kOctober)));
  const DecisionResult result = must(decide_number(roster, Decision::merge, 2));
  EXPECT_FALSE(result.taken);
  EXPECT_THAT(result.each[0].refusal, HasSubstr("先の申込（受付番号1）"));
  EXPECT_EQ(row(roster, 2).status, RegistrationStatus::pending);
}

TEST(Duplicates, OneWhoIsKeptIsSeatedByReceipt) {
  Roster roster;
  roster.event("A", 2);
  apply_twice(roster);
  const DecisionResult result = must(decide_number(roster, Decision::keep, 2));
  ASSERT_TRUE(result.taken);
  EXPECT_EQ(result.each[0].status, RegistrationStatus::confirmed);
  EXPECT_FALSE(row(roster, 2).suspected_duplicate);
  EXPECT_EQ(row(roster, 1).status, RegistrationStatus::confirmed);
}

TEST(Duplicates, ALateOneThatIsKeptStaysPendingForTheOrganiser) {
  Roster roster;
  roster.event("A", 2);
  apply_twice(roster, on("2025-10-12", "09:00"));
  const DecisionResult result = must(decide_number(roster, Decision::keep, 2));
  ASSERT_TRUE(result.taken);
  EXPECT_EQ(result.each[0].status, RegistrationStatus::pending);
  EXPECT_FALSE(row(roster, 2).suspected_duplicate);
  EXPECT_FALSE(must(decide_number(roster, Decision::keep, 2)).taken) << "no suspect any more";
}

TEST(Duplicates, WhoIsNoSuspectIsRefused) {
  Roster roster;
  roster.event("A", 2).attendees(1);
  for (const Decision decision : {Decision::merge, Decision::keep}) {
    const DecisionResult result = must(decide_number(roster, decision, 1));
    EXPECT_FALSE(result.taken);
    EXPECT_NE(result.each[0].refusal, "");
  }
}

TEST(Decisions, ApplicationsAreCountedByChannelAndDay) {
  Roster roster;
  roster.event("A", 2).attendees(2);
  roster.attendee(person("遅い"), on("2025-10-12", "23:59"));
  roster.walk_in("当日", at("18:10"));
  const ApplicationCounts tally = must(must(Reader::open(roster.folder())).count_applications(roster.code()));
  std::int64_t people = 0;
  for (const ChannelCount& channel : tally.channels) people += channel.people;
  EXPECT_EQ(people, 3) << "a walk-in is no application";
  ASSERT_EQ(tally.days.size(), 12U) << "from the 1st to the 12th, empty days too";
  EXPECT_EQ(tally.days.front().people, 2);
  EXPECT_EQ(tally.days.back().late, 1);
  EXPECT_EQ(tally.pending_late, 1);
}

}  // namespace
}  // namespace uketsuke::testing
