// Every open, write, sync and truncate of one check-in, walk-in, import, unpack, undo and opening fails in turn, with
// EIO, a full disk and half a write, once and from then on: the call says so, the store is whole, the retry makes one
// row. A part of the calls; all of them with UKETSUKE_LONG=1.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>

#include "db/pack.h"
#include "tests/db/raw_store.h"
#include "tests/faults/failing_disk.h"
#include "tests/faults/fault_store.h"

namespace uketsuke::testing {
namespace {

/// One change to a store: does it, and says from the file how often it was done (0 or 1 are whole).
struct Deed {
  std::function<Status(Store&)> work;
  std::function<std::int64_t(RawStore&)> count;
  bool undoes_first = false;  ///< 参加者1 need not be inside any more
};

struct Round {
  int call = 1;
  DiskFault fault = DiskFault::io_error;
  bool lasting = false;

  [[nodiscard]] std::string name() const {
    return std::string(word(fault)) + (lasting ? " from call " : " at call ") + std::to_string(call);
  }
};

class DiskCalls {
 public:
  DiskCalls(FailingDisk& disk, FaultStore& stores, Deed deed) : disk_(disk), stores_(stores), deed_(std::move(deed)) {}

  /// @return calls that the deed makes; every one was tried with LONG
  int run() {
    const int all = count_calls();
    // The first and the last in any case.
    const int step = is_long() || all < 5 ? 1 : 1 + all / 5;
    for (const DiskFault fault : {DiskFault::io_error, DiskFault::full, DiskFault::short_write}) {
      for (const bool lasting : {false, true}) {
        for (int call = 1; call <= all; call = call == all ? all + 1 : std::min(all, call + step)) {
          try_round({call, fault, lasting});
          if (::testing::Test::HasFailure()) return all;
        }
      }
    }
    return all;
  }

 private:
  int count_calls() {
    Store store = must(Store::open(stores_.fresh()));
    disk_.fail_at(0, DiskFault::io_error, false);
    EXPECT_TRUE(deed_.work(store));
    return disk_.calls();
  }

  std::int64_t count(const std::string& folder) {
    RawStore raw(folder);
    return deed_.count(raw);
  }

  void try_round(const Round& round) {
    std::optional<Store> store(must(Store::open(stores_.fresh())));
    disk_.fail_at(round.call, round.fault, round.lasting);
    const Status done = deed_.work(*store);
    EXPECT_TRUE(disk_.has_failed()) << round.name();
    const TempFolder cut = stores_.snapshot();  // a power cut right now
    if (!done) {
      EXPECT_EQ(done.error().code, Code::store_failed) << round.name() << ": " << done.error().what;
    }
    disk_.heal();
    stores_.expect_whole(cut.path(), round.name() + ", power cut", deed_.undoes_first);
    const std::int64_t after_cut = count(cut.path());
    EXPECT_LE(after_cut, 1) << round.name();
    if (done) {
      EXPECT_EQ(after_cut, 1) << round.name() << ": acknowledged and lost";
    }
    retry(round, *store, stores_.folder());
    store.reset();
    stores_.expect_whole(stores_.folder(), round.name() + ", retried", deed_.undoes_first);
    EXPECT_EQ(count(stores_.folder()), 1) << round.name() << ", retried";
    Store restarted = must(Store::open(cut.path()));
    retry(round, restarted, cut.path());
  }

  void retry(const Round& round, Store& store, const std::string& folder) {
    const Status again = deed_.work(store);
    EXPECT_TRUE(again) << round.name() << ": " << again.error().what;
    EXPECT_EQ(count(folder), 1) << round.name() << ", retried in " << folder;
  }

