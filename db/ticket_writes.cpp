// See ticket_writes.h.
#include "db/ticket_writes.h"

namespace uketsuke {

namespace {

/// 40 random bits; another draw if the event has them already.
Result<TicketSerial> find_new_serial(StoreParts& parts, const EventCode& event) {
  for (int draw = 0; draw < 8; ++draw) {
    const TicketSerial serial = make_ticket_serial();
    const auto taken = has_serial(parts.connection, event, serial);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return serial;
  }
  return fail(Code::store_failed, "no new ticket serial was found; run `uketsuke check`");
}

Result<StoredTicket> make_ticket(StoreParts& parts, const KnownEvent& event, const std::optional<Ticket>& held) {
  if (held) return StoredTicket{{}, held->serial, held->key_version};
  const auto serial = find_new_serial(parts, event.event.code);
  if (!serial) return tl::unexpected(serial.error());
  const auto subkey = find_writing_subkey(parts.keys, event.tag);
  if (!subkey) return tl::unexpected(subkey.error());
  return StoredTicket{{}, *serial, subkey->version};
}

}  // namespace

Result<std::string> ticket_text(const TicketKeys& keys, EventTag tag, const StoredTicket& ticket) {
  const auto subkey = find_subkey(keys, tag, ticket.key_version);
  if (!subkey) return tl::unexpected(subkey.error());
  return write_ticket(tag, ticket.serial, *subkey);
}

Result<IssuedTicket> issue_new_ticket(StoreParts& parts, const KnownEvent& event, const RegistrationId& registration,
                                      const Change& change, const std::optional<Ticket>& held) {
  auto ticket = make_ticket(parts, event, held);
  if (!ticket) return tl::unexpected(ticket.error());
  auto text = ticket_text(parts.keys, event.tag, *ticket);
  if (!text) return tl::unexpected(text.error());
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  ticket->id = TicketId(fact->id);
  auto written =
      insert_ticket(parts.connection, event.event.code, registration, *ticket, *fact).and_then([&]() -> Status {
        return insert_live_ticket(parts.connection, registration, ticket->id);
      });
  if (!written) return tl::unexpected(written.error());
  return IssuedTicket{registration, ticket->id, std::move(*text)};
}

Result<IssuedTicket> issue_ticket(StoreParts& parts, const KnownEvent& event, const RegistrationId& registration,
                                  const Change& change) {
  const auto live = find_live_ticket(parts.connection, registration);
  if (!live) return tl::unexpected(live.error());
  if (!*live) return issue_new_ticket(parts, event, registration, change);
  auto text = ticket_text(parts.keys, event.tag, **live);
  if (!text) return tl::unexpected(text.error());
  return IssuedTicket{registration, (*live)->id, std::move(*text)};
}

}  // namespace uketsuke
