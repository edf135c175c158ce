// See pack_merge.h.
#include "db/pack_merge.h"

#include <algorithm>
#include <array>
#include <functional>

namespace uketsuke {

namespace {

bool names(const std::string& fields, std::string_view field) {
  for (std::size_t start = 0; start <= fields.size();) {
    const std::size_t end = std::min(fields.find(',', start), fields.size());
    if (std::string_view(fields).substr(start, end - start) == field) return true;
    start = end + 1;
  }
  return false;
}

bool begins(const MergeChange& change) { return change.kind == "registered" || change.kind == "substitute"; }

bool says_status(const MergeChange& change) {
  if (change.kind == "edited") return names(change.fields, "role") || names(change.fields, "kept");
  return change.kind != "substituted" && change.kind != "renumbered";
}

bool says_field(const MergeChange& change, std::string_view field) {
  if (begins(change)) return true;
  if (field == "number") return change.kind == "renumbered";
  if (field == "profession" && change.kind == "edited" && change.fields.empty()) return true;
  return names(change.fields, field);
}

template <class Says>
const MergeChange* find_last(const std::vector<MergeChange>& changes, Says says) {
  const auto found = std::find_if(changes.rbegin(), changes.rend(), says);
  return found == changes.rend() ? nullptr : &*found;
}

bool is_later(const MergeChange* a, const MergeChange* b) {
  if (a == nullptr || b == nullptr) return a != nullptr;
  return a->hlc != b->hlc ? a->hlc > b->hlc : a->id > b->id;
}

bool is_gone(RegistrationStatus status) {
  return status == RegistrationStatus::cancelled || status == RegistrationStatus::declined;
}

/// By itself or in passing, not somebody's decision on whether this person comes.
bool is_soft(const MergeChange& change) {
  constexpr std::array<std::string_view, 4> kSoft = {"promoted", "judged_anew", "edited", "waitlisted"};
  return std::find(kSoft.begin(), kSoft.end(), change.kind) != kSoft.end();
}

bool knows(const std::vector<MergeChange>& changes, const MergeChange& change) {
  return std::any_of(changes.begin(), changes.end(), [&](const MergeChange& one) { return one.id == change.id; });
}

void take_status(MergeSide& values, const MergeSide& from) {
  values.status = from.status;
  values.suspected_of = from.suspected_of;
  values.door_wait = from.door_wait;
}

void merge_status(Merged& merged, const MergeSide& here, const MergeSide& there) {
  const MergeChange* ours = find_status_change(here.changes);
  const MergeChange* theirs = find_status_change(there.changes);
  if (ours != nullptr && theirs != nullptr && ours->id == theirs->id) {
    auto& wait = merged.values.door_wait;
    if (there.door_wait && (!wait || *there.door_wait < *wait)) wait = there.door_wait;
    if (!there.suspected_of) merged.values.suspected_of.reset();
    return;
  }
  const bool theirs_wins = is_later(theirs, ours);
  if (theirs_wins) take_status(merged.values, there);
  const MergeChange* later = theirs_wins ? theirs : ours;
  const MergeChange* earlier = theirs_wins ? ours : theirs;
  const MergeSide& winner = theirs_wins ? there : here;
  const MergeSide& loser = theirs_wins ? here : there;
  if (later == nullptr || earlier == nullptr || !is_soft(*later) || !is_gone(earlier->status)) return;
  if (is_gone(later->status) || knows(winner.changes, *earlier)) return;
  take_status(merged.values, loser);
  merged.says_anew = earlier->kind;
}

void merge_person(Attendee& values, const MergeSide& here, const MergeSide& there) {
  if (there.attendee.name.empty()) return;
  const std::array<std::pair<std::string_view, std::function<std::string&(Attendee&)>>, 7> fields = {{
      {"name", [](Attendee& a) -> std::string& { return a.name; }},
      {"furigana", [](Attendee& a) -> std::string& { return a.furigana; }},
      {"facility", [](Attendee& a) -> std::string& { return a.facility; }},
      {"profession", [](Attendee& a) -> std::string& { return a.profession.given; }},
      {"email", [](Attendee& a) -> std::string& { return a.email; }},
      {"phone", [](Attendee& a) -> std::string& { return a.phone; }},
      {"note", [](Attendee& a) -> std::string& { return a.note; }},
  }};
  Attendee theirs = there.attendee;
  for (const auto& [field, text] : fields) {
    if (is_later(find_field_change(there.changes, field), find_field_change(here.changes, field))) {
      text(values) = text(theirs);
    }
  }
}

void merge_substitute(Merged& merged, const MergeSide& here, const MergeSide& there) {
  if (!there.substituted_by || there.substituted_by == here.substituted_by) return;
  merged.substitutes_differ = here.substituted_by.has_value();
  // Who sent a substitute first sent that one.
  if (!here.substituted_by || there.substituted_by->value < here.substituted_by->value) {
    merged.values.substituted_by = there.substituted_by;
  }
}

}  // namespace

const MergeChange* find_status_change(const std::vector<MergeChange>& changes) {
  return find_last(changes, says_status);
}

const MergeChange* find_field_change(const std::vector<MergeChange>& changes, std::string_view field) {
  return find_last(changes, [&](const MergeChange& change) { return says_field(change, field); });
}

Merged merge_registration(const MergeSide& here, const MergeSide& there) {
  Merged merged{here, std::nullopt, false};
  const auto theirs_later = [&](std::string_view field) {
    return is_later(find_field_change(there.changes, field), find_field_change(here.changes, field));
  };
  if (theirs_later("number")) merged.values.number = there.number;
  if (theirs_later("role")) merged.values.role = there.role;
  if (theirs_later("group")) merged.values.group = there.group;
  if (theirs_later("profession")) merged.values.category = there.category;
  // Only a pending one's lateness is judged anew.
  if (theirs_later("late") && here.status == RegistrationStatus::pending) merged.values.late = there.late;
  merge_status(merged, here, there);
  merge_person(merged.values.attendee, here, there);
  merge_substitute(merged, here, there);
  return merged;
}

}  // namespace uketsuke
