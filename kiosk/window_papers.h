// 書類の出力: one paper, by the functions of the command line. Thread: the office's.
#pragma once

#include <optional>

#include "kiosk/cli/session.h"
#include "kiosk/messages.h"
#include "kiosk/output/export.h"

namespace uketsuke {

/// Writes it and logs the take-out. Errors: those of `export`, `letters` and `report`
/// @param keep_on  told how far a list is; false: it is PaperStopped
Result<OfficeEvent> write_paper(cli::Session& session, const WritePaper& write, const KeepOn& keep_on);

/// The list of `export` that it is; none for letters and the yearly report.
std::optional<ExportWhat> export_what_of(PaperKind kind);

}  // namespace uketsuke
