// What a guard says reaches staff in Japanese; every word that is translated is one that a guard says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.h"
#include "db/connection.h"
#include "db/guard_words.h"
#include "db/migrations.h"
#include "db/store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string all_schemas() {
  std::string text;
  for (const auto& migration : embedded_migrations()) text += std::string(migration.sql);
  return text;
}

TEST(GuardWords, TheSeatsAndTheDeadlineSpeakJapaneseAndStandInTheSchema) {
  const std::string schema = all_schemas();
  for (const char* said :
       {"full: no seat within the limit", "full: the room holds no more", "late: nobody accepted this registration",
        "events: capacity or room below the seats that are held", "registrations: this person is inside",
        "presence: this person is inside already", "presence: no confirmed seat", "events: this code exists"}) {
    EXPECT_THAT(schema, HasSubstr(said)) << "the guard was renamed: mend db/guard_words.cpp";
    EXPECT_THAT(japanese_guard(said), Not(HasSubstr(said))) << said;
    EXPECT_THAT(japanese_guard(said), HasSubstr("。"));
  }
}

TEST(GuardWords, AnUnknownOneKeepsItsOwnWordsBehindJapaneseOnes) {
  EXPECT_THAT(japanese_guard("hub: this kiosk has no grant"), HasSubstr("（hub: this kiosk has no grant）"));
  EXPECT_THAT(japanese_guard("hub: this kiosk has no grant"), HasSubstr("できません"));
}

TEST(GuardWords, ARefusalByAGuardReachesTheCallerInJapanese) {
  Roster roster;
  roster.event("A", 2);
  Connection connection = must(Connection::open(store_file(roster.folder()), OpenMode::read_write));
  const Status refused = connection.run("DELETE FROM events");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::refused);
  EXPECT_THAT(refused.error().what, HasSubstr("この研修会は"));
}

}  // namespace
}  // namespace uketsuke::testing
