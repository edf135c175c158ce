#include "kiosk/window_program.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <future>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "common/inbox.h"
#include "common/mailbox.h"
#include "db/restore.h"
#include "kiosk/assets.h"
#include "kiosk/capture/camera.h"
#include "kiosk/capture/evdev_scanner.h"
#include "kiosk/capture/scanner_thread.h"
#include "kiosk/capture/serial_scanner.h"
#include "kiosk/clock.h"
#include "kiosk/kiosk.h"
#include "kiosk/scan_feed.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/staff_screens.h"
#include "kiosk/service_watch.h"
#include "kiosk/stop_signals.h"
#include "kiosk/store_thread.h"
#include "kiosk/sync_hub.h"
#include "kiosk/sync_kinds.h"
#include "kiosk/sync_thread.h"
#include "kiosk/trace.h"
#include "kiosk/ui/sound.h"
#include "kiosk/ui/window.h"
#include "kiosk/window_broken.h"
#include "kiosk/window_first.h"
#include "kiosk/window_hand_over.h"
#include "kiosk/window_mail.h"
#include "kiosk/window_office.h"
#include "kiosk/window_start.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kPreviewEveryUs = 66'000;     ///< 15 pictures a second are live enough
constexpr std::int64_t kLongestSleepUs = 1'000'000;  ///< a stop signal or a clock's jump is seen by then
constexpr double kStoreLookSeconds = 0.005;          ///< while the store still opens

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
  /// @param opening  the store, which opens beside the window
  WindowProgram(WindowStart start, std::future<Result<WindowStore>> opening)
      : start_(std::move(start)), opening_(std::move(opening)) {}
  WindowProgram(const WindowProgram&) = delete;
  WindowProgram& operator=(const WindowProgram&) = delete;
  /// Errors: what keeps the store or the window from opening
  Status open();
  void run();

 private:
  Result<WindowStore> wait_for_store();
  void build(WindowStore opened);
  void start_devices();
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
  std::future<Result<WindowStore>> opening_;
  int volume_percent_ = ScreenSettings::kUsualVolume;
  MachineClock machine_clock_;
  std::optional<KioskClock> clock_;
  Inbox<Arrival> arrivals_;
  Mailbox<LumaFrame> preview_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Kiosk> kiosk_;
  std::unique_ptr<StoreThread> store_;
  std::unique_ptr<OfficeThread> office_;
  std::unique_ptr<SyncThread> sync_;
  std::unique_ptr<ClockBeside> hub_clock_;
  std::unique_ptr<HubThread> hub_;
  std::unique_ptr<StoreBackup> backup_;  ///< its last copy is made after the store thread wrote everything
  std::unique_ptr<SoundPlayer> sounds_;
  std::unique_ptr<ScanFeed> feed_;
  std::unique_ptr<ScannerThread> camera_;
  std::unique_ptr<NameTagPrinter> printer_;
  std::unique_ptr<SerialScanner> serial_;
  std::unique_ptr<EvdevScanner> evdev_;
  StaffScreens staff_screens_;
  std::array<std::uint64_t, 2> drawn_{};  ///< revision of the model that each surface shows
  std::int64_t last_preview_us_ = 0;
  bool done_ = false;
};

Status WindowProgram::open() {
  Result<std::unique_ptr<Window>> window = Window::open({"Uketsuke", start_.size});
  if (!window) {
    const Result<WindowStore> opened = opening_.get();
    return tl::unexpected<Error>(opened ? window.error() : opened.error());
  }
  window_ = std::move(*window);
  Result<WindowStore> opened = wait_for_store();
  if (!opened) return tl::unexpected<Error>(opened.error());
  build(std::move(*opened));
  return {};
}

/// Mostly it is open before the window is; a large or slow one is waited for with words.
Result<WindowStore> WindowProgram::wait_for_store() {
  Model starting;
  starting.language = start_.language;
  const Texts& words = start_.language == Language::ja ? start_.japanese : start_.english;
  while (opening_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    if (window_->needs_frame(Surface::attendee)) {
      window_->draw(Surface::attendee, words, [&](const Ui& ui) { draw_attendee(starting, ui); });
    }
    window_->wait(kStoreLookSeconds);
  }
  return opening_.get();
}

