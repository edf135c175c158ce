// Furigana of earlier registrations at a facility, whatever name of it was written.
#include <gtest/gtest.h>

#include "common/names.h"
#include "db/facilities.h"
#include "db/known_readings.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

Attendee of(const std::string& name, const std::string& furigana, const std::string& facility) {
  Attendee attendee = person(name);
  attendee.furigana = furigana;
  attendee.facility = facility;
  return attendee;
}

/// "name furigana", as given and in order of the names.
std::vector<std::string> readings(const Roster& roster, const std::string& facility) {
  std::vector<std::string> all;
  for (const KnownReading& one : must(list_known_readings(roster.folder(), facility))) {
    all.push_back(one.folded_name + " " + one.furigana);
  }
  return all;
}

TEST(KnownReadings, AreThoseOfTheFacilityInEveryEventTheLatestOfEach) {
  Roster r;
  r.event("A").attendee(of("中田 一", "なかた はじめ", "医療法人社団青嶺会 つきかげ診療所"));
  r.attendee(of("中田 二", "", "つきかげ診療所"));
  r.attendee(of("中田 一", "なかだ はじめ", "よそ"));
  r.event("B").attendee(of("中田　一", "ナカダ ハジメ", "つきかげ診療所"));
  EXPECT_EQ(readings(r, "（医）青嶺会つきかげ診療所"),
            (std::vector<std::string>{fold_name("中田一") + " ナカダ ハジメ"}));
  EXPECT_TRUE(readings(r, "知らない所").empty());
  EXPECT_TRUE(readings(r, "").empty());
}

TEST(KnownReadings, GoByTheOtherNamesOfAFacilityToo) {
  Roster r;
  r.event("A").attendee(of("中田 一", "なかた はじめ", "月影クリニック"));
  Facilities facilities = must(Facilities::open(r.folder()));
  FacilityRow kept;
  kept.name = "つきかげ診療所";
  FacilityRow other;
  other.name = "月影クリニック";
  must(facilities.import({kept, other}, by_staff(on("2025-10-05", "12:00"))));
  EXPECT_TRUE(readings(r, "つきかげ診療所").empty());
  must(facilities.merge("つきかげ診療所", "月影クリニック", by_staff(on("2025-10-05", "12:00"))));
  EXPECT_EQ(readings(r, "つきかげ診療所").size(), 1U);
}

}  // namespace
}  // namespace uketsuke::testing
