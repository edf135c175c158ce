// What the office decides about applications: accepted, declined, cancelled, a suspected duplicate merged or kept; and
// the counts it looks at before. Plain values and rules without a store; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

/// merge: the later of a suspected pair is the same person and is cancelled, what the earlier lacks is taken from it.
/// keep: it is another person, judged as one that is accepted; a late one stays pending for the organiser.
enum class Decision { accept, decline, cancel, merge, keep };

/// What a decision came to for one registration.
struct DecidedOne {
  RegistrationId registration;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;  ///< after the decision; as it was where nothing was taken
  std::string refusal;                   ///< why a rule said no, in Japanese, for staff; empty: it could be taken
  std::vector<RegistrationId> promoted;  ///< who moved up because of it
  std::optional<RegistrationId> merged_into;
  std::int64_t merged_into_number = 0;
  std::vector<std::string> taken_over;  ///< fields that the earlier took from it: email, phone, question …
};

/// Several decided in one transaction: all of them or none.
struct DecisionResult {
  bool taken = false;            ///< false: a rule refused at least one; nothing was changed
  std::vector<DecidedOne> each;  ///< in the order named, nobody twice
};

/// The later one is pending until staff decide.
struct SuspectedPair {
  RegistrationRow earlier;
  RegistrationRow later;
};

/// One application's person, as the tally looks at it.
struct ReceivedPerson {
  Channel channel = Channel::file;
  RegistrationStatus status = RegistrationStatus::pending;
  UtcMillis received;
  bool late = false;
};

struct ChannelCount {
  Channel channel = Channel::file;
  std::int64_t people = 0;
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  std::int64_t pending = 0;
  std::int64_t gone = 0;  ///< cancelled or declined
};

/// One day of the event's zone.
struct DayCount {
  UtcMillis midnight;       ///< its 00:00
  std::int64_t people = 0;  ///< received on it, whatever became of them
  std::int64_t late = 0;    ///< of these after the deadline
};

/// 申込状況. People of applications; walk-ins and substitutes are none.
struct ApplicationCounts {
  std::vector<ChannelCount> channels;  ///< those that brought somebody, in the order of Channel
  std::vector<DayCount> days;          ///< from the first day to the last without a gap, at most kMostDays from the end
  std::int64_t pending_late = 0;
  std::int64_t pending_suspected = 0;
};
inline constexpr std::size_t kMostDays = 400;

/// Days and channels of what came in; pending_suspected stays 0.
ApplicationCounts tally_applications(const std::vector<ReceivedPerson>& people, const Zone& zone);

/// 要確認, 確定 …: a status on screens and lists.
std::string_view japanese(RegistrationStatus status);

}  // namespace uketsuke
