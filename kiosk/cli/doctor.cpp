// doctor: what the door needs from this machine, one check a line, each with how to mend it. Looks only, changes
// nothing.
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/japanese_date.h"
#include "db/backups.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

struct Finding {
  std::string check;
  bool ok = false;
  bool needed = true;  ///< the door cannot do without it
  std::string detail;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// Names in a folder that begin so.
std::vector<std::string> entries(const std::string& folder, const std::string& beginning) {
  std::vector<std::string> names;
  if (DIR* directory = ::opendir(folder.c_str()); directory != nullptr) {
    while (const dirent* entry = ::readdir(directory)) {
      const std::string name = entry->d_name;
      if (name.compare(0, beginning.size(), beginning) == 0) names.push_back(folder + "/" + name);
    }
    ::closedir(directory);
  }
  return names;
}

Finding check_display() {
  const std::string wayland = environment("WAYLAND_DISPLAY");
  const std::string x11 = environment("DISPLAY");
  if (!wayland.empty()) return {"display", true, true, "Wayland " + wayland};
  if (x11.empty()) {
    return {"display", false, true,
            "no DISPLAY or WAYLAND_DISPLAY; start from the desktop, or use the kiosk session of deploy/README.md"};
  }
  const std::size_t colon = x11.find(':');
  const std::string socket = "/tmp/.X11-unix/X" + x11.substr(colon + 1, x11.find('.', colon) - colon - 1);
  if (colon == 0 && !exists(socket)) return {"display", false, true, "DISPLAY=" + x11 + ", but no X server is there"};
  return {"display", true, true, "X11 " + x11};
}

bool has_file_below(const std::string& folder, const std::string& part) {
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().filename().string().find(part) != std::string::npos) return true;
  }
  return false;
}

Finding check_fonts() {
  std::string missing;
  if (!has_file_below("/usr/share/fonts", "BIZUDGothic") && !has_file_below("/usr/share/fonts", "BIZ-UDGothic")) {
    missing += " fonts-morisawa-bizud-gothic";
  }
  if (!has_file_below("/usr/share/fonts", "NotoSansCJK")) missing += " fonts-noto-cjk";
  if (missing.empty()) return {"fonts", true, true, "BIZ UDGothic, Noto Sans CJK"};
  return {"fonts", false, true, "missing; install:" + missing};
}

Finding check_camera() {
  const auto devices = entries("/dev", "video");
  if (devices.empty()) {
    return {"camera", false, false, "no /dev/video*; plug in a USB camera, or use a keyboard scanner"};
  }
  if (::access(devices.front().c_str(), R_OK | W_OK) != 0) {
    return {"camera", false, false, devices.front() + " may not be opened; add the user to the group video"};
  }
  return {"camera", true, false, fmt::format("{}", fmt::join(devices, " "))};
}

Finding check_scanner() {
  std::vector<std::string> devices = entries("/dev", "ttyACM");
  for (std::string& name : entries("/dev", "ttyUSB")) devices.push_back(std::move(name));
  if (!devices.empty()) {
    const bool open = ::access(devices.front().c_str(), R_OK | W_OK) == 0;
    return {"scanner", open, false,
            open ? "serial: " + devices.front() + " (--scanner serial:" + devices.front() + ")"
                 : devices.front() + " may not be opened; add the user to the group dialout"};
  }
  const auto keyboards = entries("/dev/input/by-id", "usb-");
  if (!keyboards.empty()) return {"scanner", true, false, "a scanner that types is read like a keyboard"};
  return {"scanner", false, false, "no serial scanner, no USB keyboard; plug in a scanner, or use the camera"};
}

Finding check_sound() {
  std::ifstream cards("/proc/asound/cards");
  std::string first;
  std::getline(cards, first);
  const std::string run = environment("XDG_RUNTIME_DIR");
  const bool server = !run.empty() && (exists(run + "/pipewire-0") || exists(run + "/pulse/native"));
  if (server) return {"sound", true, false, "sound server of the session"};
  if (!first.empty() && first.find("no soundcards") == std::string::npos) return {"sound", true, false, first};
  return {"sound", false, false, "no sound card; the door works without tones"};
}

