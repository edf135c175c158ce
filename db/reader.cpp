// The reading side: lists, search, export and counts over a read-only connection. See reader.h.
#include "db/reader.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <tuple>

#include "common/names.h"
#include "db/decision_queries.h"
#include "db/event_queries.h"
#include "db/facility_queries.h"
#include "db/import_queries.h"
#include "db/migrations.h"
#include "db/parts.h"
#include "db/reader_queries.h"
#include "db/staff_queries.h"
#include "db/store.h"
#include "db/ticket_writes.h"

namespace uketsuke {

struct Reader::Parts {
  Connection connection;
  StoreInfo info;
};

namespace {

/// A number from its digits; none if the text is anything else. Full-width digits count.
std::optional<std::int64_t> number_in(const std::string& text) {
  const std::string plain = trim(nfkc(text));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (plain.empty() || error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return number;
}

/// A search text in every folding; none: nothing is searched for.
std::optional<SearchParts> fold_search(const std::string& text) {
  if (trim(text).empty()) return std::nullopt;
  return SearchParts{fold_name(text), fold_kana(text), fold_facility(text), trim(text), number_in(text)};
}

bool holds(const std::string& text, const std::string& part) {
  return !part.empty() && text.find(part) != std::string::npos;
}

bool matches(const StoredRow& stored, const SearchParts& search) {
  return holds(stored.folded_name, search.name) || holds(stored.folded_kana, search.kana) ||
         holds(stored.folded_facility, search.facility) || holds(stored.facility_key, search.facility) ||
         holds(stored.row.attendee.facility, search.given) || search.number == stored.row.number;
}

/// Everything a query narrows by.
struct Narrowing {
  std::optional<SearchParts> search;
  std::string kana;
  std::string facility;
  std::optional<std::int64_t> number;
  std::optional<RegistrationStatus> status;
};

bool begins_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

bool matches(const StoredRow& stored, const Narrowing& wanted) {
  if (!wanted.kana.empty() && !begins_with(stored.folded_kana, wanted.kana)) return false;
  if (!wanted.facility.empty() && stored.facility_key != wanted.facility) return false;
  if (wanted.number && stored.row.number != *wanted.number) return false;
  if (wanted.status && stored.row.status != *wanted.status) return false;
  return !wanted.search || matches(stored, *wanted.search);
}

/// A page of a search as it is typed: nothing but the first kana narrows, 五十音 is the order.
bool is_first_page_by_kana(const Narrowing& wanted, const RosterQuery& query) {
  return !wanted.kana.empty() && query.limit > 0 && query.sort == RosterSort::kana && !wanted.search &&
         wanted.facility.empty() && !wanted.number && !wanted.status;
}

Status visit_first_by_kana(Connection& connection, const EventCode& event, const std::string& kana, std::int64_t limit,
                           const VisitRow& visit) {
  const auto first = list_first_by_kana(connection, event, kana, limit);
  if (!first) return tl::unexpected(first.error());
  for (const RegistrationId& id : *first) {
    if (auto visited = visit_roster_by_id(connection, event, id.value, visit); !visited) return visited;
  }
  return {};
}

/// By the narrowest index there is; the rest is looked at row by row.
Status visit_candidates(Connection& connection, const EventCode& event, const Narrowing& wanted,
                        const RosterQuery& query, const VisitRow& visit) {
  if (is_first_page_by_kana(wanted, query)) {
    return visit_first_by_kana(connection, event, wanted.kana, query.limit, visit);
  }
  if (wanted.number) return visit_roster_by_number(connection, event, *wanted.number, visit);
  if (!wanted.facility.empty()) return visit_roster_by_facility(connection, event, wanted.facility, visit);
  if (!wanted.kana.empty()) return visit_roster_by_kana(connection, event, wanted.kana, visit);
  if (wanted.search) return visit_roster_by_parts(connection, event, *wanted.search, visit);
  return visit_roster(connection, event, visit);
}

/// 五十音: without furigana last, then the reception number.
bool is_before_by_kana(const StoredRow& a, const StoredRow& b) {
  return std::tie(a.gojuon, a.row.number) < std::tie(b.gojuon, b.row.number);
}

/// Groups with a number first, by it; then the others by their words; without one last.
std::tuple<int, std::int64_t, std::string> group_key(const std::string& group) {
  if (group.empty()) return {2, 0, {}};
  const std::string plain = nfkc(group);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error != std::errc()) return {1, 0, plain};
  return {0, number, std::string(end, plain.data() + plain.size())};
}

bool is_before(const StoredRow& a, const StoredRow& b, RosterSort sort) {
  switch (sort) {
    case RosterSort::kana:
      return is_before_by_kana(a, b);
    case RosterSort::number:
      return a.row.number < b.row.number;
    case RosterSort::facility: {
      const bool none_a = a.facility_key.empty();
      const bool none_b = b.facility_key.empty();
      if (none_a != none_b) return none_b;
      return a.facility_key != b.facility_key ? a.facility_key < b.facility_key : is_before_by_kana(a, b);
    }
    case RosterSort::profession: {
      const auto category_a = a.row.attendee.profession.category;
      const auto category_b = b.row.attendee.profession.category;
      return category_a != category_b ? category_a < category_b : is_before_by_kana(a, b);
    }
    case RosterSort::group: {
      const auto key_a = group_key(a.row.group);
      const auto key_b = group_key(b.row.group);
      return key_a != key_b ? key_a < key_b : is_before_by_kana(a, b);
    }
  }
  return false;
}

/// What the store computes for each row that is handed out: ticket text and minutes.
Status complete(Connection& connection, const KnownEvent& event, std::vector<StoredRow>& rows) {
  const auto keys = load_ticket_keys(connection);
  if (!keys) return tl::unexpected(keys.error());
  for (StoredRow& stored : rows) {
    if (!stored.ticket) continue;
    auto text = ticket_text(*keys, event.tag, *stored.ticket);
    if (!text) return tl::unexpected(text.error());
    stored.row.ticket = std::move(*text);
  }
  if (!event.event.exit_scan || !event.event.ends_at || rows.empty()) return {};
  const auto movements = list_event_movements(connection, event.event.code);
  if (!movements) return tl::unexpected(movements.error());
  std::map<RegistrationId, std::vector<Movement>> by_registration;
  for (const MovementOf& one : *movements) by_registration[one.registration].push_back(one.movement);
  for (StoredRow& stored : rows) {
    const auto found = by_registration.find(stored.row.registration);
    if (found != by_registration.end()) {
      stored.row.minutes_attended = count_minutes_attended(found->second, event.event);
    }
  }
  return {};
}

Result<KnownEvent> get_event(Connection& connection, const EventCode& code) {
  auto known = load_known_event(connection, code);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return tl::unexpected(no_such_event(connection, code));
  return std::move(**known);
}

std::vector<RegistrationRow> rows_of(std::vector<StoredRow>&& stored) {
  std::vector<RegistrationRow> rows;
  rows.reserve(stored.size());
  for (StoredRow& one : stored) rows.push_back(std::move(one.row));
  return rows;
}

/// Runs `work()` over one unchanging view of the store.
template <class Work>
auto in_view(Connection& connection, Work work) -> decltype(work()) {
  auto view = Transaction::begin_reading(connection);
  if (!view) return tl::unexpected(view.error());
  return work();
}

/// A store of an earlier program is opened for writing once, which brings it up to date.
Result<StoreInfo> load_info_up_to_date(Connection& connection, const std::string& folder) {
  auto info = load_store_info(connection);
  if (!info || info->schema >= embedded_migrations().back().number) return info;
  if (const auto upgraded = Store::open(folder); !upgraded) return tl::unexpected(upgraded.error());
  return load_store_info(connection);
}

}  // namespace

Result<Reader> Reader::open(const std::string& folder) {
  const std::string file = store_file(folder);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Code::not_found, "there is no store in " + folder + ": make one with `uketsuke init`");
  }
  auto connection = Connection::open(file, OpenMode::read_only);
  if (!connection) return tl::unexpected(in_layer(file, connection.error()));
  const auto info = load_info_up_to_date(*connection, folder);
  if (!info) return tl::unexpected(in_layer(file, info.error()));
  const std::int64_t schema = embedded_migrations().back().number;
  if (info->schema != schema) {
    return fail(Code::store_failed,
                "the store has schema " + std::to_string(info->schema) + ", this program reads " +
                    std::to_string(schema) + ": open it with a program of the same version",
                file);
  }
  return Reader(std::make_unique<Parts>(Parts{std::move(*connection), *info}));
}

