// See serial_lines.h.
#include "kiosk/capture/serial_lines.h"

#include <utility>

namespace uketsuke {

std::vector<ReadText> SerialLines::add(std::string_view bytes, std::int64_t now_us) {
  std::vector<ReadText> texts;
  for (const char byte : bytes) {
    if (byte == '\r' || byte == '\n' || byte == '\t') {
      if (auto text = end(now_us)) texts.push_back(std::move(*text));
      continue;
    }
    // STX, ETX, NUL and the like frame a text on some scanners; GS, RS, US, EOT may be part of one.
    const auto value = static_cast<unsigned char>(byte);
    last_us_ = now_us;
    if ((value < 0x20 && value != 0x04 && value < 0x1C) || value == 0x7F) continue;
    if (open_.empty()) first_us_ = now_us;
    if (open_.size() < kMaxBytes) open_.push_back(byte);
  }
  return texts;
}

std::optional<ReadText> SerialLines::tick(std::int64_t now_us) {
  if (open_.empty() || now_us - last_us_ < idle_us_) return std::nullopt;
  return end(now_us);
}

std::optional<std::int64_t> SerialLines::next_deadline_us() const {
  if (open_.empty()) return std::nullopt;
  return last_us_ + idle_us_;
}

void SerialLines::clear() { open_.clear(); }

std::optional<ReadText> SerialLines::end(std::int64_t now_us) {
  if (open_.empty()) return std::nullopt;
  ReadText text{std::move(open_), ScanSource::serial, first_us_, now_us};
  open_.clear();
  return text;
}

}  // namespace uketsuke
