// The sheets of the report: summary, events, who came, when they came, internal.

#include "kiosk/output/year_report.h"

#include <algorithm>
#include <utility>

#include "common/japanese_date.h"
#include "kiosk/output/list_words.h"

namespace uketsuke {
namespace {

constexpr std::int64_t kArrivalStep = 10;  ///< minutes
constexpr std::int64_t kEarliest = -40;
constexpr std::int64_t kLatest = 30;

ReportCell words(std::string text) { return ReportCell(std::move(text)); }

ReportTable tally_table(std::string caption, std::string title, const Tally& tally) {
  ReportTable table;
  table.caption = std::move(caption);
  table.titles = {std::move(title), "人数"};
  table.charted = 1;
  table.has_total = true;
  std::int64_t total = 0;
  for (const auto& [word, count] : tally) {
    table.rows.push_back({words(word), count});
    total += count;
  }
  table.rows.push_back({words("計"), total});
  return table;
}

ReportTable profession_table(const ReportCounts& counts) {
  ReportTable table;
  table.caption = "職種別の参加者（延べ）";
  table.titles = {"職種", "人数", "割合"};
  table.charted = 1;
  table.has_total = true;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    table.rows.push_back({words(std::string(japanese(category))), counts.professions[i], counts.share(category)});
  }
  table.rows.push_back({words("計"), counts.present, ReportCell()});
  return table;
}

/// The doctors and nurses that come too rarely, event by event.
ReportTable share_table(const YearReportSource& source) {
  ReportTable table;
  table.caption = "医師・看護職の割合（開催ごと）";
  table.titles = {"研修会", "出席", "医師", "看護職", "割合"};
  table.charted = 4;
  for (const CountedEvent* event : source.events) {
    const ReportCounts counts = count_events({event}, *source.people);
    const auto of = [&counts](ProfessionCategory category) {
      return counts.professions[static_cast<std::size_t>(category)];
    };
    table.rows.push_back({words(event->summary.event.title), counts.present, of(ProfessionCategory::doctor),
                          of(ProfessionCategory::nurse),
                          counts.share(ProfessionCategory::doctor) + counts.share(ProfessionCategory::nurse)});
  }
  return table;
}

void drop_last_column(ReportTable& table) {
  table.titles.pop_back();
  for (auto& row : table.rows) row.pop_back();
}

/// 人数のみ: heads without names, a column only where some were counted so.
ReportTable event_table(const YearReportSource& source) {
  ReportTable table;
  table.caption = "開催ごとの参加者";
  table.titles = {"開催日", "研修会", "申込", "出席", "うち当日", "欠席", "初参加", "人数のみ"};
  table.has_total = true;
  ReportCounts all = count_events(source.events, *source.people);
  for (const CountedEvent* event : source.events) {
    const ReportCounts counts = count_events({event}, *source.people);
    table.rows.push_back({words(format_screen_date(event->summary.event.starts_at, event->zone)),
                          words(event->summary.event.title), counts.applied, counts.present, counts.walk_ins,
                          counts.absent, counts.first_time, counts.heads});
  }
  table.rows.push_back({words("計"), words(std::to_string(all.held) + "回"), all.applied, all.present, all.walk_ins,
                        all.absent, all.first_time, all.heads});
  if (all.heads == 0) drop_last_column(table);
  return table;
}

ReportTable cross_table(const ReportCounts& counts) {
  ReportTable table;
  table.caption = "種別×職種（延べ）";
  table.titles = {"種別"};
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    if (counts.professions[i] == 0) continue;
    shown.push_back(i);
    table.titles.emplace_back(japanese(static_cast<ProfessionCategory>(i)));
  }
  table.titles.emplace_back("計");
  for (const auto& [kind, count] : counts.kinds) {
    const auto& row = counts.professions_by_kind.at(kind);
    std::vector<ReportCell> cells = {words(kind)};
    for (const std::size_t i : shown) cells.emplace_back(row[i]);
    cells.emplace_back(count);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// Ten minutes a row; the first and last hold what is beyond.
Tally arrival_tally(const ReportCounts& counts) {
  std::map<std::int64_t, std::int64_t> steps;
  for (std::int64_t step = kEarliest; step <= kLatest; step += kArrivalStep) steps[step] = 0;
  for (const auto& [minute, count] : counts.arrivals) {
    const std::int64_t down = minute >= 0 ? minute / kArrivalStep : -((-minute + kArrivalStep - 1) / kArrivalStep);
    steps[std::clamp(down * kArrivalStep, kEarliest, kLatest)] += count;
  }
  Tally tally;
  for (const auto& [step, count] : steps) {
    std::string label = step < 0 ? "開始" + std::to_string(-step) + "分前～" : "開始" + std::to_string(step) + "分後～";
    if (step == 0) label = "開始～";
    if (step == kEarliest) label = "開始" + std::to_string(-step - kArrivalStep) + "分前まで";
    tally.emplace_back(std::move(label), count);
  }
  return tally;
}

/// 延べ 120人（一般 80人、介護職 40人）。上の人数に含みません
std::string heads_line(const ReportCounts& counts) {
  std::string parts;
  for (const auto& [category, count] : counts.heads_by_category) {
    parts += (parts.empty() ? "" : "、") + category + " " + std::to_string(count) + "人";
  }
  return "延べ " + std::to_string(counts.heads) + "人（" + parts + "）。上の人数に含みません";
}

ReportSheet summary_sheet(const YearReportSource& source, const ReportCounts& counts) {
  ReportSheet sheet{"まとめ", {}, false};
  const auto people = [](std::int64_t count) { return std::to_string(count) + "人"; };
  sheet.blocks.emplace_back(ReportLine{"開催回数", std::to_string(counts.held) + "回"});
  sheet.blocks.emplace_back(
      ReportLine{"参加者", "延べ " + people(counts.present) + "　実人数 " + people(counts.people)});
  sheet.blocks.emplace_back(ReportLine{"初参加・2回目以降", "初めて " + people(counts.first_time) + "　2回目以降 " +
                                                                people(counts.repeat) + "（延べ）"});
  sheet.blocks.emplace_back(ReportLine{"申込・欠席", "申込 延べ " + people(counts.applied) + "　欠席 延べ " +
                                                         people(counts.absent) + "　当日参加 延べ " +
                                                         people(counts.walk_ins)});
  if (counts.heads > 0) sheet.blocks.emplace_back(ReportLine{"人数のみ（氏名なし）", heads_line(counts)});
  sheet.blocks.emplace_back(ReportLine{
      "医師・看護職", "医師 " + report_text(counts.share(ProfessionCategory::doctor)) + "　看護職 " +
                          report_text(counts.share(ProfessionCategory::nurse)) + "（延べ参加者に占める割合）"});
  sheet.blocks.emplace_back(ReportLine{
      "数え方", "参加者のみ（講師・スタッフ・来賓を除く）。実人数は、氏名とメールまたは所属が同じ人を1人と数えます。"});
  sheet.blocks.emplace_back(event_table(source));
  return sheet;
}

ReportSheet internal_sheet(const YearReportSource& source) {
  ReportSheet sheet{"内部資料", {}, true};
  sheet.blocks.emplace_back(ReportLine{"取扱い", "内部資料。配布しないでください。"});
  if (source.listed == 0) {
    sheet.blocks.emplace_back(ReportLine{"参加のない事業所", "事業所の一覧が取り込まれていません。"});
    return sheet;
  }
  sheet.blocks.emplace_back(ReportLine{"参加のない事業所", std::to_string(source.absent.size()) + "か所（名簿 " +
                                                               std::to_string(source.listed) + "か所のうち）"});
  ReportTable table;
  table.titles = {"事業所", "種別", "市町村"};
  for (const AbsentFacility& facility : source.absent) {
    table.rows.push_back({words(facility.name), words(facility.kind.empty() ? "不明" : facility.kind),
                          words(facility.municipality.empty() ? "不明" : facility.municipality)});
  }
  sheet.blocks.emplace_back(std::move(table));
  return sheet;
}

}  // namespace

std::string channel_in_japanese(const std::string& channel) {
  const auto known = channel_from_word(channel);
  return known ? std::string(list_word(*known)) : channel;
}

ReportDocument make_year_report(const YearReportSource& source) {
  const ReportCounts counts = count_events(source.events, *source.people);
  ReportDocument document;
  document.title = source.period + "　研修会等 実施状況";
  const Zone zone = source.events.empty() ? Zone() : source.events.front()->zone;
  const std::string made = format_screen_date(source.made_at, zone);
  document.head = {made.substr(0, made.find("（")) + " 現在"};
  document.author = source.events.empty() ? "" : source.events.front()->summary.event.organiser;
  document.made_at = source.made_at;
  document.sheets.push_back(summary_sheet(source, counts));
  document.sheets.push_back({"職種", {profession_table(counts), share_table(source)}, true});
  document.sheets.push_back(
      {"所属",
       {tally_table("場別の参加者（延べ）", "場", counts.settings),
        tally_table("種別の参加者（延べ）", "種別", counts.kinds),
        tally_table("市町村別の参加者（延べ）", "市町村", counts.municipalities), cross_table(counts)},
       true});
  Tally channels;
  for (const auto& [channel, count] : counts.applied_channels)
    channels.emplace_back(channel_in_japanese(channel), count);
  document.sheets.push_back({"申込と来場",
                             {tally_table("申込方法（延べ、当日参加を除く）", "申込方法", channels),
                              tally_table("来場の時刻（延べ）", "来場", arrival_tally(counts))},
                             true});
  if (source.with_internal) document.sheets.push_back(internal_sheet(source));
  return document;
}

}  // namespace uketsuke
