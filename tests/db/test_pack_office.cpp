// What the office settles beside the roster travels too: rows that are held (保留) and who keeps a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/drafts.h"
#include "db/group_pins.h"
#include "tests/db/guarded.h"
#include "tests/db/pack_stores.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::PackStores;
using testing::small_event;
using ::testing::UnorderedElementsAre;

/// An import at that PC of which one row is held.
void hold(PackStores& pcs, int pc, const std::string& file, const std::string& record, UtcMillis now) {
  ImportOptions options;
  options.hold_bad = true;
  const BadLine bad{file, 3, "氏名", "氏名がありません", record};
  must(pcs.store(pc).import_applications(pcs.code(), "r.csv", {}, {bad}, options, by_staff(now)));
}

std::vector<std::string> held(PackStores& pcs, int pc) {
  std::vector<std::string> records;
  for (const Draft& draft : must(list_drafts(pcs.folder(pc), pcs.code()))) records.push_back(draft.bad.text);
  return records;
}

Draft only_draft(PackStores& pcs, int pc) { return must(list_drafts(pcs.folder(pc), pcs.code())).at(0); }

TEST(PackOffice, HeldRowsTravelAndOneThatWasSettledStaysSo) {
  PackStores two(small_event(5));
  hold(two, 0, "r.csv", "氏名：", at("10:00"));
  two.carry(0, 1, at("11:00"));
  EXPECT_THAT(held(two, 1), ElementsAre("氏名："));
  must(settle_draft(two.folder(1), two.code(), only_draft(two, 1).id, DraftEnd::dropped, by_staff(at("12:00"))));
  two.carry(0, 1, at("12:10"));
  EXPECT_THAT(held(two, 1), IsEmpty()) << "an older word does not open it again";
  two.carry(1, 0, at("12:20"));
  EXPECT_THAT(held(two, 0), IsEmpty());
}

TEST(PackOffice, ARowThatBothPcsHoldIsOneDraft) {
  PackStores two(small_event(5));
  two.carry(0, 1, at("09:30"));
  hold(two, 0, "/media/usb/r.csv", "氏名：", at("10:00"));
  hold(two, 1, "/home/office/r.csv", "氏名：", at("10:05"));
  hold(two, 1, "/home/office/r.csv", "氏名：\n所属：甲", at("10:05"));
  two.cross(0, 1, at("11:00"));
  EXPECT_THAT(held(two, 0), UnorderedElementsAre("氏名：", "氏名：\n所属：甲"));
  EXPECT_THAT(held(two, 1), UnorderedElementsAre("氏名：", "氏名：\n所属：甲"));
  must(settle_draft(two.folder(0), two.code(), only_draft(two, 0).id, DraftEnd::taken, by_staff(at("12:00"))));
  two.carry(0, 1, at("12:10"));
  EXPECT_THAT(held(two, 1), ElementsAre("氏名：\n所属：甲"));
}

TEST(PackOffice, TheLastWordOnAPinWins) {
  PackStores two(small_event(5));
  two.office.attendees(2);
  const RegistrationId one = two.office.id("参加者1");
  const RegistrationId other = two.office.id("参加者2");
  const auto pin = [&](int pc, const RegistrationId& who, bool pinned, const char* when) {
    must(set_group_pins(two.folder(pc), two.code(), {who}, pinned, by_staff(at(when))));
  };
  const auto pins = [&](int pc) { return must(list_group_pins(two.folder(pc), two.code())); };
  pin(0, one, true, "10:00");
  two.carry(0, 1, at("11:00"));
  EXPECT_THAT(pins(1), ElementsAre(one));
  pin(1, one, false, "11:10");
  pin(1, other, true, "11:11");
  two.cross(0, 1, at("11:20"));
  EXPECT_THAT(pins(0), ElementsAre(other));
  EXPECT_THAT(pins(1), ElementsAre(other));
  const auto again = two.carry(0, 1, at("11:30"));
  EXPECT_EQ(again.facts, 0);
  two.expect_whole();
}

TEST(PackOffice, WordsOnPinsAreOnlyAdded) {
  testing::Guarded guarded;
  guarded.roster.event("A").attendees(1);
  must(set_group_pins(guarded.roster.folder(), guarded.roster.code(), {guarded.roster.id("参加者1")}, true,
                      by_staff(at("10:00"))));
  guarded.open();
  guarded.expect_refused("UPDATE %OR% group_pin_changes SET pinned = 0");
  guarded.expect_refused("DELETE FROM group_pin_changes", {""});
  guarded.expect_refused("INSERT %OR% INTO group_pin_changes SELECT * FROM group_pin_changes");
  guarded.expect_refused(
      "INSERT %OR% INTO group_pin_changes SELECT 'x', event, registration, 2, origin, happened_utc_ms, hlc, done_by"
      " FROM group_pin_changes");
}

}  // namespace
}  // namespace uketsuke
