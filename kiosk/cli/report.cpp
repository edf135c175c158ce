// report: the counts of events, one a line.
#include <fmt/format.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/list_tables.h"

namespace uketsuke::cli {
namespace {

struct ReportCall {
  std::vector<std::string> codes;
  std::optional<std::string> fiscal_year;
};

/// Participants that count: confirmed, or came.
bool is_counted(const RegistrationRow& row) {
  return row.attendee.role == Role::participant && (row.status == RegistrationStatus::confirmed || row.checked_in_at);
}

JsonObject count_professions(const std::vector<RegistrationRow>& rows) {
  std::array<std::int64_t, kProfessionCategoryCount> counts{};
  for (const RegistrationRow& row : rows) {
    if (is_counted(row) && row.checked_in_at) ++counts[static_cast<std::size_t>(row.attendee.profession.category)];
  }
  JsonObject object;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    object.number(japanese(static_cast<ProfessionCategory>(i)), counts[i]);
  }
  return object;
}

JsonObject count_channels(const std::vector<RegistrationRow>& rows) {
  std::map<std::string, std::int64_t> counts;
  for (const RegistrationRow& row : rows) {
    if (is_counted(row)) ++counts[std::string(word(row.channel))];
  }
  JsonObject object;
  for (const auto& [channel, count] : counts) object.number(channel, count);
  return object;
}

void print_event(Session& session, const EventSummary& summary, const std::vector<RegistrationRow>& rows) {
  const AttendanceCounts counts = count_attendance(rows);
  const Zone zone = Zone::find(summary.event.timezone).value_or(Zone());
  JsonObject object;
  object.text("event", summary.event.code.value).text("title", summary.event.title);
  add_time(object, "starts_at", summary.event.starts_at, zone);
  object.number("applied", counts.applied)
      .number("present", counts.present)
      .number("walk_ins", counts.walk_ins)
      .number("absent", counts.absent)
      .number("waitlisted", summary.counts.waitlisted)
      .number("pending", summary.counts.pending)
      .number("cancelled", summary.counts.cancelled)
      .number("declined", summary.counts.declined)
      .object("present_by_profession", count_professions(rows))
      .object("by_channel", count_channels(rows));
  session.print(object,
                fmt::format("{}  {}  申込{}名 出席{}名（うち当日{}名） 欠席{}名", summary.event.code.value,
                            summary.event.title, counts.applied, counts.present, counts.walk_ins, counts.absent));
}

/// The Japanese fiscal year (April to March) of a time: 2025 for R7.
int fiscal_year_of(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return civil.month >= 4 ? civil.year : civil.year - 1;
}

Result<std::optional<int>> read_fiscal_year(const std::optional<std::string>& text) {
  if (!text) return std::optional<int>();
  const bool era = !text->empty() && (text->front() == 'R' || text->front() == 'r');
  const std::string digits = text->substr(era ? 1 : 0);
  if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos) {
    return fail(Code::bad_call, "\"" + *text + "\" is no fiscal year; write R7 or 2025", "--fiscal-year");
  }
  return std::optional<int>(std::stoi(digits) + (era ? 2018 : 0));
}

Result<int> report(Session& session, const ReportCall& call) {
  const auto year = read_fiscal_year(call.fiscal_year);
  if (!year) return tl::unexpected(year.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  std::vector<EventSummary> events;
  if (call.codes.empty()) {
    auto all = reader->list_events();
    if (!all) return tl::unexpected(all.error());
    events = std::move(*all);
  }
  for (const std::string& code : call.codes) {
    auto event = reader->load_event(EventCode(code));
    if (!event) return tl::unexpected(event.error());
    events.push_back(std::move(*event));
  }
  for (const EventSummary& summary : events) {
    const Zone zone = Zone::find(summary.event.timezone).value_or(Zone());
    if (*year && fiscal_year_of(summary.event.starts_at, zone) != **year) continue;
    const auto rows = reader->list_registrations(summary.event.code, {});
    if (!rows) return tl::unexpected(rows.error());
    print_event(session, summary, *rows);
  }
  return kDone;
}

}  // namespace

Command make_report() {
  const auto call = std::make_shared<ReportCall>();
  return {"report",
          "counts of events: applied, present, walk-ins, absent, by profession and channel",
          "uketsuke --json report EBINA",
          {may("CODE", call->codes, "events; all without one"),
           may("--fiscal-year", call->fiscal_year, "R7 or 2025: April to March")},
          [call](Session& session) { return report(session, *call); }};
}

}  // namespace uketsuke::cli
