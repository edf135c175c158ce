// One table row a key: its kind and its setter.
#include "kiosk/intake/event_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/names.h"

namespace uketsuke {
namespace {

constexpr std::int64_t kMostPeople = 1'000'000;
constexpr std::size_t kMostTextBytes = 8000;

struct ReadValue {
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<std::string> list;
  std::optional<UtcMillis> time;
  bool date_only = false;
  bool empty = false;
};

/// How a date without a time of day is taken.
enum class DateAlone { refused, end_of_that_day };

struct FieldRule {
  std::string_view key;
  FieldKind kind;
  std::string (*set)(Event&, const ReadValue&);
  DateAlone date_alone = DateAlone::refused;
};

std::string set_code(Event& event, const ReadValue& value) {
  const auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  if (value.text.empty() || value.text.size() > 24 || !std::all_of(value.text.begin(), value.text.end(), allowed)) {
    return "must be 1 to 24 of A-Z, 0-9 and '-'";
  }
  event.code = EventCode(value.text);
  return {};
}

std::string set_walk_in(Event& event, const ReadValue& value) {
  if (value.text == "free-seats")
    event.walk_in = WalkInPolicy::free_seats;
  else if (value.text == "none")
    event.walk_in = WalkInPolicy::none;
  else if (value.text == "staff")
    event.walk_in = WalkInPolicy::staff;
  else
    return "must be \"free-seats\", \"none\" or \"staff\"";
  return {};
}

std::string set_post_rule(Event& event, const ReadValue& value) {
  if (value.text == "arrival")
    event.post_rule = PostRule::arrival;
  else if (value.text == "postmark")
    event.post_rule = PostRule::postmark;
  else
    return "must be \"arrival\" or \"postmark\"";
  return {};
}

std::string set_required_text(std::string& field, const ReadValue& value) {
  if (trim(value.text).empty()) return "must not be empty";
  field = value.text;
  return {};
}

std::string set_count(std::optional<std::int64_t>& field, const ReadValue& value) {
  if (value.empty) {
    field.reset();
    return {};
  }
  if (value.integer < 0) return "must not be negative";
  if (value.integer > kMostPeople) return "must be at most " + std::to_string(kMostPeople);
  field = value.integer;
  return {};
}

std::string set_count(std::int64_t& field, std::int64_t if_empty, const ReadValue& value) {
  std::optional<std::int64_t> count = if_empty;
  if (value.empty) {
    field = if_empty;
    return {};
  }
  std::string wrong = set_count(count, value);
  if (wrong.empty()) field = *count;
  return wrong;
}

std::string set_deadline(Event& event, const ReadValue& value) {
  event.deadline = value.time;
  event.deadline_date_only = value.date_only;
  return {};
}

std::string set_starts_at(Event& event, const ReadValue& value) {
  if (!value.time) return "must not be empty";
  const bool doors_follow = event.doors_open_at == event.starts_at;
  event.starts_at = *value.time;
  if (doors_follow) event.doors_open_at = event.starts_at;
  return {};
}

template <class T, class V>
std::string put(T& field, V&& value) {
  field = std::forward<V>(value);
  return {};
}

constexpr std::array kRules = {
    FieldRule{"code", FieldKind::text, set_code},
    FieldRule{"title", FieldKind::text, [](Event& e, const ReadValue& v) { return set_required_text(e.title, v); }},
    FieldRule{"venue", FieldKind::text, [](Event& e, const ReadValue& v) { return set_required_text(e.venue, v); }},
    FieldRule{"timezone", FieldKind::text,
              [](Event& e, const ReadValue& v) -> std::string {
                if (!Zone::find(v.text)) return "is no time zone that is known; write for example \"Asia/Tokyo\"";
                return put(e.timezone, v.text);
              }},
    FieldRule{"starts_at", FieldKind::time, set_starts_at},
    FieldRule{"doors_open_at", FieldKind::time,
              [](Event& e, const ReadValue& v) { return put(e.doors_open_at, v.time.value_or(e.starts_at)); }},
    FieldRule{"deadline", FieldKind::time, set_deadline, DateAlone::end_of_that_day},
    FieldRule{"capacity", FieldKind::integer, [](Event& e, const ReadValue& v) { return set_count(e.capacity, v); }},
    FieldRule{"ends_at", FieldKind::time, [](Event& e, const ReadValue& v) { return put(e.ends_at, v.time); }},
    FieldRule{"tolerance", FieldKind::integer,
              [](Event& e, const ReadValue& v) { return set_count(e.tolerance, 0, v); }},
    FieldRule{"room_limit", FieldKind::integer,
              [](Event& e, const ReadValue& v) { return set_count(e.room_limit, v); }},
    FieldRule{"organiser", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.organiser, v.text); }},
    FieldRule{"co_organisers", FieldKind::list,
              [](Event& e, const ReadValue& v) { return put(e.co_organisers, v.list); }},
    FieldRule{"secretariat", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.secretariat, v.text); }},
    FieldRule{"contact", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.contact, v.text); }},
    FieldRule{"theme", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.theme, v.text); }},
    FieldRule{"audience", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.audience, v.text); }},
    FieldRule{"lecturers", FieldKind::list, [](Event& e, const ReadValue& v) { return put(e.lecturers, v.list); }},
    FieldRule{"noun", FieldKind::text, [](Event& e, const ReadValue& v) { return set_required_text(e.noun, v); }},
    FieldRule{"channels", FieldKind::list, [](Event& e, const ReadValue& v) { return put(e.channels, v.list); }},
    FieldRule{"walk_in", FieldKind::text, set_walk_in},
    FieldRule{"early_minutes", FieldKind::integer,
              [](Event& e, const ReadValue& v) { return set_count(e.early_minutes, 30, v); }},
    FieldRule{"last_entry_at", FieldKind::time,
              [](Event& e, const ReadValue& v) { return put(e.last_entry_at, v.time); }},
    FieldRule{"re_entry", FieldKind::boolean, [](Event& e, const ReadValue& v) { return put(e.re_entry, v.boolean); }},
    FieldRule{"exit_scan", FieldKind::boolean,
              [](Event& e, const ReadValue& v) { return put(e.exit_scan, v.boolean); }},
    FieldRule{"release_no_shows_at", FieldKind::time,
              [](Event& e, const ReadValue& v) { return put(e.release_no_shows_at, v.time); }},
    FieldRule{"promote_until", FieldKind::time,
              [](Event& e, const ReadValue& v) { return put(e.promote_until, v.time); }, DateAlone::end_of_that_day},
    FieldRule{"post_rule", FieldKind::text, set_post_rule},
    FieldRule{"minimum_minutes", FieldKind::integer,
              [](Event& e, const ReadValue& v) { return set_count(e.minimum_minutes, v); }},
    FieldRule{"professions", FieldKind::list, [](Event& e, const ReadValue& v) { return put(e.professions, v.list); }},
    FieldRule{"series", FieldKind::text, [](Event& e, const ReadValue& v) { return put(e.series, v.text); }},
    FieldRule{"notice", FieldKind::text,
              [](Event& e, const ReadValue& v) { return put(e.notice, v.empty ? Event{}.notice : v.text); }},
    FieldRule{"retention_days", FieldKind::integer,
              [](Event& e, const ReadValue& v) { return set_count(e.retention_days, v); }},
    FieldRule{"print_name_tags", FieldKind::boolean,
              [](Event& e, const ReadValue& v) { return put(e.print_name_tags, v.boolean); }},
};

