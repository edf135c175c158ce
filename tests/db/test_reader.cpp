// The reading side on a real store: folded search, beginnings of furigana, every sort order, counts, facilities, scans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/reader.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Given {
  const char* name;
  const char* furigana;
  const char* facility;
  ProfessionCategory category;
};

Attendee make(const Given& given) {
  Attendee attendee = person(given.name);
  attendee.furigana = given.furigana;
  attendee.facility = given.facility;
  attendee.profession.category = given.category;
  return attendee;
}

/// Five people: 髙橋 with half-width kana, 山田, 﨑山 without furigana, 高田, がん.
Roster sample() {
  Roster roster;
  roster.event("A", 30);
  roster.attendee(make({"髙橋 一郎", "ﾀｶﾊｼ ｲﾁﾛｳ", "医療法人社団福寿会 愛川北部病院", ProfessionCategory::nurse}));
  roster.attendee(make({"山田 太郎", "やまだ たろう", "おおぞら薬局", ProfessionCategory::pharmacist}));
  roster.attendee(make({"﨑山 花", "", "", ProfessionCategory::doctor}));
  roster.attendee(make({"高田 次郎", "タカダ ジロウ", "愛川北部病院", ProfessionCategory::care_manager}));
  roster.attendee(make({"岩 五郎", "がん ごろう", "おおぞら薬局", ProfessionCategory::other}));
  return roster;
}

std::vector<std::string> names(const std::vector<RegistrationRow>& rows) {
  std::vector<std::string> all;
  for (const RegistrationRow& row : rows) all.push_back(row.attendee.name);
  return all;
}

std::vector<std::string> ask(const Roster& roster, const RosterQuery& query) {
  return names(must(must(Reader::open(roster.folder())).list_registrations(roster.code(), query)));
}
std::vector<std::string> search(const Roster& roster, const std::string& text) {
  RosterQuery query;
  query.search = text;
  return ask(roster, query);
}
std::vector<std::string> sorted(const Roster& roster, RosterSort sort) {
  RosterQuery query;
  query.sort = sort;
  return ask(roster, query);
}

TEST(ReaderSearch, FindsByFoldedName) {
  const Roster roster = sample();
  EXPECT_THAT(search(roster, "高橋"), ElementsAre("髙橋 一郎"));
  EXPECT_THAT(search(roster, "髙橋一郎"), ElementsAre("髙橋 一郎"));
  EXPECT_THAT(search(roster, "崎山"), ElementsAre("﨑山 花"));
  EXPECT_THAT(search(roster, "郎"), ElementsAre("髙橋 一郎", "山田 太郎", "高田 次郎", "岩 五郎"));
}

TEST(ReaderSearch, FindsByAnyKana) {
  const Roster roster = sample();
  for (const char* text : {"たかはし", "タカハシ", "ﾀｶﾊｼ", "いちろう"}) {
    EXPECT_THAT(search(roster, text), ElementsAre("髙橋 一郎")) << text;
  }
}

TEST(ReaderSearch, FindsByFacilityAndNumber) {
  const Roster roster = sample();
  EXPECT_THAT(search(roster, "北部病院"), ElementsAre("髙橋 一郎", "高田 次郎"));
  EXPECT_THAT(search(roster, "2"), ElementsAre("山田 太郎"));
  EXPECT_THAT(search(roster, "２"), ElementsAre("山田 太郎"));
  EXPECT_THAT(search(roster, "99"), IsEmpty());
}

TEST(ReaderSearch, WhatFoldsToNothingFindsNothingAndBlankFindsAll) {
  const Roster roster = sample();
  EXPECT_THAT(search(roster, "株式会社"), IsEmpty());
  EXPECT_THAT(search(roster, "ー"), IsEmpty());
  EXPECT_THAT(search(roster, "%"), IsEmpty());
  EXPECT_THAT(search(roster, "' OR 1=1 --"), IsEmpty());
  EXPECT_THAT(search(roster, "　 "), SizeIs(5));
}

TEST(ReaderSearch, TakesTheBeginningOfTheFurigana) {
  const Roster roster = sample();
  RosterQuery query;
  query.sort = RosterSort::kana;
  query.furigana = "たか";
  EXPECT_THAT(ask(roster, query), ElementsAre("高田 次郎", "髙橋 一郎"));
  query.furigana = "ﾔ";
  EXPECT_THAT(ask(roster, query), ElementsAre("山田 太郎"));
  query.furigana = "かはし";
  EXPECT_THAT(ask(roster, query), IsEmpty());
}

