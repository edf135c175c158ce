#include "db/hub/exchange.h"

#include <algorithm>

#include "common/uuid.h"
#include "db/event_queries.h"
#include "db/hub/news.h"
#include "db/pack.h"
#include "db/unpacker.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kBatchesAtOnce = 16;
constexpr std::chrono::seconds kTellClockEvery{10};
constexpr std::int64_t kNoteEveryMs = 30'000;
constexpr std::chrono::milliseconds kLookEvery{100};

using SteadyClock = std::chrono::steady_clock;

std::int64_t millis_since(SteadyClock::time_point begun) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - begun).count();
}

HubCursor cursor_of(const HubRow& row) { return {row.integer(0), row.text(1), row.integer(3)}; }

}  // namespace

HubExchange::HubExchange(StoreParts parts, HubConnection hub, HubMember member)
    : parts_(std::move(parts)), hub_(std::move(hub)), member_(std::move(member)) {}

Result<HubExchange> HubExchange::open(const std::string& folder, const Change& change, HubLimits limits) {
  const auto begun = SteadyClock::now();
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  auto member = load_hub_member(parts->connection);
  if (!member) return tl::unexpected(member.error());
  auto hub = open_member_connection(folder, *member, change, std::move(limits));
  if (!hub) return tl::unexpected(hub.error());
  // Codes are A-Z, 0-9 and '-': they need no more than quotes.
  if (auto done = hub->run("LISTEN \"uketsuke_" + member->organiser + "\""); !done) return tl::unexpected(done.error());
  HubExchange exchange(std::move(*parts), std::move(*hub), std::move(*member));
  const Change connected{change.now + millis_since(begun), change.by, {}};  // a slow network is no clock that is off
  if (auto told = exchange.tell_clock(connected); !told) return tl::unexpected(told.error());
  return exchange;
}

Status HubExchange::tell_clock(const Change& change) {
  const auto begun = SteadyClock::now();
  if (told_ && begun - *told_ < kTellClockEvery) return {};
  const auto ahead = hub_.query("SELECT uketsuke.tell_clock($1)", {change.now.value});
  if (!ahead) return tl::unexpected(ahead.error());
  const UtcMillis hub_now = change.now + -ahead->front().integer(0);
  clock_ahead_ms_ = measure_clock_ahead({change.now, hub_now, change.now + millis_since(begun)});
  told_ = begun;
  return {};
}

Result<EventExchange> HubExchange::share(const EventCode& event, const Change& change) {
  const auto shared = find_shared_event(parts_.connection, event);
  if (!shared) return tl::unexpected(shared.error());
  if (*shared) return run_one(**shared, change);
  const auto here = load_known_event(parts_.connection, event);
  if (!here) return tl::unexpected(here.error());
  const auto there = hub_.query("SELECT tag FROM uketsuke.events WHERE organiser = $1 AND event = $2",
                                {member_.organiser, event.value});
  if (!there) return tl::unexpected(there.error());
  if (!*here && there->empty()) {
    return fail(Code::not_found, "neither this store nor the hub has an event " + event.value);
  }
  if (!*here) return take_new(event, change);
  const std::int64_t tag = (*here)->tag.value;
  if (!there->empty() && there->front().integer(0) != tag) {
    return fail(Code::refused,
                "研修会" + event.value + "はハブでは別に作られたもので、受付票が異なります。何も共有していません。");
  }
  auto offered = hub_.run(
      "INSERT INTO uketsuke.events (organiser, event, tag, practice) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT DO NOTHING",
      {member_.organiser, event.value, tag, parts_.info.practice});
  if (!offered) return tl::unexpected(offered.error());
  auto saved = in_transaction(parts_.connection, [&] { return insert_shared_event(parts_.connection, event, false); });
  if (!saved) return tl::unexpected(saved.error());
  return run_one({event, false, {}, {}}, change);
}

Result<EventExchange> HubExchange::take_new(const EventCode& event, const Change& change) {
  auto done = run_one({event, true, {0, {}, 1}, {}}, change);
  if (done && !done->added_event) {
    return fail(Code::not_found, "the kiosk that has the event " + event.value + " has not brought it to the hub yet");
  }
  return done;
}