constexpr std::array kDisplayRules = {
    FieldRule{"attendee_search", FieldKind::boolean,
              [](Event& e, const ReadValue& v) { return put(e.display.attendee_search, v.boolean); }},
    FieldRule{"search_checks_in", FieldKind::boolean,
              [](Event& e, const ReadValue& v) { return put(e.display.search_checks_in, v.boolean); }},
    FieldRule{"show_facility", FieldKind::boolean,
              [](Event& e, const ReadValue& v) { return put(e.display.show_facility, v.boolean); }},
};

template <class Rules>
const FieldRule* find_rule(const Rules& rules, std::string_view key) {
  const auto found = std::find_if(rules.begin(), rules.end(), [key](const FieldRule& rule) { return rule.key == key; });
  return found == rules.end() ? nullptr : &*found;
}

template <class Rules>
std::vector<std::string> keys_of(const Rules& rules) {
  std::vector<std::string> keys;
  for (const FieldRule& rule : rules) keys.emplace_back(rule.key);
  return keys;
}

/// A time in the event's zone; "T" may stand between date and time also without an offset.
Result<ReadTime> read_time(std::string text, const Zone& zone) {
  const auto read = parse_any_time(text, zone);
  if (read || text.size() < 11 || text[10] != 'T') return read;
  text[10] = ' ';
  return parse_any_time(text, zone);
}

std::string read_time_value(const FieldRule& rule, const Event& event, const FieldValue& value, ReadValue& out) {
  const Zone zone = Zone::find(event.timezone).value_or(Zone());
  const auto read = read_time(value.text, zone);
  if (!read) return "\"" + value.text + "\" is no time; write for example \"2025-10-24T18:30:00+09:00\"";
  if (read->date_only && rule.date_alone == DateAlone::refused) {
    return "\"" + value.text + "\" has no time of day; write for example \"" + value.text + " 18:30\"";
  }
  out.time = read->date_only ? end_of_day(read->time, zone) : read->time;
  out.date_only = read->date_only;
  return {};
}

