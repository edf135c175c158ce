// Events in a real store: every field comes back, a smaller capacity is refused, a raised one promotes, a moved
// deadline judges pending ones anew.
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

const UtcMillis kOctober = on("2025-10-03", "09:00");

Event full_event() {
  Event event = sample_event("EBINA", 30);
  event.title = "令和7年度 第1回多職種向け研修会";
  event.venue = "海老名市医療センター 3階 大会議室";
  event.timezone = "Asia/Seoul";
  event.ends_at = at("20:30");
  event.deadline_date_only = true;
  event.tolerance = 3;
  event.room_limit = 40;
  event.organiser = "えびな在宅医療相談室";
  event.co_organisers = {"医療法人社団福寿会", "愛川北部病院"};
  event.secretariat = "高齢介護課";
  event.contact = "046-000-0000";
  event.theme = "在宅・施設での急変時対応";
  event.audience = "市内の医療・介護関係者";
  event.lecturers = {"𠮷田 医師", "髙橋 看護師"};
  event.noun = "講演会";
  event.channels = {"google-form", "fax"};
  event.walk_in = WalkInPolicy::staff;
  event.early_minutes = 45;
  event.last_entry_at = at("20:00");
  event.re_entry = false;
  event.exit_scan = true;
  event.release_no_shows_at = at("18:45");
  event.promote_until = at("17:00");
  event.post_rule = PostRule::postmark;
  event.minimum_minutes = 60;
  event.professions = {"医師", "看護師"};
  event.series = "R7";
  event.notice = "利用目的";
  event.retention_days = 90;
  event.form = {{"q1", "質問"}, {"q2", "どの職種に"}};
  event.display = {true, true, true};
  event.print_name_tags = true;
  return event;
}

void expect_equal(const Event& a, const Event& b) {
  EXPECT_EQ(a.code, b.code);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.venue, b.venue);
  EXPECT_EQ(a.timezone, b.timezone);
  EXPECT_EQ(a.starts_at, b.starts_at);
  EXPECT_EQ(a.doors_open_at, b.doors_open_at);
  EXPECT_EQ(a.ends_at, b.ends_at);
  EXPECT_EQ(a.deadline, b.deadline);
  EXPECT_EQ(a.deadline_date_only, b.deadline_date_only);
  EXPECT_EQ(a.capacity, b.capacity);
  EXPECT_EQ(a.tolerance, b.tolerance);
  EXPECT_EQ(a.room_limit, b.room_limit);
  EXPECT_EQ(a.organiser, b.organiser);
  EXPECT_EQ(a.co_organisers, b.co_organisers);
  EXPECT_EQ(a.secretariat, b.secretariat);
  EXPECT_EQ(a.contact, b.contact);
  EXPECT_EQ(a.theme, b.theme);
  EXPECT_EQ(a.audience, b.audience);
  EXPECT_EQ(a.lecturers, b.lecturers);
  EXPECT_EQ(a.noun, b.noun);
  EXPECT_EQ(a.channels, b.channels);
  EXPECT_EQ(a.walk_in, b.walk_in);
  EXPECT_EQ(a.early_minutes, b.early_minutes);
  EXPECT_EQ(a.last_entry_at, b.last_entry_at);
  EXPECT_EQ(a.re_entry, b.re_entry);
  EXPECT_EQ(a.exit_scan, b.exit_scan);
  EXPECT_EQ(a.release_no_shows_at, b.release_no_shows_at);
  EXPECT_EQ(a.promote_until, b.promote_until);
  EXPECT_EQ(a.post_rule, b.post_rule);
  EXPECT_EQ(a.minimum_minutes, b.minimum_minutes);
  EXPECT_EQ(a.professions, b.professions);
  EXPECT_EQ(a.series, b.series);
  EXPECT_EQ(a.notice, b.notice);
  EXPECT_EQ(a.retention_days, b.retention_days);
  ASSERT_EQ(a.form.size(), b.form.size());
  for (std::size_t i = 0; i < a.form.size(); ++i) {
    EXPECT_EQ(a.form[i].id, b.form[i].id);
    EXPECT_EQ(a.form[i].label, b.form[i].label);
  }
  EXPECT_EQ(a.display.attendee_search, b.display.attendee_search);
  EXPECT_EQ(a.display.search_checks_in, b.display.search_checks_in);
  EXPECT_EQ(a.display.show_facility, b.display.show_facility);
  EXPECT_EQ(a.print_name_tags, b.print_name_tags);
}