Result<std::vector<EventExchange>> HubExchange::run(const Change& change) {
  if (auto told = tell_clock(change); !told) return tl::unexpected(told.error());
  const auto shared = list_shared_events(parts_.connection);
  if (!shared) return tl::unexpected(shared.error());
  std::vector<EventExchange> all;
  for (const SharedEvent& one : *shared) {
    auto done = run_one(one, change);
    if (!done) return tl::unexpected(in_layer(one.event.value, done.error()));
    all.push_back(std::move(*done));
  }
  return all;
}

Result<EventExchange> HubExchange::run_one(SharedEvent shared, const Change& change) {
  EventExchange done;
  done.event = shared.event;
  for (;;) {
    const auto view = look(shared);
    if (!view) return tl::unexpected(view.error());
    if (!*view) {
      done.ended = true;
      if (auto ended = end_sharing(shared.event); !ended) return tl::unexpected(ended.error());
      return done;
    }
    if (auto offered = offer_keys(shared.event); !offered) return tl::unexpected(offered.error());
    Status stepped;
    switch (decide_next_exchange(**view)) {
      case ExchangeStep::start_over:
        stepped = restart(shared, done);
        break;
      case ExchangeStep::pull:
        stepped = pull(shared, **view, done, change);
        break;
      case ExchangeStep::put:
        stepped = put(shared, done);
        break;
      case ExchangeStep::report:
      case ExchangeStep::rest:
        if (auto noted = note_exchange(shared, done, change); !noted) return tl::unexpected(noted.error());
        return done;
    }
    if (!stepped) return tl::unexpected(stepped.error());
  }
}

/// Not every look is worth a write: the door's connection reads anew after each.
Status HubExchange::note_exchange(const SharedEvent& shared, const EventExchange& done, const Change& change) {
  const bool idle = done.pulled + done.pushed == 0;
  const bool just_noted = shared.exchanged && *shared.exchanged <= change.now &&  // unless the clock was set back
                          change.now < *shared.exchanged + kNoteEveryMs;
  if (idle && just_noted) return {};
  return in_transaction(parts_.connection, [&] { return save_exchanged(parts_.connection, shared.event, change.now); });
}

Result<std::optional<ExchangeView>> HubExchange::look(const SharedEvent& shared) {
  ExchangeView view;
  view.self = parts_.info.kiosk;
  const auto taken = list_taken(parts_.connection, shared.event);
  if (!taken) return tl::unexpected(taken.error());
  for (const auto& [origin, cursor] : *taken) view.places[KioskId(origin)] = {cursor.seq, cursor.batch};
  if (shared.pushed.seq > 0) view.places[view.self] = {shared.pushed.seq, shared.pushed.batch};
  const auto heads = hub_.query(
      "SELECT h.origin, h.seq, h.id FROM uketsuke.events e LEFT JOIN uketsuke.heads h USING (organiser, event)"
      " WHERE e.organiser = $1 AND e.event = $2",
      {member_.organiser, shared.event.value});
  if (!heads) return tl::unexpected(heads.error());
  if (heads->empty()) {
    // A kiosk that was put out sees nothing either: it opens anew, and is told then.
    const auto state = hub_.query("SELECT uketsuke.my_state()");
    if (!state) return tl::unexpected(state.error());
    if (state->front().text(0) != "member") return fail(Code::io_failed, "the hub shows this kiosk nothing any more");
    return std::optional<ExchangeView>();
  }
  for (const HubRow& row : *heads) {
    if (!row.is_null(0)) view.heads[KioskId(row.text(0))] = {row.integer(1), row.text(2)};
  }
  const auto waiting = count_news(parts_, shared.event, shared.pushed.hlc);
  if (!waiting) return tl::unexpected(waiting.error());
  view.waiting = *waiting;
  return view;
}

Status HubExchange::end_sharing(const EventCode& event) {
  offered_keys_.erase(event);
  return in_transaction(parts_.connection, [&] { return delete_shared_event(parts_.connection, event); });
}

