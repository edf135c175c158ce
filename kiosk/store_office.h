// What the writing connection does for the office's screens: imports, drafts, tables, columns. Thread: the writer's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/keep_on.h"
#include "common/result.h"
#include "db/store.h"
#include "kiosk/messages.h"

namespace uketsuke {

/// What an import needs beside the store.
struct ImportPorts {
  std::function<Status(const std::vector<Application>&, const Change&)> place_kinds{};  ///< of what was taken
  KeepOn keep_on{};                                                                     ///< false: it is ImportStopped
};

/// One request, on disk when it returns. Errors: those of Store and of the drafts, pins and columns
Result<OfficeEvent> write_office(Store& store, const OfficeWrite& request, const ImportPorts& ports = {});

/// The list whose columns can be chosen, as export names it: "attendance" …; empty for papers without.
std::string paper_word(PaperKind kind);

}  // namespace uketsuke
