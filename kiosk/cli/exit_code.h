// The exit codes of the contract, and which failure comes to which. Any thread.
#pragma once

#include <algorithm>

#include "common/result.h"

namespace uketsuke::cli {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kBadCall = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kFailed = 4;

inline int exit_code(Code code) {
  switch (code) {
    case Code::refused:
      return kRefused;
    case Code::bad_call:
    case Code::not_found:
      return kBadCall;
    case Code::bad_input:
    case Code::bad_frame:
      return kBadInput;
    case Code::io_failed:
    case Code::store_failed:
    case Code::device_failed:
      return kFailed;
  }
  return kFailed;
}

/// Of several in one call the highest counts.
inline int worse(int a, int b) { return std::max(a, b); }

}  // namespace uketsuke::cli
