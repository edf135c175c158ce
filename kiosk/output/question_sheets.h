// 質問事項一覧: what was asked, by the profession it is asked of; never who asked. A sheet a table where tables are
// planned, else a sheet a profession. Any thread.
#pragma once

#include <string>
#include <vector>

#include "common/profession.h"
#include "common/roster.h"
#include "kiosk/output/list_tables.h"
#include "kiosk/output/report_document.h"

namespace uketsuke {

/// One question to one profession.
struct AskedQuestion {
  std::string profession;  ///< 医師, その他（栄養士）, 指定なし
  std::string text;
  std::vector<std::string> groups;  ///< tables where that profession sits, in their order
};

/// A question to three professions is three; in the order of the professions, then as given.
/// @param rows  of the event, for the tables
std::vector<AskedQuestion> sort_questions(const std::vector<Question>& questions, const ProfessionTable& professions,
                                          const std::vector<RegistrationRow>& rows);

/// For CSV and XLSX: No. 聞いてみたい職種 質問事項, and グループ where tables are planned. @param source  its rows are
/// not printed
ListTable make_questions_table(ListSource source, std::vector<AskedQuestion> asked);
/// For paper.
ReportDocument make_question_sheets(const ListSource& source, const std::vector<AskedQuestion>& asked);

}  // namespace uketsuke