std::string bad_text(std::string_view text) {
  if (!is_valid_utf8(text)) return "is not valid UTF-8";
  if (text.find('\0') != std::string_view::npos) return "must not hold a NUL";
  if (text.size() > kMostTextBytes) return "is longer than " + std::to_string(kMostTextBytes) + " bytes";
  return {};
}

std::string apply_rule(const FieldRule& rule, Event& event, const FieldValue& value) {
  ReadValue read{value.text, value.integer, value.boolean, value.list, std::nullopt, false, value.empty};
  if (value.empty) return rule.set(event, read);
  if (value.kind != rule.kind && !(rule.kind == FieldKind::time && value.kind == FieldKind::text)) {
    return "must be " + std::string(kind_words(rule.kind)) + ", not " + std::string(kind_words(value.kind));
  }
  if (std::string wrong = bad_text(value.text); !wrong.empty()) return wrong;
  for (const std::string& item : value.list) {
    if (std::string wrong = bad_text(item); !wrong.empty()) return wrong;
  }
  if (rule.kind == FieldKind::time) {
    if (std::string wrong = read_time_value(rule, event, value, read); !wrong.empty()) return wrong;
  }
  return rule.set(event, read);
}

}  // namespace

std::vector<std::string> event_field_keys() {
  std::vector<std::string> keys = keys_of(kRules);
  keys.emplace_back("form");
  keys.emplace_back("display");
  return keys;
}

std::vector<std::string> display_field_keys() { return keys_of(kDisplayRules); }

const FieldKind* find_event_field_kind(std::string_view key) {
  const FieldRule* rule = find_rule(kRules, key);
  return rule == nullptr ? nullptr : &rule->kind;
}

std::string_view kind_words(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return "text";
    case FieldKind::integer:
      return "a whole number";
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::time:
      return "a date with a time";
    case FieldKind::list:
      return "a list of texts";
  }
  return "";
}

std::string set_event_field(Event& event, std::string_view key, const FieldValue& value) {
  const FieldRule* rule = find_rule(kRules, key);
  CHECK(rule != nullptr);
  return apply_rule(*rule, event, value);
}

std::string set_display_field(Event& event, std::string_view key, const FieldValue& value) {
  const FieldRule* rule = find_rule(kDisplayRules, key);
  CHECK(rule != nullptr);
  return apply_rule(*rule, event, value);
}

std::vector<FieldProblem> find_event_contradictions(const Event& event) {
  std::vector<FieldProblem> problems;
  const auto say = [&problems](const char* key, const char* what) { problems.push_back({key, 0, what}); };
  const Zone zone = Zone::find(event.timezone).value_or(Zone());
  if (event.room_limit && event.capacity && *event.room_limit < *event.capacity) {
    say("room_limit", "is less than the capacity; the room must hold those who are invited");
  }
  if (event.ends_at && *event.ends_at <= event.starts_at) say("ends_at", "is not after starts_at");
  if (event.doors_open_at > event.starts_at) say("doors_open_at", "is after starts_at");
  if (event.deadline && *event.deadline > end_of_day(event.starts_at, zone)) {
    say("deadline", "is after the day of the event");
  }
  if (event.last_entry_at && *event.last_entry_at < event.doors_open_at) {
    say("last_entry_at", "is before doors_open_at; nobody could enter");
  }
  if (event.ends_at && event.last_entry_at && *event.last_entry_at > *event.ends_at) {
    say("last_entry_at", "is after ends_at");
  }
  if (event.release_no_shows_at && *event.release_no_shows_at < event.doors_open_at) {
    say("release_no_shows_at", "is before doors_open_at; every seat would be released");
  }
  if (event.minimum_minutes && !event.exit_scan) {
    say("minimum_minutes", "needs exit_scan = true; without exits no minutes are known");
  }
  if (event.minimum_minutes && event.ends_at &&
      *event.minimum_minutes * kMillisPerMinute > event.ends_at->value - event.starts_at.value) {
    say("minimum_minutes", "is longer than the event");
  }
  return problems;
}

Error event_problems_error(const std::vector<FieldProblem>& problems, const std::string& where) {
  std::string what;
  for (const FieldProblem& problem : problems) {
    if (!what.empty()) what += '\n';
    if (problem.line > 0) what += "line " + std::to_string(problem.line) + ": ";
    if (!problem.key.empty()) what += problem.key + " ";
    what += problem.what;
  }
  return Error{Code::bad_input, what, where};
}

}  // namespace uketsuke