Status HubExchange::forget(const EventCode& event) {
  const auto there =
      hub_.query("SELECT 1 FROM uketsuke.events WHERE organiser = $1 AND event = $2", {member_.organiser, event.value});
  if (!there) return tl::unexpected(there.error());
  if (there->empty()) return fail(Code::not_found, "the hub has no event " + event.value);
  return hub_.run("SELECT uketsuke.forget_event($1)", {event.value}).and_then([&] { return end_sharing(event); });
}

Status HubExchange::pull(SharedEvent& shared, const ExchangeView& view, EventExchange& done, const Change& change) {
  other_history_ = false;
  for (const Wanted& wanted : list_wanted(view.self, view.places, view.heads)) {
    const auto rows = hub_.query(
        "SELECT seq, id, previous, hlc, origin, bytes FROM uketsuke.batches"
        " WHERE organiser = $1 AND event = $2 AND origin = $3 AND seq > $4 ORDER BY seq LIMIT $5",
        {member_.organiser, shared.event.value, wanted.origin.value, wanted.after, kBatchesAtOnce});
    if (!rows) return tl::unexpected(rows.error());
    for (const HubRow& row : *rows) {
      if (auto taken = take(shared, row, done, change); !taken) return taken;
      if (other_history_) return restart(shared, done);
    }
  }
  return {};
}

Status HubExchange::take(SharedEvent& shared, const HubRow& row, EventExchange& done, const Change& change) {
  const std::string origin = row.text(4);
  const bool own = origin == parts_.info.kiosk.value;
  HubCursor place = shared.pushed;
  if (!own) {
    const auto taken = list_taken(parts_.connection, shared.event);
    if (!taken) return tl::unexpected(taken.error());
    const auto known = taken->find(origin);
    place = known == taken->end() ? HubCursor{} : known->second;
  }
  BatchHead batch;
  batch.seq = row.integer(0);
  batch.id = row.text(1);
  batch.previous = row.text(2);
  const Arrival arrival = judge_arrival({place.seq, place.batch}, batch);
  other_history_ = arrival == Arrival::other_history || arrival == Arrival::gap;
  if (arrival != Arrival::next) return {};
  auto content = read_batch(row.text(5));
  if (!content) return tl::unexpected(content.error());
  if (content->event != shared.event) return fail(Code::bad_input, "a batch of another event came from the hub");
  auto keys = load_keys(shared.event);
  if (!keys) return tl::unexpected(keys.error());
  content->tables.push_back(std::move(*keys));
  const auto merged = merge_content(parts_, *content, change, [&]() -> Status {
    const auto known = find_shared_event(parts_.connection, shared.event);
    if (!known) return tl::unexpected(known.error());
    auto ready = *known ? Status() : insert_shared_event(parts_.connection, shared.event, true);
    return ready.and_then([&] { return save_place(shared, origin, cursor_of(row)); });
  });
  if (!merged) return tl::unexpected(merged.error());
  done.pulled += 1;
  done.added_event = done.added_event || merged->added_event;
  done.facts += merged->facts;
  done.check_ins += merged->check_ins;
  done.conflicts.insert(done.conflicts.end(), merged->conflicts.begin(), merged->conflicts.end());
  if (merged->check_ins > 0) {
    if (auto looked = look_for_seen_twice(*content, done); !looked) return looked;
  }
  if (!own) return {};
  // The answer of a push was lost: all of it is known here, and is known to be there now. After a restore there may be
  // facts made here since that are older than what came back: they still wait.
  const HubCursor kept{row.integer(0), row.text(1), merged->facts == 0 ? row.integer(3) : shared.pushed.hlc};
  shared.pushed = kept;
  return in_transaction(parts_.connection, [&] { return save_pushed(parts_.connection, shared.event, kept); });
}

Status HubExchange::look_for_seen_twice(const PackContent& content, EventExchange& done) {
  for (const PackRow& row : content.rows_of("registrations")) {
    const auto* id = std::get_if<std::string>(&row.front());
    if (id == nullptr) continue;
    const auto seen = find_seen_twice(parts_, content.event, RegistrationId(*id));
    if (!seen) return tl::unexpected(seen.error());
    done.seen_twice.insert(done.seen_twice.end(), seen->begin(), seen->end());
  }
  return {};
}

