// A hand brings a ticket or a phone to the camera: 200 seeded films (qr_film.h) at 30 frames a second in simulated
// time. Frame k comes at k / 30 s; a reader is busy for the thread CPU time that it took, and frames that come
// meanwhile are dropped, as a camera drops them. Prints the time from the code being wholly in view to its text:
// median, p95, never; beside plain ZXing, ZBar and the floor: the first frame that anything reads, in no time. Ends
// with 1 where a bar is not met.  use: qr_stream [FILMS]
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/capture/read_budget.h"
#include "kiosk/capture/read_camera.h"
#include "kiosk/capture/read_passes.h"
#include "tests/bench/qr_film.h"
#include "tests/bench/qr_frames.h"

namespace uketsuke::bench {
namespace {

/// Reads a frame as the scanner thread does; tells how long it took.
using Reader = std::function<Texts(const LumaFrame&)>;

struct Watcher {
  std::string name;
  std::function<Reader()> start;
  std::vector<double> ms;
  int never = 0;
  int wrong = 0;
  int last_frame = 0;  ///< on which it read; kFrames: never

  void watch(Shot& shot) {
    const Reader read = start();
    last_frame = kFrames;
    double free_at = 0;
    for (int i = 0; i < kFrames; ++i) {
      const double comes = i * kFrameMs;
      if (comes < free_at) continue;
      const LumaFrame& frame = shot.frame(i);
      const double begin = cpu_ms();
      const Texts texts = read(frame);
      free_at = comes + cpu_ms() - begin;
      if (says(texts, shot.text())) {
        ms.push_back(std::max(0.0, free_at - shot.in_view() * kFrameMs));
        last_frame = i;
        return;
      }
      if (!texts.empty()) ++wrong;
    }
    ++never;
    ms.push_back((kFrames - shot.in_view()) * kFrameMs);  // at least
  }
};

void print(const Watcher& watcher) {
  std::printf("%-14s %10.0f %10.0f %8d %8d\n", watcher.name.c_str(), quantile(watcher.ms, 0.5),
              quantile(watcher.ms, 0.95), watcher.never, watcher.wrong);
}

Reader start_ours() {
  struct State {
    CameraReader camera;
    ReadBudget budget;
  };
  auto state = std::make_shared<State>();
  return [state](const LumaFrame& frame) {
    state->camera.allow(state->budget.percent());
    const double begin = cpu_ms();
    const auto read = state->camera.read(frame);
    state->budget.learn(state->camera.cost_percent(), static_cast<std::int64_t>((cpu_ms() - begin) * 1000));
    Texts texts;
    for (const ReadCode& code : read->codes) texts.push_back(code.text);
    return texts;
  };
}

/// The first frame that a pass of the still picture's reader reads, told where to look. @param end  at the latest this
int find_floor(Shot& shot, int end) {
  for (int i = shot.in_view(); i < end; ++i) {
    const GrayView picture = view_of(shot.frame(i));
    const GrayArea area = clip(shot.area(i), picture);
    if (area.width == 0) continue;
    for (const Pass& pass : still_passes()) {
      for (const ReadCode& code : run_pass(crop(picture, area), pass).codes) {
        if (code.text == shot.text()) return i;
      }
    }
  }
  return end;
}

bool bar(bool met, const char* what) {
  std::printf("%s: %s\n", met ? "met" : "NOT MET", what);
  return met;
}

bool run(unsigned films) {
  Watcher zxing{"plain ZXing", [] { return read_plain_zxing; }, {}, 0, 0};
  Watcher zbar{"plain ZBar", [] { return read_plain_zbar; }, {}, 0, 0};
  Watcher ours{"uketsuke", start_ours, {}, 0, 0};
  Watcher floor{"floor", {}, {}, 0, 0};
  std::vector<double> behind;  // the floor, frames
  for (unsigned seed = 0; seed < films; ++seed) {
    Shot shot(make_film(seed), seed);
    int first = kFrames;
    for (Watcher* watcher : {&zxing, &zbar, &ours}) {
      watcher->watch(shot);
      first = std::min(first, std::max(watcher->last_frame, shot.in_view()));
    }
    first = find_floor(shot, first);
    floor.ms.push_back((first - shot.in_view()) * kFrameMs);
    floor.never += first == kFrames ? 1 : 0;
    behind.push_back(std::max(0, ours.last_frame - first));
  }
  std::printf("%u films\n%-14s %10s %10s %8s %8s\n", films, "reader", "median ms", "p95 ms", "never", "wrong");
  for (const Watcher* watcher : {&zxing, &zbar, &ours, &floor}) print(*watcher);
  const auto at_once = std::count_if(behind.begin(), behind.end(), [](double frames) { return frames < 1; });
  std::printf("uketsuke reads %.0f %% of the films on the first frame that anything reads; p95 %.0f frames later\n",
              100.0 * static_cast<double>(at_once) / films, quantile(behind, 0.95));
  std::printf("median of uketsuke / floor: %.2f\n", quantile(ours.ms, 0.5) / quantile(floor.ms, 0.5));
  const double late = quantile(ours.ms, 0.95) / quantile(zxing.ms, 0.95);
  std::printf("p95 of uketsuke / plain ZXing: %.2f\n", late);
  return bar(quantile(ours.ms, 0.5) <= 100, "median at most 100 ms") &
         bar(late <= 0.7, "p95 at most 0.7 times plain ZXing's") &
         bar(ours.never < zxing.never && ours.never < zbar.never, "fewer never read than either") &
         bar(ours.wrong == 0, "no wrong text");
}

}  // namespace
}  // namespace uketsuke::bench

int main(int argc, char** argv) {
  return uketsuke::bench::run(argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 200) ? 0 : 1;
}