TEST(ReaderSearch, NarrowsByEverythingAtOnce) {
  Roster roster = sample();
  must(roster.store().cancel(roster.code(), roster.id("高田 次郎"), by_staff(at("09:00"))));
  RosterQuery query;
  query.facility = must(must(Reader::open(roster.folder())).list_facilities(roster.code(), "")).front().folded;
  query.status = RegistrationStatus::confirmed;
  query.search = "薬局";
  EXPECT_THAT(ask(roster, query), ElementsAre("山田 太郎", "岩 五郎"));
  query.number = 5;
  EXPECT_THAT(ask(roster, query), ElementsAre("岩 五郎"));
  RosterQuery cancelled;
  cancelled.status = RegistrationStatus::cancelled;
  EXPECT_THAT(ask(roster, cancelled), ElementsAre("高田 次郎"));
}

TEST(ReaderSort, ByKanaWithoutFuriganaLast) {
  EXPECT_THAT(sorted(sample(), RosterSort::kana),
              ElementsAre("岩 五郎", "高田 次郎", "髙橋 一郎", "山田 太郎", "﨑山 花"));
}

TEST(ReaderSort, ByNumber) {
  EXPECT_THAT(sorted(sample(), RosterSort::number),
              ElementsAre("髙橋 一郎", "山田 太郎", "﨑山 花", "高田 次郎", "岩 五郎"));
}

TEST(ReaderSort, ByFacilityWithoutOneLastAndByKanaWithinIt) {
  EXPECT_THAT(sorted(sample(), RosterSort::facility),
              ElementsAre("岩 五郎", "山田 太郎", "高田 次郎", "髙橋 一郎", "﨑山 花"));
}

TEST(ReaderSort, ByProfessionInItsOrder) {
  EXPECT_THAT(sorted(sample(), RosterSort::profession),
              ElementsAre("﨑山 花", "山田 太郎", "髙橋 一郎", "高田 次郎", "岩 五郎"));
}

TEST(ReaderSort, ByGroupAsNumbersThenWordsThenWithout) {
  Roster roster = sample();
  const std::vector<std::pair<const char*, const char*>> groups = {
      {"髙橋 一郎", "10"}, {"山田 太郎", "2"}, {"高田 次郎", "Ａ"}, {"岩 五郎", "２"}};
  for (const auto& [name, group] : groups) {
    must(roster.store().edit(roster.code(), roster.id(name), {{"group", group, {}}}, by_staff(at("09:00"))));
  }
  EXPECT_THAT(sorted(roster, RosterSort::group),
              ElementsAre("岩 五郎", "山田 太郎", "髙橋 一郎", "高田 次郎", "﨑山 花"));
}

TEST(ReaderSort, ALimitTakesTheFirstOfTheSortedOnes) {
  RosterQuery query;
  query.sort = RosterSort::kana;
  query.limit = 2;
  EXPECT_THAT(ask(sample(), query), ElementsAre("岩 五郎", "高田 次郎"));
}

TEST(Reader, LoadsOneByIdAndByNumber) {
  Roster roster = sample();
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_EQ(must(reader.load_registration(roster.code(), "2")).attendee.name, "山田 太郎");
  EXPECT_EQ(must(reader.load_registration(roster.code(), roster.id("山田 太郎").value)).number, 2);
  for (const char* text : {"99", "", "x", "0", "-1"}) {
    const auto missing = reader.load_registration(roster.code(), text);
    ASSERT_FALSE(missing.has_value()) << text;
    EXPECT_EQ(missing.error().code, Code::not_found);
  }
  roster.event("B", 3);
  EXPECT_FALSE(reader.load_registration(roster.code(), "2").has_value());
}

TEST(Reader, TellsPresenceTicketsAndMinutes) {
  Roster roster;
  Event event = sample_event("A", 30);
  event.exit_scan = true;
  roster.event(event).attendee("山田").attendee("鈴木");
  const std::string ticket = roster.ticket("山田");
  roster.scan(ticket, at("18:10"));
  Reader reader = must(Reader::open(roster.folder()));
  RegistrationRow row = must(reader.load_registration(roster.code(), "1"));
  EXPECT_TRUE(row.inside);
  EXPECT_EQ(row.checked_in_at, at("18:10"));
  EXPECT_EQ(row.checked_out_at, std::nullopt);
  EXPECT_EQ(row.ticket, ticket);
  roster.scan(ticket, at("19:30"), Direction::exit);
  row = must(reader.load_registration(roster.code(), "1"));
  EXPECT_FALSE(row.inside);
  EXPECT_EQ(row.checked_out_at, at("19:30"));
  EXPECT_EQ(row.minutes_attended, 60);
  EXPECT_THAT(must(reader.list_movements(roster.code(), roster.id("山田"))), SizeIs(2));
  EXPECT_EQ(must(reader.load_registration(roster.code(), "2")).checked_in_at, std::nullopt);
}

