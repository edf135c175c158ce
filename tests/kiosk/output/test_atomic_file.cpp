// Files are whole or not there.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "kiosk/output/atomic_file.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using AtomicFileTest = OutputTest;

TEST_F(AtomicFileTest, IsThereOnlyAfterCommit) {
  auto file = AtomicFile::create(path("list.csv"));
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("half"));
  EXPECT_FALSE(std::filesystem::exists(path("list.csv")));
  ASSERT_TRUE(file->write(" and half"));
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(read_file(path("list.csv")), "half and half");
  EXPECT_EQ(files(), std::vector<std::string>{"list.csv"});
}

TEST_F(AtomicFileTest, LeavesNothingWhenGivenUp) {
  {
    auto file = AtomicFile::create(path("list.csv"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write(std::string(1'000'000, 'x')));
  }
  EXPECT_TRUE(files().empty());
}

TEST_F(AtomicFileTest, KeepsTheOldFileUntilTheNewOneIsWhole) {
  ASSERT_TRUE(write_file_atomically(path("list.csv"), "old"));
  {
    auto file = AtomicFile::create(path("list.csv"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("new"));
    EXPECT_EQ(read_file(path("list.csv")), "old");
  }
  EXPECT_EQ(read_file(path("list.csv")), "old");
  ASSERT_TRUE(write_file_atomically(path("list.csv"), "new"));
  EXPECT_EQ(read_file(path("list.csv")), "new");
}

TEST_F(AtomicFileTest, IsReadableByItsOwnerOnly) {
  ASSERT_TRUE(write_file_atomically(path("list.csv"), "names"));
  struct stat found {};
  ASSERT_EQ(stat(path("list.csv").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(AtomicFileTest, RefusesToWriteThroughALink) {
  std::ofstream(path("victim")) << "precious";
  ASSERT_EQ(symlink("victim", path("list.csv").c_str()), 0);
  const auto written = write_file_atomically(path("list.csv"), "names");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::io_failed);
  EXPECT_NE(written.error().what.find(path("list.csv")), std::string::npos);
  EXPECT_NE(written.error().what.find("symbolic link"), std::string::npos);
  EXPECT_EQ(read_file(path("victim")), "precious");
}

TEST_F(AtomicFileTest, RefusesALinkThatAppearedMeanwhile) {
  auto file = AtomicFile::create(path("list.csv"));
  ASSERT_TRUE(file);
  ASSERT_EQ(symlink("elsewhere", path("list.csv").c_str()), 0);
  EXPECT_FALSE(file->commit());
}

TEST_F(AtomicFileTest, NamesThePathOfAMissingFolderAndOfAFolder) {
  const auto missing = write_file_atomically(path("no/such/list.csv"), "x");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().what.find(path("no/such/list.csv")), std::string::npos);
  const auto is_folder = write_file_atomically(folder(), "x");
  ASSERT_FALSE(is_folder);
  EXPECT_NE(is_folder.error().what.find(folder()), std::string::npos);
  EXPECT_FALSE(write_file_atomically("", "x"));
}

TEST_F(AtomicFileTest, TellsAFullDisk) {
  if (access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full";
  auto file = AtomicFile::create(path("list.csv"));
  ASSERT_TRUE(file);
  // The temporary file is swapped for one that is always full, as a full disk would answer.
  const std::string temporary = file->temporary_path();
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(full, 0);
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    if (std::filesystem::read_symlink(entry.path(), error) == temporary) {
      ASSERT_GE(dup2(full, std::stoi(entry.path().filename())), 0);
      break;
    }
  }
  close(full);
  const auto written = file->write(std::string(2'000'000, 'x'));
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().what.find("No space"), std::string::npos);
  EXPECT_FALSE(file->commit());
  EXPECT_FALSE(std::filesystem::exists(path("list.csv")));
}

}  // namespace
}  // namespace uketsuke
