// The store's events: added and changed; what a change of capacity or deadline does to the registrations. See store.h.
#include "common/seats.h"
#include "db/event_queries.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/registration_writes.h"
#include "db/store.h"

namespace uketsuke {

namespace {

bool is_valid_code(const std::string& code) {
  constexpr std::size_t kMaxCodeLength = 24;
  if (code.empty() || code.size() > kMaxCodeLength) return false;
  return code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
}

/// A tag that no event of this store has.
Result<EventTag> find_new_tag(Connection& connection) {
  for (int draw = 0; draw < 16; ++draw) {
    const EventTag tag = make_event_tag();
    const auto taken = find_event_of_tag(connection, tag);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return tag;
  }
  return fail(Code::store_failed, "no new event tag was found; run `uketsuke check`");
}

Status record_event_change(StoreParts& parts, const EventCode& event, std::string_view kind, const std::string& fields,
                           const Change& change) {
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  return insert_event_change(parts.connection, event, kind, fields, *fact);
}

Result<EventChangeResult> change_event(StoreParts& parts, const Event& event, const Change& change) {
  const auto known = find_known_event(parts, event.code);
  if (!known) return tl::unexpected(known.error());
  const bool deadline_moved = (*known)->event.deadline != event.deadline;
  auto updated = update_event(parts.connection, event).and_then([&] {
    return record_event_change(parts, event.code, "set", {}, change);
  });
  if (!updated) return tl::unexpected(updated.error());
  if (deadline_moved) {
    if (auto done = judge_pending_anew(parts, event, change); !done) return tl::unexpected(done.error());
  }
  auto promoted = promote_waitlist(parts, event, change);
  if (!promoted) return tl::unexpected(promoted.error());
  auto counts = load_event_counts(parts.connection, event.code);
  if (!counts) return tl::unexpected(counts.error());
  return EventChangeResult{{event, *counts}, std::move(*promoted)};
}

}  // namespace

Status Store::add_event(const Event& event, const Change& change) {
  if (!is_valid_code(event.code.value)) {
    return fail(Code::bad_call, "an event's code is 1 to 24 of A-Z, 0-9 and '-': " + event.code.value);
  }
  return in_transaction(parts_->connection, [&]() -> Status {
    const auto taken = load_known_event(parts_->connection, event.code);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken)
      return fail(Code::bad_call, "the event " + event.code.value + " exists already: change it with `event set`");
    const auto tag = find_new_tag(parts_->connection);
    if (!tag) return tl::unexpected(tag.error());
    return insert_event(parts_->connection, event, *tag).and_then([&] {
      return record_event_change(*parts_, event.code, "added", {}, change);
    });
  });
}

Result<EventChangeResult> Store::set_event(const Event& event, const Change& change) {
  auto changed = in_transaction(parts_->connection, [&] { return change_event(*parts_, event, change); });
  forget_event(*parts_, event.code);
  return changed;
}

}  // namespace uketsuke
