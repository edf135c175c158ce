// Event files: every key, every way to get one wrong, all problems at once with key and line; `event set`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "kiosk/intake/event_toml.h"

namespace uketsuke {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kLeast = "code = \"A-1\"\ntitle = \"t\"\nvenue = \"v\"\nstarts_at = 2025-10-24T18:30:00+09:00\n";

UtcMillis at(const std::string& text) { return parse_rfc3339(text).value(); }

Event good(const std::string& more) {
  const auto event = parse_event_toml(kLeast + more, "e.toml");
  EXPECT_TRUE(event) << event.error().what;
  return event.value_or(Event{});
}

std::string wrong(const std::string& text) {
  const auto event = parse_event_toml(text, "e.toml");
  EXPECT_FALSE(event) << text;
  if (event) return {};
  EXPECT_EQ(event.error().code, Code::bad_input);
  EXPECT_EQ(event.error().where, "e.toml");
  return event.error().what;
}

TEST(EventToml, TakesTheDefaultsOfTheContract) {
  const Event event = good("");
  EXPECT_EQ(event.doors_open_at, event.starts_at);
  EXPECT_FALSE(event.deadline);
  EXPECT_FALSE(event.capacity);
  EXPECT_EQ(event.timezone, "Asia/Tokyo");
  EXPECT_EQ(event.tolerance, 0);
  EXPECT_EQ(event.noun, "研修会");
  EXPECT_EQ(event.walk_in, WalkInPolicy::free_seats);
  EXPECT_EQ(event.early_minutes, 30);
  EXPECT_TRUE(event.re_entry);
  EXPECT_FALSE(event.exit_scan);
  EXPECT_EQ(event.post_rule, PostRule::arrival);
  EXPECT_FALSE(event.display.attendee_search);
}

TEST(EventToml, ReadsEveryKey) {
  const Event event = good(R"(
deadline = 2025-10-10
capacity = 30
tolerance = 3
room_limit = 40
ends_at = "2025-10-24T20:30:00+09:00"
doors_open_at = 2025-10-24T18:00:00
organiser = "o"
co_organisers = ["c1", "c2"]
secretariat = "s"
contact = "k"
theme = "th"
audience = "au"
lecturers = ["l"]
noun = "会議"
channels = ["fax"]
walk_in = "none"
early_minutes = 15
last_entry_at = 2025-10-24T19:00:00+09:00
re_entry = false
exit_scan = true
release_no_shows_at = 2025-10-24T18:45:00+09:00
promote_until = 2025-10-23
post_rule = "postmark"
minimum_minutes = 60
professions = ["医師"]
series = "R7"
notice = "n"
retention_days = 365
[form]
zeta = "一つ目"
alpha = "二つ目"
[display]
attendee_search = true
search_checks_in = true
show_facility = true
)");
  EXPECT_EQ(event.deadline, at("2025-10-10T23:59:59.999+09:00"));
  EXPECT_TRUE(event.deadline_date_only);
  EXPECT_EQ(event.capacity, 30);
  EXPECT_EQ(event.tolerance, 3);
  EXPECT_EQ(event.room_limit, 40);
  EXPECT_EQ(event.ends_at, at("2025-10-24T20:30:00+09:00"));
  EXPECT_EQ(event.doors_open_at, at("2025-10-24T18:00:00+09:00"));  // a local time is in the event's zone
  EXPECT_EQ(event.co_organisers.size(), 2U);
  EXPECT_EQ(event.walk_in, WalkInPolicy::none);
  EXPECT_EQ(event.early_minutes, 15);
  EXPECT_FALSE(event.re_entry);
  EXPECT_TRUE(event.exit_scan);
  EXPECT_EQ(event.promote_until, at("2025-10-23T23:59:59.999+09:00"));
  EXPECT_EQ(event.post_rule, PostRule::postmark);
  EXPECT_EQ(event.minimum_minutes, 60);
  EXPECT_EQ(event.retention_days, 365);
  ASSERT_EQ(event.form.size(), 2U);
  EXPECT_EQ(event.form[0].id, "zeta");
  EXPECT_TRUE(event.display.attendee_search && event.display.search_checks_in && event.display.show_facility);
}

TEST(EventToml, AQuestionnaireIsAnHttpsAddress) {
  const auto event = apply_event_settings(good(""), {"form.questionnaire=https://forms.example.jp/a"});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->form.back().label, "https://forms.example.jp/a");
  EXPECT_TRUE(apply_event_settings(*event, {"form.questionnaire="})->form.empty());
  for (const char* other : {"http://forms.example.jp/a", "アンケート", "https://"}) {
    EXPECT_FALSE(apply_event_settings(good(""), {std::string("form.questionnaire=") + other})) << other;
  }
}

