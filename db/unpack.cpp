// Taking a packed event in: facts first, then the values that both stores come to. See pack.h; what wins is in
// pack_merge.h and unpack_plan.h, how it is written in unpack_write.h.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "db/audit.h"
#include "db/event_queries.h"
#include "db/group_pins.h"
#include "db/handover_queries.h"
#include "db/large_cache.h"
#include "db/pack.h"
#include "db/pack_queries.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/registration_writes.h"
#include "db/store_queries.h"
#include "db/unpack_pairs.h"
#include "db/unpack_plan.h"
#include "db/unpack_write.h"

namespace uketsuke {

namespace {

class Unpacker {
 public:
  Unpacker(StoreParts& parts, const PackContent& content, const Change& change)
      : parts_(parts), db_(parts.connection), content_(content), change_(change) {
    plan_.report.event = content.event;
  }

  /// Inside one transaction, with the rows staged.
  Result<UnpackReport> run() {
    auto done = take_event()
                    .and_then([&] { return take_keys(); })
                    .and_then([&] { return take_facts(); })
                    .and_then([&] { return plan(); })
                    .and_then([&] { return write(); })
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
    auto here = load_sides_here(db_, content_.event);
    if (!here) return tl::unexpected(here.error());
    here_ = std::move(*here);
    const auto purged = is_purged(db_, content_.event);
    if (!purged) return tl::unexpected(purged.error());
    purged_ = *purged;
    return load_news();
  }

  /// What only one of both stores knows.
  Status load_news() {
    auto entries = list_entries_of_one(db_, content_.event);
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
    const auto before = count_rows(db_, "SELECT count(*) FROM main.check_ins WHERE event = ?1", content_.event);
    if (!before) return tl::unexpected(before.error());
    const auto facts = add_staged_facts(db_);
    if (!facts) return tl::unexpected(facts.error());
    const auto after = count_rows(db_, "SELECT count(*) FROM main.check_ins WHERE event = ?1", content_.event);
    if (!after) return tl::unexpected(after.error());
    plan_.report.facts = *facts;
    plan_.report.check_ins = *after - *before;
    const auto clock = load_hybrid_clock(db_);
    if (!clock) return tl::unexpected(clock.error());
    if (clock->value < content_.hlc) {
      if (auto saved = save_hybrid_clock(db_, {content_.hlc}); !saved) return saved;
    }
    forget_event(parts_, content_.event);
    return {};
  }

  // Planning: nothing is written ------------------------------------------------------------------------------------

  Status plan() {
    auto there = load_sides_there(db_);
    if (!there) return tl::unexpected(there.error());
    plan_.pairs.merge(find_namesakes(here_, *there));
    for (auto& [id, side] : here_) plan_here(side);
    for (const auto& [id, side] : *there) {
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
    auto coming = list_coming(db_, content_.event);
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
    if (done) done = refresh_live_tickets(db_, content_.event);
    if (done) done = refresh_group_pins(db_, content_.event);
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
    if (!changed) return {};
    return note_action(db_, {change_.now, change_.by, "unpacked", content_.event.value, content_.kiosk});
  }

  StoreParts& parts_;
  Connection& db_;
  const PackContent& content_;
  const Change& change_;
  MergeSides here_;
  std::map<CheckInId, KnownTo> entries_;  ///< those that only one of both stores has
  UnpackPlan plan_;
  std::map<RegistrationId, Coming> coming_;
  bool purged_ = false;
  bool theirs_is_later_ = false;  ///< what the other store last said of the event
  bool deadlines_differ_ = false;
  bool keeps_limits_ = false;  ///< of capacity and room what was said earlier stands
};

Result<std::string> read_file(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(Code::bad_call, "フォルダーです。ファイルを指定してください", file);
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::not_found, "ファイルがないか、読めません", file);
  std::ostringstream bytes;  // the stream's own reading tells of a failure; its buffer's would throw
  if (stream.peek() != std::ifstream::traits_type::eof()) bytes << stream.rdbuf();
  if (stream.bad() || bytes.bad()) return fail(Code::io_failed, "読めません", file);
  return std::move(bytes).str();
}

Result<PackContent> open_pack(const StoreParts& parts, const std::string& file, const std::string& passphrase) {
  const auto sealed = read_file(file);
  if (!sealed) return tl::unexpected(sealed.error());
  auto content = open_sealed(*sealed, passphrase).and_then([](const std::string& bytes) { return read_pack(bytes); });
  if (!content) return tl::unexpected(in_layer(file, content.error()));
  if (content->schema > parts.info.schema) {
    return fail(Code::bad_input, "もっと新しい版でまとめたファイルです。このプログラムを更新してください", file);
  }
  if (content->practice != parts.info.practice) {
    return fail(Code::bad_call,
                content->practice ? "練習用の端末でまとめた研修会です。本番の端末には取り込めません。"
                                  : "本番の端末でまとめた研修会です。練習用の端末には取り込めません。",
                file);
  }
  if (content->rows_of("events").size() != 1) return fail(Code::bad_input, "中に研修会がありません", file);
  return content;
}

}  // namespace

Result<UnpackReport> unpack_event(const std::string& folder, const std::string& file, const std::string& passphrase,
                                  const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  const auto content = open_pack(*parts, file, passphrase);
  if (!content) return tl::unexpected(content.error());
  const LargeCache cache(parts->connection);
  auto unpacked = in_transaction(parts->connection, [&]() -> Result<UnpackReport> {
    if (auto staged = stage_pack_rows(parts->connection, *content); !staged) return tl::unexpected(staged.error());
    auto done = Unpacker(*parts, *content, change).run();
    if (!done) return done;
    if (auto dropped = drop_staged_rows(parts->connection); !dropped) return tl::unexpected(dropped.error());
    return done;
  });
  if (!unpacked) return tl::unexpected(in_layer(file, unpacked.error()));
  return unpacked;
}

}  // namespace uketsuke
