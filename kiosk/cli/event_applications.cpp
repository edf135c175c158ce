// event applications: who applied by which channel on which day, and what waits for the office.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/list_words.h"

namespace uketsuke::cli {
namespace {

/// 2025-10-01
std::string date_of(UtcMillis time, const Zone& zone) { return format_rfc3339(time, zone).substr(0, 10); }

std::vector<JsonObject> channel_objects(const ApplicationCounts& counts) {
  std::vector<JsonObject> objects;
  for (const ChannelCount& channel : counts.channels) {
    JsonObject object;
    object.text("channel", word(channel.channel))
        .number("people", channel.people)
        .number("confirmed", channel.confirmed)
        .number("waitlisted", channel.waitlisted)
        .number("pending", channel.pending)
        .number("gone", channel.gone);
    objects.push_back(object);
  }
  return objects;
}

std::vector<JsonObject> day_objects(const ApplicationCounts& counts, const Zone& zone) {
  std::vector<JsonObject> objects;
  for (const DayCount& day : counts.days) {
    if (day.people == 0) continue;
    JsonObject object;
    object.text("day", date_of(day.midnight, zone)).number("people", day.people).number("late", day.late);
    objects.push_back(object);
  }
  return objects;
}

void print_words(Session& session, const FoundEvent& event, const ApplicationCounts& counts) {
  session.print_words(event_words(event.summary));
  session.print_words(
      fmt::format("要確認のうち 締切後{}名  重複の疑い{}組", counts.pending_late, counts.pending_suspected));
  for (const ChannelCount& channel : counts.channels) {
    session.print_words(fmt::format("{}  {}名（確定{} キャンセル待ち{} 要確認{} キャンセル等{}）",
                                    list_word(channel.channel), channel.people, channel.confirmed, channel.waitlisted,
                                    channel.pending, channel.gone));
  }
  for (const DayCount& day : counts.days) {
    if (day.people == 0) continue;
    session.print_words(fmt::format("{}  {}名{}", date_of(day.midnight, event.zone), day.people,
                                    day.late > 0 ? fmt::format("（締切後{}名）", day.late) : std::string()));
  }
}

Result<int> show_applications(Session& session, const std::string& code) {
  const auto event = find_event(session, code);
  if (!event) return tl::unexpected(event.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto counts = reader->count_applications(EventCode(code));
  if (!counts) return tl::unexpected(counts.error());
  if (!session.json()) {
    print_words(session, *event, *counts);
    return kDone;
  }
  JsonObject object = event_json(event->summary);
  object.number("pending_late", counts->pending_late)
      .number("pending_suspected", counts->pending_suspected)
      .objects("channels", channel_objects(*counts))
      .objects("days", day_objects(*counts, event->zone));
  session.print(object, {});
  return kDone;
}

}  // namespace

Command make_event_applications() {
  const auto code = std::make_shared<std::string>();
  return {"event applications",
          "the event with who applied by which channel and on which day (申込状況)",
          "uketsuke event applications EBINA",
          {needs("CODE", *code, "the event's code")},
          [code](Session& session) { return show_applications(session, *code); }};
}

}  // namespace uketsuke::cli
