#include "db/unpacker.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "db/audit.h"
#include "db/doors.h"
#include "db/event_queries.h"
#include "db/group_pins.h"
#include "db/handover_queries.h"
#include "db/pack_queries.h"
#include "db/registration_writes.h"
#include "db/store_queries.h"
#include "db/unpack_pairs.h"
#include "db/unpack_plan.h"
#include "db/unpack_write.h"

namespace uketsuke {

namespace {

class Unpacker {
 public:
  /// @param everybody  looks at all registrations of the event, also for a part of it
  Unpacker(StoreParts& parts, const PackContent& content, const Change& change, bool everybody)
      : parts_(parts), db_(parts.connection), content_(content), change_(change), everybody_(everybody) {
    plan_.report.event = content.event;
  }

  /// Who loses a seat can only be said of all: nothing may be written then.
  [[nodiscard]] bool needs_everybody() const { return plan_.needs_everybody; }

  /// Inside one transaction, with the rows staged.
  Result<UnpackReport> run() {
    auto done = take_event()
                    .and_then([&] { return take_keys(); })
                    .and_then([&] { return take_packed_doors(db_, content_.rows_of(kPackedDoors)); })
                    .and_then([&] { return take_facts(); })
                    .and_then([&] { return plan(); })
                    .and_then([&] { return needs_everybody() ? fail_over_to_everybody() : write(); })
                    .and_then([&] { return finish(); });
    if (!done) return tl::unexpected(done.error());
    return std::move(plan_.report);
  }

 private:
  Status take_event() {
    const auto known = load_known_event(db_, content_.event);
    if (!known) return tl::unexpected(known.error());
    if (*known) return merge_event(**known);
    const auto other = find_event_of_tag(db_, {static_cast<std::uint32_t>(content_.tag)});
    if (!other) return tl::unexpected(other.error());
    if (*other)
      return fail(Code::refused,
                  "受付票の記号がこの端末の研修会" + (*other)->value + "と同じです。何も取り込んでいません。");
    plan_.report.added_event = true;
    return add_staged_event(db_).and_then([&] { return load_here(); });
  }

  Status merge_event(const KnownEvent& known) {
    if (known.tag.value != static_cast<std::uint32_t>(content_.tag)) {
      return fail(Code::refused, "研修会" + content_.event.value +
                                     "はこの端末で別に作られたもので、受付票が異なります。何も取り込んでいません。");
    }
    const auto here = load_event_stamp_here(db_, content_.event);
    if (!here) return tl::unexpected(here.error());
    const auto there = load_event_stamp_there(db_);
    if (!there) return tl::unexpected(there.error());
    theirs_is_later_ = *here < *there;
    const auto differs = has_staged_deadline_moved(db_, content_.event);
    if (!differs) return tl::unexpected(differs.error());
    deadlines_differ_ = *differs;
    if (theirs_is_later_) {
      if (auto taken = take_staged_event(db_, content_.event); !taken) return taken;
    }
    return load_here();
  }

  /// What is here, before the facts of both are one.
  Status load_here() {
    auto there = load_sides_there(db_);
    if (!there) return tl::unexpected(there.error());
    there_ = std::move(*there);
    if (auto scope = fill_scope(); !scope) return scope;
    auto here = load_sides_here(db_);
    if (!here) return tl::unexpected(here.error());
    here_ = std::move(*here);
    auto others = load_others(db_, content_.event, here_);
    if (!others) return tl::unexpected(others.error());
    plan_.others = *others;
    const auto purged = is_purged(db_, content_.event);
    if (!purged) return tl::unexpected(purged.error());
    purged_ = *purged;
    return load_news();
  }

  /// Of a part: those in it, who may be one person with a new one of them, and whoever hangs together with these.
  Status fill_scope() {
    if (!content_.is_part || everybody_) return begin_scope_of_all(db_, content_.event);
    if (auto begun = begin_scope_of_staged(db_, content_.event); !begun) return begun;
    for (const auto& [id, side] : there_) {
      if (side.attendee.name.empty()) continue;
      const auto known = is_registered(db_, id);
      if (!known) return tl::unexpected(known.error());
      if (*known) continue;
      const std::string folded = fold_person(side.attendee).folded_name;
      if (auto added = add_namesakes_to_scope(db_, content_.event, folded); !added) return added;
    }
    return add_linked_to_scope(db_, content_.event);
  }

  /// What only one of both stores knows.
  Status load_news() {
    auto entries = list_entries_of_one(db_);
    if (!entries) return tl::unexpected(entries.error());
    entries_ = std::move(*entries);
    auto shared = list_shared_tickets(db_, content_.event);
    if (!shared) return tl::unexpected(shared.error());
    plan_.pairs = std::move(*shared);
    return {};
  }

