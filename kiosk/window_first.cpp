// See window_first.h. What takes long is done on a thread of its own, so that the window answers.
#include "kiosk/window_first.h"

#include <spdlog/spdlog.h>

#include <future>
#include <utility>
#include <variant>

#include "db/restore.h"
#include "kiosk/cli/doctor_checks.h"
#include "kiosk/clock.h"
#include "kiosk/screens/first_screen.h"
#include "kiosk/ui/window.h"
#include "kiosk/window_alone.h"
#include "kiosk/window_first_store.h"
#include "kiosk/window_places.h"
#include "kiosk/window_start.h"

namespace uketsuke {

namespace {

/// Whether another program brought what is missing, or a stick was plugged in, is looked at so seldom.
constexpr int kLooksBetween = 20;

UtcMillis system_now() { return MachineClock().read().system; }

/// What `doctor` says of this PC, but for what the window itself proves or what only a store has.
std::vector<FirstCheck> check_machine(const std::string& folder) {
  std::vector<FirstCheck> checks;
  const UtcMillis now = system_now();
  for (cli::Finding& finding :
       std::vector{cli::check_camera(), cli::check_reader(), cli::check_scanner(), cli::check_sound(),
                   cli::check_printer(), cli::check_disk(folder), cli::check_speed(folder),
                   cli::check_encryption(folder), cli::check_clock(now, now, folder)}) {
    checks.push_back({std::move(finding.check), finding.ok, std::move(finding.detail)});
  }
  return checks;
}

class FirstWindow {
 public:
  FirstWindow(Window& window, WindowStart start, const WindowOptions& options)
      : window_(window), start_(std::move(start)), options_(options) {
    page_.language = start_.language;
    go_on();
  }

  /// @return none where the window was closed
  std::optional<WindowOptions> run() {
    AlonePage page;
    page.look = [this] { return look(); };
    page.draw = [this](const Ui& ui) { return draw(ui); };
    page.words = [this]() -> const Texts& { return page_.language == Language::ja ? start_.japanese : start_.english; };
    if (!run_alone(window_, page) || left_) return std::nullopt;
    options_.language = page_.language == Language::ja ? "ja" : "en";
    return options_;
  }

  void operator()(const first::Practise&) {
    page_.busy = true;
    practising_ = std::async(std::launch::async, make_practice, options_.data_folder, start_.assets, system_now());
  }
  void operator()(const first::Prepare&) { show(FirstStep::pin); }
  void operator()(const first::ChoosePin& pin) {
    page_.pin_differs = pin.pin != pin.repeated;
    if (!page_.pin_differs) work(begin_store, options_.data_folder, pin.pin, system_now());
  }
  void operator()(const first::TakeFile& file) {
    page_.pack = file.path;
    if (is_pack_file(file.path)) return show(FirstStep::passphrase);
    work(take_event, options_.data_folder, file.path, std::string(), system_now());
  }
  void operator()(const first::OpenPack& open) {
    work(take_event, options_.data_folder, page_.pack, open.passphrase, system_now());
  }
  void operator()(const first::LookAgain&) { look_for_files(); }
  void operator()(const first::GoBack&) {
    show(page_.step == FirstStep::passphrase ? FirstStep::event : FirstStep::welcome);
    go_on();
  }
  void operator()(const first::CheckMachine&) {
    show(FirstStep::checks);
    page_.busy = true;
    page_.checks.clear();
    checking_ = std::async(std::launch::async, check_machine, options_.data_folder);
  }
  void operator()(const first::SpeakLanguage& speak) { page_.language = speak.language; }
  void operator()(const first::Leave&) { left_ = true; }

 private:
  template <class... Arguments>
  void work(Status (*what)(Arguments...), std::decay_t<Arguments>... arguments) {
    page_.busy = true;
    working_ = std::async(std::launch::async, what, std::move(arguments)...);
  }

  void show(FirstStep step) {
    page_.step = step;
    page_.failure.clear();
    page_.pin_differs = false;
    state_ = {};
    if (step == FirstStep::event) look_for_files();
    window_.ask_frame();
  }

  /// Where it begins and after each step: at what the store still lacks. @return true where that is nothing
  bool go_on() {
    const auto missing = find_missing(options_.data_folder);
    if (!missing) {
      page_.failure = missing.error().what;
      return false;
    }
    if (*missing == Missing::event && page_.step < FirstStep::event) show(FirstStep::event);
    return *missing == Missing::nothing;
  }

  void look_for_files() {
    page_.looking = true;
    look_at_sticks();
  }

  void look_at_sticks() {
    if (looking_.valid()) return;
    looking_ = std::async(std::launch::async, find_places, roots_of(start_.sticks), FileKind::event);
  }

  /// True: the kiosk can open.
  bool look() {
    if (is_ready(looking_)) {
      page_.places = looking_.get();
      page_.looking = false;
      window_.ask_frame();
    }
    if (is_ready(checking_)) {
      page_.checks = checking_.get();
      page_.busy = false;
      window_.ask_frame();
    }
    if (is_ready(practising_)) return take_practice(practising_.get());
    if (is_ready(working_)) return take_step(working_.get());
    if (page_.busy || ++looks_ % kLooksBetween != 0) return false;
    if (page_.step == FirstStep::event) look_at_sticks();
    return go_on();
  }

  bool take_practice(const Result<Practice>& made) {
    page_.busy = false;
    window_.ask_frame();
    if (!made) {
      page_.failure = made.error().where + ": " + made.error().what;
      return false;
    }
    options_.data_folder = made->folder;
    options_.now = made->starts;
    return true;
  }

  bool take_step(const Status& done) {
    page_.busy = false;
    window_.ask_frame();
    if (done) return go_on();
    page_.failure = done.error().what;
    state_.focus_due = true;
    spdlog::warn("first start: {}: {}", done.error().where, done.error().what);
    return false;
  }

  /// True: whoever stands there leaves.
  bool draw(const Ui& ui) {
    const std::optional<FirstChoice> chosen = draw_first_screen(page_, state_, ui);
    if (!chosen || page_.busy) return false;
    std::visit(*this, *chosen);
    window_.ask_frame();
    return left_;
  }

  Window& window_;
  WindowStart start_;
  WindowOptions options_;
  FirstStart page_;
  FirstStartState state_;
  std::future<std::vector<FilePlace>> looking_;
  std::future<Status> working_;
  std::future<std::vector<FirstCheck>> checking_;
  std::future<Result<Practice>> practising_;
  int looks_ = 0;
  bool left_ = false;
};

}  // namespace

bool is_first_start(const WindowOptions& options) {
  if (options.event || is_damaged(options.data_folder)) return false;
  const auto missing = find_missing(options.data_folder);
  return missing && *missing != Missing::nothing;
}

Result<std::optional<WindowOptions>> lead_first_start(const WindowOptions& options) {
  auto start = read_window_start(options);
  if (!start) return tl::unexpected<Error>(start.error());
  auto window = Window::open({"Uketsuke", start->size});
  if (!window) return tl::unexpected<Error>(window.error());
  return FirstWindow(**window, std::move(*start), options).run();
}

}  // namespace uketsuke
