// A small store with people inside, tickets and a free seat, copied afresh for every round of a fault test. One thread.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "db/store.h"
#include "tests/faults/failing_disk.h"
#include "tests/support/roster.h"
#include "tests/support/temp_folder.h"

namespace uketsuke::testing {

class FaultStore {
 public:
  FaultStore();

  /// A fresh copy of the store in a folder of its own, closed; the one before is gone.
  const std::string& fresh();
  [[nodiscard]] const std::string& folder() const { return folder_->path(); }
  /// The file and its -wal as they lie there now, in another folder: what a power cut at this moment would leave.
  TempFolder snapshot() const;
  /// Ticket of 参加者1, 2 …; 1 to kInside are inside.
  [[nodiscard]] const std::string& ticket(int person) const {
    return tickets_.at(static_cast<std::size_t>(person - 1));
  }
  [[nodiscard]] RegistrationId id(int person) const { return ids_.at(static_cast<std::size_t>(person - 1)); }
  /// The store of that folder opens, `check` finds nothing, everybody who was inside is, nobody twice.
  void expect_whole(const std::string& folder, const std::string& round, bool but_first = false) const;

  static constexpr int kPeople = 12;
  static constexpr int kInside = 4;

 private:
  TempFolder base_;
  std::unique_ptr<TempFolder> folder_;
  std::vector<std::string> tickets_;
  std::vector<RegistrationId> ids_;
};

/// The suite of this folder. The disk is made before the first store is opened.
class Faults : public ::testing::Test {
 protected:
  FailingDisk disk_;
  FaultStore stores_;
};

/// A scan of that ticket with that id at 18:10.
ScanRequest scan_request(const ScanId& id, const std::string& ticket);
/// What UKETSUKE_LONG=1 asks for.
bool is_long();
/// "rule: detail" of every finding; what open or check said where they failed.
std::vector<std::string> findings_of(const std::string& folder);

}  // namespace uketsuke::testing
