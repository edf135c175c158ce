#include "kiosk/window_program.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "common/inbox.h"
#include "common/mailbox.h"
#include "kiosk/assets.h"
#include "kiosk/capture/camera.h"
#include "kiosk/capture/scanner_thread.h"
#include "kiosk/capture/serial_scanner.h"
#include "kiosk/clock.h"
#include "kiosk/kiosk.h"
#include "kiosk/scan_feed.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/staff_screens.h"
#include "kiosk/stop_signals.h"
#include "kiosk/store_thread.h"
#include "kiosk/trace.h"
#include "kiosk/ui/sound.h"
#include "kiosk/ui/window.h"
#include "kiosk/window_mail.h"
#include "kiosk/window_start.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kPreviewEveryUs = 66'000;     ///< 15 pictures a second are live enough
constexpr std::int64_t kLongestSleepUs = 1'000'000;  ///< a stop signal or a clock's jump is seen by then

CameraHealth health_of(SourceState state) {
  switch (state) {
    case SourceState::off:
      return CameraHealth::off;
    case SourceState::starting:
      return CameraHealth::starting;
    case SourceState::running:
      return CameraHealth::running;
    case SourceState::lost:
      return CameraHealth::lost;
    case SourceState::ended:
      return CameraHealth::ended;
  }
  return CameraHealth::off;
}

ScannerHealth scanner_health_of(SourceState state) {
  const bool there = state == SourceState::running || state == SourceState::ended;
  return there ? ScannerHealth::running : ScannerHealth::lost;
}

const char* name_of(Sound sound) {
  switch (sound) {
    case Sound::welcome:
      return "welcome";
    case Sound::already:
      return "already";
    case Sound::attention:
      return "attention";
    case Sound::refuse:
      return "refuse";
    case Sound::fault:
      return "fault";
  }
  return "attention";
}

void log_backup(const KioskEvent& event) {
  if (const auto* done = std::get_if<BackupDone>(&event)) spdlog::info("backup: {}", done->file);
  if (const auto* failed = std::get_if<BackupFailed>(&event)) {
    spdlog::warn("backup: {}: {}", failed->error.where, failed->error.what);
  }
}

/// What other threads send to the ui thread.
using Arrival = std::variant<KioskEvent, CodesInView>;

/// All parts, in the order in which they are built; destroyed in reverse. `window` lives before the scanners, because
/// they wake it; the scanners end first.
class WindowProgram {
 public:
  explicit WindowProgram(WindowStart start);
  WindowProgram(const WindowProgram&) = delete;
  WindowProgram& operator=(const WindowProgram&) = delete;
  /// Errors: what keeps the window from opening
  Status open();
  void run();

 private:
  void start_scanners();
  void sleep();
  void look_at_monitors();
  void take_arrivals();
  void take_codes();
  void look_at_clock();
  void show_preview();
  void draw();
  void draw_surface(Surface surface);
  void handle(const KioskEvent& event);
  void handle(const Action& action);
  void carry_out();
  void carry_out(const Effect& effect);
  [[nodiscard]] bool preview_shows() const;
  [[nodiscard]] const Texts& texts() const;
  ScannerPorts ports_for(bool camera);

  WindowStart start_;
  MachineClock machine_clock_;
  KioskClock clock_;
  Inbox<Arrival> arrivals_;
  Mailbox<LumaFrame> preview_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Kiosk> kiosk_;
  std::unique_ptr<StoreThread> store_;
  std::unique_ptr<StoreBackup> backup_;  ///< its last copy is made after the store thread wrote everything
  std::unique_ptr<SoundPlayer> sounds_;
  std::unique_ptr<ScanFeed> feed_;
  std::unique_ptr<ScannerThread> camera_;
  std::unique_ptr<SerialScanner> serial_;
  StaffScreens staff_screens_;
  std::array<std::uint64_t, 2> drawn_{};  ///< revision of the model that each surface shows
  std::int64_t last_preview_us_ = 0;
  bool done_ = false;
};

WindowProgram::WindowProgram(WindowStart start)
    : start_(std::move(start)), clock_(machine_clock_, start_.clock_start) {}

