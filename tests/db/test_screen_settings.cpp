// Volume and large letters are kept with the store.
#include <gtest/gtest.h>

#include "db/screen_settings.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using namespace uketsuke::testing;

TEST(KeptScreenSettings, AreTheUsualOnesUntilStaffChangeThem) {
  Roster roster;
  EXPECT_EQ(must(load_screen_settings(roster.folder())), ScreenSettings{});
  must(save_screen_settings(roster.folder(), {0, true}));
  roster.reopen();
  EXPECT_EQ(must(load_screen_settings(roster.folder())), (ScreenSettings{0, true}));
  must(save_screen_settings(roster.folder(), {100, false}));
  EXPECT_EQ(must(load_screen_settings(roster.folder())), (ScreenSettings{100, false}));
}

TEST(KeptScreenSettings, RefuseAVolumeThatIsNone) {
  Roster roster;
  EXPECT_EQ(save_screen_settings(roster.folder(), {101, false}).error().code, Code::bad_call);
  EXPECT_EQ(save_screen_settings(roster.folder(), {-1, false}).error().code, Code::bad_call);
  EXPECT_EQ(load_screen_settings("/no/such/folder").error().code, Code::store_failed);
}

}  // namespace
}  // namespace uketsuke
