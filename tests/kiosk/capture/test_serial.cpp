// The serial scanner on a real pseudo terminal: paces, terminators, unplugged and back.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "common/inbox.h"
#include "kiosk/capture/serial_lines.h"
#include "kiosk/capture/serial_scanner.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using std::chrono::milliseconds;
using testing::TempFolder;

const std::string kTicket = "KTSK0123456789ABCDEFGHJKMNPQR";

TEST(SerialLines, EachTerminatorEndsATextAndEmptyOnesAreNone) {
  SerialLines lines(50'000);
  const auto texts = lines.add(
      "A\rB\r\nC\tD\n\n\x02"
      "E\x03\r",
      1'000);
  ASSERT_EQ(texts.size(), 5U);
  EXPECT_EQ(texts[4].text, "E");
  EXPECT_EQ(texts[0].source, ScanSource::serial);
  EXPECT_FALSE(lines.next_deadline_us());
}

TEST(SerialLines, ASilenceEndsATextWithoutTerminator) {
  SerialLines lines(50'000);
  EXPECT_TRUE(lines.add("AB", 1'000).empty());
  EXPECT_TRUE(lines.add("C", 40'000).empty());
  EXPECT_EQ(lines.next_deadline_us(), 90'000);
  EXPECT_FALSE(lines.tick(89'999));
  const auto text = lines.tick(90'000);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->text, "ABC");
  EXPECT_EQ(text->frame_in_us, 1'000);
  EXPECT_EQ(text->decoded_us, 90'000);
}

TEST(SerialLines, AStreamWithoutEndIsBounded) {
  SerialLines lines(50'000);
  for (int i = 0; i < 100; ++i) lines.add(std::string(1'000, 'x'), i);
  EXPECT_EQ(lines.add("\r", 200)[0].text.size(), SerialLines::kMaxBytes);
}

/// A scanner behind a symbolic link, as udev names it; it can be pulled out and put back.
class PtyScanner {
 public:
  explicit PtyScanner(std::string name) : name_(std::move(name)) { plug_in(); }
  ~PtyScanner() { pull_out(); }
  void plug_in() {
    int slave = -1;
    char path[128] = {};
    ASSERT_EQ(openpty(&master_, &slave, path, nullptr, nullptr), 0);
    close(slave);
    std::filesystem::create_symlink(path, name_);
  }
  void pull_out() {
    std::error_code ignored;
    std::filesystem::remove(name_, ignored);
    if (master_ >= 0) close(master_);
    master_ = -1;
  }
  /// At 1 ms a character: a pty knows no baud rate.
  void send(const std::string& bytes) const {
    for (const char byte : bytes) {
      ASSERT_EQ(write(master_, &byte, 1), 1);
      std::this_thread::sleep_for(milliseconds(1));
    }
  }

 private:
  std::string name_;
  int master_ = -1;
};

class SerialScannerTest : public ::testing::Test {
 protected:
  [[nodiscard]] ScannerPorts ports() {
    return {[this](CodesInView view) { codes_.put(std::move(view)); },
            [this](SourceChange change) { changes_.put(std::move(change)); }};
  }
  [[nodiscard]] SerialSettings settings() const {
    SerialSettings settings;
    settings.device = device_;
    settings.retry = milliseconds(20);
    settings.idle = milliseconds(500);  // a busy machine stalls within a text
    return settings;
  }
  std::string next_text() {
    const auto view = codes_.wait_for(milliseconds(5'000));
    return view && view->codes.size() == 1 ? view->codes[0].text : "nothing";
  }
  bool becomes(SourceState state) {
    while (const auto change = changes_.wait_for(milliseconds(5'000))) {
      if (change->state == state) return true;
    }
    return false;
  }

  TempFolder folder_;
  std::string device_ = folder_.file("scanner");
  Inbox<CodesInView> codes_;
  Inbox<SourceChange> changes_;
};

TEST_F(SerialScannerTest, ReadsEveryTextWithAnyTerminator) {
  const PtyScanner pty(device_);
  const SerialScanner scanner(settings(), ports());
  ASSERT_TRUE(becomes(SourceState::running));
  for (const std::string terminator : {"\r", "\n", "\r\n", "\t", ""}) {
    pty.send(kTicket + terminator);
    EXPECT_EQ(next_text(), kTicket);
  }
  for (int i = 0; i < 20; ++i) pty.send(kTicket.substr(0, 27) + std::to_string(10 + i) + "\r");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(next_text(), kTicket.substr(0, 27) + std::to_string(10 + i));
  EXPECT_TRUE(codes_.take_all().empty());
}

TEST_F(SerialScannerTest, IsLostWhenPulledOutAndComesBack) {
  PtyScanner pty(device_);
  const SerialScanner scanner(settings(), ports());
  ASSERT_TRUE(becomes(SourceState::running));
  const int rounds = std::getenv("UKETSUKE_LONG") == nullptr ? 5 : 50;
  for (int i = 0; i < rounds; ++i) {
    pty.send(kTicket.substr(0, 10));  // half a text is none
    pty.pull_out();
    ASSERT_TRUE(becomes(SourceState::lost));
    pty.plug_in();
    ASSERT_TRUE(becomes(SourceState::running));
    pty.send(kTicket + "\r");
    EXPECT_EQ(next_text(), kTicket);
  }
}

TEST_F(SerialScannerTest, WaitsForADeviceThatIsNotThereYetAndStopsAtOnce) {
  SerialSettings slow = settings();
  slow.retry = milliseconds(60'000);
  const auto begin = std::chrono::steady_clock::now();
  {
    const SerialScanner scanner(slow, ports());
    ASSERT_TRUE(becomes(SourceState::lost));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2'000));
  EXPECT_TRUE(becomes(SourceState::off));
}

TEST_F(SerialScannerTest, SaysWhyADeviceIsNoSerialLine) {
  SerialSettings settings_of_a_file = settings();
  settings_of_a_file.device = "/dev/null";
  const SerialScanner scanner(settings_of_a_file, ports());
  changes_.wait_for(milliseconds(5'000));
  const auto change = changes_.wait_for(milliseconds(5'000));
  ASSERT_TRUE(change);
  EXPECT_EQ(change->state, SourceState::lost);
  EXPECT_NE(change->detail.find("/dev/null is no serial line"), std::string::npos) << change->detail;
}

TEST(ScannerFlag, KnowsKeyboardEvdevAndSerialAndRefusesTheRest) {
  EXPECT_EQ(parse_scanner_flag("keyboard")->kind, ScannerFlag::Kind::keyboard);
  EXPECT_EQ(parse_scanner_flag("serial:/dev/ttyACM0")->device, "/dev/ttyACM0");
  EXPECT_EQ(parse_scanner_flag("evdev:0c2e:0200")->kind, ScannerFlag::Kind::evdev);
  EXPECT_EQ(parse_scanner_flag("evdev:Honeywell")->device, "Honeywell");
  for (const char* flag : {"evdev:", "serial:", "", "usb"}) {
    EXPECT_EQ(parse_scanner_flag(flag).error().code, Code::bad_call) << flag;
  }
}

}  // namespace
}  // namespace uketsuke
