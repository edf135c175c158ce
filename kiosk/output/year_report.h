// The report over a fiscal year (or any events): for a member of the 協議会 to read, with charts. Counts only; the
// facilities that never come are internal (内部資料). Any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/output/report_counts.h"
#include "kiosk/output/report_document.h"

namespace uketsuke {

/// A facility of the town's own list of which nobody came.
struct AbsentFacility {
  std::string name;
  std::string kind;
  std::string municipality;
};

struct YearReportSource {
  std::string period;                       ///< 令和7年度
  std::vector<const CountedEvent*> events;  ///< held, in order of time
  const PeopleIndex* people = nullptr;
  bool with_internal = false;
  std::vector<AbsentFacility> absent;
  std::int64_t listed = 0;  ///< facilities of the town's own list
  UtcMillis made_at;
};

ReportDocument make_year_report(const YearReportSource& source);

/// Googleフォーム … of the words of channels.
std::string channel_in_japanese(const std::string& channel);

}  // namespace uketsuke
