// The seven points of a 実施結果報告書.

#include "kiosk/output/result_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "common/japanese_date.h"
#include "kiosk/output/list_words.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMostKinds = 8;
constexpr const char* kUnknownKind = "不明";
constexpr const char* kRest = "その他の種別";

bool is_present_participant(const RegistrationRow& row) {
  return row.checked_in_at && row.attendee.role == Role::participant;
}

std::string kind_of(const RegistrationRow& row) { return row.facility_kind.empty() ? kUnknownKind : row.facility_kind; }

/// The kinds that came, the most first; the smallest share a column where there are too many.
std::vector<std::string> list_kinds(const std::vector<RegistrationRow>& rows) {
  std::map<std::string, std::int64_t> counts;
  for (const RegistrationRow& row : rows) {
    if (is_present_participant(row)) ++counts[kind_of(row)];
  }
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    const bool unknown_a = a.first == kUnknownKind;
    const bool unknown_b = b.first == kUnknownKind;
    return unknown_a != unknown_b ? unknown_b : a.second > b.second;
  });
  std::vector<std::string> kinds;
  for (auto& [kind, count] : sorted) kinds.push_back(kind);
  if (kinds.size() > kMostKinds) {
    kinds.resize(kMostKinds - 1);
    kinds.emplace_back(kRest);
  }
  return kinds;
}

ReportTable make_breakdown(const std::vector<RegistrationRow>& rows) {
  const std::vector<std::string> kinds = list_kinds(rows);
  std::array<std::vector<std::int64_t>, kProfessionCategoryCount + 1> counts;
  for (auto& row : counts) row.resize(kinds.size() + 1);
  for (const RegistrationRow& row : rows) {
    if (!is_present_participant(row)) continue;
    const auto profession = static_cast<std::size_t>(row.attendee.profession.category);
    auto place = std::find(kinds.begin(), kinds.end(), kind_of(row));
    if (place == kinds.end()) --place;  // the rest
    const auto column = static_cast<std::size_t>(place - kinds.begin());
    for (const std::size_t line : {profession, kProfessionCategoryCount}) {
      ++counts[line][column];
      ++counts[line].back();
    }
  }
  ReportTable table;
  table.caption = "5　内訳（職種×種別、出席した参加者）";
  table.titles = {"職種"};
  table.titles.insert(table.titles.end(), kinds.begin(), kinds.end());
  table.titles.emplace_back("計");
  table.has_total = true;
  for (std::size_t line = 0; line <= kProfessionCategoryCount; ++line) {
    const bool total = line == kProfessionCategoryCount;
    if (counts[line].back() == 0 && !total) continue;
    std::vector<ReportCell> row = {total ? std::string("計")
                                         : std::string(japanese(static_cast<ProfessionCategory>(line)))};
    row.insert(row.end(), counts[line].begin(), counts[line].end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// このほか 講師2名・主催者・スタッフ3名
std::string others_line(const std::vector<RegistrationRow>& rows) {
  std::string words;
  for (const Role role : {Role::lecturer, Role::facilitator, Role::staff, Role::guest}) {
    const auto count = std::count_if(rows.begin(), rows.end(), [role](const RegistrationRow& row) {
      return row.attendee.role == role && row.checked_in_at.has_value();
    });
    if (count > 0) {
      words += (words.empty() ? "" : "、") + std::string(list_word(role)) + std::to_string(count) + "名";
    }
  }
  return words.empty() ? words : "\nこのほか　" + words;
}

/// 申込に含まず　キャンセル待ち1名・要確認1名: whoever asked for a seat and holds none.
std::string not_seated_line(const std::vector<RegistrationRow>& rows) {
  std::string words;
  for (const RegistrationStatus status : {RegistrationStatus::waitlisted, RegistrationStatus::pending,
                                          RegistrationStatus::cancelled, RegistrationStatus::declined}) {
    const auto count = std::count_if(rows.begin(), rows.end(), [status](const RegistrationRow& row) {
      return row.attendee.role == Role::participant && row.status == status && !row.checked_in_at;
    });
    if (count > 0) {
      words += (words.empty() ? "" : "、") + std::string(list_word(status)) + std::to_string(count) + "名";
    }
  }
  return words.empty() ? words : "\n申込に含まない方　" + words;
}

/// 人数のみ（氏名なし）52名　一般40名、介護職12名
std::string heads_line(const std::vector<HeadCount>& heads) {
  std::string words;
  for (const HeadCount& head : heads) {
    words += (words.empty() ? "　" : "、") + head.category + std::to_string(head.people) + "名";
  }
  return words.empty() ? words : "\n人数のみ（氏名なし）" + std::to_string(count_heads(heads)) + "名" + words;
}

std::string lecturers_line(const Event& event) {
  std::string words;
  for (const std::string& lecturer : event.lecturers) words += (words.empty() ? "" : "\n　　　　") + lecturer;
  return words.empty() ? words : "\n講師　　" + words;
}

std::string questionnaires_line(const ResultFindings& findings, std::int64_t present) {
  if (!findings.questionnaires) return "　　　　枚（回収率　　　　％）";
  std::string words = std::to_string(*findings.questionnaires) + "枚";
  if (present <= 0) return words;
  return words + "（回収率 " +
         report_text(static_cast<double>(*findings.questionnaires) / static_cast<double>(present)) + "）";
}

}  // namespace

ReportDocument make_result_report(const ListSource& source, const ResultFindings& findings) {
  const Event& event = source.summary.event;
  const AttendanceCounts counts = count_attendance(source.rows);
  const std::string made = format_screen_date(source.made_at, source.zone);
  ReportDocument document;
  document.title = "実施結果報告書";
  document.head = {made.substr(0, made.find("（")), event.organiser};
  document.author = event.organiser;
  document.made_at = source.made_at;
  std::string partners;
  for (const std::string& partner : event.co_organisers) partners += (partners.empty() ? "" : "、") + partner;
  ReportSheet sheet{"実施結果報告書", {}, false};
  sheet.blocks.emplace_back(ReportLine{event.noun + "名", event.title});
  sheet.blocks.emplace_back(
      ReportLine{"主催", event.organiser + (partners.empty() ? "" : "（共催　" + partners + "）")});
  sheet.blocks.emplace_back(ReportLine{"1　開催日時", held_when(event, source.zone)});
  sheet.blocks.emplace_back(ReportLine{"2　会場", event.venue});
  sheet.blocks.emplace_back(ReportLine{"3　テーマ・講師", "テーマ　" + event.theme + lecturers_line(event)});
  sheet.blocks.emplace_back(ReportLine{
      "4　申込・出席・欠席", "申込 " + std::to_string(counts.applied) + "名　出席 " + std::to_string(counts.present) +
                                 "名（うち当日参加 " + std::to_string(counts.walk_ins) + "名）　欠席 " +
                                 std::to_string(counts.absent) + "名" + not_seated_line(source.rows) +
                                 others_line(source.rows) + heads_line(findings.heads)});
  sheet.blocks.emplace_back(make_breakdown(source.rows));
  sheet.blocks.emplace_back(ReportLine{"6　アンケート回収数（回収率）", questionnaires_line(findings, counts.present)});
  sheet.blocks.emplace_back(ReportBox{"7　所見", findings.remarks, 55});
  document.sheets.push_back(std::move(sheet));
  return document;
}

}  // namespace uketsuke
