// Encrypted stores: where their key comes from, that nothing of a name can be read from any file, that copies keep it.
// Built where stores are encrypted only. The key lies in a file beside the store here; all other tests have a
// credential.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "db/backups.h"
#include "db/restore.h"
#include "db/store_key.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using ::testing::HasSubstr;
using testing::must;
using ::testing::Not;
using testing::Roster;
using testing::TempFolder;
namespace fs = std::filesystem;

constexpr const char* kName = "Kakusu Namae";

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string key_of(const std::string& folder) { return folder + "/uketsuke.key"; }

class EncryptedStore : public ::testing::Test {
 protected:
  EncryptedStore() {
    if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY")) given_ = folder;
    ::unsetenv("CREDENTIALS_DIRECTORY");
  }
  ~EncryptedStore() override { ::setenv("CREDENTIALS_DIRECTORY", given_.c_str(), 1); }

  static Roster named() {
    auto roster = testing::roster();
    roster.event("A").attendee(kName);
    return roster;
  }
  static std::string words_of_refusal(const std::string& folder) {
    const auto store = Store::open(folder);
    return store ? "opened" : store.error().what;
  }

 private:
  std::string given_;
};

TEST_F(EncryptedStore, MakesAKeyBesideItForTheOwnerAlone) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  struct stat facts {};
  ASSERT_EQ(::stat(key_of(temp.path()).c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  EXPECT_EQ(bytes_of(key_of(temp.path())).size(), 65U);
  const TempFolder other;
  ASSERT_TRUE(Store::create(other.path(), false, at("18:00")));
  EXPECT_NE(bytes_of(key_of(temp.path())), bytes_of(key_of(other.path())));
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.path()), fs::directory_iterator()), 2) << "nothing else is left";
}

TEST_F(EncryptedStore, ShowsNothingOfItselfInAnyFile) {
  auto roster = named();
  EXPECT_FALSE(begins_as_plain_store(store_file(roster.folder())));
  for (const fs::directory_entry& entry : fs::directory_iterator(roster.folder())) {
    const std::string bytes = bytes_of(entry.path().string());
    EXPECT_EQ(bytes.find(kName), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find("CREATE TABLE"), std::string::npos) << entry.path();
  }
  ASSERT_GT(fs::file_size(store_file(roster.folder()) + "-wal"), 0U) << "the newest pages were looked through, too";
  roster.reopen();
  EXPECT_EQ(must(roster.store().check()).size(), 0U);
}

TEST_F(EncryptedStore, IsRefusedWithoutItsKeyAndMakesNoOther) {
  const TempFolder temp;
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  fs::rename(key_of(temp.path()), temp.file("away"));
  EXPECT_THAT(words_of_refusal(temp.path()), HasSubstr("the key of the store is not there"));
  EXPECT_FALSE(fs::exists(key_of(temp.path())));
  std::ofstream(key_of(temp.path())) << std::string(64, 'a') << "\n";
  ASSERT_EQ(::chmod(key_of(temp.path()).c_str(), 0600), 0);
  const std::string before = bytes_of(store_file(temp.path()));
  EXPECT_THAT(words_of_refusal(temp.path()), HasSubstr("not a store of Uketsuke that this key encrypts"));
  EXPECT_EQ(bytes_of(store_file(temp.path())), before);
  std::ofstream(key_of(temp.path())) << "1234\n";
  EXPECT_THAT(words_of_refusal(temp.path()), HasSubstr("64 hexadecimal digits"));
  fs::rename(temp.file("away"), key_of(temp.path()));
  ASSERT_EQ(::chmod(key_of(temp.path()).c_str(), 0640), 0);
  EXPECT_THAT(words_of_refusal(temp.path()), HasSubstr("chmod 600"));
  ASSERT_EQ(::chmod(key_of(temp.path()).c_str(), 0600), 0);
  EXPECT_EQ(words_of_refusal(temp.path()), "opened");
}

TEST_F(EncryptedStore, TakesTheKeyOfACredentialInPlaceOfAFile) {
  const TempFolder credentials;
  std::ofstream(credentials.file("uketsuke-store-key")) << std::string(64, 'b') << "\n";
  const TempFolder temp;
  ASSERT_EQ(::setenv("CREDENTIALS_DIRECTORY", credentials.path().c_str(), 1), 0);
  ASSERT_TRUE(Store::create(temp.path(), false, at("18:00")));
  EXPECT_FALSE(fs::exists(key_of(temp.path())));
  EXPECT_EQ(words_of_refusal(temp.path()), "opened");
  ASSERT_EQ(::unsetenv("CREDENTIALS_DIRECTORY"), 0);
  EXPECT_THAT(words_of_refusal(temp.path()), HasSubstr("the key of the store is not there"));
}

TEST_F(EncryptedStore, CopiesAreEncryptedUnderTheSameKeyAndComeBackWithIt) {
  auto roster = named();
  const TempFolder stick;
  const KioskId kiosk = roster.store().info().kiosk;
  must(set_backup_folder(roster.folder(), stick.path()));
  const std::string copy = must(write_backup(roster.folder(), stick.path(), kiosk));
  EXPECT_FALSE(begins_as_plain_store(copy));
  EXPECT_EQ(bytes_of(copy).find(kName), std::string::npos);
  const auto good = find_good_backup(roster.folder());
  ASSERT_TRUE(good);
  EXPECT_EQ(good->file, copy);

  const TempFolder other_pc;
  const auto without = CheckedBackup::open(other_pc.path(), copy);
  ASSERT_FALSE(without);
  EXPECT_THAT(without.error().what, HasSubstr("the key of the store is not there"));
  fs::copy_file(key_of(roster.folder()), key_of(other_pc.path()));
  must(must(CheckedBackup::open(other_pc.path(), copy)).put_in_place(at("19:00")));
  auto restored = Store::open(other_pc.path());
  ASSERT_TRUE(restored) << restored.error().what;
  EXPECT_EQ(restored->info().kiosk, kiosk);
  EXPECT_EQ(must(restored->check()).size(), 0U);
  EXPECT_FALSE(begins_as_plain_store(store_file(other_pc.path())));
}

}  // namespace
}  // namespace uketsuke
