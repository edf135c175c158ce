// A kiosk's side of the seats; the hub's is escrow_hub.cpp. See escrow.h.
#include "common/escrow.h"

#include <algorithm>

namespace uketsuke {

namespace {

/// One kind of what is wished for.
std::int64_t in_store(std::int64_t urgent, std::int64_t taken_lately, std::int64_t spare,
                      std::int64_t short_elsewhere) {
  return short_elsewhere > 0 ? urgent : urgent + taken_lately + spare;
}

std::int64_t beyond(std::int64_t unspent, std::int64_t wish, std::int64_t short_elsewhere) {
  return std::max<std::int64_t>(0, unspent - (short_elsewhere > 0 ? wish : 2 * wish));
}

bool is_low(std::int64_t unspent, std::int64_t urgent, std::int64_t wish) {
  return unspent < urgent || 2 * unspent < wish;
}

std::uint64_t spread(std::uint64_t bits) {  // the last step of splitmix64
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
  return bits ^ (bits >> 31);
}

}  // namespace

SeatNumbers operator+(const SeatNumbers& a, const SeatNumbers& b) { return {a.seats + b.seats, a.over + b.over}; }
SeatNumbers operator-(const SeatNumbers& a, const SeatNumbers& b) { return {a.seats - b.seats, a.over - b.over}; }
SeatNumbers greater_of(const SeatNumbers& a, const SeatNumbers& b) {
  return {std::max(a.seats, b.seats), std::max(a.over, b.over)};
}
SeatNumbers smaller_of(const SeatNumbers& a, const SeatNumbers& b) {
  return {std::min(a.seats, b.seats), std::min(a.over, b.over)};
}

std::optional<SeatNumbers> count_seats(const SeatRules& rules) {
  if (!rules.capacity && !rules.room_limit) return std::nullopt;
  const std::int64_t room = rules.room_limit.value_or(rules.capacity.value_or(0) + rules.tolerance);
  const std::int64_t within = std::min(rules.capacity.value_or(room), room);
  const std::int64_t all = rules.capacity ? std::min(*rules.capacity + rules.tolerance, room) : room;
  return SeatNumbers{within, all - within};
}

SeatAccount begin_account(std::string life) { return {std::move(life)}; }

std::int64_t local_seat_limit(const SeatAccount& account, std::int64_t held) {
  return held + std::max<std::int64_t>(0, account.unspent().seats);
}

bool spend_seat(SeatAccount& account, SeatKind kind) {
  const SeatNumbers one = kind == SeatKind::within ? SeatNumbers{1, 0} : SeatNumbers{0, 1};
  const SeatNumbers left = account.unspent() - one;
  if ((kind == SeatKind::within ? left.seats : left.over) < 0) return false;
  account.spent = account.spent + one;
  return true;
}

SeatWish decide_wish(const SeatNeeds& needs) {
  constexpr SeatNumbers kSpare{2, 1};
  SeatWish wish;
  if (!needs.seats_people) return wish;
  wish.urgent = {needs.people_waiting, needs.overrides_waiting};
  wish.in_store = {in_store(wish.urgent.seats, needs.taken_lately, kSpare.seats, needs.short_elsewhere.seats),
                   in_store(wish.urgent.over, needs.taken_over_lately, kSpare.over, needs.short_elsewhere.over)};
  return wish;
}

bool asks_for_seats(const SeatAccount& account, const SeatWish& wish) {
  const SeatNumbers left = account.unspent();
  return is_low(left.seats, wish.urgent.seats, wish.in_store.seats) ||
         is_low(left.over, wish.urgent.over, wish.in_store.over);
}

SeatNumbers decide_return(const SeatAccount& account, const SeatNeeds& needs) {
  const SeatNumbers left = account.unspent();
  const SeatNumbers wish = decide_wish(needs).in_store;
  return {beyond(left.seats, wish.seats, needs.short_elsewhere.seats),
          beyond(left.over, wish.over, needs.short_elsewhere.over)};
}

void give_back(SeatAccount& account, const SeatNumbers& seats) {
  account.returned = account.returned + smaller_of(greater_of(seats, {}), greater_of(account.unspent(), {}));
}

std::uint64_t mark_seat(const RegistrationId& registration) {
  std::uint64_t bits = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : registration.value) bits = (bits ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return spread(bits);
}

bool take_answer(SeatAccount& account, const SeatAnswer& answer) {
  if (answer.life != account.life || answer.lost_account) return false;
  account.granted = greater_of(account.granted, answer.granted);
  account.caught_up = account.caught_up || answer.caught_up;
  return true;
}

bool is_report_due(const Reported& reported, const SeatReport& now) {
  if (!reported.last) return true;
  const SeatReport& last = *reported.last;
  if (now.account.life != last.account.life || now.account.spent != last.account.spent ||
      now.account.returned != last.account.returned || now.hub_forgot || (reported.looked && !now.account.caught_up)) {
    return true;
  }
  if (asks_for_seats(now.account, now.wish) && (reported.looked || now.wish != last.wish)) return true;
  if (!now.level) return false;
  if (!last.level || last.level->held_mark != now.level->held_mark) return true;  // others hold seats now
  const bool says_more = *last.level != *now.level || (reported.looked && !reported.news.knows_level);
  return reported.news.wants_level && says_more;
}

}  // namespace uketsuke
