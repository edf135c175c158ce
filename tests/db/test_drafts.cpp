// Drafts, pins and columns: what the office settles beside the roster.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/audit.h"
#include "db/drafts.h"
#include "db/group_pins.h"
#include "db/list_columns.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::Roster;
using ::testing::SizeIs;

/// One import whose lines are all bad and held.
void hold(Roster& roster, std::int64_t line, const std::string& text = "氏名：") {
  ImportOptions options;
  options.hold_bad = true;
  must(roster.store().import_applications(roster.code(), "roster.csv", {},
                                          {{"roster.csv", line, "氏名", "氏名がありません", text}}, options,
                                          by_staff(at("09:00"))));
}

std::vector<Draft> drafts_of(Roster& roster) { return must(list_drafts(roster.folder(), roster.code())); }

TEST(Drafts, AreListedUntilTheyAreSettled) {
  Roster roster;
  roster.event("A", 9);
  hold(roster, 3);
  hold(roster, 4, "氏名：\n所属：海老名病院");
  const auto drafts = drafts_of(roster);
  ASSERT_THAT(drafts, SizeIs(2));
  EXPECT_EQ(drafts[0].bad.line, 3);
  EXPECT_EQ(drafts[1].bad.text, "氏名：\n所属：海老名病院");
  EXPECT_EQ(must(find_draft(roster.folder(), roster.code(), drafts[0].id)).bad.why, "氏名がありません");
  must(settle_draft(roster.folder(), roster.code(), drafts[0].id, DraftEnd::taken, by_staff(at("10:00"))));
  ASSERT_THAT(drafts_of(roster), SizeIs(1));
  EXPECT_EQ(drafts_of(roster)[0].id, drafts[1].id);
  EXPECT_FALSE(find_draft(roster.folder(), roster.code(), drafts[0].id));
}

TEST(Drafts, ASettledOneIsNotHeldAgainAlsoOnAnotherLine) {
  Roster roster;
  roster.event("A", 9);
  hold(roster, 3);
  must(settle_draft(roster.folder(), roster.code(), drafts_of(roster)[0].id, DraftEnd::dropped, by_staff(at("10:00"))));
  hold(roster, 3);
  hold(roster, 5);
  EXPECT_THAT(drafts_of(roster), IsEmpty());
  hold(roster, 3, "氏名：\n所属：別の病院");
  EXPECT_THAT(drafts_of(roster), SizeIs(1)) << "another row is";
}

TEST(Drafts, SettlingTwiceIsNotFoundAndSettlingIsLogged) {
  Roster roster;
  roster.event("A", 9);
  hold(roster, 3);
  const std::string id = drafts_of(roster)[0].id;
  must(settle_draft(roster.folder(), roster.code(), id, DraftEnd::dropped, by_staff(at("10:00"))));
  const auto again = settle_draft(roster.folder(), roster.code(), id, DraftEnd::taken, by_staff(at("10:01")));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::not_found);
  const auto log = must(list_audit(roster.folder(), roster.code()));
  EXPECT_EQ(log.back().action, "draft-dropped");
  EXPECT_EQ(log.back().subject, id);
}

TEST(GroupPins, StayUntilTheyAreTakenOff) {
  Roster roster;
  roster.event("A", 9).attendee("山田").attendee("髙橋");
  const RegistrationId yamada = roster.id("山田");
  EXPECT_EQ(must(set_group_pins(roster.folder(), roster.code(), {yamada}, true, by_staff(at("10:00")))), 1);
  EXPECT_EQ(must(set_group_pins(roster.folder(), roster.code(), {yamada}, true, by_staff(at("10:00")))), 0);
  EXPECT_THAT(must(list_group_pins(roster.folder(), roster.code())), ElementsAre(yamada));
  EXPECT_EQ(must(set_group_pins(roster.folder(), roster.code(), {yamada}, false, by_staff(at("10:00")))), 1);
  EXPECT_THAT(must(list_group_pins(roster.folder(), roster.code())), IsEmpty());
}

TEST(GroupPins, AreOfTheEventsOwnPeopleAllOrNone) {
  Roster roster;
  roster.event("A", 9).attendee("山田");
  const RegistrationId yamada = roster.id("山田");
  const auto pinned =
      set_group_pins(roster.folder(), roster.code(), {yamada, RegistrationId("nobody")}, true, by_staff(at("10:00")));
  ASSERT_FALSE(pinned);
  EXPECT_EQ(pinned.error().code, Code::not_found);
  EXPECT_THAT(must(list_group_pins(roster.folder(), roster.code())), IsEmpty());
}

TEST(ListColumns, AreKeptInTheirOrderForEachOrganiserAndList) {
  Roster roster;
  roster.event("A", 9);
  const Change change = by_staff(at("10:00"));
  must(save_list_columns(roster.folder(), "相談室", "attendance", {"name", "facility"}, change));
  must(save_list_columns(roster.folder(), "協議会", "attendance", {"number"}, change));
  EXPECT_THAT(must(load_list_columns(roster.folder(), "相談室", "attendance")), ElementsAre("name", "facility"));
  EXPECT_THAT(must(load_list_columns(roster.folder(), "相談室", "roster")), IsEmpty());
  must(save_list_columns(roster.folder(), "相談室", "attendance", {"facility"}, change));
  EXPECT_THAT(must(load_list_columns(roster.folder(), "相談室", "attendance")), ElementsAre("facility"));
  must(save_list_columns(roster.folder(), "相談室", "attendance", {}, change));
  EXPECT_THAT(must(load_list_columns(roster.folder(), "相談室", "attendance")), IsEmpty());
  EXPECT_THAT(must(load_list_columns(roster.folder(), "協議会", "attendance")), ElementsAre("number"));
}

}  // namespace
}  // namespace uketsuke
