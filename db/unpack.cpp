// Taking a packed event in: facts first, then the values that both stores come to, in an order in which the guards of
// seats and presence agree to every step. See pack.h; what wins is in pack_merge.h.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "db/audit.h"
#include "db/event_queries.h"
#include "db/handover_queries.h"
#include "db/pack.h"
#include "db/pack_queries.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/registration_writes.h"
#include "db/scan_queries.h"
#include "db/store_queries.h"
#include "db/unpack_plan.h"

namespace uketsuke {

namespace {

constexpr UtcMillis kEndOfTime{std::numeric_limits<std::int64_t>::max()};

bool same_values(const MergeSide& a, const MergeSide& b) {
  return a.number == b.number && a.status == b.status && a.role == b.role && a.late == b.late &&
         a.suspected_of == b.suspected_of && a.group == b.group && a.category == b.category &&
         a.substituted_by == b.substituted_by && a.door_wait == b.door_wait && a.seat_released == b.seat_released;
}

bool same_person(const Attendee& a, const Attendee& b) {
  return a.name == b.name && a.furigana == b.furigana && a.facility == b.facility &&
         a.profession.given == b.profession.given && a.email == b.email && a.phone == b.phone && a.note == b.note;
}

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
    if (*here < *there) {
      auto taken = take_staged_event(db_, content_.event, true);
      if (!taken && taken.error().code == Code::refused) {
        keep_capacity_ = true;
        taken = take_staged_event(db_, content_.event, false);
      }
      if (!taken) return taken;
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
      EventSubkey subkey{tag, std::get<std::int64_t>(row.at(0)), {}};
      const Blob& bytes = std::get<Blob>(row.at(1));
      std::copy_n(bytes.begin(), std::min(bytes.size(), subkey.bytes.size()), subkey.bytes.begin());
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
    for (auto& [id, side] : here_) plan_.going[id] = Going{side, side};
    for (const auto& [id, side] : *there) {
      const auto known = plan_.going.find(id);
      if (known == plan_.going.end()) {
        plan_new(side);
      } else {
        plan_known(known->second, side);
      }
    }
    return plan_movements().and_then([&] {
      plan_.settle_substitutes();
      plan_.settle_given_up_seats(coming_);
      plan_.settle_numbers();
      return plan_limits();
    });
  }

  void plan_new(const MergeSide& side) {
    Going going{side, side};
    going.is_new = true;
    going.before.status = RegistrationStatus::pending;
    going.before.substituted_by.reset();
    going.before.door_wait.reset();
    plan_.going[side.id] = std::move(going);
  }

  void plan_known(Going& going, const MergeSide& there) {
    Merged merged = merge_registration(going.before, there);
    going.after = std::move(merged.values);
    if (purged_) going.after.attendee = going.before.attendee;
    if (merged.substitutes_differ) plan_.conflict(going.after, "substitute");
    if (merged.says_anew) {
      going.resolutions.emplace_back(*merged.says_anew, going.after.status);
      plan_.conflict(going.after, "cancelled");
    }
  }

  Status plan_movements() {
    auto coming = list_coming(db_, content_.event);
    if (!coming) return tl::unexpected(coming.error());
    for (const Coming& one : *coming) coming_[one.registration] = one;
    // New ones are not in `registrations` yet: their facts are here.
    for (auto& [id, going] : plan_.going) {
      if (auto done = load_movements(id, going); !done) return done;
      if (!going.inside || going.after.status == RegistrationStatus::confirmed) continue;
      // Who is in the room stays: the other store could not know.
      going.after.status = RegistrationStatus::confirmed;
      going.after.door_wait.reset();
      going.after.suspected_of.reset();
      going.resolutions.emplace_back("taken_back", RegistrationStatus::confirmed);
      plan_.conflict(going.after, "inside");
    }
    return {};
  }

  Status load_movements(const RegistrationId& id, Going& going) {
    const auto movements = list_standing_movements(db_, id);
    if (!movements) return tl::unexpected(movements.error());
    const auto first = find_first_entry(*movements);
    const auto last = find_last_exit(*movements);
    going.inside = find_standing_entry(*movements, kEndOfTime).has_value();
    going.first_entry = first ? std::optional(first->happened) : std::nullopt;
    going.last_exit = last ? std::optional(last->happened) : std::nullopt;
    return {};
  }

  Status plan_limits() {
    const auto limits = db_.get(
        "SELECT l.seats, e.room_limit FROM seat_limit l JOIN events e ON e.code = l.event WHERE l.event = ?1",
        {content_.event}, [](const Row& row) { return std::make_pair(row.maybe_integer(0), row.maybe_integer(1)); });
    if (!limits) return tl::unexpected(limits.error());
    plan_.settle_seats(limits->first);
    plan_.settle_room(limits->second);
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
        .and_then([&] { return write_resolutions(); })
        .and_then([&] { return write_all(); })
        .and_then([&] { return move_deadline(db_, content_.event, deadline); });
  }

  Status write_resolutions() {
    for (const auto& [id, going] : plan_.going) {
      for (const auto& [kind, status] : going.resolutions) {
        if (auto done = record_change(parts_, {content_.event, id, kind, status, {}, {}}, change_); !done) return done;
      }
    }
    for (const RegistrationId& id : plan_.leaves) {
      if (auto done = annul_entries(id); !done) return done;
    }
    if (!keep_capacity_) return {};
    plan_.report.conflicts.push_back({{}, 0, "capacity"});
    const auto fact = begin_fact(parts_, change_.now, change_.by);
    if (!fact) return tl::unexpected(fact.error());
    return insert_event_change(db_, content_.event, "kept", "capacity", *fact);
  }

