// Making and opening a store: rights, settings, what is refused and that nothing is touched by a refusal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "db/migrate.h"
#include "db/migrations.h"
#include "db/reader.h"
#include "db/store_key.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using ::testing::HasSubstr;
using testing::RawStore;
using testing::TempFolder;
namespace fs = std::filesystem;

mode_t rights_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(StoreOpen, MakesFolderAndFileForTheOwnerAlone) {
  const TempFolder temp;
  const std::string folder = temp.file("a/b/store");
  const mode_t before = ::umask(0);
  {
    auto store = Store::create(folder, true, at("18:00"));
    ASSERT_TRUE(store) << store.error().what;
    EXPECT_TRUE(store->info().practice);
    EXPECT_EQ(store->info().kiosk.value.size(), 36U);
    EXPECT_EQ(store->info().schema, embedded_migrations().back().number);
    EXPECT_EQ(store->folder(), folder);
    EXPECT_EQ(rights_of(folder), 0700U);
    EXPECT_EQ(rights_of(store_file(folder)), 0600U);
    EXPECT_EQ(rights_of(store_file(folder) + "-wal"), 0600U);
    EXPECT_EQ(rights_of(store_file(folder) + "-shm"), 0600U);
  }
  ::umask(before);
}

TEST(StoreOpen, KeepsTheRightsOfAFolderThatHoldsOtherThings) {
  const TempFolder temp;
  std::ofstream(temp.file("letter.txt")) << "x";
  ASSERT_EQ(::chmod(temp.path().c_str(), 0755), 0);
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  EXPECT_EQ(rights_of(temp.path()), 0755U);
  EXPECT_EQ(rights_of(store_file(temp.path())), 0600U);
}

TEST(StoreOpen, MakesNoSecondStoreInAFolder) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  const auto again = Store::create(temp.path(), false, at("18:00"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::bad_call);
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.path()), fs::directory_iterator()), 1)
      << "nothing is left beside";
}

TEST(StoreOpen, KeepsKioskAndKeyOverAReopening) {
  auto roster = testing::roster();
  roster.event("A").attendee("髙橋");
  const std::string ticket = roster.ticket("髙橋");
  const KioskId kiosk = roster.store().info().kiosk;
  roster.reopen();
  EXPECT_EQ(roster.store().info().kiosk, kiosk);
  EXPECT_EQ(roster.scan(ticket, at("18:05")).outcome, ScanOutcome::admitted);
}

TEST(StoreOpen, WritesDurably) {
  auto roster = testing::roster();
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.text("PRAGMA journal_mode"), "wal");
  auto connection = Connection::open(store_file(roster.folder()), OpenMode::read_write);
  ASSERT_TRUE(connection);
  const auto number = [&](const char* pragma) {
    return *connection->get(pragma, {}, [](const Row& row) { return row.integer(0); });
  };
  EXPECT_EQ(number("PRAGMA synchronous"), 2);
  EXPECT_EQ(number("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(number("PRAGMA busy_timeout"), 10'000);
}

TEST(StoreOpen, SaysThatThereIsNoStore) {
  const TempFolder temp;
  for (const std::string& folder : {temp.path(), temp.file("nowhere")}) {
    const auto store = Store::open(folder);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, Code::not_found);
    EXPECT_THAT(store.error().what, HasSubstr("uketsuke init"));
    EXPECT_FALSE(fs::exists(store_file(folder)));
  }
}

TEST(StoreOpen, RefusesANewerSchemaAndLeavesItAlone) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  { EXPECT_EQ(RawStore(temp.path()).run("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)"), ""); }
  const std::string before = bytes_of(store_file(temp.path()));
  const auto store = Store::open(temp.path());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Code::store_failed);
  EXPECT_THAT(store.error().what, HasSubstr("newer Uketsuke (schema 99"));
  EXPECT_EQ(bytes_of(store_file(temp.path())), before);
}

TEST(StoreOpen, RefusesAnotherProgramsFile) {
  const TempFolder temp;
  {
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(store_file(temp.path()).c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "CREATE TABLE recipes (name TEXT)", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
  }
  const std::string before = bytes_of(store_file(temp.path()));
  const auto store = Store::open(temp.path());
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().what, HasSubstr("not a store of Uketsuke"));
  const auto reader = Reader::open(temp.path());
  ASSERT_FALSE(reader);
  EXPECT_THAT(reader.error().what, HasSubstr("not a store of Uketsuke"));
  EXPECT_EQ(bytes_of(store_file(temp.path())), before);
}

TEST(StoreOpen, RefusesBrokenFiles) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  const std::string whole = bytes_of(store_file(temp.path()));
  ASSERT_GT(whole.size(), 8192U);
  std::string torn = whole;
  for (std::size_t i = 4096; i < torn.size(); ++i) torn[i] = static_cast<char>(i * 31);
  for (const std::string& content :
       {std::string("not a database at all"), std::string(), torn, whole.substr(0, whole.size() / 2)}) {
    std::ofstream(store_file(temp.path()), std::ios::binary | std::ios::trunc) << content;
    const auto store = Store::open(temp.path());
    ASSERT_FALSE(store) << content.size();
    EXPECT_EQ(store.error().code, Code::store_failed);
    EXPECT_FALSE(store.error().what.empty());
  }
}

