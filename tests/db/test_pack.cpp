// An event between two stores: what one says later wins, nothing that happened is lost, both come to the same roster.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "db/pack.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/purge.h"
#include "db/reader.h"
#include "db/unpack_plan.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using ::testing::Pair;
using testing::Roster;
using testing::TempFolder;

constexpr SealCost kQuick{1, 8};

std::string slurp(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The office with its event, the venue with an empty store of its own.
struct TwoStores {
  Roster office = testing::roster();
  TempFolder temp;
  std::unique_ptr<Store> venue;

  explicit TwoStores(const Event& event) {
    office.event(event);
    venue = std::make_unique<Store>(must(Store::create(temp.file("venue"), true, at("09:00"))));
  }
  [[nodiscard]] const EventCode& code() const { return office.code(); }

  std::string pack(const std::string& folder, UtcMillis now) const {
    std::string file = temp.file("event.pack");
    must(pack_event({folder, code(), file, "合言葉", kQuick}, by_staff(now)));
    return file;
  }
  UnpackReport to_venue(UtcMillis now) {
    return must(unpack_event(venue->folder(), pack(office.folder(), now), "合言葉", by_staff(now)));
  }
  UnpackReport to_office(UtcMillis now) {
    return must(unpack_event(office.folder(), pack(venue->folder(), now), "合言葉", by_staff(now)));
  }
};

std::string dump(const std::string& folder, const EventCode& event) {
  std::ostringstream all;
  auto reader = must(Reader::open(folder));
  for (const RegistrationRow& row : must(reader.list_registrations(event, {}))) {
    all << row.number << ' ' << row.registration.value << ' ' << word(row.status) << ' ' << word(row.attendee.role)
        << ' ' << row.attendee.name << '/' << row.attendee.facility << '/' << row.attendee.note << '/'
        << row.attendee.email << ' ' << word(row.attendee.profession.category) << ' ' << row.group << ' ' << row.ticket
        << ' ' << row.late << row.seat_released << row.inside << row.suspected_duplicate << ' '
        << (row.checked_in_at ? row.checked_in_at->value : 0) << ' '
        << (row.checked_out_at ? row.checked_out_at->value : 0) << ' '
        << (row.substituted_by ? row.substituted_by->value : "-") << '\n';
  }
  return all.str();
}

Event small_event(std::int64_t capacity) {
  Event event = testing::sample_event("A", capacity);
  event.ends_at = at("20:30");
  event.exit_scan = true;
  return event;
}

void expect_whole(Store& store) {
  for (const CheckFinding& finding : must(store.check())) ADD_FAILURE() << finding.rule << ": " << finding.detail;
}

WalkInRequest walk_in(const TwoStores& two, const std::string& name) {
  WalkInRequest request;
  request.event = two.code();
  request.attendee.name = name;
  request.attendee.profession.given = "医師";
  return request;
}

TEST(Pack, BringsTheWholeEventWithItsTicketsToAnotherStore) {
  TwoStores two(small_event(2));
  two.office.attendees(3);
  const std::string ticket = two.office.ticket("参加者1");
  const auto report = two.to_venue(at("12:00"));
  EXPECT_TRUE(report.added_event);
  EXPECT_EQ(report.registrations, 3);
  EXPECT_TRUE(report.conflicts.empty());
  EXPECT_EQ(dump(two.venue->folder(), two.code()), dump(two.office.folder(), two.code()));
  expect_whole(*two.venue);
  ScanRequest scan;
  scan.id = testing::new_scan_id();
  scan.event = two.code();
  scan.text = ticket;
  EXPECT_EQ(must(two.venue->record_scan(scan, at("18:05"))).outcome, ScanOutcome::admitted);
}

TEST(Pack, CarriesTheEventsOwnSubkeyAndNeverTheOrganisersKey) {
  TwoStores two(small_event(2));
  two.office.attendees(1);
  const std::string ticket = two.office.ticket("参加者1");
  two.office.event("B", 3).attendee("山田");
  const std::string other = two.office.ticket("山田");
  const std::string file = two.temp.file("a.pack");
  must(pack_event({two.office.folder(), EventCode("A"), file, "合言葉", kQuick}, by_staff(at("12:00"))));
  must(unpack_event(two.venue->folder(), file, "合言葉", by_staff(at("12:00"))));
  const auto office = must(open_store_parts(two.office.folder()));
  const auto venue = must(open_store_parts(two.venue->folder()));
  ASSERT_EQ(venue.keys.event_subkeys.size(), 1U);
  EXPECT_TRUE(read_ticket(ticket, venue.keys));
  EXPECT_FALSE(read_ticket(other, venue.keys)) << "another event's ticket must not be verified there";
  const auto bytes = must(open_sealed(slurp(file), "合言葉"));
  const auto& key = office.keys.organiser_keys.front().bytes;
  EXPECT_EQ(bytes.find(std::string(key.begin(), key.end())), std::string::npos);
}

TEST(Pack, KeepsOfficesAcceptancesAndTheVenuesCheckIns) {
  TwoStores two(small_event(5));
  two.office.attendees(2);
  Attendee late;
  late.name = "遅刻 太郎";
  two.office.attendee(late, on("2025-10-20", "09:00"));
  two.to_venue(at("12:00"));
  must(two.office.store().accept(two.code(), two.office.id("遅刻 太郎"), by_staff(at("13:00"))));
  must(two.venue->edit(two.code(), two.office.id("遅刻 太郎"), {{"note", "車いす"}}, by_staff(at("13:05"))));
  AdmitRequest admit;
  admit.id = testing::new_scan_id();
  admit.event = two.code();
  admit.registration = two.office.id("参加者1");
  must(two.venue->admit_by_hand(admit, at("18:05")));
  const auto back = two.to_office(at("18:10"));
  EXPECT_EQ(back.check_ins, 1);
  two.to_venue(at("18:11"));
  const std::string office = dump(two.office.folder(), two.code());
  EXPECT_EQ(dump(two.venue->folder(), two.code()), office);
  auto reader = must(Reader::open(two.office.folder()));
  const auto row = must(reader.load_registration(two.code(), "3"));
  EXPECT_EQ(row.status, RegistrationStatus::confirmed);
  EXPECT_EQ(row.attendee.note, "車いす");
  EXPECT_TRUE(must(reader.load_registration(two.code(), "1")).inside);
}

TEST(Pack, ASecondTimeChangesNothing) {
  TwoStores two(small_event(2));
  two.office.attendees(3);
  const std::string file = two.pack(two.office.folder(), at("12:00"));
  must(unpack_event(two.venue->folder(), file, "合言葉", by_staff(at("12:00"))));
  const std::string before = dump(two.venue->folder(), two.code());
  const auto again = must(unpack_event(two.venue->folder(), file, "合言葉", by_staff(at("12:10"))));
  EXPECT_EQ(again.facts + again.updated + again.registrations + again.check_ins, 0);
  EXPECT_TRUE(again.conflicts.empty());
  EXPECT_EQ(dump(two.venue->folder(), two.code()), before);
}

TEST(Pack, LetsACancellationBeatAPromotionThatDidNotKnowOfIt) {
  TwoStores two(small_event(1));
  two.office.attendees(2);
  two.to_venue(at("12:00"));
  must(two.office.store().cancel(two.code(), two.office.id("参加者2"), by_staff(at("12:10"))));
  must(two.venue->cancel(two.code(), two.office.id("参加者1"), by_staff(at("12:20"))));  // promotes 2 there
  const auto report = two.to_venue(at("12:30"));
  ASSERT_EQ(report.conflicts.size(), 1U);
  EXPECT_EQ(report.conflicts.front().what, "cancelled");
  two.to_office(at("12:40"));
  EXPECT_EQ(dump(two.venue->folder(), two.code()), dump(two.office.folder(), two.code()));
  EXPECT_THAT(dump(two.venue->folder(), two.code()), ::testing::Not(HasSubstr("confirmed")));
}

TEST(Pack, NeverPassesTheCapacityAndWaitlistsWhoFindsNoSeat) {
  TwoStores two(small_event(2));
  two.office.attendees(1);
  two.to_venue(at("12:00"));
  two.office.attendee("事務所さん");
  ASSERT_EQ(must(two.venue->register_walk_in(walk_in(two, "当日さん"), at("18:05"))).outcome, WalkInOutcome::admitted);
  const auto report = two.to_venue(at("18:10"));
  ASSERT_EQ(report.waitlisted.size(), 1U);
  EXPECT_EQ(report.waitlisted.front(), two.office.id("事務所さん"));
  two.to_office(at("18:20"));
  EXPECT_EQ(dump(two.venue->folder(), two.code()), dump(two.office.folder(), two.code()));
  expect_whole(*two.venue);
  expect_whole(two.office.store());
}

TEST(Pack, RefusesAnotherPassphraseAndAnyChangedByteAndTakesNothing) {
  TwoStores two(small_event(2));
  two.office.attendees(2);
  const std::string file = two.pack(two.office.folder(), at("12:00"));
  const std::string whole = slurp(file);
  const auto expect_refused = [&](const std::string& bytes, const std::string& passphrase) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    const auto taken = unpack_event(two.venue->folder(), file, passphrase, by_staff(at("12:00")));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, Code::bad_input) << taken.error().what;
  };
  expect_refused(whole, "別の言葉");
  for (std::size_t place = 0; place < whole.size(); place += place < 100 ? 7 : 211) {
    std::string bytes = whole;
    bytes[place] = static_cast<char>(bytes[place] ^ 0x40);
    expect_refused(bytes, "合言葉");
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{80}, whole.size() / 2, whole.size() - 1}) {
    expect_refused(whole.substr(0, size), "合言葉");
  }
  expect_refused(whole + "x", "合言葉");
  auto reader = must(Reader::open(two.venue->folder()));
  EXPECT_TRUE(must(reader.list_events()).empty());
}

