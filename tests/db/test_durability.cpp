// kill -9 in a storm of scans: what was acknowledged is there, nothing is there twice, check finds nothing.
// 20 rounds; 100 with UKETSUKE_LONG=1.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "tests/db/raw_store.h"
#include "tests/support/processes.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::must;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;

constexpr int kPeople = 300;

int rounds() { return std::getenv("UKETSUKE_LONG") != nullptr ? 100 : 20; }

/// Scans every ticket from `first` on, out and in again without end, and writes one byte record a COMMIT: its number.
int storm(const std::string& folder, const std::vector<std::string>& tickets, std::uint32_t first, int pipe) {
  Store store = must(Store::open(folder));
  for (std::uint32_t step = 0;; ++step) {
    const auto person = static_cast<std::uint32_t>((first + step) % tickets.size());
    ScanRequest request;
    request.id = testing::new_scan_id();
    request.event = EventCode("A");
    request.text = tickets[person];
    const auto result = store.record_scan(request, at("18:10"));
    if (!result) return 1;
    if (result->outcome == ScanOutcome::not_recorded) return 2;
    // Acknowledged from here on. A record is smaller than PIPE_BUF: whole or not at all.
    const std::uint32_t record[2] = {person, static_cast<std::uint32_t>(result->outcome)};
    if (::write(pipe, record, sizeof record) != static_cast<ssize_t>(sizeof record)) return 3;
  }
}

struct Acknowledged {
  std::set<std::uint32_t> admitted;
  std::int64_t scans = 0;
};

/// Reads until the pipe is closed; kills the child once `after` records came and `extra` passed.
void read_and_kill(int pipe, pid_t child, int after, std::chrono::microseconds extra, Acknowledged& seen) {
  std::uint32_t record[2] = {};
  std::int64_t came = 0;
  bool killed = false;
  while (::read(pipe, record, sizeof record) == static_cast<ssize_t>(sizeof record)) {
    ++seen.scans;
    if (static_cast<ScanOutcome>(record[1]) == ScanOutcome::admitted) {
      EXPECT_TRUE(seen.admitted.insert(record[0]).second) << "person " << record[0] << " was admitted twice";
    }
    if (++came == after && !killed) {
      std::this_thread::sleep_for(extra);  // anywhere inside a transaction
      ::kill(child, SIGKILL);
      killed = true;
    }
  }
}

TEST(Durability, WhatWasAcknowledgedIsThereAfterAKill) {
  auto roster = testing::roster();
  roster.event(sample_event("A", kPeople)).attendees(kPeople);
  std::vector<std::string> tickets;
  for (int i = 1; i <= kPeople; ++i) tickets.push_back(roster.ticket("参加者" + std::to_string(i)));
  roster.close();

  std::mt19937 random(20251024);  // the moments differ all the same: the machine is never as before
  Acknowledged seen;
  for (int round = 0; round < rounds(); ++round) {
    int ends[2] = {};
    ASSERT_EQ(::pipe(ends), 0);
    const auto first = static_cast<std::uint32_t>(random() % kPeople);
    const pid_t child = testing::start_process([&] {
      ::close(ends[0]);
      return storm(roster.folder(), tickets, first, ends[1]);
    });
    ::close(ends[1]);
    read_and_kill(ends[0], child, static_cast<int>(1 + random() % 20), std::chrono::microseconds(random() % 3000),
                  seen);
    ::close(ends[0]);
    ASSERT_EQ(testing::wait_for_process(child), -SIGKILL);

    roster.reopen();
    for (const CheckFinding& finding : must(roster.store().check())) {
      ADD_FAILURE() << "round " << round << ": " << finding.rule << ": " << finding.detail;
    }
    roster.close();
    RawStore raw(roster.folder());
    for (const std::uint32_t person : seen.admitted) {
      ASSERT_EQ(raw.number("SELECT count(*) FROM check_ins c JOIN registrations r ON r.id = c.registration"
                           " WHERE r.number = " +
                           std::to_string(person + 1)),
                1)
          << "round " << round << ", person " << person;
    }
    // One transaction may have committed without its acknowledgement having been written: at most one a kill.
    const std::int64_t kept = raw.number("SELECT count(*) FROM scans");
    EXPECT_GE(kept, seen.scans);
    EXPECT_LE(kept, seen.scans + round + 1);
    EXPECT_EQ(raw.number("SELECT count(*) FROM check_ins"),
              raw.number("SELECT count(DISTINCT registration) FROM check_ins"));
  }
  EXPECT_GT(seen.admitted.size(), 20U);
}

TEST(Durability, AKilledWalkInIsThereAsAWholeOrNotAtAll) {
  auto roster = testing::roster();
  roster.event("A");
  roster.close();
  std::mt19937 random(7);
  std::int64_t acknowledged = 0;
  for (int round = 0; round < rounds() / 4; ++round) {
    int ends[2] = {};
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = testing::start_process([&] {
      ::close(ends[0]);
      Store store = must(Store::open(roster.folder()));
      for (int i = 0;; ++i) {
        WalkInRequest request;
        request.event = EventCode("A");
        request.attendee = testing::person("当日" + std::to_string(round) + "の" + std::to_string(i));
        const auto result = store.register_walk_in(request, at("18:10"));
        if (!result || result->outcome != WalkInOutcome::admitted) return 1;
        if (::write(ends[1], "+", 1) != 1) return 3;
      }
    });
    ::close(ends[1]);
    char plus = 0;
    const int after = static_cast<int>(1 + random() % 10);
    for (int came = 0; ::read(ends[0], &plus, 1) == 1;) {
      ++acknowledged;
      if (++came != after) continue;
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
      ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    ASSERT_EQ(testing::wait_for_process(child), -SIGKILL);
    roster.reopen();
    EXPECT_TRUE(must(roster.store().check()).empty()) << "round " << round;
    roster.close();
    RawStore raw(roster.folder());
    const std::int64_t kept = raw.number("SELECT count(*) FROM registrations");
    EXPECT_GE(kept, acknowledged);
    EXPECT_LE(kept, acknowledged + round + 1);
    for (const char* table : {"people", "tickets", "live_tickets", "check_ins", "presence", "scans", "applications"}) {
      EXPECT_EQ(raw.number(std::string("SELECT count(*) FROM ") + table), kept) << table;
    }
  }
}

}  // namespace
}  // namespace uketsuke
