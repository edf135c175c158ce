// Checks of the disk below the store: room, speed, encryption, and the clock against its files.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/japanese_date.h"
#include "db/store.h"
#include "db/store_key.h"
#include "kiosk/cli/doctor_checks.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

std::int64_t monotonic_us() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Entries of the kernel's folder of one block device stand on it; few disks are stacked higher than this.
constexpr int kHighestStack = 8;

bool stands_on_encryption(const fs::path& device, int height) {
  if (first_line((device / "dm/uuid").string()).rfind("CRYPT-", 0) == 0) return true;
  if (height == 0) return false;
  std::error_code error;
  bool any = false;
  for (fs::directory_iterator it(device / "slaves", error), end; !error && it != end; it.increment(error)) {
    if (!stands_on_encryption(it->path(), height - 1)) return false;
    any = true;
  }
  return any;
}

/// Swap that is on a disk and not encrypted; empty where there is none.
std::string open_swap() {
  std::ifstream swaps("/proc/swaps");
  std::string line;
  std::getline(swaps, line);  // its titles
  while (std::getline(swaps, line)) {
    const std::string name = line.substr(0, line.find_first_of(" \t"));
    if (name.rfind("/dev/zram", 0) == 0) continue;
    struct stat facts {};
    if (::stat(name.c_str(), &facts) != 0) continue;
    const dev_t device = S_ISBLK(facts.st_mode) ? facts.st_rdev : facts.st_dev;
    if (!is_encrypted_device("/sys", major(device), minor(device))) return name;
  }
  return {};
}

/// Microseconds of each flushed append, sorted; empty where the folder takes no file.
std::vector<std::int64_t> time_appends(const std::string& folder) {
  constexpr int kAppends = 31;
  std::string name = folder + "/.uketsuke-doctor-XXXXXX";
  const int file = ::mkstemp(name.data());
  if (file < 0) return {};
  std::vector<std::int64_t> times;
  const std::array<char, 4096> page{};
  for (int i = 0; i < kAppends; ++i) {
    const std::int64_t start = monotonic_us();
    if (::write(file, page.data(), page.size()) != static_cast<ssize_t>(page.size()) || ::fdatasync(file) != 0) {
      times.clear();
      break;
    }
    times.push_back(monotonic_us() - start);
  }
  ::close(file);
  ::unlink(name.c_str());
  std::sort(times.begin(), times.end());
  return times;
}

}  // namespace

bool is_encrypted_device(const std::string& sys, unsigned major, unsigned minor) {
  return stands_on_encryption(fs::path(sys) / "dev/block" / fmt::format("{}:{}", major, minor), kHighestStack);
}

std::string nearest_folder(std::string folder) {
  while (!folder.empty() && !exists(folder)) folder.resize(std::min(folder.find_last_of('/'), folder.size() - 1));
  return folder.empty() ? "/" : folder;
}

Finding check_disk(const std::string& folder) {
  const std::string place = nearest_folder(folder);
  struct statvfs facts {};
  if (::statvfs(place.c_str(), &facts) != 0) {
    return {"disk", false, true, place + " cannot be looked at; is the disk mounted?"};
  }
  const auto free_mb = static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize >> 20;
  if (::access(place.c_str(), W_OK) != 0) {
    return {"disk", false, true, place + " is not writable for this user; give --data a folder of your own"};
  }
  if (free_mb < 200)
    return {"disk", false, true, fmt::format("{} has {} MB left; free at least 200 MB", place, free_mb)};
  return {"disk", true, true, fmt::format("{}: {} MB free", place, free_mb)};
}

Finding check_speed(const std::string& folder) {
  constexpr std::int64_t kSlowUs = 100'000;
  const std::vector<std::int64_t> times = time_appends(nearest_folder(folder));
  if (times.empty()) {
    return {"speed", false, true,
            fmt::format("nothing can be written there ({}); make room or give another --data", std::strerror(errno))};
  }
  const std::int64_t median = times[times.size() / 2];
  const std::string measured =
      fmt::format("an entry is on the disk after {:.1f} ms, the slowest of {} after {:.1f} ms",
                  static_cast<double>(median) / 1000, times.size(), static_cast<double>(times.back()) / 1000);
  if (median < kSlowUs) return {"speed", true, false, measured};
  return {"speed", false, false, measured + "; keep the store on the PC's own disk, not on a stick or a memory card"};
}

Finding check_store(const std::string& folder) {
  const std::string file = store_file(folder);
  if (!exists(file)) return {"store", false, false, "there is no store yet; make one with `uketsuke init`"};
  if (begins_as_plain_store(file)) {
    return {"store", !encrypts_stores(), encrypts_stores(),
            file + " is not encrypted by itself: what protects it is the disk (line encryption)"};
  }
  const auto key = load_store_key(folder);
  if (!key) return {"store", false, true, key.error().where + ": " + key.error().what};
  if (!*key) return {"store", false, true, file + " is encrypted or broken: this program cannot read it"};
  return {"store", true, true,
          fmt::format("{} is encrypted by SQLCipher; its key is {}: keep a copy of that away from this PC, for without "
                      "it nobody reads the store or its backups",
                      file, (*key)->place)};
}

Finding check_encryption(const std::string& folder) {
  const std::string place = nearest_folder(folder);
  struct stat facts {};
  if (::stat(place.c_str(), &facts) != 0) return {"encryption", false, false, place + " cannot be looked at"};
  if (!is_encrypted_device("/sys", major(facts.st_dev), minor(facts.st_dev))) {
    return {"encryption", false, false,
            place +
                " is on a disk that is not encrypted, as far as can be seen; before names come in run `sudo "
                "uketsuke-encrypt-data`, or install the system with encryption"};
  }
  if (const std::string swap = open_swap(); !swap.empty()) {
    return {"encryption", false, false,
            place + " is encrypted, but the swap " + swap +
                " is not; run `sudo swapoff -a` "
                "and take it out of /etc/fstab"};
  }
  return {"encryption", true, false, place + " is on an encrypted disk"};
}

Finding check_clock(UtcMillis shown, UtcMillis system, const std::string& folder) {
  constexpr std::int64_t kLeewayMs = 120'000;
  const std::string now = format_screen_date_time(shown, Zone());
  if (Zone().to_civil(shown).year < 2025) {
    return {"clock", false, true, "the date is wrong: " + now + "; set it (timedatectl set-time)"};
  }
  for (const std::string& file :
       {std::string("/proc/self/exe"), std::string("/etc/ld.so.cache"), std::string("/var/lib/systemd/timesync/clock"),
        folder + "/uketsuke.db", folder + "/uketsuke.db-wal"}) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) continue;
    const UtcMillis written{static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1000};
    if (written.value <= system.value + kLeewayMs) continue;
    return {"clock", false, true,
            fmt::format("the clock stands at {}, but {} was written on {}; set it (timedatectl set-time)",
                        format_screen_date_time(system, Zone()), file, format_screen_date_time(written, Zone()))};
  }
  timex clock{};
  const bool synchronised = ::adjtimex(&clock) != TIME_ERROR;
  return {"clock", true, true,
          now + (synchronised ? ", set by the network" : ", not set by the network: compare it with a watch")};
}

}  // namespace uketsuke::cli
