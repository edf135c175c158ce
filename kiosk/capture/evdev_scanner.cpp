// See evdev_scanner.h. The only file that knows libevdev.
#include "kiosk/capture/evdev_scanner.h"

#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "kiosk/capture/evdev_keys.h"
#include "kiosk/capture/serial_lines.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

struct FreeDevice {
  void operator()(libevdev* device) const { libevdev_free(device); }
};
using Evdev = std::unique_ptr<libevdev, FreeDevice>;

/// An open descriptor and what libevdev knows of it.
class OpenDevice {
 public:
  explicit OpenDevice(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
    error_ = descriptor_ < 0 ? errno : 0;
    libevdev* device = nullptr;
    if (descriptor_ >= 0) error_ = -libevdev_new_from_fd(descriptor_, &device);
    device_.reset(device);
  }
  OpenDevice(const OpenDevice&) = delete;
  OpenDevice& operator=(const OpenDevice&) = delete;
  ~OpenDevice() {
    device_.reset();
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] libevdev* get() const { return device_.get(); }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] int error() const { return error_; }

 private:
  int descriptor_ = -1;
  int error_ = 0;
  Evdev device_;
};

std::string id_of(libevdev* device) {
  char id[16];
  std::snprintf(id, sizeof id, "%04x:%04x", static_cast<unsigned>(libevdev_get_id_vendor(device)),
                static_cast<unsigned>(libevdev_get_id_product(device)));
  return id;
}

/// Types letters: a mouse or a power button is none.
bool is_keyboard(libevdev* device) {
  return libevdev_has_event_code(device, EV_KEY, KEY_A) != 0 && libevdev_has_event_code(device, EV_KEY, KEY_ENTER) != 0;
}

bool is_wanted(libevdev* device, const std::string& wanted) {
  const std::string name = libevdev_get_name(device);
  std::string id = wanted;
  std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return id_of(device) == id || name.find(wanted) != std::string::npos;
}

std::string why_not_opened(const std::string& path, int error) {
  std::string what = path + " cannot be opened: " + std::strerror(error);
  if (error == EACCES) what += " (the user has to be in the group input)";
  return what;
}

int milliseconds_until(std::optional<std::int64_t> deadline_us, int limit) {
  if (!deadline_us) return limit;
  const std::int64_t left = (*deadline_us - monotonic_us() + 999) / 1000;
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, limit));
}

/// Everything that can be read now. @return false where the device is gone
bool read_keys(libevdev* device, EvdevKeys& keys, std::string& typed) {
  for (;;) {
    input_event event{};
    const int code = libevdev_next_event(device, LIBEVDEV_READ_FLAG_NORMAL, &event);
    if (code == LIBEVDEV_READ_STATUS_SYNC) {  // events were lost: what was typed so far is no code
      typed.clear();
      keys.clear();
      while (libevdev_next_event(device, LIBEVDEV_READ_FLAG_SYNC, &event) == LIBEVDEV_READ_STATUS_SYNC) {
      }
      continue;
    }
    if (code == -EAGAIN) return true;
    if (code != LIBEVDEV_READ_STATUS_SUCCESS) return false;
    if (event.type != EV_KEY) continue;
    if (const auto sign = keys.on_key(event.code, event.value)) typed.push_back(*sign);
  }
}

}  // namespace

Result<std::string> find_evdev_device(const EvdevSettings& settings) {
  if (settings.device.starts_with("/")) return settings.device;
  std::string seen;
  bool closed = false;
  std::error_code ignored;
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(settings.folder, ignored)) {
    if (entry.path().filename().string().starts_with("event")) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    const OpenDevice device(path);
    closed = closed || device.error() == EACCES;
    if (device.get() == nullptr || !is_keyboard(device.get())) continue;
    if (is_wanted(device.get(), settings.device)) return path;
    seen +=
        (seen.empty() ? "" : ", ") + std::string(libevdev_get_name(device.get())) + " (" + id_of(device.get()) + ")";
  }
  std::string what = "no keyboard is named \"" + settings.device + "\"";
  what += seen.empty() ? "; none is there" : "; there are: " + seen;
  if (closed) what += " (some may not be read: the user has to be in the group input)";
  return fail(Code::device_failed, what, "evdev scanner");
}

EvdevScanner::EvdevScanner(EvdevSettings settings, ScannerPorts ports)
    : settings_(std::move(settings)), ports_(std::move(ports)), stop_event_(eventfd(0, EFD_CLOEXEC)) {
  CHECK(stop_event_ >= 0);
  thread_ = std::thread([this] { run(); });
}

EvdevScanner::~EvdevScanner() {
  const std::uint64_t one = 1;
  CHECK(write(stop_event_, &one, sizeof one) == static_cast<ssize_t>(sizeof one));
  thread_.join();
  close(stop_event_);
}

bool EvdevScanner::wait_for_stop(std::chrono::milliseconds time) const {
  pollfd waited{stop_event_, POLLIN, 0};
  return poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

void EvdevScanner::run() {
  std::string told;
  ports_.changed({SourceState::starting, settings_.device});
  do {
    const Result<std::string> path = find_evdev_device(settings_);
    const std::string why = path ? read_until_lost(*path) : path.error().what;
    if (why.empty()) break;  // asked to stop
    if (told != why) ports_.changed({SourceState::lost, why});
    told = why;
  } while (!wait_for_stop(settings_.retry));
  ports_.changed({SourceState::off, settings_.device});
}

/// @return why it ended; empty: asked to
std::string EvdevScanner::read_until_lost(const std::string& path) {
  const OpenDevice device(path);
  if (device.get() == nullptr) return why_not_opened(path, device.error());
  if (const int failed = libevdev_grab(device.get(), LIBEVDEV_GRAB); failed != 0) {
    return path + " is taken by another program: " + std::strerror(-failed);
  }
  ports_.changed({SourceState::running, libevdev_get_name(device.get())});
  SerialLines lines(std::chrono::microseconds(settings_.idle).count());
  EvdevKeys keys;
  const auto tell = [this](ReadText text) {
    text.source = ScanSource::keyboard;
    ports_.codes({{std::move(text)}});
  };
  for (;;) {
    std::array<pollfd, 2> waited{{{device.descriptor(), POLLIN, 0}, {stop_event_, POLLIN, 0}}};
    const int ready = poll(waited.data(), waited.size(), milliseconds_until(lines.next_deadline_us(), 60'000));
    if (ready < 0 && errno != EINTR) return std::strerror(errno);
    if (waited[1].revents != 0) return {};
    std::string typed;
    const bool there = (waited[0].revents & (POLLHUP | POLLERR | POLLNVAL)) == 0 &&
                       ((waited[0].revents & POLLIN) == 0 || read_keys(device.get(), keys, typed));
    if (!there) return "The scanner was unplugged.";
    for (ReadText& text : lines.add(typed, monotonic_us())) tell(std::move(text));
    if (auto text = lines.tick(monotonic_us())) tell(std::move(*text));
  }
}

}  // namespace uketsuke
