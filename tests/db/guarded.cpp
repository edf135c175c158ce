// See guarded.h.
#include "tests/db/guarded.h"

#include <gtest/gtest.h>

namespace uketsuke::testing {

namespace {

/// Every table that a rule looks at, whole.
constexpr const char* kTables[] = {
    "events",   "event_counts", "seat_limit",       "registrations", "registration_changes", "applications",
    "tickets",  "scans",        "check_ins",        "annulments",    "ticket_revocations",   "overrides",
    "releases", "presence",     "profession_counts"};

}  // namespace

void Guarded::open() {
  raw = std::make_unique<RawStore>(roster.folder());
  remember();
}

void Guarded::remember() { before_ = dump(); }

std::string Guarded::dump() {
  std::string all;
  for (const char* table : kTables) all += std::string(table) + "\n" + raw->rows(std::string("SELECT * FROM ") + table);
  return all;
}

void Guarded::expect_refused(const std::string& sql, const std::vector<std::string>& clauses) {
  for (const std::string& clause : clauses) {
    std::string statement = sql;
    if (const auto place = statement.find("%OR%"); place != std::string::npos) {
      statement.replace(place, 4, clause.empty() ? "" : " " + clause);
    }
    const std::string said = raw->run(statement);
    EXPECT_EQ(said.find("syntax error"), std::string::npos) << statement << ": " << said;
    EXPECT_EQ(said.find("no such"), std::string::npos) << statement << ": " << said;
    // OR IGNORE may skip a row silently where a NOT NULL stops it first; nothing may have changed in any case.
    if (clause != "OR IGNORE") {
      EXPECT_FALSE(said.empty()) << statement;
    }
    const std::string after = dump();
    EXPECT_TRUE(after == before_) << statement << "\nleft\n" << after;
    if (after != before_) return;
  }
}

std::string Guarded::copy_of(int number, const std::string& id, const std::string& new_number) {
  return "(id, event, number, application, position, status, role, channel, received_utc_ms, late, category) SELECT " +
         id + ", event, " + new_number +
         ", application, position, status, role, channel, received_utc_ms, late, category FROM registrations WHERE "
         "number = " +
         std::to_string(number);
}

}  // namespace uketsuke::testing
