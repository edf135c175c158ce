// See sim_hub.h.
#include "tests/hub_simulation/sim_hub.h"

#include <algorithm>

namespace uketsuke::simulation {

std::optional<Answer> Hub::handle(const Ask& ask, UtcMillis now) {
  Answer answer;
  answer.kind = ask.kind;
  answer.session = ask.session;
  answer.number = ask.number;
  answer.asked = ask.asked;
  answer.hub = now;
  Session& session = sessions_[ask.kiosk];
  if (ask.kind == AskKind::session) {
    answer.last_session = session.count;
    return answer;
  }
  if (ask.kind == AskKind::claim) {
    claim(ask, answer);
  } else {
    const bool current = ask.session == session.count || broken_ == Broken::any_session;
    if (current && ask.session == session.count && ask.number <= session.number) return std::nullopt;  // came before
    if (current) session.number = ask.number;
    answer.stale = !current;
    if (current && ask.kind == AskKind::pull) pull(ask, answer);
    if (ask.kind == AskKind::put) put(ask, answer, current);
    if (current && ask.kind == AskKind::report) report(ask, answer);
  }
  answer.heads = heads_;
  answer.news = read_news(ledger, ask.kiosk);
  return answer;
}

void Hub::claim(const Ask& ask, Answer& answer) {
  Session& session = sessions_[ask.kiosk];
  answer.stale = ask.session != session.count + 1;
  if (!answer.stale) session = {ask.session, ask.number};
}

void Hub::pull(const Ask& ask, Answer& answer) const {
  constexpr std::size_t kMost = 4;
  for (const Wanted& wanted : ask.wanted) {
    const auto found = batches_.find(wanted.origin);
    if (found == batches_.end()) continue;
    for (std::size_t i = static_cast<std::size_t>(wanted.after); i < found->second.size(); ++i) {
      if (answer.batches.size() >= kMost) return;
      answer.batches.push_back(found->second[i]);
    }
  }
}

void Hub::put(const Ask& ask, Answer& answer, bool current) {
  const BatchHead& head = ask.batch->head;
  PutFacts known{current, find_place(heads_, head.origin), false};
  known.knows_a_fact = std::any_of(head.facts.begin(), head.facts.end(), [&](const FactId& id) { return knows(id); });
  answer.put = judge_put(known, head);
  if (answer.put != PutAnswer::taken) return;
  batches_[head.origin].push_back(ask.batch);
  heads_[head.origin] = head.place();
  for (const FactId& id : head.facts) took_twice = !facts_.insert(id).second || took_twice;
  ++news;
}

bool Hub::is_here(const Places& places) const {
  return std::all_of(places.begin(), places.end(), [&](const auto& one) {
    if (one.second.seq == 0) return true;
    const auto found = batches_.find(one.first);
    const auto index = static_cast<std::size_t>(one.second.seq - 1);
    return found != batches_.end() && index < found->second.size() && found->second[index]->head.id == one.second.id;
  });
}

void Hub::report(const Ask& ask, Answer& answer) {
  ReportFacts facts;
  facts.heads = heads_;
  facts.level_is_of_here = !ask.report.level || is_here(ask.report.level->places);
  const std::int64_t taken = ledger.taken;
  const SeatNews before = read_news(ledger, {});
  if (broken_ == Broken::settles_with_one_word && ask.report.level && facts.level_is_of_here) {
    for (auto& [kiosk, one] : ledger.accounts) {
      one.level = ask.report.level;
      for (const auto& [origin, head] : heads_) one.level->places[origin] = head;
    }
  }
  if (broken_ == Broken::grants_without_subtracting) {
    SeatLedger alone = ledger;
    for (auto& [kiosk, one] : alone.accounts) {
      if (kiosk != ask.kiosk) one.account.granted = one.account.spent + one.account.returned;
    }
    answer.seats = take_report(alone, ask.kiosk, ask.report, facts);
    ledger.accounts[ask.kiosk] = alone.accounts[ask.kiosk];
    ledger.taken = alone.taken;
  } else {
    answer.seats = take_report(ledger, ask.kiosk, ask.report, facts);
  }
  const SeatNews after = read_news(ledger, {});
  if (ledger.taken < taken || after.wants_level != before.wants_level ||
      after.short_elsewhere != before.short_elsewhere) {
    ++news;
  }
}

void Hub::begin_again() {
  if (broken_ != Broken::restored_hub_asks_nobody) ask_everybody(ledger);
  ++news;
}

}  // namespace uketsuke::simulation
