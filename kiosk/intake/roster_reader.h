// Files of applicants -> applications and bad lines, by the rules of "Rows of a roster". Writes nothing, reads no
// clock. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/field_text.h"
#include "common/keep_on.h"
#include "common/profession.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/time.h"
#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {

/// What the rows are read by.
struct RosterRules {
  Zone zone;                                           ///< of the event, for times without one
  UtcMillis now;                                       ///< a received time after it is a bad line
  Channel channel = Channel::file;                     ///< where the file does not say
  const ProfessionTable* professions = nullptr;        ///< null: every profession is `other`, none is listed as unknown
  const MappingRules* mapping = nullptr;               ///< null: columns by their titles …
  const std::vector<MappingRules>* formats = nullptr;  ///< … or by one of these, where the header is of its format
  std::optional<std::string> password{};               ///< of a zip
  std::string mail_subject;                            ///< of applications by mail (roster_mail.h); empty: any
  PostRule post_rule = PostRule::arrival;              ///< which time of a mail or a letter is its receipt
  bool received_given = false;                         ///< staff say when mails came that do not say so themselves
  KeepOn keep_on{};  ///< told how far a table is; false: the rest is not read, see RosterContent::stopped
};

/// What came of one or several files.
struct RosterContent {
  std::vector<Application> applications;  ///< one row each, in the order of the files and lines
  std::vector<BadLine> bad;
  std::vector<std::string> unknown_professions;  ///< as given, each once, in order of first sight
  std::vector<BadLine> notes;  ///< what was left out of rows that are taken, and why; for staff to read
  std::int64_t bad_files = 0;  ///< of `bad`, those that are no row: of a whole file, a mail's further faults
  bool unusable = false;  ///< a whole file is bad (no name column, not a table …): holding the bad lines does not help
  bool needs_password = false;  ///< a zip has one that was not given, or another
  bool stopped = false;         ///< keep_on said so: the rest was not read
};

/// Longest cell that is taken, in characters.
inline constexpr std::size_t kMaxCellCharacters = kMaxFieldCharacters;

/// The rows of CSV bytes. Never fails: what is wrong is in `bad`.
/// @param file  as it is named in the bad lines and applications
RosterContent read_roster_text(std::string_view bytes, const std::string& file, const RosterRules& rules);

/// The bytes of one file of any format that is read. Never fails: what is wrong is in `bad`.
/// @param file  as it is named in the report; its end tells the format where the bytes do not
RosterContent read_roster_bytes(std::string_view bytes, const std::string& file, const RosterRules& rules);

/// One file or folder (its .csv .xlsx .zip in the order of their names). XLSX and zip go by their first bytes, the rest
/// is read as CSV unless the name or the bytes are those of another format.
/// Errors: Code::not_found, io_failed. What is bad about its content is in `bad`.
Result<RosterContent> read_roster_file(const std::string& path, const RosterRules& rules);

/// Several, one after the other, as one content.
Result<RosterContent> read_roster_files(const std::vector<std::string>& paths, const RosterRules& rules);

}  // namespace uketsuke