Reader::Reader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

const StoreInfo& Reader::info() const { return parts_->info; }

Result<std::vector<EventSummary>> Reader::list_events() {
  return in_view(parts_->connection, [&]() -> Result<std::vector<EventSummary>> {
    const auto codes = list_event_codes(parts_->connection);
    if (!codes) return tl::unexpected(codes.error());
    std::vector<EventSummary> events;
    for (const EventCode& code : *codes) {
      auto known = get_event(parts_->connection, code);
      if (!known) return tl::unexpected(known.error());
      const auto counts = load_event_counts(parts_->connection, code);
      if (!counts) return tl::unexpected(counts.error());
      events.push_back({std::move(known->event), *counts});
    }
    return events;
  });
}

Result<EventSummary> Reader::load_event(const EventCode& event) {
  return in_view(parts_->connection, [&]() -> Result<EventSummary> {
    auto known = get_event(parts_->connection, event);
    if (!known) return tl::unexpected(known.error());
    const auto counts = load_event_counts(parts_->connection, event);
    if (!counts) return tl::unexpected(counts.error());
    return EventSummary{std::move(known->event), *counts};
  });
}

Result<std::vector<RegistrationRow>> Reader::list_registrations(const EventCode& event, const RosterQuery& query) {
  return in_view(parts_->connection, [&]() -> Result<std::vector<RegistrationRow>> {
    const auto known = get_event(parts_->connection, event);
    if (!known) return tl::unexpected(known.error());
    const Narrowing wanted{fold_search(query.search), fold_kana(query.furigana), query.facility, query.number,
                           query.status};
    std::vector<StoredRow> rows;
    auto visited = visit_candidates(parts_->connection, event, wanted, query, [&](StoredRow&& row) {
      if (matches(row, wanted)) rows.push_back(std::move(row));
      return true;
    });
    if (!visited) return tl::unexpected(visited.error());
    std::sort(rows.begin(), rows.end(),
              [&](const StoredRow& a, const StoredRow& b) { return is_before(a, b, query.sort); });
    if (query.limit > 0 && rows.size() > static_cast<std::size_t>(query.limit)) {
      rows.erase(rows.begin() + query.limit, rows.end());
    }
    auto completed = complete(parts_->connection, *known, rows);
    if (!completed) return tl::unexpected(completed.error());
    return rows_of(std::move(rows));
  });
}

