// See window_broken.h. Copies are looked through and put in place on a thread of its own, so that the window answers.
#include "kiosk/window_broken.h"

#include <spdlog/spdlog.h>

#include <future>
#include <optional>
#include <utility>

#include "db/restore.h"
#include "kiosk/clock.h"
#include "kiosk/screens/broken_screen.h"
#include "kiosk/ui/window.h"
#include "kiosk/window_alone.h"
#include "kiosk/window_start.h"

namespace uketsuke {

namespace {

UtcMillis system_now() { return MachineClock().read().system; }

/// Where the kept file's name and all else is logged: no names are in it.
Result<std::string> put_copy_in_place(const std::string& folder, const std::string& file) {
  auto copy = CheckedBackup::open(folder, file);
  if (!copy) return tl::unexpected<Error>(copy.error());
  auto kept = copy->put_in_place(system_now());
  if (kept) spdlog::warn("the store was broken: opened from {}, the old one is kept as {}", file, *kept);
  return kept;
}

class BrokenWindow {
 public:
  BrokenWindow(Window& window, std::string folder, const Error& error) : window_(window), folder_(std::move(folder)) {
    store_.detail = error.where.empty() ? error.what : error.where + ": " + error.what;
    look();
  }

  /// @return true where a copy took the store's place
  bool run(const Texts& texts) {
    AlonePage page;
    page.look = [this] { return look_at_work(); };
    page.draw = [this](const Ui& ui) { return draw(ui); };
    page.words = [&texts]() -> const Texts& { return texts; };
    return run_alone(window_, page) && placed_;
  }

 private:
  /// True: a copy took the store's place.
  bool look_at_work() {
    if (is_ready(placing_)) {
      const Result<std::string> kept = placing_.get();
      placed_ = kept.has_value();
      if (placed_) return true;
      store_.failure = kept.error().what;
      look();
    }
    if (is_ready(looking_)) take(looking_.get());
    return false;
  }

  /// True: staff close the window.
  bool draw(const Ui& ui) {
    const std::optional<BrokenChoice> chosen = draw_broken_screen(store_, state_, ui);
    if (chosen) act(*chosen);
    return chosen == BrokenChoice::quit;
  }

  void look() {
    store_.looking = true;
    looking_ = std::async(std::launch::async, find_good_backup, folder_);
    window_.ask_frame();
  }

  void take(const std::optional<GoodBackup>& found) {
    store_.looking = false;
    store_.now = system_now();
    store_.copy = found ? found->file : std::string();
    store_.copied = found ? found->written : UtcMillis{};
    store_.admitted = found ? found->admitted : 0;
    window_.ask_frame();
  }

  void act(BrokenChoice chosen) {
    switch (chosen) {
      case BrokenChoice::look_again:
        store_.failure.clear();
        look();
        break;
      case BrokenChoice::open_copy:
        store_.looking = true;
        store_.failure.clear();
        placing_ = std::async(std::launch::async, put_copy_in_place, folder_, store_.copy);
        window_.ask_frame();
        break;
      case BrokenChoice::quit:
        break;
    }
  }

  Window& window_;
  std::string folder_;
  BrokenStore store_;
  BrokenState state_;
  std::future<std::optional<GoodBackup>> looking_;
  std::future<Result<std::string>> placing_;
  bool placed_ = false;
};

}  // namespace

Result<bool> offer_backup(const WindowOptions& options, const Error& error) {
  const auto start = read_window_start(options);
  if (!start) return tl::unexpected<Error>(start.error());
  auto window = Window::open({"Uketsuke", start->size});
  if (!window) return tl::unexpected<Error>(window.error());
  const Texts& texts = start->language == Language::ja ? start->japanese : start->english;
  return BrokenWindow(**window, options.data_folder, error).run(texts);
}

}  // namespace uketsuke
