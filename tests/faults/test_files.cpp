// Stores that are full, read-only, moved, replaced, torn or shared while a program runs: never admitted without being
// on disk, never a crash, and a backup brings everything back.
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "db/backups.h"
#include "db/reader.h"
#include "tests/db/raw_store.h"
#include "tests/faults/fault_store.h"
#include "tests/support/processes.h"

namespace uketsuke::testing {

namespace fs = std::filesystem;

namespace {

Result<ScanResult> scan(Store& store, const std::string& ticket, const ScanId& id = new_scan_id()) {
  return store.record_scan(scan_request(id, ticket), at("18:10"));
}

void expect_gone(const Status& status) {
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Code::store_failed);
  EXPECT_NE(status.error().what.find("moved, deleted or replaced"), std::string::npos) << status.error().what;
}

Status status_of(const Result<ScanResult>& result) {
  if (result) return {};
  return tl::unexpected(result.error());
}

/// A small file system in memory; none where this user may not mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const char* size) {
    is_mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (is_mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool is_mounted() const { return is_mounted_; }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  bool set_read_only(bool read_only) {
    return ::mount("", folder_.path().c_str(), "", MS_REMOUNT | (read_only ? MS_RDONLY : 0), nullptr) == 0;
  }
  /// Takes what is left.
  void fill() {
    std::ofstream stream(folder_.file("filling"), std::ios::binary);
    const std::string block(4096, 'x');
    while (stream.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void make_room() { fs::remove(folder_.file("filling")); }

 private:
  TempFolder folder_;
  bool is_mounted_ = false;
};

}  // namespace

TEST_F(Faults, AFullDiskAdmitsNobodyAndRoomMakesItWorkAgain) {
  SmallDisk disk("3m");
  if (!disk.is_mounted()) GTEST_SKIP() << "this user may not mount";
  fs::copy_file(store_file(stores_.fresh()), store_file(disk.path()));
  std::optional<Store> store(must(Store::open(disk.path())));
  disk.fill();
  const ScanId id = new_scan_id();
  const auto refused = scan(*store, stores_.ticket(6), id);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("full"), std::string::npos) << refused.error().what;
  EXPECT_FALSE(store->prove_writable(at("18:10")));
  store.reset();
  const auto at_start = Store::open(disk.path());
  if (!at_start) {
    EXPECT_EQ(at_start.error().code, Code::store_failed);
  }
  disk.make_room();
  store.emplace(must(Store::open(disk.path())));
  EXPECT_TRUE(store->prove_writable(at("18:11")));
  EXPECT_EQ(must(scan(*store, stores_.ticket(6), id)).outcome, ScanOutcome::admitted);
  store.reset();
  stores_.expect_whole(disk.path(), "once there was room");
}

TEST_F(Faults, AReadOnlyDiskIsSaidAtTheStartAndWhileRunning) {
  SmallDisk disk("8m");
  if (!disk.is_mounted()) GTEST_SKIP() << "this user may not mount";
  fs::copy_file(store_file(stores_.fresh()), store_file(disk.path()));
  ASSERT_TRUE(disk.set_read_only(true));
  const auto opened = Store::open(disk.path());
  if (opened) {
    Store store = must(Store::open(disk.path()));
    EXPECT_FALSE(scan(store, stores_.ticket(6)));
  } else {
    EXPECT_EQ(opened.error().code, Code::store_failed);
    EXPECT_NE(opened.error().what.find("cannot be"), std::string::npos) << opened.error().what;
  }
  EXPECT_FALSE(Store::create(disk.path() + "/new", true, at("09:00")));
  ASSERT_TRUE(disk.set_read_only(false));
  stores_.expect_whole(disk.path(), "writable again");
}

TEST_F(Faults, AFolderOfAnotherUserIsSaid) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
  stores_.fresh();
  ::chmod(stores_.folder().c_str(), 0755);
  ::chmod(store_file(stores_.folder()).c_str(), 0644);
  const pid_t other = start_process([&] {
    if (::setuid(65534) != 0) return 9;
    auto store = Store::open(stores_.folder());
    if (!store) return store.error().code == Code::store_failed ? 0 : 1;
    return scan(*store, stores_.ticket(6)) ? 2 : 0;
  });
  EXPECT_EQ(wait_for_process(other), 0);
  stores_.expect_whole(stores_.folder(), "another user tried");
}

TEST_F(Faults, ADeletedStoreIsNeverGreen) {
  Store store = must(Store::open(stores_.fresh()));
  Reader reader = must(Reader::open(stores_.folder()));
  ASSERT_EQ(must(scan(store, stores_.ticket(6))).outcome, ScanOutcome::admitted);
  fs::remove(store_file(stores_.folder()));
  expect_gone(status_of(scan(store, stores_.ticket(7))));
  expect_gone(store.prove_writable(at("18:10")));
  EXPECT_FALSE(reader.load_event(EventCode("A"))) << "what the idle window asks";
}

TEST_F(Faults, AReplacedStoreIsNeverGreenAndTheNewOneIsNotTouched) {
  Store store = must(Store::open(stores_.fresh()));
  ASSERT_EQ(must(scan(store, stores_.ticket(6))).outcome, ScanOutcome::admitted);
  const TempFolder other;
  ASSERT_TRUE(fs::copy_file(store_file(stores_.folder()), other.file("copy.db")));
  fs::rename(other.file("copy.db"), store_file(stores_.folder()));
  expect_gone(status_of(scan(store, stores_.ticket(7))));
  WalkInRequest walk_in;
  walk_in.event = EventCode("A");
  walk_in.attendee = person("当日");
  EXPECT_FALSE(store.register_walk_in(walk_in, at("18:10")));
}

