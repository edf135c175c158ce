// What a service manager hears, over a real socket as systemd gives one.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "kiosk/service_watch.h"
#include "tests/support/temp_folder.h"

namespace uketsuke::testing {
namespace {

/// The manager's end: a datagram socket that $NOTIFY_SOCKET names.
class Manager {
 public:
  explicit Manager(const char* watchdog_us) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder_.file("notify");
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bound_ = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    ::unsetenv("WATCHDOG_PID");
    if (watchdog_us == nullptr) {
      ::unsetenv("WATCHDOG_USEC");
    } else {
      ::setenv("WATCHDOG_USEC", watchdog_us, 1);
    }
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;
  ~Manager() {
    ::close(socket_);
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
  }
  [[nodiscard]] bool listens() const { return bound_; }
  /// All that was said since it was asked last.
  std::vector<std::string> heard() {
    std::vector<std::string> words;
    std::array<char, 256> buffer{};
    for (;;) {
      const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (size < 0) return words;
      words.emplace_back(buffer.data(), static_cast<std::size_t>(size));
    }
  }

 private:
  TempFolder folder_;
  int socket_ = -1;
  bool bound_ = false;
};

using Words = std::vector<std::string>;

TEST(ServiceWatch, SaysWhenTheWindowIsOpenAndWhenItEnds) {
  Manager manager(nullptr);
  ASSERT_TRUE(manager.listens());
  ServiceWatch watch;
  EXPECT_EQ(manager.heard(), Words{});
  watch.say_ready();
  watch.say_alive(1'000'000);
  watch.say_stopping();
  EXPECT_EQ(manager.heard(), (Words{"READY=1", "STOPPING=1"})) << "no word of life where no watchdog asked";
}

TEST(ServiceWatch, SaysThatItLivesTwiceInTheAllowedTimeAndNotEachRound) {
  Manager manager("20000000");
  ASSERT_TRUE(manager.listens());
  ServiceWatch watch;
  watch.say_alive(5'000'000);
  watch.say_alive(5'016'000);
  watch.say_alive(14'999'999);
  EXPECT_EQ(manager.heard(), Words{"WATCHDOG=1"});
  watch.say_alive(15'000'000);
  watch.say_alive(24'000'000);
  EXPECT_EQ(manager.heard(), Words{"WATCHDOG=1"});
}

TEST(ServiceWatch, IsSilentWhereNobodyAsked) {
  ::unsetenv("NOTIFY_SOCKET");
  ServiceWatch watch;
  watch.say_ready();
  watch.say_alive(1);
  watch.say_stopping();
}

}  // namespace
}  // namespace uketsuke::testing