TEST(Pack, KeepsPracticeAndRealStoresApart) {
  TwoStores two(small_event(2));
  two.office.attendees(1);
  const TempFolder real;
  const Store store = must(Store::create(real.path(), false, at("09:00")));
  const auto taken =
      unpack_event(store.folder(), two.pack(two.office.folder(), at("12:00")), "合言葉", by_staff(at("12:00")));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::bad_call);
  EXPECT_THAT(taken.error().what, HasSubstr("練習用"));
  EXPECT_TRUE(must(must(Reader::open(real.path())).list_events()).empty());
}

TEST(Pack, OfAnOlderFormatIsRefusedByThatName) {
  PackContent content;
  content.event = EventCode("A");
  std::string bytes = write_pack(content);
  ASSERT_TRUE(read_pack(bytes));
  const std::size_t format = 8 + std::string("uketsuke event pack").size() + 7;  // the low byte, behind mark and length
  bytes[format] = 1;
  EXPECT_THAT(read_pack(bytes).error().what, HasSubstr("older"));
  bytes[format] = 9;
  EXPECT_THAT(read_pack(bytes).error().what, HasSubstr("newer"));
}

TEST(Pack, OfAPurgedEventHoldsNoNames) {
  TwoStores two(small_event(2));
  two.office.attendees(1);
  must(purge_event(two.office.folder(), two.code(), true, by_staff(at("12:00"))));
  const std::string file = two.temp.file("purged.pack");
  EXPECT_TRUE(
      must(pack_event({two.office.folder(), two.code(), file, "合言葉", kQuick}, by_staff(at("12:30")))).purged);
  must(unpack_event(two.venue->folder(), file, "合言葉", by_staff(at("12:40"))));
  auto reader = must(Reader::open(two.venue->folder()));
  const auto rows = must(reader.list_registrations(two.code(), {}));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().attendee.name, "");
}

