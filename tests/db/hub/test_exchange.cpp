// Stores that share an event through a real PostgreSQL: in order, once each, after cuts, crashes and restores.
#include <gmock/gmock.h>

#include "db/hub/exchange.h"
#include "db/hub/news.h"
#include "db/reader.h"
#include "tests/db/hub/hub_fixture.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::HubTest;
using testing::must;
using testing::Roster;

/// A kiosk with its store; what it says of the roster, a line each.
class Kiosk {
 public:
  Roster roster = testing::roster();

  HubExchange exchange() { return must(HubExchange::open(roster.folder(), by_staff(at("18:10")))); }
  EventExchange run() {
    auto all = must(exchange().run(by_staff(at("18:10"))));
    return all.empty() ? EventExchange{} : all.front();
  }
  EventExchange share(const EventCode& event) { return must(exchange().share(event, by_staff(at("18:10")))); }

  std::vector<RegistrationRow> rows(const EventCode& event) {
    return must(must(Reader::open(roster.folder())).list_registrations(event, {}));
  }
  std::string dump(const EventCode& event) {
    std::string text;
    for (const RegistrationRow& row : rows(event)) {
      text += row.registration.value + " " + std::to_string(row.number) + " " + std::string(word(row.status)) + " " +
              row.attendee.name + " " + row.attendee.note + " " + row.group + " " + row.ticket + " " +
              (row.checked_in_at ? std::to_string(row.checked_in_at->value) : "-") + "\n";
    }
    return text;
  }
  ScanResult scan(const EventCode& event, const std::string& text, UtcMillis now) {
    ScanRequest request;
    request.id = testing::new_scan_id();
    request.event = event;
    request.text = text;
    return must(roster.store().record_scan(request, now));
  }
  void expect_whole() {
    for (const CheckFinding& finding : must(roster.store().check())) {
      ADD_FAILURE() << finding.rule << ": " << finding.detail;
    }
  }
};

class HubExchangeTest : public HubTest {
 protected:
  void SetUp() override {
    HubTest::SetUp();
    if (server == nullptr) return;
    a.roster.event("A", 30).attendees(5);
    for (int i = 1; i <= 5; ++i) tickets.push_back(a.roster.ticket("参加者" + std::to_string(i)));
    join(a.roster, joining, "第1受付");
    join(b.roster, joining, "第2受付");
  }
  void share() {
    a.share(code);
    b.share(code);
  }
  void expect_same() {
    EXPECT_EQ(a.dump(code), b.dump(code));
    a.expect_whole();
    b.expect_whole();
  }

  const EventCode code{"A"};
  Kiosk a;
  Kiosk b;
  std::vector<std::string> tickets;
};

TEST_F(HubExchangeTest, AnEventGoesToTheOtherKioskWithItsKeys) {
  const EventExchange brought = a.share(code);
  EXPECT_EQ(brought.pushed, 1);
  const EventExchange taken = b.share(code);
  EXPECT_TRUE(taken.added_event);
  EXPECT_EQ(taken.pushed, 0);
  expect_same();
  EXPECT_EQ(b.scan(code, tickets[0], at("18:05")).outcome, ScanOutcome::admitted);
}

