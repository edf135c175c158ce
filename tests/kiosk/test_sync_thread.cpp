// The roster's source pulled beside the window: a real server on the loopback, a real store, a folder as a stick.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "common/inbox.h"
#include "db/reader.h"
#include "db/roster_sources.h"
#include "kiosk/sync_thread.h"
#include "tests/support/roster.h"
#include "tests/support/roster_server.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using namespace uketsuke::testing;
using ::testing::HasSubstr;
namespace fs = std::filesystem;
using std::chrono::steady_clock;

/// A thread on a store with one event, and what it posts.
class Syncing {
 public:
  explicit Syncing(FetchLimits limits = {}, StickRoots sticks = {{}, {}}) {
    roster_.event("EBINA", 30);
    roster_.close();
    thread_ = std::make_unique<SyncThread>(SyncSetup{roster_.folder(), UKETSUKE_SOURCE_DIR "/assets", std::move(sticks),
                                                     std::chrono::milliseconds(20), limits},
                                           [this](KioskEvent event) { events_.put(std::move(event)); });
  }
  void remember(const std::string& source) {
    must(save_roster_source(roster_.folder(), EventCode("EBINA"), {source, {}, 0, at("17:00"), at("17:00")}));
  }
  RosterPulled pull(const std::string& clock) {
    thread_->pull({EventCode("EBINA"), at(clock)});
    return wait<RosterPulled>();
  }
  template <class Wanted>
  Wanted wait() {
    while (auto event = events_.wait_for(std::chrono::seconds(20))) {
      const auto* sync = std::get_if<SyncEvent>(&*event);
      if (sync == nullptr) continue;
      if (const auto* wanted = std::get_if<Wanted>(sync)) return *wanted;
    }
    ADD_FAILURE() << "no such event";
    return {};
  }
  std::size_t people() {
    auto reader = must(Reader::open(roster_.folder()));
    return must(reader.list_registrations(EventCode("EBINA"), {})).size();
  }
  RosterSource source() { return *must(load_roster_source(roster_.folder(), EventCode("EBINA"))); }
  void ask(const std::string& clock) { thread_->pull({EventCode("EBINA"), at(clock)}); }
  void end() { thread_.reset(); }
  [[nodiscard]] std::string folder() const { return roster_.folder(); }

 private:
  Roster roster_;
  Inbox<KioskEvent> events_;
  std::unique_ptr<SyncThread> thread_;
};

TEST(SyncThread, WithoutASourceNothingHappens) {
  Syncing syncing;
  const RosterPulled pulled = syncing.pull("18:00");
  EXPECT_FALSE(pulled.has_source);
  EXPECT_EQ(pulled.error, "");
}

TEST(SyncThread, NewRowsJoinWhatIsUnchangedIsKnownByItsEtag) {
  Syncing syncing;
  RosterServer server;
  syncing.remember(server.url("/ok.csv"));
  EXPECT_EQ(syncing.pull("18:00").added, 2);
  EXPECT_EQ(syncing.source().etag, "\"one\"");
  const RosterPulled again = syncing.pull("18:05");
  EXPECT_EQ(again.added + again.updated + again.vanished, 0);
  EXPECT_FALSE(again.held) << "not read anew";
  EXPECT_EQ(again.synced_at, at("18:05")) << "it is as new as that";
  EXPECT_EQ(syncing.people(), 2U);
  syncing.remember(server.url("/grow.csv"));
  EXPECT_EQ(syncing.pull("18:10").added, 1);
  EXPECT_EQ(syncing.pull("18:15").added, 1);
  EXPECT_EQ(syncing.people(), 4U);
}

TEST(SyncThread, ABadLineIsHeldAndTheRestIsTaken) {
  Syncing syncing;
  RosterServer server;
  syncing.remember(server.url("/bad.csv"));
  const RosterPulled pulled = syncing.pull("18:00");
  EXPECT_EQ(pulled.added, 2);
  EXPECT_EQ(pulled.held, 1);
  EXPECT_EQ(pulled.error, "");
}

