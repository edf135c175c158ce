// The parts without the kiosk, for benchmarks to be measured against:
//   bare_kiosk window           a window with Japanese words; prints when they were on the glass, then idles
//   bare_kiosk camera FILE      the same with a camera's picture, every frame of which plain ZXing reads
//   bare_kiosk draw FOLDER      lines of "NAME TEXT" on stdin to pictures FOLDER/NAME.pgm of a ticket in a hand
//   bare_kiosk floor STORE      lines of "PICTURE NAME" on stdin: decode, insert durably, present; microseconds of each
// Times are of CLOCK_MONOTONIC. Prints JSON lines.
#include <gst/app/gstappsink.h>
#include <gst/video/video.h>
#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

#include "common/mailbox.h"
#include "common/result.h"
#include "kiosk/capture/image_file.h"
#include "tests/bench/bare/bare_window.h"
#include "tests/bench/qr_frames.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke::bench {
namespace {

void draw_idle(const BareWindow& window) {
  window.write(32, 12, 32, "多職種連携研修会", true);
  window.write(656, 120, 60, "受付票の", true);
  window.write(656, 200, 60, "QRコードを", true);
  window.write(656, 280, 60, "カメラにかざしてください", true);
  window.write(656, 420, 28, "スマートフォンの画面でも紙でも受付できます");
  window.write(656, 480, 28, "お持ちでない方は、係の者にお声がけください");
  window.write(32, 580, 22, "カメラはQRコードの読み取りにのみ使用し、映像は保存しません。");
  window.write(32, 650, 30, "受付 18:00から　開始 18:30", true);
}

int show_window() {
  BareWindow window;
  for (bool told = false;; told = true) {
    window.draw([&] { draw_idle(window); });
    if (!told) {
      std::printf("{\"painted\":%lld}\n", static_cast<long long>(monotonic_us()));
      std::fflush(stdout);
    }
    window.wait(1.0);
  }
}

/// Reads every frame, hands on the newest.
void watch_camera(const std::string& file, Mailbox<LumaFrame>& newest) {
  gst_init(nullptr, nullptr);
  const std::string text = "filesrc location=" + file +
                           " ! decodebin ! videoconvert ! video/x-raw,format=GRAY8 ! appsink name=sink max-buffers=1 "
                           "drop=true sync=true";
  GstElement* pipeline = gst_parse_launch(text.c_str(), nullptr);
  GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline), "sink");
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  while (GstSample* sample = gst_app_sink_pull_sample(GST_APP_SINK(sink))) {
    GstVideoInfo info{};
    GstVideoFrame mapped{};
    CHECK(gst_video_info_from_caps(&info, gst_sample_get_caps(sample)) != FALSE);
    CHECK(gst_video_frame_map(&mapped, &info, gst_sample_get_buffer(sample), GST_MAP_READ) != FALSE);
    const auto* data = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0));
    LumaFrame frame{info.width, info.height, GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0), nullptr, 0};
    const std::size_t size = static_cast<std::size_t>(frame.row_stride) * static_cast<std::size_t>(frame.height);
    frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(data, data + size);
    gst_video_frame_unmap(&mapped);
    gst_sample_unref(sample);
    read_plain_zxing(frame);
    newest.put(std::move(frame));
  }
}

int show_camera(const std::string& file) {
  BareWindow window;
  Mailbox<LumaFrame> newest;
  std::thread(watch_camera, file, std::ref(newest)).detach();
  std::printf("{\"painted\":%lld}\n", static_cast<long long>(monotonic_us()));
  std::fflush(stdout);
  for (;;) {
    if (const auto frame = newest.take()) {
      window.show({frame->pixels->data(), frame->width, frame->height, frame->row_stride});
      window.draw([&] {
        draw_idle(window);
        window.draw_preview(32, 120, 592, 444);
      });
    }
    window.wait(0.066);
  }
}

int draw_pictures(const std::string& folder) {
  std::string name;
  std::string text;
  for (unsigned seed = 1; std::cin >> name >> text; ++seed) {
    testing::ScenePlan plan;
    plan.text = text == "-" ? "" : text;
    plan.module_pixels = 5 + 0.5 * (seed % 5);
    plan.degrees = 3.0 * (seed % 7);
    plan.x = 560 + 20 * (seed % 9);
    const LumaFrame frame = testing::render_scene(plan, seed);
    std::ofstream file(folder + "/" + name + ".pgm", std::ios::binary);
    file << "P5\n" << frame.width << " " << frame.height << "\n255\n";
    for (int y = 0; y < frame.height; ++y) {
      file.write(reinterpret_cast<const char*>(frame.pixels->data()) + std::ptrdiff_t{y} * frame.row_stride,
                 frame.width);
    }
    if (!file.flush()) return 1;
  }
  return 0;
}

/// One table, one prepared statement, the store's pragmas.
class BareStore {
 public:
  explicit BareStore(const std::string& file) {
    CHECK(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
    CHECK(sqlite3_exec(database_,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS scans (id "
                       "INTEGER PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
                       nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(sqlite3_prepare_v2(database_, "INSERT INTO scans (text, at) VALUES (?, ?)", -1, &insert_, nullptr) ==
          SQLITE_OK);
  }
  ~BareStore() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  BareStore(const BareStore&) = delete;
  BareStore& operator=(const BareStore&) = delete;
  void add(const std::string& text) {
    sqlite3_bind_text(insert_, 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    sqlite3_bind_int64(insert_, 2, monotonic_us());
    CHECK(sqlite3_step(insert_) == SQLITE_DONE);
    sqlite3_reset(insert_);
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

/// Of all threads: OpenGL in software has some of its own.
std::int64_t process_cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

int measure_floor(const std::string& store_file) {
  BareWindow window;
  BareStore store(store_file);
  std::string picture;
  std::string name;
  while (std::cin >> picture >> name) {
    const auto frame = read_image_file(picture);
    CHECK(frame.has_value());
    const std::int64_t begin = monotonic_us();
    const Texts texts = read_plain_zxing(*frame);
    const std::int64_t decoded = monotonic_us();
    const std::int64_t cpu_begin = process_cpu_us();
    store.add(texts.empty() ? std::string() : texts.front());
    const std::int64_t committed = monotonic_us();
    window.draw([&] {
      window.write(380, 350, 130, "受付完了", true);
      window.write(300, 520, 58, name + " 様", true);
      window.write(300, 600, 58, "どうぞお入りください。", true);
    });
    const std::int64_t painted = monotonic_us();
    std::printf("{\"read\":%s,\"decode\":%lld,\"insert\":%lld,\"present\":%lld,\"cpu\":%lld}\n",
                texts.empty() ? "false" : "true", static_cast<long long>(decoded - begin),
                static_cast<long long>(committed - decoded), static_cast<long long>(painted - committed),
                static_cast<long long>(process_cpu_us() - cpu_begin));
    window.wait(0.001);
  }
  return 0;
}

}  // namespace
}  // namespace uketsuke::bench

int main(int argc, char** argv) {
  using namespace uketsuke::bench;
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "window") return show_window();
  if (mode == "camera" && argc > 2) return show_camera(argv[2]);
  if (mode == "draw" && argc > 2) return draw_pictures(argv[2]);
  if (mode == "floor" && argc > 2) return measure_floor(argv[2]);
  std::fputs("use: bare_kiosk window | camera FILE | draw FOLDER | floor STORE\n", stderr);
  return 2;
}
