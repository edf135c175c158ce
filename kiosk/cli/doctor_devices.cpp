// Checks of what is plugged in and installed: display, fonts, camera, scanner, sound, printer, and the reader of codes.
#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "kiosk/capture/camera.h"
#include "kiosk/capture/qr_reader.h"
#include "kiosk/cli/doctor_checks.h"
#include "kiosk/output/qr_code.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

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

bool has_file_below(const std::string& folder, const std::string& part) {
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().filename().string().find(part) != std::string::npos) return true;
  }
  return false;
}

/// Mean of the picture, 0 black to 255 white; every seventh pixel is enough.
double brightness(const LumaFrame& frame) {
  double sum = 0;
  double count = 0;
  for (int row = 0; row < frame.height; row += 7) {
    const std::uint8_t* pixels =
        frame.pixels->data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.row_stride);
    for (int x = 0; x < frame.width; x += 7, ++count) sum += pixels[x];
  }
  return count > 0 ? sum / count : 0;
}

/// The code as a camera far enough away shows it: four pixels a module, gray on lighter gray.
LumaFrame picture_of(const QrCode& code) {
  constexpr int kModule = 4;
  const int side = (code.size + 2 * kQuietModules) * kModule;
  auto pixels = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(side * side), 200);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int column = x / kModule - kQuietModules;
      const int row = y / kModule - kQuietModules;
      const bool inside = column >= 0 && row >= 0 && column < code.size && row < code.size;
      if (inside && code.is_dark(column, row)) (*pixels)[static_cast<std::size_t>(y * side + x)] = 60;
    }
  }
  return {side, side, side, pixels, 0};
}

/// The fourth picture that comes: the first ones of many cameras are dark.
std::optional<LumaFrame> take_picture(Camera& camera) {
  constexpr std::int64_t kPatienceUs = 5'000'000;
  const std::int64_t start = monotonic_us();
  std::optional<LumaFrame> picture;
  for (int taken = 0; taken < 4 && monotonic_us() - start < kPatienceUs;) {
    if (auto frame = camera.next_frame(std::chrono::milliseconds(200)); frame && is_valid(*frame)) {
      picture = std::move(frame);
      ++taken;
    }
  }
  return picture;
}

/// What the first camera shows now.
Finding look_through_camera(const std::string& device) {
  constexpr double kBlack = 12;
  Camera camera(parse_camera_flag("auto"));
  if (const Status started = camera.start(); !started) {
    return {"camera", false, false,
            "カメラを使えません（" + started.error().what + "）。gstreamer1.0-plugins-good を入れてください"};
  }
  const std::optional<LumaFrame> picture = take_picture(camera);
  const std::string name = camera.detail();
  camera.stop();
  if (!picture) {
    return {"camera", false, false,
            device + " から映像が来ません。カメラを使うほかの画面を閉じるか、カメラを挿し直してください"};
  }
  const std::string seen = fmt::format("{}, {} x {}", name.empty() ? device : name, picture->width, picture->height);
  if (brightness(*picture) < kBlack) {
    return {"camera", false, false, seen + "、映像が真っ暗です。カメラのふたを開け、照明をつけてください"};
  }
  const auto read = read_codes(*picture);
  const bool code = read && !read->codes.empty();
  return {
      "camera", true, false,
      seen + (code ? "、かざした受付票を読み取れました" : "。受付票をかざしてもう一度調べると、読み取りも試せます")};
}

}  // namespace

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Finding check_display() {
  const std::string wayland = environment("WAYLAND_DISPLAY");
  const std::string x11 = environment("DISPLAY");
  if (!wayland.empty()) return {"display", true, true, "Wayland " + wayland};
  if (x11.empty()) {
    return {"display", false, true,
            "画面がありません（DISPLAY も WAYLAND_DISPLAY もない）。デスクトップから始めるか、sudo uketsuke-kiosk on "
            "で専用端末にしてください"};
  }
  const std::size_t colon = x11.find(':');
  const std::string socket = "/tmp/.X11-unix/X" + x11.substr(colon + 1, x11.find('.', colon) - colon - 1);
  if (colon == 0 && !exists(socket))
    return {"display", false, true, "DISPLAY=" + x11 + " ですが、その画面がありません。デスクトップから始めてください"};
  return {"display", true, true, "X11 " + x11};
}