void WindowProgram::build(WindowStore opened) {
  clock_.emplace(machine_clock_, opened.clock_start);
  const auto post = [this](KioskEvent event) {
    arrivals_.put(std::move(event));
    Window::wake();
  };
  const bool practice = opened.store.info().practice;
  const std::string folder = opened.store.folder();
  office_ = std::make_unique<OfficeThread>(OfficePorts{post, folder, start_.assets, roots_of(start_.sticks)});
  const auto place_kinds = [folder, assets = start_.assets](const std::vector<Application>& taken,
                                                            const Change& change) {
    return place_facility_kinds(folder, assets, taken, change);
  };
  store_ = std::make_unique<StoreThread>(
      std::move(opened.store), std::move(opened.reader),
      StoreThreadPorts{post, start_.export_folder, make_mail_reader(start_.assets),
                       make_name_eraser(folder, start_.assets, start_.export_folder), place_kinds});
  sync_ = std::make_unique<SyncThread>(SyncSetup{folder, start_.assets, start_.sticks}, post);
  hub_clock_ = std::make_unique<ClockBeside>(machine_clock_, opened.clock_start);
  hub_ = std::make_unique<HubThread>(HubSetup{folder, [this] { return hub_clock_->now(); }, post});
  if (opened.printer) printer_ = std::make_unique<NameTagPrinter>(*opened.printer, post);
  if (opened.backup) backup_ = std::make_unique<StoreBackup>(*opened.backup, post);
  KioskSettings settings;
  settings.event = opened.summary.event.code;
  settings.language = start_.language;
  settings.two_windows = window_->has_staff_window();
  settings.backups = opened.backup.has_value();
  settings.screen = opened.screen;
  settings.lock_after_us = start_.lock_after_us;
  settings.sync_every_us = start_.sync_every_us;
  settings.camera = start_.camera.kind != CameraSettings::Kind::off;
  kiosk_ = std::make_unique<Kiosk>(settings, clock_->now());
  feed_ = std::make_unique<ScanFeed>([this](const KeyInput& input) { window_->give(input); });
  window_->set_keyboard_hook([this](const KeyInput& input) { feed_->on_key(input); });
  volume_percent_ = opened.screen.volume_percent;
  if (opened.newest_fact && clock_->now().utc < *opened.newest_fact) {
    handle(KioskEvent{ClockBehindFacts{*opened.newest_fact}});
  }
  handle(KioskEvent{EventLoaded{std::move(opened.summary), practice}});
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

/// After the first frame: what they load would hold it up.
void WindowProgram::start_devices() {
  sounds_ = std::make_unique<SoundPlayer>(SoundSettings{start_.assets + "/sounds", "autoaudiosink", volume_percent_});
  if (start_.camera.kind != CameraSettings::Kind::off) {
    camera_ = std::make_unique<ScannerThread>(std::make_unique<Camera>(start_.camera), ports_for(true), preview_);
  }
  if (start_.scanner.kind == ScannerFlag::Kind::serial) {
    SerialSettings serial;
    serial.device = start_.scanner.device;
    serial_ = std::make_unique<SerialScanner>(serial, ports_for(false));
  }
  if (start_.scanner.kind == ScannerFlag::Kind::evdev) {
    EvdevSettings grabbed;
    grabbed.device = start_.scanner.device;
    evdev_ = std::make_unique<EvdevScanner>(grabbed, ports_for(false));
  }
}

void WindowProgram::run() {
  const StopSignals signals;
  ServiceWatch service;
  service.say_ready();
  draw();
  start_devices();
  while (!done_ && !window_->should_close() && !signals.came()) {
    sleep();
    service.say_alive(clock_->now().monotonic_us);
    look_at_monitors();
    take_arrivals();
    take_codes();
    look_at_clock();
    handle(KioskEvent{Tick{}});
    show_preview();
    draw();
  }
  service.say_stopping();
  camera_.reset();
  serial_.reset();
  evdev_.reset();
  printer_.reset();
  office_.reset();
  store_.reset();
  sync_.reset();
  hub_.reset();
  backup_.reset();
  for (Arrival& last : arrivals_.take_all()) {
    if (const auto* event = std::get_if<KioskEvent>(&last)) log_backup(*event);
  }
}

bool WindowProgram::preview_shows() const {
  const Model& model = kiosk_->model();
  const bool staff_cover_it = !model.two_windows && model.staff.gate != StaffGate::closed;
  // While an answer is due the picture stands still: it would be drawn in the answer's way.
  const bool answer_due = model.attendee.waiting > 0 && !model.attendee.slow;
  return model.attendee.screen == AttendeeScreen::scan && !staff_cover_it && !answer_due &&
         model.camera == CameraHealth::running;
}

void WindowProgram::sleep() {
  const std::int64_t now = clock_->now().monotonic_us;
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
  const Moment now = clock_->now();
  feed_->set_nobody_types(kiosk_->model().staff.gate == StaffGate::closed);
  feed_->set_pin_is_asked(kiosk_->model().staff.gate != StaffGate::closed &&
                          kiosk_->model().staff.gate != StaffGate::open);
  feed_->tick(now.monotonic_us);
  for (const KioskEvent& event : feed_->take_events(kiosk_->model().direction, now)) handle(event);
  kiosk_->note_input(window_->last_input_us(window_->has_staff_window() ? Surface::staff : Surface::attendee));
  if (feed_->take_language_key()) {
    const bool japanese = kiosk_->model().language == Language::ja;
    handle(Action{action::SetLanguage{japanese ? Language::en : Language::ja}});
  }
}

void WindowProgram::look_at_clock() {
  if (const auto jump = clock_->take_jump()) handle(KioskEvent{ClockJumped{*jump}});
}

void WindowProgram::show_preview() {
  const std::int64_t now = clock_->now().monotonic_us;
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
  window_->hold_keys(kiosk_->model().staff.busy);
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
  start_.trace.add_frame(surface == Surface::staff ? "staff" : "attendee", clock_->now().monotonic_us, model.loaded);
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
  kiosk_->handle(event, clock_->now());
  carry_out();
}

void WindowProgram::handle(const Action& action) {
  kiosk_->handle(action, clock_->now());
  carry_out();
}

void WindowProgram::carry_out() {
  for (StoreRequest& request : kiosk_->take_requests()) {
    if (auto* work = std::get_if<OfficeWork>(&request)) {
      office_->ask(std::move(*work));
    } else {
      store_->ask(std::move(request));
    }
  }
  for (const Effect& effect : kiosk_->take_effects()) carry_out(effect);
}

void WindowProgram::carry_out(const Effect& effect) {
  if (const auto* play = std::get_if<effect::Play>(&effect)) {
    if (sounds_) sounds_->play(name_of(play->sound));
  } else if (const auto* volume = std::get_if<effect::SetVolume>(&effect)) {
    if (sounds_) sounds_->set_volume(volume->percent);
  } else if (const auto* pull = std::get_if<effect::PullRoster>(&effect)) {
    sync_->pull(*pull);
  } else if (std::holds_alternative<effect::CancelExport>(effect)) {
    store_->cancel_export();
  } else if (const auto* paper = std::get_if<effect::StopPaper>(&effect)) {
    office_->stop_paper(paper->serial);
  } else if (const auto* import = std::get_if<effect::StopImport>(&effect)) {
    office_->stop_reading(import->serial);
    store_->stop_import(import->serial);
  } else if (std::holds_alternative<effect::ForgetRepeats>(effect)) {
    feed_->forget_repeats();
  } else if (const auto* taken = std::get_if<effect::MarkTaken>(&effect)) {
    feed_->mark_taken(taken->texts, clock_->now().monotonic_us);
  } else if (std::holds_alternative<effect::FollowSystemClock>(effect)) {
    clock_->follow_system();
    hub_clock_->follow_system();
  } else if (const auto* tag = std::get_if<effect::PrintTag>(&effect)) {
    if (printer_) printer_->print(tag->registration);
  } else if (std::holds_alternative<effect::Quit>(effect)) {
    done_ = true;
  }
}

Status run_once(const WindowOptions& options) {
  Result<WindowStart> start = read_window_start(options);
  if (!start) return tl::unexpected<Error>(start.error());
  WindowProgram program(std::move(*start), std::async(std::launch::async, open_window_store, options));
  if (Status opened = program.open(); !opened) return opened;
  program.run();
  return {};
}

}  // namespace

int run_window(const WindowOptions& asked) {
  const auto exit_with = [](const Error& error) {
    std::fprintf(stderr, "uketsuke: %s%s%s\n", error.where.c_str(), error.where.empty() ? "" : ": ",
                 error.what.c_str());
    return error.code == Code::bad_call || error.code == Code::not_found ? 2 : 4;
  };
  StopSignals::block();
  WindowOptions options = asked;
  if (is_first_start(asked)) {
    // Without a display the kiosk itself says what is missing.
    const auto led = lead_first_start(asked).value_or(asked);
    if (!led) return 0;
    options = *led;
  }
  Status ran = run_once(options);
  while (!ran && is_damaged(options.data_folder)) {
    const Result<bool> replaced = offer_backup(options, ran.error());
    if (!replaced || !*replaced) break;
    ran = run_once(options);
  }
  return ran ? 0 : exit_with(ran.error());
}

}  // namespace uketsuke
