// Weights of the disturbances, which professions are near each other, the cost of every pair, the score.
#include "common/grouping_cost.h"

#include <algorithm>
#include <map>

namespace uketsuke {
namespace {

/// Rare professions are joined within their family first.
int family(ProfessionCategory profession) {
  switch (profession) {
    case ProfessionCategory::doctor:
    case ProfessionCategory::dentist:
    case ProfessionCategory::pharmacist:
      return 0;
    case ProfessionCategory::nurse:
    case ProfessionCategory::rehabilitation:
    case ProfessionCategory::dietitian:
    case ProfessionCategory::dental_hygienist:
      return 1;
    case ProfessionCategory::care_manager:
    case ProfessionCategory::social_worker:
    case ProfessionCategory::administration:
      return 2;
    case ProfessionCategory::care_worker:
    case ProfessionCategory::welfare_equipment:
      return 3;
    case ProfessionCategory::fire_ambulance:
    case ProfessionCategory::office:
    case ProfessionCategory::other:
      return 4;
  }
  return 4;
}

/// Near each other across the families.
bool are_linked(ProfessionCategory a, ProfessionCategory b) {
  using P = ProfessionCategory;
  constexpr std::array<std::pair<P, P>, 6> kLinks = {{{P::dentist, P::dental_hygienist},
                                                      {P::pharmacist, P::dietitian},
                                                      {P::nurse, P::fire_ambulance},
                                                      {P::rehabilitation, P::welfare_equipment},
                                                      {P::administration, P::fire_ambulance},
                                                      {P::administration, P::office}}};
  return std::any_of(kLinks.begin(), kLinks.end(), [a, b](const std::pair<P, P>& link) {
    return (link.first == a && link.second == b) || (link.first == b && link.second == a);
  });
}

std::size_t place(Disturbance disturbance) { return static_cast<std::size_t>(disturbance); }

/// Each pair once, the smaller place first, in order.
std::vector<std::pair<std::size_t, std::size_t>> tidy_pairs(const GroupingTask& task) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [a, b] : task.met) {
    if (a != b && a < task.people.size() && b < task.people.size()) pairs.emplace_back(std::min(a, b), std::max(a, b));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

std::string_view word(GroupingMode mode) {
  switch (mode) {
    case GroupingMode::same:
      return "same";
    case GroupingMode::mixed:
      return "mixed";
  }
  return {};
}

std::optional<GroupingMode> grouping_mode_from_word(std::string_view text) {
  if (text == word(GroupingMode::same)) return GroupingMode::same;
  if (text == word(GroupingMode::mixed)) return GroupingMode::mixed;
  return std::nullopt;
}

std::string_view word(Disturbance disturbance) {
  switch (disturbance) {
    case Disturbance::same_facility:
      return "same_facility";
    case Disturbance::met_before:
      return "met_before";
    case Disturbance::unlike_profession:
      return "unlike_profession";
    case Disturbance::related_profession:
      return "related_profession";
    case Disturbance::same_profession:
      return "same_profession";
    case Disturbance::same_setting:
      return "same_setting";
  }
  return {};
}

bool are_related(ProfessionCategory a, ProfessionCategory b) {
  return a == b || family(a) == family(b) || are_linked(a, b);
}

std::array<std::uint16_t, kDisturbanceCount> disturbance_weights(GroupingMode mode) {
  switch (mode) {
    case GroupingMode::same:
      return {1000, 60, 30, 12, 0, 8};
    case GroupingMode::mixed:
      return {1000, 60, 0, 0, 30, 4};
  }
  return {};
}

std::array<bool, kDisturbanceCount> disturbances(const GroupPerson& a, const GroupPerson& b) {
  std::array<bool, kDisturbanceCount> found{};
  found[place(Disturbance::same_facility)] = !a.facility.empty() && a.facility == b.facility;
  const bool same = a.profession == b.profession;
  const bool related = !same && are_related(a.profession, b.profession);
  found[place(Disturbance::same_profession)] = same;
  found[place(Disturbance::related_profession)] = related;
  found[place(Disturbance::unlike_profession)] = !same && !related;
  found[place(Disturbance::same_setting)] = a.setting.has_value() && a.setting == b.setting;
  return found;
}

PairCosts::PairCosts(const GroupingTask& task, std::size_t empty)
    : seats_(task.people.size() + empty), costs_(seats_ * seats_, 0) {
  const auto weights = disturbance_weights(task.mode);
  const std::size_t people = task.people.size();
  for (std::size_t a = 0; a < people; ++a) {
    for (std::size_t b = a + 1; b < people; ++b) {
      const auto found = disturbances(task.people[a], task.people[b]);
      unsigned cost = 0;
      for (std::size_t i = 0; i < kDisturbanceCount; ++i) cost += found[i] ? weights[i] : 0U;
      put(a, b, static_cast<std::uint16_t>(cost));
    }
  }
  for (const auto& [a, b] : tidy_pairs(task)) {
    put(a, b, static_cast<std::uint16_t>(at(a, b) + weights[place(Disturbance::met_before)]));
  }
}

void PairCosts::put(std::size_t a, std::size_t b, std::uint16_t cost) {
  costs_[a * seats_ + b] = cost;
  costs_[b * seats_ + a] = cost;
}

GroupingScore score_groups(const GroupingTask& task, const std::vector<std::size_t>& table_of) {
  std::array<std::int64_t, kDisturbanceCount> pairs{};
  std::map<std::size_t, std::vector<std::size_t>> tables;
  for (std::size_t i = 0; i < table_of.size(); ++i) tables[table_of[i]].push_back(i);
  GroupingScore score;
  for (const auto& [table, people] : tables) {
    score.smallest = score.tables == 0 ? people.size() : std::min(score.smallest, people.size());
    score.largest = std::max(score.largest, people.size());
    ++score.tables;
    for (std::size_t a = 0; a < people.size(); ++a) {
      for (std::size_t b = a + 1; b < people.size(); ++b) {
        const auto found = disturbances(task.people[people[a]], task.people[people[b]]);
        for (std::size_t i = 0; i < kDisturbanceCount; ++i) pairs[i] += found[i] ? 1 : 0;
      }
    }
  }
  for (const auto& [a, b] : tidy_pairs(task)) {
    const bool together = a < table_of.size() && b < table_of.size() && table_of[a] == table_of[b];
    pairs[place(Disturbance::met_before)] += together ? 1 : 0;
  }
  const auto weights = disturbance_weights(task.mode);
  for (std::size_t i = 0; i < kDisturbanceCount; ++i) {
    if (weights[i] == 0) continue;
    score.parts.push_back({static_cast<Disturbance>(i), pairs[i], weights[i]});
    score.cost += pairs[i] * weights[i];
  }
  return score;
}

}  // namespace uketsuke