Status WindowProgram::open() {
  Result<std::unique_ptr<Window>> window = Window::open({"Uketsuke", start_.size});
  if (!window) return tl::unexpected<Error>(window.error());
  window_ = std::move(*window);
  const auto post = [this](KioskEvent event) {
    arrivals_.put(std::move(event));
    Window::wake();
  };
  store_ = std::make_unique<StoreThread>(std::move(start_.store), std::move(start_.reader),
                                         StoreThreadPorts{post, start_.export_folder, make_mail_reader(start_.assets)});
  if (start_.backup) backup_ = std::make_unique<StoreBackup>(*start_.backup, post);
  sounds_ = std::make_unique<SoundPlayer>(SoundSettings{start_.assets + "/sounds"});
  KioskSettings settings;
  settings.event = start_.event;
  settings.language = start_.language;
  settings.two_windows = window_->has_staff_window();
  settings.backups = start_.backup.has_value();
  settings.camera = start_.camera.kind != CameraSettings::Kind::off;
  kiosk_ = std::make_unique<Kiosk>(settings, clock_.now());
  feed_ = std::make_unique<ScanFeed>([this](const KeyInput& input) { window_->give(input); });
  window_->set_keyboard_hook([this](const KeyInput& input) { feed_->on_key(input); });
  if (start_.newest_fact && clock_.now().utc < *start_.newest_fact) {
    handle(KioskEvent{ClockBehindFacts{*start_.newest_fact}});
  }
  start_scanners();
  carry_out();
  return {};
}

ScannerPorts WindowProgram::ports_for(bool camera) {
  ScannerPorts ports;
  ports.codes = [this](CodesInView view) {
    arrivals_.put(std::move(view));
    Window::wake();
  };
  ports.hint = [this](ReadHint hint) {
    arrivals_.put(KioskEvent{ReadHintChanged{hint}});
    Window::wake();
  };
  ports.changed = [this, camera](const SourceChange& change) {
    if (camera) {
      arrivals_.put(KioskEvent{CameraChanged{health_of(change.state), change.detail}});
    } else {
      arrivals_.put(KioskEvent{ScannerChanged{scanner_health_of(change.state), change.detail}});
    }
    Window::wake();
  };
  return ports;
}

void WindowProgram::start_scanners() {
  if (start_.camera.kind != CameraSettings::Kind::off) {
    camera_ = std::make_unique<ScannerThread>(std::make_unique<Camera>(start_.camera), ports_for(true), preview_);
  }
  if (start_.scanner.kind == ScannerFlag::Kind::serial) {
    SerialSettings serial;
    serial.device = start_.scanner.device;
    serial_ = std::make_unique<SerialScanner>(serial, ports_for(false));
  }
}

void WindowProgram::run() {
  const StopSignals signals;
  while (!done_ && !window_->should_close() && !signals.came()) {
    sleep();
    look_at_monitors();
    take_arrivals();
    take_codes();
    look_at_clock();
    handle(KioskEvent{Tick{}});
    show_preview();
    draw();
  }
  camera_.reset();
  serial_.reset();
  store_.reset();
  backup_.reset();
  for (Arrival& last : arrivals_.take_all()) {
    if (const auto* event = std::get_if<KioskEvent>(&last)) log_backup(*event);
  }
}

bool WindowProgram::preview_shows() const {
  const Model& model = kiosk_->model();
  const bool staff_cover_it = !model.two_windows && model.staff.gate != StaffGate::closed;
  return model.attendee.screen == AttendeeScreen::scan && !staff_cover_it && model.camera == CameraHealth::running;
}

void WindowProgram::sleep() {
  const std::int64_t now = clock_.now().monotonic_us;
  std::int64_t until = std::min(kiosk_->next_wake_us(), now + kLongestSleepUs);
  if (const auto deadline = feed_->next_deadline_us()) until = std::min(until, *deadline);
  if (preview_shows()) until = std::min(until, last_preview_us_ + kPreviewEveryUs);
  const bool frame_due = window_->needs_frame(Surface::attendee) || window_->needs_frame(Surface::staff);
  window_->wait(frame_due ? 0 : std::max(0.001, static_cast<double>(until - now) / 1e6));
}

void WindowProgram::look_at_monitors() {
  const bool two = window_->has_staff_window();
  if (two == kiosk_->model().two_windows) return;
  spdlog::info("monitors: {}", two ? "staff have their own" : "one for all");
  handle(KioskEvent{MonitorsChanged{two}});
}

void WindowProgram::take_arrivals() {
  for (Arrival& arrival : arrivals_.take_all()) {
    if (const auto* view = std::get_if<CodesInView>(&arrival)) {
      feed_->see(*view);
    } else {
      handle(std::get<KioskEvent>(arrival));
    }
  }
}

void WindowProgram::take_codes() {
  const Moment now = clock_.now();
  feed_->set_nobody_types(kiosk_->model().staff.gate == StaffGate::closed);
  feed_->tick(now.monotonic_us);
  for (const KioskEvent& event : feed_->take_events(kiosk_->model().direction, now)) handle(event);
  if (feed_->take_language_key()) {
    const bool japanese = kiosk_->model().language == Language::ja;
    handle(Action{action::SetLanguage{japanese ? Language::en : Language::ja}});
  }
}

