// From an empty folder to a store that people can be received with; practice beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "db/pack.h"
#include "db/reader.h"
#include "kiosk/assets.h"
#include "kiosk/window_first.h"
#include "kiosk/window_first_store.h"
#include "kiosk/window_places.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::TempFolder;
namespace fs = std::filesystem;

WindowOptions options_of(const std::string& folder) {
  WindowOptions options;
  options.data_folder = folder;
  return options;
}

std::string sample_file() { return must(find_assets()) + "/events/ebina.toml"; }

int rights_of(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777 : -1;
}

TEST(FirstStart, LeadsFromAnEmptyFolderToAnEventStepByStep) {
  const TempFolder temp;
  const std::string folder = temp.file("data");
  EXPECT_EQ(must(find_missing(folder)), Missing::store);
  EXPECT_TRUE(is_first_start(options_of(folder)));
  must(begin_store(folder, "1357", at("12:00")));
  EXPECT_EQ(must(find_missing(folder)), Missing::event);
  EXPECT_TRUE(is_first_start(options_of(folder)));
  must(take_event(folder, sample_file(), {}, at("12:01")));
  EXPECT_EQ(must(find_missing(folder)), Missing::nothing);
  EXPECT_FALSE(is_first_start(options_of(folder)));
  auto store = must(Store::open(folder));
  EXPECT_FALSE(store.info().practice);
  const PinCheck pin = must(store.check_pin("1357", at("12:02")));
  EXPECT_TRUE(pin.accepted);
  EXPECT_EQ(pin.role, StaffRole::organiser);
}

TEST(FirstStart, GoesOnWithAStoreThatTheCommandLineMade) {
  const TempFolder temp;
  const std::string folder = temp.file("data");
  must(Store::create(folder, false, at("12:00")));
  EXPECT_EQ(must(find_missing(folder)), Missing::pin);
  must(begin_store(folder, "1357", at("12:01")));
  EXPECT_EQ(must(find_missing(folder)), Missing::event);
}

TEST(FirstStart, IsNoneWhereAnEventWasNamedOrTheStoreIsBroken) {
  const TempFolder temp;
  WindowOptions options = options_of(temp.file("data"));
  options.event = "EBINA";
  EXPECT_FALSE(is_first_start(options)) << "whoever names an event is told that there is none";
  options.event.reset();
  must(Store::create(options.data_folder, false, at("12:00")));
  std::ofstream(options.data_folder + "/uketsuke.db", std::ios::binary) << "garbage";
  EXPECT_FALSE(is_first_start(options));
}

TEST(FirstStart, TakesAPackedEventWithItsPassphraseOnly) {
  const TempFolder temp;
  const std::string office = temp.file("office");
  must(begin_store(office, "1357", at("11:00")));
  must(take_event(office, sample_file(), {}, at("11:01")));
  const EventCode code("EBINA");
  const std::string file = temp.file("ebina.pack");
  must(pack_event({office, code, file, "12345678", SealCost{1, 8}}, by_staff(at("12:00"))));
  const std::string folder = temp.file("venue");
  must(begin_store(folder, "1357", at("12:01")));
  EXPECT_FALSE(take_event(folder, file, "wrong words", at("12:02")));
  EXPECT_EQ(must(find_missing(folder)), Missing::event);
  must(take_event(folder, file, "12345678", at("12:03")));
  EXPECT_EQ(must(must(Reader::open(folder)).load_event(code)).event.code, code);
}

TEST(FirstStart, PractisesBesideTheRealStoreAndAnewEachTime) {
  const TempFolder temp;
  const std::string folder = temp.file("data");
  const Practice first = must(make_practice(folder, must(find_assets()), at("12:00")));
  EXPECT_EQ(first.folder, folder + "/practice");
  EXPECT_EQ(rights_of(folder), 0700);
  EXPECT_EQ(must(find_missing(folder)), Missing::store) << "the real one is not begun";
  {
    auto reader = must(Reader::open(first.folder));
    EXPECT_TRUE(reader.info().practice);
    const auto rows = must(reader.list_registrations(EventCode("EBINA"), {}));
    EXPECT_EQ(rows.size(), 30U);
    auto store = must(Store::open(first.folder));
    ScanRequest scan;
    scan.id = testing::new_scan_id();
    scan.event = EventCode("EBINA");
    scan.text = rows.front().ticket;
    EXPECT_EQ(must(store.record_scan(scan, first.starts)).outcome, ScanOutcome::admitted);
  }
  const Practice again = must(make_practice(folder, must(find_assets()), at("13:00")));
  auto reader = must(Reader::open(again.folder));
  EXPECT_EQ(must(reader.load_event(EventCode("EBINA"))).counts.admitted, 0);
}

TEST(FirstStart, NeverReplacesWhatIsNoPractice) {
  const TempFolder temp;
  const std::string folder = temp.file("data");
  must(Store::create(folder + "/practice", false, at("12:00")));
  const auto made = make_practice(folder, must(find_assets()), at("12:01"));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Code::refused);
  EXPECT_TRUE(fs::exists(folder + "/practice/uketsuke.db"));
}

TEST(FirstStart, FindsEventFilesAndPacksOnSticks) {
  const TempFolder media;
  fs::create_directories(media.file("STICK"));
  for (const char* name : {"a.pack", "b.TOML", "c.csv", ".d.toml"}) {
    std::ofstream(media.file("STICK") + "/" + name) << "x";
  }
  const auto places = find_places({{media.path()}, {}}, FileKind::event);
  ASSERT_EQ(places.size(), 1U);
  std::vector<std::string> names;
  for (const FoundFile& file : places.front().files) names.push_back(file.name);
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("a.pack", "b.TOML"));
}

}  // namespace
}  // namespace uketsuke
