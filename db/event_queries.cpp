// SQL of events; see event_queries.h.
#include "db/event_queries.h"

#include <array>

namespace uketsuke {

namespace {

std::string_view word(WalkInPolicy policy) {
  switch (policy) {
    case WalkInPolicy::free_seats:
      return "free-seats";
    case WalkInPolicy::none:
      return "none";
    case WalkInPolicy::staff:
      return "staff";
  }
  return "none";
}

WalkInPolicy walk_in_from_word(const std::string& text) {
  if (text == "free-seats") return WalkInPolicy::free_seats;
  return text == "staff" ? WalkInPolicy::staff : WalkInPolicy::none;
}

std::string_view word(PostRule rule) {
  switch (rule) {
    case PostRule::arrival:
      return "arrival";
    case PostRule::postmark:
      return "postmark";
  }
  return "arrival";
}

KnownEvent read_event(const Row& row) {
  KnownEvent known;
  Event& event = known.event;
  event.code = row.id<EventCode>(0);
  known.tag.value = static_cast<std::uint32_t>(row.integer(1));
  event.title = row.text(2);
  event.venue = row.text(3);
  event.timezone = row.text(4);
  event.starts_at = row.time(5);
  event.doors_open_at = row.time(6);
  event.ends_at = row.maybe_time(7);
  event.deadline = row.maybe_time(8);
  event.deadline_date_only = row.boolean(9);
  event.capacity = row.maybe_integer(10);
  event.tolerance = row.integer(11);
  event.room_limit = row.maybe_integer(12);
  event.walk_in = walk_in_from_word(row.text(13));
  event.early_minutes = row.integer(14);
  event.last_entry_at = row.maybe_time(15);
  event.re_entry = row.boolean(16);
  event.exit_scan = row.boolean(17);
  event.release_no_shows_at = row.maybe_time(18);
  event.promote_until = row.maybe_time(19);
  event.post_rule = row.text(20) == word(PostRule::postmark) ? PostRule::postmark : PostRule::arrival;
  event.minimum_minutes = row.maybe_integer(21);
  event.retention_days = row.maybe_integer(22);
  event.organiser = row.text(23);
  event.secretariat = row.text(24);
  event.contact = row.text(25);
  event.theme = row.text(26);
  event.audience = row.text(27);
  event.noun = row.text(28);
  event.series = row.text(29);
  event.notice = row.text(30);
  event.display.attendee_search = row.boolean(31);
  event.display.search_checks_in = row.boolean(32);
  event.display.show_facility = row.boolean(33);
  event.print_name_tags = row.boolean(34);
  return known;
}

/// In the order of the columns that insert_event and update_event name, from ?1 = code.
Params event_params(const Event& event) {
  return {event.code,
          event.title,
          event.venue,
          event.timezone,
          event.starts_at,
          event.doors_open_at,
          event.ends_at,
          event.deadline,
          event.deadline_date_only,
          event.capacity,
          event.tolerance,
          event.room_limit,
          word(event.walk_in),
          event.early_minutes,
          event.last_entry_at,
          event.re_entry,
          event.exit_scan,
          event.release_no_shows_at,
          event.promote_until,
          word(event.post_rule),
          event.minimum_minutes,
          event.retention_days,
          event.organiser,
          event.secretariat,
          event.contact,
          event.theme,
          event.audience,
          event.noun,
          event.series,
          event.notice,
          event.display.attendee_search,
          event.display.search_checks_in,
          event.display.show_facility,
          event.print_name_tags};
}

Status insert_list_item(Connection& connection, const Params& params) {
  return connection.run("INSERT INTO event_lists (event, list, position, value, label) VALUES (?1, ?2, ?3, ?4, ?5)",
                        params);
}

Status insert_list(Connection& connection, const EventCode& code, std::string_view list,
                   const std::vector<std::string>& values) {
  std::int64_t position = 0;
  for (const std::string& value : values) {
    if (auto done = insert_list_item(connection, {code, list, ++position, value, ""}); !done) return done;
  }
  return {};
}

Status insert_lists(Connection& connection, const Event& event) {
  const std::array<std::pair<std::string_view, const std::vector<std::string>*>, 4> lists = {
      {{"co_organisers", &event.co_organisers},
       {"lecturers", &event.lecturers},
       {"channels", &event.channels},
       {"professions", &event.professions}}};
  for (const auto& [list, values] : lists) {
    if (auto done = insert_list(connection, event.code, list, *values); !done) return done;
  }
  std::int64_t position = 0;
  for (const FormQuestion& question : event.form) {
    auto done = insert_list_item(connection, {event.code, "form", ++position, question.id, question.label});
    if (!done) return done;
  }
  return {};
}

Status delete_lists(Connection& connection, const EventCode& code) {
  return connection.run("DELETE FROM event_lists WHERE event = ?1", {code});
}

Status load_lists(Connection& connection, Event& event) {
  return connection.visit("SELECT list, value, label FROM event_lists WHERE event = ?1 ORDER BY list, position",
                          {event.code}, [&](const Row& row) {
                            const std::string list = row.text(0);
                            if (list == "co_organisers") event.co_organisers.push_back(row.text(1));
                            if (list == "lecturers") event.lecturers.push_back(row.text(1));
                            if (list == "channels") event.channels.push_back(row.text(1));
                            if (list == "professions") event.professions.push_back(row.text(1));
                            if (list == "form") event.form.push_back({row.text(1), row.text(2)});
                            return true;
                          });
}

}  // namespace

Result<std::optional<KnownEvent>> load_known_event(Connection& connection, const EventCode& code) {
  auto found = connection.find(
      "SELECT code, tag, title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, ends_at_utc_ms,"
      " deadline_utc_ms, deadline_date_only, capacity, tolerance, room_limit, walk_in, early_minutes,"
      " last_entry_at_utc_ms, re_entry, exit_scan, release_no_shows_at_utc_ms, promote_until_utc_ms, post_rule,"
      " minimum_minutes, retention_days, organiser, secretariat, contact, theme, audience, noun, series, notice,"
      " attendee_search, search_checks_in, show_facility, print_name_tags FROM events WHERE code = ?1",
      {code}, read_event);
  if (!found || !*found) return found;
  if (auto lists = load_lists(connection, (*found)->event); !lists) return tl::unexpected(lists.error());
  return found;
}

Result<std::vector<EventCode>> list_event_codes(Connection& connection) {
  return connection.list("SELECT code FROM events ORDER BY starts_at_utc_ms, code", {},
                         [](const Row& row) { return row.id<EventCode>(0); });
}

Result<std::optional<EventCode>> find_event_of_tag(Connection& connection, EventTag tag) {
  return connection.find("SELECT code FROM events WHERE tag = ?1", {static_cast<std::int64_t>(tag.value)},
                         [](const Row& row) { return row.id<EventCode>(0); });
}

Status insert_event(Connection& connection, const Event& event, EventTag tag) {
  Params params = event_params(event);
  params.emplace_back(static_cast<std::int64_t>(tag.value));
  auto inserted = connection.run(
      "INSERT INTO events (code, title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, ends_at_utc_ms,"
      " deadline_utc_ms, deadline_date_only, capacity, tolerance, room_limit, walk_in, early_minutes,"
      " last_entry_at_utc_ms, re_entry, exit_scan, release_no_shows_at_utc_ms, promote_until_utc_ms, post_rule,"
      " minimum_minutes, retention_days, organiser, secretariat, contact, theme, audience, noun, series, notice,"
      " attendee_search, search_checks_in, show_facility, print_name_tags, tag)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
      " ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35)",
      params);
  if (!inserted) return inserted;
  return insert_lists(connection, event);
}

Status update_event(Connection& connection, const Event& event) {
  auto updated = connection.run(
      "UPDATE events SET title = ?2, venue = ?3, timezone = ?4, starts_at_utc_ms = ?5, doors_open_at_utc_ms = ?6,"
      " ends_at_utc_ms = ?7, deadline_utc_ms = ?8, deadline_date_only = ?9, capacity = ?10, tolerance = ?11,"
      " room_limit = ?12, walk_in = ?13, early_minutes = ?14, last_entry_at_utc_ms = ?15, re_entry = ?16,"
      " exit_scan = ?17, release_no_shows_at_utc_ms = ?18, promote_until_utc_ms = ?19, post_rule = ?20,"
      " minimum_minutes = ?21, retention_days = ?22, organiser = ?23, secretariat = ?24, contact = ?25, theme = ?26,"
      " audience = ?27, noun = ?28, series = ?29, notice = ?30, attendee_search = ?31, search_checks_in = ?32,"
      " show_facility = ?33, print_name_tags = ?34 WHERE code = ?1",
      event_params(event));
  if (!updated) return updated;
  if (auto done = delete_lists(connection, event.code); !done) return done;
  return insert_lists(connection, event);
}

Result<SeatFacts> load_seat_facts(Connection& connection, const EventCode& code) {
  return connection.get(
      "SELECT e.capacity, e.room_limit, e.tolerance, c.override_rows, c.held, c.room_inside, c.waitlisted_seats"
      " FROM events e JOIN event_counts c ON c.event = e.code WHERE e.code = ?1",
      {code}, [](const Row& row) {
        SeatFacts facts;
        facts.capacity = row.maybe_integer(0);
        facts.room_limit = row.maybe_integer(1);
        facts.tolerance = row.integer(2);
        facts.override_rows = row.integer(3);
        facts.held = row.integer(4);
        facts.inside = row.integer(5);
        facts.waitlisted = row.integer(6);
        return facts;
      });
}

Result<EventCounts> load_event_counts(Connection& connection, const EventCode& code) {
  auto counts = connection.get(
      "SELECT confirmed, waitlisted, pending, cancelled, declined, held, override_rows, admitted, inside, room_inside"
      " FROM event_counts WHERE event = ?1",
      {code}, [](const Row& row) {
        EventCounts read;
        read.confirmed = row.integer(0);
        read.waitlisted = row.integer(1);
        read.pending = row.integer(2);
        read.cancelled = row.integer(3);
        read.declined = row.integer(4);
        read.held = row.integer(5);
        read.overrides = row.integer(6);
        read.admitted = row.integer(7);
        read.inside = row.integer(8);
        read.room_inside = row.integer(9);
        return read;
      });
  if (!counts) return counts;
  auto facts = load_seat_facts(connection, code);
  if (!facts) return tl::unexpected(facts.error());
  counts->seats_free = seats_free(*facts);
  return counts;
}

Result<std::vector<std::pair<ProfessionCategory, std::int64_t>>> load_profession_counts(Connection& connection,
                                                                                        const EventCode& code) {
  return connection.list(
      "SELECT p.category, coalesce(c.admitted, 0) FROM profession_categories p"
      " LEFT JOIN profession_counts c ON c.event = ?1 AND c.category = p.category ORDER BY p.position",
      {code}, [](const Row& row) {
        const auto category = category_from_word(row.text(0));
        return std::make_pair(category.value_or(ProfessionCategory::other), row.integer(1));
      });
}

}  // namespace uketsuke
