#include "kiosk/window_start.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "db/backups.h"
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

Result<EventCode> find_event(Reader& reader, const WindowOptions& options, UtcMillis now) {
  if (options.event) {
    Result<EventSummary> summary = reader.load_event(EventCode(*options.event));
    if (!summary) return tl::unexpected<Error>(in_layer("--event", summary.error()));
    return summary->event.code;
  }
  Result<std::vector<EventSummary>> events = reader.list_events();
  if (!events) return tl::unexpected<Error>(events.error());
  return choose_event(*events, now);
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
  if (options.trace) {
    Result<Trace> trace = Trace::open(*options.trace);
    if (!trace) return tl::unexpected<Error>(trace.error());
    start.trace = std::move(*trace);
  }
  return {};
}

/// Where copies go: as the flag says, which is kept, or as was kept. A medium that is not there now may come.
Status read_backup(const WindowOptions& options, WindowStart& start) {
  const std::string& folder = options.data_folder;
  BackupPlan plan{folder, {}, start.store.info().kiosk};
  if (options.backup_every) {
    const std::string& text = *options.backup_every;
    int seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 1 || seconds > 3600) {
      return fail(Code::bad_call, "'" + text + "' is no time between copies; give seconds, 1 to 3600",
                  "--backup-every");
    }
    plan.every = std::chrono::seconds(seconds);
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
  start.backup = std::move(plan);
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

Result<WindowStart> prepare_window(const WindowOptions& options) {
  Result<Store> store = Store::open(options.data_folder);
  if (!store) return tl::unexpected<Error>(store.error());
  Result<Reader> reader = Reader::open(options.data_folder);
  if (!reader) return tl::unexpected<Error>(reader.error());
  if (options.now && !store->info().practice) {
    return fail(Code::bad_call, "a time can be given to a practice store only (init --practice)", "--now");
  }
  WindowStart start{std::move(*store), std::move(*reader), {}, {}, {}, {}, {}, {}, Language::ja, {}, {}, {}, {}, {}};
  if (options.now) start.clock_start = {ClockStart::Kind::running, *options.now};
  MachineClock machine;
  Result<EventCode> event = find_event(start.reader, options, KioskClock(machine, start.clock_start).now().utc);
  if (!event) return tl::unexpected<Error>(event.error());
  start.event = *event;
  Result<std::vector<ScanRow>> newest = start.reader.list_scans(start.event, 1);
  if (!newest) return tl::unexpected<Error>(newest.error());
  if (!newest->empty()) start.newest_fact = newest->front().happened;
  start.export_folder = options.data_folder + "/exports";
  if (Status read = read_flags(options, start); !read) return tl::unexpected<Error>(read.error());
  if (Status read = read_backup(options, start); !read) return tl::unexpected<Error>(read.error());
  if (Status loaded = load_texts(start); !loaded) return tl::unexpected<Error>(loaded.error());
  return start;
}

}  // namespace uketsuke
