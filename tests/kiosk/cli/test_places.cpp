// Where a file may be put: what is there and is no plain file stays what it is.
#include <gtest/gtest.h>
#include <sys/stat.h>

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
