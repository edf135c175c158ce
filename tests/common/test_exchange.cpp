// What comes next between a kiosk and the hub, what is taken of what arrives, and the clocks.
#include <gtest/gtest.h>

#include "common/double_entry.h"
#include "common/exchange.h"

namespace uketsuke {
namespace {

const KioskId kHere{"here"};
const KioskId kThere{"there"};

BatchHead batch(std::int64_t seq, std::string id, std::string previous) {
  BatchHead head;
  head.event = EventCode("E");
  head.origin = kThere;
  head.seq = seq;
  head.id = std::move(id);
  head.previous = std::move(previous);
  return head;
}

TEST(Exchange, TakesBatchesInOrderAndOnce) {
  EXPECT_EQ(judge_arrival({}, batch(1, "a", "")), Arrival::next);
  EXPECT_EQ(judge_arrival({1, "a"}, batch(2, "b", "a")), Arrival::next);
  EXPECT_EQ(judge_arrival({2, "b"}, batch(2, "b", "a")), Arrival::known);
  EXPECT_EQ(judge_arrival({2, "b"}, batch(1, "a", "")), Arrival::known);
  EXPECT_EQ(judge_arrival({1, "a"}, batch(3, "c", "b")), Arrival::gap);
}

TEST(Exchange, SeesThatTheHubHasAnotherHistory) {
  EXPECT_EQ(judge_arrival({1, "a"}, batch(2, "x", "not a")), Arrival::other_history);
  EXPECT_EQ(judge_arrival({2, "b"}, batch(2, "x", "a")), Arrival::other_history);
  EXPECT_EQ(judge_arrival({}, batch(1, "a", "something")), Arrival::other_history);
}

TEST(Exchange, PicksEachNewFactOnce) {
  BatchHead head = batch(1, "a", "");
  head.facts = {FactId("1"), FactId("2"), FactId("1"), FactId("3")};
  const auto news = pick_news(head, [](const FactId& fact) { return fact.value == "2"; });
  EXPECT_EQ(news, (std::vector<FactId>{FactId("1"), FactId("3")}));
}

ExchangeView level_view() {
  ExchangeView view;
  view.self = kHere;
  view.places = {{kHere, {2, "h2"}}, {kThere, {3, "t3"}}};
  view.heads = view.places;
  return view;
}

TEST(Exchange, PullsThenPutsThenReportsThenRests) {
  ExchangeView view = level_view();
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::rest);
  view.report_due = true;
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::report);
  view.waiting = 1;
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::put);
  view.heads[kThere] = {4, "t4"};
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::pull);
  view.heads[kHere] = {2, "other"};
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::start_over);
}

TEST(Exchange, StartsOverWhereTheHubForgot) {
  ExchangeView view = level_view();
  view.heads[kThere] = {2, "t2"};
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::start_over);
  view.heads.erase(kThere);
  EXPECT_EQ(decide_next_exchange(view), ExchangeStep::start_over);
}

TEST(Exchange, WantsItsOwnBatchesFirst) {
  const auto wanted = list_wanted(kThere, {{kHere, {1, "h1"}}}, {{kHere, {2, "h2"}}, {kThere, {3, "t3"}}});
  ASSERT_EQ(wanted.size(), 2u);
  EXPECT_EQ(wanted[0].origin, kThere);
  EXPECT_EQ(wanted[0].after, 0);
  EXPECT_EQ(wanted[1].origin, kHere);
  EXPECT_EQ(wanted[1].after, 1);
}

TEST(Exchange, SendsTheEarliestFactsBehindItsLastBatch) {
  const BatchLimits limits{EventCode("E"), kHere, "new", 2};
  const BatchHead head =
      begin_batch(limits, {4, "h4"}, {{FactId("c"), {30}}, {FactId("b"), {20}}, {FactId("a"), {20}}});
  EXPECT_EQ(head.place(), (BatchPlace{5, "new"}));
  EXPECT_EQ(head.previous, "h4");
  EXPECT_EQ(head.facts, (std::vector<FactId>{FactId("a"), FactId("b")}));
  EXPECT_EQ(head.first, HybridClock{20});
  EXPECT_EQ(head.last, HybridClock{20});
}