TEST(EventToml, ReadsADeadlineInEveryForm) {
  EXPECT_EQ(good("deadline = \"2025-10-10\"\n").deadline, at("2025-10-10T23:59:59.999+09:00"));
  EXPECT_EQ(good("deadline = 2025-10-10T17:00:00+09:00\n").deadline, at("2025-10-10T17:00:00+09:00"));
  EXPECT_EQ(good("deadline = 2025-10-10T08:00:00Z\n").deadline, at("2025-10-10T17:00:00+09:00"));
  EXPECT_EQ(good("deadline = 2025-10-10 17:00:00\n").deadline, at("2025-10-10T17:00:00+09:00"));
  EXPECT_EQ(good("deadline = \"2025-10-10T17:00\"\n").deadline, at("2025-10-10T17:00:00+09:00"));
  EXPECT_EQ(good("deadline = \"令和7年10月10日\"\n").deadline, at("2025-10-10T23:59:59.999+09:00"));
  EXPECT_FALSE(good("deadline = 2025-10-10T17:00:00+09:00\n").deadline_date_only);
}

TEST(EventToml, JudgesZonelessTimesInTheEventsOwnZoneWhereverItStands) {
  const auto event = parse_event_toml(
      "starts_at = 2025-10-24T18:30:00\ncode = \"A\"\ntitle = \"t\"\nvenue = \"v\"\ntimezone = \"Europe/Berlin\"\n",
      "e");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->starts_at, at("2025-10-24T18:30:00+02:00"));
}

TEST(EventToml, NamesAnUnknownKeyAndTheNearestKnownOne) {
  EXPECT_THAT(wrong(kLeast + "capasity = 30\n"),
              AllOf(HasSubstr("line 5"), HasSubstr("capasity"), HasSubstr("\"capacity\"")));
  EXPECT_THAT(wrong(kLeast + "[display]\nattendee_serch = true\n"),
              AllOf(HasSubstr("line 6"), HasSubstr("\"attendee_search\"")));
  EXPECT_THAT(wrong(kLeast + "[desplay]\n"), HasSubstr("\"display\""));
}

TEST(EventToml, NamesEveryMissingKeyAtOnce) {
  EXPECT_THAT(wrong(""), AllOf(HasSubstr("code"), HasSubstr("title"), HasSubstr("venue"), HasSubstr("starts_at")));
}

struct WrongCase {
  const char* line;
  const char* says;
};

class EventTomlWrong : public ::testing::TestWithParam<WrongCase> {};

