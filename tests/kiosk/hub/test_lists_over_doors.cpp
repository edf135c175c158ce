// An evening at three doors that share it through a real PostgreSQL, and the same evening at a single kiosk: every door
// reports and exports what the single one does. From outside, by the real program.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/db/hub/hub_fixture.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke {
namespace {

using testing::HubTest;
using testing::Program;
using testing::Ran;
using Words = std::vector<std::string>;

constexpr const char* kEvent = R"(code = "DOORS"
title = "三市町合同研修会"
venue = "文化会館"
starts_at = 2025-10-24T18:30:00+09:00
ends_at = 2025-10-24T20:30:00+09:00
doors_open_at = 2025-10-24T18:00:00+09:00
capacity = 40
walk_in = "staff"
exit_scan = true
)";

class ListsOverDoors : public HubTest {
 protected:
  void SetUp() override {
    HubTest::SetUp();
    if (server == nullptr) return;
    office.write("doors.toml", kEvent);
    office.now = "2025-10-20T09:00:00+09:00";
    for (const Program* empty : doors)
      EXPECT_EQ(empty->bare({"--data", empty->store(), "init", "--practice"}).exit_code, 0);
    do_at(office, {"event", "add", office.file("doors.toml")});
    do_at(office, {"roster", "import", "DOORS", UKETSUKE_SOURCE_DIR "/assets/samples/ebina.csv"});
    const Ran issued = office.json({"ticket", "issue", "DOORS", "--out", office.file("tickets")});
    for (const auto& line : issued.lines()) {
      people.push_back(line["registration"]);
      tickets.push_back(line["ticket"]);
    }
    ASSERT_EQ(tickets.size(), 30U);
    std::filesystem::copy(office.store(), single.store(), std::filesystem::copy_options::recursive);
    share();
  }

  static void do_at(const Program& kiosk, const Words& words) {
    const Ran ran = kiosk.json(words);
    EXPECT_NE(ran.exit_code, 2) << ran.err;
    EXPECT_NE(ran.exit_code, 4) << ran.err;
  }
  void share() {
    const Ran made =
        office.bare({"--json", "hub", "init", server->admin_url(database), "--organiser", "L" + database_mark()});
    const std::string url = made.line()["join_url"].get<std::string>() + "\n";
    for (const Program* door : doors) {
      EXPECT_EQ(door->json({"hub", "join", "-", "--name", door == &office ? "正面" : "別館"}, url).exit_code, 0);
      EXPECT_EQ(door->json({"hub", "share", "DOORS"}).exit_code, 0);
    }
  }
  /// Twice around: what the last one brings reaches the first. Who scanned first tells it last.
  void exchange() {
    for (const std::size_t door : {2, 1, 0, 2, 1}) do_at(*doors[door], {"hub", "exchange"});
  }
  /// The same at that door and at the single kiosk.
  void at(std::size_t door, const std::string& clock, const Words& words) {
    for (Program* kiosk : {doors[door], &single}) {
      kiosk->now = "2025-10-24T" + clock + "+09:00";
      do_at(*kiosk, words);
    }
  }
  Words scan(const std::vector<std::size_t>& which, const Words& more = {}) {
    Words words = {"scan", "DOORS"};
    for (const std::size_t one : which) words.push_back(tickets[one]);
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  /// All that is handed over of the evening.
  static std::map<std::string, std::string> hand_over(Program& kiosk, const Words& lists) {
    kiosk.now = "2025-10-24T21:00:00+09:00";
    std::map<std::string, std::string> texts;
    for (const std::string& what : lists) {
      const std::string file = kiosk.file(what + ".csv");
      Words words = {"export", "DOORS", what, "--format", "csv", "--out", file};
      // All but the registration's id: a walk-in's is made where it is registered.
      if (what == "scans") words.insert(words.end(), {"--columns", "happened_at,direction,outcome_word,number,source"});
      EXPECT_EQ(kiosk.json(words).exit_code, 0) << what;
      std::ifstream stream(file, std::ios::binary);
      texts[what] = {std::istreambuf_iterator<char>(stream), {}};
    }
    texts["report"] = kiosk.json({"report", "DOORS"}).out;
    texts["event show"] = kiosk.json({"event", "show", "DOORS"}).out;
    return texts;
  }
  void expect_the_same(const Words& lists) {
    const auto single_ones = hand_over(single, lists);
    for (Program* door : doors) {
      for (const auto& [what, text] : hand_over(*door, lists)) EXPECT_EQ(text, single_ones.at(what)) << what;
      EXPECT_EQ(door->json({"check"}).exit_code, 0);
    }
  }

  Program office{false};
  Program east{false};
  Program west{false};
  Program single{false};
  const std::vector<Program*> doors = {&office, &east, &west};
  Words tickets;
  Words people;
};

TEST_F(ListsOverDoors, AreThoseOfASingleKioskGivenTheSameScans) {
  at(0, "18:05:00", scan({0, 1, 2, 3, 4, 5}));
  at(1, "18:05:10", scan({6, 7, 8, 9, 10}, {"KTSK1NOT2A3TICKET4AT5ALL6", "こんにちは"}));
  at(2, "18:06:00", scan({11, 12, 13}));
  at(2, "18:06:30", {"admit", "DOORS", people[20], "--at", "2025-10-24T18:04:00+09:00"});
  exchange();
  at(1, "18:20:00", scan({0, 11, 14}));
  at(2, "18:21:00", {"undo", "DOORS", people[1], "--reason", "人違い"});
  at(0, "18:22:00", {"walk-in", "DOORS", "--name", "当日 花子", "--profession", "看護師"});
  exchange();
  at(0, "19:00:00", scan({6, 11}, {"--exit"}));
  at(1, "19:01:00", {"cancel", "DOORS", people[21], "--reason", "電話"});
  at(2, "19:02:00", scan({1}));
  exchange();
  at(2, "19:10:00", scan({6, 21, 22}));
  exchange();
  at(0, "20:31:00", scan({0, 2, 22}, {"--exit"}));
  exchange();
  expect_the_same({"attendance", "roster", "council", "scans"});
}

TEST_F(ListsOverDoors, AreThoseOfASingleKioskAlsoWhereDoorsWereCutOffFromEachOther) {
  at(0, "18:05:00", scan({0, 3}));
  at(1, "18:06:00", scan({0, 1, 2}));
  at(2, "18:07:00", scan({1, 4}));
  exchange();
  // Each door wrote down what it decided, and so their scans are their own; who came, and when, is not.
  expect_the_same({"attendance"});
  const auto status = west.json({"hub", "status"}).line();
  Words counted;
  for (const auto& one : status["events"][0]["double_entries"]) counted.push_back(one["first_at"]);
  EXPECT_THAT(counted, ::testing::UnorderedElementsAre("2025-10-24T18:05:00+09:00", "2025-10-24T18:06:00+09:00"));
}

}  // namespace
}  // namespace uketsuke
