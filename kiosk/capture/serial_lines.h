// Bytes of a serial scanner to texts: a terminator (CR, LF, Tab) or a silence ends one. Pure. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/capture/scan_input.h"

namespace uketsuke {

class SerialLines {
 public:
  /// Longer than any QR code; what comes beyond is dropped until the text ends.
  static constexpr std::size_t kMaxBytes = 8'192;

  explicit SerialLines(std::int64_t idle_us) : idle_us_(idle_us) {}

  std::vector<ReadText> add(std::string_view bytes, std::int64_t now_us);
  /// @return the text that the silence ended
  std::optional<ReadText> tick(std::int64_t now_us);
  /// When tick() may have something; none while nothing is open.
  [[nodiscard]] std::optional<std::int64_t> next_deadline_us() const;
  void clear();

 private:
  std::optional<ReadText> end(std::int64_t now_us);

  std::int64_t idle_us_;
  std::string open_;
  std::int64_t first_us_ = 0;
  std::int64_t last_us_ = 0;
};

}  // namespace uketsuke
