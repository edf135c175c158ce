// 氏名でさがす as it is touched: no button where the event has no search, no field that would take a scan's keys.
#include <gtest/gtest.h>

#include "kiosk/screens/attendee_screens.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

using test::HeadlessUi;

Model ebina(DisplayRules rules) {
  Model model;
  model.loaded = true;
  model.summary.event.title = "令和7年度 第1回多職種向け研修会";
  model.summary.event.starts_at = {1761298200000};
  model.summary.event.display = rules;
  return model;
}

Model searching(DisplayRules rules = {true, false, false}) {
  Model model = ebina(rules);
  model.attendee.screen = AttendeeScreen::find;
  model.attendee.find.open = true;
  return model;
}

std::optional<Action> tap(const Model& model, float x, float y) {
  HeadlessUi headless;
  std::optional<Action> asked;
  const auto draw = [&](const Ui& ui) {
    if (const std::optional<Action> one = draw_attendee(model, ui)) asked = one;
  };
  headless.frame(draw);
  headless.tap(x, y, draw);
  EXPECT_FALSE(headless.has_focused_field());
  return asked;
}

template <class Wanted>
const Wanted* find_action(const std::optional<Action>& asked) {
  const auto* find = asked ? std::get_if<FindAction>(&*asked) : nullptr;
  return find == nullptr ? nullptr : std::get_if<Wanted>(find);
}

TEST(FindScreen, HasAButtonOnlyWhereTheEventAllowsIt) {
  const Model allowed = ebina({true, false, false});
  EXPECT_TRUE(find_action<action::OpenFind>(tap(allowed, 950, 524)));
  EXPECT_FALSE(tap(ebina({false, true, true}), 950, 524));
  Model exits = allowed;
  exits.direction = Direction::exit;
  EXPECT_FALSE(tap(exits, 950, 524));
  Model big = allowed;
  big.attendee.big_text = true;
  EXPECT_TRUE(find_action<action::OpenFind>(tap(big, 870, 538)));
  big.summary.event.display.attendee_search = false;
  EXPECT_FALSE(tap(big, 870, 538));
}

TEST(FindScreen, TypesOnThePad) {
  Model model = searching();
  model.attendee.find.kana = "やま";
  const auto asked = tap(model, 50 + 16 + 6 * 72, 172 + 37);  // column of た: the fourth from the right
  ASSERT_TRUE(find_action<action::TypeFind>(asked));
  EXPECT_EQ(find_action<action::TypeFind>(asked)->kana, "やまた");
}

TEST(FindScreen, AsksBeforeItChecksInAndOnlyWhereTheEventDoes) {
  Model model = searching({true, true, true});
  model.attendee.find.found.people = {{RegistrationId("r1"), 12, "山田 ○○", "海老名総合病院"}};
  const auto chosen = tap(model, 1000, 150);
  ASSERT_TRUE(find_action<action::ChooseFound>(chosen));
  EXPECT_EQ(find_action<action::ChooseFound>(chosen)->registration, RegistrationId("r1"));
  model.attendee.find.chosen = model.attendee.find.found.people.front();
  EXPECT_TRUE(find_action<action::CheckInChosen>(tap(model, 400, 515)));
  EXPECT_TRUE(find_action<action::ChooseOther>(tap(model, 900, 515)));
  model.summary.event.display.search_checks_in = false;
  EXPECT_TRUE(find_action<action::CloseFind>(tap(model, 600, 515)));
}

TEST(FindScreen, LeadsBack) { EXPECT_TRUE(find_action<action::CloseFind>(tap(searching(), 140, 670))); }

}  // namespace
}  // namespace uketsuke
