// Keys exactly as the contract has them.
#include "kiosk/cli/rows.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/cli/exit_code.h"

namespace uketsuke::cli {

void add_time(JsonObject& object, std::string_view key, const std::optional<UtcMillis>& time, const Zone& zone) {
  object.text_or_null(key, time ? format_rfc3339(*time, zone) : std::string());
}

JsonObject event_json(const EventSummary& summary) {
  const Event& event = summary.event;
  const EventCounts& counts = summary.counts;
  const Zone zone = Zone::find(event.timezone).value_or(Zone());
  JsonObject object;
  object.text("code", event.code.value).text("title", event.title).text("venue", event.venue);
  add_time(object, "starts_at", event.starts_at, zone);
  add_time(object, "ends_at", event.ends_at, zone);
  add_time(object, "doors_open_at", event.doors_open_at, zone);
  add_time(object, "deadline", event.deadline, zone);
  object.number("capacity", event.capacity)
      .number("tolerance", event.tolerance)
      .number("room_limit", event.room_limit)
      .number("confirmed", counts.confirmed)
      .number("held", counts.held)
      .number("waitlisted", counts.waitlisted)
      .number("pending", counts.pending)
      .number("cancelled", counts.cancelled)
      .number("admitted", counts.admitted)
      .number("inside", counts.inside)
      .number("seats_free", counts.seats_free);
  return object;
}

std::string event_words(const EventSummary& summary) {
  const Event& event = summary.event;
  const EventCounts& counts = summary.counts;
  const Zone zone = Zone::find(event.timezone).value_or(Zone());
  const std::string capacity = event.capacity ? fmt::format("定員{}", *event.capacity) : std::string("定員なし");
  return fmt::format("{}  {}  {}  {}  {} 確定{} 待ち{} 要確認{} 出席{}", event.code.value,
                     format_screen_date_time(event.starts_at, zone), event.title, event.venue, capacity,
                     counts.confirmed, counts.waitlisted, counts.pending, counts.admitted);
}

JsonObject registration_json(const RegistrationRow& row, const Zone& zone) {
  JsonObject object;
  object.text("registration", row.registration.value)
      .number("number", row.number)
      .text("status", word(row.status))
      .text("role", word(row.attendee.role))
      .text("name", row.attendee.name)
      .text("furigana", row.attendee.furigana)
      .text("facility", row.attendee.facility)
      .text("profession", row.attendee.profession.given)
      .text("email", row.attendee.email)
      .text("channel", word(row.channel));
  add_time(object, "received_at", row.received_at, zone);
  object.boolean("late", row.late)
      .boolean("split", row.split)
      .text_or_null("group", row.group)
      .text_or_null("ticket", row.ticket);
  add_time(object, "checked_in_at", row.checked_in_at, zone);
  add_time(object, "checked_out_at", row.checked_out_at, zone);
  object.text_or_null("substitute_for", row.substitute_for ? row.substitute_for->value : std::string());
  return object;
}

std::string registration_words(const RegistrationRow& row) {
  const std::string furigana = row.attendee.furigana.empty() ? "" : "（" + row.attendee.furigana + "）";
  return fmt::format("{:>4}  {}  {}{}  {}  {}{}{}", row.number, japanese(row.status), row.attendee.name, furigana,
                     row.attendee.facility, row.attendee.profession.given, row.inside ? "  受付済み" : "",
                     row.late ? "  締切後" : "");
}

std::vector<std::string> texts_of(const std::vector<RegistrationId>& registrations) {
  std::vector<std::string> texts;
  for (const RegistrationId& registration : registrations) texts.push_back(registration.value);
  return texts;
}

Result<FoundEvent> find_event(const Session& session, const std::string& code) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto summary = reader->load_event(EventCode(code));
  if (!summary) return tl::unexpected(summary.error());
  auto zone = Zone::find(summary->event.timezone);
  if (!zone) return tl::unexpected(zone.error());
  return FoundEvent{std::move(*summary), *zone};
}

Result<std::vector<RegistrationRow>> find_registrations(const Session& session, const std::string& code,
                                                        const std::vector<std::string>& texts) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  if (auto event = reader->load_event(EventCode(code)); !event) return tl::unexpected(event.error());
  std::vector<RegistrationRow> rows;
  for (const std::string& text : texts) {
    auto row = reader->load_registration(EventCode(code), text);
    if (!row) return tl::unexpected(row.error());
    rows.push_back(std::move(*row));
  }
  return rows;
}

Result<RegistrationRow> find_registration(const Session& session, const std::string& code, const std::string& text) {
  auto rows = find_registrations(session, code, {text});
  if (!rows) return tl::unexpected(rows.error());
  return std::move(rows->front());
}

Result<UtcMillis> read_time_argument(const std::string& option, const std::string& text, const Zone& zone) {
  const auto time = parse_any_time(text, zone);
  if (!time) return tl::unexpected(Error{Code::bad_call, time.error().what, option});
  return time->time;
}

Result<std::optional<UtcMillis>> read_past_argument(const Session& session, const std::string& option,
                                                    const std::optional<std::string>& text, const Zone& zone) {
  if (!text) return std::optional<UtcMillis>();
  const auto time = read_time_argument(option, *text, zone);
  if (!time) return tl::unexpected(time.error());
  if (*time > session.now()) return fail(Code::bad_call, "the time is after now", option);
  return std::optional<UtcMillis>(*time);
}

Result<std::optional<UtcMillis>> read_receipt_argument(const Session& session, const std::optional<std::string>& text,
                                                       const Zone& zone) {
  if (!text) return std::optional<UtcMillis>();
  const auto time = read_time_argument("--received-at", *text, zone);
  if (!time) return tl::unexpected(time.error());
  if (*time > session.now()) {
    return fail(Code::bad_input, "受付日時が現在より後です: 「" + *text + "」", "--received-at");
  }
  return std::optional<UtcMillis>(*time);
}

Result<Attendee> make_attendee(const Session& session, const PersonOptions& options) {
  Attendee attendee;
  attendee.name = trim(options.name);
  attendee.furigana = trim(options.furigana.value_or(""));
  attendee.facility = trim(options.facility.value_or(""));
  attendee.email = trim(options.email.value_or(""));
  attendee.phone = trim(options.phone.value_or(""));
  attendee.note = options.note.value_or("");
  const std::string profession = trim(options.profession.value_or(""));
  const std::string_view texts[] = {attendee.name,  attendee.furigana, attendee.facility, attendee.email,
                                    attendee.phone, attendee.note,     profession};
  for (const std::string_view text : texts) {
    if (!is_valid_utf8(text)) return fail(Code::bad_call, "a text is not valid UTF-8: " + harmless(text));
  }
  if (attendee.name.empty()) return fail(Code::bad_call, "a name is needed", "--name");
  if (options.role) {
    const auto role = role_from_word(*options.role);
    if (!role) {
      return fail(Code::bad_call, "\"" + *options.role + "\" is none of participant lecturer facilitator staff guest",
                  "--role");
    }
    attendee.role = *role;
  }
  const auto professions = session.load_professions();
  if (!professions) return tl::unexpected(professions.error());
  attendee.profession = professions->find(profession).profession;
  attendee.profession.given = profession;
  return attendee;
}

int print_refusal(Session& session, const std::string& why) {
  JsonObject object;
  object.text("outcome", "refused").text("why", why);
  session.print(object, "できません: " + why);
  return kRefused;
}

}  // namespace uketsuke::cli
