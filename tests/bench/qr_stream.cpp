// A hand brings a ticket or a phone to the camera: 200 seeded films at 30 frames a second in simulated time. Frame k
// comes at k / 30 s; a reader is busy for the thread CPU time that it took, and frames that come meanwhile are dropped,
// as a camera drops them. Prints the time from the code being wholly in view to its text: median, p95, never; beside
// plain ZXing and ZBar on the same frames. Ends with 1 where a bar is not met.  use: qr_stream [FILMS]
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/capture/read_camera.h"
#include "tests/bench/qr_frames.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke::bench {
namespace {

using testing::SceneKind;
using testing::ScenePlan;

constexpr int kFrames = 60;
constexpr double kFrameMs = 1000.0 / 30;
constexpr double kShutter = 0.2;  ///< share of a frame for which it is open: a 150th of a second

/// How one hand moves.
struct Film {
  ScenePlan held;     ///< where it comes to rest
  double from_x = 0;  ///< where it comes from, outside the picture
  double from_y = 0;
  double arrival = 15;  ///< frames
  double shake = 0;     ///< pixels
  double focus = 0;     ///< sigma that the autofocus adds at its worst
  double focus_frames = 20;
  bool sweeps = false;  ///< a lamp's mirror image passes over it
};

double reach_of(const ScenePlan& plan) { return (plan.is_long ? 53 : 25) * plan.module_pixels * 0.71; }

Film make_film(unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  Film film;
  film.held = testing::plan_scene(SceneKind::turned, seed);
  film.held.module_pixels = between(2.0, film.held.is_long ? 4.5 : 7);
  film.held.x = between(450, 830);
  film.held.y = between(260, 460);
  film.held.tilt_degrees = between(0, 35);
  film.held.tilt_towards = between(0, 360);
  film.held.inverted = random() % 5 == 0;
  film.held.contrast = between(0.4, 1);
  film.held.noise = between(2, 9);
  const double reach = reach_of(film.held) + 10;  // from just outside: below, or one of the sides
  const auto side = random() % 3;
  film.from_x = side == 0 ? film.held.x : (side == 1 ? -reach : film.held.width + reach);
  film.from_y = side == 0 ? film.held.height + reach : film.held.y + between(0, 100);
  film.arrival = between(4, 10);
  film.shake = between(0.2, 2);
  film.focus = film.held.module_pixels * between(0, 0.5);
  film.focus_frames = between(8, 30);
  film.sweeps = random() % 5 == 0;
  return film;
}

/// Eases in: fast at first, slow where it is held.
ScenePlan plan_at(const Film& film, double frame) {
  ScenePlan plan = film.held;
  const double left = std::pow(std::max(0.0, 1 - frame / film.arrival), 3);
  plan.x += (film.from_x - film.held.x) * left + film.shake * std::sin(frame * 1.7);
  plan.y += (film.from_y - film.held.y) * left + film.shake * std::cos(frame * 1.1);
  plan.module_pixels *= 1 - 0.25 * left;
  plan.degrees += 25 * left + 0.4 * film.shake * std::sin(frame * 0.9);
  plan.blur_pixels += film.focus * std::abs(std::cos(frame / film.focus_frames * 3)) * std::exp(-frame / 20);
  if (film.sweeps) {
    plan.glare = 0.3;
    plan.glare_x = -1.5 + frame * 0.1;
  }
  return plan;
}

bool is_in_view(const ScenePlan& plan) {
  const double reach = reach_of(plan);
  return plan.x - reach > 0 && plan.y - reach > 0 && plan.x + reach < plan.width && plan.y + reach < plan.height;
}

/// Frames are rendered when a reader first asks for them.
class Shot {
 public:
  Shot(Film film, unsigned seed) : film_(std::move(film)), seed_(seed), frames_(kFrames) {
    while (in_view_ < kFrames && !is_in_view(plan_at(film_, in_view_))) ++in_view_;
  }
  const LumaFrame& frame(int number) {
    LumaFrame& frame = frames_[static_cast<std::size_t>(number)];
    if (!frame.pixels) {
      ScenePlan plan = plan_at(film_, number);
      const ScenePlan next = plan_at(film_, number + kShutter);
      plan.motion_pixels = std::hypot(next.x - plan.x, next.y - plan.y);
      plan.motion_degrees = std::atan2(next.y - plan.y, next.x - plan.x) * 57.29578;
      frame = testing::render_scene(plan, seed_ * 1000 + static_cast<unsigned>(number));
    }
    return frame;
  }
  [[nodiscard]] const std::string& text() const { return film_.held.text; }
  /// First frame that holds all of the code.
  [[nodiscard]] int in_view() const { return in_view_; }

 private:
  Film film_;
  unsigned seed_;
  int in_view_ = 0;
  std::vector<LumaFrame> frames_;
};

struct Watcher {
  std::string name;
  std::function<std::function<Texts(const LumaFrame&)>()> start;
  std::vector<double> ms;
  int never = 0;
  int wrong = 0;

  void watch(Shot& shot) {
    const auto read = start();
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

std::function<Texts(const LumaFrame&)> start_ours() {
  auto camera = std::make_shared<CameraReader>();
  return [camera](const LumaFrame& frame) {
    Texts texts;
    if (const auto read = camera->read(frame)) {
      for (const ReadCode& code : read->codes) texts.push_back(code.text);
    }
    return texts;
  };
}

bool bar(bool met, const char* what) {
  std::printf("%s: %s\n", met ? "met" : "NOT MET", what);
  return met;
}

bool run(unsigned films) {
  Watcher zxing{"plain ZXing", [] { return read_plain_zxing; }, {}, 0, 0};
  Watcher zbar{"plain ZBar", [] { return read_plain_zbar; }, {}, 0, 0};
  Watcher ours{"uketsuke", start_ours, {}, 0, 0};
  for (unsigned seed = 0; seed < films; ++seed) {
    Shot shot(make_film(seed), seed);
    for (Watcher* watcher : {&zxing, &zbar, &ours}) watcher->watch(shot);
  }
  std::printf("%u films\n%-14s %10s %10s %8s %8s\n", films, "reader", "median ms", "p95 ms", "never", "wrong");
  for (const Watcher* watcher : {&zxing, &zbar, &ours}) print(*watcher);
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
