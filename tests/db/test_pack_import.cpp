// Both PCs take the same file before they meet: each row that says enough to be known again is one registration at
// both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/parts.h"
#include "db/purge.h"
#include "db/reader.h"
#include "db/take_outs.h"
#include "tests/db/guarded.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::on;
using testing::PackStores;
using testing::small_event;
using testing::told;

Application form(const std::vector<std::string>& names, const std::string& facility,
                 std::optional<UtcMillis> received = on("2025-10-01", "09:00")) {
  Application made;
  made.received = received;
  for (const std::string& name : names) {
    Attendee attendee = testing::person(name);
    attendee.facility = facility;
    made.attendees.push_back(attendee);
  }
  return made;
}

ImportReport import(PackStores& pcs, int pc, const std::vector<Application>& rows, UtcMillis now) {
  return must(pcs.store(pc).import_applications(pcs.code(), "r.csv", rows, {}, {}, by_staff(now)));
}

std::vector<RegistrationRow> rows_of(PackStores& pcs, int pc) {
  return must(must(Reader::open(pcs.folder(pc))).list_registrations(pcs.code(), {}));
}

/// The office's event at both, nobody in it.
PackStores two_pcs(std::int64_t capacity) {
  PackStores two(small_event(capacity));
  two.carry(0, 1, at("09:30"));
  return two;
}

TEST(PackImport, TheSameFileAtBothPcsIsOneRosterWithoutPairs) {
  PackStores two = two_pcs(2);
  const std::vector<Application> file = {form({"一", "二", "三"}, "甲病院"), form({"四"}, "乙薬局")};
  for (const int pc : {0, 1}) EXPECT_EQ(import(two, pc, file, at(pc == 0 ? "10:00" : "10:05")).added, 4);
  const auto [at_office, at_venue] = two.cross(0, 1, at("11:00"));
  for (const auto& report : {at_office, at_venue}) {
    EXPECT_EQ(report.registrations, 0);
    EXPECT_THAT(told(report), IsEmpty());
    EXPECT_THAT(report.pending, IsEmpty());
  }
  two.expect_same(0, 1);
  two.expect_whole();
  const auto rows = rows_of(two, 1);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows.front().number, 1) << "the number that was given first";
  const auto again = import(two, 1, file, at("12:00"));
  EXPECT_EQ(again.unchanged, 4);
  EXPECT_EQ(two.carry(1, 0, at("12:10")).facts, 0);
}