TEST(SyncThread, AServerThatIsGoneSlowLoopingOrTooLargeLeavesTheRosterAndItsAge) {
  FetchLimits limits;
  limits.total_ms = 300;
  limits.most_bytes = std::size_t{1} << 20;
  Syncing syncing(limits);
  RosterServer server;
  syncing.remember(server.url("/ok.csv"));
  ASSERT_EQ(syncing.pull("18:00").added, 2);
  const std::pair<const char*, const char*> cases[] = {{"/slow", "時間内"},    {"/loop", "転送"},
                                                       {"/big", "大きすぎ"},   {"/none", "404"},
                                                       {"/html", "Webページ"}, {"/cut", "途中"}};
  for (const auto& [path, words] : cases) {
    RosterSource source = syncing.source();
    source.source = server.url(path);
    must(save_roster_source(syncing.folder(), EventCode("EBINA"), source));
    const RosterPulled failed = syncing.pull("18:10");
    EXPECT_THAT(failed.error, HasSubstr(words)) << path;
    EXPECT_EQ(failed.synced_at, at("18:00")) << path;
    EXPECT_EQ(syncing.source().last_try, at("18:10")) << path;
    EXPECT_EQ(syncing.people(), 2U) << path;
  }
  syncing.remember(server.url("/ok.csv"));
  server.stop();
  EXPECT_NE(syncing.pull("18:20").error, "");
  EXPECT_EQ(syncing.people(), 2U);
}

TEST(SyncThread, EndsAtOnceInTheMidstOfAFetch) {
  Syncing syncing;
  RosterServer server;
  syncing.remember(server.url("/slow"));
  syncing.ask("18:00");
  const auto begun = steady_clock::now();
  syncing.end();
  EXPECT_LT(steady_clock::now() - begun, std::chrono::seconds(5)) << "the server would take 20 s";
}

TEST(SyncThread, AFileIsReadAnewOnlyWhenItChanged) {
  Syncing syncing;
  const TempFolder folder;
  const std::string file = folder.file("名簿.csv");
  std::ofstream(file) << "氏名,所属\n山田,甲\n";
  syncing.remember(file);
  EXPECT_EQ(syncing.pull("18:00").added, 1);
  EXPECT_FALSE(syncing.pull("18:05").held) << "not read";
  std::ofstream(file) << "氏名,所属\n山田,甲\n鈴木,乙\n";
  EXPECT_EQ(syncing.pull("18:10").added, 1);
  fs::remove(file);
  EXPECT_NE(syncing.pull("18:15").error, "");
  EXPECT_EQ(syncing.people(), 2U);
}

TEST(SyncThread, AStickWithARosterIsToldAndNothingOfItIsTaken) {
  const TempFolder media;
  Syncing syncing({}, {{}, {media.path()}});
  const std::string stick = media.file("USB");
  fs::create_directory(stick);
  std::ofstream(stick + "/写真.csv") << "撮影日,機種\n2025/10/1,X\n";
  std::ofstream(stick + "/~$名簿.xlsx") << "x";
  std::ofstream(stick + "/こわれた.xlsx") << "PK\x03\x04";
  std::ofstream(stick + "/名簿.csv") << "氏名,所属\n山田,甲\n";
  const SticksSeen seen = syncing.wait<SticksSeen>();
  ASSERT_EQ(seen.offers.size(), 1U);
  EXPECT_EQ(seen.offers.front().folder, stick);
  EXPECT_THAT(seen.offers.front().files, ::testing::ElementsAre(stick + "/名簿.csv"));
  EXPECT_EQ(syncing.people(), 0U);
  fs::remove_all(stick);
  EXPECT_TRUE(syncing.wait<SticksSeen>().offers.empty()) << "taken out";
}

TEST(SyncThread, AFolderOfTheSystemsDiskIsNoStick) {
  const TempFolder media;
  fs::create_directory(media.file("folder"));
  std::ofstream(media.file("folder") + "/名簿.csv") << "氏名\n山田\n";
  EXPECT_TRUE(StickWatch({{media.path()}, {}}).look(at("18:00")).empty());
  EXPECT_EQ(StickWatch({{}, {media.path()}}).look(at("18:00")).size(), 1U);
}

}  // namespace
}  // namespace uketsuke