TEST_F(Faults, AWalThatIsTakenAwayIsNeverGreen) {
  Store store = must(Store::open(stores_.fresh()));
  ASSERT_EQ(must(scan(store, stores_.ticket(6))).outcome, ScanOutcome::admitted);
  fs::remove(store_file(stores_.folder()) + "-wal");
  expect_gone(status_of(scan(store, stores_.ticket(7))));
  expect_gone(store.prove_writable(at("18:10")));
}

TEST_F(Faults, AWalThatWasLostLeavesAWholeStore) {
  Store store = must(Store::open(stores_.fresh()));
  ASSERT_EQ(must(scan(store, stores_.ticket(6))).outcome, ScanOutcome::admitted);
  const TempFolder copy;
  fs::copy_file(store_file(stores_.folder()), store_file(copy.path()));  // without its -wal
  stores_.expect_whole(copy.path(), "without its -wal");
  Store again = must(Store::open(copy.path()));
  EXPECT_EQ(must(scan(again, stores_.ticket(6))).outcome, ScanOutcome::admitted);
}

TEST_F(Faults, TwoKiosksOnOneStoreBothWorkAndCountsAgree) {
  stores_.fresh();
  constexpr int kFirst = FaultStore::kInside + 1;
  const auto work = [&](int from) {
    return start_process([&, from] {
      Store store = must(Store::open(stores_.folder()));
      for (int i = kFirst; i <= FaultStore::kPeople; ++i) {
        const int person = from == 0 ? i : FaultStore::kPeople + kFirst - i;
        const auto result = scan(store, stores_.ticket(person));
        if (!result) return 1;
        if (result->outcome != ScanOutcome::admitted && result->outcome != ScanOutcome::already_in) return 2;
      }
      return 0;
    });
  };
  const pid_t one = work(0);
  const pid_t other = work(1);
  EXPECT_EQ(wait_for_process(one), 0);
  EXPECT_EQ(wait_for_process(other), 0);
  stores_.expect_whole(stores_.folder(), "two kiosks");
  Reader reader = must(Reader::open(stores_.folder()));
  EXPECT_EQ(must(reader.load_event(EventCode("A"))).counts.admitted, FaultStore::kPeople);
}

TEST_F(Faults, AClockThatGoesBackKeepsTheOrderOfWhatHappened) {
  Store store = must(Store::open(stores_.fresh()));
  ASSERT_EQ(must(scan(store, stores_.ticket(6))).outcome, ScanOutcome::admitted);  // 18:10
  const UtcMillis early = at("18:02");                                             // a restart with a clock set back
  EXPECT_EQ(must(store.record_scan(scan_request(new_scan_id(), stores_.ticket(6)), early)).outcome,
            ScanOutcome::already_in);
  EXPECT_EQ(must(store.record_scan(scan_request(new_scan_id(), stores_.ticket(7)), early)).outcome,
            ScanOutcome::admitted);
  EXPECT_TRUE(must(store.undo(EventCode("A"), stores_.id(6), by_staff(early, "人違い"))));
  EXPECT_EQ(must(store.record_scan(scan_request(new_scan_id(), stores_.ticket(6)), at("19:00"))).outcome,
            ScanOutcome::admitted);
  RawStore raw(stores_.folder());
  EXPECT_EQ(raw.number("SELECT count(*) - count(DISTINCT hlc) FROM check_ins"), 0);
  EXPECT_TRUE(must(store.check()).empty());
}

TEST_F(Faults, BackupsAreAFewFilesOfTheirOwnAndTheNewestHoldsEverything) {
  stores_.fresh();
  const TempFolder stick;
  EXPECT_FALSE(set_backup_folder(stores_.folder(), stick.file("not-there")));
  EXPECT_FALSE(set_backup_folder(stores_.folder(), stores_.folder()));
  must(set_backup_folder(stores_.folder(), stick.path()));
  EXPECT_EQ(must(find_backup_folder(stores_.folder())), stick.path());
  Store store = must(Store::open(stores_.folder()));
  for (int i = 0; i < kBackupsKept + 2; ++i) {
    ASSERT_EQ(must(scan(store, stores_.ticket(5 + i % 2))).outcome,
              i < 2 ? ScanOutcome::admitted : ScanOutcome::already_in);
    const std::string file = must(write_backup(stores_.folder(), stick.path(), store.info().kiosk));
    struct stat seen {};
    ASSERT_EQ(::stat(file.c_str(), &seen), 0);
    EXPECT_EQ(seen.st_mode & 0777U, 0600U);
    EXPECT_EQ(list_backups(stick.path(), store.info().kiosk).front().file, file);
  }
  const auto copies = list_backups(stick.path(), store.info().kiosk);
  EXPECT_EQ(copies.size(), static_cast<std::size_t>(kBackupsKept));
  EXPECT_EQ(std::distance(fs::directory_iterator(stick.path()), fs::directory_iterator()), kBackupsKept);
  const TempFolder restored;
  fs::copy_file(copies.front().file, store_file(restored.path()));
  stores_.expect_whole(restored.path(), "the newest");
  EXPECT_EQ(RawStore(restored.path()).number("SELECT count(*) FROM check_ins"), FaultStore::kInside + 2);
  EXPECT_EQ(RawStore(restored.path()).number("SELECT count(*) FROM known_backups") >= kBackupsKept, true);
  fs::remove_all(stick.path());
  EXPECT_FALSE(write_backup(stores_.folder(), stick.path(), store.info().kiosk));
  must(set_backup_folder(stores_.folder(), std::nullopt));
  EXPECT_EQ(must(find_backup_folder(stores_.folder())), std::nullopt);
  fs::create_directory(stick.path());
}

}  // namespace uketsuke::testing
