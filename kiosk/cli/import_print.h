// What an import comes to, as the JSON object and lines of the contract; for every command that imports. Thread: main.
#pragma once

#include <string>
#include <vector>

#include "common/roster.h"
#include "kiosk/cli/session.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke::cli {

/// A report with the remarks of the files' reader.
struct ImportOutcome {
  ImportReport report;
  std::vector<BadLine> notes;
};

/// The object on stdout; duplicates, notes and bad lines for people on stderr.
void print_import(Session& session, const ImportOutcome& outcome);

/// … in its pieces: rows added updated unchanged late waitlisted duplicates unknown_professions rejected vanished
/// notes,
JsonObject import_json(const ImportOutcome& outcome);
/// "3行: 追加3 …",
std::string import_words(const ImportOutcome& outcome);
/// duplicates, unknown professions, vanished rows, notes and bad lines on stderr.
void say_import(const Session& session, const ImportOutcome& outcome);

/// Of what was not taken because something in it is bad: nothing was added.
ImportOutcome refused_import(RosterContent content);

}  // namespace uketsuke::cli
