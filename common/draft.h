// 保留: a row or mail that could not be read for sure, as it came, until staff complete or drop it. Plain values, any
// thread.
#pragma once

#include <string>

#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

struct Draft {
  std::string id;
  BadLine bad;  ///< where it stands, what is wrong; `text`: the row as 題名：値 lines, or the mail
  UtcMillis held_at;
  std::string by;
};

}  // namespace uketsuke
