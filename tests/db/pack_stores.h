// Several PCs with a store each, a stick that is carried between them, and what is looked at afterwards: the whole
// roster as text, every fact's id, what `check` finds.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "db/pack.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {

/// An event that keeps exits, and lets walk-ins have free seats.
Event small_event(std::int64_t capacity);

/// PC 0 is the office with its event, the others have empty stores of their own.
class PackStores {
 public:
  explicit PackStores(const Event& event, int venues = 1);

  Roster office;

  [[nodiscard]] const EventCode& code() const { return office.code(); }
  [[nodiscard]] int count() const { return static_cast<int>(venues_.size()) + 1; }
  Store& store(int pc) { return pc == 0 ? office.store() : *venues_.at(static_cast<std::size_t>(pc) - 1); }
  [[nodiscard]] const std::string& folder(int pc) { return store(pc).folder(); }
  [[nodiscard]] const TempFolder& temp() const { return temp_; }

  /// A file of its own each time.
  std::string pack(int pc, UtcMillis now);
  Result<UnpackReport> try_unpack(int pc, const std::string& file, UtcMillis now);
  UnpackReport unpack(int pc, const std::string& file, UtcMillis now) { return must(try_unpack(pc, file, now)); }
  UnpackReport carry(int from, int to, UtcMillis now) { return unpack(to, pack(from, now), now); }
  /// Both pack before either unpacks: neither knows what the other made of it.
  std::pair<UnpackReport, UnpackReport> cross(int one, int other, UtcMillis now);

  WalkInResult walk_in(int pc, const std::string& name, UtcMillis now, const std::string& ticket = {});
  ScanResult admit(int pc, const RegistrationId& registration, UtcMillis now);
  SubstituteResult substitute(int pc, const RegistrationId& original, const std::string& name, UtcMillis now);
  ScanResult scan(int pc, const std::string& text, UtcMillis now);
  RegistrationRow row(int pc, const RegistrationId& registration);

  /// Every registration with all that both stores have to agree on, a line each.
  std::string dump(int pc);
  /// "table id" of every fact that travels.
  std::set<std::string> facts(int pc);
  /// `check` finds nothing in any store.
  void expect_whole();
  void expect_same(int one, int other);

 private:
  TempFolder temp_;
  std::vector<std::unique_ptr<Store>> venues_;
  int packs_ = 0;
};

/// The conflicts as "what number" or "what number/other", in order.
std::vector<std::string> told(const UnpackReport& report);

}  // namespace uketsuke::testing
