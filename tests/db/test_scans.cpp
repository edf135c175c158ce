// The door through the store: every outcome of a scan, repeated ids, other events, what is kept of each text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/uuid.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

void expect_clean(Roster& roster) {
  for (const CheckFinding& finding : must(roster.store().check()))
    ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

std::int64_t count_scans(const Roster& roster) {
  return RawStore(roster.folder()).number("SELECT count(*) FROM scans");
}

ScanRequest request_of(const Roster& roster, const std::string& text, UtcMillis happened) {
  ScanRequest request;
  request.id = testing::new_scan_id();
  request.event = roster.code();
  request.text = text;
  request.source = ScanSource::camera;
  request.happened = happened;
  request.by = "受付A";
  return request;
}

TEST(Scan, AdmitsAndTellsWhoItIs) {
  auto roster = testing::roster();
  Attendee attendee = testing::person("髙橋 一郎");
  attendee.furigana = "タカハシ　イチロウ";
  roster.event("A", 2).attendee(attendee);
  must(roster.store().edit(roster.code(), roster.id("髙橋 一郎"), {{"group", "3"}},
                           by_staff(on("2025-10-12", "09:00"))));
  const ScanResult result = roster.scan(roster.ticket("髙橋 一郎"), at("18:05"));
  EXPECT_EQ(result.outcome, ScanOutcome::admitted);
  EXPECT_EQ(result.name, "髙橋 一郎");
  EXPECT_EQ(result.furigana, "タカハシ　イチロウ");
  EXPECT_EQ(result.group, "3");
  EXPECT_EQ(result.number, 1);
  EXPECT_EQ(result.registration, roster.id("髙橋 一郎"));
  EXPECT_EQ(result.happened, at("18:05"));
  EXPECT_FALSE(result.same_scan_id);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM presence"), 1);
  EXPECT_EQ(raw.number("SELECT inside FROM event_counts"), 1);
  EXPECT_EQ(raw.number("SELECT admitted FROM event_counts"), 1);
  expect_clean(roster);
}

TEST(Scan, SaysSinceWhenSomebodyIsIn) {
  auto roster = testing::roster();
  roster.event("A").attendee("山田");
  const std::string ticket = roster.ticket("山田");
  ASSERT_EQ(roster.scan(ticket, at("18:07")).outcome, ScanOutcome::admitted);
  const ScanResult again = roster.scan(ticket, at("18:20"));
  EXPECT_EQ(again.outcome, ScanOutcome::already_in);
  EXPECT_EQ(again.first_at, at("18:07"));
  EXPECT_EQ(again.name, "山田");
  EXPECT_EQ(count_scans(roster), 2) << "a refused scan is a row too";
  expect_clean(roster);
}

TEST(Scan, KeepsOfForeignTextsAHashAndTheLengthOnly) {
  auto roster = testing::roster();
  roster.event("A").attendee("山田");
  const std::string secret = "https://example.jp/山田太郎";
  EXPECT_EQ(roster.scan(secret, at("18:05")).outcome, ScanOutcome::not_a_ticket);
  EXPECT_EQ(roster.scan(secret, at("18:06")).outcome, ScanOutcome::not_a_ticket);
  std::string forged = roster.ticket("山田");
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(roster.scan(forged, at("18:07")).outcome, ScanOutcome::forged);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(DISTINCT text_hash) FROM scans"), 2) << "a repeat is seen";
  EXPECT_EQ(raw.number("SELECT min(length(text_hash)) FROM scans"), 16);
  EXPECT_EQ(raw.number("SELECT text_length FROM scans WHERE outcome = 'not_a_ticket'"),
            static_cast<std::int64_t>(secret.size()));
  EXPECT_EQ(raw.number("SELECT count(*) FROM scans WHERE ticket IS NOT NULL"), 0);
  EXPECT_EQ(raw.number("SELECT count(*) FROM scans WHERE registration IS NOT NULL"), 0);
}

TEST(Scan, NamesTheOtherEventOnlyWhereItIsKnown) {
  auto elsewhere = testing::roster();
  elsewhere.event("FAR").attendee("遠藤");
  EXPECT_EQ(elsewhere.scan(elsewhere.ticket("遠藤"), at("18:00")).outcome, ScanOutcome::admitted);

  auto roster = testing::roster();
  Event other = sample_event("B", 5);
  other.title = "講演会";
  other.starts_at = on("2025-11-01", "14:00");
  other.doors_open_at = on("2025-11-01", "13:30");
  other.ends_at.reset();
  roster.event(other).attendee("山田");
  const std::string ticket = roster.ticket("山田");
  roster.event("A", 5);
  const ScanResult result = roster.scan(ticket, at("18:05"));
  EXPECT_EQ(result.outcome, ScanOutcome::wrong_event);
  EXPECT_EQ(result.other_event_title, "講演会");
  EXPECT_EQ(result.other_event_starts_at, on("2025-11-01", "14:00"));
  EXPECT_TRUE(result.name.empty());
  EXPECT_FALSE(result.registration);
  // A ticket of another organiser's store does not authenticate here.
  EXPECT_EQ(roster.scan(elsewhere.ticket("遠藤"), at("18:06")).outcome, ScanOutcome::forged);
}

TEST(Scan, KnowsGenuineTicketsOfNoRoster) {
  auto roster = testing::roster();
  roster.event("A").attendee("山田");
  const std::string ticket = roster.ticket("山田");
  {
    RawStore raw(roster.folder());  // as if the roster had not come yet
    ASSERT_EQ(raw.run("DROP TRIGGER tickets_no_delete; DELETE FROM tickets"), "");
  }
  const ScanResult result = roster.scan(ticket, at("18:05"));
  EXPECT_EQ(result.outcome, ScanOutcome::unknown_ticket);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT ticket FROM scans"), ticket) << "a walk-in can be linked to it";
}

TEST(Scan, RefusesRevokedCancelledDeclinedPendingWaitlisted) {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(4);
  const auto ticket = [&](int i) { return roster.ticket("参加者" + std::to_string(i)); };
  const std::string revoked = ticket(1);
  const std::string cancelled = ticket(2);
  const std::string waitlisted = ticket(4);
  const UtcMillis before = on("2025-10-13", "09:00");
  must(roster.store().revoke_ticket(roster.code(), roster.id("参加者1"), by_staff(before)));
  must(roster.store().cancel(roster.code(), roster.id("参加者2"), by_staff(before, "電話")));
  roster.attendee(testing::person("遅刻"), on("2025-10-11", "00:00"));
  const std::string pending = roster.ticket("遅刻");
  EXPECT_EQ(roster.scan(revoked, at("18:05")).outcome, ScanOutcome::revoked);
  EXPECT_EQ(roster.scan(cancelled, at("18:05")).outcome, ScanOutcome::cancelled);
  EXPECT_EQ(roster.scan(waitlisted, at("18:05")).outcome, ScanOutcome::waitlisted);
  EXPECT_EQ(roster.scan(pending, at("18:05")).outcome, ScanOutcome::pending);
  must(roster.store().decline(roster.code(), roster.id("遅刻"), by_staff(at("18:06"))));
  EXPECT_EQ(roster.scan(pending, at("18:07")).outcome, ScanOutcome::declined);
  // Reissued: the new one lets in, the old one does not.
  const std::string fresh = ticket(1);
  EXPECT_NE(fresh, revoked);
  EXPECT_EQ(roster.scan(fresh, at("18:08")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(revoked, at("18:09")).outcome, ScanOutcome::revoked);
  expect_clean(roster);
}

TEST(Scan, KeepsTheTimesOfTheDoor) {
  auto roster = testing::roster();
  Event event = sample_event("A", 5);
  event.last_entry_at = at("19:00");
  roster.event(event).attendees(2);
  const std::string first = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(first, at("17:29:59")).outcome, ScanOutcome::too_early);
  EXPECT_EQ(roster.scan(first, at("17:30")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(roster.scan(roster.ticket("参加者2"), at("19:00:01")).outcome, ScanOutcome::too_late);
  expect_clean(roster);
}

TEST(Scan, GivesTheSameAnswerToTheSameId) {
  auto roster = testing::roster();
  roster.event("A", 1).attendees(2);
  ScanRequest request = request_of(roster, roster.ticket("参加者1"), at("18:05"));
  const ScanResult first = must(roster.store().record_scan(request, at("18:05")));
  request.text = roster.ticket("参加者2");
  const ScanResult again = must(roster.store().record_scan(request, at("18:09")));
  EXPECT_EQ(again.outcome, ScanOutcome::admitted);
  EXPECT_TRUE(again.same_scan_id);
  EXPECT_EQ(again.name, first.name);
  EXPECT_EQ(again.happened, at("18:05"));
  EXPECT_EQ(count_scans(roster), 1);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM check_ins"), 1);

  // A refusal is repeated too, also after what it refused became possible; also over a restart.
  ScanRequest refused = request_of(roster, roster.ticket("参加者2"), at("18:10"));
  EXPECT_EQ(must(roster.store().record_scan(refused, at("18:10"))).outcome, ScanOutcome::waitlisted);
  roster.reopen();
  EXPECT_EQ(must(roster.store().record_scan(refused, at("18:11"))).outcome, ScanOutcome::waitlisted);
  AdmitRequest by_hand;
  by_hand.id = refused.id;
  by_hand.event = roster.code();
  by_hand.registration = roster.id("参加者1");
  EXPECT_EQ(must(roster.store().admit_by_hand(by_hand, at("18:12"))).outcome, ScanOutcome::waitlisted);
  expect_clean(roster);
}

TEST(Scan, RefusesBadCalls) {
  auto roster = testing::roster();
  roster.event("A", 1).attendee("山田");
  ScanRequest request = request_of(roster, roster.ticket("山田"), at("18:06"));
  const auto code_of = [&](const ScanRequest& call) {
    const auto result = roster.store().record_scan(call, at("18:05"));
    return result ? Code::io_failed : result.error().code;
  };
  EXPECT_EQ(code_of(request), Code::bad_call) << "happened after now";
  request.happened.reset();
  request.direction = Direction::exit;
  EXPECT_EQ(code_of(request), Code::bad_call) << "this event records no exits";
  request.direction = Direction::entry;
  request.event = EventCode("NOWHERE");
  EXPECT_EQ(code_of(request), Code::not_found);
  request.event = roster.code();
  request.id = ScanId();
  EXPECT_EQ(code_of(request), Code::bad_call);
  AdmitRequest stranger;
  stranger.id = testing::new_scan_id();
  stranger.event = roster.code();
  stranger.registration = RegistrationId("nobody");
  EXPECT_EQ(roster.store().admit_by_hand(stranger, at("18:05")).error().code, Code::not_found);
  EXPECT_EQ(count_scans(roster), 0);
}

TEST(Scan, NamesTheEventsThereAre) {
  auto roster = testing::roster();
  roster.event("EBINA-1").event("AIKAWA-2025");
  ScanRequest request = request_of(roster, "x", at("18:05"));
  request.event = EventCode("EBINA");
  const auto result = roster.store().record_scan(request, at("18:05"));
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().what, HasSubstr("EBINA-1"));
  EXPECT_THAT(result.error().what, HasSubstr("AIKAWA-2025"));
}

TEST(Scan, KeepsWhoWhereAndHowWithEveryRow) {
  auto roster = testing::roster();
  roster.event("A").attendee("山田");
  must(roster.store().record_scan(request_of(roster, roster.ticket("山田"), at("18:04")), at("18:05")));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("SELECT done_by || ' ' || source || ' ' || direction FROM scans"), "受付A camera entry");
  EXPECT_EQ(raw.number("SELECT happened_utc_ms FROM check_ins"), at("18:04").value);
  EXPECT_EQ(raw.number("SELECT recorded_utc_ms FROM check_ins"), at("18:05").value);
  EXPECT_EQ(raw.text("SELECT origin FROM check_ins"), roster.store().info().kiosk.value);
  EXPECT_EQ(raw.text("SELECT method FROM check_ins"), "ticket");
  EXPECT_EQ(raw.number("SELECT count(*) FROM scans s JOIN check_ins c ON c.id = s.check_in AND c.scan = s.id"), 1);
}

}  // namespace
}  // namespace uketsuke