TEST(Pack, RefusesAnEventOfThatCodeThatWasMadeHere) {
  TwoStores two(small_event(2));
  two.office.attendees(1);
  must(two.venue->add_event(small_event(2), by_staff(at("10:00"))));
  const std::string file = two.pack(two.office.folder(), at("12:00"));
  const auto taken = unpack_event(two.venue->folder(), file, "合言葉", by_staff(at("12:00")));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::refused);
}

TEST(Pack, GivesANumberOnThatSomebodyHereIsStillToLeave) {
  TwoStores two(small_event(9));
  two.office.attendees(1);
  two.to_venue(at("12:00"));
  const auto come = [&](const std::string& name, UtcMillis now) {
    ASSERT_EQ(must(two.venue->register_walk_in(walk_in(two, name), now)).outcome, WalkInOutcome::admitted);
  };
  come("一番目", at("18:01"));
  two.to_office(at("18:02"));
  two.office.attendee("事務所さん");
  come("二番目", at("18:03"));
  ASSERT_EQ(two.to_office(at("18:04")).conflicts.size(), 1U) << "both stores gave the same number";
  come("三番目", at("18:05"));  // on the number that the office has just given to the second
  const auto report = two.to_venue(at("18:06"));
  ASSERT_EQ(report.conflicts.size(), 1U);
  EXPECT_EQ(report.conflicts.front().what, "number");
  two.to_office(at("18:07"));
  EXPECT_EQ(dump(two.venue->folder(), two.code()), dump(two.office.folder(), two.code()));
  auto reader = must(Reader::open(two.office.folder()));
  EXPECT_EQ(must(reader.load_registration(two.code(), "203")).attendee.name, "二番目");
  EXPECT_EQ(must(reader.load_registration(two.code(), "204")).attendee.name, "三番目");
  expect_whole(*two.venue);
}