  Status annul_entries(const RegistrationId& id) {
    const auto movements = list_standing_movements(db_, id);
    if (!movements) return tl::unexpected(movements.error());
    for (const Movement& movement : *movements) {
      if (movement.direction != Direction::entry) continue;
      const auto fact = begin_fact(parts_, change_.now, change_.by);
      if (!fact) return tl::unexpected(fact.error());
      auto done = insert_annulment(db_, content_.event, movement.id, "unpack: no seat", *fact);
      if (!done) return done;
    }
    return load_movements(id, plan_.going[id]);
  }

  /// New ones as pending, on numbers that nobody holds; then who gives a seat up, then who takes one.
  Status write_all() {
    for (auto& [id, going] : plan_.going) {
      if (going.is_new) continue;
      if (auto left = leave_presence(id, going); !left) return left;
    }
    if (auto moved = move_numbers(); !moved) return moved;
    for (auto& [id, going] : plan_.going) {
      if (!going.is_new) continue;
      if (auto done = insert_new(going); !done) return done;
    }
    for (const bool taking : {false, true}) {
      for (auto& [id, going] : plan_.going) {
        const bool takes = takes_seat(going.after) && !takes_seat(going.before);
        if (takes != taking) continue;
        if (auto done = write_one(id, going); !done) return done;
      }
    }
    return {};
  }

  Status move_numbers() {
    for (const auto& [id, number] : plan_.number_moves()) {
      Going& going = plan_.going.at(id);
      going.before.number = number;
      if (auto done = update_merged_registration(db_, going.before); !done) return done;
      if (number == going.after.number) ++plan_.report.updated;
    }
    return {};
  }

  Status insert_new(Going& going) {
    if (auto done = insert_merged_registration(db_, going.after); !done) return done;
    ++plan_.report.registrations;
    if (purged_ || going.after.attendee.name.empty()) return {};
    return insert_merged_person(db_, going.after, content_.event);
  }

  Status leave_presence(const RegistrationId& id, const Going& going) {
    const auto present = find_presence(db_, id);
    if (!present) return tl::unexpected(present.error());
    return *present && !going.inside ? delete_presence(db_, id) : Status();
  }

  Status write_one(const RegistrationId& id, Going& going) {
    bool changed = false;
    if (!same_values(going.before, going.after)) {
      if (auto done = update_merged_registration(db_, going.after); !done) return done;
      changed = true;
    }
    if (!going.is_new && !same_person(going.before.attendee, going.after.attendee)) {
      if (!going.after.attendee.name.empty()) {
        if (auto done = update_person(db_, id, going.after.attendee); !done) return done;
      }
      changed = true;
    }
    if (changed && !going.is_new) ++plan_.report.updated;
    return enter_presence(id, going);
  }

  /// A presence that stands stays, whichever of two entries it began with.
  Status enter_presence(const RegistrationId& id, const Going& going) {
    if (!going.first_entry && !going.last_exit && going.is_new) return {};
    const auto present = find_presence(db_, id);
    if (!present) return tl::unexpected(present.error());
    if (going.inside && !*present) {
      const auto movements = list_standing_movements(db_, id);
      if (!movements) return tl::unexpected(movements.error());
      const auto standing = find_standing_entry(*movements, kEndOfTime);
      if (standing) {
        if (auto in = insert_presence(db_, content_.event, id, *standing); !in) return in;
      }
    }
    return update_attendance(db_, id, going.first_entry, going.last_exit);
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
    if (done && plan_.report.added_event) done = leave_number_gap(db_, content_.event);
    if (!done) return done;
    forget_event(parts_, content_.event);
    const auto event = find_known_event(parts_, content_.event);
    if (!event) return tl::unexpected(event.error());
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
  UnpackPlan plan_;
  std::map<RegistrationId, Coming> coming_;
  bool purged_ = false;
  bool keep_capacity_ = false;
};

Result<std::string> read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::not_found, "there is no such file, or it cannot be read", file);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (stream.bad()) return fail(Code::io_failed, "cannot be read", file);
  return bytes;
}

Result<PackContent> open_pack(const StoreParts& parts, const std::string& file, const std::string& passphrase) {
  const auto sealed = read_file(file);
  if (!sealed) return tl::unexpected(sealed.error());
  auto content = open_sealed(*sealed, passphrase).and_then([](const std::string& bytes) { return read_pack(bytes); });
  if (!content) return tl::unexpected(in_layer(file, content.error()));
  if (content->schema > parts.info.schema) {
    return fail(Code::bad_input, "it was packed by a newer Uketsuke: update this program", file);
  }
  if (content->practice != parts.info.practice) {
    return fail(Code::bad_call,
                content->practice ? "練習用の端末でまとめた研修会です。本番の端末には取り込めません。"
                                  : "本番の端末でまとめた研修会です。練習用の端末には取り込めません。",
                file);
  }
  if (content->rows_of("events").size() != 1) return fail(Code::bad_input, "it holds no event", file);
  return content;
}

}  // namespace

Result<UnpackReport> unpack_event(const std::string& folder, const std::string& file, const std::string& passphrase,
                                  const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  const auto content = open_pack(*parts, file, passphrase);
  if (!content) return tl::unexpected(content.error());
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
