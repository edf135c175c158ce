#include "kiosk/trace.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace uketsuke {

namespace {

std::string time_or_null(std::int64_t time_us) { return time_us == 0 ? "null" : std::to_string(time_us); }

}  // namespace

Result<Trace> Trace::open(const std::string& file) {
  Trace trace;
  trace.file_.reset(std::fopen(file.c_str(), "ae"));
  if (!trace.file_) return fail(Code::io_failed, "cannot write " + file + ": " + std::strerror(errno), "trace");
  return trace;
}

void Trace::add_scan(const ScanId& scan, ScanOutcome outcome, ScanSource source, const ScanTiming& timing) {
  if (!file_) return;
  waiting_.push_back(fmt::format(
      R"({{"scan":"{}","outcome":"{}","source":"{}","frame_in":{},"decoded":{},"decided":{},"committed":{})",
      scan.value, word(outcome), word(source), time_or_null(timing.frame_in_us), time_or_null(timing.decoded_us),
      time_or_null(timing.decided_us), time_or_null(timing.committed_us)));
}

void Trace::add_frame(const char* surface, std::int64_t painted_us, bool ready) {
  if (!file_) return;
  for (const std::string& line : std::exchange(waiting_, {})) {
    fmt::print(file_.get(), "{},\"painted\":{}}}\n", line, painted_us);
  }
  fmt::print(file_.get(), "{{\"frame\":{},\"window\":\"{}\",\"ready\":{},\"painted\":{}}}\n", ++frames_, surface, ready,
             painted_us);
  std::fflush(file_.get());
}

}  // namespace uketsuke