/// Registrations a, b, c … that go from the first number to the second.
std::vector<std::pair<std::string, std::int64_t>> moves_of(const std::vector<std::pair<int, int>>& numbers) {
  UnpackPlan plan;
  for (const auto& [from, to] : numbers) {
    Going one;
    one.before.id = one.after.id = RegistrationId(std::string(1, static_cast<char>('a' + plan.going.size())));
    one.before.number = from;
    one.after.number = to;
    plan.going[one.before.id] = one;
  }
  std::vector<std::pair<std::string, std::int64_t>> moves;
  for (const auto& [id, number] : plan.number_moves()) moves.emplace_back(id.value, number);
  return moves;
}

TEST(Pack, MovesToANumberOnlyWhenItIsFree) {
  EXPECT_THAT(moves_of({{1, 1}, {2, 3}, {3, 4}, {4, 5}}), ElementsAre(Pair("d", 5), Pair("c", 4), Pair("b", 3)));
  EXPECT_THAT(moves_of({{1, 2}, {2, 1}, {3, 3}}), ElementsAre(Pair("a", 4), Pair("b", 1), Pair("a", 2)))
      << "two that change places: one steps aside";
  EXPECT_THAT(moves_of({{1, 1}, {2, 2}}), ::testing::IsEmpty());
}

TEST(Pack, BringsNoNameBackToAStoreThatWasPurged) {
  TwoStores two(small_event(3));
  two.office.attendees(2);
  two.to_venue(at("12:00"));
  must(purge_event(two.venue->folder(), two.code(), true, by_staff(at("21:00"))));
  must(two.office.store().cancel(two.code(), two.office.id("参加者2"), by_staff(at("21:10"), "参加者2から電話")));
  two.to_venue(at("21:20"));
  EXPECT_EQ(dump(two.venue->folder(), two.code()).find("参加者"), std::string::npos);
  two.to_office(at("21:30"));
  EXPECT_THAT(dump(two.office.folder(), two.code()), HasSubstr("参加者1"));
  expect_whole(*two.venue);
}

Attendee somebody(std::mt19937& random) {
  Attendee person;
  person.name = "新しい" + std::to_string(random() % 1000);
  person.profession.given = "医師";
  return person;
}

