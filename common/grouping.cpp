// A good start, then the search; for settle the fewest moves first, then the search among equally few.
#include "common/grouping.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "common/grouping_cost.h"
#include "common/grouping_search.h"
#include "common/result.h"

namespace uketsuke {
namespace {

using Sizes = std::vector<std::size_t>;
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// The warmest threshold: a few pairs of unlike professions, far below two of one facility.
constexpr std::int64_t kWarmest = 90;

struct Effort {
  std::size_t runs;
  std::size_t swaps;
};
Effort effort_for(std::size_t people) {
  if (people <= 16) return {16, people * 2000};
  return {people <= 200 ? 4U : 1U, std::min<std::size_t>(people * 8000, 8000000)};
}

/// How many of the people sit at each table when they are laid out as evenly as the locked seats let them.
Sizes level_sizes(const GroupingTask& task, std::size_t tables) {
  Sizes sizes(tables, 0);
  std::size_t open = 0;
  for (const GroupPerson& person : task.people) {
    CHECK(!person.locked || *person.locked < tables);
    if (person.locked) {
      ++sizes[*person.locked];
    } else {
      ++open;
    }
  }
  for (; open > 0; --open) ++*std::min_element(sizes.begin(), sizes.end());
  return sizes;
}

/// People in an order in which those who are alike stand together; equals in the order of the seed.
std::vector<std::size_t> order_alike(const GroupingTask& task, SeedSequence& random) {
  std::vector<std::size_t> order(task.people.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  std::stable_sort(order.begin(), order.end(), [&task](std::size_t a, std::size_t b) {
    const GroupPerson& one = task.people[a];
    const GroupPerson& other = task.people[b];
    return std::tie(one.profession, one.setting, one.facility) <
           std::tie(other.profession, other.setting, other.facility);
  });
  return order;
}

/// same: table after table is filled with those who are alike. mixed: they are dealt out, one a table.
std::vector<std::size_t> lay_out(const GroupingTask& task, const Sizes& sizes, SeedSequence& random) {
  std::vector<std::size_t> table_of(task.people.size(), kNowhere);
  Sizes room = sizes;
  for (std::size_t i = 0; i < task.people.size(); ++i) {
    if (!task.people[i].locked) continue;
    table_of[i] = *task.people[i].locked;
    --room[table_of[i]];
  }
  std::size_t table = 0;
  for (const std::size_t person : order_alike(task, random)) {
    if (table_of[person] != kNowhere) continue;
    while (room[table] == 0) table = (table + 1) % room.size();
    table_of[person] = table;
    --room[table];
    if (task.mode == GroupingMode::mixed) table = (table + 1) % room.size();
  }
  return table_of;
}

/// The tables that have one seat less than the fullest with anybody who may be swapped: each gets an empty seat, so
/// that a move to it is a swap too.
std::vector<std::size_t> find_empty_seats(const std::vector<std::size_t>& table_of, const std::vector<bool>& stays,
                                          std::size_t tables) {
  Sizes sizes(tables, 0);
  for (const std::size_t table : table_of) ++sizes[table];
  std::size_t full = 0;
  for (std::size_t i = 0; i < table_of.size(); ++i) {
    if (!stays[i]) full = std::max(full, sizes[table_of[i]]);
  }
  std::vector<std::size_t> empty;
  for (std::size_t table = 0; table < tables; ++table) {
    if (sizes[table] > 0 && sizes[table] + 1 == full) empty.push_back(table);
  }
  return empty;
}

/// The best of some annealed runs and the plain climb, all from one start. @param start  of the empty seats too
std::vector<std::size_t> search_best(const PairCosts& costs, const std::vector<SeatRule>& rules,
                                     const std::vector<std::size_t>& start, SeedSequence& random) {
  TableSearch first(costs, rules, start);
  first.climb();
  std::vector<std::size_t> best = first.table_of();
  std::int64_t best_cost = first.cost();
  const Effort effort = effort_for(start.size());
  for (std::size_t run = 0; run < effort.runs; ++run) {
    TableSearch search(costs, rules, start);
    search.anneal(random, effort.swaps, kWarmest);
    search.climb();
    if (search.cost() >= best_cost) continue;
    best = search.table_of();
    best_cost = search.cost();
  }
  return best;
}

/// Tables numbered by who of them stands first in the roster: the same tables always bear the same numbers.
void number_by_first(std::vector<std::size_t>& table_of, std::size_t tables) {
  std::vector<std::size_t> number(tables, kNowhere);
  std::size_t next = 0;
  for (std::size_t& table : table_of) {
    if (number[table] == kNowhere) number[table] = next++;
    table = number[table];
  }
}

bool any_locked(const GroupingTask& task) {
  return std::any_of(task.people.begin(), task.people.end(),
                     [](const GroupPerson& person) { return person.locked.has_value(); });
}

/// What a person adds to a table.
std::int64_t joining_cost(const PairCosts& costs, const std::vector<std::size_t>& table_of, std::size_t person,
                          std::size_t table) {
  std::int64_t cost = 0;
  for (std::size_t other = 0; other < table_of.size(); ++other) {
    if (other != person && table_of[other] == table) cost += costs.at(person, other);
  }
  return cost;
}

/// Tables that stay, those with locked seats and then the fullest first, in order of their numbers.
std::vector<std::size_t> choose_kept(const GroupingTask& task, const std::vector<std::optional<std::size_t>>& seated,
                                     std::size_t keep) {
  std::size_t tables = keep;
  for (const auto& table : seated) tables = table ? std::max(tables, *table + 1) : tables;
  Sizes sizes(tables, 0);
  std::vector<bool> locked(tables, false);
  for (std::size_t i = 0; i < seated.size(); ++i) {
    if (!seated[i]) continue;
    ++sizes[*seated[i]];
    if (task.people[i].locked == seated[i]) locked[*seated[i]] = true;
  }
  std::vector<std::size_t> order(tables);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return locked[a] != locked[b] ? static_cast<bool>(locked[a]) : sizes[a] > sizes[b];
  });
  const auto must = static_cast<std::size_t>(std::count(locked.begin(), locked.end(), true));
  order.resize(std::max(keep, must));
  std::sort(order.begin(), order.end());
  return order;
}

/// Tables while they are being settled.
struct Settling {
  const PairCosts& costs;
  std::vector<std::size_t> kept;
  std::vector<std::size_t> table_of;  ///< kNowhere: has no seat
  std::vector<bool> stays;            ///< of the people
  Sizes sizes;                        ///< by table number
  Sizes movable;                      ///< of these, who may stand up

