// The town's list of facilities: names go by their folding, two may be one, rosters are linked whenever either came,
// and the guards refuse what would make a name mean two. Walk-ins get the table that costs least.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "db/facilities.h"
#include "db/reader.h"
#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

const UtcMillis kNow = on("2025-10-05", "12:00");

Attendee of(const std::string& name, const std::string& facility) {
  Attendee attendee = person(name);
  attendee.facility = facility;
  return attendee;
}

Facilities facilities(const Roster& roster) { return must(Facilities::open(roster.folder())); }

FacilityRow row(const std::string& name, const std::string& kind, const std::string& town = "愛川町") {
  FacilityRow one;
  one.name = name;
  one.kind = kind;
  one.municipality = town;
  return one;
}

std::string kind_of(const Roster& roster, const std::string& name) {
  return must(must(Reader::open(roster.folder())).load_registration(roster.code(), roster.id(name).value))
      .facility_kind;
}

TEST(Facilities, AreLinkedWhicheverCameFirst) {
  Roster r;
  r.event("A").attendee(of("山田", "医療法人社団福寿会 愛川北部病院"));
  const auto counts = must(facilities(r).import({row("(医)福寿会愛川北部病院", "病院")}, by_staff(kNow)));
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(kind_of(r, "山田"), "病院");
  r.attendee(of("田中", "愛川北部病院"));
  EXPECT_EQ(kind_of(r, "田中"), "病院");
  r.attendee(of("佐藤", "よそ"));
  EXPECT_EQ(kind_of(r, "佐藤"), "");
  must(r.store().edit(r.code(), r.id("佐藤"), {{"facility", "（医）福寿会 愛川北部病院", {}}}, by_staff(kNow)));
  EXPECT_EQ(kind_of(r, "佐藤"), "病院");
  EXPECT_EQ(must(facilities(r).list("")).front().people, 3);
}

TEST(Facilities, TheSameListAgainChangesNothingWhateverStaffSet) {
  Roster r;
  r.event("A");
  const std::vector<FacilityRow> list = {row("甲病院", "病院"), row("乙薬局", "薬局")};
  EXPECT_EQ(must(facilities(r).import(list, by_staff(kNow))).added, 2);
  must(facilities(r).set("甲病院", {{"kind", "診療所"}, {"contact", "相談室"}}, by_staff(kNow)));
  const auto again = must(facilities(r).import(list, by_staff(kNow)));
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(must(facilities(r).list("甲")).front().kind, "診療所");
  const auto moved = must(facilities(r).import({row("甲病院", "病院", "厚木市")}, by_staff(kNow)));
  EXPECT_EQ(moved.updated, 1);
  EXPECT_EQ(must(facilities(r).list("甲")).front().municipality, "厚木市");
  EXPECT_EQ(must(facilities(r).list("甲")).front().contact, "相談室");
  FacilityRow bare;
  bare.name = "甲病院";
  must(facilities(r).import({bare}, by_staff(kNow)));
  EXPECT_EQ(must(facilities(r).list("甲")).front().kind, "病院") << "an empty cell clears nothing";
}

TEST(Facilities, UnknownOnesArePlacedByTheirName) {
  Roster r;
  r.event("A").attendee(of("山田", "㈱あかね")).attendee(of("田中", "あかね")).attendee(of("佐藤", "甲病院"));
  must(facilities(r).import({row("甲病院", "病院")}, by_staff(kNow)));
  const auto unknown = must(facilities(r).list_unknown(""));
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown.front().people, 2);
  const auto placed = must(facilities(r).set("あかね", {{"kind", "訪問介護"}}, by_staff(kNow)));
  EXPECT_EQ(placed.people, 2);
  EXPECT_TRUE(must(facilities(r).list_unknown("")).empty());
  EXPECT_EQ(kind_of(r, "山田"), "訪問介護");
  const auto none = facilities(r).set("あかれ", {{"kind", "訪問介護"}}, by_staff(kNow));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Code::not_found);
}

TEST(Facilities, MergedOnesAreOneFromThenOn) {
  Roster r;
  r.event("A").attendee(of("山田", "北部病院")).attendee(of("田中", "愛川北部病院")).attendee(of("佐藤", "北病"));
  FacilityRow other = row("北部病院", "診療所");
  other.phone = "046-000-0000";
  must(facilities(r).import({row("愛川北部病院", "病院"), other}, by_staff(kNow)));
  auto list = facilities(r);
  EXPECT_EQ(must(list.merge("愛川北部病院", "北部病院", by_staff(kNow))).people, 2);
  const auto joined = must(list.merge("愛川北部病院", "北病", by_staff(kNow)));
  EXPECT_EQ(joined.people, 3);
  EXPECT_EQ(joined.kind, "病院");
  EXPECT_EQ(joined.phone, "046-000-0000");
  EXPECT_EQ(joined.other_names.size(), 2U);
  r.attendee(of("鈴木", "㈱北部病院"));
  EXPECT_EQ(kind_of(r, "鈴木"), "病院");
  auto reader = must(Reader::open(r.folder()));
  const auto groups = must(reader.list_facilities(r.code(), ""));
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups.front().people, 4);
  RosterQuery query;
  query.facility = groups.front().folded;
  EXPECT_EQ(must(reader.list_registrations(r.code(), query)).size(), 4U);
  query = {};
  query.search = "北病";
  EXPECT_EQ(must(reader.list_registrations(r.code(), query)).size(), 1U);
  EXPECT_EQ(must(list.merge("愛川北部病院", "北部病院", by_staff(kNow))).people, 4) << "again changes nothing";
  EXPECT_EQ(must(list.import({row("愛川北部病院", "病院"), other}, by_staff(kNow))).added, 0);
  EXPECT_FALSE(list.merge("愛川北部病院", "愛川北部病院", by_staff(kNow)));
  EXPECT_TRUE(must(r.store().check()).empty());
}

