// scan: the door's decision without the window. Texts, pictures, frames as a camera delivers them, or lines of stdin;
// files are all read before anything is decided, then each scan is recorded and printed before the next is looked at.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/ticket.h"
#include "common/uuid.h"
#include "kiosk/capture/read_files.h"
#include "kiosk/capture/repeat_filter.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/scan_print.h"

namespace uketsuke::cli {
namespace {

constexpr std::size_t kLongestText = 8192;  // more than any QR code holds

struct ScanCall {
  std::string code;
  std::vector<std::string> texts;
  std::vector<std::string> images;
  std::optional<std::string> frames;
  std::optional<std::string> scan_id;
  std::optional<std::string> at;
  bool exit = false;
};

/// What the call's files show; read before the store is asked.
struct Seen {
  std::vector<FileReading> pictures;
  std::vector<TimedView> views;
};

/// Names every file that is off.
/// @return the first error of the worst kind: a file that is missing before a picture that cannot be read
Result<Seen> read_files(const Session& session, const ScanCall& call) {
  Seen seen;
  std::vector<Error> errors;
  for (const std::string& file : call.images) {
    auto reading = read_picture(file);
    if (!reading) {
      errors.push_back(reading.error());
    } else if (reading->texts.empty()) {
      errors.push_back({Code::bad_input, "no code is seen in the picture", file});
    } else {
      seen.pictures.push_back(std::move(*reading));
    }
  }
  if (call.frames) {
    auto views = read_timed_views(*call.frames);
    if (views) seen.views = std::move(*views);
    if (!views) errors.push_back(views.error());
  }
  if (errors.empty()) return seen;
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return exit_code(a.code) == kBadCall && exit_code(b.code) != kBadCall;
  });
  for (std::size_t i = 1; i < errors.size(); ++i) session.say(describe(errors[i]));
  return tl::unexpected(errors.front());
}

/// One door: what every scan of the call shares.
class Door {
 public:
  Door(Session& session, Store store, const ScanCall& call, FoundEvent event)
      : session_(session), store_(std::move(store)), call_(call), event_(std::move(event)) {}

  Status read_times() {
    const auto happened = read_past_argument(session_, "--at", call_.at, event_.zone);
    if (!happened) return tl::unexpected(happened.error());
    happened_ = *happened;
    return {};
  }

  Status take(const std::string& text, ScanSource source, std::optional<double> decode_ms) {
    ScanRequest request;
    request.id = ScanId(call_.scan_id ? *call_.scan_id : make_uuid(session_.now()));
    request.event = event_.summary.event.code;
    request.direction = call_.exit ? Direction::exit : Direction::entry;
    request.text = text.substr(0, kLongestText);
    request.source = source;
    request.happened = happened_;
    request.by = session_.by();
    const double start = monotonic_ms();
    const auto result = store_.record_scan(request, session_.now());
    const ScanTimes times{decode_ms, monotonic_ms() - start};
    const auto code = print_scan(session_, result, request.id, times, event_);
    if (!code) return tl::unexpected(code.error());
    last_failed_ = *code == kFailed;
    code_ = worse(code_, *code);
    return {};
  }

  /// Each its own scan; several tickets in one picture are asked about, not taken.
  Status take_picture(const FileReading& picture) {
    CodesInView view;
    for (const std::string& text : picture.texts) view.codes.push_back({text, ScanSource::image, 0, 0});
    const auto judged = RepeatFilter().see(view, call_.exit ? Direction::exit : Direction::entry, 0);
    if (!judged) return {};
    const bool tickets = fold_ticket_text(judged->codes.front().text).rfind(kTicketMark, 0) == 0;
    if (judged->codes.size() > 1 && tickets) {
      print_several(judged->codes.size());
      return {};
    }
    for (const ReadText& code : judged->codes) {
      if (const Status taken = take(code.text, ScanSource::image, picture.decode_ms); !taken) return taken;
    }
    return {};
  }

