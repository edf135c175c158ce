// See fault_store.h.
#include "tests/faults/fault_store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/db/raw_store.h"

namespace uketsuke::testing {

namespace fs = std::filesystem;

FaultStore::FaultStore() {
  auto made = roster();
  Event event = sample_event("A", 30);
  made.event(event).attendees(kPeople);
  for (int i = 1; i <= kPeople; ++i) {
    const std::string name = "参加者" + std::to_string(i);
    tickets_.push_back(made.ticket(name));
    ids_.push_back(made.id(name));
    if (i <= kInside) made.admit(name, at("18:05"));
  }
  must(made.store().backup(store_file(base_.path())));
}

const std::string& FaultStore::fresh() {
  folder_ = std::make_unique<TempFolder>();
  CHECK(fs::copy_file(store_file(base_.path()), store_file(folder_->path())));
  return folder_->path();
}

TempFolder FaultStore::snapshot() const {
  TempFolder copy;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code ignored;
    fs::copy_file(store_file(folder()) + suffix, store_file(copy.path()) + suffix, ignored);
  }
  return copy;
}

std::vector<std::string> findings_of(const std::string& folder) {
  auto store = Store::open(folder);
  if (!store) return {"open: " + store.error().what};
  const auto found = store->check();
  if (!found) return {"check: " + found.error().what};
  std::vector<std::string> words;
  for (const CheckFinding& finding : *found) words.push_back(finding.rule + ": " + finding.detail);
  return words;
}

void FaultStore::expect_whole(const std::string& folder, const std::string& round, bool but_first) const {
  for (const std::string& finding : findings_of(folder)) ADD_FAILURE() << round << ": " << finding;
  RawStore raw(folder);
  const std::string standing = "FROM check_ins c WHERE NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id)";
  for (int person = but_first ? 2 : 1; person <= kInside; ++person) {
    EXPECT_EQ(raw.number("SELECT count(*) " + standing + " AND c.registration = '" + id(person).value + "'"), 1)
        << round << ": 参加者" << person;
  }
  EXPECT_EQ(raw.number("SELECT count(*) FROM (SELECT 1 " + standing + " GROUP BY c.registration HAVING count(*) > 1)"),
            0)
      << round << ": somebody is in twice";
}

ScanRequest scan_request(const ScanId& id, const std::string& ticket) {
  ScanRequest request;
  request.id = id;
  request.event = EventCode("A");
  request.text = ticket;
  request.by = "田中";
  return request;
}

bool is_long() { return std::getenv("UKETSUKE_LONG") != nullptr; }

}  // namespace uketsuke::testing
