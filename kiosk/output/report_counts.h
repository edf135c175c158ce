// Counts over events: 延べ and 実 participants, by profession, kind, setting, municipality, channel, arrival; who came
// for the first time. Participants only; pure. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/event.h"
#include "common/head_count.h"
#include "common/person_marks.h"
#include "common/roster.h"
#include "common/setting.h"

namespace uketsuke {

/// A registration and where its person works; empty where nothing is known.
struct CountedRow {
  RegistrationRow row;
  std::string kind;
  std::optional<Setting> setting;
  std::string municipality;
  std::string listed;  ///< id of the facility in the town's own list
};

struct CountedEvent {
  EventSummary summary;
  Zone zone;
  std::vector<CountedRow> rows;
  std::vector<HeadCount> heads;  ///< counted without names
};

/// Words and how many, in the order to print.
using Tally = std::vector<std::pair<std::string, std::int64_t>>;

/// Of one event or of several together.
struct ReportCounts {
  std::int64_t held = 0;  ///< events
  std::int64_t applied = 0;
  std::int64_t present = 0;  ///< 延べ
  std::int64_t walk_ins = 0;
  std::int64_t heads = 0;       ///< counted without names: in none of the others
  std::int64_t absent = 0;      ///< no-shows
  std::int64_t people = 0;      ///< 実
  std::int64_t first_time = 0;  ///< of `present`: at no earlier event of this store
  std::int64_t repeat = 0;
  std::array<std::int64_t, kProfessionCategoryCount> professions{};  ///< of `present`
  std::map<std::string, std::array<std::int64_t, kProfessionCategoryCount>> professions_by_kind;
  Tally heads_by_category;  ///< in order of first sight
  Tally kinds;              ///< 不明 last; of `present`, as all below but channels
  Tally settings;
  Tally municipalities;
  Tally channels;  ///< of `applied` and `walk_ins` together, by the words of --channel
  std::map<std::string, std::int64_t> applied_channels;  ///< of `applied` alone
  std::map<std::int64_t, std::int64_t> arrivals;         ///< minutes after the start -> people

  /// 0 where nobody came.
  [[nodiscard]] double share(ProfessionCategory category) const;
};

/// Who is the same person at several events: the folded name with the e-mail or with the facility; of those whose names
/// were erased, the marks that the store kept. Without any a row is a person of its own.
class PeopleIndex {
 public:
  /// @param events  of the whole store, in order of time
  PeopleIndex(const std::vector<const CountedEvent*>& events, const KeptPeople& kept);
  /// A number for the person; the same for the same person.
  [[nodiscard]] std::size_t person(const RegistrationRow& row) const;
  /// At no earlier event.
  [[nodiscard]] bool is_first_time(const RegistrationRow& row) const;

 private:
  std::map<std::string, std::size_t> persons_;  ///< by registration
  std::map<std::string, bool> first_;
};

/// @param events  held ones
ReportCounts count_events(const std::vector<const CountedEvent*>& events, const PeopleIndex& people);

}  // namespace uketsuke
