// Check-ins through the store beside bare prepared SQLite inserts with the same pragmas, for an event of 80 people and
// one of 100 000; what a decision costs with either; what the counts on the screen cost. Prints ratios and whether the
// bars are met; ends with 1 where one is not.  use: store [PEOPLE_OF_THE_LARGE_EVENT]
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "common/uuid.h"
#include "db/reader.h"
#include "tests/support/roster.h"

namespace uketsuke::bench {
namespace {

using testing::at;
using testing::must;
using testing::Roster;

constexpr int kSmall = 80;
constexpr int kRounds = 15;

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

/// What some work took: by the wall's clock, which waits for the disk, and of this thread's CPU, which others do not
/// disturb.
struct Cost {
  double wall = 0;
  double cpu = 0;
};
Cost measure(const std::function<void()>& work) {
  const Cost begin{seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_THREAD_CPUTIME_ID)};
  work();
  return {seconds_of(CLOCK_MONOTONIC) - begin.wall, seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin.cpu};
}

/// Events of one size in a store, a round of tickets each.
class Door {
 public:
  /// @param events  codes; each gets `people`
  Door(const std::vector<std::string>& events, int people) {
    for (const std::string& code : events) {
      roster_.event(code);
      std::vector<Application> applications(static_cast<std::size_t>(people));
      for (int i = 0; i < people; ++i) {
        Attendee attendee;
        attendee.name = "参加者" + std::to_string(i);
        attendee.furigana = "さんかしゃ";
        attendee.facility = "事業所" + std::to_string(i % 997);
        applications[static_cast<std::size_t>(i)].attendees.push_back(std::move(attendee));
      }
      const Change change{testing::on("2025-10-01", "09:00"), "bench", {}};
      must(roster_.store().import_applications(EventCode(code), "roster.csv", applications, {}, {}, change));
      for (IssuedTicket& ticket : must(roster_.store().issue_tickets(EventCode(code), {}, change))) {
        tickets_.emplace_back(code, std::move(ticket.text));
      }
    }
    // Spread over the roster, the same way in every run.
    std::vector<std::pair<std::string, std::string>> spread;
    const std::size_t step = std::max<std::size_t>(1, tickets_.size() / (kSmall * (kRounds + 1)));
    for (std::size_t i = 0; i < tickets_.size(); i += step) spread.push_back(std::move(tickets_[i]));
    tickets_ = std::move(spread);
  }
  /// The next `count` people come.
  void check_in(int count) {
    for (int i = 0; i < count; ++i, ++next_) {
      ScanRequest request;
      request.id = ScanId(make_uuid(at("18:05")));
      request.event = EventCode(tickets_.at(next_).first);
      request.text = tickets_.at(next_).second;
      request.source = ScanSource::camera;
      CHECK(must(roster_.store().record_scan(request, at("18:05"))).outcome == ScanOutcome::admitted);
    }
  }
  [[nodiscard]] const std::string& folder() const { return roster_.folder(); }
  [[nodiscard]] EventCode first_event() const { return EventCode(tickets_.front().first); }

 private:
  Roster roster_;
  std::vector<std::pair<std::string, std::string>> tickets_;
  std::size_t next_ = 0;
};

/// Prepared inserts into tables without guards, the store's pragmas: one row a transaction, or the three rows that a
/// check-in is made of.
class BareInserts {
 public:
  BareInserts() {
    CHECK(sqlite3_open(folder_.file("bare.db").c_str(), &database_) == SQLITE_OK);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cache_size = -131072");
    for (const char* table : {"scans", "check_ins", "presence"}) {
      const std::string name = table;
      run("CREATE TABLE " + name + " (id TEXT PRIMARY KEY, what TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID");
      const std::string insert = "INSERT INTO " + name + " (id, what, at) VALUES (?, ?, ?)";
      sqlite3_stmt* statement = nullptr;
      CHECK(sqlite3_prepare_v2(database_, insert.c_str(), -1, &statement, nullptr) == SQLITE_OK);
      inserts_.push_back(statement);
    }
    for (const char* words : {"BEGIN IMMEDIATE", "COMMIT"}) {
      sqlite3_stmt* statement = nullptr;
      CHECK(sqlite3_prepare_v2(database_, words, -1, &statement, nullptr) == SQLITE_OK);
      (begin_ == nullptr ? begin_ : commit_) = statement;
    }
  }
  ~BareInserts() {
    for (sqlite3_stmt* statement : inserts_) sqlite3_finalize(statement);
    sqlite3_finalize(begin_);
    sqlite3_finalize(commit_);
    sqlite3_close(database_);
  }
  BareInserts(const BareInserts&) = delete;
  BareInserts& operator=(const BareInserts&) = delete;

