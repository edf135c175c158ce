// The exchange of a store with its hub: this kiosk's facts go there in order, the others' come from there; each is
// merged as an unpacked event is (db/unpacker.h). Has a store connection and a hub connection of its own, so that no
// door waits for it. Whatever is cut off is taken up again: what was done stands in the store and at the hub.
// Thread: one, which may block on the network.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/exchange.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/hub/doors.h"
#include "db/hub/hub_connection.h"
#include "db/hub/hub_queries.h"
#include "db/hub/membership.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/unpack_report.h"

namespace uketsuke {

/// What an exchange of one event came to.
struct EventExchange {
  EventCode event;
  bool added_event = false;
  bool started_over = false;  ///< the hub is not what it was: everything was taken and sent again
  bool ended = false;         ///< the hub keeps nothing of it any more: it is not shared from now on
  std::int64_t pulled = 0;    ///< batches
  std::int64_t pushed = 0;    ///< batches
  std::int64_t facts = 0;     ///< that were not here
  std::int64_t check_ins = 0;
  std::vector<UnpackConflict> conflicts{};
  std::vector<SeenTwice> seen_twice{};  ///< among whom an entry came
};

class HubExchange {
 public:
  /// Errors: Code::bad_call where the store belongs to no hub; refused where it was put out; io_failed
  static Result<HubExchange> open(const std::string& folder, const Change& change, HubLimits limits = {});

  /// From now on this event is shared: brought to the hub, or taken from there where this store has none of that code.
  /// Errors: Code::not_found where neither has it; refused where both made one of that code
  Result<EventExchange> share(const EventCode& event, const Change& change);
  /// The hub keeps nothing of it any more, and every kiosk stops sharing it at its next exchange; their stores keep it.
  /// Errors: Code::not_found where the hub has no such event
  Status forget(const EventCode& event);
  /// Until there is nothing left to do now, for every shared event.
  Result<std::vector<EventExchange>> run(const Change& change);
  /// Until somebody pushed, this store was written by another connection, or so long. @return whether there is work
  Result<bool> wait(std::chrono::milliseconds most);

  [[nodiscard]] const HubMember& member() const { return member_; }
  /// By how much this clock is ahead of the hub's at least, as asked last (measure_clock_ahead).
  [[nodiscard]] std::int64_t clock_ahead_ms() const { return clock_ahead_ms_; }
  /// The organiser's kiosks as the hub has them now.
  Result<std::vector<HubKiosk>> list_kiosks() { return list_hub_kiosks(hub_); }

 private:
  HubExchange(StoreParts parts, HubConnection hub, HubMember member);
  Result<EventExchange> take_new(const EventCode& event, const Change& change);
  Result<EventExchange> run_one(SharedEvent shared, const Change& change);
  Status note_exchange(const SharedEvent& shared, const EventExchange& done, const Change& change);
  /// none: the hub has no such event
  Result<std::optional<ExchangeView>> look(const SharedEvent& shared);
  Status end_sharing(const EventCode& event);
  Status pull(SharedEvent& shared, const ExchangeView& view, EventExchange& done, const Change& change);
  Status take(SharedEvent& shared, const HubRow& row, EventExchange& done, const Change& change);
  Status look_for_seen_twice(const PackContent& content, EventExchange& done);
  Status save_place(const SharedEvent& shared, const std::string& origin, const HubCursor& cursor);
  Status put(SharedEvent& shared, EventExchange& done);
  Status restart(SharedEvent& shared, EventExchange& done);
  Status offer_keys(const EventCode& event);
  Result<PackedTable> load_keys(const EventCode& event);
  Status tell_clock(const Change& change);

  StoreParts parts_;
  HubConnection hub_;
  HubMember member_;
  std::int64_t clock_ahead_ms_ = 0;
  std::optional<std::chrono::steady_clock::time_point> told_;  ///< the kiosk's clock may be set back
  std::int64_t seen_version_ = 0;
  std::map<EventCode, std::size_t> offered_keys_;  ///< how many, in this connection
  bool other_history_ = false;                     ///< a batch that came does not follow what is here
};

}  // namespace uketsuke
