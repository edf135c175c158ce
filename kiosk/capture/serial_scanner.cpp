// See serial_scanner.h. Unplugged is told by POLLHUP, a read of 0 bytes, EIO or ENXIO, whichever the driver gives.
#include "kiosk/capture/serial_scanner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "kiosk/capture/serial_lines.h"

namespace uketsuke {
namespace {

std::string describe(int error) { return std::strerror(error); }

/// Raw, 9600 8N1 (the default of nearly all scanners; USB ones ignore it), no flow control, no modem lines.
bool make_raw(int device) {
  termios line{};
  if (tcgetattr(device, &line) != 0) return false;
  cfmakeraw(&line);
  line.c_cflag |= CLOCAL | CREAD;
  line.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS | CSTOPB | PARENB);
  line.c_cc[VMIN] = 1;
  line.c_cc[VTIME] = 0;
  cfsetispeed(&line, B9600);
  cfsetospeed(&line, B9600);
  return tcsetattr(device, TCSANOW, &line) == 0;
}

int milliseconds_until(std::optional<std::int64_t> deadline_us, int limit) {
  if (!deadline_us) return limit;
  const std::int64_t left = (*deadline_us - monotonic_us() + 999) / 1000;
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, limit));
}

}  // namespace

Result<ScannerFlag> parse_scanner_flag(std::string_view flag) {
  constexpr std::string_view kSerial = "serial:";
  if (flag == "keyboard") return ScannerFlag{};
  if (flag.substr(0, kSerial.size()) == kSerial && flag.size() > kSerial.size()) {
    return ScannerFlag{ScannerFlag::Kind::serial, std::string(flag.substr(kSerial.size()))};
  }
  constexpr std::string_view kEvdev = "evdev:";
  if (flag.substr(0, kEvdev.size()) == kEvdev && flag.size() > kEvdev.size()) {
    return ScannerFlag{ScannerFlag::Kind::evdev, std::string(flag.substr(kEvdev.size()))};
  }
  return fail(Code::bad_call, "\"" + std::string(flag) + "\" is none of keyboard, evdev:NAME, serial:DEVICE.",
              "--scanner");
}

SerialScanner::SerialScanner(SerialSettings settings, ScannerPorts ports)
    : settings_(std::move(settings)), ports_(std::move(ports)), stop_event_(eventfd(0, EFD_CLOEXEC)) {
  CHECK(stop_event_ >= 0);
  thread_ = std::thread([this] { run(); });
}

SerialScanner::~SerialScanner() {
  const std::uint64_t one = 1;
  CHECK(write(stop_event_, &one, sizeof one) == static_cast<ssize_t>(sizeof one));
  thread_.join();
  close(stop_event_);
}

bool SerialScanner::wait_for_stop(std::chrono::milliseconds time) const {
  pollfd waited{stop_event_, POLLIN, 0};
  return poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

Result<int> SerialScanner::open_device() const {
  const int device = open(settings_.device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) {
    const int error = errno;
    std::string what = settings_.device + " cannot be opened: " + describe(error);
    if (error == EACCES) what += " (the user has to be in the group dialout)";
    return fail(Code::device_failed, what, "serial scanner");
  }
  if (!make_raw(device)) {
    const std::string why = describe(errno);
    close(device);
    return fail(Code::device_failed, settings_.device + " is no serial line: " + why, "serial scanner");
  }
  tcflush(device, TCIFLUSH);  // what was read while nobody listened is no scan of now
  return device;
}

void SerialScanner::run() {
  SourceState told = SourceState::starting;
  ports_.changed({SourceState::starting, settings_.device});
  do {
    const Result<int> device = open_device();
    std::string why;
    if (device) {
      told = SourceState::running;
      ports_.changed({SourceState::running, settings_.device});
      why = read_until_lost(*device);
      close(*device);
      if (why.empty()) break;  // asked to stop
    } else {
      why = device.error().what;
    }
    if (told != SourceState::lost) ports_.changed({SourceState::lost, why});
    told = SourceState::lost;
  } while (!wait_for_stop(settings_.retry));
  ports_.changed({SourceState::off, settings_.device});
}

std::string SerialScanner::read_until_lost(int device) {
  SerialLines lines(std::chrono::microseconds(settings_.idle).count());
  std::array<char, 512> buffer{};
  for (;;) {
    std::array<pollfd, 2> waited{{{device, POLLIN, 0}, {stop_event_, POLLIN, 0}}};
    const int ready = poll(waited.data(), waited.size(), milliseconds_until(lines.next_deadline_us(), 60'000));
    if (ready < 0 && errno != EINTR) return describe(errno);
    if (waited[1].revents != 0) return {};
    if ((waited[0].revents & POLLIN) != 0) {
      const ssize_t count = read(device, buffer.data(), buffer.size());
      if (count == 0) return "The scanner was unplugged.";
      if (count < 0 && errno != EAGAIN && errno != EINTR) return "The scanner was unplugged: " + describe(errno);
      if (count > 0) {
        const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
        for (ReadText& text : lines.add(bytes, monotonic_us())) ports_.codes({{std::move(text)}});
        continue;
      }
    }
    if ((waited[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) return "The scanner was unplugged.";
    if (auto text = lines.tick(monotonic_us())) ports_.codes({{std::move(*text)}});
  }
}

}  // namespace uketsuke
