// The window's thread beside a real PostgreSQL and real stores: another door's entry is there within a second, a
// network that is cut, hangs, swallows or delays holds nothing up and loses nothing, whoever was let in twice is told.
#include <gmock/gmock.h>

#include "common/first_use.h"
#include "db/doors.h"
#include "db/hub/door_status.h"
#include "db/hub/exchange.h"
#include "db/reader.h"
#include "kiosk/kiosk.h"
#include "kiosk/sync_hub.h"
#include "tests/db/hub/hub_fixture.h"
#include "tests/support/python_child.h"

namespace uketsuke {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using testing::at;
using testing::by_staff;
using testing::HubTest;
using testing::must;
using testing::PythonChild;
using testing::Roster;

const EventCode kEvent("A");

UtcMillis system_now() {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

/// A kiosk at a door: its store, the hub's thread, and the window's model fed by both.
class Door {
 public:
  Roster roster = testing::roster();
  HubLimits limits{2s, 2s, {}};
  std::function<UtcMillis()> now = [] { return at("18:10"); };
  std::chrono::milliseconds look_every = 60s;  // not within a test: what comes was notified

  ~Door() { stop(); }
  void share() {
    must(must(HubExchange::open(roster.folder(), by_staff(at("17:00")))).share(kEvent, by_staff(at("17:00"))));
  }
  void start() {
    KioskSettings settings;
    settings.event = kEvent;
    kiosk_.emplace(settings, Moment{at("18:10"), 1});
    answer_requests();
    const HubSetup setup{roster.folder(), now,  [this](KioskEvent event) { events_.put(std::move(event)); },
                         look_every,      50ms, 200ms,
                         limits};
    thread_ = std::make_unique<HubThread>(setup);
  }
  void stop() { thread_.reset(); }

  /// Takes what was posted until it holds; how long that took.
  template <class Holds>
  std::chrono::milliseconds wait_until(Holds holds, const char* what) {
    const auto begun = steady_clock::now();
    while (!holds(model())) {
      if (steady_clock::now() - begun > 20s) {
        ADD_FAILURE() << "not within 20 s: " << what << "; " << model().hub.state.error;
        break;
      }
      if (const auto event = events_.wait_for(1s)) hear(*event);
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begun);
  }
  void wait_online(bool online = true) {
    wait_until([online](const Model& m) { return m.hub.state.joined && m.hub.state.online == online; },
               online ? "online" : "offline");
  }
  std::chrono::milliseconds wait_admitted(std::int64_t count) {
    return wait_until([count](const Model& m) { return m.summary.counts.admitted == count; }, "counts are read again");
  }
  void wait_let_in_twice() {
    wait_until([](const Model& m) { return !m.hub.status.twice.empty(); }, "somebody let in twice");
  }
  void wait_nothing_waits() {
    wait_until([](const Model& m) { return m.hub.status.shared && m.hub.status.waiting == 0; }, "all is sent");
  }
  [[nodiscard]] const Model& model() const { return kiosk_->model(); }

  ScanResult scan(const std::string& text, const std::string& clock) {
    ScanRequest request;
    request.id = testing::new_scan_id();
    request.event = kEvent;
    request.text = text;
    return must(roster.store().record_scan(request, at(clock)));
  }
  std::optional<UtcMillis> checked_in_at(std::size_t row) {
    return must(must(Reader::open(roster.folder())).list_registrations(kEvent, {})).at(row).checked_in_at;
  }
  void expect_whole() {
    for (const CheckFinding& finding : must(roster.store().check())) {
      ADD_FAILURE() << finding.rule << ": " << finding.detail;
    }
  }

 private:
  void hear(const KioskEvent& event) {
    kiosk_->handle(event, Moment{at("18:10"), 1});
    answer_requests();
  }
  /// What the store's threads answer in the window.
  void answer_requests() {
    for (const StoreRequest& request : kiosk_->take_requests()) {
      if (const auto* load = std::get_if<LoadEvent>(&request)) {
        hear(EventLoaded{must(must(Reader::open(roster.folder())).load_event(load->event)), false});
      } else if (const auto* doors = std::get_if<LoadDoors>(&request)) {
        hear(HubEvent{DoorsLoaded{must(load_door_status(roster.folder(), doors->event))}});
      }
    }
  }

  std::optional<Kiosk> kiosk_;
  Inbox<KioskEvent> events_;
  std::unique_ptr<HubThread> thread_;
};

class HubThreadTest : public HubTest {
 protected:
  void SetUp() override {
    HubTest::SetUp();
    if (server == nullptr) return;
    east.roster.event("A", 30).attendees(3);
    for (int i = 1; i <= 3; ++i) tickets.push_back(east.roster.ticket("参加者" + std::to_string(i)));
    network.emplace("cut_proxy.py", joining_by_tcp().at("port"));
    join(east.roster, joining, "東口");
    HubOptions far = joining_by_tcp();
    far["port"] = std::to_string(network->port());
    join(west.roster, far, "西口");
    east.share();
    west.share();
  }
  /// Over a port, as other machines come.
  HubOptions joining_by_tcp() {
    return must(parse_hub_url(server->tcp_url("127.0.0.1", database, joining.at("user"), joining.at("password"), "")));
  }
  void start() {
    east.start();
    west.start();
    east.wait_online();
    west.wait_online();
  }

  Door east;
  Door west;  ///< by way of the network
  std::optional<PythonChild> network;
  std::vector<std::string> tickets;
};

TEST_F(HubThreadTest, AnEntryIsAlreadyInAtTheOtherDoorWithinASecondByTheDoorsName) {
  start();
  const std::pair<Door*, Door*> ways[] = {{&east, &west}, {&west, &east}};
  std::size_t ticket = 0;
  for (const auto& [here, there] : ways) {
    EXPECT_EQ(here->scan(tickets[ticket], "18:05").outcome, ScanOutcome::admitted);
    EXPECT_LT(there->wait_admitted(static_cast<std::int64_t>(ticket + 1)), 1s);
    const ScanResult again = there->scan(tickets[ticket], "18:06");
    EXPECT_EQ(again.outcome, ScanOutcome::already_in);
    const auto first = must(find_first_use(there->roster.folder(), again.scan));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->at, at("18:05"));
    EXPECT_EQ(first->door, here == &east ? "東口" : "西口");
    ++ticket;
  }
}

TEST_F(HubThreadTest, TheSameTicketAtTwoDoorsThatWereCutOffIsToldAtBothAndTheEarlierCounts) {
  start();
  network->say("cut");
  west.wait_online(false);
  EXPECT_EQ(east.scan(tickets[0], "18:06").outcome, ScanOutcome::admitted);
  EXPECT_EQ(west.scan(tickets[0], "18:05").outcome, ScanOutcome::admitted) << "each decides alone";
  network->say("pass");
  for (Door* door : {&east, &west}) {
    door->wait_let_in_twice();
    const DoubleEntry& entries = door->model().hub.status.twice.front().entries;
    EXPECT_EQ(entries.check_in.movement.happened, at("18:05")) << "though it came last";
    EXPECT_EQ(entries.entry.movement.happened, at("18:06"));
    ASSERT_TRUE(door->model().staff.notice);
    const Notice& notice = *door->model().staff.notice;
    EXPECT_EQ(notice.text_id, "notice_let_in_twice");
    EXPECT_THAT(notice.values, ::testing::Contains(std::pair<std::string, std::string>("second_door", "東口")));
    EXPECT_FALSE(door->model().attendee.result) << "attendees are told nothing";
    door->wait_admitted(1);
    EXPECT_EQ(door->checked_in_at(0), at("18:05"));
    std::int64_t people = 0;
    for (const DoorView& one : door->model().hub.doors) people += one.people;
    EXPECT_EQ(people, 1) << "never more people than check-ins";
    door->expect_whole();
  }
}

TEST_F(HubThreadTest, ANetworkThatHangsHoldsNoScanUpAndIsLeftBehind) {
  west.limits.answer = 300ms;
  west.look_every = 100ms;
  start();
  network->say("hang");
  const auto begun = steady_clock::now();
  EXPECT_EQ(west.scan(tickets[0], "18:05").outcome, ScanOutcome::admitted);
  EXPECT_LT(steady_clock::now() - begun, 1s);
  west.wait_online(false);
  EXPECT_EQ(west.model().hub.status.waiting, 1) << "staff see what waits";
  network->say("pass");
  EXPECT_LT(east.wait_admitted(1), 15s);
  west.wait_online();
  west.wait_nothing_waits();
}

TEST_F(HubThreadTest, AnAnswerThatWasSwallowedIsNoSecondEntry) {
  west.limits.answer = 300ms;
  start();
  network->say("mute");
  west.scan(tickets[0], "18:05");
  west.wait_online(false);
  network->say("pass");
  west.wait_online();
  east.wait_admitted(1);
  west.scan(tickets[1], "18:06");
  east.wait_admitted(2);
  auto hub = admin();
  const auto sent = must(
      hub.query("SELECT count(*) FROM uketsuke.batches WHERE origin = $1", {west.roster.store().info().kiosk.value}));
  EXPECT_EQ(sent.front().integer(0), 2) << "one a scan";
  EXPECT_TRUE(east.model().hub.status.twice.empty());
  east.expect_whole();
  west.expect_whole();
}

TEST_F(HubThreadTest, EndsAtOnceWhateverTheNetworkDoes) {
  west.limits = {20s, 20s, {}};
  const auto expect_end = [this](const char* when) {
    const auto begun = steady_clock::now();
    west.stop();
    EXPECT_LT(steady_clock::now() - begun, 1s) << when;
  };
  west.start();
  west.wait_online();
  expect_end("while it waits for news");
  west.start();
  west.wait_online();
  const std::string before = network->say("hang");
  west.scan(tickets[0], "18:05");
  while (network->say("hang") == before) std::this_thread::yield();
  expect_end("while it waits for an answer");
  west.start();
  expect_end("while it connects");
  network->say("cut");
  west.start();
  west.wait_online(false);
  expect_end("while it waits to try again");
}

TEST_F(HubThreadTest, AClockThatIsOffIsTold) {
  west.now = [] { return system_now() + 5'000; };
  west.start();
  west.wait_online();
  EXPECT_NEAR(static_cast<double>(west.model().hub.state.clock_ahead_ms), 5'000, 500);
}

TEST_F(HubThreadTest, ASlowNetworkIsNoClockThatIsOff) {
  west.now = system_now;
  network->say("delay 30");  // each way: connecting alone takes half a second
  west.start();
  west.wait_online();
  EXPECT_EQ(west.model().hub.state.clock_ahead_ms, 0);
}

TEST_F(HubThreadTest, WhoIsPutOutIsToldAndGoesOnAlone) {
  west.look_every = 100ms;
  start();
  must(revoke_hub_kiosk(joining, west.roster.store().info().kiosk));
  west.wait_until([](const Model& m) { return !m.hub.state.joined; }, "put out");
  ASSERT_TRUE(west.model().staff.notice);
  EXPECT_EQ(west.model().staff.notice->text_id, "notice_hub_put_out");
}

TEST_F(HubThreadTest, EveryDoorIsListedWithWhenItWasSeen) {
  start();
  west.wait_until([](const Model& m) { return m.hub.doors.size() == 2; }, "both doors");
  const auto& doors = west.model().hub.doors;
  EXPECT_TRUE(doors[0].here);
  EXPECT_EQ(doors[0].name, "西口");
  EXPECT_EQ(doors[1].name, "東口");
  ASSERT_TRUE(doors[1].seen);
  EXPECT_LE(west.now().value - doors[1].seen->value, kDoorSilentAfterMs) << "in this kiosk's time, not the hub's";
}

TEST_F(HubThreadTest, AStoreThatJoinsWhileTheWindowRunsIsExchanged) {
  Door late;
  late.look_every = 50ms;
  late.roster.event("A", 5);
  late.start();
  EXPECT_FALSE(late.model().hub.state.joined);
  join(late.roster, joining, "南口");
  late.wait_online();
}

}  // namespace
}  // namespace uketsuke
