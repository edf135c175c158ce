// See pack_stores.h.
#include "tests/db/pack_stores.h"

#include <gtest/gtest.h>

#include <sstream>
#include <utility>

#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/reader.h"

namespace uketsuke::testing {

namespace {

constexpr SealCost kQuick{1, 8};
constexpr const char* kPassphrase = "合言葉";

std::string id_or_dash(const std::optional<RegistrationId>& id) { return id ? id->value : "-"; }

std::string line_of(const RegistrationRow& row) {
  std::ostringstream line;
  line << row.number << ' ' << row.registration.value << ' ' << word(row.status) << ' ' << word(row.attendee.role)
       << ' ' << row.attendee.name << '/' << row.attendee.facility << '/' << row.attendee.note << '/'
       << row.attendee.email << ' ' << word(row.attendee.profession.category) << ' ' << row.group << ' ' << row.ticket
       << ' ' << row.late << row.seat_released << row.inside << row.suspected_duplicate << ' '
       << (row.checked_in_at ? row.checked_in_at->value : 0) << ' '
       << (row.checked_out_at ? row.checked_out_at->value : 0) << ' ' << id_or_dash(row.substitute_for) << ' '
       << id_or_dash(row.substituted_by) << '\n';
  return line.str();
}

}  // namespace

Event small_event(std::int64_t capacity) {
  Event event = sample_event("A", capacity);
  event.ends_at = at("20:30");
  event.exit_scan = true;
  return event;
}

PackStores::PackStores(const Event& event, int venues) : office(roster()) {
  office.event(event);
  for (int i = 1; i <= venues; ++i) {
    const std::string folder = temp_.file("venue" + std::to_string(i));
    venues_.push_back(std::make_unique<Store>(must(Store::create(folder, true, at("09:00")))));
  }
}

std::string PackStores::pack(int pc, UtcMillis now) {
  std::string file = temp_.file(std::to_string(++packs_) + ".pack");
  must(pack_event({folder(pc), code(), file, kPassphrase, kQuick}, by_staff(now)));
  return file;
}

Result<UnpackReport> PackStores::try_unpack(int pc, const std::string& file, UtcMillis now) {
  return unpack_event(folder(pc), file, kPassphrase, by_staff(now));
}

std::pair<UnpackReport, UnpackReport> PackStores::cross(int one, int other, UtcMillis now) {
  const std::string ours = pack(one, now);
  const std::string theirs = pack(other, now);
  UnpackReport at_one = unpack(one, theirs, now);
  return {std::move(at_one), unpack(other, ours, now)};
}

WalkInResult PackStores::walk_in(int pc, const std::string& name, UtcMillis now, const std::string& ticket) {
  WalkInRequest request;
  request.event = code();
  request.attendee = person(name);
  request.ticket_text = ticket;
  return must(store(pc).register_walk_in(request, now));
}

ScanResult PackStores::admit(int pc, const RegistrationId& registration, UtcMillis now) {
  AdmitRequest request;
  request.id = new_scan_id();
  request.event = code();
  request.registration = registration;
  return must(store(pc).admit_by_hand(request, now));
}

SubstituteResult PackStores::substitute(int pc, const RegistrationId& original, const std::string& name,
                                        UtcMillis now) {
  SubstituteRequest request;
  request.event = code();
  request.original = original;
  request.attendee = person(name);
  return must(store(pc).substitute(request, by_staff(now)));
}

ScanResult PackStores::scan(int pc, const std::string& text, UtcMillis now) {
  ScanRequest request;
  request.id = new_scan_id();
  request.event = code();
  request.text = text;
  return must(store(pc).record_scan(request, now));
}

RegistrationRow PackStores::row(int pc, const RegistrationId& registration) {
  auto reader = must(Reader::open(folder(pc)));
  for (RegistrationRow& row : must(reader.list_registrations(code(), {}))) {
    if (row.registration == registration) return std::move(row);
  }
  ADD_FAILURE() << "PC " << pc << " has no registration " << registration.value;
  return {};
}

std::string PackStores::dump(int pc) {
  std::string all;
  auto reader = must(Reader::open(folder(pc)));
  for (const RegistrationRow& row : must(reader.list_registrations(code(), {}))) all += line_of(row);
  for (const SuspectedPair& pair : must(reader.list_suspected(code()))) {
    all += "pair " + pair.earlier.registration.value + ' ' + pair.later.registration.value + '\n';
  }
  return all;
}

std::set<std::string> PackStores::facts(int pc) {
  std::set<std::string> all;
  auto parts = must(open_store_parts(folder(pc)));
  for (const PackTable& table : pack_tables()) {
    if (table.kind != PackKind::fact) continue;
    const std::string name(table.name);
    must(parts.connection.visit("SELECT id FROM " + name, {}, [&](const Row& row) {
      all.insert(name + ' ' + row.text(0));
      return true;
    }));
  }
  return all;
}

void PackStores::expect_whole() {
  for (int pc = 0; pc < count(); ++pc) {
    for (const CheckFinding& finding : must(store(pc).check())) {
      ADD_FAILURE() << "PC " << pc << ": " << finding.rule << ": " << finding.detail;
    }
  }
}

void PackStores::expect_same(int one, int other) {
  EXPECT_EQ(dump(one), dump(other)) << "PC " << one << " and PC " << other;
}

std::vector<std::string> told(const UnpackReport& report) {
  std::vector<std::string> all;
  for (const UnpackConflict& conflict : report.conflicts) {
    std::string words = conflict.what + ' ' + std::to_string(conflict.number);
    if (conflict.other_number > 0) words += '/' + std::to_string(conflict.other_number);
    all.push_back(std::move(words));
  }
  return all;
}

}  // namespace uketsuke::testing
