// 名簿ひな形.xlsx: the empty roster that an office fills in on Windows and that `roster import` reads back.
// libxlsxwriter stays inside the .cpp. One thread each.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"

namespace uketsuke {

struct RosterTemplate {
  std::string event_title;                  ///< over the table; may be empty
  std::vector<std::string> professions;     ///< drop-down of 職種; other words can be typed
  std::vector<std::string> facility_kinds;  ///< drop-down of 種別
  std::vector<std::string> channels;        ///< drop-down of 申込方法
  int rows = 300;                           ///< that are prepared
};

/// An example row says 記入例 in its first column: an import passes it over. Phones are text, so that no 0 is lost.
/// Errors: Code::io_failed
Status write_roster_template(const RosterTemplate& content, const std::string& path);

}  // namespace uketsuke
