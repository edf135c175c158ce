// See parts.h.
#include "db/parts.h"

#include <algorithm>

#include "db/store_queries.h"

namespace uketsuke {

Result<FactRun> FactRun::begin(StoreParts& parts, UtcMillis now, const std::string& by) {
  const auto last = load_hybrid_clock(parts.connection);
  if (!last) return tl::unexpected(last.error());
  return FactRun(parts, now, by, *last);
}

Fact FactRun::next() {
  clock_ = next_hybrid_clock(clock_, now_);
  return {parts_->ids.make(now_), parts_->info.kiosk.value, now_, clock_, by_};
}

Status FactRun::end() { return save_hybrid_clock(parts_->connection, clock_); }

Result<Fact> begin_fact(StoreParts& parts, UtcMillis now, const std::string& by) {
  auto run = FactRun::begin(parts, now, by);
  if (!run) return tl::unexpected(run.error());
  Fact fact = run->next();
  if (auto saved = run->end(); !saved) return tl::unexpected(saved.error());
  return fact;
}

Result<const KnownEvent*> find_known_event(StoreParts& parts, const EventCode& code) {
  const auto version = parts.connection.data_version();
  if (!version) return tl::unexpected(version.error());
  if (*version != parts.known_events_version) {
    parts.known_events.clear();
    auto keys = load_ticket_keys(parts.connection);  // another process may have made a new version
    if (!keys) return tl::unexpected(keys.error());
    parts.keys = std::move(*keys);
  }
  parts.known_events_version = *version;
  if (const auto known = parts.known_events.find(code); known != parts.known_events.end()) return &known->second;
  auto loaded = load_known_event(parts.connection, code);
  if (!loaded) return tl::unexpected(loaded.error());
  if (!*loaded) return tl::unexpected(no_such_event(parts.connection, code));
  return &parts.known_events.emplace(code, std::move(**loaded)).first->second;
}

void forget_event(StoreParts& parts, const EventCode& code) { parts.known_events.erase(code); }

Error no_such_event(Connection& connection, const EventCode& code) {
  std::string what = "there is no event " + code.value + " in this store";
  if (const auto codes = list_event_codes(connection); codes && !codes->empty()) {
    what += "; there are:";
    for (const EventCode& other : *codes) what += " " + other.value;
  }
  return {Code::not_found, std::move(what), {}};
}

Result<EventSubkey> find_writing_subkey(const TicketKeys& keys, EventTag tag) {
  const EventSubkey* packed = nullptr;
  for (const EventSubkey& subkey : keys.event_subkeys) {
    if (subkey.tag == tag && (packed == nullptr || subkey.version > packed->version)) packed = &subkey;
  }
  if (packed != nullptr) return *packed;
  if (keys.organiser_keys.empty()) return fail(Code::store_failed, "this store has no ticket key: restore a backup");
  return derive_event_subkey(keys.organiser_keys.back(), tag);
}

Result<EventSubkey> find_subkey(const TicketKeys& keys, EventTag tag, std::int64_t version) {
  for (const EventSubkey& subkey : keys.event_subkeys) {
    if (subkey.tag == tag && subkey.version == version) return subkey;
  }
  for (const OrganiserKey& key : keys.organiser_keys) {
    if (key.version == version) return derive_event_subkey(key, tag);
  }
  return fail(Code::store_failed, "this store lacks ticket key " + std::to_string(version) + ": restore a backup");
}

}  // namespace uketsuke
