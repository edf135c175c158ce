// A disk that changes a byte: in whichever page it lies, `check` finds it, or no row of the store reads otherwise than
// before. The copy on the second medium is whole, and no new copy takes the damage on.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "db/backups.h"
#include "db/store_key.h"
#include "tests/db/raw_store.h"
#include "tests/faults/fault_store.h"

namespace uketsuke::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kPage = 4096;

std::string read_bytes(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void flip(const std::string& file, std::int64_t place, unsigned char bits) {
  const int handle = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(handle, 0);
  unsigned char byte = 0;
  ASSERT_EQ(::pread(handle, &byte, 1, place), 1);
  byte = static_cast<unsigned char>(byte ^ bits);
  ASSERT_EQ(::pwrite(handle, &byte, 1, place), 1);
  ::close(handle);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(stream, line);) all.push_back(line.substr(0, line.size() - 1));
  return all;
}

/// Every value of every row, read from the tables themselves. Two counters may be higher than they need to be: the
/// next reception number (a gap) and how often a row of counters was written (nobody reads it).
std::string read_everything(const std::string& folder) {
  RawStore raw(folder);
  std::string all;
  for (const std::string& table :
       lines_of(raw.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))) {
    const std::string columns =
        raw.text("SELECT group_concat('quote(\"' || name || '\")', ' || ''|'' || ') FROM pragma_table_info('" + table +
                 "') WHERE name NOT IN ('next_number', 'writes')");
    all += table + "\n" + raw.rows("SELECT " + columns + " FROM " + table + " NOT INDEXED");
  }
  return all;
}

/// Where a word stands in the file's bytes: often, or, where stores are encrypted, nowhere.
void expect_places(int places, int fewest) {
  if (encrypts_stores()) {
    EXPECT_EQ(places, 0) << "an encrypted store can be read";
  } else {
    EXPECT_GE(places, fewest);
  }
}

}  // namespace

class FaultsInPages : public Faults {
 protected:
  FaultsInPages() {
    must(must(Store::open(stores_.fresh())).backup(whole_.file("copy.db")));
    fs::copy_file(whole_.file("copy.db"), store_file(reference_.path()));
    everything_ = read_everything(reference_.path());
  }

  /// A store with one byte changed. @return what check found; harmless ones were proved so
  std::vector<std::string> flip_and_check(std::int64_t place, unsigned char bits) {
    const TempFolder folder;
    const std::string file = store_file(folder.path());
    fs::copy_file(whole_.file("copy.db"), file);
    flip(file, place, bits);
    auto found = findings_of(folder.path());
    if (found.empty()) {
      EXPECT_EQ(read_everything(folder.path()), everything_)
          << "page " << place / kPage + 1 << ", byte " << place % kPage << ": a row reads otherwise, not found";
    }
    return found;
  }

  TempFolder whole_;
  TempFolder reference_;
  std::string everything_;
};

TEST_F(FaultsInPages, AByteOfEachPageIsFoundOrHarmsNothing) {
  const std::string bytes = read_bytes(whole_.file("copy.db"));
  const auto pages = static_cast<std::int64_t>(bytes.size()) / kPage;
  ASSERT_GT(pages, 50);
  std::mt19937 random(20251024);
  int found = 0;
  int written = 0;  // tried where a byte is not 0: most of a small store's pages hold nothing
  for (std::int64_t page = 0; page < pages; ++page) {
    std::vector<std::int64_t> places = {page == 0 ? 100 : page % 8};  // the page's own head: its kind, its cells
    for (int i = 0; i < (is_long() ? 24 : 1); ++i) places.push_back(static_cast<std::int64_t>(random() % kPage));
    for (const std::int64_t place : places) {
      const auto bits = static_cast<unsigned char>(1U << random() % 8U);
      if (bytes.at(static_cast<std::size_t>(page * kPage + place)) != 0) ++written;
      if (!flip_and_check(page * kPage + place, bits).empty()) ++found;
    }
  }
  RecordProperty("found", found);
  EXPECT_GT(found * 5, written * 4) << "of " << written << " bytes that hold something";
}

TEST_F(FaultsInPages, AByteOfANameIsFoundWhereverItStands) {
  const std::string bytes = read_bytes(whole_.file("copy.db"));
  int places = 0;
  for (const std::string name : {"参加者7", "参加者12"}) {
    for (std::size_t at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1)) {
      ++places;
      const auto middle = static_cast<std::int64_t>(at + name.size() / 2);
      EXPECT_FALSE(flip_and_check(middle, 0x01).empty()) << name << " at " << at;
    }
  }
  expect_places(places, 4);  // in the table and in its indexes
}

TEST_F(FaultsInPages, AByteOfACounterThatIsZeroIsFoundToo) {
  const std::string bytes = read_bytes(whole_.file("copy.db"));
  int places = 0;
  for (std::size_t at = bytes.find("fire_ambulance"); at != std::string::npos;
       at = bytes.find("fire_ambulance", at + 1)) {
    ++places;
    EXPECT_FALSE(flip_and_check(static_cast<std::int64_t>(at) + 2, 0x01).empty()) << "at " << at;
  }
  expect_places(places, 3);  // list, its index, the event's counters
}

TEST_F(FaultsInPages, ADamagedStoreIsNotCopiedOverAGoodCopy) {
  const std::string bytes = read_bytes(whole_.file("copy.db"));
  const auto at = static_cast<std::int64_t>(bytes.find("参加者7"));
  const TempFolder folder;
  fs::copy_file(whole_.file("copy.db"), store_file(folder.path()));
  const TempFolder stick;
  const KioskId kiosk = must(Store::open(folder.path())).info().kiosk;
  const std::string good = must(write_backup(folder.path(), stick.path(), kiosk));
  flip(store_file(folder.path()), at + 4, 0x02);
  const auto refused = write_backup(folder.path(), stick.path(), kiosk);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::store_failed);
  EXPECT_NE(refused.error().what.find("broken"), std::string::npos) << refused.error().what;
  ASSERT_EQ(list_backups(stick.path(), kiosk).size(), 1U);
  const TempFolder restored;
  fs::copy_file(good, store_file(restored.path()));
  stores_.expect_whole(restored.path(), "the copy from before");
}

}  // namespace uketsuke::testing