Finding check_printer() {
  if (!exists("/run/cups/cups.sock")) {
    return {"printer", false, false, "no CUPS; install cups, or print the PDF files elsewhere"};
  }
  const auto queues = entries("/etc/cups/ppd", "");
  const bool any = queues.size() > 2;  // "." and ".."
  return {"printer", any, false,
          any ? "a print queue is set up" : "CUPS runs without a print queue; add the printer in its settings"};
}

Finding check_disk(const std::string& folder) {
  std::string place = folder;
  while (!place.empty() && !exists(place)) place = place.substr(0, place.find_last_of('/'));
  if (place.empty()) place = "/";
  struct statvfs facts {};
  if (::statvfs(place.c_str(), &facts) != 0) return {"disk", false, true, place + " cannot be looked at"};
  const auto free_mb = static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize >> 20;
  if (::access(place.c_str(), W_OK) != 0) return {"disk", false, true, place + " is not writable for this user"};
  if (free_mb < 200)
    return {"disk", false, true, fmt::format("{} has {} MB left; free at least 200 MB", place, free_mb)};
  return {"disk", true, true, fmt::format("{}: {} MB free", place, free_mb)};
}

Finding check_clock(const Session& session) {
  const CivilTime now = Zone().to_civil(session.now());
  const std::string shown = format_screen_date_time(session.now(), Zone());
  if (now.year < 2025) return {"clock", false, true, "the date is wrong: " + shown + "; set it (timedatectl set-time)"};
  timex clock{};
  const bool synchronised = ::adjtimex(&clock) != TIME_ERROR;
  return {"clock", true, true,
          shown + (synchronised ? ", set by the network" : ", not set by the network: compare it with a watch")};
}

/// The copies that a running window makes on a second medium.
Finding check_backup(const Session& session) {
  constexpr std::int64_t kOldMinutes = 15;
  const auto folder = find_backup_folder(session.folder());
  if (!folder && folder.error().code == Code::not_found) return {"backup", false, false, "there is no store yet"};
  if (!folder) return {"backup", false, false, folder.error().what};
  if (!*folder)
    return {"backup", false, false, "no folder for copies; start the window with --backup DIR (a USB stick)"};
  if (!exists(**folder)) return {"backup", false, false, **folder + " is not there; plug the medium in"};
  const auto reader = session.open_reader();
  if (!reader) return {"backup", false, false, reader.error().what};
  const auto copies = list_backups(**folder, reader->info().kiosk);
  if (copies.empty()) return {"backup", false, false, "no copy in " + **folder + " yet; start the window"};
  const std::int64_t minutes = (session.system_now().value - copies.front().written.value) / kMillisPerMinute;
  std::error_code error;
  const auto wal = fs::last_write_time(store_file(session.folder()) + "-wal", error);
  const auto changed = error ? fs::last_write_time(store_file(session.folder()), error) : wal;
  const bool holds_all = !error && changed <= fs::last_write_time(copies.front().file, error) && !error;
  const std::string detail = fmt::format("{}, {} minutes old", copies.front().file, minutes);
  if (holds_all || minutes < kOldMinutes) return {"backup", true, false, detail};
  return {"backup", false, false, detail + "; run `uketsuke backup FILE`, or see why the window cannot write there"};
}

Result<int> examine(Session& session) {
  int code = kDone;
  for (const Finding& finding :
       {check_display(), check_fonts(), check_camera(), check_scanner(), check_sound(), check_printer(),
        check_disk(session.folder()), check_backup(session), check_clock(session)}) {
    JsonObject object;
    object.text("check", finding.check).boolean("ok", finding.ok).text("detail", finding.detail);
    session.print(object, fmt::format("{:<8} {}  {}", finding.check, finding.ok ? "ok" : "--", finding.detail));
    if (!finding.ok && finding.needed) code = kFailed;
  }
  return code;
}

}  // namespace

Command make_doctor() {
  return {"doctor",
          "display, fonts, camera, scanner, sound, printer, disk, backup, clock; exit 4 if the door cannot do without "
          "what is "
          "missing",
          "uketsuke doctor",
          {},
          examine};
}

}  // namespace uketsuke::cli
