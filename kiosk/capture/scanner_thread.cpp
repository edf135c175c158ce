// See scanner_thread.h.
#include "kiosk/capture/scanner_thread.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace uketsuke {
namespace {

/// How long a stop may have to wait for a frame that does not come.
constexpr std::chrono::milliseconds kFrameLimit{50};

}  // namespace

ScannerThread::ScannerThread(std::unique_ptr<FrameSource> source, ScannerPorts ports, Mailbox<LumaFrame>& preview)
    : source_(std::move(source)), ports_(std::move(ports)), preview_(preview) {
  CHECK(source_ != nullptr);
  thread_ = std::thread([this] { run(); });
}

ScannerThread::~ScannerThread() {
  stopping_ = true;
  thread_.join();
}

DecodeTimes ScannerThread::decode_times() const {
  return {frames_.load(), reads_.load(), last_us_.load(), longest_us_.load(), total_us_.load()};
}

void ScannerThread::run() {
  const Status started = source_->start();
  tell_changes(!started, started ? std::string() : started.error().what);
  while (!stopping_) {
    if (!started) {
      std::this_thread::sleep_for(kFrameLimit);
      continue;
    }
    const std::optional<LumaFrame> frame = source_->next_frame(kFrameLimit);
    tell_changes(false, {});
    if (frame) {
      decode(*frame);
      preview_.put(*frame);  // after the codes in it: drawing it must not hold up their answer
    } else {
      tell_hint(hints_.add(std::nullopt, monotonic_us()));
      if (auto view = gatherer_.add({}, monotonic_us())) ports_.codes(std::move(*view));
    }
  }
  source_->stop();
}

void ScannerThread::tell_changes(bool failed_to_start, const std::string& why) {
  SourceChange now{failed_to_start ? SourceState::lost : source_->state(), failed_to_start ? why : source_->detail()};
  if (now.state == told_.state && now.detail == told_.detail) return;
  told_ = now;
  ports_.changed(std::move(now));
}

void ScannerThread::tell_hint(ReadHint hint) {
  if (hint == told_hint_ || !ports_.hint) return;
  told_hint_ = hint;
  ports_.hint(hint);
}

void ScannerThread::decode(const LumaFrame& frame) {
  const std::int64_t begin = monotonic_us();
  reader_.allow(budget_.percent());
  const auto read = reader_.read(frame);
  const std::int64_t end = monotonic_us();
  budget_.learn(reader_.cost_percent(), end - begin);
  if (budget_.is_overrun()) {
    source_->use_smaller_frames();
    budget_ = {};
  }
  last_us_ = end - begin;
  total_us_ += end - begin;
  longest_us_ = std::max(longest_us_.load(), end - begin);
  ++frames_;
  std::vector<ReadText> texts;
  if (read) {  // a frame of bad sizes is one without codes; the next one comes
    for (const ReadCode& code : read->codes) {
      texts.push_back({code.text, ScanSource::camera, frame.captured_us, end, area_of(code.corners)});
    }
  }
  if (!texts.empty()) ++reads_;
  std::optional<ReadHint> likely;
  if (read && !reader_.suspected().empty()) likely = likely_hint(view_of(frame), reader_.suspected().front());
  tell_hint(texts.empty() ? hints_.add(likely, end) : hints_.clear());
  if (auto view = gatherer_.add(texts, end, read && read->alone)) ports_.codes(std::move(*view));
}

}  // namespace uketsuke
