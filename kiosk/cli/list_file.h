// A list of an event, written where it is wanted and logged as a take-out (持出し): for `export` and for the window's
// 書類の出力. Any thread, one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/cli/hand_over.h"
#include "kiosk/cli/session.h"
#include "kiosk/output/export.h"

namespace uketsuke::cli {

/// What is wanted, in the words of the command line.
struct ListOrder {
  std::string code;
  std::string what;
  std::optional<std::string> format;
  OutputWords output;
  std::vector<std::string> columns;  ///< empty: as the organiser chose them (`columns`), else the list's own
  std::optional<std::string> sort;
  std::optional<std::int64_t> first_number;
  std::optional<std::string> issued_on;
  std::optional<std::string> representative;
  bool care_manager_numbers = false;
  std::optional<std::int64_t> questionnaires;
  std::optional<std::string> remarks;
  KeepOn keep_on{};  ///< told how far it is; false: there is no file, and the answer is an error
};

struct WrittenList {
  std::string file;
  ExportReport report;
};

/// Errors: Code::bad_call for words that are off, not_found, refused after a purge, io_failed
Result<WrittenList> write_list(Session& session, const ListOrder& order);

/// "a,b", "a、b" and "a" "b" alike.
std::vector<std::string> split_columns(const std::vector<std::string>& given);

/// The columns that a list has; those chosen by the organiser first, in their order.
struct ListColumns {
  std::vector<ExportColumn> columns;  ///< `shown`: is on; empty: nothing to choose
  bool chosen = false;                ///< not the list's own
};
Result<ListColumns> load_columns(const Session& session, const EventSummary& summary, ExportWhat what);

/// Ids for ids or titles. Errors: Code::bad_call for what is no column, or a list without a choice
Result<std::vector<std::string>> find_column_ids(const std::vector<std::string>& names, const EventSummary& summary,
                                                 ExportWhat what);

}  // namespace uketsuke::cli
