// The lists of an event as tables: 参加申込者名簿, 受付簿, 出席者名簿, the list for the 協議会, 読み取り.
// Decides who is on a list and in which order; writes no file. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "kiosk/output/table.h"

namespace uketsuke {

/// What every list is made from. Times are shown in `zone`, the event's.
struct ListSource {
  EventSummary summary;
  std::vector<RegistrationRow> rows;
  RosterSort sort = RosterSort::number;
  Zone zone;
  UtcMillis made_at;
};

constexpr std::size_t kChannelCount = static_cast<std::size_t>(Channel::file) + 1;

/// 申込○名・出席○名（うち当日○名）・欠席○名. Participants only; a seat that a substitute took counts once, so that
/// applied + walk_ins = present + absent.
struct AttendanceCounts {
  std::int64_t applied = 0;
  std::int64_t present = 0;
  std::int64_t walk_ins = 0;
  std::int64_t absent = 0;
  std::array<std::int64_t, kChannelCount> channels{};  ///< of `applied`; a substitute's is that of the one replaced
};
AttendanceCounts count_attendance(const std::vector<RegistrationRow>& rows);

// The tables hold columns that are not shown by default too: select_columns decides before a table is written.

/// 出席者名簿: whoever was confirmed or came. 退室時刻 where the event has exit_scan, minutes where it also has an end.
ListTable make_attendance_table(ListSource source);
/// The list for the 協議会: No. 所属 職種 氏名 of the participants who came; before anyone came, of the confirmed ones.
ListTable make_council_table(ListSource source);
/// 参加申込者名簿: every registration with its status.
ListTable make_roster_table(ListSource source);
/// 受付簿: who is expected, a box to tick, 10 blank lines; no e-mail or phone.
ListTable make_sign_in_table(ListSource source);
/// 読み取り: every scan in the order given; ids and numbers, no names.
ListTable make_scans_table(ListSource source, std::vector<ScanRow> scans);

/// Who gets a 名札 or stands on the 受付簿: confirmed and not replaced by a substitute; walk-ins and others who came.
bool is_expected(const RegistrationRow& row);

}  // namespace uketsuke
