#include "kiosk/window_start.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "db/backups.h"
#include "db/screen_settings.h"
#include "kiosk/assets.h"

namespace uketsuke {

Result<std::pair<int, int>> parse_window_size(const std::string& text) {
  std::pair<int, int> size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.first);
  const bool has_x = width.ec == std::errc() && width.ptr != end && *width.ptr == 'x';
  const auto height = has_x ? std::from_chars(width.ptr + 1, end, size.second) : width;
  const bool whole = has_x && height.ec == std::errc() && height.ptr == end;
  if (!whole || size.first < 640 || size.second < 360 || size.first > 16384 || size.second > 16384) {
    return fail(Code::bad_call, "'" + text + "' is no window size; give it as 1280x720, at least 640x360",
                "--windowed");
  }
  return size;
}

Result<EventCode> choose_event(const std::vector<EventSummary>& events, UtcMillis now) {
  if (events.empty())
    return fail(Code::not_found, "the store holds no event yet; add one: uketsuke event add FILE.toml");
  const auto distance = [now](const EventSummary& summary) {
    return std::llabs(summary.event.doors_open_at.value - now.value);
  };
  return std::min_element(events.begin(), events.end(),
                          [&](const EventSummary& a, const EventSummary& b) { return distance(a) < distance(b); })
      ->event.code;
}

namespace {

Result<EventSummary> find_event(Reader& reader, const WindowOptions& options, UtcMillis now) {
  if (options.event) {
    Result<EventSummary> summary = reader.load_event(EventCode(*options.event));
    if (!summary) return tl::unexpected<Error>(in_layer("--event", summary.error()));
    return summary;
  }
  Result<std::vector<EventSummary>> events = reader.list_events();
  if (!events) return tl::unexpected<Error>(events.error());
  const Result<EventCode> code = choose_event(*events, now);
  if (!code) return tl::unexpected<Error>(code.error());
  return reader.load_event(*code);
}

/// "300", between the two. Errors: Code::bad_call
Result<int> parse_seconds(const std::string& text, int least, int most, const char* flag) {
  int seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < least || seconds > most) {
    return fail(
        Code::bad_call,
        "'" + text + "' is no such time; give seconds, " + std::to_string(least) + " to " + std::to_string(most), flag);
  }
  return seconds;
}