TEST_F(HubExchangeTest, ACheckInAtOneDoorIsAlreadyInAtTheOther) {
  share();
  EXPECT_EQ(a.scan(code, tickets[0], at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(a.run().pushed, 1);
  const EventExchange taken = b.run();
  EXPECT_EQ(taken.pulled, 1);
  EXPECT_EQ(taken.check_ins, 1);
  EXPECT_EQ(b.scan(code, tickets[0], at("18:06")).outcome, ScanOutcome::already_in);
  expect_same();
}

TEST_F(HubExchangeTest, ABatchHoldsThoseItIsAboutOnly) {
  share();
  a.scan(code, tickets[0], at("18:05"));
  auto parts = must(open_store_parts(a.roster.folder()));
  const auto shared = must(find_shared_event(parts.connection, code));
  const News news = must(read_news(parts, {code, shared->pushed.hlc, 200, {}}));
  ASSERT_EQ(news.batches.size(), 1U);
  EXPECT_EQ(news.batches.front().rows_of("registrations").size(), 1U);
  EXPECT_EQ(news.batches.front().rows_of("registration_changes").size(), 1U);
  EXPECT_EQ(news.batches.front().rows_of("scans").size(), 1U);
}

TEST_F(HubExchangeTest, NothingIsSentOrTakenTwice) {
  share();
  a.scan(code, tickets[0], at("18:05"));
  b.scan(code, tickets[1], at("18:05"));
  for (int round = 0; round < 2; ++round) {
    a.run();
    b.run();
  }
  for (Kiosk* kiosk : {&a, &b}) {
    const EventExchange again = kiosk->run();
    EXPECT_EQ(again.pushed + again.pulled, 0);
  }
  expect_same();
}

TEST_F(HubExchangeTest, EditsAndWalkInsOfBothMeet) {
  share();
  must(a.roster.store().edit(code, a.roster.id("参加者1"), {{"note", "前の席"}}, by_staff(at("18:01"))));
  must(b.roster.store().edit(code, a.roster.id("参加者1"), {{"group", "3"}}, by_staff(at("18:02"))));
  must(b.roster.store().cancel(code, a.roster.id("参加者2"), by_staff(at("18:02"))));
  WalkInRequest request;
  request.event = code;
  request.attendee = testing::person("当日 花子");
  must(b.roster.store().register_walk_in(request, at("18:03")));
  for (int round = 0; round < 3; ++round) {
    a.run();
    b.run();
  }
  expect_same();
  EXPECT_EQ(a.rows(code).size(), 6U);
}

TEST_F(HubExchangeTest, APushWhoseAnswerWasLostIsNotSentAgain) {
  share();
  a.scan(code, tickets[0], at("18:05"));
  {
    auto parts = must(open_store_parts(a.roster.folder()));
    const auto before = must(find_shared_event(parts.connection, code));
    a.run();
    must(in_transaction(parts.connection, [&] { return save_pushed(parts.connection, code, before->pushed); }));
  }
  const EventExchange again = a.run();
  EXPECT_EQ(again.pushed, 0);
  EXPECT_EQ(again.pulled, 1);
  EXPECT_EQ(again.facts, 0);
  b.run();
  expect_same();
}

TEST_F(HubExchangeTest, AStoreThatWasRestoredTakesItsOwnFactsBack) {
  share();
  const testing::TempFolder temp;
  must(a.roster.store().backup(temp.file("backup.db")));
  a.scan(code, tickets[0], at("18:05"));
  a.run();
  b.run();
  a.roster.close();
  for (const char* suffix : {"-wal", "-shm"}) std::remove((a.roster.folder() + "/uketsuke.db" + suffix).c_str());
  ASSERT_EQ(std::rename(temp.file("backup.db").c_str(), (a.roster.folder() + "/uketsuke.db").c_str()), 0);
  a.roster.reopen();
  EXPECT_EQ(a.scan(code, tickets[1], at("18:07")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(a.run().check_ins, 1);
  EXPECT_EQ(a.scan(code, tickets[0], at("18:08")).outcome, ScanOutcome::already_in);
  b.run();
  expect_same();
}

TEST_F(HubExchangeTest, AHubThatForgotIsFilledAgain) {
  share();
  a.scan(code, tickets[0], at("18:05"));
  a.run();
  b.run();
  b.scan(code, tickets[1], at("18:06"));
  b.run();
  auto hub = admin();
  must(hub.run("DELETE FROM uketsuke.batches"));  // as a backup of before would have it
  must(hub.run("DELETE FROM uketsuke.heads"));
  b.scan(code, tickets[2], at("18:07"));
  EXPECT_TRUE(a.run().started_over);
  EXPECT_TRUE(b.run().started_over);
  a.run();
  b.run();
  expect_same();
  EXPECT_EQ(a.scan(code, tickets[2], at("18:08")).outcome, ScanOutcome::already_in);
}

TEST_F(HubExchangeTest, OneTicketAtTwoDoorsThatWereCutOffIsOnePersonInside) {
  share();
  EXPECT_EQ(a.scan(code, tickets[0], at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(b.scan(code, tickets[0], at("18:06")).outcome, ScanOutcome::admitted);
  a.run();
  const EventExchange told = b.run();
  ASSERT_EQ(told.seen_twice.size(), 1U);
  EXPECT_EQ(told.seen_twice.front().entries.check_in.movement.happened, at("18:05"));
  EXPECT_EQ(told.seen_twice.front().entries.entry.door, b.roster.store().info().kiosk);
  EXPECT_EQ(a.run().seen_twice.size(), 1U);
  b.run();
  expect_same();
  auto parts = must(open_store_parts(a.roster.folder()));
  const auto status = must(list_shared_status(parts));
  ASSERT_EQ(status.size(), 1U);
  EXPECT_EQ(status.front().waiting, 0);
  EXPECT_EQ(status.front().doors.size(), 2U);
  EXPECT_EQ(status.front().seen_twice.size(), 1U);
  EXPECT_EQ(must(must(Reader::open(a.roster.folder())).load_event(code)).counts.admitted, 1);
  EXPECT_EQ(a.rows(code).front().checked_in_at, at("18:05"));
}

TEST_F(HubExchangeTest, AMadeEventOfTheSameCodeIsNotMixedIn) {
  a.share(code);
  b.roster.event("A", 10);
  const auto shared = b.exchange().share(code, by_staff(at("18:10")));
  ASSERT_FALSE(shared);
  EXPECT_EQ(shared.error().code, Code::refused);
  EXPECT_FALSE(b.exchange().share(EventCode("NONE"), by_staff(at("18:10"))));
}

TEST_F(HubExchangeTest, AKioskThatIsPutOutWhileConnectedLosesItsKeysAtItsNextTry) {
  share();
  auto open = b.exchange();
  must(revoke_hub_kiosk(joining, b.roster.store().info().kiosk));
  EXPECT_EQ(open.run(by_staff(at("18:10"))).error().code, Code::io_failed);
  EXPECT_EQ(HubExchange::open(b.roster.folder(), by_staff(at("18:10"))).error().code, Code::refused);
  EXPECT_NE(b.scan(code, tickets[0], at("18:11")).outcome, ScanOutcome::admitted);
}

TEST_F(HubExchangeTest, AForgottenEventDoesNotComeBack) {
  share();
  must(a.exchange().forget(code));
  b.scan(code, tickets[0], at("18:05"));
  EXPECT_TRUE(b.run().ended);
  EXPECT_TRUE(must(b.exchange().run(by_staff(at("18:10")))).empty());
  auto hub = admin();
  for (const char* table : {"events", "event_keys", "batches", "heads"}) {
    EXPECT_TRUE(must(hub.query(std::string("SELECT 1 FROM uketsuke.") + table)).empty()) << table;
  }
  EXPECT_EQ(b.rows(code).size(), 5U);
  EXPECT_EQ(a.exchange().forget(code).error().code, Code::not_found);
}

TEST_F(HubExchangeTest, LeavingTakesTheKeysAway) {
  share();
  const HubLeave left = must(leave_hub(b.roster.folder(), by_staff(at("18:10"))));
  EXPECT_EQ(left.keys_removed, 1);
  EXPECT_NE(b.scan(code, tickets[0], at("18:11")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(must(leave_hub(a.roster.folder(), by_staff(at("18:10")))).keys_removed, 0);
  EXPECT_EQ(a.scan(code, tickets[0], at("18:11")).outcome, ScanOutcome::admitted);
}

TEST_F(HubExchangeTest, AServerThatIsKilledLosesNothing) {
  share();
  auto open = a.exchange();
  a.scan(code, tickets[0], at("18:05"));
  server->kill();
  EXPECT_EQ(open.run(by_staff(at("18:10"))).error().code, Code::io_failed);
  EXPECT_EQ(a.scan(code, tickets[1], at("18:06")).outcome, ScanOutcome::admitted);
  server->start();
  a.run();
  EXPECT_EQ(b.run().check_ins, 2);
  expect_same();
}

TEST_F(HubExchangeTest, ANotificationEndsTheWait) {
  share();
  auto open = b.exchange();
  must(open.run(by_staff(at("18:10"))));
  must(open.wait(std::chrono::milliseconds(100)));
  a.scan(code, tickets[0], at("18:05"));
  a.run();
  EXPECT_TRUE(must(open.wait(std::chrono::seconds(30))));
  EXPECT_EQ(must(open.run(by_staff(at("18:10")))).front().check_ins, 1);
}

}  // namespace
}  // namespace uketsuke
