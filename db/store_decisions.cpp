// The office's decisions: accepted, declined, cancelled, a suspected duplicate merged or kept; one or many, all or
// none. See store.h.
#include <algorithm>
#include <numeric>

#include "common/seats.h"
#include "db/both_came.h"
#include "db/decision_queries.h"
#include "db/event_queries.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/registration_writes.h"
#include "db/store.h"

namespace uketsuke {

namespace {

/// What one call decides.
struct Call {
  const Event& event;
  Decision decision;
  const Change& change;
};

std::string person_words(const RegistrationState& state) {
  return "受付番号" + std::to_string(state.number) + "の方は";
}

tl::unexpected<Error> refuse(const RegistrationState& state, const std::string& why) {
  return fail(Code::refused, person_words(state) + why);
}

bool is_gone(RegistrationStatus status) {
  return status == RegistrationStatus::cancelled || status == RegistrationStatus::declined;
}

Status take_in(StoreParts& parts, const Call& call, const RegistrationState& state, DecidedOne& one) {
  const auto seats = load_seat_facts(parts.connection, call.event.code);
  if (!seats) return tl::unexpected(seats.error());
  one.status = decide_acceptance(state.role, *seats);
  return change_status(parts, {call.event.code, state.id, "accepted", one.status, {}, call.change.reason}, call.change);
}

Status accept_one(StoreParts& parts, const Call& call, const RegistrationState& state, DecidedOne& one) {
  if (state.status != RegistrationStatus::pending) {
    return refuse(state, "「" + std::string(japanese(state.status)) + "」です。承認できるのは「要確認」の方だけです。");
  }
  return take_in(parts, call, state, one);
}

Status take_out(StoreParts& parts, const Call& call, const RegistrationState& state, DecidedOne& one) {
  if (is_gone(state.status)) return refuse(state, "すでに「" + std::string(japanese(state.status)) + "」です。");
  if (state.inside) {
    return refuse(state, "入室中です。受付を取り消すか退室を記録してから、もう一度お願いします。");
  }
  one.status = call.decision == Decision::decline ? RegistrationStatus::declined : RegistrationStatus::cancelled;
  const ChangeRow row{call.event.code, state.id, word(one.status), one.status, {}, call.change.reason};
  return change_status(parts, row, call.change);
}

/// Fills what the earlier lacks; the names of the fields go to `taken`.
void fill(std::string& place, const std::string& value, const char* field, std::vector<std::string>& taken) {
  if (!place.empty() || value.empty()) return;
  place = value;
  taken.emplace_back(field);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& one : words) text += (text.empty() ? "" : ",") + one;
  return text;
}

std::vector<std::string> complete_person(Attendee& earlier, const Attendee& later) {
  std::vector<std::string> taken;
  if (earlier.profession.given.empty()) earlier.profession.category = later.profession.category;
  fill(earlier.furigana, later.furigana, "furigana", taken);
  fill(earlier.facility, later.facility, "facility", taken);
  fill(earlier.profession.given, later.profession.given, "profession", taken);
  fill(earlier.email, later.email, "email", taken);
  fill(earlier.phone, later.phone, "phone", taken);
  fill(earlier.note, later.note, "note", taken);
  return taken;
}

/// The earlier one takes what it lacks from the later. @return the fields
Result<std::vector<std::string>> take_over(StoreParts& parts, const Call& call, const RegistrationState& earlier,
                                           const RegistrationState& later) {
  auto to = load_attendee(parts.connection, earlier.id);
  if (!to) return tl::unexpected(to.error());
  const auto from = load_attendee(parts.connection, later.id);
  if (!from) return tl::unexpected(from.error());
  std::vector<std::string> taken = complete_person(*to, *from);
  const auto questions = copy_questions(parts.connection, later.id, earlier.id);
  if (!questions) return tl::unexpected(questions.error());
  if (*questions > 0) taken.emplace_back("question");
  if (taken.empty()) return taken;
  const std::string reason = "受付番号" + std::to_string(later.number) + "の申込とまとめました";
  const ChangeRow row{call.event.code, earlier.id, "edited", earlier.status, joined(taken), reason};
  auto done = record_change(parts, row, call.change)
                  .and_then([&] { return update_person(parts.connection, earlier.id, *to); })
                  .and_then([&] { return update_category(parts.connection, earlier.id, to->profession.category); });
  if (!done) return tl::unexpected(done.error());
  return taken;
}

/// The earlier one of the pair. Errors: Code::refused where this one is no undecided suspect
Result<RegistrationState> find_earlier(StoreParts& parts, const Call& call, const RegistrationState& later) {
  if (later.status != RegistrationStatus::pending || !later.suspected_of) {
    return refuse(later, "確認待ちの重複（同じ方かもしれない申込）ではありません。");
  }
  return get_registration(parts.connection, call.event.code, *later.suspected_of);
}

/// Two who both came and may be one: the later one where `named` is either of them.
Result<std::optional<RegistrationId>> find_came_twice(StoreParts& parts, const Call& call,
                                                      const RegistrationId& named) {
  const auto pairs = list_both_came(parts.connection, call.event.code);
  if (!pairs) return tl::unexpected(pairs.error());
  for (const SuspectedIds& pair : *pairs) {
    if (pair.later == named || pair.earlier == named) return std::optional(pair.later);
  }
  return std::optional<RegistrationId>();
}

Status merge_one(StoreParts& parts, const Call& call, const RegistrationState& later, DecidedOne& one) {
  const auto came = find_came_twice(parts, call, later.id);
  if (!came) return tl::unexpected(came.error());
  if (*came) {
    return refuse(later,
                  "どちらの方も受付を済ませています。同じ方であれば、一方の受付を取り消してキャンセルにしてください。");
  }
  const auto earlier = find_earlier(parts, call, later);
  if (!earlier) return tl::unexpected(earlier.error());
  if (is_gone(earlier->status)) {
    return refuse(later, "先の申込（受付番号" + std::to_string(earlier->number) + "）が「" +
                             std::string(japanese(earlier->status)) +
                             "」のため、まとめられません。別の方として残すか、承認・参加不可を選んでください。");
  }
  auto taken = take_over(parts, call, *earlier, later);
  if (!taken) return tl::unexpected(taken.error());
  one.status = RegistrationStatus::cancelled;
  one.merged_into = earlier->id;
  one.merged_into_number = earlier->number;
  one.taken_over = std::move(*taken);
  std::string reason = "受付番号" + std::to_string(earlier->number) + "と同じ方（重複した申込）";
  if (!call.change.reason.empty()) reason += "。" + call.change.reason;
  const ChangeRow row{call.event.code, later.id, "cancelled", one.status, "merged", reason};
  return change_status(parts, row, call.change).and_then([&] {
    return move_suspicion(parts.connection, later.id, earlier->id);
  });
}

Status keep_one(StoreParts& parts, const Call& call, const RegistrationState& later, DecidedOne& one) {
  const ChangeRow kept{call.event.code, later.id, "edited", later.status, "kept", call.change.reason};
  const auto came = find_came_twice(parts, call, later.id);
  if (!came) return tl::unexpected(came.error());
  if (*came) return record_change(parts, kept, call.change);
  const auto earlier = find_earlier(parts, call, later);
  if (!earlier) return tl::unexpected(earlier.error());
  if (!later.late) return take_in(parts, call, later, one);
  // Another person, but a late one: that is still the organiser's to accept.
  return change_status(parts, kept, call.change);
}

Status decide_one(StoreParts& parts, const Call& call, const RegistrationState& state, DecidedOne& one) {
  switch (call.decision) {
    case Decision::accept:
      return accept_one(parts, call, state, one);
    case Decision::decline:
    case Decision::cancel:
      return take_out(parts, call, state, one);
    case Decision::merge:
      return merge_one(parts, call, state, one);
    case Decision::keep:
      return keep_one(parts, call, state, one);
  }
  return {};
}

/// Staff may name either one of a pair; the one that is decided is the later.
Result<RegistrationState> find_named(StoreParts& parts, const Call& call, const RegistrationId& named) {
  auto state = get_registration(parts.connection, call.event.code, named);
  const bool pairs = call.decision == Decision::merge || call.decision == Decision::keep;
  if (!state || !pairs || state->suspected_of) return state;
  const auto suspects = list_suspects_of(parts.connection, call.event.code, named);
  if (!suspects) return tl::unexpected(suspects.error());
  if (suspects->size() == 1) return get_registration(parts.connection, call.event.code, suspects->front());
  const auto came = find_came_twice(parts, call, named);
  if (!came) return tl::unexpected(came.error());
  return *came ? get_registration(parts.connection, call.event.code, **came) : std::move(state);
}

Result<std::vector<RegistrationState>> find_all(StoreParts& parts, const Call& call,
                                                const std::vector<RegistrationId>& named) {
  std::vector<RegistrationState> states;
  for (const RegistrationId& id : named) {
    auto state = find_named(parts, call, id);
    if (!state) return tl::unexpected(state.error());
    const bool twice = std::any_of(states.begin(), states.end(),
                                   [&](const RegistrationState& other) { return other.id == state->id; });
    if (!twice) states.push_back(std::move(*state));
  }
  return states;
}

/// In order of receipt, as positions in what was named.
std::vector<std::size_t> receipt_order(const std::vector<RegistrationState>& states) {
  std::vector<std::size_t> order(states.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const RegistrationState& one = states[a];
    const RegistrationState& other = states[b];
    return one.received != other.received ? one.received < other.received : one.number < other.number;
  });
  return order;
}

