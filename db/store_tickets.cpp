// The store's tickets: issue and revoke. See store.h; the writing itself is in ticket_writes.
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/store.h"
#include "db/ticket_queries.h"
#include "db/ticket_writes.h"

namespace uketsuke {

namespace {

/// The named ones, each of this event, each once; without names every confirmed one that lacks a ticket.
Result<std::vector<RegistrationId>> find_holders(StoreParts& parts, const EventCode& event,
                                                 const std::vector<RegistrationId>& named) {
  if (named.empty()) return list_confirmed_without_ticket(parts.connection, event);
  for (const RegistrationId& registration : named) {
    if (auto found = get_registration(parts.connection, event, registration); !found) {
      return tl::unexpected(found.error());
    }
  }
  return named;
}

Result<std::vector<IssuedTicket>> issue_all(StoreParts& parts, const KnownEvent& event,
                                            const std::vector<RegistrationId>& named, const Change& change) {
  const auto holders = find_holders(parts, event.event.code, named);
  if (!holders) return tl::unexpected(holders.error());
  std::vector<IssuedTicket> issued;
  for (const RegistrationId& registration : *holders) {
    auto ticket = issue_ticket(parts, event, registration, change);
    if (!ticket) return tl::unexpected(ticket.error());
    issued.push_back(std::move(*ticket));
  }
  return issued;
}

Result<std::string> revoke(StoreParts& parts, const KnownEvent& event, const RegistrationId& registration,
                           const Change& change) {
  const auto known = get_registration(parts.connection, event.event.code, registration);
  if (!known) return tl::unexpected(known.error());
  const auto live = find_live_ticket(parts.connection, registration);
  if (!live) return tl::unexpected(live.error());
  if (!*live) {
    return fail(Code::refused, "受付番号" + std::to_string(known->number) + "の方に、無効にできる受付票はありません。");
  }
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  auto done = insert_revocation(parts.connection, event.event.code, (*live)->id, change.reason, *fact)
                  .and_then([&]() -> Status { return delete_live_ticket(parts.connection, registration); });
  if (!done) return tl::unexpected(done.error());
  return ticket_text(parts.keys, event.tag, **live);
}

}  // namespace

Result<std::vector<IssuedTicket>> Store::issue_tickets(const EventCode& event,
                                                       const std::vector<RegistrationId>& registrations,
                                                       const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<std::vector<IssuedTicket>> {
    const auto known = find_known_event(*parts_, event);
    if (!known) return tl::unexpected(known.error());
    if (auto open = refuse_if_purged(parts_->connection, event); !open) return tl::unexpected(open.error());
    return issue_all(*parts_, **known, registrations, change);
  });
}

Result<std::string> Store::revoke_ticket(const EventCode& event, const RegistrationId& registration,
                                         const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<std::string> {
    const auto known = find_known_event(*parts_, event);
    if (!known) return tl::unexpected(known.error());
    if (auto open = refuse_if_purged(parts_->connection, event); !open) return tl::unexpected(open.error());
    return revoke(*parts_, **known, registration, change);
  });
}

}  // namespace uketsuke
