// A yearly report before and after names are erased: the same counts, whichever event is erased first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

struct Guest {
  const char* name;
  const char* facility;
  const char* profession;
};

void come(Program& program, const std::string& event, const std::string& now, const std::vector<Guest>& guests) {
  program.now = now;
  for (const Guest& guest : guests) {
    const Ran ran = program.json({"register", event, "--name", guest.name, "--facility", guest.facility, "--profession",
                                  guest.profession, "--received-at", "2025-09-10"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    ASSERT_EQ(program.json({"admit", event, ran.line()["registration"]}).exit_code, 0);
  }
}

/// The year's total and each event, as it is told.
std::vector<json> year(const Program& program) {
  const Ran ran = program.json({"report", "--fiscal-year", "R7"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.lines();
}

TEST(CliReport, ErasingNamesChangesNoCount) {
  Program program;
  come(program, "SMALL", "2025-10-24T18:05:00+09:00",
       {{"髙橋 花子", "みほん訪問看護ステーション", "看護師"}, {"山田 太郎", "みほん薬局", "薬剤師"}});
  come(program, "OTHER", "2025-10-25T18:20:00+09:00",
       {{"高橋花子", "みほん訪問看護ステーション", "看護師"}, {"佐藤 一", "みほん病院", "医師"}});
  program.now = "2025-10-26T09:00:00+09:00";
  const std::vector<json> before = year(program);
  EXPECT_EQ(before.back()["present"], 4);
  EXPECT_EQ(before.back()["people"], 3);
  EXPECT_EQ(before.back()["first_time"], 3);
  EXPECT_EQ(before.back()["repeat"], 1);
  EXPECT_EQ(before.back()["present_by_kind"]["訪問看護"], 2);
  for (const char* event : {"OTHER", "SMALL"}) {
    ASSERT_EQ(program.json({"purge", event, "--force"}).exit_code, 0);
    EXPECT_EQ(year(program), before) << event;
  }
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliReport, WhoComesAgainAfterTheErasureIsKnownWhileANameIsLeft) {
  Program program;
  come(program, "SMALL", "2025-10-24T18:05:00+09:00", {{"髙橋 花子", "みほん薬局", "薬剤師"}});
  program.add("山田 太郎", "OTHER");  // a name that keeps the key alive
  ASSERT_EQ(program.json({"purge", "SMALL", "--force"}).exit_code, 0);
  come(program, "OTHER", "2025-10-25T18:20:00+09:00", {{"高橋 花子", "みほん薬局", "薬剤師"}});
  program.now = "2025-10-26T09:00:00+09:00";
  EXPECT_EQ(year(program).back()["people"], 1);
  EXPECT_EQ(year(program).back()["repeat"], 1);
}

}  // namespace
}  // namespace uketsuke::testing