  [[nodiscard]] std::size_t smallest() const { return *std::min_element(kept.begin(), kept.end(), by_size()); }
  /// The largest table that somebody may leave; kNowhere without one.
  [[nodiscard]] std::size_t largest() const {
    std::size_t found = kNowhere;
    for (const std::size_t table : kept) {
      if (movable[table] > 0 && (found == kNowhere || sizes[table] > sizes[found])) found = table;
    }
    return found;
  }
  void seat(std::size_t person, std::size_t table) {
    const std::size_t one = stays[person] ? 0 : 1;
    if (table_of[person] != kNowhere) {
      --sizes[table_of[person]];
      movable[table_of[person]] -= one;
    }
    table_of[person] = table;
    ++sizes[table];
    movable[table] += one;
  }

 private:
  struct BySize {
    const Sizes& sizes;
    bool operator()(std::size_t a, std::size_t b) const { return sizes[a] < sizes[b]; }
  };
  [[nodiscard]] BySize by_size() const { return {sizes}; }
};

/// Everybody without a seat to the cheapest of the smallest tables.
void seat_newcomers(Settling& now) {
  for (std::size_t person = 0; person < now.table_of.size(); ++person) {
    if (now.table_of[person] != kNowhere) continue;
    const std::size_t fewest = now.sizes[now.smallest()];
    std::size_t best = kNowhere;
    std::int64_t best_cost = 0;
    for (const std::size_t table : now.kept) {
      if (now.sizes[table] != fewest) continue;
      const std::int64_t cost = joining_cost(now.costs, now.table_of, person, table);
      if (best != kNowhere && cost >= best_cost) continue;
      best = table;
      best_cost = cost;
    }
    now.seat(person, best);
  }
}

/// From one of the fullest tables to one of the emptiest until they are within one: no way needs fewer moves. Each time
/// the person and table that disturb least.
void close_holes(Settling& now) {
  while (now.largest() != kNowhere && now.sizes[now.largest()] > now.sizes[now.smallest()] + 1) {
    const std::size_t most = now.sizes[now.largest()];
    const std::size_t fewest = now.sizes[now.smallest()];
    std::size_t mover = kNowhere;
    std::size_t target = kNowhere;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t person = 0; person < now.table_of.size(); ++person) {
      const std::size_t from = now.table_of[person];
      if (now.sizes[from] != most || now.stays[person]) continue;
      const std::int64_t leaving = joining_cost(now.costs, now.table_of, person, from);
      for (const std::size_t table : now.kept) {
        if (now.sizes[table] != fewest) continue;
        const std::int64_t added = joining_cost(now.costs, now.table_of, person, table) - leaving;
        if (added >= least) continue;
        least = added;
        mover = person;
        target = table;
      }
    }
    now.seat(mover, target);
  }
}

}  // namespace