/// The flags that are words: language, size, camera, scanner, trace.
Status read_flags(const WindowOptions& options, WindowStart& start) {
  if (options.language != "ja" && options.language != "en") {
    return fail(Code::bad_call, "'" + options.language + "' is no language of the screens; give ja or en", "--lang");
  }
  start.language = options.language == "ja" ? Language::ja : Language::en;
  if (options.windowed) {
    Result<std::pair<int, int>> size = parse_window_size(*options.windowed);
    if (!size) return tl::unexpected<Error>(size.error());
    start.size = *size;
  }
  start.camera = parse_camera_flag(options.camera);
  Result<ScannerFlag> scanner = parse_scanner_flag(options.scanner);
  if (!scanner) return tl::unexpected<Error>(in_layer("--scanner", scanner.error()));
  start.scanner = *scanner;
  if (options.lock_after) {
    const Result<int> seconds = parse_seconds(*options.lock_after, 30, 3600, "--lock-after");
    if (!seconds) return tl::unexpected<Error>(seconds.error());
    start.lock_after_us = *seconds * std::int64_t{1'000'000};
  }
  if (options.sync_every) {
    const bool off = *options.sync_every == "off";
    const Result<int> seconds = off ? Result<int>(0) : parse_seconds(*options.sync_every, 1, 86'400, "--sync-every");
    if (!seconds) return tl::unexpected<Error>(seconds.error());
    start.sync_every_us = *seconds * std::int64_t{1'000'000};
  }
  if (options.sticks) start.sticks = {{}, {*options.sticks}};
  if (options.trace) {
    Result<Trace> trace = Trace::open(*options.trace);
    if (!trace) return tl::unexpected<Error>(trace.error());
    start.trace = std::move(*trace);
  }
  return {};
}

/// Where copies go: as the flag says, which is kept, or as was kept. A medium that is not there now may come.
Status read_backup(const WindowOptions& options, WindowStore& opened) {
  const std::string& folder = options.data_folder;
  BackupPlan plan{folder, {}, opened.store.info().kiosk};
  if (options.backup_every) {
    const Result<int> seconds = parse_seconds(*options.backup_every, 1, 3600, "--backup-every");
    if (!seconds) return tl::unexpected<Error>(seconds.error());
    plan.every = std::chrono::seconds(*seconds);
  }
  if (options.backup) {
    const bool off = *options.backup == "off";
    const Status set = set_backup_folder(folder, off ? std::nullopt : options.backup);
    if (!set) return tl::unexpected<Error>(in_layer("--backup", set.error()));
  }
  const auto kept = find_backup_folder(folder);
  if (!kept) return tl::unexpected<Error>(kept.error());
  if (!*kept) return {};
  plan.folder = **kept;
  opened.backup = std::move(plan);
  return {};
}

/// Where name tags go: as the flag says, which is kept, or as was kept.
Status read_printer(const WindowOptions& options, WindowStore& opened) {
  if (options.printer) {
    const bool off = *options.printer == "off";
    const Status set = set_printer(options.data_folder, off ? std::nullopt : options.printer);
    if (!set) return tl::unexpected<Error>(set.error());
  }
  auto kept = find_printer(options.data_folder);
  if (!kept) return tl::unexpected<Error>(kept.error());
  if (*kept) opened.printer = PrintPlan{options.data_folder, opened.summary.event.code, std::move(**kept)};
  return {};
}

Status load_texts(WindowStart& start) {
  Result<std::string> assets = find_assets();
  if (!assets) return tl::unexpected<Error>(assets.error());
  start.assets = *assets;
  for (Texts* texts : {&start.japanese, &start.english}) {
    Result<Texts> loaded = Texts::load(start.assets + "/lang", texts == &start.japanese ? "ja" : "en");
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    *texts = std::move(*loaded);
  }
  return {};
}

}  // namespace

Result<WindowStart> read_window_start(const WindowOptions& options) {
  WindowStart start;
  start.export_folder = options.data_folder + "/exports";
  if (Status read = read_flags(options, start); !read) return tl::unexpected<Error>(read.error());
  if (Status loaded = load_texts(start); !loaded) return tl::unexpected<Error>(loaded.error());
  return start;
}

Result<WindowStore> open_window_store(const WindowOptions& options) {
  Result<Store> store = Store::open(options.data_folder);
  if (!store) return tl::unexpected<Error>(store.error());
  Result<Reader> reader = Reader::open(options.data_folder);
  if (!reader) return tl::unexpected<Error>(reader.error());
  if (options.now && !store->info().practice) {
    return fail(Code::bad_call, "a time can be given to a practice store only (init --practice)", "--now");
  }
  WindowStore opened{std::move(*store), std::move(*reader), {}};
  if (options.now) opened.clock_start = {ClockStart::Kind::running, *options.now};
  MachineClock machine;
  Result<EventSummary> event = find_event(opened.reader, options, KioskClock(machine, opened.clock_start).now().utc);
  if (!event) return tl::unexpected<Error>(event.error());
  opened.summary = std::move(*event);
  Result<std::vector<ScanRow>> newest = opened.reader.list_scans(opened.summary.event.code, 1);
  if (!newest) return tl::unexpected<Error>(newest.error());
  if (!newest->empty()) opened.newest_fact = newest->front().happened;
  const Result<ScreenSettings> screen = load_screen_settings(options.data_folder);
  if (!screen) return tl::unexpected<Error>(screen.error());
  opened.screen = *screen;
  if (Status read = read_backup(options, opened); !read) return tl::unexpected<Error>(read.error());
  if (Status read = read_printer(options, opened); !read) return tl::unexpected<Error>(read.error());
  return opened;
}

}  // namespace uketsuke