Finding check_fonts() {
  std::string missing;
  if (!has_file_below("/usr/share/fonts", "BIZUDGothic") && !has_file_below("/usr/share/fonts", "BIZ-UDGothic")) {
    missing += " fonts-morisawa-bizud-gothic";
  }
  if (!has_file_below("/usr/share/fonts", "NotoSansCJK")) missing += " fonts-noto-cjk";
  if (missing.empty()) return {"fonts", true, true, "BIZ UDGothic, Noto Sans CJK"};
  return {"fonts", false, true, "文字が足りません。入れてください: sudo apt install" + missing};
}

Finding check_scanner() {
  std::vector<std::string> devices = entries("/dev", "ttyACM");
  for (std::string& name : entries("/dev", "ttyUSB")) devices.push_back(std::move(name));
  if (!devices.empty()) {
    const bool open = ::access(devices.front().c_str(), R_OK | W_OK) == 0;
    return {"scanner", open, false,
            open ? "シリアル接続: " + devices.front() + "（--scanner serial:" + devices.front() + "）"
                 : devices.front() + " を開けません。sudo adduser 利用者名 dialout のあと、端末を起動し直してください"};
  }
  const auto keyboards = entries("/dev/input/by-id", "usb-");
  if (!keyboards.empty())
    return {"scanner", true, false,
            "USBのキーボードか読み取り機があります（キーボード型の読み取り機はそのまま使えます）"};
  return {"scanner", false, false, "読み取り機がありません。つなぐか、カメラで受け付けてください"};
}

Finding check_sound() {
  std::ifstream cards("/proc/asound/cards");
  std::string first;
  std::getline(cards, first);
  const std::string run = environment("XDG_RUNTIME_DIR");
  const bool server = !run.empty() && (exists(run + "/pipewire-0") || exists(run + "/pulse/native"));
  if (server) return {"sound", true, false, "音を出せます（デスクトップの音声）"};
  if (!first.empty() && first.find("no soundcards") == std::string::npos) return {"sound", true, false, first};
  return {"sound", false, false,
          "音の出る装置がありません。音なしでも受付はできます。鳴らすにはスピーカーをつないでください"};
}

Finding check_printer() {
  if (!exists("/run/cups/cups.sock")) {
    return {"printer", false, false,
            "印刷の用意がありません。sudo apt install cups で入れるか、PDFを別の端末で印刷してください"};
  }
  const auto queues = entries("/etc/cups/ppd", "");
  const bool any = queues.size() > 2;  // "." and ".."
  return {"printer", any, false,
          any ? "プリンターが登録されています" : "プリンターが登録されていません。システムの設定で追加してください"};
}

Finding check_camera() {
  const auto devices = entries("/dev", "video");
  if (devices.empty()) {
    return {"camera", false, false, "カメラがありません。USBカメラをつなぐか、読み取り機で受け付けてください"};
  }
  if (::access(devices.front().c_str(), R_OK | W_OK) != 0) {
    return {"camera", false, false,
            devices.front() + " を開けません。sudo adduser 利用者名 video のあと、端末を起動し直してください"};
  }
  return look_through_camera(devices.front());
}

Finding check_reader() {
  constexpr const char* kText = "UKETSUKE TEST SCAN";
  const auto code = make_qr(kText);
  if (!code) return {"reader", false, true, code.error().what + "。プログラムを入れ直してください"};
  const std::int64_t start = monotonic_us();
  const auto read = read_codes(picture_of(*code));
  const double ms = static_cast<double>(monotonic_us() - start) / 1000;
  const bool same = read && read->codes.size() == 1 && read->codes.front().text == kText;
  if (!same) return {"reader", false, true, "試しのコードを読み取れません。プログラムを入れ直してください"};
  return {"reader", true, true, fmt::format("試しのコードを {:.1f} ms で読み取りました", ms)};
}

}  // namespace uketsuke::cli