TEST(Exchange, HubTakesOnlyWhatFollows) {
  EXPECT_EQ(judge_put({true, {1, "a"}, false}, batch(2, "b", "a")), PutAnswer::taken);
  EXPECT_EQ(judge_put({true, {2, "b"}, true}, batch(2, "b", "a")), PutAnswer::same_again);
  EXPECT_EQ(judge_put({true, {2, "x"}, false}, batch(2, "b", "a")), PutAnswer::out_of_step);
  EXPECT_EQ(judge_put({true, {1, "x"}, false}, batch(2, "b", "a")), PutAnswer::out_of_step);
  EXPECT_EQ(judge_put({true, {1, "a"}, false}, batch(3, "c", "b")), PutAnswer::out_of_step);
  EXPECT_EQ(judge_put({true, {1, "a"}, true}, batch(2, "b", "a")), PutAnswer::known_fact);
  EXPECT_EQ(judge_put({false, {1, "a"}, false}, batch(2, "b", "a")), PutAnswer::stale_session);
}

DoorMovement move(const char* id, const KioskId& door, Direction direction, std::int64_t happened) {
  return {{CheckInId(id), direction, {happened}, {happened}}, door};
}

std::vector<std::pair<std::string, std::string>> doubles(const std::vector<DoorMovement>& movements,
                                                         bool re_entry = true) {
  std::vector<std::pair<std::string, std::string>> ids;
  for (const DoubleEntry& one : find_double_entries(movements, re_entry)) {
    ids.emplace_back(one.entry.movement.id.value, one.check_in.movement.id.value);
  }
  return ids;
}
using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(DoubleEntry, IsTheLaterOfTwoDoorsHoweverTheyCame) {
  const auto early = move("a", kHere, Direction::entry, 10);
  const auto late = move("b", kThere, Direction::entry, 20);
  EXPECT_EQ(doubles({early, late}), (Pairs{{"b", "a"}}));
  EXPECT_EQ(doubles({late, early}), (Pairs{{"b", "a"}}));
}

TEST(DoubleEntry, IsDecidedByClockAndIdWhereTheTimesAreTheSame) {
  DoorMovement a = move("a", kHere, Direction::entry, 10);
  DoorMovement b = move("b", kThere, Direction::entry, 10);
  EXPECT_EQ(doubles({b, a}), (Pairs{{"b", "a"}}));
  a.movement.hlc = {11};
  EXPECT_EQ(doubles({b, a}), (Pairs{{"a", "b"}}));
}

TEST(DoubleEntry, IsNoneAfterAnExitUnlessNobodyMayComeBack) {
  const std::vector<DoorMovement> movements = {move("a", kHere, Direction::entry, 10),
                                               move("x", kHere, Direction::exit, 15),
                                               move("b", kThere, Direction::entry, 20)};
  EXPECT_EQ(doubles(movements), Pairs{});
  EXPECT_EQ(doubles(movements, false), (Pairs{{"b", "a"}}));
}

TEST(DoubleEntry, IsNoneAtTheSameDoor) {
  EXPECT_EQ(doubles({move("a", kHere, Direction::entry, 10), move("b", kHere, Direction::entry, 20)}), Pairs{});
}

TEST(DoubleEntry, EachFurtherDoorIsOne) {
  const KioskId third("third");
  EXPECT_EQ(doubles({move("a", kHere, Direction::entry, 10), move("b", kThere, Direction::entry, 20),
                     move("c", third, Direction::entry, 30), move("x", third, Direction::exit, 40),
                     move("d", third, Direction::entry, 50), move("e", kHere, Direction::entry, 60)}),
            (Pairs{{"b", "a"}, {"c", "a"}, {"e", "d"}}));
}

TEST(ClockReading, ToleratesTwoSecondsAndTheWay) {
  EXPECT_EQ(measure_clock_ahead({{10'000}, {10'100}, {10'200}}), 0);
  EXPECT_EQ(measure_clock_ahead({{10'000}, {5'100}, {10'200}}), 4'900);
  EXPECT_EQ(measure_clock_ahead({{10'000}, {15'100}, {10'200}}), -4'900);
  EXPECT_FALSE(clock_is_off({{10'000}, {8'000}, {10'000}}));
  EXPECT_TRUE(clock_is_off({{10'000}, {7'999}, {10'000}}));
  EXPECT_TRUE(clock_is_off({{10'000}, {12'001}, {10'000}}));
  EXPECT_FALSE(clock_is_off({{10'000}, {14'000}, {16'000}})) << "the answer took long: it may be right";
  EXPECT_FALSE(clock_is_off({{10'000}, {90'000}, {5'000}})) << "the clock was set in between";
}

}  // namespace
}  // namespace uketsuke