/// Who moves up because of it, told with those whose seats they get: one each, the rest with the last.
Status promote(StoreParts& parts, const Call& call, const std::vector<RegistrationState>& states,
               std::vector<DecidedOne>& each) {
  auto promoted = promote_waitlist(parts, call.event, call.change);
  if (!promoted) return tl::unexpected(promoted.error());
  std::size_t next = 0;
  for (std::size_t i = 0; i < each.size() && next < promoted->size(); ++i) {
    const bool freed = states[i].status == RegistrationStatus::confirmed && states[i].role == Role::participant &&
                       !states[i].seat_released;
    if (freed) each[i].promoted.push_back((*promoted)[next++]);
  }
  if (!each.empty()) {
    each.back().promoted.insert(each.back().promoted.end(), promoted->begin() + static_cast<std::ptrdiff_t>(next),
                                promoted->end());
  }
  return {};
}

/// Decides one after the other; a refusal ends nothing, so that every one of them is named.
Result<DecisionResult> decide_all(StoreParts& parts, const Call& call, const std::vector<RegistrationState>& states) {
  DecisionResult result{true, std::vector<DecidedOne>(states.size())};
  for (const std::size_t i : receipt_order(states)) {
    DecidedOne& one = result.each[i];
    one.registration = states[i].id;
    one.number = states[i].number;
    one.status = states[i].status;
    // Looked at anew: a merge moves the suspicion of the next one.
    const auto state = get_registration(parts.connection, call.event.code, one.registration);
    if (!state) return tl::unexpected(state.error());
    auto done = decide_one(parts, call, *state, one);
    if (done) continue;
    if (done.error().code != Code::refused) return tl::unexpected(done.error());
    one.refusal = done.error().what;
    result.taken = false;
  }
  if (!result.taken || (call.decision != Decision::decline && call.decision != Decision::cancel)) return result;
  if (auto done = promote(parts, call, states, result.each); !done) return tl::unexpected(done.error());
  return result;
}

