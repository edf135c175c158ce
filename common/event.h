// One occasion (研修会) with its rules, as the event file and the store hold it. Plain values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// Who may be registered at the door. CLI: free-seats, none, staff.
enum class WalkInPolicy { free_seats, none, staff };
/// What counts as the receipt of a paper application: 必着 or 消印有効.
enum class PostRule { arrival, postmark };

/// An extra question of the event's own form.
struct FormQuestion {
  std::string id;
  std::string label;
};

/// What an attendee's own search may show; all off by default.
struct DisplayRules {
  bool attendee_search = false;    ///< 氏名検索 on the attendee's side
  bool search_checks_in = false;   ///< … and it admits
  bool show_facility = false;
};

struct Event {
  EventCode code;
  std::string title;
  std::string venue;
  std::string timezone = "Asia/Tokyo";
  UtcMillis starts_at;
  UtcMillis doors_open_at;                 ///< = starts_at where the file gives none
  std::optional<UtcMillis> ends_at;
  std::optional<UtcMillis> deadline;       ///< last moment that is in time (a date alone: its last millisecond)
  bool deadline_date_only = false;
  std::optional<std::int64_t> capacity;    ///< participants; none = no limit
  std::int64_t tolerance = 0;              ///< participants beyond capacity by override
  std::optional<std::int64_t> room_limit;  ///< participants; >= capacity
  std::string organiser;
  std::vector<std::string> co_organisers;
  std::string secretariat;
  std::string contact;
  std::string theme;
  std::string audience;
  std::vector<std::string> lecturers;
  std::string noun = "研修会";
  std::vector<std::string> channels;
  WalkInPolicy walk_in = WalkInPolicy::free_seats;
  std::int64_t early_minutes = 30;
  std::optional<UtcMillis> last_entry_at;
  bool re_entry = true;
  bool exit_scan = false;
  std::optional<UtcMillis> release_no_shows_at;
  std::optional<UtcMillis> promote_until;  ///< none: doors_open_at
  PostRule post_rule = PostRule::arrival;
  std::optional<std::int64_t> minimum_minutes;
  std::vector<std::string> professions;    ///< offered on forms; empty: all categories
  std::string series;
  std::string notice = "ご記入いただいた情報は、本研修会の運営、出欠管理、実績報告（人数の集計）に使用します。";
  std::optional<std::int64_t> retention_days;
  std::vector<FormQuestion> form;
  DisplayRules display;
  bool print_name_tags = false;            ///< a tag is printed when somebody is checked in
};

/// Kept counts of one event; none is recounted to be shown. All are registrations, `inside` and `admitted` participants
/// and others alike; held and room_inside are participants only.
struct EventCounts {
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  std::int64_t pending = 0;
  std::int64_t cancelled = 0;
  std::int64_t declined = 0;
  std::int64_t held = 0;         ///< seats: confirmed participants whose seat is not released
  std::int64_t overrides = 0;    ///< override rows that give a seat
  std::int64_t admitted = 0;     ///< registrations admitted at least once (出席)
  std::int64_t inside = 0;       ///< registrations with a live presence
  std::int64_t room_inside = 0;  ///< of these participants
  std::optional<std::int64_t> seats_free;  ///< none where there is neither capacity nor room limit
};

struct EventSummary {
  Event event;
  EventCounts counts;
};

}  // namespace uketsuke
