// Seats between the hub and its kiosks: nothing is granted twice, whatever is lost, late or comes twice.
#include <gtest/gtest.h>

#include "common/escrow.h"

namespace uketsuke {
namespace {

const KioskId kFirst{"first"};
const KioskId kSecond{"second"};

SeatRules rules(std::int64_t capacity, std::int64_t tolerance = 0) {
  SeatRules rules;
  rules.capacity = capacity;
  rules.tolerance = tolerance;
  return rules;
}

/// Two kiosks of one event.
struct Two {
  SeatLedger ledger;
  SeatAccount first = begin_account("life 1");
  SeatAccount second = begin_account("life 2");
  Places heads{{kFirst, {1, "a"}}};

  explicit Two(const SeatRules& seats, std::int64_t held = 0) : ledger(begin_ledger(seats, held)) {
    add_kiosk(ledger, kFirst);
    add_kiosk(ledger, kSecond);
  }

  static SeatReport report(const SeatAccount& account, SeatNumbers wish) {
    SeatReport told;
    told.account = account;
    told.wish = {wish, wish};
    return told;
  }
  SeatAnswer tell(const KioskId& kiosk, const SeatReport& told) {
    ReportFacts facts;
    facts.heads = heads;
    return take_report(ledger, kiosk, told, facts);
  }
  /// Asks and takes the answer in.
  SeatAnswer ask(const KioskId& kiosk, SeatNumbers wish, std::optional<LevelReport> level = {}) {
    SeatAccount& account = kiosk == kFirst ? first : second;
    SeatReport told = report(account, wish);
    told.level = std::move(level);
    SeatAnswer answer = tell(kiosk, told);
    take_answer(account, answer);
    return answer;
  }
  [[nodiscard]] LevelReport level(std::int64_t held) const { return {heads, held, 77}; }
};

void spend(SeatAccount& account, int seats) {
  for (int i = 0; i < seats; ++i) ASSERT_TRUE(spend_seat(account, SeatKind::within));
}

TEST(Escrow, CountsBothKindsWithinTheRoom) {
  EXPECT_EQ(count_seats({30, 3, std::nullopt}), (SeatNumbers{30, 3}));
  EXPECT_EQ(count_seats({30, 3, 32}), (SeatNumbers{30, 2}));
  EXPECT_EQ(count_seats({std::nullopt, 3, 50}), (SeatNumbers{50, 0}));
  EXPECT_EQ(count_seats({std::nullopt, 3, std::nullopt}), std::nullopt);
}

TEST(Escrow, GrantsWhatIsThereAndNoMore) {
  Two two(rules(10), 4);
  two.ask(kFirst, {4, 0});
  two.ask(kSecond, {9, 0});
  EXPECT_EQ(two.first.unspent(), (SeatNumbers{4, 0}));
  EXPECT_EQ(two.second.unspent(), (SeatNumbers{2, 0}));
  EXPECT_EQ(count_pool(two.ledger), (SeatNumbers{0, 0}));
}

TEST(Escrow, NobodyIsSeatedWithoutAGrant) {
  Two two(rules(10));
  EXPECT_FALSE(spend_seat(two.first, SeatKind::within));
  EXPECT_EQ(local_seat_limit(two.first, 7), 7);
  two.ask(kFirst, {1, 0});
  EXPECT_EQ(local_seat_limit(two.first, 7), 8);
  EXPECT_FALSE(spend_seat(two.first, SeatKind::over));
  EXPECT_TRUE(spend_seat(two.first, SeatKind::within));
  EXPECT_FALSE(spend_seat(two.first, SeatKind::within));
}

TEST(Escrow, OverridesComeOutOfTheTolerance) {
  Two two(rules(2, 3), 2);
  two.ask(kFirst, {5, 2});
  two.ask(kSecond, {5, 2});
  EXPECT_EQ(two.first.unspent(), (SeatNumbers{0, 2}));
  EXPECT_EQ(two.second.unspent(), (SeatNumbers{0, 1}));
}

TEST(Escrow, OverridesAndSeatsShareTheRoom) {
  Two two({10, 5, 12}, 10);
  two.ask(kFirst, {9, 9});
  EXPECT_EQ(two.first.unspent(), (SeatNumbers{0, 2}));
  EXPECT_EQ(count_pool(two.ledger), (SeatNumbers{0, 0}));
}

TEST(Escrow, ReportsAndAnswersMayComeTwiceOrLate) {
  Two two(rules(10));
  two.ask(kFirst, {5, 0});
  spend(two.first, 3);
  const SeatReport late = Two::report(two.first, {});
  two.tell(kFirst, late);
  EXPECT_EQ(two.ledger.taken, 3);
  two.tell(kFirst, late);
  EXPECT_EQ(two.ledger.taken, 3);
  give_back(two.first, {1, 0});
  const SeatAnswer answer = two.ask(kFirst, {});
  EXPECT_EQ(count_pool(two.ledger)->seats, 6);
  take_answer(two.first, answer);
  EXPECT_EQ(two.first.unspent().seats, 1);
}

TEST(Escrow, NothingOfAnAnswerForAnotherLifeIsTaken) {
  Two two(rules(10));
  const SeatAnswer answer = two.ask(kFirst, {5, 0});
  SeatAccount restored = begin_account("life 3");
  EXPECT_FALSE(take_answer(restored, answer));
  EXPECT_EQ(restored.unspent(), SeatNumbers{});
}

TEST(Escrow, ARestoredKioskIsCaughtUpOnceTheHubIsSureOfIt) {
  Two two(rules(10));
  two.ask(kFirst, {1, 0});
  EXPECT_FALSE(two.first.caught_up) << "it has not everything";
  ask_everybody(two.ledger);
  two.ask(kFirst, {1, 0}, two.level(0));
  EXPECT_FALSE(two.first.caught_up) << "the hub has not everything";
  two.ask(kSecond, {}, two.level(0));
  two.ask(kFirst, {1, 0}, two.level(0));
  EXPECT_TRUE(two.first.caught_up);
}

TEST(Escrow, WhatARestoredKioskCouldHaveSpentIsTaken) {
  Two two(rules(10));
  two.ask(kFirst, {5, 0});
  two.first = begin_account("life 3");
  two.ask(kFirst, {1, 0});
  EXPECT_EQ(two.ledger.taken, 5);
  EXPECT_EQ(two.first.unspent().seats, 1);
}

TEST(Escrow, SeesThatAKioskWasRestored) {
  Two two(rules(10));
  two.ask(kFirst, {5, 0});
  const SeatAccount backup = two.first;
  spend(two.first, 2);
  two.ask(kFirst, {});
  two.first = backup;
  const SeatAnswer answer = two.ask(kFirst, {});
  EXPECT_TRUE(answer.lost_account);
  EXPECT_EQ(two.ledger.taken, 2);
}

TEST(Escrow, AnOldConnectionChangesNothing) {
  Two two(rules(10));
  ReportFacts facts;
  facts.session_is_current = false;
  take_report(two.ledger, kFirst, Two::report(two.first, {5, 0}), facts);
  EXPECT_EQ(two.ledger.accounts.at(kFirst).account.granted, SeatNumbers{});
}

TEST(Escrow, AGivenUpSeatComesBackOnceAllAgree) {
  Two two(rules(10), 10);
  two.ask(kFirst, {1, 0}, two.level(9));
  EXPECT_EQ(two.first.unspent().seats, 0) << "the second door may not know";
  EXPECT_TRUE(read_news(two.ledger, kSecond).wants_level);
  two.ask(kSecond, {}, two.level(9));
  EXPECT_EQ(two.ledger.taken, 9);
  two.ask(kFirst, {1, 0});
  EXPECT_EQ(two.first.unspent().seats, 1);
}

TEST(Escrow, WhoHasNotHeardDoesNotAgree) {
  Two two(rules(10), 10);
  two.heads = {{kFirst, {2, "b"}}};
  LevelReport second = two.level(9);
  second.places = {{kFirst, {1, "a"}}};
  two.ask(kFirst, {}, two.level(9));
  two.ask(kSecond, {}, second);
  EXPECT_EQ(two.ledger.taken, 10);
  two.heads[KioskId("left")] = {1, "x"};
  two.ask(kSecond, {}, LevelReport{{{kFirst, {2, "b"}}}, 9, 77});
  EXPECT_EQ(two.ledger.taken, 10) << "of one that left, all is to be heard";
}

TEST(Escrow, OtherHoldersDoNotAgree) {
  Two two(rules(10), 10);
  two.ask(kFirst, {}, two.level(9));
  LevelReport second = two.level(9);
  second.held_mark = 78;
  two.ask(kSecond, {}, second);
  EXPECT_EQ(two.ledger.taken, 10);
}

TEST(Escrow, ALaterWordWithoutLevelTakesTheEarlierOneBack) {
  Two two(rules(10), 10);
  two.ask(kFirst, {}, two.level(9));
  two.ask(kFirst, {});
  two.ask(kSecond, {}, two.level(9));
  EXPECT_EQ(two.ledger.taken, 10);
}

TEST(Escrow, ARestoredHubGrantsNothingUntilAllAgree) {
  Two two(rules(10));
  const SeatLedger backup = two.ledger;
  two.ask(kFirst, {4, 0});
  spend(two.first, 1);
  two.ledger = backup;
  ask_everybody(two.ledger);
  two.ask(kSecond, {9, 0}, two.level(1));
  EXPECT_EQ(two.second.unspent().seats, 0);
  two.ask(kFirst, {}, two.level(1));
  two.ask(kSecond, {9, 0}, two.level(1));
  EXPECT_EQ(two.second.unspent().seats, 6);
}

TEST(Escrow, WhatWasSaidToTheHubBeforeItWasRestoredCountsNoMore) {
  Two two(rules(10), 10);
  two.ask(kFirst, {}, two.level(9));
  ask_everybody(two.ledger);
  two.ask(kSecond, {}, two.level(9));
  EXPECT_TRUE(two.ledger.asking);
  two.ask(kFirst, {}, two.level(9));
  EXPECT_FALSE(two.ledger.asking);
  EXPECT_EQ(two.ledger.taken, 9);
}

TEST(Escrow, AKioskThatSawTheHubForgetTellsIt) {
  Two two(rules(10));
  SeatReport told = Two::report(two.first, {4, 0});
  told.hub_forgot = true;
  take_answer(two.first, two.tell(kFirst, told));
  EXPECT_TRUE(two.ledger.asking);
  EXPECT_EQ(two.first.granted, SeatNumbers{});
}

TEST(Escrow, WhoHasBatchesThatTheHubHasNotDoesNotAgree) {
  Two two(rules(10), 10);
  two.ask(kFirst, {}, two.level(9));
  SeatReport told = Two::report(two.second, {});
  told.level = two.level(9);
  ReportFacts facts;
  facts.heads = two.heads;
  facts.level_is_of_here = false;
  take_report(two.ledger, kSecond, told, facts);
  EXPECT_EQ(two.ledger.taken, 10);
  facts.level_is_of_here = true;
  take_report(two.ledger, kSecond, told, facts);
  EXPECT_EQ(two.ledger.taken, 9);
}

TEST(Escrow, AFairPartIsLeftForTheNextUnlessPeopleAreHere) {
  Two two(rules(10));
  SeatReport told;
  told.account = two.first;
  told.wish.in_store = {9, 0};
  EXPECT_EQ(two.tell(kFirst, told).granted.seats, 5);
  told.account = two.second;
  told.wish.urgent = {4, 0};
  EXPECT_EQ(two.tell(kSecond, told).granted.seats, 4);
}

TEST(Escrow, AGrantThatTheHubDoesNotKnowTellsThatItWasRestored) {
  Two two(rules(10));
  const SeatLedger backup = two.ledger;
  two.ask(kFirst, {});
  two.ledger = backup;
  two.ask(kFirst, {4, 0});
  two.ledger.accounts.at(kFirst).account.granted = {};
  two.ask(kFirst, {});
  EXPECT_TRUE(two.ledger.asking);
}

TEST(Escrow, WhereOneIsShortTheOthersGiveBack) {
  Two two(rules(10), 4);
  two.ask(kFirst, {6, 0});
  SeatReport told = Two::report(two.second, {1, 0});
  two.tell(kSecond, told);
  const SeatNews news = read_news(two.ledger, kFirst);
  EXPECT_EQ(news.short_elsewhere, (SeatNumbers{1, 0}));
  SeatNeeds needs;
  needs.people_waiting = 2;
  needs.short_elsewhere = news.short_elsewhere;
  EXPECT_EQ(decide_wish(needs).in_store, (SeatNumbers{2, 1}));
  give_back(two.first, decide_return(two.first, needs));
  EXPECT_EQ(two.first.unspent().seats, 2);
}

TEST(Escrow, WishesWhatItUsedAndAFewMore) {
  SeatNeeds needs;
  EXPECT_EQ(decide_wish(needs).in_store, (SeatNumbers{2, 1}));
  needs.taken_lately = 7;
  needs.people_waiting = 1;
  needs.taken_over_lately = 1;
  EXPECT_EQ(decide_wish(needs).in_store, (SeatNumbers{10, 2}));
  EXPECT_EQ(decide_wish(needs).urgent, (SeatNumbers{1, 0}));
  needs.seats_people = false;
  EXPECT_EQ(decide_wish(needs), SeatWish{});
}

TEST(Escrow, ReturnsWhatIsTwiceTooMuch) {
  SeatAccount account = begin_account("life");
  account.granted = {9, 0};
  EXPECT_EQ(decide_return(account, {}), (SeatNumbers{5, 0}));
  give_back(account, {100, 100});
  EXPECT_EQ(account.unspent(), SeatNumbers{});
}

TEST(Escrow, NarrowerRulesWaitUntilTheKiosksHoldLess) {
  Two two(rules(10), 4);
  two.ask(kFirst, {3, 0});
  EXPECT_FALSE(change_rules(two.ledger, rules(6)));
  EXPECT_EQ(two.ledger.rules.capacity, 10);
  EXPECT_TRUE(change_rules(two.ledger, rules(7)));
  EXPECT_TRUE(change_rules(two.ledger, rules(12)));
}

TEST(Escrow, WhatALostKioskCouldHaveSpentIsTaken) {
  Two two(rules(10), 4);
  two.ask(kFirst, {3, 0});
  remove_kiosk(two.ledger, kFirst);
  EXPECT_EQ(two.ledger.taken, 7);
  two.ask(kSecond, {}, LevelReport{{{kFirst, {1, "a"}}}, 4, 1});
  EXPECT_EQ(two.ledger.taken, 4);
}

TEST(Escrow, ReportsWhatTheHubDoesNotKnow) {
  Reported reported;
  SeatAccount account = begin_account("life");
  account.caught_up = true;
  SeatReport now = Two::report(account, {});
  EXPECT_TRUE(is_report_due(reported, now));
  reported.last = now;
  EXPECT_FALSE(is_report_due(reported, now));
  now.account.spent = {1, 0};
  EXPECT_TRUE(is_report_due(reported, now));
  now = *reported.last;
  now.wish.urgent = {1, 0};
  EXPECT_TRUE(is_report_due(reported, now));
  reported.last = now;
  EXPECT_FALSE(is_report_due(reported, now)) << "asked already: the hub has to be looked at first";
  reported.looked = true;
  EXPECT_TRUE(is_report_due(reported, now));
  reported.looked = false;
  reported.last->wish = {};
  now = *reported.last;
  now.level = LevelReport{{}, 3, 5};
  EXPECT_TRUE(is_report_due(reported, now)) << "others hold seats";
  reported.last = now;
  now.level->places[kFirst] = {1, "a"};
  EXPECT_FALSE(is_report_due(reported, now));
  reported.news.wants_level = true;
  EXPECT_TRUE(is_report_due(reported, now));
  reported.last = now;
  EXPECT_FALSE(is_report_due(reported, now));
  reported.looked = true;
  EXPECT_TRUE(is_report_due(reported, now)) << "the hub dropped it";
  reported.news.knows_level = true;
  EXPECT_FALSE(is_report_due(reported, now));
}

TEST(Escrow, MarksSpreadOverAllBits) {
  EXPECT_NE(mark_seat(RegistrationId("a")), mark_seat(RegistrationId("b")));
  EXPECT_NE(mark_seat(RegistrationId("a")) + mark_seat(RegistrationId("d")),
            mark_seat(RegistrationId("b")) + mark_seat(RegistrationId("c")));
}

}  // namespace
}  // namespace uketsuke