void WindowProgram::look_at_clock() {
  if (const auto jump = clock_.take_jump()) handle(KioskEvent{ClockJumped{*jump}});
}

void WindowProgram::show_preview() {
  const std::int64_t now = clock_.now().monotonic_us;
  if (!preview_shows() || now - last_preview_us_ < kPreviewEveryUs) return;
  last_preview_us_ = now;
  const std::optional<LumaFrame> frame = preview_.take();
  if (!frame || !is_valid(*frame)) return;
  window_->show_preview({frame->pixels->data(), frame->width, frame->height, frame->row_stride});
}

const Texts& WindowProgram::texts() const {
  return kiosk_->model().language == Language::ja ? start_.japanese : start_.english;
}

void WindowProgram::draw() {
  draw_surface(Surface::attendee);
  if (window_->has_staff_window()) draw_surface(Surface::staff);
}

void WindowProgram::draw_surface(Surface surface) {
  const Model& model = kiosk_->model();
  std::uint64_t& drawn = drawn_[static_cast<std::size_t>(surface)];
  if (drawn == model.revision && !window_->needs_frame(surface)) return;
  drawn = model.revision;
  const bool staff = surface == Surface::staff || (!model.two_windows && model.staff.gate != StaffGate::closed);
  std::optional<Action> asked;
  window_->draw(surface, texts(), [&](const Ui& ui) {
    asked = staff ? draw_staff(model, staff_screens_, ui) : draw_attendee(model, ui);
  });
  start_.trace.add_frame(surface == Surface::staff ? "staff" : "attendee", clock_.now().monotonic_us);
  if (asked) handle(*asked);
}

void WindowProgram::handle(const KioskEvent& event) {
  if (const auto* done = std::get_if<ScanDone>(&event)) {
    start_.trace.add_scan(done->result.scan, done->result.outcome, done->request.source, done->timing);
  } else if (const auto* failed = std::get_if<StoreFailed>(&event)) {
    spdlog::error("store: {}: {}", failed->error.where, failed->error.what);
    if (const auto* scan = std::get_if<RecordScan>(&failed->request)) {
      start_.trace.add_scan(scan->request.id, ScanOutcome::not_recorded, scan->request.source, scan->timing);
    }
  } else if (const auto* changed = std::get_if<CameraChanged>(&event)) {
    spdlog::info("camera: {}", changed->detail);
    if (changed->health == CameraHealth::lost) window_->clear_preview();
  } else if (const auto* scanner = std::get_if<ScannerChanged>(&event)) {
    spdlog::info("scanner: {}", scanner->detail);
  }
  log_backup(event);
  kiosk_->handle(event, clock_.now());
  carry_out();
}

void WindowProgram::handle(const Action& action) {
  kiosk_->handle(action, clock_.now());
  carry_out();
}

void WindowProgram::carry_out() {
  for (StoreRequest& request : kiosk_->take_requests()) store_->ask(std::move(request));
  for (const Effect& effect : kiosk_->take_effects()) carry_out(effect);
}

void WindowProgram::carry_out(const Effect& effect) {
  if (const auto* play = std::get_if<effect::Play>(&effect)) {
    sounds_->play(name_of(play->sound));
  } else if (std::holds_alternative<effect::ForgetRepeats>(effect)) {
    feed_->forget_repeats();
  } else if (const auto* taken = std::get_if<effect::MarkTaken>(&effect)) {
    feed_->mark_taken(taken->texts, clock_.now().monotonic_us);
  } else if (std::holds_alternative<effect::FollowSystemClock>(effect)) {
    clock_.follow_system();
  } else if (std::holds_alternative<effect::Quit>(effect)) {
    done_ = true;
  }
}

}  // namespace

int run_window(const WindowOptions& options) {
  const auto exit_with = [](const Error& error) {
    std::fprintf(stderr, "uketsuke: %s%s%s\n", error.where.c_str(), error.where.empty() ? "" : ": ",
                 error.what.c_str());
    return error.code == Code::bad_call || error.code == Code::not_found ? 2 : 4;
  };
  StopSignals::block();
  Result<WindowStart> start = prepare_window(options);
  if (!start) return exit_with(start.error());
  WindowProgram program(std::move(*start));
  if (Status opened = program.open(); !opened) return exit_with(opened.error());
  program.run();
  return 0;
}

}  // namespace uketsuke