TEST(StoreOpen, TakesAFileWithoutTablesForABrokenOneAndLeavesItAlone) {
  const TempFolder temp;
  const auto refusal = [&] {
    const std::string before = bytes_of(store_file(temp.path()));
    const auto store = Store::open(temp.path());
    EXPECT_EQ(bytes_of(store_file(temp.path())), before);
    const auto reader = Reader::open(temp.path());
    if (store || reader) return std::string("opened");
    EXPECT_EQ(store.error().code, Code::store_failed);
    EXPECT_THAT(reader.error().what, HasSubstr("restore a backup"));
    return store.error().what;
  };
  { const std::ofstream empty(store_file(temp.path())); }
  EXPECT_THAT(refusal(), HasSubstr("restore a backup"));
  for (const char* marks : {"PRAGMA application_id = 1263817547", "PRAGMA user_version = 7"}) {
    ASSERT_EQ(RawStore(temp.path()).run(marks), "");
    EXPECT_THAT(refusal(), HasSubstr("restore a backup")) << marks;
  }
}

/// Opens the store in a child process that is not root. @return 0: refused with store_failed
int open_as_nobody(const std::string& folder) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(3);
    const auto store = Store::open(folder);
    ::_exit(store ? 1 : (store.error().code == Code::store_failed ? 0 : 2));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}

TEST(StoreOpen, RefusesAFileThatCannotBeWritten) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  ASSERT_EQ(::chmod(temp.path().c_str(), 0555), 0);
  ASSERT_EQ(::chmod(store_file(temp.path()).c_str(), 0444), 0);
  EXPECT_EQ(open_as_nobody(temp.path()), 0);
  ASSERT_EQ(::chmod(temp.path().c_str(), 0700), 0);
}

TEST(StoreOpen, CannotMakeAStoreUnderAFile) {
  const TempFolder temp;
  std::ofstream(temp.file("letter.txt")) << "x";
  const auto store = Store::create(temp.file("letter.txt") + "/store", false, at("18:00"));
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Code::io_failed);
}

// Migrations, on lists of the test's own -----------------------------------------------------------------------------

std::int64_t schema_of(Connection& connection) { return *read_schema(connection); }

TEST(Migrations, AreAppliedOnceAndInOrder) {
  const TempFolder temp;
  auto connection = Connection::open(temp.file("x.db"), OpenMode::create);
  ASSERT_TRUE(connection);
  const Migration one{1, "0001_a.sql", "CREATE TABLE a (x INTEGER) STRICT"};
  const Migration two{2, "0002_b.sql", "INSERT INTO a (x) VALUES (1); CREATE TABLE b (x INTEGER) STRICT"};
  ASSERT_TRUE(migrate(*connection, {one}));
  EXPECT_EQ(schema_of(*connection), 1);
  ASSERT_TRUE(migrate(*connection, {one, two}));
  ASSERT_TRUE(migrate(*connection, {one, two}));
  EXPECT_EQ(schema_of(*connection), 2);
  EXPECT_EQ(*connection->get("SELECT count(*) FROM a", {}, [](const Row& row) { return row.integer(0); }), 1);
}

/// A store as the first version of its schema had it, with what a new one holds.
void make_first_schema(const std::string& folder, const std::string& made_now) {
  fs::create_directories(folder);
  auto connection = Connection::open(store_file(folder), OpenMode::create);
  ASSERT_TRUE(connection);
  ASSERT_TRUE(migrate(*connection, {embedded_migrations().front()}));
  const auto key = load_store_key(made_now);
  const std::string with_key = key && *key ? " KEY " + (*key)->quoted() : std::string();
  ASSERT_TRUE(connection->run_script("ATTACH '" + store_file(made_now) + "' AS made" + with_key +
                                     "; INSERT OR IGNORE INTO settings SELECT name, value FROM made.settings;"
                                     "INSERT OR IGNORE INTO organiser_keys SELECT * FROM made.organiser_keys;"
                                     "INSERT OR IGNORE INTO hybrid_clock SELECT * FROM made.hybrid_clock"));
}

TEST(Migrations, AStoreOfAnEarlierProgramIsBroughtUpToDateByTheFirstCallThatReadsIt) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.file("now"), true, at("18:00")));
  make_first_schema(temp.file("old"), temp.file("now"));
  auto reader = Reader::open(temp.file("old"));
  ASSERT_TRUE(reader) << reader.error().what;
  EXPECT_EQ(reader->info().schema, embedded_migrations().back().number);
  EXPECT_TRUE(reader->info().practice);
  EXPECT_TRUE(reader->list_events());
}

TEST(Migrations, LeaveTheFileAsItWasWhereOneFails) {
  const TempFolder temp;
  auto connection = Connection::open(temp.file("x.db"), OpenMode::create);
  ASSERT_TRUE(connection);
  const Migration one{1, "0001_a.sql", "CREATE TABLE a (x INTEGER) STRICT"};
  const Migration two{2, "0002_b.sql", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"};
  const auto done = migrate(*connection, {one, two});
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().where, HasSubstr("0002_b.sql"));
  EXPECT_EQ(schema_of(*connection), 1);
  EXPECT_EQ(*connection->get("SELECT count(*) FROM sqlite_schema WHERE name = 'b'", {},
                             [](const Row& row) { return row.integer(0); }),
            0);
}

}  // namespace
}  // namespace uketsuke
