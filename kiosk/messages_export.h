// What the parts of the kiosk tell each other about lists that are written to files; part of messages.h, which includes
// it. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

/// What can be exported from the window, and as what.
enum class ExportList { attendance, council, roster, sign_in, name_tags };
enum class ListFormat { csv, csv_cp932, xlsx, pdf };

/// Done by the reading worker.
struct WriteExport {
  EventCode event;
  ExportList list = ExportList::attendance;
  ListFormat format = ListFormat::xlsx;
  RosterSort sort = RosterSort::kana;
  UtcMillis now;
};
/// While a long one is written.
struct ExportProgress {
  int percent = 0;
};
struct ExportDone {
  std::string file;
  std::int64_t rows = 0;
  std::vector<std::string> replaced;
};
/// 中止: there is no file.
struct ExportCancelled {};

namespace action {
struct StartExport {
  ExportList list = ExportList::attendance;
  ListFormat format = ListFormat::xlsx;
  RosterSort sort = RosterSort::kana;
};
struct CancelExport {};
}  // namespace action

namespace effect {
/// The worker is busy with it: told beside its requests.
struct CancelExport {};
}  // namespace effect

}  // namespace uketsuke