Event load(Roster& roster) { return must(must(Reader::open(roster.folder())).load_event(roster.code())).event; }
EventCounts counts(Roster& roster) {
  return must(must(Reader::open(roster.folder())).load_event(roster.code())).counts;
}
RegistrationRow row(Roster& roster, const std::string& name) {
  return must(must(Reader::open(roster.folder())).load_registration(roster.code(), roster.id(name).value));
}

TEST(StoreEvents, KeepsEveryField) {
  Roster roster;
  roster.event(full_event());
  expect_equal(load(roster), full_event());
}

TEST(StoreEvents, KeepsEveryFieldOfAChangeAndEmptiesWhatIsGone) {
  Roster roster;
  roster.event(full_event());
  Event plain = sample_event("EBINA", std::nullopt);
  plain.deadline.reset();
  plain.ends_at.reset();
  must(roster.store().set_event(plain, by_staff(kOctober)));
  expect_equal(load(roster), plain);
  must(roster.store().set_event(full_event(), by_staff(kOctober)));
  expect_equal(load(roster), full_event());
}

TEST(StoreEvents, RefusesACodeThatIsTakenOrIsNoCode) {
  Roster roster;
  roster.event("EBINA", 30);
  const auto again = roster.store().add_event(sample_event("EBINA", 10), by_staff(kOctober));
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, Code::bad_call);
  for (const char* code : {"", "ebina", "EBINA 1", "えびな", "A234567890123456789012345"}) {
    const auto bad = roster.store().add_event(sample_event(code, 10), by_staff(kOctober));
    ASSERT_FALSE(bad.has_value()) << code;
    EXPECT_EQ(bad.error().code, Code::bad_call);
  }
}

TEST(StoreEvents, NamesTheEventsThereAreWhenAskedForAnother) {
  Roster roster;
  roster.event("EBINA", 30).event("AIKAWA", 80);
  Reader reader = must(Reader::open(roster.folder()));
  const auto missing = reader.load_event(EventCode("EBIMA"));
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, Code::not_found);
  EXPECT_THAT(missing.error().what, HasSubstr("AIKAWA"));
  EXPECT_THAT(missing.error().what, HasSubstr("EBINA"));
  const auto unset = roster.store().set_event(sample_event("EBIMA", 3), by_staff(kOctober));
  ASSERT_FALSE(unset.has_value());
  EXPECT_EQ(unset.error().code, Code::not_found);
  EXPECT_EQ(must(reader.list_events()).size(), 2U);
}

TEST(StoreEvents, RefusesACapacityBelowTheSeatsThatAreHeld) {
  Roster roster;
  roster.event("A", 3).attendees(3);
  const auto refused = roster.store().set_event(sample_event("A", 2), by_staff(kOctober));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
  EXPECT_EQ(load(roster).capacity, 3);
  // What the store remembers of the event is the old one as well.
  EXPECT_EQ(roster.attendee("四人目").status_at_first("四人目"), RegistrationStatus::waitlisted);
}

TEST(StoreEvents, TakesACapacityBelowHeldByTheOverridesThatWereGiven) {
  Roster roster;
  Event event = sample_event("A", 2);
  event.tolerance = 1;
  roster.event(event).attendees(2);
  RegisterRequest request;
  request.event = roster.code();
  request.application.attendees = {person("電話の方")};
  request.override_reason = Override{OverrideReason::phone_call, ""};
  EXPECT_EQ(must(roster.store().register_application(request, by_staff(kOctober)))[0].status,
            RegistrationStatus::confirmed);
  event.title = "改題";
  EXPECT_TRUE(roster.store().set_event(event, by_staff(kOctober)).has_value());
  event.capacity = 1;
  EXPECT_FALSE(roster.store().set_event(event, by_staff(kOctober)).has_value());
}