TEST(Reader, GroupsPeopleByFacility) {
  Roster roster = sample();
  roster.admit("山田 太郎", at("18:05"));
  Reader reader = must(Reader::open(roster.folder()));
  const auto all = must(reader.list_facilities(roster.code(), ""));
  ASSERT_THAT(all, SizeIs(2));  // 医療法人社団福寿会 is dropped by folding
  EXPECT_EQ(all[0].people, 2);
  EXPECT_EQ(all[0].admitted, 1);
  EXPECT_EQ(must(reader.list_facilities(roster.code(), "北部")).size(), 1U);
  RosterQuery query;
  query.facility = all[1].folded;
  EXPECT_THAT(ask(roster, query), ElementsAre("髙橋 一郎", "高田 次郎"));
}

TEST(Reader, CountsAdmittedParticipantsByProfessionInItsOrder) {
  Roster roster = sample();
  roster.admit("山田 太郎", at("18:05"));
  roster.admit("﨑山 花", at("18:06"));
  const auto counts = must(must(Reader::open(roster.folder())).count_by_profession(roster.code()));
  ASSERT_THAT(counts, SizeIs(kProfessionCategoryCount));
  EXPECT_EQ(counts[0], std::make_pair(ProfessionCategory::doctor, std::int64_t{1}));
  EXPECT_EQ(counts[2], std::make_pair(ProfessionCategory::pharmacist, std::int64_t{1}));
  EXPECT_EQ(counts[3].second, 0);
}

TEST(Reader, ListsScansNewestFirst) {
  Roster roster = sample();
  roster.scan("not one of ours", at("18:01"));
  roster.scan(roster.ticket("山田 太郎"), at("18:02"));
  Reader reader = must(Reader::open(roster.folder()));
  const auto scans = must(reader.list_scans(roster.code(), 0));
  ASSERT_THAT(scans, SizeIs(2));
  EXPECT_EQ(scans[0].outcome, ScanOutcome::admitted);
  EXPECT_EQ(scans[0].name, "山田 太郎");
  EXPECT_EQ(scans[0].number, 2);
  EXPECT_EQ(scans[0].source, ScanSource::command);
  EXPECT_EQ(scans[0].by, "田中");
  EXPECT_EQ(scans[1].outcome, ScanOutcome::not_a_ticket);
  EXPECT_EQ(scans[1].registration, std::nullopt);
  EXPECT_THAT(must(reader.list_scans(roster.code(), 1)), SizeIs(1));
}

TEST(Reader, CountsSeatsByTheRule) {
  Roster roster;
  Event event = sample_event("A", 3);
  event.room_limit = 3;
  roster.event(event).attendees(2);
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_EQ(must(reader.load_event(roster.code())).counts.seats_free, 1);
  roster.event("B", 0);
  EXPECT_EQ(must(reader.load_event(roster.code())).counts.seats_free, 0);
  EXPECT_EQ(must(reader.list_events()).size(), 2U);
}

TEST(Reader, SeesWhatTheStoreWritesWhileItIsOpenAndNeverWrites) {
  Roster roster;
  roster.event("A", 30);
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_THAT(must(reader.list_registrations(roster.code(), {})), IsEmpty());
  roster.attendees(2);
  EXPECT_THAT(must(reader.list_registrations(roster.code(), {})), SizeIs(2));
  EXPECT_EQ(reader.info().kiosk, roster.store().info().kiosk);
  EXPECT_TRUE(reader.info().practice);
}

TEST(Reader, SaysWhereThereIsNoStoreAndRefusesAnotherSchema) {
  const TempFolder empty;
  const auto missing = Reader::open(empty.path());
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, Code::not_found);
  Roster roster;
  EXPECT_EQ(RawStore(roster.folder()).run("PRAGMA user_version = 999"), "");
  const auto newer = Reader::open(roster.folder());
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(newer.error().code, Code::store_failed);
}

TEST(Reader, RegistrationsOutliveTheirPersonalData) {
  Roster roster = sample();
  RawStore(roster.folder()).run("DELETE FROM people");
  Reader reader = must(Reader::open(roster.folder()));
  EXPECT_THAT(must(reader.list_registrations(roster.code(), {})), SizeIs(5));
  EXPECT_EQ(must(reader.load_registration(roster.code(), "2")).attendee.name, "");
}

}  // namespace
}  // namespace uketsuke::testing
