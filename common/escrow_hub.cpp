// The hub's side of the seats it grants. See escrow.h.
#include <algorithm>

#include "common/escrow.h"

namespace uketsuke {

namespace {

std::int64_t sum(const SeatNumbers& numbers) { return numbers.seats + numbers.over; }

SeatNumbers count_unspent(const SeatLedger& ledger) {
  SeatNumbers all;
  for (const auto& [kiosk, one] : ledger.accounts) all = all + one.account.unspent();
  return all;
}

/// What a kiosk needs now beyond what it has.
SeatNumbers count_lacking(const HubAccount& account, const SeatNumbers& wish) {
  return greater_of(wish - account.account.unspent(), {});
}

/// The kiosk said more before than it says now.
bool lost_account(const SeatAccount& known, const SeatAccount& told) {
  return greater_of(known.spent, told.spent) != told.spent ||
         greater_of(known.returned, told.returned) != told.returned;
}

/// What the kiosk may have spent of its old account is taken until all agree.
void close_account(SeatLedger& ledger, HubAccount& account, const std::string& life) {
  ledger.taken += std::max<std::int64_t>(0, sum(account.account.unspent()));
  account.account = begin_account(life);
  account.level.reset();
}

void book(SeatLedger& ledger, SeatAccount& known, const SeatAccount& told) {
  ledger.taken += sum(told.spent - known.spent);
  known.spent = told.spent;
  known.returned = told.returned;
  known.granted = greater_of(known.granted, told.granted);
}

/// Both have everything that the other one had sent when it reported; of those who are no members all of it.
bool has_heard(const SeatLedger& ledger, const Places& heads, const LevelReport& level) {
  for (const auto& [origin, head] : heads) {
    const auto member = ledger.accounts.find(origin);
    const std::int64_t sent =
        member == ledger.accounts.end() ? head.seq : find_place(member->second.level->places, origin).seq;
    if (find_place(level.places, origin).seq < sent) return false;
  }
  return true;
}

bool same_holders(const LevelReport& a, const LevelReport& b) { return a.held == b.held && a.held_mark == b.held_mark; }

/// Who holds a seat is known: what was given up comes back.
void settle(SeatLedger& ledger, const Places& heads) {
  if (!all_agree(ledger, heads)) return;
  ledger.taken = ledger.accounts.begin()->second.level->held;
  ledger.asking = false;
}

std::int64_t fair_part(std::int64_t pool, std::size_t members) {
  const auto among = static_cast<std::int64_t>(std::max<std::size_t>(1, members));
  return (pool + among - 1) / among;
}

/// Of one kind: for people who are here, else a fair part of what nobody needs more.
std::int64_t grant_of(std::int64_t pool, std::int64_t urgent, std::int64_t lacking, std::int64_t fair,
                      std::int64_t short_elsewhere) {
  const std::int64_t now = std::min(urgent, pool);
  if (short_elsewhere > 0) return now;
  return std::max(now, std::min({lacking, fair, pool}));
}

SeatAnswer answer_to(const SeatLedger& ledger, const KioskId& kiosk) {
  SeatAnswer answer;
  const auto found = ledger.accounts.find(kiosk);
  if (found == ledger.accounts.end()) return answer;
  answer.life = found->second.account.life;
  answer.granted = found->second.account.granted;
  answer.news = read_news(ledger, kiosk);
  return answer;
}

}  // namespace

std::optional<SeatNumbers> count_pool(const SeatLedger& ledger) {
  const auto seats = count_seats(ledger.rules);
  if (!seats) return std::nullopt;
  if (ledger.asking) return SeatNumbers{};
  const SeatNumbers unspent = count_unspent(ledger);
  const std::int64_t all = sum(*seats) - ledger.taken - sum(unspent);
  return SeatNumbers{std::min(all, seats->seats - ledger.taken - unspent.seats), all};
}

SeatLedger begin_ledger(const SeatRules& rules, std::int64_t held) {
  SeatLedger ledger;
  ledger.rules = rules;
  ledger.taken = held;
  return ledger;
}

void add_kiosk(SeatLedger& ledger, const KioskId& kiosk) { ledger.accounts.try_emplace(kiosk); }

void remove_kiosk(SeatLedger& ledger, const KioskId& kiosk) {
  const auto found = ledger.accounts.find(kiosk);
  if (found == ledger.accounts.end()) return;
  close_account(ledger, found->second, {});
  ledger.accounts.erase(found);
}

void ask_everybody(SeatLedger& ledger) {
  ledger.asking = true;
  for (auto& [kiosk, one] : ledger.accounts) one.level.reset();
}

bool change_rules(SeatLedger& ledger, const SeatRules& rules) {
  SeatLedger changed = ledger;
  changed.rules = rules;
  changed.asking = false;
  const auto pool = count_pool(changed);
  const auto before = count_seats(ledger.rules);
  const auto after = count_seats(rules);
  const bool wider = !after || (before && after->seats >= before->seats && sum(*after) >= sum(*before));
  const bool holds = !ledger.asking && (!pool || (pool->seats >= 0 && pool->over >= 0));
  if (!wider && !holds) return false;
  ledger.rules = rules;
  return true;
}

SeatNews read_news(const SeatLedger& ledger, const KioskId& kiosk) {
  SeatNews news;
  news.wants_level = ledger.asking;
  const SeatNumbers pool = greater_of(count_pool(ledger).value_or(SeatNumbers{}), {});
  for (const auto& [other, one] : ledger.accounts) {
    if (one.level && one.level->held != ledger.taken) news.wants_level = true;
    if (other == kiosk) {
      news.knows_level = one.level.has_value();
      continue;
    }
    news.short_elsewhere = news.short_elsewhere + greater_of(count_lacking(one, one.wish.urgent) - pool, {});
  }
  if (!count_seats(ledger.rules)) news = {};
  return news;
}

bool all_agree(const SeatLedger& ledger, const Places& heads) {
  const auto reported = [](const auto& one) { return one.second.level.has_value(); };
  if (ledger.accounts.empty() || !std::all_of(ledger.accounts.begin(), ledger.accounts.end(), reported)) return false;
  const LevelReport& first = *ledger.accounts.begin()->second.level;
  return std::all_of(ledger.accounts.begin(), ledger.accounts.end(), [&](const auto& one) {
    return same_holders(*one.second.level, first) && has_heard(ledger, heads, *one.second.level);
  });
}

SeatNumbers decide_grant(const SeatLedger& ledger, const KioskId& kiosk) {
  const auto pool = count_pool(ledger);
  if (!pool) return {};
  const HubAccount& account = ledger.accounts.at(kiosk);
  const SeatNumbers free = greater_of(*pool, {});
  const SeatNumbers urgent = count_lacking(account, account.wish.urgent);
  const SeatNumbers lacking = count_lacking(account, account.wish.in_store);
  const SeatNumbers elsewhere = read_news(ledger, kiosk).short_elsewhere;
  const std::size_t members = ledger.accounts.size();
  SeatNumbers grant;
  grant.seats = grant_of(free.seats, urgent.seats, lacking.seats, fair_part(free.seats, members), elsewhere.seats);
  const std::int64_t over = std::max<std::int64_t>(0, free.over - grant.seats);  // both kinds are of one room
  grant.over = grant_of(over, urgent.over, lacking.over, fair_part(over, members), elsewhere.over);
  return grant;
}

SeatAnswer take_report(SeatLedger& ledger, const KioskId& kiosk, const SeatReport& report, const ReportFacts& facts) {
  const auto found = ledger.accounts.find(kiosk);
  if (found == ledger.accounts.end() || !facts.session_is_current) return answer_to(ledger, kiosk);
  HubAccount& mine = found->second;
  const bool granted_unknown = report.account.life == mine.account.life &&
                               greater_of(mine.account.granted, report.account.granted) != mine.account.granted;
  if (report.hub_forgot || granted_unknown) ask_everybody(ledger);
  if (report.account.life != mine.account.life) close_account(ledger, mine, report.account.life);
  if (lost_account(mine.account, report.account)) {
    SeatAnswer answer = answer_to(ledger, kiosk);
    answer.lost_account = true;
    return answer;
  }
  book(ledger, mine.account, report.account);
  mine.wish = report.wish;
  mine.level = facts.level_is_of_here ? report.level : std::nullopt;
  settle(ledger, facts.heads);
  mine.account.granted = mine.account.granted + decide_grant(ledger, kiosk);
  SeatAnswer answer = answer_to(ledger, kiosk);
  answer.caught_up = mine.level && !ledger.asking;
  return answer;
}

}  // namespace uketsuke
