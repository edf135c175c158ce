// read: what the reader sees in pictures; needs no store.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/capture/read_files.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

struct ReadCall {
  std::vector<std::string> files;
  bool frames = false;
};

/// The worst of a call: a device that fails, then a file that is missing, then a picture that is broken.
int worse_reading(int a, int b) {
  if (a == kFailed || b == kFailed) return kFailed;
  if (a == kBadCall || b == kBadCall) return kBadCall;
  return worse(a, b);
}

void print_broken(Session& session, const std::string& file, const std::string& why) {
  JsonObject object;
  object.text("file", file).texts("texts", {}).real("decode_ms", std::nullopt).number("passes", 0).text("why", why);
  session.print(object, file + ": 読めません");
}

Result<int> read_all(Session& session, const ReadCall& call) {
  int code = kDone;
  for (const std::string& file : call.files) {
    const auto reading = call.frames ? read_frames(file) : read_picture(file);
    if (!reading) {
      session.say(describe(reading.error()));
      const int failed = exit_code(reading.error().code);
      if (failed == kBadInput) print_broken(session, file, reading.error().what);
      code = worse_reading(code, failed);
      continue;
    }
    JsonObject object;
    object.text("file", file)
        .texts("texts", reading->texts)
        .real("decode_ms", reading->decode_ms)
        .number("passes", static_cast<std::int64_t>(reading->passes));
    session.print(object, fmt::format("{}: {}", file,
                                      reading->texts.empty() ? "コードは見つかりません"
                                                             : fmt::format("{}", fmt::join(reading->texts, " | "))));
  }
  return code;
}

}  // namespace

Command make_read() {
  const auto call = std::make_shared<ReadCall>();
  return {"read",
          "what the reader sees in pictures; any QR text, ticket or not",
          "uketsuke --json read ticket.png photo.jpg",
          {needs_many("FILE", call->files, "pictures (PNG, JPEG, WebP, PGM); with --frames folders or videos"),
           may("--frames", call->frames, "a folder or video as a camera would deliver it")},
          [call](Session& session) { return read_all(session, *call); }};
}

}  // namespace uketsuke::cli
