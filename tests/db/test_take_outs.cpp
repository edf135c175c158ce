// 持出し: every list that left is a fact without a name; what lists read beside the roster.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/list_reader.h"
#include "db/take_outs.h"
#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::Guarded;
using testing::must;
using testing::sample_event;

TEST(TakeOuts, AreLoggedInOrder) {
  Guarded store;
  store.roster.event(sample_event("A", 9));
  const std::string folder = store.roster.store().folder();
  ASSERT_TRUE(log_take_out(folder, {EventCode("A"), "attendance", "xlsx", 3}, by_staff(at("21:00"))));
  ASSERT_TRUE(log_take_out(folder, {EventCode("A"), "roster", "csv+zip", 0}, by_staff(at("21:01"))));
  const auto logged = must(list_take_outs(folder, EventCode("A")));
  ASSERT_EQ(logged.size(), 2U);
  EXPECT_EQ(logged[0].take_out.what, "attendance");
  EXPECT_EQ(logged[0].take_out.rows, 3);
  EXPECT_EQ(logged[0].happened, at("21:00"));
  EXPECT_EQ(logged[0].by, by_staff(at("21:00")).by);
  EXPECT_EQ(logged[1].take_out.format, "csv+zip");
  EXPECT_TRUE(must(list_take_outs(folder, EventCode("B"))).empty());
}

TEST(TakeOuts, AreOnlyEverAdded) {
  Guarded store;
  store.roster.event(sample_event("A", 9));
  ASSERT_TRUE(log_take_out(store.roster.store().folder(), {EventCode("A"), "roster", "csv", 1}, by_staff(at("21:00"))));
  EXPECT_FALSE(
      log_take_out(store.roster.store().folder(), {EventCode("B"), "roster", "csv", 1}, by_staff(at("21:00"))));
  EXPECT_FALSE(log_take_out(store.roster.store().folder(), {EventCode("A"), "", "csv", 1}, by_staff(at("21:00"))));
  store.open();
  store.expect_refused("UPDATE%OR% take_outs SET rows = 0");
  store.expect_refused("DELETE FROM take_outs", {""});
  store.expect_refused(
      "INSERT%OR% INTO take_outs SELECT id, event, what, format, 9, origin, happened_utc_ms, hlc, done_by FROM "
      "take_outs");
  store.expect_refused(
      "INSERT%OR% INTO take_outs SELECT 'x', event, what, format, -1, origin, happened_utc_ms, hlc, done_by FROM "
      "take_outs");
}

TEST(ListReader, HasQuestionsOfThoseWhoAreStillIn) {
  Guarded store;
  store.roster.event(sample_event("A", 9));
  const auto ask = [&store](const std::string& name, const std::string& text) {
    RegisterRequest request;
    request.event = EventCode("A");
    request.application.attendees = {testing::person(name)};
    request.application.questions = {{"医師", text}};
    return must(store.roster.store().register_application(request, by_staff(at("09:00")))).front().registration;
  };
  ask("一", "往診は");
  const RegistrationId gone = ask("二", "取り下げた質問");
  must(store.roster.store().cancel(EventCode("A"), gone, by_staff(at("10:00"))));
  auto reader = must(ListReader::open(store.roster.store().folder()));
  const auto questions = must(reader.list_questions(EventCode("A")));
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].text, "往診は");
  EXPECT_FALSE(ListReader::open("/nonexistent"));
}

}  // namespace
}  // namespace uketsuke
