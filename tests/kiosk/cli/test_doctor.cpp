// doctor: what it says of disks, and that what it writes while it measures is gone afterwards; documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/cli/doctor_checks.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// The kernel's folders of block devices, as /sys has them.
class Sysfs {
 public:
  /// @param uuid  of the device mapper; empty: a plain disk. @param below  devices that it stands on
  void add(const std::string& number, const std::string& uuid, const std::vector<std::string>& below = {}) const {
    const fs::path device = fs::path(folder_.path()) / "devices" / number;
    fs::create_directories(device / "slaves");
    if (!uuid.empty()) {
      fs::create_directories(device / "dm");
      std::ofstream(device / "dm/uuid") << uuid << "\n";
    }
    for (const std::string& lower : below) {
      fs::create_directory_symlink(fs::path(folder_.path()) / "devices" / lower, device / "slaves" / lower);
    }
    fs::create_directories(fs::path(folder_.path()) / "dev/block");
    fs::create_directory_symlink(device, fs::path(folder_.path()) / "dev/block" / number);
  }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }

 private:
  TempFolder folder_;
};

TEST(CliDoctor, SeesEncryptionAlsoBelowVolumes) {
  const Sysfs sys;
  sys.add("8:1", "");
  sys.add("8:2", "");
  sys.add("254:0", "CRYPT-LUKS2-0123-uketsuke-data", {"8:1"});
  sys.add("254:1", "LVM-abc", {"254:0"});
  sys.add("254:2", "LVM-def", {"8:2"});
  sys.add("254:3", "LVM-striped", {"254:0", "8:2"});
  EXPECT_FALSE(cli::is_encrypted_device(sys.path(), 8, 1));
  EXPECT_TRUE(cli::is_encrypted_device(sys.path(), 254, 0));
  EXPECT_TRUE(cli::is_encrypted_device(sys.path(), 254, 1));
  EXPECT_FALSE(cli::is_encrypted_device(sys.path(), 254, 2));
  EXPECT_FALSE(cli::is_encrypted_device(sys.path(), 254, 3)) << "half of a volume is readable";
  EXPECT_FALSE(cli::is_encrypted_device(sys.path(), 7, 7)) << "what cannot be seen is not encrypted";
}

TEST(CliDoctor, MeasuresTheDiskAndLeavesNothing) {
  const TempFolder folder;
  const cli::Finding speed = cli::check_speed(folder.file("not/there/yet"));
  EXPECT_TRUE(speed.ok) << speed.detail;
  EXPECT_THAT(speed.detail, HasSubstr(" ms"));
  EXPECT_TRUE(fs::is_empty(folder.path()));
  EXPECT_FALSE(cli::check_speed("/proc").ok);
}

TEST(CliDoctor, ReadsATestCodeOfItsOwn) {
  const cli::Finding reader = cli::check_reader();
  EXPECT_TRUE(reader.ok) << reader.detail;
}

TEST(CliDoctor, SaysThatTheClockStandsBeforeItsFiles) {
  const TempFolder folder;
  const UtcMillis past{1'750'000'000'000};
  const UtcMillis future{4'000'000'000'000};
  const cli::Finding behind = cli::check_clock(past, past, folder.path());
  EXPECT_FALSE(behind.ok);
  EXPECT_THAT(behind.detail, HasSubstr("timedatectl set-time"));
  EXPECT_TRUE(cli::check_clock(past, future, folder.path()).ok) << "a practice time may be any";
  EXPECT_FALSE(cli::check_clock(UtcMillis{0}, future, folder.path()).ok);
}

TEST(CliDocument, WritesBothPagesAndRefusesOthers) {
  const Program program(false);
  for (const char* name : {"door-card", "it-staff"}) {
    const std::string out = program.file(std::string(name) + ".pdf");
    const Ran ran = program.bare({"--json", "document", name, "--out", out});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(ran.line()["file"], out);
    EXPECT_GT(fs::file_size(out), 10'000U);
  }
  const Ran other = program.bare({"document", "poster", "--out", program.file("x.pdf")});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("door-card, it-staff"));
  EXPECT_EQ(program.bare({"document", "door-card", "--out", "/proc/none/x.pdf"}).exit_code, 4);
}

}  // namespace
}  // namespace uketsuke::testing
