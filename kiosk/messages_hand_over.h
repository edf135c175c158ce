// What the parts of the kiosk tell each other about the end of an event: names that were handed over are erased here;
// part of messages.h, which includes it. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// Done by the reading worker.
struct LoadHandOver {
  EventCode event;
  UtcMillis now;
};
struct HandOverLoaded {
  bool due = false;         ///< the event is over, a list was handed over, and names are still here
  std::int64_t people = 0;  ///< whose names are
};
/// Done by the writing connection's thread.
struct EraseNames {
  EventCode event;
  std::string by;
  UtcMillis now;
};
struct NamesErased {
  std::int64_t people = 0;
  std::vector<std::string> unreached;  ///< files that may still hold names
};

namespace action {
/// Answers 名簿を引き渡しました。この端末の個人情報を消去しますか.
struct EraseHandedOver {};
/// あとで: asked again at the next start.
struct EraseLater {};
}  // namespace action

}  // namespace uketsuke