TEST(Facilities, ARenamedOneKeepsItsOldName) {
  Roster r;
  r.event("A").attendee(of("山田", "旧病院")).attendee(of("田中", "新病院"));
  must(facilities(r).import({row("旧病院", "病院"), row("別病院", "病院")}, by_staff(kNow)));
  EXPECT_EQ(must(facilities(r).set("旧病院", {{"name", "新病院"}}, by_staff(kNow))).people, 2);
  EXPECT_EQ(must(facilities(r).set("旧病院", {{"kind", "診療所"}}, by_staff(kNow))).name, "新病院");
  EXPECT_EQ(must(facilities(r).set("新病院", {{"name", "旧病院"}}, by_staff(kNow))).name, "旧病院");
  const auto taken = facilities(r).set("旧病院", {{"name", "(医)別病院"}}, by_staff(kNow));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::bad_call);
}

TEST(FacilityGuards, ANameMeansOneFacility) {
  Guarded g;
  g.roster.event("A").attendee(of("山田", "甲病院"));
  must(facilities(g.roster).import({row("甲病院", "病院"), row("乙薬局", "薬局"), row("丙医院", "診療所")},
                                   by_staff(kNow)));
  must(facilities(g.roster).merge("甲病院", "丙医院", by_staff(kNow)));
  g.open();
  g.expect_refused("INSERT %OR% INTO facilities (id, name, folded) VALUES ('x', '甲病院', '甲病院')");
  g.expect_refused("INSERT %OR% INTO facilities (id, name, folded) VALUES ('x', '丙医院', '丙医院')");
  g.expect_refused("INSERT %OR% INTO facilities (id, name, folded) VALUES ('x', '', '')");
  g.expect_refused("UPDATE %OR% facilities SET folded = '甲病院' WHERE folded = '乙薬局'");
  g.expect_refused("UPDATE %OR% facilities SET folded = '丙医院' WHERE folded = '乙薬局'");
  g.expect_refused("UPDATE %OR% facilities SET id = 'x' WHERE folded = '乙薬局'");
  g.expect_refused("DELETE FROM facilities WHERE folded = '甲病院'", {""});
  g.expect_refused(
      "INSERT %OR% INTO facility_aliases (folded, facility, name) SELECT '乙薬局', id, '乙薬局' FROM facilities"
      " WHERE folded = '甲病院'");
  g.expect_refused("INSERT %OR% INTO facility_aliases (folded, facility, name) VALUES ('丁', 'nobody', '丁')");
  g.expect_refused("UPDATE %OR% facility_aliases SET facility = 'nobody'");
  g.expect_refused("UPDATE %OR% facility_changes SET kind = 'x'");
  g.expect_refused("DELETE FROM facility_changes", {""});
}

TEST(WalkInTables, TheOneThatCostsLeast) {
  Roster r;
  Event event = sample_event("A", 20);
  r.event(event);
  const auto seat = [&](const std::string& name, const std::string& facility, const char* profession,
                        ProfessionCategory category, const std::string& table) {
    Attendee attendee = of(name, facility);
    attendee.profession = {profession, category};
    r.attendee(attendee);
    must(r.store().edit(r.code(), r.id(name), {{"group", table, {}}}, by_staff(kNow)));
  };
  seat("甲", "甲病院", "看護師", ProfessionCategory::nurse, "1");
  seat("乙", "乙病院", "看護師", ProfessionCategory::nurse, "1");
  seat("丙", "丙薬局", "薬剤師", ProfessionCategory::pharmacist, "2");
  seat("丁", "丁薬局", "薬剤師", ProfessionCategory::pharmacist, "2");
  WalkInRequest request;
  request.event = r.code();
  request.attendee = of("戊", "戊薬局");
  request.attendee.profession = {"薬剤師", ProfessionCategory::pharmacist};
  const auto at_table = must(r.store().register_walk_in(request, at("18:05")));
  ASSERT_EQ(at_table.outcome, WalkInOutcome::admitted);
  EXPECT_EQ(at_table.group, "2") << "like professions sit together at these tables";
  EXPECT_EQ(must(must(Reader::open(r.folder())).load_registration(r.code(), at_table.registration->value)).group, "2");
  request.attendee = of("己", "己病院");
  request.attendee.profession = {"薬剤師", ProfessionCategory::pharmacist};
  EXPECT_EQ(must(r.store().register_walk_in(request, at("18:06"))).group, "1") << "the smallest first";
  request.attendee = of("来賓", "");
  request.attendee.role = Role::guest;
  EXPECT_EQ(must(r.store().register_walk_in(request, at("18:07"))).group, "");
}

TEST(WalkInTables, NoneWhereTheEventHasNone) {
  Roster r;
  r.event("A", 20).attendees(3);
  EXPECT_EQ(r.walk_in("戊", at("18:05")).group, "");
}

}  // namespace
}  // namespace uketsuke::testing
