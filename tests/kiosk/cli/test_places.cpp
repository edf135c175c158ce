// Where a file may be put: what is there and is no plain file stays what it is.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::vector<std::string>> calls_that_write(const Program& program, const std::string& file) {
  return {{"backup", file},
          {"log", "--out", file},
          {"event", "pack", "SMALL", "--out", file, "--passphrase-file", program.file("passphrase")},
          {"export", "SMALL", "roster", "--format", "csv", "--out", file}};
}

TEST(CliPlaces, ADeviceOrAFifoIsNeverReplaced) {
  const Program program;
  program.write("passphrase", "correct horse battery\n");
  const std::string fifo = program.file("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  for (const auto& call : calls_that_write(program, fifo)) {
    const Ran ran = program.json(call);
    EXPECT_EQ(ran.exit_code, 4) << call.front();
    EXPECT_NE(ran.err.find("not a plain file"), std::string::npos) << ran.err;
    EXPECT_TRUE(fs::is_fifo(fifo)) << call.front();
  }
}

TEST(CliPlaces, ALinkIsNeitherFollowedNorReplaced) {
  const Program program;
  program.write("passphrase", "correct horse battery\n");
  program.write("kept", "kept");
  const std::string link = program.file("link");
  fs::create_symlink(program.file("kept"), link);
  for (const auto& call : calls_that_write(program, link)) {
    EXPECT_EQ(program.json(call).exit_code, 4) << call.front();
    EXPECT_TRUE(fs::is_symlink(link)) << call.front();
    EXPECT_EQ(fs::file_size(program.file("kept")), 4U) << call.front();
  }
}

/// With files that may not grow beyond 32 KiB, as on a full disk. @return the exit code
int run_confined(const std::string& arguments) {
  const std::string program = std::string(UKETSUKE_BINARY_DIR) + "/uketsuke";
  const int status =
      std::system(("ulimit -f 64; exec " + program + " --json " + arguments + " >/dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(CliPlaces, AFileThatMayNotGrowIsAFailureAndNoCrash) {
  const Program program;
  for (int i = 0; i < 10; ++i) program.add("参加者" + std::to_string(i));
  EXPECT_EQ(run_confined("--data " + program.store() + " backup " + program.file("copy.db")), 4);
  EXPECT_FALSE(fs::exists(program.file("copy.db")));
  EXPECT_EQ(run_confined("--data " + program.file("fresh") + " init"), 4);
  EXPECT_FALSE(fs::exists(program.file("fresh/uketsuke.db")));
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliPlaces, AFileThatIsThereIsReplacedWhole) {
  const Program program;
  program.write("passphrase", "correct horse battery\n");
  const std::string file = program.file("there");
  for (const auto& call : calls_that_write(program, file)) {
    program.write("there", "old");
    const Ran ran = program.json(call);
    EXPECT_EQ(ran.exit_code, 0) << call.front() << ran.err;
    EXPECT_GT(fs::file_size(file), 20U) << call.front();
  }
}

}  // namespace
}  // namespace uketsuke::testing
