// Which values both stores' rules let stand: one substitute for one person, seats within the limit, people within the
// room, one number each; who came stays. The same whichever store asks. Pure; knows no SQL. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/ids.h"
#include "common/time.h"
#include "db/pack_merge.h"
#include "db/unpack_report.h"

namespace uketsuke {

/// When (hlc) somebody's seat was last given up and when they last came, annulled or not; 0: never.
struct Coming {
  RegistrationId registration;
  std::int64_t released = 0;
  std::int64_t substituted = 0;
  std::int64_t entered = 0;
};

/// One registration on its way.
struct Going {
  MergeSide before;  ///< as it is here; a new one: pending, without a seat
  MergeSide after;
  bool is_new = false;
  bool inside = false;  ///< by the movements of both stores
  std::optional<UtcMillis> first_entry{};
  std::optional<UtcMillis> last_exit{};
  KnownTo known = KnownTo::both;         ///< to whom the registration was
  KnownTo status_known = KnownTo::both;  ///< to whom the change was that its status comes from
  std::set<KnownTo> entries_known{};     ///< to whom the entries were that stand
  std::optional<RegistrationId> suspected_too{};
  std::vector<std::pair<std::string, RegistrationStatus>> resolutions{};  ///< changes that say what was decided here

  /// Let in at a door, and nobody took it back.
  [[nodiscard]] bool came() const { return first_entry.has_value(); }
  /// A store let them in that did not know of what only the other one knew.
  [[nodiscard]] bool came_unaware_of(KnownTo news) const;
};

/// How many seats may be held and how many people may be inside; none: any number.
struct SeatLimits {
  std::optional<std::int64_t> seats;
  std::optional<std::int64_t> room;
};

/// Confirmed, a participant, and the seat is not given up.
bool takes_seat(const MergeSide& side);

/// Those of the event who are not looked at: what they come to stays.
struct Others {
  std::int64_t seated = 0;
  std::int64_t inside = 0;  ///< participants
  std::int64_t most_number = 0;
};

/// A registration that takes a number.
struct NumberMove {
  RegistrationId registration;
  std::int64_t number = 0;
};

using RegistrationPair = std::pair<RegistrationId, RegistrationId>;

/// Everybody of the event, or those that a part of it is about; what is decided against one store's word is said in the
/// report.
struct UnpackPlan {
  std::map<RegistrationId, Going> going;
  std::set<RegistrationPair> pairs;  ///< may be one person each: no store has looked at both before
  Others others;
  bool needs_everybody = false;     ///< there are too many: who goes is said over all, not over these
  std::set<RegistrationId> leaves;  ///< whose standing entry is annulled: no seat or no room
  UnpackReport report;

  /// @param other  the other one of a pair, if there is one
  void conflict(const Going& one, std::string what, const Going* other = nullptr);

  /// Two stores that gave the same number: the later registration gets the next that is free.
  void settle_numbers();
  /// Who was let in is confirmed, whatever the other store made of them meanwhile.
  void settle_arrivals();
  /// Of two substitutes for one person the later sent one comes, unless only another one came; of an original who came
  /// and a substitute whom that door did not know, the original does. The others are for staff to look at.
  void settle_substitutes();
  /// Of `pairs` the one with more right stays as it is, the other is pending; two who came both stay.
  void settle_suspects();
  /// A seat is given up by a release or for a substitute, and taken again by coming afterwards. A release of somebody
  /// who had come at the other store's door was none.
  void settle_given_up_seats(const std::map<RegistrationId, Coming>& coming);
  /// True if the later word on the limits is too narrow for whom both stores seated, and the earlier one less so.
  [[nodiscard]] bool needs_earlier_limits(const SeatLimits& later, const SeatLimits& earlier) const;
  /// Never more seats than the limit: who came keeps theirs, then who was confirmed first. A substitute has the
  /// original's place.
  void settle_seats(std::optional<std::int64_t> limit);
  /// Both stores let people in: the room holds no more than it does.
  void settle_room(std::optional<std::int64_t> limit);

  /// The new numbers of those who are here, in an order in which each is free when its turn comes. Of a ring one steps
  /// aside to a number that nobody has.
  [[nodiscard]] std::vector<NumberMove> number_moves() const;

 private:
  /// True where somebody of these has to go.
  bool is_beyond(std::optional<std::int64_t> limit, std::size_t these, std::int64_t rest);
  void wait(Going& one);
  void suspect(Going& one, const Going& of, const char* kind);
  void unlink(Going& one, const Going& other, const char* why);
  void settle_pair(Going& a, Going& b);
  [[nodiscard]] const Going& find_first_holder(const Going& one) const;
  [[nodiscard]] bool keeps_before(const Going& a, const Going& b) const;
};

}  // namespace uketsuke