/// As they stand in the store: nothing of what was decided on the way is true.
void take_back(DecisionResult& result, const std::vector<RegistrationState>& states) {
  for (std::size_t i = 0; i < result.each.size(); ++i) {
    DecidedOne& one = result.each[i];
    one = {one.registration, one.number, states[i].status, std::move(one.refusal), {}, std::nullopt, 0, {}};
  }
}

Result<DecisionResult> decide_in_transaction(StoreParts& parts, const EventCode& event, Decision decision,
                                             const std::vector<RegistrationId>& named, const Change& change) {
  auto transaction = Transaction::begin(parts.connection);
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  if (auto open = refuse_if_purged(parts.connection, event); !open) return tl::unexpected(open.error());
  const auto known = find_known_event(parts, event);
  if (!known) return tl::unexpected(known.error());
  const Event of_event = (*known)->event;
  const Call call{of_event, decision, change};
  const auto states = find_all(parts, call, named);
  if (!states) return tl::unexpected(states.error());
  auto result = decide_all(parts, call, *states);
  if (!result) return result;
  if (!result->taken) {
    take_back(*result, *states);
    return result;  // the transaction is rolled back
  }
  if (auto committed = transaction->commit(); !committed) return tl::unexpected(std::move(committed.error()));
  return result;
}

Result<StatusChange> only_one(Result<DecisionResult> result) {
  if (!result) return tl::unexpected(std::move(result.error()));
  DecidedOne& one = result->each.front();
  if (!result->taken) return fail(Code::refused, one.refusal);
  return StatusChange{one.registration, one.status, one.number, std::move(one.promoted)};
}

}  // namespace

Result<DecisionResult> Store::decide(const EventCode& event, Decision decision,
                                     const std::vector<RegistrationId>& registrations, const Change& change) {
  return decide_in_transaction(*parts_, event, decision, registrations, change);
}

Result<StatusChange> Store::accept(const EventCode& event, const RegistrationId& registration, const Change& change) {
  return only_one(decide(event, Decision::accept, {registration}, change));
}

Result<StatusChange> Store::decline(const EventCode& event, const RegistrationId& registration, const Change& change) {
  return only_one(decide(event, Decision::decline, {registration}, change));
}

Result<StatusChange> Store::cancel(const EventCode& event, const RegistrationId& registration, const Change& change) {
  return only_one(decide(event, Decision::cancel, {registration}, change));
}

}  // namespace uketsuke