  FailingDisk& disk_;
  FaultStore& stores_;
  Deed deed_;
};

}  // namespace

TEST_F(Faults, ACheckInIsWholeWhicheverCallOfTheDiskFails) {
  const ScanRequest request = scan_request(new_scan_id(), stores_.ticket(6));
  Deed deed;
  deed.work = [&](Store& store) -> Status {
    const auto result = store.record_scan(request, at("18:10"));
    if (!result) return tl::unexpected(result.error());
    EXPECT_EQ(result->outcome, ScanOutcome::admitted);
    return {};
  };
  deed.count = [&](RawStore& raw) {
    const std::int64_t scans = raw.number("SELECT count(*) FROM scans WHERE id = '" + request.id.value + "'");
    EXPECT_EQ(scans, raw.number("SELECT count(*) FROM check_ins WHERE registration = '" + stores_.id(6).value + "'"));
    return scans;
  };
  EXPECT_GT(DiskCalls(disk_, stores_, deed).run(), 5);
}

TEST_F(Faults, AWalkInIsWholeWhicheverCallOfTheDiskFails) {
  WalkInRequest request;
  request.event = EventCode("A");
  request.attendee = person("当日の人");
  request.by = "田中";
  Deed deed;
  deed.work = [&](Store& store) -> Status {
    const auto result = store.register_walk_in(request, at("18:10"));
    if (!result) return tl::unexpected(result.error());
    // After a failed sync the first one may be there all the same: then this one is known already.
    EXPECT_TRUE(result->outcome == WalkInOutcome::admitted || result->outcome == WalkInOutcome::duplicate);
    return {};
  };
  deed.count = [&](RawStore& raw) {
    return raw.number(
        "SELECT count(*) FROM registrations r JOIN check_ins c ON c.registration = r.id WHERE r.number > " +
        std::to_string(FaultStore::kPeople));
  };
  EXPECT_GT(DiskCalls(disk_, stores_, deed).run(), 5);
}

TEST_F(Faults, AnImportIsWholeWhicheverCallOfTheDiskFails) {
  constexpr std::int64_t kRows = 60;
  std::vector<Application> rows;
  for (std::int64_t i = 1; i <= kRows; ++i) {
    Application row;
    row.attendees = {person("名簿" + std::to_string(i))};
    row.line = i + 1;
    row.file = "roster.csv";
    rows.push_back(row);
  }
  Deed deed;
  deed.work = [&](Store& store) -> Status {
    const auto report = store.import_applications(EventCode("A"), "roster.csv", rows, {}, {}, by_staff(at("18:10")));
    if (!report) return tl::unexpected(report.error());
    return {};
  };
  deed.count = [&](RawStore& raw) {
    const std::int64_t added = raw.number("SELECT count(*) FROM registrations") - FaultStore::kPeople;
    EXPECT_EQ(added % kRows, 0) << "a part of a file";
    return added / kRows;
  };
  EXPECT_GT(DiskCalls(disk_, stores_, deed).run(), 20);
}

TEST_F(Faults, AnUnpackIsWholeWhicheverCallOfTheDiskFails) {
  const TempFolder temp;
  const std::string file = temp.file("back.pack");
  const EventCode code("A");
  Store venue =
      must(Store::create(temp.file("venue"), must(Store::open(stores_.fresh())).info().practice, at("17:00")));
  const auto pack = [&](const std::string& folder) {
    must(pack_event({folder, code, file, "合言葉", {1, 8}}, by_staff(at("18:05"))));
  };
  pack(stores_.folder());
  must(unpack_event(venue.folder(), file, "合言葉", by_staff(at("18:06"))));
  WalkInRequest walk_in;
  walk_in.event = code;
  walk_in.attendee = person("当日の人");
  ASSERT_EQ(must(venue.register_walk_in(walk_in, at("18:07"))).outcome, WalkInOutcome::admitted);
  pack(venue.folder());
  Deed deed;
  deed.work = [&](Store& store) -> Status {
    const auto report = unpack_event(store.folder(), file, "合言葉", by_staff(at("18:10")));
    if (!report) return tl::unexpected(report.error());
    return {};
  };
  deed.count = [&](RawStore& raw) {
    const std::int64_t added = raw.number("SELECT count(*) FROM registrations") - FaultStore::kPeople;
    EXPECT_EQ(added, raw.number("SELECT count(*) FROM check_ins") - FaultStore::kInside) << "a part of the file";
    return added;
  };
  EXPECT_GT(DiskCalls(disk_, stores_, deed).run(), 5);
}

TEST_F(Faults, AnUndoIsWholeWhicheverCallOfTheDiskFails) {
  Deed deed;
  deed.undoes_first = true;
  deed.work = [&](Store& store) -> Status {
    const auto undone = store.undo(EventCode("A"), stores_.id(1), by_staff(at("18:10"), "人違い"));
    if (!undone) return tl::unexpected(undone.error());
    return {};
  };
  deed.count = [&](RawStore& raw) { return raw.number("SELECT count(*) FROM annulments"); };
  EXPECT_GT(DiskCalls(disk_, stores_, deed).run(), 5);
}

TEST_F(Faults, AStoreOpensOrSaysWhyWhicheverCallOfTheDiskFails) {
  stores_.fresh();
  disk_.fail_at(0, DiskFault::io_error, false);
  must(Store::open(stores_.folder()));
  const int all = disk_.calls();
  ASSERT_GT(all, 1);
  for (const bool lasting : {false, true}) {
    for (int call = 1; call <= all; ++call) {
      stores_.fresh();
      disk_.fail_at(call, DiskFault::io_error, lasting);
      const auto opened = Store::open(stores_.folder());
      EXPECT_TRUE(disk_.has_failed()) << call;
      if (!opened) {
        EXPECT_EQ(opened.error().code, Code::store_failed) << opened.error().what;
      }
      disk_.heal();
      stores_.expect_whole(stores_.folder(), "opening, call " + std::to_string(call));
    }
  }
}

TEST_F(Faults, ANewStoreIsThereOrNotWhicheverCallOfTheDiskFails) {
  const TempFolder counted;
  disk_.fail_at(0, DiskFault::io_error, false);
  must(Store::create(counted.path(), true, at("09:00")));
  const int all = disk_.calls();
  const int step = is_long() ? 1 : 1 + all / 20;
  for (int call = 1; call <= all; call += step) {
    const TempFolder folder;
    disk_.fail_at(call, DiskFault::full, true);
    const auto made = Store::create(folder.path(), true, at("09:00"));
    disk_.heal();
    if (!made && !std::filesystem::exists(store_file(folder.path())))
      must(Store::create(folder.path(), true, at("09:00")));
    for (const std::string& finding : findings_of(folder.path())) ADD_FAILURE() << "call " << call << ": " << finding;
  }
}

TEST_F(Faults, ABackupIsWholeOrNotThereWhicheverCallOfTheDiskFails) {
  Store store = must(Store::open(stores_.fresh()));
  const TempFolder stick;
  must(store.backup(stick.file("copy.db")));  // known from here on: a second one writes only to the stick
  disk_.fail_at(0, DiskFault::io_error, false);
  must(store.backup(stick.file("copy.db")));
  const int all = disk_.calls();
  const int step = is_long() ? 1 : 1 + all / 20;
  for (int call = 1; call <= all; call += step) {
    for (const DiskFault fault : {DiskFault::io_error, DiskFault::full, DiskFault::short_write}) {
      disk_.fail_at(call, fault, true);
      const Status copied = store.backup(stick.file("copy.db"));
      disk_.heal();
      EXPECT_FALSE(copied) << word(fault) << " from call " << call;
      std::filesystem::copy_file(stick.file("copy.db"), store_file(stick.path()),
                                 std::filesystem::copy_options::overwrite_existing);
      stores_.expect_whole(stick.path(), "the last good copy after call " + std::to_string(call));
    }
  }
}

}  // namespace uketsuke::testing
