// A store and a hand with the sqlite3 shell on it: every statement is tried with every OR-clause and must change
// nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {

struct Guarded {
  Roster roster;
  std::unique_ptr<RawStore> raw;

  /// Opens the raw connection and remembers what is there.
  void open();
  /// Takes what is there now as what must stay.
  void remember();
  /// @param sql      with %OR% where the clause goes
  /// @param clauses  "" alone where a statement takes none
  void expect_refused(const std::string& sql, const std::vector<std::string>& clauses = {
                                                  "", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT", "OR ROLLBACK"});
  /// "(columns) SELECT …" of a registration with another id and number.
  std::string copy_of(int number, const std::string& id, const std::string& new_number);

 private:
  std::string dump();
  std::string before_;
};

}  // namespace uketsuke::testing