TEST_P(EventTomlWrong, IsRefusedWithKeyAndLine) {
  const std::string key = std::string(GetParam().line).substr(0, std::string(GetParam().line).find(' '));
  EXPECT_THAT(wrong(kLeast + GetParam().line + "\n"),
              AllOf(HasSubstr("line 5"), HasSubstr(key), HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(
    Types, EventTomlWrong,
    ::testing::Values(WrongCase{"capacity = \"30\"", "a whole number"}, WrongCase{"capacity = 30.5", "point"},
                      WrongCase{"capacity = -1", "negative"}, WrongCase{"capacity = 9223372036854775807", "at most"},
                      WrongCase{"tolerance = -1", "negative"}, WrongCase{"early_minutes = -5", "negative"},
                      WrongCase{"exit_scan = \"yes\"", "true or false"}, WrongCase{"lecturers = \"one\"", "list"},
                      WrongCase{"lecturers = [1]", "list of texts"}, WrongCase{"theme = 3", "text"},
                      WrongCase{"noun = \"　\"", "empty"}, WrongCase{"walk_in = \"maybe\"", "free-seats"},
                      WrongCase{"post_rule = \"x\"", "postmark"}, WrongCase{"timezone = \"Asia/Tokio\"", "time zone"},
                      WrongCase{"deadline = \"soon\"", "no time"}, WrongCase{"deadline = 18:00:00", "date is missing"},
                      WrongCase{"ends_at = 2025-10-24", "time of day"}, WrongCase{"form = 3", "[form]"}));

INSTANTIATE_TEST_SUITE_P(Contradictions, EventTomlWrong,
                         ::testing::Values(WrongCase{"ends_at = 2025-10-24T18:30:00+09:00", "not after starts_at"},
                                           WrongCase{"doors_open_at = 2025-10-24T19:00:00+09:00", "after starts_at"},
                                           WrongCase{"deadline = 2025-10-25", "after the day"},
                                           WrongCase{"last_entry_at = 2025-10-24T18:00:00+09:00", "nobody could enter"},
                                           WrongCase{"release_no_shows_at = 2025-10-24T12:00:00+09:00", "every seat"},
                                           WrongCase{"minimum_minutes = 60", "exit_scan"}));

TEST(EventToml, RefusesARoomSmallerThanTheCapacity) {
  EXPECT_THAT(wrong(kLeast + "capacity = 30\nroom_limit = 29\n"), AllOf(HasSubstr("line 6"), HasSubstr("room_limit")));
  EXPECT_EQ(good("capacity = 30\nroom_limit = 30\n").room_limit, 30);
}

TEST(EventToml, RefusesABadCode) {
  for (const char* code : {"", "ebina", "A B", "A_B", "ABCDEFGHIJKLMNOPQRSTUVWXY", "海老名", "A\\u0000"}) {
    EXPECT_THAT(wrong(std::string("code = \"") + code +
                      "\"\ntitle = \"t\"\nvenue = \"v\"\nstarts_at = 2025-10-24T18:30:00+09:00\n"),
                HasSubstr("line 1: code"))
        << code;
  }
}

TEST(EventToml, TellsAllProblemsInTheOrderOfTheLines) {
  const std::string what = wrong(kLeast + "walk_in = \"x\"\ncapacity = -1\nthem = \"y\"\n");
  EXPECT_LT(what.find("line 5: walk_in"), what.find("line 6: capacity"));
  EXPECT_LT(what.find("line 6: capacity"), what.find("line 7: them"));
}

TEST(EventToml, RefusesWhatIsNoToml) {
  EXPECT_THAT(wrong("code = \n"), HasSubstr("line 1"));
  EXPECT_THAT(wrong(kLeast + "title = \"again\"\n"), HasSubstr("line 5"));
  EXPECT_THAT(wrong("\xff\xfe"), HasSubstr("UTF-8"));
  wrong(std::string(100'000, '['));
  EXPECT_EQ(read_event_file("/nonexistent.toml").error().code, Code::not_found);
  EXPECT_EQ(read_event_file("/tmp").error().code, Code::bad_input);
}

TEST(EventSet, AppliesSettingsInOrder) {
  const auto event = apply_event_settings(good("capacity = 30\n"),
                                          {"capacity=35", "deadline=2025-10-12", "lecturers=甲, 乙", "exit_scan=true",
                                           "display.attendee_search=true", "form.meal=お弁当", "contact=a=b"});
  ASSERT_TRUE(event) << event.error().what;
  EXPECT_EQ(event->capacity, 35);
  EXPECT_EQ(event->deadline, at("2025-10-12T23:59:59.999+09:00"));
  EXPECT_EQ(event->lecturers, (std::vector<std::string>{"甲", "乙"}));
  EXPECT_TRUE(event->exit_scan);
  EXPECT_TRUE(event->display.attendee_search);
  EXPECT_EQ(event->form.at(0).label, "お弁当");
  EXPECT_EQ(event->contact, "a=b");
}

TEST(EventSet, UnsetsWithAnEmptyValue) {
  const auto event = apply_event_settings(good("capacity = 30\ndeadline = 2025-10-10\n"), {"capacity=", "deadline="});
  ASSERT_TRUE(event);
  EXPECT_FALSE(event->capacity);
  EXPECT_FALSE(event->deadline);
  EXPECT_FALSE(event->deadline_date_only);
  EXPECT_FALSE(apply_event_settings(good(""), {"title="}));
  EXPECT_FALSE(apply_event_settings(good(""), {"starts_at="}));
}

TEST(EventSet, MovesTheDoorsWithTheStartWhereTheyWereTheSame) {
  EXPECT_EQ(apply_event_settings(good(""), {"starts_at=2025-10-24 19:00"})->doors_open_at,
            at("2025-10-24T19:00:00+09:00"));
  EXPECT_EQ(apply_event_settings(good("doors_open_at = 2025-10-24T18:00:00+09:00\n"), {"starts_at=2025-10-24 19:00"})
                ->doors_open_at,
            at("2025-10-24T18:00:00+09:00"));
}

TEST(EventSet, RefusesWhatCannotBeSet) {
  const Event event = good("capacity = 30\n");
  EXPECT_EQ(apply_event_settings(event, {"code=B"}).error().code, Code::bad_call);
  EXPECT_EQ(apply_event_settings(event, {"timezone=UTC"}).error().code, Code::bad_call);
  EXPECT_EQ(apply_event_settings(event, {"capacity"}).error().code, Code::bad_call);
  EXPECT_THAT(apply_event_settings(event, {"capasity=1"}).error().what, HasSubstr("\"capacity\""));
  EXPECT_THAT(apply_event_settings(event, {"capacity=many"}).error().what, HasSubstr("whole number"));
  EXPECT_THAT(apply_event_settings(event, {"room_limit=10"}).error().what, HasSubstr("room_limit"));
  EXPECT_THAT(apply_event_settings(event, {"title=\xff"}).error().what, Not(HasSubstr("\xff")));
}

}  // namespace
}  // namespace uketsuke
