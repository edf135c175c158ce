// What the reading thread does: search, lists, counts, export. Thread: the reader's.
#pragma once

#include <string>

#include "common/result.h"
#include "db/reader.h"
#include "kiosk/messages.h"
#include "kiosk/output/export.h"

namespace uketsuke {

struct ListFolders {
  std::string store;    ///< the reader's
  std::string exports;  ///< where lists are written
};

/// The answer to one reading request.
/// @param folders  that of lists is made if it is missing; a list's file name tells event, list and time
/// Errors: those of Reader and of export_list
/// @param keep_on  told how far an export is; false: it stops and is ExportCancelled
Result<KioskEvent> read_request(Reader& reader, const StoreRequest& request, const ListFolders& folders,
                                const KeepOn& keep_on = {});

/// The list that staff asked for, as export_list names it.
ExportWhat export_what_of(ExportList list);

}  // namespace uketsuke