void register_someone(Store& store, const EventCode& event, std::mt19937& random, UtcMillis now) {
  RegisterRequest request;
  request.event = event;
  request.application.attendees = {somebody(random)};
  if (random() % 2 == 0) request.application.received = on("2025-10-03", "09:00");
  static_cast<void>(store.register_application(request, by_staff(now)));
}

/// Something that staff of one store do; refusals are part of the game.
void do_something(Store& store, const EventCode& event, std::mt19937& random, UtcMillis now) {
  auto reader = must(Reader::open(store.folder()));
  const auto rows = must(reader.list_registrations(event, {}));
  const RegistrationRow& row = rows[random() % rows.size()];
  const Change change = by_staff(now);
  const auto admit = [&](Direction direction) {
    AdmitRequest request;
    request.id = testing::new_scan_id();
    request.event = event;
    request.registration = row.registration;
    request.direction = direction;
    static_cast<void>(store.admit_by_hand(request, now));
  };
  switch (random() % 12) {
    case 0:
      static_cast<void>(store.cancel(event, row.registration, change));
      return;
    case 1:
      static_cast<void>(store.accept(event, row.registration, change));
      return;
    case 2:
      static_cast<void>(store.edit(event, row.registration, {{"note", std::to_string(random() % 100)}}, change));
      return;
    case 3:
      static_cast<void>(
          store.edit(event, row.registration, {{"facility", "病院" + std::to_string(random() % 9)}}, change));
      return;
    case 4:
      static_cast<void>(
          store.edit(event, row.registration, {{"role", random() % 2 == 0 ? "guest" : "participant"}}, change));
      return;
    case 5:
      return register_someone(store, event, random, now);
    case 6: {
      WalkInRequest request;
      request.event = event;
      request.attendee = somebody(random);
      static_cast<void>(store.register_walk_in(request, now));
      return;
    }
    case 7:
    case 8:
      return admit(Direction::entry);
    case 9:
      return admit(Direction::exit);
    case 10:
      static_cast<void>(store.undo(event, row.registration, change));
      return;
    default:
      static_cast<void>(store.issue_tickets(event, {row.registration}, change));
      return;
  }
}

Status exchange(TwoStores& two, bool to_venue, UtcMillis now) {
  const std::string file = two.pack(to_venue ? two.office.folder() : two.venue->folder(), now);
  const std::string& folder = to_venue ? two.venue->folder() : two.office.folder();
  const auto done = unpack_event(folder, file, "合言葉", by_staff(now));
  return done ? Status() : tl::unexpected(done.error());
}

Status work_at_both(TwoStores& two, std::mt19937& random) {
  UtcMillis now = at("18:00");
  Status done = exchange(two, true, now);
  for (int trip = 0; trip < 3 && done; ++trip) {
    for (int step = 0; step < 8; ++step) {
      now = now + kMillisPerMinute / 4;
      do_something(random() % 2 == 0 ? two.office.store() : *two.venue, two.code(), random, now);
    }
    done = exchange(two, random() % 2 == 0, now);
  }
  for (const bool to_venue : {true, false, true}) {
    if (done) done = exchange(two, to_venue, now);
  }
  return done;
}

void expect_converging(unsigned seed) {
  std::mt19937 random(seed);
  Event event = small_event(5);
  event.tolerance = 1;
  event.room_limit = 7;
  TwoStores two(event);
  two.office.attendees(7);
  const Status done = work_at_both(two, random);
  ASSERT_TRUE(done) << done.error().where << ": " << done.error().what;
  EXPECT_EQ(dump(two.venue->folder(), two.code()), dump(two.office.folder(), two.code()));
  expect_whole(*two.venue);
  expect_whole(two.office.store());
}

TEST(Pack, ConvergesAfterAnyWorkAtBothStores) {
  const unsigned rounds = std::getenv("UKETSUKE_LONG") != nullptr ? 400 : 12;
  for (unsigned seed = 1; seed <= rounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    expect_converging(seed);
  }
}

}  // namespace
}  // namespace uketsuke
