// What the kiosk makes of its hub: other doors' entries are counted, people let in twice are told once and stay until
// staff looked, a network that comes and goes is told and stops nothing.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke::test {
namespace {

const EventCode kEbina("EBINA");

LetInTwice let_in_twice(const std::string& id, std::int64_t number) {
  LetInTwice twice;
  twice.registration = RegistrationId("r" + std::to_string(number));
  twice.number = number;
  twice.entries.check_in.door = KioskId("east");
  twice.entries.check_in.movement.happened = {1'761'296'700'000};
  twice.entries.entry.door = KioskId("west");
  twice.entries.entry.movement.id = CheckInId(id);
  twice.entries.entry.movement.happened = {1'761'296'760'000};
  return twice;
}

struct Door : KioskDriver {
  Door() { kiosk.take_effects(); }
  void hear(const HubEvent& event) { send(event); }
  void join(bool online = true) { hear(state(online)); }
  HubChanged state(bool online) {
    HubChanged changed;
    changed.joined = true;
    changed.online = online;
    changed.since = now.utc;
    if (!online) changed.error = "connection refused";
    changed.mates = {{KioskId("east"), "東口", now.utc}, {KioskId("north"), "北口", {}}};
    return changed;
  }
  void load(const std::vector<LetInTwice>& twice) {
    DoorStatus status;
    status.here = KioskId("west");
    status.shared = true;
    status.doors = {{KioskId("east"), "東口", 3}, {KioskId("office"), "事務局", 0}, {KioskId("west"), "西口", 2}};
    status.twice = twice;
    hear(DoorsLoaded{status});
  }
  [[nodiscard]] std::string told() const { return model().staff.notice ? model().staff.notice->text_id : ""; }
  int asked_for_doors() {
    last<LoadDoors>();
    return count_last;
  }
};

TEST(KioskHub, WhatCameFromAnotherDoorIsCountedAnew) {
  Door door;
  door.hear(HubExchanged{kEbina, 4, {}, false});
  door.last<LoadEvent>();
  EXPECT_EQ(door.count_last, 1);
}

TEST(KioskHub, WhatWasSentOrIsOfAnotherEventIsNot) {
  Door door;
  door.hear(HubExchanged{kEbina, 0, {}, false});
  door.hear(HubExchanged{EventCode("AIKAWA"), 4, {}, false});
  door.last<LoadEvent>();
  EXPECT_EQ(door.count_last, 0);
}

TEST(KioskHub, ListsOnShowAreReadAgain) {
  Door door;
  door.unlock();
  door.act(action::ShowStaffScreen{StaffScreen::roster});
  door.last<LoadRoster>();
  door.hear(HubExchanged{kEbina, 1, {}, false});
  door.last<LoadRoster>();
  EXPECT_EQ(door.count_last, 1);
}

TEST(KioskHub, DoorsAreAskedForOneAtATimeAndNoneIsForgotten) {
  Door door;
  door.join();
  for (int i = 0; i < 5; ++i) door.hear(HubExchanged{kEbina, 1, {}, false});
  EXPECT_EQ(door.asked_for_doors(), 1);
  door.load({});
  EXPECT_EQ(door.asked_for_doors(), 1) << "more came meanwhile";
  door.load({});
  EXPECT_EQ(door.asked_for_doors(), 0);
  door.fail_store(LoadDoors{kEbina});
  EXPECT_EQ(door.told(), "") << "the door goes on";
  door.hear(HubExchanged{kEbina, 1, {}, false});
  EXPECT_EQ(door.asked_for_doors(), 1);
  door.fail_store(LoadDoors{kEbina});
  door.hear(HubExchanged{kEbina, 1, {}, false});
  EXPECT_EQ(door.asked_for_doors(), 1) << "asked again after a failure";
}

TEST(KioskHub, DoorsAreThoseOfTheHubAndThoseThatLetSomebodyInThisOneFirst) {
  Door door;
  door.join();
  door.load({});
  const auto& doors = door.model().hub.doors;
  ASSERT_EQ(doors.size(), 3U) << "the office's PC is none";
  EXPECT_TRUE(doors[0].here);
  EXPECT_EQ(doors[0].name, "西口");
  EXPECT_EQ(doors[1].name, "北口") << "by the name that the hub has";
  EXPECT_EQ(doors[2].name, "東口");
  EXPECT_EQ(doors[2].people, 3);
  EXPECT_TRUE(doors[2].seen);
}

TEST(KioskHub, SomebodyLetInTwiceIsToldOnceWithBothTimesAndDoors) {
  Door door;
  door.join();
  door.load({let_in_twice("c1", 12)});
  ASSERT_EQ(door.told(), "notice_let_in_twice");
  const Notice& notice = *door.model().staff.notice;
  EXPECT_EQ(notice.until_us, 0) << "stays until it is closed";
  const std::vector<std::pair<std::string, std::string>> values = {
      {"number", "12"}, {"first", "18:05"}, {"first_door", "東口"}, {"second", "18:06"}, {"second_door", "西口"}};
  EXPECT_EQ(notice.values, values);
  EXPECT_TRUE(door.sounds().empty()) << "attendees hear nothing of it";
  EXPECT_FALSE(door.model().attendee.result);
  door.unlock();
  door.act(action::CloseNotice{});
  door.load({let_in_twice("c1", 12)});
  EXPECT_EQ(door.told(), "");
  door.load({let_in_twice("c1", 12), let_in_twice("c2", 3), let_in_twice("c3", 4)});
  EXPECT_EQ(door.told(), "notice_let_in_twice_many");
}

TEST(KioskHub, ItStaysOnTheStaffsLineUntilTheyOpenTheirScreen) {
  Door door;
  door.join();
  door.load({let_in_twice("c1", 12)});
  door.unlock();
  door.act(action::LockStaff{});
  EXPECT_EQ(door.model().hub.twice_untold, 1U) << "a lock does not hide it";
  door.unlock(false);
  door.act(action::ShowStaffScreen{StaffScreen::doors});
  EXPECT_EQ(door.model().staff.screen, StaffScreen::doors) << "the desk's, too";
  EXPECT_EQ(door.model().hub.twice_untold, 0U);
  door.act(action::ShowStaffScreen{StaffScreen::search});
  door.load({let_in_twice("c1", 12)});
  EXPECT_EQ(door.model().hub.twice_untold, 0U);
  door.load({let_in_twice("c1", 12), let_in_twice("c2", 3)});
  EXPECT_EQ(door.model().hub.twice_untold, 1U);
  door.load({});
  EXPECT_EQ(door.model().hub.twice_untold, 0U) << "undone at the desk";
}

TEST(KioskHub, ANetworkThatComesAndGoesIsToldAndStopsNothing) {
  Door door;
  door.join();
  EXPECT_EQ(door.told(), "") << "that it is there at the start is nothing to tell";
  door.hear(door.state(false));
  EXPECT_EQ(door.told(), "notice_hub_lost");
  EXPECT_FALSE(door.model().store_fault);
  EXPECT_FALSE(door.see(kTicketA).request.text.empty()) << "a scan is asked at once";
  door.join();
  EXPECT_EQ(door.told(), "notice_hub_back");
}

TEST(KioskHub, ANetworkThatIsNotThereAtTheStartIsToldOnce) {
  Door door;
  door.join(false);
  EXPECT_EQ(door.told(), "notice_hub_lost");
  door.pass(10 * kSecondUs);
  HubChanged later = door.state(false);
  later.error = "timeout";
  door.hear(later);
  EXPECT_EQ(door.told(), "");
}

TEST(KioskHub, WhatMattersMoreIsNotReplaced) {
  Door door;
  door.join();
  door.load({let_in_twice("c1", 12)});
  door.hear(door.state(false));
  EXPECT_EQ(door.told(), "notice_let_in_twice");
  door.join();
  EXPECT_EQ(door.told(), "notice_let_in_twice");
}

TEST(KioskHub, WhoIsPutOutIsTold) {
  Door door;
  door.join();
  HubChanged out;
  out.error = "この端末はハブから外されました。";
  door.hear(out);
  EXPECT_EQ(door.told(), "notice_hub_put_out");
  EXPECT_FALSE(door.model().hub.state.joined);
}

TEST(KioskHub, WhoeverWasDoneOtherwiseElsewhereIsToLookAt) {
  Door door;
  door.hear(HubExchanged{kEbina, 2, {3, 12}, false});
  ASSERT_EQ(door.told(), "notice_hub_look_at");
  EXPECT_EQ(door.model().staff.notice->values.front().second, "3、12");
}

}  // namespace
}  // namespace uketsuke::test