TEST(StoreEvents, RefusesARoomSmallerThanTheCapacity) {
  Roster roster;
  roster.event("A", 3);
  Event event = sample_event("A", 3);
  event.room_limit = 2;
  const auto refused = roster.store().set_event(event, by_staff(kOctober));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
}

TEST(StoreEvents, ARaisedCapacityPromotesInOrderOfReceipt) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  roster.attendee(person("後の方"), on("2025-10-02", "12:00"));
  roster.attendee(person("先の方"), on("2025-10-01", "12:00"));
  roster.attendee(person("中の方"), on("2025-10-01", "18:00"));
  const auto changed = must(roster.store().set_event(sample_event("A", 3), by_staff(kOctober)));
  EXPECT_THAT(changed.promoted, ElementsAre(roster.id("先の方"), roster.id("中の方")));
  EXPECT_EQ(changed.summary.counts.held, 3);
  EXPECT_EQ(changed.summary.counts.waitlisted, 1);
  EXPECT_EQ(changed.summary.counts.seats_free, 0);
  EXPECT_EQ(row(roster, "後の方").status, RegistrationStatus::waitlisted);
}

TEST(StoreEvents, ACapacityThatIsGonePromotesAll) {
  Roster roster;
  roster.event("A", 1).attendees(4);
  EXPECT_EQ(must(roster.store().set_event(sample_event("A", std::nullopt), by_staff(kOctober))).promoted.size(), 3U);
  EXPECT_EQ(counts(roster).seats_free, std::nullopt);
}

TEST(StoreEvents, NobodyIsPromotedByItselfOnceReceptionIsOpen) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  EXPECT_THAT(must(roster.store().set_event(sample_event("A", 2), by_staff(at("18:00")))).promoted, IsEmpty());
}

TEST(StoreEvents, AMovedDeadlineJudgesPendingOnesAnewInOrderOfReceipt) {
  Roster roster;
  roster.event("A", 1);
  roster.attendee(person("遅い方"), on("2025-10-12", "10:00"))
      .attendee(person("少し遅い方"), on("2025-10-11", "10:00"));
  EXPECT_EQ(roster.status_at_first("遅い方"), RegistrationStatus::pending);
  Event event = sample_event("A", 1);
  event.deadline = on("2025-10-12", "23:59");
  const auto changed = must(roster.store().set_event(event, by_staff(on("2025-10-13", "09:00"))));
  EXPECT_EQ(row(roster, "少し遅い方").status, RegistrationStatus::confirmed);
  EXPECT_FALSE(row(roster, "少し遅い方").late);
  EXPECT_EQ(row(roster, "遅い方").status, RegistrationStatus::waitlisted);
  EXPECT_EQ(changed.summary.counts.pending, 0);
}

TEST(StoreEvents, ADeadlineMovedBackTouchesNobodyWhoIsConfirmed) {
  Roster roster;
  roster.event("A", 5).attendees(2);
  Attendee namesake = person("参加者1");
  roster.attendee(namesake, on("2025-10-02", "10:00"));
  EXPECT_EQ(roster.status_at_first("参加者1"), RegistrationStatus::pending);  // suspected
  Event event = sample_event("A", 5);
  event.deadline = on("2025-09-30", "23:59");
  must(roster.store().set_event(event, by_staff(kOctober)));
  EXPECT_EQ(counts(roster).confirmed, 2);
  EXPECT_EQ(counts(roster).pending, 1);
  EXPECT_TRUE(row(roster, "参加者1").late);
  // And forward again: in time, still suspected, still for staff.
  must(roster.store().set_event(sample_event("A", 5), by_staff(kOctober)));
  EXPECT_FALSE(row(roster, "参加者1").late);
  EXPECT_EQ(row(roster, "参加者1").status, RegistrationStatus::pending);
  EXPECT_TRUE(row(roster, "参加者1").suspected_duplicate);
}

TEST(StoreEvents, AnotherWindowSeesTheChangedEventAtOnce) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  Store other = must(Store::open(roster.folder()));
  must(other.set_event(sample_event("A", 2), by_staff(kOctober)));
  EXPECT_EQ(roster.attendee("二人目").status_at_first("二人目"), RegistrationStatus::confirmed);
}

}  // namespace
}  // namespace uketsuke::testing