  void add(int count, std::size_t rows) {
    for (int i = 0; i < count; ++i) {
      step(begin_);
      for (std::size_t row = 0; row < rows; ++row) {
        const std::string id = make_uuid(at("18:05"));
        sqlite3_bind_text(inserts_[row], 1, id.data(), static_cast<int>(id.size()), SQLITE_TRANSIENT);
        sqlite3_bind_text(inserts_[row], 2, "admitted", -1, SQLITE_STATIC);
        sqlite3_bind_int64(inserts_[row], 3, at("18:05").value);
        step(inserts_[row]);
      }
      step(commit_);
    }
  }

 private:
  void run(const std::string& sql) {
    CHECK(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  static void step(sqlite3_stmt* statement) {
    CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  }

  testing::TempFolder folder_;
  sqlite3* database_ = nullptr;
  std::vector<sqlite3_stmt*> inserts_;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

/// One thing's cost over all rounds.
struct Column {
  std::vector<double> wall;
  std::vector<double> cpu;
  void add(const Cost& cost) {
    wall.push_back(cost.wall);
    cpu.push_back(cost.cpu);
  }
};

/// Round by round, so that a slow moment of the machine is in both.
double ratio(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < over.size(); ++i) ratios.push_back(over[i] / under[i]);
  return median(ratios);
}

bool bar(const char* what, double value, double bound, bool at_least) {
  const bool met = at_least ? value >= bound : value <= bound;
  std::printf("%-62s %6.2f   bar %s %.1f: %s\n", what, value, at_least ? ">=" : "<=", bound, met ? "met" : "NOT MET");
  return met;
}

double counts_us(const Door& door) {
  Reader reader = must(Reader::open(door.folder()));
  std::vector<double> times;
  for (int i = 0; i < 200; ++i) times.push_back(measure([&] { must(reader.load_event(door.first_event())); }).cpu);
  return median(times) * 1e6;
}

int run(int people) {
  std::vector<std::string> events;
  for (int i = 0; i < kRounds + 1; ++i) events.push_back("E" + std::to_string(i));
  Door small(events, kSmall);
  Door large({"LARGE"}, people);
  BareInserts bare;
  small.check_in(kSmall);  // warm
  large.check_in(20);
  bare.add(kSmall, 3);
  Column small_cost, large_cost, one_row, three_rows;
  const int count = std::min(kSmall, people / kRounds - 2);
  for (int round = 0; round < kRounds; ++round) {
    small_cost.add(measure([&] { small.check_in(count); }));
    one_row.add(measure([&] { bare.add(count, 1); }));
    large_cost.add(measure([&] { large.check_in(count); }));
    three_rows.add(measure([&] { bare.add(count, 3); }));
  }
  const auto per_second = [count](const Column& column) { return count / median(column.wall); };
  std::printf("a second: 80 people %.0f, %d people %.0f check-ins; bare inserts of one row %.0f, of three %.0f\n",
              per_second(small_cost), people, per_second(large_cost), per_second(one_row), per_second(three_rows));
  std::printf("CPU of one: 80 people %.0f us, %d people %.0f us; bare one row %.0f us, three %.0f us\n",
              median(small_cost.cpu) * 1e6 / count, people, median(large_cost.cpu) * 1e6 / count,
              median(one_row.cpu) * 1e6 / count, median(three_rows.cpu) * 1e6 / count);
  bool met = bar("80 people: check-ins / bare inserts of the rows they are", ratio(three_rows.wall, small_cost.wall),
                 0.6, true);
  met &= bar("100 000 people: the same", ratio(three_rows.wall, large_cost.wall), 0.6, true);
  std::printf("%-62s %6.2f\n", "80 people: check-ins / bare inserts of one row", ratio(one_row.wall, small_cost.wall));
  std::printf("%-62s %6.2f\n", "100 000 people: the same", ratio(one_row.wall, large_cost.wall));
  met &= bar("a decision with 100 000 people / with 80, CPU", ratio(large_cost.cpu, small_cost.cpu), 1.5, false);
  const double small_counts = counts_us(small);
  const double large_counts = counts_us(large);
  std::printf("counts for the screen: 80 people %.0f us, %d people %.0f us\n", small_counts, people, large_counts);
  met &= bar("counts with 100 000 people / with 80 (kept, not recounted)", large_counts / small_counts, 1.5, false);
  return met ? 0 : 1;
}

}  // namespace
}  // namespace uketsuke::bench

int main(int argc, char** argv) { return uketsuke::bench::run(argc > 1 ? std::atoi(argv[1]) : 100'000); }
