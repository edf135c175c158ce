// People counted without their names, at public lectures and booths: by category. Plain values, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/event.h"

namespace uketsuke {

struct HeadCount {
  std::string category;
  std::int64_t people = 0;
};

/// What there is to count by: the event's own professions, else a few that fit a public lecture.
inline std::vector<std::string> head_categories(const Event& event) {
  if (!event.professions.empty()) return event.professions;
  return {"一般", "医療職", "介護職", "行政職員", "その他"};
}

inline std::int64_t count_heads(const std::vector<HeadCount>& heads) {
  std::int64_t all = 0;
  for (const HeadCount& one : heads) all += one.people;
  return all;
}

}  // namespace uketsuke
