// See pack_merge.h.
#include "db/pack_merge.h"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <tuple>

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

bool is_one_of(const std::string& kind, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Confirmed before waitlisted before the others, then who was first.
bool is_better_beginning(const MergeChange& a, const MergeChange& b) {
  const auto rank = [](const MergeChange& one) {
    const int status = one.status == RegistrationStatus::confirmed    ? 0
                       : one.status == RegistrationStatus::waitlisted ? 1
                                                                      : 2;
    return std::make_tuple(status, one.hlc, one.id);
  };
  return rank(a) < rank(b);
}

/// The last change after the beginning that says it, else the beginning.
template <class Says>
const MergeChange* find_source(const std::vector<MergeChange>& changes, Says says) {
  const MergeChange* last = find_last(changes, [&](const MergeChange& one) { return !begins(one) && says(one); });
  return last == nullptr ? find_beginning(changes) : last;
}

/// Of two sources: what was said since, and of that the later; of two beginnings the better one.
bool prevails(const MergeChange* a, const MergeChange* b) {
  if (a == nullptr || b == nullptr) return a != nullptr;
  if (begins(*a) != begins(*b)) return begins(*b);
  return begins(*a) ? is_better_beginning(*a, *b) : is_later(a, b);
}

/// By itself or in passing, not somebody's decision on whether this person comes.
bool is_soft(const MergeChange& change) {
  return is_one_of(change.kind, {"promoted", "judged_anew", "edited", "waitlisted", "suspected", "not_substitute"});
}

/// What a merge itself decided.
bool is_by_merge(const MergeChange& change) {
  return is_one_of(change.kind, {"waitlisted", "suspected", "not_substitute"});
}

bool is_decision(const MergeChange& change) {
  return change.kind == "accepted" || (change.kind == "edited" && names(change.fields, "kept"));
}

bool knows(const std::vector<MergeChange>& changes, const MergeChange& change) {
  return std::any_of(changes.begin(), changes.end(), [&](const MergeChange& one) { return one.id == change.id; });
}

/// The store of `changes` had come to the same as `merged` on its own, and went on from there.
bool answers(const std::vector<MergeChange>& changes, const MergeChange& merged) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const MergeChange& one) { return one.kind == merged.kind && one.id != merged.id; }) &&
         !knows(changes, merged);
}

/// The earlier change stands against the later one, which did not know of it.
bool stands(const MergeChange& earlier, const MergeChange& later, const std::vector<MergeChange>& loser) {
  if (is_soft(later) && is_gone(earlier.status)) return !is_gone(later.status);
  return is_by_merge(later) && (is_decision(earlier) || (!is_by_merge(earlier) && answers(loser, later)));
}

void take_status(MergeSide& values, const MergeSide& from) {
  values.status = from.status;
  values.suspected_of = from.suspected_of;
  values.door_wait = from.door_wait;
}

/// Both say the same; what goes with it without a change of its own comes from both.
void merge_same_status(Merged& merged, const MergeSide& there) {
  MergeSide& values = merged.values;
  if (there.door_wait && (!values.door_wait || *there.door_wait < *values.door_wait)) {
    values.door_wait = there.door_wait;
  }
  merged.suspected_too = there.suspected_of;
  if (!there.suspected_of) values.suspected_of.reset();
  if (values.suspected_of && *there.suspected_of < *values.suspected_of) {
    std::swap(values.suspected_of, merged.suspected_too);
  }
}

void merge_status(Merged& merged, const MergeSide& here, const MergeSide& there) {
  const MergeChange* ours = find_status_change(here.changes);
  const MergeChange* theirs = find_status_change(there.changes);
  if (ours != nullptr && theirs != nullptr && ours->id == theirs->id) return merge_same_status(merged, there);
  const bool theirs_wins = prevails(theirs, ours);
  const MergeChange* later = theirs_wins ? theirs : ours;
  const MergeChange* earlier = theirs_wins ? ours : theirs;
  const MergeSide& winner = theirs_wins ? there : here;
  const MergeSide& loser = theirs_wins ? here : there;
  take_status(merged.values, winner);
  merged.status_known = theirs_wins ? KnownTo::there : KnownTo::here;
  if (later == nullptr || earlier == nullptr || knows(winner.changes, *earlier)) return;
  if (!stands(*earlier, *later, loser.changes)) return;
  take_status(merged.values, loser);
  merged.status_known = theirs_wins ? KnownTo::here : KnownTo::there;
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
    if (prevails(find_field_change(there.changes, field), find_field_change(here.changes, field))) {
      text(values) = text(theirs);
    }
  }
}

