// Copies on a thread of their own around a real store: at once, again and again, at the end; a medium that is away is
// told and comes back. And the write that ends a fault.
#include <gtest/gtest.h>

#include <filesystem>

#include "common/inbox.h"
#include "db/backups.h"
#include "db/reader.h"
#include "kiosk/store_backup.h"
#include "kiosk/store_thread.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using namespace uketsuke::testing;
namespace fs = std::filesystem;

/// The next event that is of this kind; others are passed over.
template <class Event>
Event wait_for(Inbox<KioskEvent>& events) {
  while (auto event = events.wait_for(std::chrono::seconds(20))) {
    if (auto* wanted = std::get_if<Event>(&*event)) return std::move(*wanted);
  }
  ADD_FAILURE() << "no such event";
  return {};
}

TEST(StoreBackup, CopiesAtOnceAgainAndAtTheEndAndTellsOfAMediumThatIsAway) {
  Roster roster;
  roster.event("EBINA", 30).attendee("髙橋");
  const KioskId kiosk = roster.store().info().kiosk;
  const TempFolder place;
  const std::string stick = place.file("stick");
  fs::create_directory(stick);
  Inbox<KioskEvent> events;
  {
    const StoreBackup backup({roster.folder(), stick, kiosk, std::chrono::milliseconds(20)},
                             [&](KioskEvent event) { events.put(std::move(event)); });
    EXPECT_TRUE(fs::exists(wait_for<BackupDone>(events).file));
    wait_for<BackupDone>(events);
    fs::rename(stick, place.file("pocket"));
    EXPECT_NE(wait_for<BackupFailed>(events).error.what.find("plug its medium in"), std::string::npos);
    EXPECT_FALSE(fs::exists(stick)) << "no folder is made where the medium is missing";
    fs::rename(place.file("pocket"), stick);
    wait_for<BackupDone>(events);
    roster.admit("髙橋", at("18:05"));
  }
  const TempFolder opened;
  fs::copy_file(list_backups(stick, kiosk).front().file, store_file(opened.path()));
  Reader reader = must(Reader::open(opened.path()));
  EXPECT_EQ(must(reader.load_event(roster.code())).counts.admitted, 1) << "the last copy holds everything";
}

TEST(StoreProbe, IsAWriteThatIsOnDiskWhenItIsAnswered) {
  EXPECT_TRUE(is_write(ProbeStore{}));
  Roster roster;
  roster.event("EBINA", 30);
  roster.close();
  Inbox<KioskEvent> events;
  const auto post = [&](KioskEvent event) { events.put(std::move(event)); };
  StoreThreadPorts ports;
  ports.post = post;
  StoreThread thread(must(Store::open(roster.folder())), must(Reader::open(roster.folder())), ports);
  thread.ask(ProbeStore{at("18:05")});
  wait_for<StoreProbed>(events);
  fs::rename(store_file(roster.folder()), roster.folder() + "/moved.db");
  thread.ask(ProbeStore{at("18:06")});
  EXPECT_EQ(wait_for<StoreFailed>(events).error.code, Code::store_failed);
}

}  // namespace
}  // namespace uketsuke