  /// The owner of the event has its keys already.
  Status take_keys() {
    const EventTag tag{static_cast<std::uint32_t>(content_.tag)};
    const auto held = list_event_subkeys(db_);
    if (!held) return tl::unexpected(held.error());
    const auto of_event = [&](const EventSubkey& subkey) { return subkey.tag == tag; };
    if (!plan_.report.added_event && std::none_of(held->begin(), held->end(), of_event)) return {};
    for (const PackRow& row : content_.rows_of("subkeys")) {
      EventSubkey subkey{tag, 0, {}};
      const auto* version = row.size() == 2 ? std::get_if<std::int64_t>(&row[0]) : nullptr;
      const auto* bytes = row.size() == 2 ? std::get_if<Blob>(&row[1]) : nullptr;
      if (version == nullptr || bytes == nullptr || bytes->size() != subkey.bytes.size()) {
        return fail(Code::bad_input, "中の受付票の鍵が読めません");
      }
      subkey.version = *version;
      std::copy(bytes->begin(), bytes->end(), subkey.bytes.begin());
      const auto same = std::find_if(held->begin(), held->end(), [&](const EventSubkey& one) {
        return of_event(one) && one.version == subkey.version;
      });
      if (same == held->end()) {
        if (auto done = insert_event_subkey(db_, subkey); !done) return done;
      } else if (same->bytes != subkey.bytes) {
        return fail(Code::refused, "受付票の鍵が、この端末にあるものと異なります。何も取り込んでいません。");
      }
    }
    return {};
  }

  Status take_facts() {
    const auto added = add_staged_facts(db_);
    if (!added) return tl::unexpected(added.error());
    plan_.report.facts = added->facts;
    plan_.report.check_ins = added->check_ins;
    const auto clock = load_hybrid_clock(db_);
    if (!clock) return tl::unexpected(clock.error());
    if (clock->value < content_.hlc) {
      if (auto saved = save_hybrid_clock(db_, {content_.hlc}); !saved) return saved;
    }
    forget_event(parts_, content_.event);
    return {};
  }

  static Status fail_over_to_everybody() {
    return fail(Code::refused, "席が足りません。全員を見て決めます。");  // never shown: merge_content begins again
  }

  // Planning: nothing is written ------------------------------------------------------------------------------------

  Status plan() {
    plan_.pairs.merge(find_namesakes(here_, there_, content_.known));
    for (auto& [id, side] : here_) plan_here(side);
    for (const auto& [id, side] : there_) {
      const auto known = plan_.going.find(id);
      if (known == plan_.going.end()) {
        plan_new(side);
      } else {
        plan_known(known->second, side);
      }
    }
    return plan_movements().and_then([&] {
      plan_.settle_numbers();
      plan_.settle_arrivals();
      plan_.settle_substitutes();
      plan_.settle_suspects();
      plan_.settle_given_up_seats(coming_);
      return plan_limits();
    });
  }

  void plan_here(const MergeSide& side) {
    Going going{side, side};
    going.known = going.status_known = KnownTo::here;
    plan_.going[side.id] = std::move(going);
  }

  void plan_new(const MergeSide& side) {
    Going going{side, side};
    going.is_new = true;
    going.known = going.status_known = KnownTo::there;
    going.before.status = RegistrationStatus::pending;
    going.before.substituted_by.reset();
    going.before.door_wait.reset();
    plan_.going[side.id] = std::move(going);
  }

  void plan_known(Going& going, const MergeSide& there) {
    Merged merged = merge_registration(going.before, there);
    going.known = KnownTo::both;
    going.status_known = merged.status_known;
    going.suspected_too = std::move(merged.suspected_too);
    going.after = std::move(merged.values);
    look_anew_at_suspects(going, there);
    if (purged_) going.after.attendee = going.before.attendee;
    if (!merged.says_anew) return;
    going.resolutions.emplace_back(*merged.says_anew, going.after.status);
    if (is_gone(going.after.status)) plan_.conflict(going, "cancelled");
  }

  /// One row that both registered: whom one of them suspected is still a pair where the other's word stands.
  void look_anew_at_suspects(const Going& going, const MergeSide& there) {
    const MergeChange* ours = find_beginning(going.before.changes);
    const MergeChange* theirs = find_beginning(there.changes);
    if (ours == nullptr || theirs == nullptr || ours->id == theirs->id || going.after.suspected_of) return;
    for (const MergeSide* side : {&going.before, &there}) {
      if (side->suspected_of) plan_.pairs.insert(std::minmax(side->id, *side->suspected_of));
    }
  }

  /// New ones are not in `registrations` yet: their facts are here.
  Status plan_movements() {
    auto coming = list_coming(db_);
    if (!coming) return tl::unexpected(coming.error());
    for (const Coming& one : *coming) coming_[one.registration] = one;
    for (auto& [id, going] : plan_.going) {
      const auto movements = read_movements(db_, id, going);
      if (!movements) return tl::unexpected(movements.error());
      for (const Movement& movement : *movements) {
        if (movement.direction != Direction::entry) continue;
        const auto entry = entries_.find(movement.id);
        going.entries_known.insert(entry == entries_.end() ? KnownTo::both : entry->second);
      }
    }
    return {};
  }