Result<RegistrationRow> Reader::load_registration(const EventCode& event, const std::string& text) {
  return in_view(parts_->connection, [&]() -> Result<RegistrationRow> {
    const auto known = get_event(parts_->connection, event);
    if (!known) return tl::unexpected(known.error());
    std::vector<StoredRow> rows;
    const VisitRow keep = [&](StoredRow&& row) {
      rows.push_back(std::move(row));
      return false;
    };
    const auto number = number_in(text);
    auto visited = number ? visit_roster_by_number(parts_->connection, event, *number, keep)
                          : visit_roster_by_id(parts_->connection, event, text, keep);
    if (!visited) return tl::unexpected(visited.error());
    if (rows.empty()) return fail(Code::not_found, "no registration " + text + " at event " + event.value);
    auto completed = complete(parts_->connection, *known, rows);
    if (!completed) return tl::unexpected(completed.error());
    return std::move(rows.front().row);
  });
}

Result<std::vector<SuspectedPair>> Reader::list_suspected(const EventCode& event) {
  return in_view(parts_->connection, [&]() -> Result<std::vector<SuspectedPair>> {
    const auto known = get_event(parts_->connection, event);
    if (!known) return tl::unexpected(known.error());
    const auto ids = list_suspected_ids(parts_->connection, event);
    if (!ids) return tl::unexpected(ids.error());
    std::vector<StoredRow> rows;  // the two of a pair behind each other
    const auto read = [&](const RegistrationId& id) {
      return visit_roster_by_id(parts_->connection, event, id.value, [&](StoredRow&& stored) {
        rows.push_back(std::move(stored));
        return false;
      });
    };
    for (const SuspectedIds& pair : *ids) {
      auto both = read(pair.earlier).and_then([&] { return read(pair.later); });
      if (!both) return tl::unexpected(both.error());
    }
    if (auto done = complete(parts_->connection, *known, rows); !done) return tl::unexpected(done.error());
    std::vector<SuspectedPair> pairs;
    for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
      pairs.push_back({std::move(rows.at(i).row), std::move(rows.at(i + 1).row)});
    }
    return pairs;
  });
}

