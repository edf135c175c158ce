// This reader beside plain ZXing-cpp and ZBar on the same frames in the same run: photographs, generated frames with a
// code, empty frames as a camera sends them. Prints rates, thread CPU times and whether the bars are met; ends with 1
// where one is not.  use: qr_read [FRAMES_A_KIND] [PHOTO_FOLDER]; the folder also by UKETSUKE_PHOTOS
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/read_camera.h"
#include "tests/bench/qr_frames.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke::bench {
namespace {

using testing::draw_scene;
using testing::SceneKind;

/// One reader's results over a set.
struct Score {
  std::string name;
  std::function<Texts(const LumaFrame&)> read;
  std::vector<bool> right;
  int wrong = 0;
  std::vector<double> ms;

  void look(const Sample& sample) {
    const double begin = cpu_ms();
    const Texts texts = read(sample.frame);
    ms.push_back(cpu_ms() - begin);
    right.push_back(!sample.text.empty() && says(texts, sample.text));
    if (!texts.empty() && !right.back()) {
      ++wrong;
      if (name == "uketsuke") std::printf("  WRONG: \"%s\" for \"%s\"\n", texts[0].c_str(), sample.text.c_str());
    }
  }
  [[nodiscard]] double rate() const {
    const auto count = std::count(right.begin(), right.end(), true);
    return right.empty() ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(right.size());
  }
  [[nodiscard]] double median() const { return quantile(ms, 0.5); }
};

Texts texts_of(const Result<ReadCodes>& read) {
  Texts texts;
  if (!read) return texts;
  for (const ReadCode& code : read->codes) texts.push_back(code.text);
  return texts;
}

struct Scores {
  Score zxing{"plain ZXing", read_plain_zxing, {}, 0, {}};
  Score zbar{"plain ZBar", read_plain_zbar, {}, 0, {}};
  Score ours{"uketsuke", [](const LumaFrame& frame) { return texts_of(read_codes(frame)); }, {}, 0, {}};

  void look(const Sample& sample) {
    for (Score* score : {&zxing, &zbar, &ours}) score->look(sample);
  }
  [[nodiscard]] double together() const {
    Score both;
    for (std::size_t i = 0; i < zxing.right.size(); ++i) both.right.push_back(zxing.right[i] || zbar.right[i]);
    return both.rate();
  }
  void print(const char* set) const {
    std::printf("\n%s: %zu frames\n%-22s %8s %6s %10s %10s\n", set, ours.right.size(), "reader", "read", "wrong",
                "median ms", "p95 ms");
    for (const Score* score : {&zxing, &zbar, &ours}) {
      std::printf("%-22s %7.1f%% %6d %10.2f %10.2f\n", score->name.c_str(), score->rate(), score->wrong,
                  score->median(), quantile(score->ms, 0.95));
    }
    std::printf("%-22s %7.1f%%\nuketsuke / plain ZXing: %.2f; / both together: %.2f\n", "ZXing or ZBar", together(),
                ours.rate() / zxing.rate(), ours.rate() / together());
  }
};

bool bar(bool met, const char* what) {
  std::printf("%s: %s\n", met ? "met" : "NOT MET", what);
  return met;
}

bool run_photos(const std::filesystem::path& folder) {
  if (folder.empty() || !std::filesystem::exists(folder)) {
    std::printf("photographs: skipped, no folder given or there (second argument, or UKETSUKE_PHOTOS)\n");
    return true;
  }
  Scores scores;
  for (const Sample& sample : load_photos(folder)) scores.look(sample);
  scores.print("photographs");
  return bar(scores.ours.rate() >= scores.together(), "at least what ZXing and ZBar read together") &
         bar(scores.ours.wrong == 0, "no wrong text");
}

bool run_generated(unsigned frames_a_kind) {
  Scores all;
  std::printf("\n%-14s %8s %8s %8s %8s\n", "kind", "ZXing", "ZBar", "both", "uketsuke");
  for (const SceneKind kind : testing::kCodeKinds) {
    Scores scores;
    for (unsigned seed = 0; seed < frames_a_kind; ++seed) {
      const testing::Scene scene = draw_scene(kind, seed);
      scores.look({scene.frame, scene.text});
    }
    std::printf("%-14s %7.0f%% %7.0f%% %7.0f%% %7.0f%%\n", testing::name_of(kind), scores.zxing.rate(),
                scores.zbar.rate(), scores.together(), scores.ours.rate());
    std::fflush(stdout);
    const auto add = [](Score& to, const Score& from) {
      to.right.insert(to.right.end(), from.right.begin(), from.right.end());
      to.ms.insert(to.ms.end(), from.ms.begin(), from.ms.end());
      to.wrong += from.wrong;
    };
    add(all.zxing, scores.zxing), add(all.zbar, scores.zbar), add(all.ours, scores.ours);
  }
  all.print("generated");
  return bar(all.ours.rate() >= all.together(), "at least what ZXing and ZBar read together") &
         bar(all.ours.rate() >= 1.4 * all.zxing.rate(), "at least 1.4 times plain ZXing") &
         bar(all.ours.wrong == 0, "no wrong text");
}

/// Every frame differs from the one before, so that none is left out.
bool run_empty(unsigned frames) {
  CameraReader camera;
  Score zxing{"plain ZXing", read_plain_zxing, {}, 0, {}};
  Score ours{"uketsuke", [&](const LumaFrame& frame) { return texts_of(camera.read(frame)); }, {}, 0, {}};
  for (unsigned seed = 0; seed < frames; ++seed) {
    const Sample sample{draw_scene(SceneKind::empty, seed).frame, ""};
    zxing.look(sample);
    ours.look(sample);
  }
  const auto mean = [](const std::vector<double>& ms) {
    double sum = 0;
    for (const double value : ms) sum += value;
    return sum / static_cast<double>(ms.size());
  };
  std::printf("\nempty, as a camera's frames: %u\n%-22s %10s %10s %10s\n", frames, "reader", "median ms", "mean ms",
              "p95 ms");
  for (const Score* score : {&zxing, &ours}) {
    std::printf("%-22s %10.2f %10.2f %10.2f\n", score->name.c_str(), score->median(), mean(score->ms),
                quantile(score->ms, 0.95));
  }
  const double ratio = ours.median() / zxing.median();
  std::printf("uketsuke / plain ZXing: %.2f (mean: %.2f)\n", ratio, mean(ours.ms) / mean(zxing.ms));
  return bar(ratio <= 1.5, "a frame costs at most 1.5 times plain ZXing") & bar(ours.wrong == 0, "no wrong text");
}

}  // namespace
}  // namespace uketsuke::bench

int main(int argc, char** argv) {
  using namespace uketsuke::bench;
  const unsigned frames = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 40;
  const char* folder = argc > 2 ? argv[2] : std::getenv("UKETSUKE_PHOTOS");
  bool met = run_empty(frames * 3);
  met &= run_photos(folder != nullptr ? folder : "");
  met &= run_generated(frames);
  return met ? 0 : 1;
}
