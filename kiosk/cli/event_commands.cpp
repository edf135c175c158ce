// event add, set, list, show.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "common/japanese_date.h"
#include "db/roster_sources.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/roster_take.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/series_members.h"
#include "kiosk/intake/event_toml.h"

namespace uketsuke::cli {
namespace {

Result<int> add_event(Session& session, const std::string& file) {
  const auto event = read_event_file(file);
  if (!event) return tl::unexpected(event.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  if (const Status added = store->add_event(*event, session.change()); !added) return tl::unexpected(added.error());
  JsonObject object;
  object.text("event", event->code.value);
  session.print(object, event->code.value + " を登録しました: " + event->title);
  const auto previous = find_previous_occasion(session, *event);
  if (previous && *previous) {
    const std::string from = (*previous)->code.value;
    session.say("同じシリーズの前回は" + from + "（" + (*previous)->title + "）です。その参加者は roster carry " +
                from + " " + event->code.value + " で引き継げます");
  }
  return kDone;
}

Result<int> set_event(Session& session, const std::string& code, const std::vector<std::string>& settings) {
  auto found = find_event(session, code);
  if (!found) return tl::unexpected(found.error());
  const auto event = apply_event_settings(found->summary.event, settings);
  // What is off in a call's words is a call error, whatever a file with the same words would be.
  if (!event) return tl::unexpected(Error{Code::bad_call, event.error().what, event.error().where});
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto changed = store->set_event(*event, session.change());
  if (!changed) return tl::unexpected(changed.error());
  JsonObject object = event_json(changed->summary);
  object.texts("promoted", texts_of(changed->promoted));
  session.print(object, event_words(changed->summary) + fmt::format("  繰り上げ{}名", changed->promoted.size()));
  if (event->starts_at != found->summary.event.starts_at) {
    session.say("受付開始は" + format_screen_date_time(event->doors_open_at, found->zone) + "です");
  }
  return kDone;
}

Result<int> list_events(Session& session) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto events = reader->list_events();
  if (!events) return tl::unexpected(events.error());
  for (const EventSummary& summary : *events) session.print(event_json(summary), event_words(summary));
  return kDone;
}

Result<int> show_event(Session& session, const std::string& code) {
  const auto found = find_event(session, code);
  if (!found) return tl::unexpected(found.error());
  const auto source = load_roster_source(session.folder(), EventCode(code));
  if (!source) return tl::unexpected(source.error());
  JsonObject object = event_json(found->summary);
  std::string words = event_words(found->summary);
  if (*source) {
    object.text("roster_source", shown_source((*source)->source));
    add_time(object, "roster_synced_at", (*source)->last_sync, found->zone);
    words += "  " + roster_age_words((*source)->last_sync, found->zone);
  }
  session.print(object, words);
  return kDone;
}

}  // namespace

Command make_event_add() {
  const auto file = std::make_shared<std::string>();
  return {"event add",
          "add an event from its TOML file",
          "uketsuke event add assets/events/ebina.toml",
          {needs("FILE", *file, "the event file (TOML)")},
          [file](Session& session) { return add_event(session, *file); }};
}

Command make_event_set() {
  const auto code = std::make_shared<std::string>();
  const auto settings = std::make_shared<std::vector<std::string>>();
  return {"event set",
          "change values of an event; a raised capacity promotes from the waitlist",
          "uketsuke event set EBINA capacity=35 deadline=2025-10-12",
          {needs("CODE", *code, "the event's code"),
           needs_many("SETTING", *settings, "key=value, as in the event file; key= unsets")},
          [code, settings](Session& session) { return set_event(session, *code, *settings); }};
}

Command make_event_list() {
  return {"event list", "all events with their counts", "uketsuke event list", {}, list_events};
}

Command make_event_show() {
  const auto code = std::make_shared<std::string>();
  return {"event show",
          "one event with its counts",
          "uketsuke --json event show EBINA",
          {needs("CODE", *code, "the event's code")},
          [code](Session& session) { return show_event(session, *code); }};
}

}  // namespace uketsuke::cli
