// The weeks before an event as an office lives them: people over all channels, files in any order, each sent twice,
// come to one roster, seated as the rules say. UKETSUKE_LONG=1: many seeds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

constexpr int kPeople = 80;

int seeds() { return std::getenv("UKETSUKE_LONG") != nullptr ? 30 : 1; }

/// The generator's files in a folder; what they hold.
json generate(const std::string& words, const std::string& folder) {
  const std::string command = "PYTHONDONTWRITEBYTECODE=1 python3 '" UKETSUKE_SOURCE_DIR
                              "/tests/support/roster_generator.py' " +
                              words + " '" + folder + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream file(folder + "/manifest.json");
  return json::parse(file, nullptr, false);
}

std::string without_spaces(std::string name) {
  for (const std::string space : {" ", "　"}) {
    for (std::size_t at = 0; (at = name.find(space)) != std::string::npos;) name.erase(at, space.size());
  }
  return name;
}

/// What an office does with the generator's files, and what it should come to, worked out apart from the product.
class Office {
 public:
  Office(int seed, int capacity) : capacity_(capacity) {
    manifest_ = generate("office " + std::to_string(seed) + " " + std::to_string(kPeople), program_.file("in"));
    program_.write("event.toml",
                   "code = \"OFFICE\"\ntitle = \"研修会\"\nvenue = \"会議室\"\nstarts_at = 2025-10-24T18:30:00+09:00\n"
                   "doors_open_at = 2025-10-24T18:00:00+09:00\ndeadline = 2025-10-10\ncapacity = " +
                       std::to_string(capacity) + "\n[form]\nmail_subject = \"" +
                       manifest_["subject"].get<std::string>() + "\"\n");
    program_.now = "2025-09-01T08:00:00+09:00";
    EXPECT_EQ(program_.json({"event", "add", program_.file("event.toml")}).exit_code, 0);
    program_.now = "2025-10-15T09:00:00+09:00";
  }

  [[nodiscard]] const json& steps() const { return manifest_["steps"]; }
  [[nodiscard]] const json& person(std::size_t index) const { return manifest_["people"][index]; }
  [[nodiscard]] std::size_t people() const { return manifest_["people"].size(); }
  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] std::string folder() const { return program_.file("in"); }

  /// One file is imported or one form typed, for real and in `expected_`.
  void take(const json& step) {
    const bool typed = step.contains("typed");
    const Ran ran = typed ? type_in(person(step["typed"])) : import(step["file"]);
    ASSERT_EQ(ran.exit_code, 0) << step << ran.out << ran.err;
    if (!typed && !seen_.insert(step["file"]).second) {
      const json again = ran.line();
      EXPECT_EQ(again["added"], 0) << step;
      EXPECT_EQ(again["updated"], 0) << step;
      EXPECT_EQ(again["unchanged"], step["people"].size()) << step;
      return;
    }
    if (!typed) {
      EXPECT_EQ(ran.line()["added"], step["people"].size()) << step << ran.out;
    }
    expect(step["people"]);
    compare(step.dump());
  }

  /// Status by person as the roster has it: 「name mail」 -> status.
  [[nodiscard]] std::map<std::string, std::string> roster() const {
    std::map<std::string, std::string> statuses;
    for (const json& row : program_.json({"roster", "list", "OFFICE"}).lines()) {
      const bool fresh = statuses.emplace(key(row), row["status"]).second;
      EXPECT_TRUE(fresh) << row << " stands twice";
    }
    return statuses;
  }
  [[nodiscard]] static std::string key(const json& row) {
    return without_spaces(row["name"]) + " " + row["email"].get<std::string>();
  }

  /// Whoever waits, the earliest receipt first; of one time, as they came in.
  [[nodiscard]] std::vector<std::string> waiting() const {
    std::vector<std::size_t> order;
    for (const std::size_t index : came_in_) {
      if (expected_.at(index) == "waitlisted") order.push_back(index);
    }
    sort_by_receipt(order);
    std::vector<std::string> keys;
    for (const std::size_t index : order) keys.push_back(key(person(index)));
    return keys;
  }

 private:
  void sort_by_receipt(std::vector<std::size_t>& people) const {
    std::stable_sort(people.begin(), people.end(), [this](std::size_t a, std::size_t b) {
      return person(a)["received"].get<std::string>() < person(b)["received"].get<std::string>();
    });
  }
  Ran type_in(const json& person) const {
    return program_.json({"register", "OFFICE", "--name", person["name"], "--furigana", person["furigana"],
                          "--facility", person["facility"], "--profession", person["profession"], "--email",
                          person["email"], "--channel", person["channel"], "--received-at", person["received"]});
  }
  Ran import(const std::string& file) const {
    return program_.json({"roster", "import", "OFFICE", folder() + "/" + file});
  }

  /// In order of receipt; the later of a pair is pending; a seat where one is free and nobody waits.
  void expect(const json& arriving) {
    std::vector<std::size_t> order = arriving;
    sort_by_receipt(order);
    came_in_.insert(came_in_.end(), order.begin(), order.end());
    for (const std::size_t index : order) {
      const bool pair = std::any_of(expected_.begin(), expected_.end(), [&](const auto& other) {
        return without_spaces(person(other.first)["name"]) == without_spaces(person(index)["name"]);
      });
      const auto count = [this](const char* status) {
        return std::count_if(expected_.begin(), expected_.end(), [&](const auto& one) { return one.second == status; });
      };
      const bool seat = count("confirmed") < capacity_ && count("waitlisted") == 0;
      expected_[index] = pair ? "pending" : seat ? "confirmed" : "waitlisted";
    }
  }

  void compare(const std::string& after) {
    const auto found = roster();
    EXPECT_EQ(found.size(), expected_.size()) << after;
    for (const auto& [index, status] : expected_) {
      const auto row = found.find(key(person(index)));
      ASSERT_NE(row, found.end()) << person(index) << " is missing after " << after;
      EXPECT_EQ(row->second, status) << person(index) << after;
      if (confirmed_.count(index) > 0) {
        EXPECT_EQ(row->second, "confirmed") << "displaced by " << after;
      }
      if (row->second == "confirmed") confirmed_.insert(index);
    }
  }

  Program program_;
  json manifest_;
  int capacity_;
  std::map<std::size_t, std::string> expected_;
  std::vector<std::size_t> came_in_;
  std::set<std::size_t> confirmed_;
  std::set<std::string> seen_;
};

