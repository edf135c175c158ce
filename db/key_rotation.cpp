// See key_rotation.h.
#include "db/key_rotation.h"

#include <limits>
#include <utility>

#include "db/audit.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/store_queries.h"
#include "db/ticket_queries.h"

namespace uketsuke {

namespace {

Status withdraw_older(StoreParts& parts, const Change& change, KeyRotation& rotation) {
  const auto old = list_tickets_before(parts.connection, rotation.version);
  if (!old) return tl::unexpected(old.error());
  const std::string reason = change.reason.empty() ? "key compromised" : change.reason;
  for (const OldTicket& ticket : *old) {
    const auto fact = begin_fact(parts, change.now, change.by);
    if (!fact) return tl::unexpected(fact.error());
    auto done = insert_revocation(parts.connection, ticket.event, ticket.id, reason, *fact).and_then([&]() -> Status {
      return delete_live_ticket(parts.connection, ticket.registration);
    });
    if (!done) return done;
    if (rotation.events.empty() || rotation.events.back() != ticket.event) rotation.events.push_back(ticket.event);
    ++rotation.revoked;
  }
  return {};
}

Result<KeyRotation> rotate(StoreParts& parts, bool compromised, const Change& change) {
  const auto keys = list_organiser_keys(parts.connection);
  if (!keys) return tl::unexpected(keys.error());
  KeyRotation rotation;
  if (compromised) {
    auto foreign = list_foreign_events(parts.connection);
    if (!foreign) return tl::unexpected(foreign.error());
    rotation.not_withdrawn = std::move(*foreign);
    const auto own = list_tickets_before(parts.connection, std::numeric_limits<std::int64_t>::max());
    if (!own) return tl::unexpected(own.error());
    rotation.refused = own->empty() && !rotation.not_withdrawn.empty();
    if (rotation.refused) return rotation;
  }
  rotation.version = keys->empty() ? 1 : keys->back().version + 1;
  auto done = insert_organiser_key(parts.connection, OrganiserKey{rotation.version, make_key_bytes()}, change.now);
  if (done && compromised) done = withdraw_older(parts, change, rotation);
  if (done) {
    done = note_action(
        parts.connection,
        {change.now, change.by, compromised ? "key-compromised" : "key-rotated", {}, std::to_string(rotation.version)});
  }
  if (!done) return tl::unexpected(done.error());
  return rotation;
}

}  // namespace

Result<KeyRotation> rotate_key(const std::string& folder, bool compromised, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&] { return rotate(*parts, compromised, change); });
}

}  // namespace uketsuke
