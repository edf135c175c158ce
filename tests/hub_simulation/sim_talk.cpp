// How a kiosk of the simulation talks with its hub: as the real one does, by the rules of exchange.h and escrow.h, over
// a network that loses, delays and doubles. See sim_world.h.
#include <algorithm>
#include <cstdlib>

#include "tests/hub_simulation/sim_world.h"

namespace uketsuke::simulation {

namespace {

constexpr std::int64_t kPatience = 4'000;
constexpr std::int64_t kLookEvery = 3'000;
constexpr std::int64_t kLately = 20'000;

}  // namespace

std::size_t World::index_of(const Door& door) const { return static_cast<std::size_t>(&door - doors_.data()); }

void World::send(bool way_is_up, std::function<void()> arrival) {
  if (!way_is_up || chance(lost_percent_)) return;
  const auto delay = [&] { return chance(3) ? pick(late_ms_) : 5 + pick(120); };
  if (chance(twice_percent_)) after(delay(), arrival);
  after(delay(), std::move(arrival));
}

void World::tick(std::size_t index) {
  Door& door = doors_[index];
  if (door.asked && now_ - door.asked_at > kPatience) give_up_connection(door);
  if (!door.asked) {
    if (!door.claimed) {
      open_session(door);
    } else {
      ask(door, {AskKind::look});
    }
  }
  after(kLookEvery / 2 + pick(kLookEvery), [this, index] { tick(index); });
}

void World::give_up_connection(Door& door) {
  door.asked.reset();
  door.claimed = false;
  door.session = 0;
  door.number = 0;
  door.reporting.reset();
  door.reported = {};
  door.heads = {};
}

void World::open_session(Door& door) {
  door.boot = boot_;
  ask(door, {AskKind::session});
}

void World::ask(Door& door, Ask question) {
  question.kiosk = door.store.self;
  question.session = door.session;
  question.number = ++door.number;
  question.asked = clock_of(door);
  door.asked = question;
  door.asked_at = now_;
  door.asked_skew_ms = door.skew_ms;
  send(door.up_to_hub,
       [this, index = index_of(door), question, boot = door.boot] { arrive_at_hub(index, question, boot); });
}

void World::arrive_at_hub(std::size_t index, const Ask& ask, std::int64_t boot) {
  if (boot != boot_) return;  // that connection died with the server
  const bool asking = hub_->ledger.asking;
  const std::int64_t taken = hub_->ledger.taken;
  const auto answer = hub_->handle(ask, {now_});
  if (ask.kind == AskKind::report) {
    say_seats(doors_[index], "reports" + std::string(ask.report.level ? " level" : "") + " session " +
                                 std::to_string(ask.session) + " life " + ask.report.account.life);
  }
  if (hub_->ledger.taken < taken || (asking && !hub_->ledger.asking)) {
    ++tally_["settled"];
    say(nullptr, "settled");
  }
  if (hub_->news != told_news_) notify_all();
  if (!answer) return;
  send(doors_[index].up_to_door, [this, index, answer = *answer] { arrive_at_door(index, answer); });
}

void World::notify_all() {
  told_news_ = hub_->news;
  for (std::size_t i = 0; i < doors_.size(); ++i) {
    if (doors_[i].boot != boot_) continue;
    send(doors_[i].up_to_door, [this, i] {
      if (doors_[i].claimed && !doors_[i].asked) ask(doors_[i], {AskKind::look});
    });
  }
}

void World::arrive_at_door(std::size_t index, const Answer& answer) {
  Door& door = doors_[index];
  if (!door.asked || answer.kind != door.asked->kind || answer.session != door.asked->session ||
      answer.number != door.asked->number || answer.asked != door.asked->asked) {
    return;  // of a question that nobody waits for any more
  }
  read_clock(door, answer);
  const Ask asked = *door.asked;
  door.asked.reset();
  if (answer.kind == AskKind::session) {
    door.session = answer.last_session + 1;
    return ask(door, {AskKind::claim});
  }
  if (answer.stale) return give_up_connection(door);
  door.claimed = true;
  door.heads = answer.heads;
  door.reported.news = answer.news;
  door.reported.looked = door.reported.looked || answer.kind != AskKind::report;
  take_answer_of(door, answer);
  if (answer.kind == AskKind::put && (answer.put == PutAnswer::taken || answer.put == PutAnswer::same_again)) {
    door.store.mark_sent(*asked.batch);
  }
  if (!door.asked && door.claimed) go_on(door);
}

/// A clock that was set in between tells nothing.
void World::read_clock(Door& door, const Answer& answer) {
  if (door.asked_skew_ms != door.skew_ms || !clock_is_off({answer.asked, answer.hub, clock_of(door)})) return;
  if (std::abs(door.skew_ms) <= kClockMayBeOffMs) fail("a clock that is right is said to be off");
  if (!door.told_clock_off) ++tally_["clocks off"];
  door.told_clock_off = true;
}

void World::take_answer_of(Door& door, const Answer& answer) {
  if (answer.kind == AskKind::pull) take_batches(door, answer);
  if (answer.kind == AskKind::report) take_seats(door, answer.seats);
}

void World::take_batches(Door& door, const Answer& answer) {
  for (const SharedBatch& batch : answer.batches) {
    Arrival arrival = judge_arrival(find_place(door.store.places, batch->head.origin), batch->head);
    if (broken_ == Broken::skips_gaps && arrival == Arrival::gap) arrival = Arrival::next;
    if (broken_ == Broken::skips_gaps && arrival == Arrival::next && chance(5)) continue;
    if (broken_ == Broken::ignores_history && arrival == Arrival::other_history) arrival = Arrival::next;
    if (arrival == Arrival::other_history) {
      ++tally_["started over"];
      return door.store.start_over();
    }
    if (arrival != Arrival::next) continue;
    if (broken_ == Broken::place_before_rows && !quiet_ && chance(3)) {
      door.store.places[batch->head.origin] = batch->head.place();
      return crash(door);
    }
    door.store.take(*batch, clock_of(door));
    door.store.promote(clock_of(door));
    say_seats(door, "took " + batch->head.id + " of " + batch->head.origin.value);
    note_made(door);
  }
}

void World::take_seats(Door& door, const SeatAnswer& answer) {
  if (answer.lost_account) return door.store.begin_new_account();
  take_answer(door.store.account, answer);
  ++door.store.version;
  say_seats(door, "answered");
  door.reported.last = door.reporting;
  door.reported.looked = false;
  if (door.reporting && door.reporting->hub_forgot) door.store.hub_forgot = false;
  const UtcMillis now = clock_of(door);
  while (door.at_the_door > 0 && door.store.walk_in(now, SeatKind::within, widest_.room_limit)) {
    --door.at_the_door;
    door.seated_at.push_back(now_);
  }
  door.store.promote(now);
  note_made(door);
}

SeatReport World::make_report(Door& door) {
  SeatNeeds needs;
  auto& seated = door.seated_at;
  seated.erase(std::remove_if(seated.begin(), seated.end(), [&](std::int64_t at) { return at < now_ - kLately; }),
               seated.end());
  needs.taken_lately = static_cast<std::int64_t>(seated.size());
  needs.people_waiting = door.at_the_door + door.store.count_waitlisted();
  needs.overrides_waiting = door.overrides_wanted;
  needs.short_elsewhere = door.reported.news.short_elsewhere;
  needs.seats_people = !quiet_ || needs.people_waiting > 0;
  const SeatNumbers back = decide_return(door.store.account, needs);
  if (back != SeatNumbers{}) {
    give_back(door.store.account, back);
    ++door.store.version;
  }
  SeatReport report;
  report.account = door.store.account;
  report.wish = decide_wish(needs);
  report.hub_forgot = door.store.hub_forgot;
  report.level = door.store.level();
  return report;
}

ExchangeView World::look(Door& door) {
  ExchangeView view;
  view.self = door.store.self;
  view.places = door.store.places;
  view.heads = door.heads;
  view.waiting = static_cast<std::int64_t>(door.store.waiting.size());
  if (broken_ == Broken::ignores_history) {
    for (auto& [origin, place] : view.places) {
      const BatchPlace head = find_place(view.heads, origin);
      if (place.seq >= head.seq) place = head;
    }
  }
  return view;
}

void World::go_on(Door& door) {
  ExchangeView view = look(door);
  ExchangeStep step = decide_next_exchange(view);
  std::optional<SeatReport> report;
  if (step == ExchangeStep::rest) {
    report = make_report(door);
    view.report_due = is_report_due(door.reported, *report);
    step = decide_next_exchange(view);
  }
  switch (step) {
    case ExchangeStep::start_over:
      ++tally_["started over"];
      door.store.start_over();
      return go_on(door);
    case ExchangeStep::pull: {
      Ask pull{AskKind::pull};
      pull.wanted = list_wanted(door.store.self, view.places, door.heads);
      return ask(door, std::move(pull));
    }
    case ExchangeStep::put: {
      Ask put{AskKind::put};
      put.batch = door.store.make_batch(event_);
      if (broken_ == Broken::forgets_what_it_sent) {
        for (const FactId& id : put.batch->head.facts) door.store.waiting.erase(id);
      }
      return ask(door, std::move(put));
    }
    case ExchangeStep::report: {
      door.reporting = report;
      Ask told{AskKind::report};
      told.report = *report;
      return ask(door, std::move(told));
    }
    case ExchangeStep::rest:
      return;
  }
}

}  // namespace uketsuke::simulation
