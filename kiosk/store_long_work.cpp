#include "kiosk/store_long_work.h"

#include <utility>

namespace uketsuke {

KeepOn LongWork::begin(std::uint64_t serial, std::function<void(int percent)> tell) const {
  using Clock = std::chrono::steady_clock;
  return [this, serial, tell = std::move(tell), began = Clock::now(), told = -1](int percent) mutable {
    if (percent != told && Clock::now() - began >= quiet_) {
      told = percent;
      tell(percent);
    }
    return stopped_ != serial;
  };
}

}  // namespace uketsuke
