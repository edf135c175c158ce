// attendance enter: keys back what the paper 受付簿 recorded.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct EnterCall {
  std::string code;
  std::vector<std::string> numbers;
};

/// A word that is to be a reception number, and where it stood.
struct GivenEntry {
  std::string text;
  std::string where;
};

/// "12" or "12@18:07" (a time of the event's day) or "12@2025-10-24T18:07:00+09:00".
Result<PaperEntry> read_entry(const Session& session, const FoundEvent& event, const GivenEntry& given) {
  const std::string text = nfkc(given.text);
  const std::size_t at = text.find('@');
  const std::string number = text.substr(0, at);
  const std::string quoted = "\"" + given.text + "\" ";
  if (number.empty() || number.size() > 9 || number.find_first_not_of("0123456789") != std::string::npos) {
    return fail(Code::bad_input, quoted + "is no reception number; write 12, or 12@18:07 with the time", given.where);
  }
  PaperEntry entry;
  entry.number = std::stoll(number);
  if (at == std::string::npos) return entry;
  std::string time = text.substr(at + 1);
  if (time.find_first_of("/-T") == std::string::npos) {
    const CivilTime day = event.zone.to_civil(event.summary.event.starts_at);
    time = fmt::format("{:04}-{:02}-{:02} {}", day.year, day.month, day.day, time);
  }
  const auto happened = read_past_argument(session, given.where, time, event.zone);
  if (!happened) return fail(Code::bad_input, quoted + "has no good time: " + happened.error().what, given.where);
  entry.happened = *happened;
  return entry;
}

/// The words of each line, between spaces and commas.
std::vector<GivenEntry> read_lines(std::istream& stream) {
  std::vector<GivenEntry> entries;
  std::int64_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    line = nfkc(line);
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream words(line);
    for (std::string word; words >> word;) entries.push_back({word, fmt::format("line {}", number)});
  }
  return entries;
}

std::vector<GivenEntry> given_entries(const EnterCall& call) {
  if (call.numbers.empty()) return read_lines(std::cin);
  std::vector<GivenEntry> entries;
  for (const std::string& text : call.numbers) {
    entries.push_back({text, fmt::format("argument {}", entries.size() + 1)});
  }
  return entries;
}

/// Names every one that is off, and how many. Errors: Code::bad_input for what stdin brought, bad_call for arguments
Result<std::vector<PaperEntry>> read_entries(const Session& session, const EnterCall& call, const FoundEvent& event) {
  std::vector<PaperEntry> entries;
  std::size_t bad = 0;
  for (const GivenEntry& given : given_entries(call)) {
    auto entry = read_entry(session, event, given);
    if (entry) {
      entries.push_back(std::move(*entry));
      continue;
    }
    session.say(describe(entry.error()));
    ++bad;
  }
  if (bad > 0)
    return fail(call.numbers.empty() ? Code::bad_input : Code::bad_call,
                fmt::format("{}件を読めません。何も記録していません。", bad), "attendance enter");
  return entries;
}

void print_report(Session& session, const PaperReport& report) {
  std::vector<JsonObject> refused;
  for (const auto& [number, outcome] : report.refused) {
    JsonObject one;
    one.number("number", number).text("outcome", word(outcome));
    refused.push_back(one);
  }
  JsonObject object;
  object.number("admitted", report.admitted)
      .number("already_in", report.already_in)
      .objects("refused", refused)
      .numbers("unknown", report.unknown);
  session.print(object, fmt::format("受付{}名 受付済み{}名 受付できない{}名 番号なし{}件", report.admitted,
                                    report.already_in, report.refused.size(), report.unknown.size()));
  for (const auto& [number, outcome] : report.refused) session.say(fmt::format("{}: {}", number, word(outcome)));
  for (const std::int64_t number : report.unknown) session.say(fmt::format("{}: この受付番号はありません", number));
}

Result<int> enter(Session& session, const EnterCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto entries = read_entries(session, call, *event);
  if (!entries) return tl::unexpected(entries.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto report = store->enter_attendance(EventCode(call.code), *entries, session.change("受付簿"));
  if (!report) return tl::unexpected(report.error());
  print_report(session, *report);
  return report->refused.empty() && report->unknown.empty() ? kDone : kRefused;
}

}  // namespace

Command make_attendance_enter() {
  const auto call = std::make_shared<EnterCall>();
  return {"attendance enter",
          "key back what the paper 受付簿 recorded: reception numbers as arguments or on stdin",
          "uketsuke attendance enter EBINA 3 7 12@18:07",
          {needs("CODE", call->code, "the event's code"),
           may("NUMBER", call->numbers, "reception numbers; 12@18:07 with the time")},
          [call](Session& session) { return enter(session, *call); }};
}

}  // namespace uketsuke::cli
