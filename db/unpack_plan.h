// Which values both stores' rules let stand: seats within the limit, people within the room, one number each. Pure;
// knows no SQL. Any thread.
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
#include "db/pack.h"
#include "db/pack_merge.h"

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
  std::vector<std::pair<std::string, RegistrationStatus>> resolutions{};  ///< changes that say what was decided here
};

/// Confirmed, a participant, and the seat is not given up.
bool takes_seat(const MergeSide& side);

/// A registration that takes a number.
struct NumberMove {
  RegistrationId registration;
  std::int64_t number = 0;
};

/// Everybody of the event; what is decided against one store's word is said in the report.
struct UnpackPlan {
  std::map<RegistrationId, Going> going;
  std::set<RegistrationId> leaves;  ///< whose entries are annulled: no seat or no room
  UnpackReport report;

  void conflict(const MergeSide& side, std::string what);
  /// Of two substitutes for one person one keeps the seat; the other waits, nobody is lost.
  void settle_substitutes();
  /// A seat is given up by a release or for a substitute, and taken again by coming afterwards. A release of somebody
  /// who had come at the other store's door was none.
  void settle_given_up_seats(const std::map<RegistrationId, Coming>& coming);
  /// Two stores that gave the same number: the later registration gets the next that is free.
  void settle_numbers();
  /// The new numbers of those who are here, in an order in which each is free when its turn comes. Of a ring one steps
  /// aside to a number that nobody has.
  std::vector<NumberMove> number_moves() const;
  /// Never more seats than the limit: who came keeps theirs, then who was confirmed first.
  void settle_seats(std::optional<std::int64_t> limit);
  /// Both stores let people in: the room holds no more than it does.
  void settle_room(std::optional<std::int64_t> limit);

 private:
  void wait(Going& one, const char* why);
};

}  // namespace uketsuke
