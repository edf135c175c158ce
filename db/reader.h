// The store's reading side: a read-only connection for lists, search, export and counts. One thread each; never writes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/attendance.h"
#include "common/decisions.h"
#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "db/facilities.h"
#include "db/store.h"

namespace uketsuke {

/// A facility with its people of one event, for 「選択した3名を受付」.
struct FacilityGroup {
  std::string facility;  ///< as given
  std::string folded;
  std::int64_t people = 0;
  std::int64_t admitted = 0;
};

class Reader {
 public:
  /// Errors: Code::not_found without a store, store_failed
  static Result<Reader> open(const std::string& folder);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  [[nodiscard]] const StoreInfo& info() const;
  Result<std::vector<EventSummary>> list_events();
  /// Errors: Code::not_found, naming the events there are
  Result<EventSummary> load_event(const EventCode& event);
  /// Sorted as asked; folded search; with ticket texts.
  Result<std::vector<RegistrationRow>> list_registrations(const EventCode& event, const RosterQuery& query);
  /// By id, or by reception number where `text` is one. Errors: Code::not_found
  Result<RegistrationRow> load_registration(const EventCode& event, const std::string& text);
  /// Suspected duplicates that staff have not decided, by the reception number of the later one.
  Result<std::vector<SuspectedPair>> list_suspected(const EventCode& event);
  /// Who applied by which channel on which day, and what is pending.
  Result<ApplicationCounts> count_applications(const EventCode& event);
  Result<std::vector<Movement>> list_movements(const EventCode& event, const RegistrationId& registration);
  /// Of the town's list, then those that only rosters of any event name (without an id).
  Result<std::vector<Facility>> list_known_facilities();
  Result<std::vector<FacilityGroup>> list_facilities(const EventCode& event, const std::string& folded_search);
  /// Newest first. @param limit 0: all
  Result<std::vector<ScanRow>> list_scans(const EventCode& event, std::int64_t limit);
  /// Admitted participants by profession category, in DOMAIN.md's order; kept counts.
  Result<std::vector<std::pair<ProfessionCategory, std::int64_t>>> count_by_profession(const EventCode& event);
  Result<std::vector<StaffMember>> list_staff();
  Result<std::vector<BadLine>> list_drafts(const EventCode& event);

 private:
  struct Parts;
  explicit Reader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