std::size_t count_tables(std::size_t people, std::size_t size) {
  if (people == 0) return 0;
  const std::size_t wanted = std::max<std::size_t>(size, 1);
  const std::size_t fewer = std::max<std::size_t>(people / wanted, 1);
  // |people / fewer - wanted| against |people / (fewer + 1) - wanted|, without fractions.
  const auto distance = [people, wanted](std::size_t tables) {
    const std::size_t seats = wanted * tables;
    return people > seats ? people - seats : seats - people;
  };
  return distance(fewer) * (fewer + 1) <= distance(fewer + 1) * fewer ? fewer : fewer + 1;
}

Grouping plan_groups(const GroupingTask& task, std::size_t tables) {
  CHECK(tables > 0 && task.people.size() <= kMostGrouped);
  SeedSequence random(task.seed);
  const Sizes sizes = level_sizes(task, tables);
  std::vector<bool> stays;
  std::vector<SeatRule> rules;
  for (const GroupPerson& person : task.people) {
    stays.push_back(person.locked.has_value());
    rules.push_back({person.locked.has_value(), std::nullopt, false});
  }
  std::vector<std::size_t> start = lay_out(task, sizes, random);
  const std::vector<std::size_t> empty = find_empty_seats(start, stays, tables);
  const PairCosts costs(task, empty.size());
  rules.resize(costs.seats(), SeatRule{false, std::nullopt, true});
  start.insert(start.end(), empty.begin(), empty.end());
  Grouping plan{search_best(costs, rules, start, random), 0, {}};
  plan.table_of.resize(task.people.size());
  if (!any_locked(task)) number_by_first(plan.table_of, tables);
  plan.score = score_groups(task, plan.table_of);
  return plan;
}

Grouping settle_groups(const GroupingTask& task, const std::vector<std::optional<std::size_t>>& seated,
                       std::size_t keep) {
  CHECK(seated.size() == task.people.size() && keep > 0 && task.people.size() <= kMostGrouped);
  const PairCosts plain(task, 0);
  std::vector<bool> stays(seated.size(), false);
  for (std::size_t i = 0; i < seated.size(); ++i) stays[i] = seated[i] && task.people[i].locked == seated[i];
  Settling now{plain, choose_kept(task, seated, keep), std::vector<std::size_t>(seated.size(), kNowhere), stays, {},
               {}};
  std::size_t tables = now.kept.back() + 1;
  for (const auto& table : seated) tables = table ? std::max(tables, *table + 1) : tables;
  now.sizes.assign(tables, 0);
  now.movable.assign(tables, 0);
  std::vector<SeatRule> rules(seated.size());
  for (std::size_t i = 0; i < seated.size(); ++i) {
    if (!seated[i] || !std::binary_search(now.kept.begin(), now.kept.end(), *seated[i])) continue;
    rules[i].home = *seated[i];
    rules[i].locked = stays[i];
    now.seat(i, *seated[i]);
  }
  seat_newcomers(now);
  close_holes(now);
  const auto empty = find_empty_seats(now.table_of, stays, tables);
  const PairCosts costs(task, empty.size());
  now.table_of.insert(now.table_of.end(), empty.begin(), empty.end());
  rules.resize(costs.seats(), SeatRule{false, std::nullopt, true});
  SeedSequence random(task.seed);
  Grouping settled{search_best(costs, rules, now.table_of, random), 0, {}};
  settled.table_of.resize(seated.size());
  for (std::size_t i = 0; i < seated.size(); ++i) {
    settled.moves += seated[i].has_value() && *seated[i] != settled.table_of[i] ? 1 : 0;
  }
  settled.score = score_groups(task, settled.table_of);
  return settled;
}

std::size_t find_cheapest_table(const GroupingTask& task, const std::vector<std::size_t>& table_of,
                                std::size_t tables) {
  CHECK(tables > 0 && task.people.size() == table_of.size() + 1);
  const auto weights = disturbance_weights(task.mode);
  const std::size_t newcomer = table_of.size();
  std::vector<std::int64_t> cost(tables, 0);
  Sizes sizes(tables, 0);
  for (std::size_t i = 0; i < table_of.size(); ++i) {
    ++sizes[table_of[i]];
    const auto found = disturbances(task.people[i], task.people[newcomer]);
    for (std::size_t kind = 0; kind < kDisturbanceCount; ++kind) cost[table_of[i]] += found[kind] ? weights[kind] : 0;
  }
  std::vector<bool> met(table_of.size(), false);
  for (const auto& [a, b] : task.met) {
    const std::size_t other = a == newcomer ? b : a;
    if ((a != newcomer && b != newcomer) || other >= met.size() || met[other]) continue;
    met[other] = true;
    cost[table_of[other]] += weights[static_cast<std::size_t>(Disturbance::met_before)];
  }
  const std::size_t fewest = *std::min_element(sizes.begin(), sizes.end());
  std::size_t best = kNowhere;
  for (std::size_t table = 0; table < tables; ++table) {
    if (sizes[table] == fewest && (best == kNowhere || cost[table] < cost[best])) best = table;
  }
  return best;
}

}  // namespace uketsuke