  Status plan_limits() {
    const auto here = load_limits_here(db_, content_.event);
    if (!here) return tl::unexpected(here.error());
    const auto there = load_limits_there(db_, content_.event);
    if (!there) return tl::unexpected(there.error());
    const SeatLimits& later = theirs_is_later_ ? *there : *here;
    const SeatLimits& earlier = theirs_is_later_ ? *here : *there;
    keeps_limits_ = plan_.needs_earlier_limits(later, earlier);
    const SeatLimits& limits = keeps_limits_ ? earlier : later;
    plan_.settle_seats(limits.seats);
    plan_.settle_room(limits.room);
    return {};
  }

  // Writing -----------------------------------------------------------------------------------------------------------

  /// The other store judged by the deadline it had: it stands aside until everybody is in.
  Status write() {
    const auto event = load_known_event(db_, content_.event);
    if (!event) return tl::unexpected(event.error());
    std::optional<std::int64_t> deadline;
    if ((*event)->event.deadline) deadline = (*event)->event.deadline->value;
    return move_deadline(db_, content_.event, std::nullopt)
        .and_then([&] {
          return write_plan(plan_, {parts_, content_.event, change_, purged_, theirs_is_later_ != keeps_limits_});
        })
        .and_then([&] { return note_kept_limits(); })
        .and_then([&] { return move_deadline(db_, content_.event, deadline); });
  }

  Status note_kept_limits() {
    if (!keeps_limits_) return {};
    plan_.report.conflicts.push_back({{}, 0, "capacity"});
    const auto fact = begin_fact(parts_, change_.now, change_.by);
    if (!fact) return tl::unexpected(fact.error());
    return insert_event_change(db_, content_.event, "kept", "capacity", *fact);
  }

  Status finish() {
    Status done;
    if (!purged_) {
      done = add_staged_rest(db_);
    } else {  // the words that came with new facts are those that were erased here
      const auto erased = erase_personal_data(db_, content_.event);
      if (!erased) return tl::unexpected(erased.error());
    }
    if (done) done = refresh_live_tickets(db_);
    if (done && !content_.rows_of("group_pin_changes").empty()) done = refresh_group_pins(db_, content_.event);
    if (done && plan_.report.added_event) done = leave_number_gap(db_, content_.event);
    if (!done) return done;
    forget_event(parts_, content_.event);
    const auto event = find_known_event(parts_, content_.event);
    if (!event) return tl::unexpected(event.error());
    if (deadlines_differ_) {  // who was pending at the other store only was not judged by the one that stands
      if (auto judged = judge_pending_anew(parts_, (*event)->event, change_); !judged) return judged;
    }
    auto promoted = promote_waitlist(parts_, (*event)->event, change_);
    if (!promoted) return tl::unexpected(promoted.error());
    plan_.report.promoted = std::move(*promoted);
    const bool changed =
        plan_.report.added_event || plan_.report.facts + plan_.report.updated + plan_.report.registrations > 0;
    if (!changed || content_.is_part) return {};  // a part says nothing but what its facts say
    return note_action(db_, {change_.now, change_.by, "unpacked", content_.event.value, content_.kiosk});
  }

  StoreParts& parts_;
  Connection& db_;
  const PackContent& content_;
  const Change& change_;
  const bool everybody_;
  MergeSides here_;
  MergeSides there_;
  std::map<CheckInId, KnownTo> entries_;  ///< those that only one of both stores has
  UnpackPlan plan_;
  std::map<RegistrationId, Coming> coming_;
  bool purged_ = false;
  bool theirs_is_later_ = false;  ///< what the other store last said of the event
  bool deadlines_differ_ = false;
  bool keeps_limits_ = false;  ///< of capacity and room what was said earlier stands
};

Status judge_content(const StoreInfo& here, const PackContent& content) {
  if (content.schema > here.schema) {
    return fail(Code::bad_input, "もっと新しい版でまとめたファイルです。このプログラムを更新してください");
  }
  if (content.practice != here.practice) {
    return fail(Code::bad_call, content.practice ? "練習用の端末でまとめた研修会です。本番の端末には取り込めません。"
                                                 : "本番の端末でまとめた研修会です。練習用の端末には取り込めません。");
  }
  if (content.rows_of("events").size() != 1) return fail(Code::bad_input, "中に研修会がありません");
  return {};
}

}  // namespace

Result<UnpackReport> merge_content(StoreParts& parts, const PackContent& content, const Change& change,
                                   const std::function<Status()>& also) {
  if (auto fits = judge_content(parts.info, content); !fits) return tl::unexpected(fits.error());
  bool needs_everybody = false;
  const auto merge = [&](bool everybody) {
    return in_transaction(parts.connection, [&]() -> Result<UnpackReport> {
      if (auto staged = stage_pack_rows(parts.connection, content); !staged) return tl::unexpected(staged.error());
      Unpacker unpacker(parts, content, change, everybody);
      auto done = unpacker.run();
      needs_everybody = unpacker.needs_everybody();
      if (!done) return done;
      if (auto dropped = drop_staged_rows(parts.connection); !dropped) return tl::unexpected(dropped.error());
      if (auto added = also ? also() : Status(); !added) return tl::unexpected(added.error());
      return done;
    });
  };
  auto done = merge(false);
  return needs_everybody ? merge(true) : std::move(done);
}

}  // namespace uketsuke
