// Three PCs on which staff do anything, and sticks that are carried anyhow: one way, crosswise, twice, an old file
// again. After every unpack the invariants hold, and once everybody has heard of everything all rosters are the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <vector>

#include "db/parts.h"
#include "db/reader.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::on;
using testing::PackStores;

using Rows = std::map<RegistrationId, RegistrationRow>;

bool is_out(const RegistrationRow& row) {
  return row.status == RegistrationStatus::cancelled || row.status == RegistrationStatus::declined;
}

/// A file, and what its PC knew when it was packed.
struct Packed {
  std::string file;
  int from = 0;
  Rows rows;
  std::set<std::string> facts;
};

class World {
 public:
  World(unsigned seed, const Event& event) : random_(seed), pcs_(event, 2) {
    pcs_.office.attendees(6);
    now_ = random_() % 4 == 0 ? at("12:00") : at("18:00");
    for (const int pc : {1, 2}) carry(0, pc);
  }

  void work(int steps) {
    for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
      now_ = now_ + kMillisPerMinute / 4;
      if (random_() % 8 == 0) {
        exchange();
      } else {
        do_something(pick_pc());
      }
    }
  }

  /// What the unpacks told of: which situations came up.
  [[nodiscard]] const std::map<std::string, int>& told() const { return told_; }

  /// Round and round until nobody hears anything new.
  void tell_everybody() {
    for (int round = 0; round < 6; ++round) {
      bool news = false;
      for (const auto& [from, to] : std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {2, 0}}) {
        now_ = now_ + kMillisPerMinute;
        const auto report = carry(from, to);
        news = news || report.facts + report.updated > 0;
        if (::testing::Test::HasFailure()) return;
      }
      if (!news) break;
      ASSERT_LT(round, 5) << "it never ends";
    }
    for (const int pc : {1, 2}) {
      pcs_.expect_same(0, pc);
      EXPECT_EQ(pcs_.facts(0), pcs_.facts(pc));
    }
    pcs_.expect_whole();
  }

 private:
  int pick_pc() { return static_cast<int>(random_() % 3); }

  // Staff
  // ---------------------------------------------------------------------------------------------------------------

  /// Often one of a few, so that several PCs are at the same one.
  RegistrationRow pick_row(int pc) {
    auto rows = must(must(Reader::open(pcs_.folder(pc))).list_registrations(pcs_.code(), {}));
    const std::size_t among = random_() % 2 == 0 ? std::min<std::size_t>(rows.size(), 4) : rows.size();
    return std::move(rows[random_() % among]);
  }

  std::string pick_name() { return "新しい" + std::to_string(random_() % 4); }

  void move(int pc, const RegistrationRow& row, Direction direction) {
    AdmitRequest request;
    request.id = testing::new_scan_id();
    request.event = pcs_.code();
    request.registration = row.registration;
    request.direction = direction;
    if (random_() % 4 == 0) request.override_reason = Override{};
    static_cast<void>(pcs_.store(pc).admit_by_hand(request, now_));
  }

  void register_someone(int pc) {
    RegisterRequest request;
    request.event = pcs_.code();
    request.application.attendees = {testing::person(pick_name())};
    if (random_() % 2 == 0) request.application.received = on("2025-10-03", "09:00");
    static_cast<void>(pcs_.store(pc).register_application(request, by_staff(now_)));
  }

  /// Somebody with a ticket of another PC's, or without one.
  void let_walk_in(int pc) {
    const std::string ticket = pick_row(pick_pc()).ticket;
    if (!ticket.empty() && pcs_.scan(pc, ticket, now_).outcome == ScanOutcome::unknown_ticket) {
      pcs_.walk_in(pc, pick_name(), now_, ticket);
    } else if (random_() % 2 == 0) {
      pcs_.walk_in(pc, pick_name(), now_);
    }
  }

  void substitute(int pc, const RegistrationRow& row) {
    SubstituteRequest request;
    request.event = pcs_.code();
    request.original = row.registration;
    request.attendee = testing::person(random_() % 3 == 0 ? pick_name() : "代理" + std::to_string(random_() % 5));
    static_cast<void>(pcs_.store(pc).substitute(request, by_staff(now_)));
  }

  void decide_pair(int pc) {
    const auto pairs = must(must(Reader::open(pcs_.folder(pc))).list_suspected(pcs_.code()));
    if (pairs.empty()) return;
    const Decision decision = random_() % 2 == 0 ? Decision::merge : Decision::keep;
    const RegistrationId& later = pairs[random_() % pairs.size()].later.registration;
    static_cast<void>(pcs_.store(pc).decide(pcs_.code(), decision, {later}, by_staff(now_)));
  }

  void edit(int pc, const RegistrationRow& row) {
    const std::vector<FieldEdit> edits = {{"note", std::to_string(random_() % 100)},
                                          {"facility", "病院" + std::to_string(random_() % 9)},
                                          {"role", random_() % 2 == 0 ? "guest" : "participant"},
                                          {"group", std::to_string(random_() % 4)}};
    static_cast<void>(pcs_.store(pc).edit(pcs_.code(), row.registration, {edits[random_() % 4]}, by_staff(now_)));
  }

  void set_event(int pc) {
    Event event = must(must(Reader::open(pcs_.folder(pc))).load_event(pcs_.code())).event;
    event.title = "研修会" + std::to_string(random_() % 100);
    if (random_() % 3 == 0) event.deadline = random_() % 2 == 0 ? on("2025-10-02", "00:00") : at("23:59");
    if (random_() % 2 == 0) event.capacity = 4 + static_cast<std::int64_t>(random_() % 3);
    static_cast<void>(pcs_.store(pc).set_event(event, by_staff(now_)));
  }

  /// A file that every PC may take, of people who come in no other way and of some who do.
  void import(int pc) {
    std::vector<Application> file;
    const std::size_t first = random_() % 3;
    for (std::size_t i = first; i < first + 3; ++i) {
      Application form;
      const bool bare = i == 4;
      if (i % 2 == 0) form.received = on("2025-10-02", "09:00");
      form.attendees = {testing::person(i == 3 ? "新しい1" : "申込" + std::to_string(i))};
      if (!bare) form.attendees.front().facility = "事業所" + std::to_string(i);
      file.push_back(form);
    }
    static_cast<void>(pcs_.store(pc).import_applications(pcs_.code(), "r.csv", file, {}, {}, by_staff(now_)));
  }

  /// Refusals are part of the game.
  void do_something(int pc) {
    const RegistrationRow row = pick_row(pc);
    Store& store = pcs_.store(pc);
    const Change change = by_staff(now_);
    switch (random_() % 18) {
      case 0:
        return static_cast<void>(store.cancel(pcs_.code(), row.registration, change));
      case 1:
        return static_cast<void>(store.accept(pcs_.code(), row.registration, change));
      case 2:
        return static_cast<void>(store.undo(pcs_.code(), row.registration, change));
      case 3:
      case 4:
        return edit(pc, row);
      case 5:
      case 6:
        return register_someone(pc);
      case 7:
      case 8:
        return let_walk_in(pc);
      case 9:
      case 10:
      case 11:
        return move(pc, row, random_() % 4 == 0 ? Direction::exit : Direction::entry);
      case 12:
        return decide_pair(pc);
      case 13:
        return set_event(pc);
      case 14:
      case 15:
        return import(pc);
      case 16:
        return static_cast<void>(store.issue_tickets(pcs_.code(), {row.registration}, change));
      default:
        return substitute(pc, row);
    }
  }

  // Sticks
  // --------------------------------------------------------------------------------------------------------------

  Rows rows_of(int pc) {
    Rows rows;
    for (RegistrationRow& row : must(must(Reader::open(pcs_.folder(pc))).list_registrations(pcs_.code(), {}))) {
      rows.emplace(row.registration, row);
    }
    return rows;
  }

  Packed pack(int pc) { return {pcs_.pack(pc, now_), pc, rows_of(pc), pcs_.facts(pc)}; }

  UnpackReport carry(int from, int to) {
    packs_.push_back(pack(from));
    return unpack(to, packs_.back());
  }

  void exchange() {
    const int from = pick_pc();
    const int to = (from + 1 + static_cast<int>(random_() % 2)) % 3;
    switch (random_() % 4) {
      case 0: {
        const Packed ours = pack(from);
        const Packed theirs = pack(to);
        unpack(from, theirs);
        unpack(to, ours);
        return pcs_.expect_same(from, to);
      }
      case 1: {
        const Packed old = packs_[random_() % packs_.size()];
        if (old.from != to) unpack(to, old);
        return;
      }
      default:
        carry(from, to);
    }
  }

  UnpackReport unpack(int pc, const Packed& packed) {
    const bool known = pcs_.count() > 0 && !packs_.empty() && has_event(pc);
    const Rows before = known ? rows_of(pc) : Rows();
    const std::set<std::string> facts = known ? pcs_.facts(pc) : std::set<std::string>();
    auto report = pcs_.try_unpack(pc, packed.file, now_);
    if (!report) {
      ADD_FAILURE() << report.error().where << ": " << report.error().what;
      return {};
    }
    for (const UnpackConflict& conflict : report->conflicts) ++told_[conflict.what];
    const Rows after = rows_of(pc);
    const std::set<std::string> all = pcs_.facts(pc);
    EXPECT_TRUE(std::includes(all.begin(), all.end(), facts.begin(), facts.end()));
    EXPECT_TRUE(std::includes(all.begin(), all.end(), packed.facts.begin(), packed.facts.end()));
    for (const Rows* side : {&before, &packed.rows}) expect_nobody_lost(pc, *side, after, *report);
    expect_pairs_shown(before, packed.rows, after);
    expect_second_time_nothing(pc, packed);
    for (const CheckFinding& finding : must(pcs_.store(pc).check())) {
      ADD_FAILURE() << "PC " << pc << ": " << finding.rule << ": " << finding.detail;
    }
    return std::move(*report);
  }

  // Invariants
  // ----------------------------------------------------------------------------------------------------------

  bool has_event(int pc) { return !must(must(Reader::open(pcs_.folder(pc))).list_events()).empty(); }

  /// Whose entry staff took back at some PC.
  bool was_undone(int pc, const RegistrationId& id) {
    auto parts = must(open_store_parts(pcs_.folder(pc)));
    return must(
        parts.connection.get("SELECT EXISTS (SELECT 1 FROM annulments a JOIN check_ins c ON c.id = a.check_in"
                             " WHERE c.registration = ?1 AND a.reason NOT LIKE 'unpack%')",
                             {id}, [](const Row& row) { return row.boolean(0); }));
  }

  void expect_nobody_lost(int pc, const Rows& side, const Rows& after, const UnpackReport& report) {
    for (const auto& [id, row] : side) {
      const auto now = after.find(id);
      ASSERT_NE(now, after.end()) << row.number;
      if (!row.checked_in_at || row.status != RegistrationStatus::confirmed) continue;
      const bool stays = now->second.checked_in_at && now->second.status == RegistrationStatus::confirmed;
      const bool told = std::any_of(report.conflicts.begin(), report.conflicts.end(), [&, id = id](const auto& one) {
        return one.registration == id && (one.what == "full" || one.what == "room");
      });
      if (stays || told || was_undone(pc, id)) continue;
      const bool knowingly = report.facts == 0 || knows_entry_and_left(pc, id);
      EXPECT_TRUE(knowingly) << "PC " << pc << " lost number " << now->second.number << ", who had come";
    }
  }

  /// Cancelled or put out of the room by somebody who knew that the person had come.
  bool knows_entry_and_left(int pc, const RegistrationId& id) {
    auto parts = must(open_store_parts(pcs_.folder(pc)));
    return must(parts.connection.get(
        "SELECT EXISTS (SELECT 1 FROM registration_changes x JOIN check_ins c ON c.registration = x.registration"
        "  WHERE x.registration = ?1 AND c.direction = 'exit' AND x.kind IN ('cancelled', 'declined')"
        "  AND x.hlc > c.hlc)"
        " OR EXISTS (SELECT 1 FROM annulments a JOIN check_ins c ON c.id = a.check_in WHERE c.registration = ?1)",
        {id}, [](const Row& row) { return row.boolean(0); }));
  }

  /// One person whom each of both PCs registered is shown to staff, unless both of them came.
  static void expect_pairs_shown(const Rows& here, const Rows& there, const Rows& after) {
    for (const auto& [a, ours] : here) {
      for (const auto& [b, theirs] : there) {
        if (there.count(a) > 0 || here.count(b) > 0 || ours.attendee.name != theirs.attendee.name) continue;
        const RegistrationRow& one = after.at(a);
        const RegistrationRow& other = after.at(b);
        if (is_out(one) || is_out(other)) continue;
        const bool both_came = one.checked_in_at && other.checked_in_at;
        EXPECT_TRUE(one.suspected_duplicate || other.suspected_duplicate || both_came)
            << one.number << " and " << other.number << " are one person";
      }
    }
  }

  void expect_second_time_nothing(int pc, const Packed& packed) {
    const std::string dump = pcs_.dump(pc);
    const auto again = pcs_.unpack(pc, packed.file, now_);
    EXPECT_EQ(again.facts + again.updated + again.registrations + again.check_ins, 0);
    EXPECT_TRUE(again.conflicts.empty() && again.promoted.empty());
    EXPECT_EQ(pcs_.dump(pc), dump) << "a second time changed something";
  }

  std::mt19937 random_;
  PackStores pcs_;
  UtcMillis now_{};
  std::vector<Packed> packs_;
  std::map<std::string, int> told_;
};

TEST(PackRandom, ThreePcsNeverLoseAnybodyAndComeToTheSame) {
  const bool is_long = std::getenv("UKETSUKE_LONG") != nullptr;
  const char* only = std::getenv("UKETSUKE_SEED");
  const unsigned first = only != nullptr ? static_cast<unsigned>(std::atoi(only)) : 1;
  const unsigned last = only != nullptr ? first : is_long ? 60 : 4;
  std::map<std::string, int> told;
  for (unsigned seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Event event = testing::small_event(5);
    event.tolerance = 1;
    event.room_limit = 7;
    event.re_entry = true;
    World world(seed, event);
    world.work(50);
    if (!HasFailure()) world.tell_everybody();
    for (const auto& [what, times] : world.told()) told[what] += times;
  }
  for (const auto& [what, times] : told) RecordProperty("told_" + what, times);
  if (!is_long || only != nullptr) return;
  for (const char* what : {"number", "inside", "original_came", "duplicate", "full"}) {
    EXPECT_GT(told[what], 0) << what << " never came up";
  }
}

}  // namespace
}  // namespace uketsuke
