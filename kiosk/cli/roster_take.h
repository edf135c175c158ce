// What `roster import` and `roster sync` share: files -> applications -> one transaction -> the report. Thread: main.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/session.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke::cli {

/// The words that both take.
struct TakeOptions {
  std::string code;
  std::optional<std::string> mapping;
  std::optional<std::string> preset;
  std::optional<std::string> received_at;
  std::optional<std::string> password_file;
  bool dry_run = false;
  bool hold_bad = false;
};

/// What it came to.
struct TakeReport {
  ImportOutcome outcome;
  int exit = 0;
};

/// Where the rows come from.
struct TakeFrom {
  std::string source;  ///< by which its rows are known when it comes again
  std::function<Result<RosterContent>(const RosterRules&)> read;
  std::function<bool()> is_current;  ///< after read: true if there is nothing to take, for it has not changed
};

/// Reads, asks for a zip's password where a person sits at the terminal, and takes all or nothing.
/// Errors: Code::not_found, bad_call, io_failed, store_failed; bad lines are in the report, its exit is then 3
Result<TakeReport> take_roster(Session& session, const TakeOptions& options, const TakeFrom& from);

/// A source as it may be shown: a URL without its query.
std::string shown_source(const std::string& source);
/// 名簿は10月24日（金）17:40現在
std::string roster_age_words(UtcMillis synced, const Zone& zone);

}  // namespace uketsuke::cli
