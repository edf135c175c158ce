// Two real processes on one store race for the last seat, many times: exactly one gets it, nobody is lost.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <functional>

#include "tests/db/raw_store.h"
#include "tests/support/processes.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::on;
using testing::person;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

constexpr int kRounds = 50;
constexpr int kProcesses = 2;

/// What each process came to in each round; -1 where it failed.
struct Races {
  std::array<std::atomic<int>, kRounds> arrived;
  std::array<std::array<int, kRounds>, kProcesses> outcome;
};

std::string event_code(int round) { return "E" + std::to_string(round); }

/// In each process, for each round: meet, then `attempt(store, event, process)`, an outcome as a number.
using Attempt = std::function<int(Store&, const EventCode&, int)>;

void run_races(const std::string& folder, const testing::Shared<Races>& races, const Attempt& attempt) {
  std::array<pid_t, kProcesses> processes{};
  for (int process = 0; process < kProcesses; ++process) {
    processes.at(static_cast<std::size_t>(process)) = testing::start_process([&, process] {
      Store store = must(Store::open(folder));
      for (int round = 0; round < kRounds; ++round) {
        const auto r = static_cast<std::size_t>(round);
        testing::meet(races->arrived.at(r), kProcesses);
        races->outcome.at(static_cast<std::size_t>(process)).at(r) =
            attempt(store, EventCode(event_code(round)), process);
      }
      return 0;
    });
  }
  for (const pid_t process : processes) EXPECT_EQ(testing::wait_for_process(process), 0);
}

/// In every round one process came to `winner` and the other to `loser`; how often each one won is told on failure.
void expect_one_winner(const Races& races, int winner, int loser) {
  int first_won = 0;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const int a = races.outcome[0].at(round);
    const int b = races.outcome[1].at(round);
    EXPECT_TRUE((a == winner && b == loser) || (a == loser && b == winner))
        << "round " << round << ": " << a << ' ' << b;
    if (a == winner) ++first_won;
  }
  ::testing::Test::RecordProperty("first_process_won", first_won);
}

template <class T>
int outcome_of(const Result<T>& result) {
  return result ? static_cast<int>(result->outcome) : -1;
}

Roster prepare(const std::function<void(Roster&)>& fill) {
  auto roster = testing::roster();
  for (int round = 0; round < kRounds; ++round) {
    roster.event(sample_event(event_code(round), 2));
    roster.attendee("先着");
    fill(roster);
  }
  roster.close();
  return roster;
}

void expect_clean(Roster& roster) {
  roster.reopen();
  for (const CheckFinding& finding : must(roster.store().check()))
    ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

TEST(Race, OneApplicationGetsTheLastSeatTheOtherWaits) {
  auto roster = prepare([](Roster&) {});
  const testing::Shared<Races> races;
  run_races(roster.folder(), races, [](Store& store, const EventCode& event, int process) {
    RegisterRequest request;
    request.event = event;
    request.application.attendees = {person(process == 0 ? "甲" : "乙")};
    const auto taken = store.register_application(request, by_staff(on("2025-10-05", "09:00")));
    return taken ? static_cast<int>(taken->front().status) : -1;
  });
  expect_one_winner(*races, static_cast<int>(RegistrationStatus::confirmed),
                    static_cast<int>(RegistrationStatus::waitlisted));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM registrations"), 3 * kRounds) << "nobody is lost";
  EXPECT_EQ(raw.number("SELECT count(DISTINCT event || number) FROM registrations"), 3 * kRounds);
  EXPECT_EQ(raw.number("SELECT min(held) + max(held) FROM event_counts"), 4);
  expect_clean(roster);
}

TEST(Race, OneWalkInGetsTheLastSeat) {
  auto roster = prepare([](Roster&) {});
  const testing::Shared<Races> races;
  run_races(roster.folder(), races, [](Store& store, const EventCode& event, int process) {
    WalkInRequest request;
    request.event = event;
    request.attendee = person(process == 0 ? "甲" : "乙");
    return outcome_of(store.register_walk_in(request, at("18:10")));
  });
  expect_one_winner(*races, static_cast<int>(WalkInOutcome::admitted), static_cast<int>(WalkInOutcome::full));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM presence"), kRounds);
  EXPECT_EQ(raw.number("SELECT count(*) FROM scans"), 2 * kRounds) << "the refused one is a row too";
  expect_clean(roster);
}

TEST(Race, OneOfTwoWaitingAtTwoDoorsIsSeated) {
  auto roster = prepare([](Roster& filled) {
    filled.attendee("取消").attendee("甲").attendee("乙");
    must(filled.store().cancel(filled.code(), filled.id("取消"), by_staff(at("18:01"))));
  });
  std::array<std::array<RegistrationId, kRounds>, kProcesses> waiting;
  {
    RawStore raw(roster.folder());
    for (int round = 0; round < kRounds; ++round) {
      for (int process = 0; process < kProcesses; ++process) {
        waiting.at(static_cast<std::size_t>(process)).at(static_cast<std::size_t>(round)) =
            RegistrationId(raw.text("SELECT id FROM registrations WHERE event = '" + event_code(round) +
                                    "' AND number = " + std::to_string(3 + process)));
      }
    }
  }
  const testing::Shared<Races> races;
  run_races(roster.folder(), races, [&](Store& store, const EventCode& event, int process) {
    AdmitRequest request;
    request.id = testing::new_scan_id();
    request.event = event;
    request.registration =
        waiting.at(static_cast<std::size_t>(process)).at(static_cast<std::size_t>(std::stoi(event.value.substr(1))));
    return outcome_of(store.admit_by_hand(request, at("18:10")));
  });
  expect_one_winner(*races, static_cast<int>(ScanOutcome::admitted), static_cast<int>(ScanOutcome::waitlisted));
  expect_clean(roster);
}

TEST(Race, OneTicketAtTwoDoorsIsAdmittedOnce) {
  std::array<std::string, kRounds> tickets;
  std::size_t made = 0;
  auto roster = prepare([&](Roster& filled) { tickets.at(made++) = filled.ticket("先着"); });
  const testing::Shared<Races> races;
  run_races(roster.folder(), races, [&](Store& store, const EventCode& event, int) {
    ScanRequest request;
    request.id = testing::new_scan_id();
    request.event = event;
    request.text = tickets.at(static_cast<std::size_t>(std::stoi(event.value.substr(1))));
    return outcome_of(store.record_scan(request, at("18:10")));
  });
  expect_one_winner(*races, static_cast<int>(ScanOutcome::admitted), static_cast<int>(ScanOutcome::already_in));
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM check_ins"), kRounds);
  expect_clean(roster);
}

}  // namespace
}  // namespace uketsuke
