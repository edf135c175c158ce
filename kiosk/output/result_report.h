// 実施結果報告書: one event on A4, for the organiser's file and the 協議会. Counts only; no name but the lecturers'.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/head_count.h"
#include "kiosk/output/list_tables.h"
#include "kiosk/output/report_document.h"

namespace uketsuke {

/// What the store does not know.
struct ResultFindings {
  std::optional<std::int64_t> questionnaires;  ///< アンケート回収数; none: left blank
  std::string remarks;                         ///< 所見; empty: a frame to write in
  std::vector<HeadCount> heads{};              ///< counted without names
};

/// @param source  rows of the event, each with its facility_kind; empty: 不明
ReportDocument make_result_report(const ListSource& source, const ResultFindings& findings);

}  // namespace uketsuke
