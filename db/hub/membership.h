// Whether a store belongs to a hub, and as whom: joined by a joining URL, left, put out. The store keeps the URL with
// the password of its own role; backups of it are confidential anyway. Each call opens what it needs; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/hub/hub_connection.h"
#include "db/store.h"

namespace uketsuke {

struct HubMember {
  HubOptions hub;  ///< with this kiosk's own role
  std::string organiser;
  std::string name;  ///< of this kiosk, for people: "第1受付"
};
/// None where the store belongs to no hub.
Result<std::optional<HubMember>> find_hub_member(Connection& connection);
/// Errors: Code::bad_call where the store belongs to no hub
Result<HubMember> load_hub_member(Connection& connection);
/// As find_hub_member, by a connection of its own.
Result<std::optional<HubMember>> look_for_hub_member(const std::string& folder);

struct HubJoin {
  std::string folder;       ///< of the store
  HubOptions hub;           ///< the joining URL's
  std::string name;         ///< as of a door (db/doors.h): the other doors tell of it by that
  std::string certificate;  ///< file; empty: a password that is made here and never sent
  std::string key;
};
/// The kiosk's own role is made at the hub and tried. Again: a new password, the events stay.
/// Errors: Code::refused by the hub, or where the store belongs to another organiser's; io_failed; store_failed
Result<HubMember> join_hub(const HubJoin& join, const Change& change);

/// A kiosk of the organiser, as the hub has it.
struct HubKiosk {
  KioskId id;
  std::string name;
  std::string state;  ///< member, revoked, left
  std::optional<UtcMillis> seen;
  std::int64_t clock_ahead_ms = 0;
};
Result<std::vector<HubKiosk>> list_hub_kiosks(HubConnection& hub);

/// What leaving did: the hub may be out of reach, the keys go in any case.
struct HubLeave {
  bool told_hub = false;
  std::int64_t keys_removed = 0;
  std::vector<EventCode> events{};  ///< that were shared
};
/// The keys of events that came from the hub go, the store belongs to none; the hub is told where it can be reached.
/// Errors: Code::bad_call where the store belongs to no hub; store_failed
Result<HubLeave> leave_hub(const std::string& folder, const Change& change);

/// Puts a kiosk out, with a joining URL. Errors: Code::not_found where the organiser has no such member
Status revoke_hub_kiosk(const HubOptions& joining, const KioskId& kiosk);

/// Opens the kiosk's own connection. A kiosk that was put out leaves on the spot.
/// Errors: Code::refused where it was put out; io_failed
Result<HubConnection> open_member_connection(const std::string& folder, const HubMember& member, const Change& change,
                                             HubLimits limits = {});

}  // namespace uketsuke