TEST(PackImport, TicketsOfBothPcsLetTheOnePersonIn) {
  PackStores two = two_pcs(5);
  std::vector<std::string> tickets;
  for (const int pc : {0, 1}) {
    import(two, pc, {form({"一"}, "甲病院")}, at("10:00"));
    const RegistrationId id = rows_of(two, pc).front().registration;
    tickets.push_back(must(two.store(pc).issue_tickets(two.code(), {id}, by_staff(at("10:10")))).front().text);
  }
  EXPECT_NE(tickets[0], tickets[1]);
  two.cross(0, 1, at("11:00"));
  EXPECT_EQ(two.scan(1, tickets[0], at("18:05")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(two.scan(1, tickets[1], at("18:06")).outcome, ScanOutcome::already_in);
}

TEST(PackImport, ConfirmedAtEitherPcStaysSoAndTheLimitHolds) {
  PackStores two = two_pcs(2);
  two.office.attendee("先の人").attendee("次の人");
  import(two, 0, {form({"一"}, "甲病院")}, at("10:00"));
  EXPECT_EQ(rows_of(two, 0).back().status, RegistrationStatus::waitlisted);
  import(two, 1, {form({"一"}, "甲病院")}, at("10:05"));
  EXPECT_EQ(rows_of(two, 1).front().status, RegistrationStatus::confirmed);
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  two.expect_whole();
  EXPECT_EQ(rows_of(two, 0).size(), 3U);
  EXPECT_EQ(must(must(Reader::open(two.folder(0))).load_event(two.code())).counts.held, 2);
}

TEST(PackImport, WhatStaffDidToItAtEitherPcStands) {
  PackStores two = two_pcs(5);
  for (const int pc : {0, 1}) import(two, pc, {form({"一"}, "甲"), form({"二"}, "乙")}, at("10:00"));
  const auto id = [&](const char* name) {
    for (const RegistrationRow& row : rows_of(two, 0)) {
      if (row.attendee.name == name) return row.registration;
    }
    return RegistrationId();
  };
  must(two.store(0).cancel(two.code(), id("一"), by_staff(at("10:30"))));
  must(two.store(1).edit(two.code(), id("二"), {{"phone", "046-231-2111"}}, by_staff(at("10:31"))));
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  EXPECT_EQ(two.row(1, id("一")).status, RegistrationStatus::cancelled);
  EXPECT_EQ(two.row(0, id("二")).attendee.phone, "046-231-2111");
}

TEST(PackImport, RowsWithoutATimeOfTheirOwnComeToTheReceiptOfOneOfBoth) {
  PackStores two = two_pcs(5);
  import(two, 0, {form({"一"}, "甲", std::nullopt)}, on("2025-10-09", "10:00"));
  import(two, 1, {form({"一"}, "甲", std::nullopt)}, on("2025-10-20", "10:00"));
  EXPECT_EQ(rows_of(two, 1).front().status, RegistrationStatus::pending) << "late by what this PC knows";
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  two.expect_whole();
  for (const int pc : {0, 1}) {
    const RegistrationRow row = rows_of(two, pc).at(0);
    EXPECT_EQ(row.received_at, on("2025-10-09", "10:00"));
    EXPECT_FALSE(row.late);
    EXPECT_EQ(row.status, RegistrationStatus::confirmed);
  }
}

TEST(PackImport, ABareNameOrAnotherRowIsAPairForStaff) {
  PackStores two = two_pcs(9);
  for (const int pc : {0, 1}) import(two, pc, {form({"一"}, ""), form({"二"}, pc == 0 ? "甲" : "乙")}, at("10:00"));
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  EXPECT_EQ(rows_of(two, 0).size(), 4U);
  EXPECT_EQ(must(must(Reader::open(two.folder(0))).list_suspected(two.code())).size(), 2U);
}

TEST(PackImport, WhomOnePcSuspectedIsStillLookedAt) {
  PackStores two = two_pcs(9);
  two.office.attendee("一");
  import(two, 0, {form({"一"}, "甲")}, at("10:00"));
  import(two, 1, {form({"一"}, "甲")}, at("10:05"));
  EXPECT_EQ(must(must(Reader::open(two.folder(0))).list_suspected(two.code())).size(), 1U);
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  EXPECT_EQ(must(must(Reader::open(two.folder(1))).list_suspected(two.code())).size(), 1U);
}

TEST(PackImport, TheSameRowTwiceInAFileIsTwoPeopleAtBoth) {
  PackStores two = two_pcs(9);
  Application numbered = form({"一"}, "甲");
  numbered.external_id = "7";
  Application other = form({"一"}, "乙");
  other.external_id = "8";
  for (const int pc : {0, 1}) import(two, pc, {numbered, other, numbered}, at("10:00"));
  const std::size_t people = rows_of(two, 0).size();
  two.cross(0, 1, at("11:00"));
  two.expect_same(0, 1);
  EXPECT_EQ(rows_of(two, 0).size(), people);
}

TEST(PackImport, NumberAndReceiptOfOthersStayAsTheyAre) {
  testing::Guarded guarded;
  guarded.roster.event("A", 5).attendees(1);
  guarded.open();
  guarded.expect_refused("UPDATE %OR% registrations SET received_utc_ms = received_utc_ms - 1");
  guarded.expect_refused("UPDATE %OR% registrations SET number = 77");
}

TEST(PackImport, TheSaltIsTheEventsAndGoesWithItsNames) {
  PackStores two(small_event(5));
  two.office.attendees(1);
  two.carry(0, 1, at("10:00"));
  const auto salt = [&](int pc) {
    auto parts = must(open_store_parts(two.folder(pc)));
    return must(
        parts.connection.list("SELECT hex(salt) FROM import_salts", {}, [](const Row& row) { return row.text(0); }));
  };
  EXPECT_EQ(salt(0).size(), 1U);
  EXPECT_EQ(salt(0), salt(1));
  must(log_take_out(two.folder(0), {two.code(), "attendance", "csv", 1}, by_staff(at("21:00"))));
  must(purge_event(two.folder(0), {two.code(), true}, by_staff(at("22:00"))));
  EXPECT_THAT(salt(0), IsEmpty());
}

}  // namespace
}  // namespace uketsuke
