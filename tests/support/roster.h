// Builds a real store in a temp folder: roster().event("A", 2).attendee("髙橋").attendee("山田"). Every step goes
// through the store's own functions; one that fails ends the test program with what the store said. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "db/store.h"
#include "tests/support/temp_folder.h"

namespace uketsuke::testing {

/// A time of the day of the sample event, 2025-10-24 in Asia/Tokyo: at("18:05"), at("18:05:30").
UtcMillis at(const std::string& clock);
/// A date and time in Asia/Tokyo: on("2025-10-01", "09:00").
UtcMillis on(const std::string& date, const std::string& clock);

/// An event on 2025-10-24, reception 18:00, start 18:30, deadline 2025-10-10 (whole day), walk-ins where seats are
/// free.
Event sample_event(const std::string& code, std::optional<std::int64_t> capacity);

/// The value, or the end of the test program with the error's words.
template <class T>
T must(Result<T> result) {
  if (!result) check_failed((result.error().where + ": " + result.error().what).c_str(), "must", 0);
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status) check_failed((status.error().where + ": " + status.error().what).c_str(), "must", 0);
}

class Roster {
 public:
  Roster();

  /// Adds sample_event(code, capacity); later calls speak of this one.
  Roster& event(const std::string& code, std::optional<std::int64_t> capacity = std::nullopt);
  Roster& event(const Event& event);
  /// One application with one person, received one minute after the one before (from 2025-10-01 09:00).
  Roster& attendee(const std::string& name);
  Roster& attendee(const Attendee& attendee, std::optional<UtcMillis> received = std::nullopt);
  /// `count` people: 参加者1, 参加者2 …
  Roster& attendees(int count);

  Store& store() { return *store_; }
  /// Closes the store: before a fork, no connection may be open. reopen() opens it again.
  Roster& close();
  /// Closes the store and opens it anew.
  Roster& reopen();
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }
  /// The event spoken of.
  [[nodiscard]] const EventCode& code() const { return code_; }

  [[nodiscard]] RegistrationId id(const std::string& name) const;
  [[nodiscard]] std::int64_t number(const std::string& name) const;
  /// What the registration came to when it was registered.
  [[nodiscard]] RegistrationStatus status_at_first(const std::string& name) const;
  /// Text of the live ticket; issued if there is none.
  std::string ticket(const std::string& name);

  /// A scan of that text as the door makes it; a new scan id.
  ScanResult scan(const std::string& text, UtcMillis now, Direction direction = Direction::entry);
  /// By hand, as staff do it.
  ScanResult admit(const std::string& name, UtcMillis now, std::optional<Override> reason = std::nullopt);
  ScanResult let_out(const std::string& name, UtcMillis now);
  WalkInResult walk_in(const std::string& name, UtcMillis now, std::optional<Override> reason = std::nullopt);

 private:
  TempFolder folder_;
  std::unique_ptr<Store> store_;
  EventCode code_;
  std::map<std::pair<std::string, std::string>, RegisteredAttendee> known_;  ///< (event, name)
  std::int64_t applications_ = 0;
};

inline Roster roster() { return Roster(); }

/// Who and when, for calls that change something.
Change by_staff(UtcMillis now, const std::string& reason = {});
/// A new scan id.
ScanId new_scan_id();
/// A person with a name and a profession.
Attendee person(const std::string& name);

}  // namespace uketsuke::testing