Status HubExchange::save_place(const SharedEvent& shared, const std::string& origin, const HubCursor& cursor) {
  if (origin != parts_.info.kiosk.value) return save_taken(parts_.connection, shared.event, origin, cursor);
  const HubCursor moved{cursor.seq, cursor.batch, shared.pushed.hlc};
  return save_pushed(parts_.connection, shared.event, moved);
}

Status HubExchange::put(SharedEvent& shared, EventExchange& done) {
  const auto taken = list_taken(parts_.connection, shared.event);
  if (!taken) return tl::unexpected(taken.error());
  NewsRequest request{shared.event, shared.pushed.hlc};
  for (const auto& [origin, cursor] : *taken) request.known[origin] = cursor.hlc;
  request.known[parts_.info.kiosk.value] = shared.pushed.hlc;
  const auto news = read_news(parts_, request);
  if (!news) return tl::unexpected(news.error());
  for (const PackContent& content : news->batches) {
    const bool last = &content == &news->batches.back();
    const HubCursor next{shared.pushed.seq + 1, parts_.ids.make(UtcMillis{news->upto >> 16}),
                         last ? news->upto : shared.pushed.hlc};
    auto sent = hub_.run(
        "INSERT INTO uketsuke.batches (organiser, event, origin, seq, id, previous, hlc, bytes)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {member_.organiser, shared.event.value, parts_.info.kiosk.value, next.seq, next.batch, shared.pushed.batch,
         next.hlc, HubValue::bytes(write_batch(content))});
    if (!sent) return fail(Code::io_failed, "not taken, tried again later: " + sent.error().what, "hub");
    auto saved = in_transaction(parts_.connection, [&] { return save_pushed(parts_.connection, shared.event, next); });
    if (!saved) return saved;
    shared.pushed = next;
    done.pushed += 1;
  }
  return {};
}

Status HubExchange::restart(SharedEvent& shared, EventExchange& done) {
  if (done.started_over) return fail(Code::io_failed, "the hub changed while it was read: once more, later", "hub");
  done.started_over = true;
  shared.pushed = {};
  return in_transaction(parts_.connection, [&] { return start_over(parts_.connection, shared.event); });
}

Status HubExchange::offer_keys(const EventCode& event) {
  const auto known = load_known_event(parts_.connection, event);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return {};
  auto keys = load_ticket_keys(parts_.connection);
  if (!keys) return tl::unexpected(keys.error());
  const PackedTable subkeys = pack_subkeys(*keys, (*known)->tag);
  if (offered_keys_[event] == subkeys.rows.size()) return {};
  for (const PackRow& row : subkeys.rows) {
    const Blob& key = std::get<Blob>(row.at(1));
    auto offered = hub_.run(
        "INSERT INTO uketsuke.event_keys (organiser, event, version, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO "
        "NOTHING",
        {member_.organiser, event.value, std::get<std::int64_t>(row.at(0)),
         HubValue::bytes(std::string(key.begin(), key.end()))});
    if (!offered) return offered;
  }
  offered_keys_[event] = subkeys.rows.size();
  return {};
}

Result<PackedTable> HubExchange::load_keys(const EventCode& event) {
  const auto rows = hub_.query("SELECT version, key FROM uketsuke.event_keys WHERE organiser = $1 AND event = $2",
                               {member_.organiser, event.value});
  if (!rows) return tl::unexpected(rows.error());
  PackedTable keys{"subkeys", {}};
  for (const HubRow& row : *rows) {
    const std::string key = row.text(1);
    keys.rows.push_back({row.integer(0), Blob(key.begin(), key.end())});
  }
  return keys;
}

Result<bool> HubExchange::wait(std::chrono::milliseconds most) {
  for (auto left = most; left.count() > 0; left -= kLookEvery) {
    const auto version = parts_.connection.data_version();
    if (!version) return tl::unexpected(version.error());
    const bool written = *version != seen_version_;
    seen_version_ = *version;
    if (written) return true;
    const auto noticed = hub_.wait_for_notice(std::min(left, kLookEvery));
    if (!noticed) return noticed;
    if (*noticed) return true;
  }
  return false;
}

}  // namespace uketsuke
