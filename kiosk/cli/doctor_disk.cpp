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
    return {"disk", false, true, place + " を調べられません。ディスクがつながっているか確かめてください"};
  }
  const auto free_mb = static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize >> 20;
  if (::access(place.c_str(), W_OK) != 0) {
    return {"disk", false, true, place + " に書き込めません。--data で自分のフォルダーを指定してください"};
  }
  if (free_mb < 200)
    return {"disk", false, true, fmt::format("{} の空きは {} MB です。200 MB 以上空けてください", place, free_mb)};
  return {"disk", true, true, fmt::format("{} の空きは {} MB です", place, free_mb)};
}

Finding check_speed(const std::string& folder) {
  constexpr std::int64_t kSlowUs = 100'000;
  const std::vector<std::int64_t> times = time_appends(nearest_folder(folder));
  if (times.empty()) {
    return {"speed", false, true,
            fmt::format("書き込めません（{}）。空きを作るか、別の --data を指定してください", std::strerror(errno))};
  }
  const std::int64_t median = times[times.size() / 2];
  const std::string measured =
      fmt::format("1件の書き込みに {:.1f} ms（{}回のうち最長 {:.1f} ms）", static_cast<double>(median) / 1000,
                  times.size(), static_cast<double>(times.back()) / 1000);
  if (median < kSlowUs) return {"speed", true, false, measured};
  return {"speed", false, false, measured + "。遅いので、USBメモリーやカードではなく端末のディスクに置いてください"};
}

Finding check_store(const std::string& folder) {
  const std::string file = store_file(folder);
  if (!exists(file)) return {"store", false, false, "保存先はまだありません。uketsuke init で作ります"};
  if (begins_as_plain_store(file)) {
    return {"store", !encrypts_stores(), encrypts_stores(),
            file + " そのものは暗号化されていません。守るのはディスクの暗号化です（encryption の行）"};
  }
  const auto key = load_store_key(folder);
  if (!key) return {"store", false, true, "鍵を使えません: " + key.error().where + ": " + key.error().what};
  if (!*key) return {"store", false, true, file + " は暗号化されているか壊れていて、このプログラムでは読めません"};
  return {
      "store", true, true,
      fmt::format("{} は暗号化されています（SQLCipher）。鍵 {} の写しを、この端末とは別の場所に必ず保管してください。"
                  "鍵がないと、保存先も控えも誰にも読めません",
                  file, (*key)->place)};
}

Finding check_encryption(const std::string& folder) {
  const std::string place = nearest_folder(folder);
  struct stat facts {};
  if (::stat(place.c_str(), &facts) != 0) return {"encryption", false, false, place + " を調べられません"};
  if (!is_encrypted_device("/sys", major(facts.st_dev), minor(facts.st_dev))) {
    return {"encryption", false, false,
            place +
                " のディスクは暗号化されていないようです。名簿を入れる前に sudo uketsuke-encrypt-data を実行するか、"
                "暗号化を選んでシステムを入れ直してください"};
  }
  if (const std::string swap = open_swap(); !swap.empty()) {
    return {"encryption", false, false,
            place + " は暗号化されていますが、スワップ " + swap +
                " は暗号化されていません。sudo swapoff -a を実行し、/etc/fstab から外してください"};
  }
  return {"encryption", true, false, place + " は暗号化されたディスクにあります"};
}

Finding check_clock(UtcMillis shown, UtcMillis system, const std::string& folder) {
  constexpr std::int64_t kLeewayMs = 120'000;
  const std::string now = format_screen_date_time(shown, Zone());
  if (Zone().to_civil(shown).year < 2025) {
    return {"clock", false, true, "日付が違うようです: " + now + "。timedatectl set-time で合わせてください"};
  }
  for (const std::string& file :
       {std::string("/proc/self/exe"), std::string("/etc/ld.so.cache"), std::string("/var/lib/systemd/timesync/clock"),
        folder + "/uketsuke.db", folder + "/uketsuke.db-wal"}) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) continue;
    const UtcMillis written{static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1000};
    if (written.value <= system.value + kLeewayMs) continue;
    return {"clock", false, true,
            fmt::format("時計は{}ですが、{} は{}に書かれています。timedatectl set-time で合わせてください",
                        format_screen_date_time(system, Zone()), file, format_screen_date_time(written, Zone()))};
  }
  timex clock{};
  const bool synchronised = ::adjtimex(&clock) != TIME_ERROR;
  return {"clock", true, true,
          now + (synchronised ? "（ネットワークで合わせています）"
                              : "（ネットワークでは合わせていません。腕時計と見比べてください）")};
}

}  // namespace uketsuke::cli