std::vector<MergeChange> changes_of_both(const MergeSide& here, const MergeSide& there) {
  std::vector<MergeChange> all = here.changes;
  for (const MergeChange& change : there.changes) {
    if (!knows(here.changes, change)) all.push_back(change);
  }
  std::sort(all.begin(), all.end(), [](const MergeChange& a, const MergeChange& b) { return is_later(&b, &a); });
  return all;
}

bool has_kind(const std::vector<MergeChange>& changes, std::string_view kind) {
  return std::any_of(changes.begin(), changes.end(), [&](const MergeChange& one) { return one.kind == kind; });
}

/// Only a pending one's lateness is judged anew, and nobody is confirmed late whom nobody accepted.
bool merge_late(const MergeSide& values, bool here, bool there, bool theirs_later) {
  const bool late = theirs_later ? there : here;
  const bool confirmed = values.status == RegistrationStatus::confirmed;
  return late && !(confirmed && !has_kind(values.changes, "accepted"));
}

}  // namespace

bool is_news_to_each_other(KnownTo a, KnownTo b) { return a != b && a != KnownTo::both && b != KnownTo::both; }

bool is_gone(RegistrationStatus status) {
  return status == RegistrationStatus::cancelled || status == RegistrationStatus::declined;
}

const MergeChange* find_beginning(const std::vector<MergeChange>& changes) {
  const MergeChange* best = nullptr;
  for (const MergeChange& change : changes) {
    if (begins(change) && (best == nullptr || is_better_beginning(change, *best))) best = &change;
  }
  return best;
}

const MergeChange* find_status_change(const std::vector<MergeChange>& changes) {
  return find_source(changes, says_status);
}

const MergeChange* find_field_change(const std::vector<MergeChange>& changes, std::string_view field) {
  return find_source(changes, [&](const MergeChange& change) { return says_field(change, field); });
}

std::int64_t find_confirmed_since(const std::vector<MergeChange>& changes) {
  std::int64_t since = 0;
  bool confirmed = false;
  for (const MergeChange& change : changes) {
    if (!says_status(change)) continue;
    const bool now = change.status == RegistrationStatus::confirmed;
    if (now && !confirmed) since = change.hlc;
    confirmed = now;
  }
  return since;
}

std::int64_t find_substitution(const std::vector<MergeChange>& changes) {
  const auto found = std::find_if(changes.begin(), changes.end(),
                                  [](const MergeChange& change) { return change.kind == "substitute"; });
  return found == changes.end() ? 0 : found->hlc;
}

Merged merge_registration(const MergeSide& here, const MergeSide& there) {
  Merged merged{here, KnownTo::both, std::nullopt, std::nullopt};
  MergeSide& values = merged.values;
  values.changes = changes_of_both(here, there);
  const auto theirs_later = [&](std::string_view field) {
    return prevails(find_field_change(there.changes, field), find_field_change(here.changes, field));
  };
  if (prevails(find_beginning(there.changes), find_beginning(here.changes))) {
    values.received = there.received;
    values.split = there.split;
  }
  if (theirs_later("number")) values.number = there.number;
  if (theirs_later("role")) values.role = there.role;
  if (theirs_later("group")) values.group = there.group;
  if (theirs_later("profession")) values.category = there.category;
  if (has_kind(values.changes, "not_substitute")) values.substitute_for.reset();
  merge_status(merged, here, there);
  values.late = merge_late(values, here.late, there.late, theirs_later("late"));
  merge_person(values.attendee, here, there);
  return merged;
}

}  // namespace uketsuke
