// See decisions.h.
#include "common/decisions.h"

#include <algorithm>
#include <array>
#include <map>

namespace uketsuke {

namespace {

UtcMillis midnight_of(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return zone.to_utc({civil.year, civil.month, civil.day, 0, 0, 0, 0, 0});
}

UtcMillis day_before(UtcMillis midnight, const Zone& zone) { return midnight_of(midnight - 1, zone); }

void count(ChannelCount& channel, RegistrationStatus status) {
  ++channel.people;
  switch (status) {
    case RegistrationStatus::pending:
      ++channel.pending;
      break;
    case RegistrationStatus::confirmed:
      ++channel.confirmed;
      break;
    case RegistrationStatus::waitlisted:
      ++channel.waitlisted;
      break;
    case RegistrationStatus::cancelled:
    case RegistrationStatus::declined:
      ++channel.gone;
      break;
  }
}

/// From the newest day back, so that a single old date cannot make the row endless.
std::vector<DayCount> fill_days(const std::map<UtcMillis, DayCount>& days, const Zone& zone) {
  std::vector<DayCount> filled;
  if (days.empty()) return filled;
  const UtcMillis first = days.begin()->first;
  for (UtcMillis day = days.rbegin()->first; day >= first && filled.size() < kMostDays; day = day_before(day, zone)) {
    const auto found = days.find(day);
    filled.push_back(found == days.end() ? DayCount{day, 0, 0} : found->second);
  }
  std::reverse(filled.begin(), filled.end());
  return filled;
}

}  // namespace

ApplicationCounts tally_applications(const std::vector<ReceivedPerson>& people, const Zone& zone) {
  ApplicationCounts counts;
  std::map<Channel, ChannelCount> channels;
  std::map<UtcMillis, DayCount> days;
  for (const ReceivedPerson& person : people) {
    ChannelCount& channel = channels.try_emplace(person.channel, ChannelCount{person.channel}).first->second;
    count(channel, person.status);
    const UtcMillis midnight = midnight_of(person.received, zone);
    DayCount& day = days.try_emplace(midnight, DayCount{midnight, 0, 0}).first->second;
    ++day.people;
    if (!person.late) continue;
    ++day.late;
    if (person.status == RegistrationStatus::pending) ++counts.pending_late;
  }
  for (const auto& [channel, count] : channels) counts.channels.push_back(count);
  counts.days = fill_days(days, zone);
  return counts;
}

std::string_view japanese(RegistrationStatus status) {
  switch (status) {
    case RegistrationStatus::pending:
      return "要確認";
    case RegistrationStatus::confirmed:
      return "確定";
    case RegistrationStatus::waitlisted:
      return "キャンセル待ち";
    case RegistrationStatus::cancelled:
      return "キャンセル";
    case RegistrationStatus::declined:
      return "参加不可";
  }
  return "";
}

}  // namespace uketsuke