  /// As at the camera: repeats are one scan, several tickets in view are asked about, not taken.
  Status take_views(const std::vector<TimedView>& views) {
    RepeatFilter filter;
    for (const TimedView& view : views) {
      const auto seen = filter.see(view.view, call_.exit ? Direction::exit : Direction::entry, view.time_us);
      if (!seen || seen->repeat || seen->codes.empty()) continue;
      if (seen->codes.size() > 1) {
        print_several(seen->codes.size());
        continue;
      }
      const ReadText& code = seen->codes.front();
      const double decode_ms = static_cast<double>(code.decoded_us - code.frame_in_us) / 1000.0;
      if (const Status taken = take(code.text, ScanSource::frames, decode_ms); !taken) return taken;
      if (last_failed_) filter.forget(code.text);
    }
    return {};
  }

  /// A scanner ends a line with CR, LF or both.
  Status take_lines(std::istream& lines) {
    for (std::string line; std::getline(lines, line);) {
      std::istringstream scans(line);
      for (std::string text; std::getline(scans, text, '\r');) {
        if (text.empty()) continue;
        if (const Status taken = take(text, ScanSource::command, std::nullopt); !taken) return taken;
      }
    }
    return {};
  }

  [[nodiscard]] int code() const { return code_; }

 private:
  void print_several(std::size_t count) {
    const std::string message = fmt::format("{}名分の受付票があります。1名ずつかざしてください。", count);
    JsonObject object;
    object.text("outcome", "several_in_view")
        .number("tickets", static_cast<std::int64_t>(count))
        .text("message", message);
    session_.print(object, message);
    code_ = worse(code_, kRefused);
  }

  Session& session_;
  Store store_;
  const ScanCall& call_;
  FoundEvent event_;
  std::optional<UtcMillis> happened_;
  bool last_failed_ = false;
  int code_ = kDone;
};

Status check_call(const ScanCall& call) {
  if (!call.scan_id) return {};
  if (call.texts.size() != 1 || !call.images.empty() || call.frames) {
    return fail(Code::bad_call, "is for one TEXT", "--scan-id");
  }
  if (call.scan_id->empty() || call.scan_id->size() > 64 || !is_valid_utf8(*call.scan_id)) {
    return fail(Code::bad_call, "must be 1 to 64 characters", "--scan-id");
  }
  return {};
}

Status take_all(Door& door, const ScanCall& call, const Seen& seen) {
  const bool from_stdin = call.texts.empty() && call.images.empty() && !call.frames;
  if (from_stdin || (call.texts.size() == 1 && call.texts.front() == "-")) return door.take_lines(std::cin);
  for (const std::string& text : call.texts) {
    if (const Status taken = door.take(text, ScanSource::command, std::nullopt); !taken) return taken;
  }
  for (const FileReading& picture : seen.pictures) {
    if (const Status taken = door.take_picture(picture); !taken) return taken;
  }
  return door.take_views(seen.views);
}

Result<int> scan(Session& session, const ScanCall& call) {
  if (const Status checked = check_call(call); !checked) return tl::unexpected(checked.error());
  auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto seen = read_files(session, call);
  if (!seen) return tl::unexpected(seen.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  Door door(session, std::move(*store), call, std::move(*event));
  if (const Status times = door.read_times(); !times) return tl::unexpected(times.error());
  const Status taken = take_all(door, call, *seen);
  if (!taken) return tl::unexpected(taken.error());
  return door.code();
}

}  // namespace

Command make_scan() {
  const auto call = std::make_shared<ScanCall>();
  return {
      "scan",
      "the door's decision without the window: each TEXT a scan; without any, lines of stdin",
      "uketsuke --json scan EBINA KTSK… --exit",
      {needs("CODE", call->code, "the event's code"),
       may("TEXT", call->texts, "what a code says, typed or scanned; - for lines of stdin"),
       may("--image", call->images,
           "pictures with codes (PNG, JPEG, WebP, PGM), all read before anything is decided; several tickets in one: "
           "none is picked (several_in_view, exit 1)"),
       may("--frames", call->frames, "folder, pattern or video, as a camera would deliver it; repeats are filtered"),
       may("--exit", call->exit, "they leave (退室)"),
       may("--scan-id", call->scan_id, "the same id again gives the same answer and one row"),
       may("--at", call->at, "when it happened, not after now")},
      [call](Session& session) { return scan(session, *call); }};
}

}  // namespace uketsuke::cli