void expect_first_waiting_moves_up(const Office& office) {
  const auto waiting = office.waiting();
  if (waiting.empty()) return;
  const auto rows = office.program().json({"roster", "list", "OFFICE"}).lines();
  const auto confirmed =
      std::find_if(rows.begin(), rows.end(), [](const json& r) { return r["status"] == "confirmed"; });
  ASSERT_NE(confirmed, rows.end());
  const json cancelled =
      office.program().json({"cancel", "OFFICE", (*confirmed)["registration"], "--reason", "電話"}).line();
  ASSERT_EQ(cancelled["promoted"].size(), 1U);
  const auto first = std::find_if(rows.begin(), rows.end(),
                                  [&](const json& r) { return r["registration"] == cancelled["promoted"][0]; });
  ASSERT_NE(first, rows.end());
  EXPECT_EQ(Office::key(*first), waiting.front());
}

/// Who applied by two channels stands as a pair for staff to decide, and nobody else.
void expect_pairs(const Office& office) {
  std::multiset<std::string> twice;
  for (std::size_t i = 0; i < office.people(); ++i) {
    if (office.person(i).contains("same_as")) twice.insert(without_spaces(office.person(i)["name"]));
  }
  ASSERT_FALSE(twice.empty());
  std::multiset<std::string> pairs;
  for (const json& pair : office.program().json({"duplicate", "list", "OFFICE"}).lines()) {
    EXPECT_EQ(without_spaces(pair["earlier"]["name"]), without_spaces(pair["later"]["name"])) << pair;
    pairs.insert(without_spaces(pair["later"]["name"]));
  }
  EXPECT_EQ(pairs, twice);
}

TEST(CliOffice, FilesInAnyOrderEachTwiceComeToOneRoster) {
  for (int seed = 1; seed <= seeds(); ++seed) {
    for (const int capacity : {80, 60}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", capacity " + std::to_string(capacity));
      Office office(seed, capacity);
      for (const json& step : office.steps()) {
        office.take(step);
        if (HasFatalFailure()) return;
      }
      const auto roster = office.roster();
      EXPECT_EQ(roster.size(), office.people());
      const auto confirmed =
          std::count_if(roster.begin(), roster.end(), [](const auto& one) { return one.second == "confirmed"; });
      EXPECT_EQ(confirmed, std::min(capacity, kPeople));
      expect_pairs(office);
      expect_first_waiting_moves_up(office);
      EXPECT_EQ(office.program().json({"check"}).exit_code, 0);
    }
  }
}

TEST(CliOffice, AFolderOfAllFilesIsSeatedByReceipt) {
  for (int seed = 1; seed <= seeds(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Office office(seed, 20);
    const Ran ran = office.program().json({"roster", "import", "OFFICE", office.folder()});
    ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
    std::string latest_seat;
    std::string earliest_wait = "9";
    for (const json& row : office.program().json({"roster", "list", "OFFICE"}).lines()) {
      const std::string received = row["received_at"];
      if (row["status"] == "confirmed") latest_seat = std::max(latest_seat, received);
      if (row["status"] == "waitlisted") earliest_wait = std::min(earliest_wait, received);
    }
    EXPECT_LE(latest_seat, earliest_wait);
    EXPECT_EQ(ran.line()["waitlisted"], ran.line()["added"].get<int>() - 20);
  }
}

}  // namespace
}  // namespace uketsuke::testing
