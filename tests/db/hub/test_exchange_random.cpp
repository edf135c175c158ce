// Three kiosks on which staff do anything, cut off from the hub and back at random: nothing fails, every store is whole
// after each exchange, and once all have heard of everything all rosters are the same. A seed that fails is replayed by
// its number.
#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <random>

#include "db/hub/exchange.h"
#include "db/reader.h"
#include "tests/db/hub/hub_fixture.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::HubTest;
using testing::must;

class HubRandom : public HubTest {
 protected:
  /// The office with its event, two doors with empty stores.
  void begin(unsigned seed) {
    random_.seed(seed);
    now_ = at("18:00");
    pcs_ = std::make_unique<testing::PackStores>(testing::small_event(5), 2);
    pcs_->office.attendees(6);
    exchanges_.clear();
    for (int pc = 0; pc < 3; ++pc) {
      must(join_hub({pcs_->folder(pc), joining, "端末" + std::to_string(pc), {}, {}}, by_staff(now_)));
      exchanges_.push_back(must(HubExchange::open(pcs_->folder(pc), by_staff(now_))));
      must(exchanges_.back().share(pcs_->code(), by_staff(now_)));
    }
  }

  void work(int steps) {
    for (int step = 0; step < steps; ++step) {
      now_ = now_ + kMillisPerMinute / 4;
      const int pc = static_cast<int>(random_() % 3);
      if (random_() % 4 == 0) {
        exchange(pc);
      } else {
        do_something(pc);
      }
    }
  }

  std::int64_t exchange(int pc) {
    const auto done = exchanges_[static_cast<std::size_t>(pc)].run(by_staff(now_));
    if (!done) {
      ADD_FAILURE() << done.error().where << ": " << done.error().what;
      return 0;
    }
    return done->front().pulled + done->front().pushed;
  }

  void tell_everybody() {
    for (int round = 0; round < 8; ++round) {
      std::int64_t news = 0;
      for (int pc = 0; pc < 3; ++pc) news += exchange(pc);
      if (news == 0) break;
      ASSERT_LT(round, 7) << "it never ends";
    }
    for (const int pc : {1, 2}) {
      pcs_->expect_same(0, pc);
      EXPECT_EQ(pcs_->facts(0), pcs_->facts(pc));
    }
    pcs_->expect_whole();
  }

 private:
  RegistrationRow pick_row(int pc) {
    auto rows = must(must(Reader::open(pcs_->folder(pc))).list_registrations(pcs_->code(), {}));
    return std::move(rows[random_() % rows.size()]);
  }
  std::string pick_name() { return "新しい" + std::to_string(random_() % 4); }

  void edit(int pc, const RegistrationRow& row) {
    const std::array<FieldEdit, 3> edits = {FieldEdit{"note", std::to_string(random_() % 100)},
                                            FieldEdit{"role", random_() % 2 == 0 ? "guest" : "participant"},
                                            FieldEdit{"group", std::to_string(random_() % 4)}};
    static_cast<void>(
        pcs_->store(pc).edit(pcs_->code(), row.registration, {edits[random_() % edits.size()]}, by_staff(now_)));
  }

  void set_capacity(int pc) {
    Event event = must(must(Reader::open(pcs_->folder(pc))).load_event(pcs_->code())).event;
    event.capacity = 4 + static_cast<std::int64_t>(random_() % 4);
    static_cast<void>(pcs_->store(pc).set_event(event, by_staff(now_)));
  }

  void substitute(int pc, const RegistrationRow& row) {
    SubstituteRequest request;
    request.event = pcs_->code();
    request.original = row.registration;
    request.attendee = testing::person("代理" + std::to_string(random_() % 5));
    static_cast<void>(pcs_->store(pc).substitute(request, by_staff(now_)));
  }

  /// Refusals are part of the game.
  void do_something(int pc) {
    const RegistrationRow row = pick_row(pc);
    Store& store = pcs_->store(pc);
    const Change change = by_staff(now_);
    switch (random_() % 12) {
      case 0:
        return static_cast<void>(store.cancel(pcs_->code(), row.registration, change));
      case 1:
        return static_cast<void>(store.accept(pcs_->code(), row.registration, change));
      case 2:
        return static_cast<void>(store.undo(pcs_->code(), row.registration, change));
      case 3:
      case 4:
        return edit(pc, row);
      case 5:
      case 6:
        return static_cast<void>(pcs_->walk_in(pc, pick_name(), now_));
      case 7:
        return substitute(pc, row);
      case 8:
        return set_capacity(pc);
      case 9:
        return static_cast<void>(store.issue_tickets(pcs_->code(), {row.registration}, change));
      default:
        return static_cast<void>(pcs_->admit(pc, row.registration, now_));
    }
  }

  std::mt19937 random_;
  std::unique_ptr<testing::PackStores> pcs_;
  std::vector<HubExchange> exchanges_;
  UtcMillis now_;
};

TEST_F(HubRandom, EverybodyComesToTheSame) {
  const bool asked_for_all = std::getenv("UKETSUKE_LONG") != nullptr;
  const char* one = std::getenv("UKETSUKE_SEED");
  const unsigned first = one == nullptr ? 1 : static_cast<unsigned>(std::strtoul(one, nullptr, 10));
  const unsigned seeds = one != nullptr ? 1 : asked_for_all ? 300 : 6;
  for (unsigned seed = first; seed < first + seeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("UKETSUKE_SEED=" + std::to_string(seed));
    begin(seed);
    work(60);
    tell_everybody();
    must(
        admin().run_script("DELETE FROM uketsuke.batches; DELETE FROM uketsuke.heads; DELETE FROM uketsuke.events;"
                           " DELETE FROM uketsuke.event_keys"));
  }
}

}  // namespace
}  // namespace uketsuke
