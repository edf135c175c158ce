// roster import: files -> applications -> one transaction.
#include <memory>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/roster_take.h"

namespace uketsuke::cli {
namespace {

struct ImportCall {
  TakeOptions take;
  std::vector<std::string> files;
};

constexpr const char* kLineNotes =
    "`line` in the report counts\n"
    "  of a CSV: physical lines, the header is 1; a record of several lines has its first\n"
    "  of a workbook: the sheet's rows, as Excel numbers them\n"
    "  of an .eml: lines of the mail's text, without its head; 1 where the fault is in no line\n"
    "  of an mbox: the physical line where the mail starts; the line of its text stands in `why` (本文3行目)\n"
    "`file` names a file in a zip as ZIP/NAME.";

/// The name that rows are known by when the file comes again.
std::string source_name(const std::vector<std::string>& files) {
  std::string source;
  for (std::string file : files) {
    while (file.size() > 1 && file.back() == '/') file.pop_back();
    source += (source.empty() ? "" : "+") + file.substr(file.rfind('/') + 1);
  }
  return source;
}

Result<int> import_roster(Session& session, const ImportCall& call) {
  const auto read = [&call](const RosterRules& rules) { return read_roster_files(call.files, rules); };
  const auto taken = take_roster(session, call.take, {source_name(call.files), read, {}});
  if (!taken) return tl::unexpected(taken.error());
  print_import(session, taken->outcome);
  return taken->exit;
}

}  // namespace

Command make_roster_import() {
  const auto call = std::make_shared<ImportCall>();
  return {"roster import",
          "take applications from files; a bad line refuses all of them",
          "uketsuke roster import EBINA answers.csv --dry-run",
          {needs("CODE", call->take.code, "the event's code"),
           needs_many("FILE", call->files, "CSV (UTF-8 or Shift_JIS), XLSX, zip, .eml, mbox, or a folder of them"),
           may("--mapping", call->take.mapping, "mapping file, or its name in DIR/mappings"),
           may("--preset", call->take.preset, "shipped format: logoform, e-kanagawa; else known by its titles"),
           may("--received-at", call->take.received_at, "received time of rows that have none"),
           may("--password-file", call->take.password_file, "of a zip: a file with the password on its first line"),
           may("--dry-run", call->take.dry_run, "judge and report, write nothing"),
           may("--hold-bad", call->take.hold_bad, "take the good lines, keep the bad ones as drafts 保留")},
          [call](Session& session) { return import_roster(session, *call); },
          kLineNotes};
}

}  // namespace uketsuke::cli
