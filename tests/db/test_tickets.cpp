// Tickets in a real store: issued once, told again, withdrawn, issued anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "common/ticket.h"
#include "db/reader.h"
#include "db/store_key.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const Change kStaff = by_staff(on("2025-10-12", "09:00"), "再発行");

RegistrationRow row(Roster& roster, const std::string& name) {
  return must(must(Reader::open(roster.folder())).load_registration(roster.code(), roster.id(name).value));
}

TEST(StoreTickets, WithoutNamesEveryConfirmedOneWithoutATicketGetsOne) {
  Roster roster;
  roster.event("A", 2).attendees(3);
  const auto issued = must(roster.store().issue_tickets(roster.code(), {}, kStaff));
  ASSERT_THAT(issued, SizeIs(2));
  EXPECT_EQ(issued[0].registration, roster.id("参加者1"));
  EXPECT_EQ(issued[0].text.size(), kTicketLength);
  EXPECT_NE(issued[0].text, issued[1].text);
  EXPECT_EQ(row(roster, "参加者1").ticket, issued[0].text);
  EXPECT_EQ(row(roster, "参加者3").ticket, "");
  EXPECT_THAT(must(roster.store().issue_tickets(roster.code(), {}, kStaff)), IsEmpty());
}

TEST(StoreTickets, NamedOnesGetOneWhateverTheirStatusAndKeepTheOneTheyHave) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  const RegistrationId waiting = roster.id("参加者2");
  const auto first = must(roster.store().issue_tickets(roster.code(), {waiting}, kStaff));
  const auto again = must(roster.store().issue_tickets(roster.code(), {waiting, waiting}, kStaff));
  ASSERT_THAT(first, SizeIs(1));
  ASSERT_THAT(again, SizeIs(2));
  EXPECT_EQ(again[0].text, first[0].text);
  EXPECT_EQ(again[1].ticket, first[0].ticket);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM tickets"), 1);
}

TEST(StoreTickets, AnUnknownRegistrationIssuesNone) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  const auto missing = roster.store().issue_tickets(roster.code(), {roster.id("参加者1"), RegistrationId("x")}, kStaff);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, Code::not_found);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT count(*) FROM tickets"), 0);
}

TEST(StoreTickets, TheTextIsTheSameAfterARestartAndAtTheDoor) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  const std::string text = roster.ticket("参加者1");
  roster.reopen();
  EXPECT_EQ(roster.ticket("参加者1"), text);
  EXPECT_EQ(roster.scan(text, at("18:01")).outcome, ScanOutcome::admitted);
}

std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(StoreTickets, TheTextIsNowhereInTheStoresFiles) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  const std::string text = roster.ticket("参加者1");
  EXPECT_EQ(roster.scan(text, at("18:01")).outcome, ScanOutcome::admitted);
  const std::string bytes = bytes_of(store_file(roster.folder())) + bytes_of(store_file(roster.folder()) + "-wal");
  EXPECT_EQ(bytes.find("参加者1") != std::string::npos, !encrypts_stores());
  EXPECT_EQ(bytes.find(text), std::string::npos);
}

TEST(StoreTickets, AWithdrawnOneIsRefusedAtTheDoorAndTheNextIsTaken) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  const std::string old = roster.ticket("参加者1");
  EXPECT_EQ(must(roster.store().revoke_ticket(roster.code(), roster.id("参加者1"), kStaff)), old);
  EXPECT_EQ(row(roster, "参加者1").ticket, "");
  const auto none = roster.store().revoke_ticket(roster.code(), roster.id("参加者1"), kStaff);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, Code::refused);
  const std::string fresh = roster.ticket("参加者1");
  EXPECT_NE(fresh, old);
  EXPECT_EQ(roster.scan(old, at("18:01")).outcome, ScanOutcome::revoked);
  EXPECT_EQ(roster.scan(fresh, at("18:02")).outcome, ScanOutcome::admitted);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(StoreTickets, CancellingWithdrawsNone) {
  Roster roster;
  roster.event("A", 1).attendees(1);
  const std::string text = roster.ticket("参加者1");
  must(roster.store().cancel(roster.code(), roster.id("参加者1"), kStaff));
  EXPECT_EQ(row(roster, "参加者1").ticket, text);
}

TEST(StoreTickets, ThousandsAreIssuedWithoutTheSameTextTwice) {
  Roster roster;
  roster.event("A", 3000);
  RegisterRequest request;
  request.event = roster.code();
  for (int i = 0; i < 3000; ++i) request.application.attendees.push_back(person("参加者" + std::to_string(i)));
  must(roster.store().register_application(request, by_staff(on("2025-10-02", "09:00"))));
  const auto issued = must(roster.store().issue_tickets(roster.code(), {}, kStaff));
  std::set<std::string> texts;
  for (const IssuedTicket& ticket : issued) texts.insert(ticket.text);
  EXPECT_THAT(texts, SizeIs(3000));
}

}  // namespace
}  // namespace uketsuke::testing