Result<ApplicationCounts> Reader::count_applications(const EventCode& event) {
  return in_view(parts_->connection, [&]() -> Result<ApplicationCounts> {
    const auto known = get_event(parts_->connection, event);
    if (!known) return tl::unexpected(known.error());
    const auto people = list_received(parts_->connection, event);
    if (!people) return tl::unexpected(people.error());
    const auto pairs = list_suspected_ids(parts_->connection, event);
    if (!pairs) return tl::unexpected(pairs.error());
    ApplicationCounts counts = tally_applications(*people, Zone::find(known->event.timezone).value_or(Zone()));
    counts.pending_suspected = static_cast<std::int64_t>(pairs->size());
    return counts;
  });
}

Result<std::vector<Movement>> Reader::list_movements(const EventCode& event, const RegistrationId& registration) {
  return list_standing_movements(parts_->connection, event, registration);
}

Result<std::vector<Facility>> Reader::list_known_facilities() {
  return in_view(parts_->connection, [&]() -> Result<std::vector<Facility>> {
    auto all = list_facility_rows(parts_->connection);
    if (!all) return all;
    const auto unknown = list_unknown_rows(parts_->connection);
    if (!unknown) return tl::unexpected(unknown.error());
    for (const UnknownFacility& one : *unknown) {
      Facility facility;
      facility.name = one.name;
      facility.people = one.people;
      all->push_back(std::move(facility));
    }
    return all;
  });
}

Result<std::vector<FacilityGroup>> Reader::list_facilities(const EventCode& event, const std::string& folded_search) {
  return list_facility_groups(parts_->connection, event, folded_search);
}

Result<std::vector<ScanRow>> Reader::list_scans(const EventCode& event, std::int64_t limit) {
  return list_scan_rows(parts_->connection, event, limit > 0 ? limit : -1);
}

Result<std::vector<std::pair<ProfessionCategory, std::int64_t>>> Reader::count_by_profession(const EventCode& event) {
  return load_profession_counts(parts_->connection, event);
}

Result<std::vector<StaffMember>> Reader::list_staff() {
  const auto rows = list_staff_rows(parts_->connection);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StaffMember> staff;
  for (const StaffRow& row : *rows) staff.push_back({row.name, row.role, !row.pin_hash.empty()});
  return staff;
}

Result<std::vector<BadLine>> Reader::list_drafts(const EventCode& event) {
  return list_draft_rows(parts_->connection, event);
}

}  // namespace uketsuke
