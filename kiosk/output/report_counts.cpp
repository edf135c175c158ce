// Union of those who share a key; then one walk in order of time.

#include "kiosk/output/report_counts.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "kiosk/output/list_tables.h"

namespace uketsuke {
namespace {

constexpr const char* kUnknown = "不明";

bool is_present(const RegistrationRow& row) { return row.checked_in_at && row.attendee.role == Role::participant; }

/// As marks where the store has a key, so that a name is known again among erased ones.
std::vector<std::string> keys_of(const RegistrationRow& row, const KeptPeople& kept) {
  const auto marks = kept.marks.find(row.registration.value);
  if (marks != kept.marks.end()) return marks->second;
  std::vector<std::string> keys = person_keys(row.attendee);
  if (!kept.key) return keys;
  for (std::string& key : keys) {
    const std::vector<unsigned char> mark = mark_person(*kept.key, key);
    key.assign(mark.begin(), mark.end());
  }
  return keys;
}

/// The representative of everybody who is one.
class Union {
 public:
  std::size_t add() {
    parents_.push_back(parents_.size());
    return parents_.back();
  }
  std::size_t find(std::size_t one) {
    while (parents_[one] != one) one = parents_[one] = parents_[parents_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parents_;
};

/// By how many, unknown ones last.
Tally sorted(const std::map<std::string, std::int64_t>& counts) {
  Tally tally;
  for (const auto& [word, count] : counts) tally.emplace_back(word.empty() ? kUnknown : word, count);
  std::stable_sort(tally.begin(), tally.end(), [](const auto& a, const auto& b) {
    const bool unknown_a = a.first == kUnknown;
    const bool unknown_b = b.first == kUnknown;
    return unknown_a != unknown_b ? unknown_b : a.second > b.second;
  });
  return tally;
}

/// The same word from two spellings ("" and 不明) counts once.
void add(std::map<std::string, std::int64_t>& counts, const std::string& word) {
  ++counts[word.empty() ? kUnknown : word];
}

/// What is gathered by words until it is sorted.
struct Words {
  std::map<std::string, std::int64_t> kinds;
  std::map<std::string, std::int64_t> municipalities;
  std::map<std::string, std::int64_t> channels;
  std::array<std::int64_t, 7> settings{};  ///< the last: unknown
};

constexpr std::array<Setting, 6> kSettings = {Setting::hospital, Setting::clinic,    Setting::home,
                                              Setting::day,      Setting::care_home, Setting::support};

void count_present(const CountedRow& counted, UtcMillis start, ReportCounts& counts, Words& words) {
  const auto category = static_cast<std::size_t>(counted.row.attendee.profession.category);
  ++counts.professions[category];
  ++counts.professions_by_kind[counted.kind.empty() ? kUnknown : counted.kind][category];
  add(words.kinds, counted.kind);
  add(words.municipalities, counted.municipality);
  ++words.settings[counted.setting ? static_cast<std::size_t>(*counted.setting) : kSettings.size()];
  const std::int64_t after = counted.row.checked_in_at->value - start.value;
  const std::int64_t minute =
      after >= 0 ? after / kMillisPerMinute : -((-after + kMillisPerMinute - 1) / kMillisPerMinute);
  ++counts.arrivals[minute];
}

void count_channels(const AttendanceCounts& attendance, ReportCounts& counts, Words& words) {
  for (std::size_t i = 0; i < attendance.channels.size(); ++i) {
    if (attendance.channels[i] == 0) continue;
    const std::string channel(word(static_cast<Channel>(i)));
    words.channels[channel] += attendance.channels[i];
    counts.applied_channels[channel] += attendance.channels[i];
  }
  if (attendance.walk_ins > 0) words.channels[std::string(word(Channel::walk_in))] += attendance.walk_ins;
}

void add_heads(const std::vector<HeadCount>& heads, ReportCounts& counts) {
  for (const HeadCount& head : heads) {
    counts.heads += head.people;
    Tally& all = counts.heads_by_category;
    const auto found =
        std::find_if(all.begin(), all.end(), [&head](const auto& one) { return one.first == head.category; });
    if (found != all.end()) {
      found->second += head.people;
    } else {
      all.emplace_back(head.category, head.people);
    }
  }
}

std::vector<RegistrationRow> plain_rows(const std::vector<CountedRow>& counted) {
  std::vector<RegistrationRow> rows;
  rows.reserve(counted.size());
  for (const CountedRow& one : counted) rows.push_back(one.row);
  return rows;
}

}  // namespace

double ReportCounts::share(ProfessionCategory category) const {
  if (present == 0) return 0;
  return static_cast<double>(professions[static_cast<std::size_t>(category)]) / static_cast<double>(present);
}

PeopleIndex::PeopleIndex(const std::vector<const CountedEvent*>& events, const KeptPeople& kept) {
  Union same;
  std::map<std::string, std::size_t> by_key;
  std::vector<std::pair<const RegistrationRow*, std::size_t>> walk;
  for (const CountedEvent* event : events) {
    for (const CountedRow& counted : event->rows) {
      if (!is_present(counted.row)) continue;
      const std::size_t one = same.add();
      walk.emplace_back(&counted.row, one);
      for (const std::string& key : keys_of(counted.row, kept)) {
        const auto [place, fresh] = by_key.emplace(key, one);
        if (!fresh) same.join(place->second, one);
      }
    }
  }
  std::set<std::size_t> seen;
  for (const auto& [row, one] : walk) {
    const std::size_t person = same.find(one);
    persons_.emplace(row->registration.value, person);
    first_.emplace(row->registration.value, seen.insert(person).second);
  }
}

std::size_t PeopleIndex::person(const RegistrationRow& row) const {
  const auto found = persons_.find(row.registration.value);
  return found == persons_.end() ? static_cast<std::size_t>(-1) : found->second;
}

bool PeopleIndex::is_first_time(const RegistrationRow& row) const {
  const auto found = first_.find(row.registration.value);
  return found != first_.end() && found->second;
}

ReportCounts count_events(const std::vector<const CountedEvent*>& events, const PeopleIndex& people) {
  ReportCounts counts;
  Words words;
  std::set<std::size_t> persons;
  for (const CountedEvent* event : events) {
    ++counts.held;
    add_heads(event->heads, counts);
    const AttendanceCounts attendance = count_attendance(plain_rows(event->rows));
    counts.applied += attendance.applied;
    counts.present += attendance.present;
    counts.walk_ins += attendance.walk_ins;
    counts.absent += attendance.absent;
    count_channels(attendance, counts, words);
    for (const CountedRow& counted : event->rows) {
      const RegistrationRow& row = counted.row;
      if (!is_present(row)) continue;
      count_present(counted, event->summary.event.starts_at, counts, words);
      persons.insert(people.person(row));
      (people.is_first_time(row) ? counts.first_time : counts.repeat) += 1;
    }
  }
  counts.people = static_cast<std::int64_t>(persons.size());
  counts.kinds = sorted(words.kinds);
  counts.municipalities = sorted(words.municipalities);
  for (const auto& [channel, count] : words.channels) counts.channels.emplace_back(channel, count);
  for (std::size_t i = 0; i < words.settings.size(); ++i) {
    if (words.settings[i] == 0) continue;
    counts.settings.emplace_back(i < kSettings.size() ? std::string(japanese(kSettings[i])) : kUnknown,
                                 words.settings[i]);
  }
  return counts;
}

}  // namespace uketsuke
