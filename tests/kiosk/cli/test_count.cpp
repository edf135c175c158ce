// count: heads without names at a public lecture, and where reports say them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(CliCount, AddsByCategoryAndTakesBack) {
  const Program program;
  const Ran first = program.json({"count", "LECTURE", "一般", "40"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.line(), (json{{"event", "LECTURE"}, {"head_count", 40}, {"by_category", {{"一般", 40}}}}));
  EXPECT_EQ(program.json({"count", "LECTURE", "介護職"}).line()["head_count"], 41);
  const json after = program.json({"count", "LECTURE", "一般", "2", "--take-back"}).line();
  EXPECT_EQ(after["by_category"], (json{{"一般", 38}, {"介護職", 1}}));
  EXPECT_EQ(program.json({"count", "LECTURE"}).line(), after);
  EXPECT_EQ(program.json({"event", "show", "LECTURE"}).line()["admitted"], 0) << "nobody is registered by it";
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliCount, RefusesWhatCannotBe) {
  const Program program;
  EXPECT_EQ(program.json({"count", "LECTURE", "一般", "1", "--take-back"}).exit_code, 1);
  for (const char* people : {"0", "-1", "x", "10001", "1.5", ""}) {
    EXPECT_EQ(program.json({"count", "LECTURE", "一般", people}).exit_code, 2) << people;
  }
  const Ran unknown = program.json({"count", "LECTURE", "いっぱん"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("一般, 医療職"));
  EXPECT_EQ(program.json({"count", "NOPE", "一般"}).exit_code, 2);
  EXPECT_EQ(program.json({"count", "LECTURE"}).line()["head_count"], 0);
}

TEST(CliCount, StandsInReportsApartFromParticipants) {
  Program program;
  ASSERT_EQ(program.json({"count", "SMALL", "一般", "12"}).exit_code, 0);
  ASSERT_EQ(program.json({"admit", "SMALL", program.add("山田 太郎")}).exit_code, 0);
  const json event = program.json({"report", "SMALL"}).line();
  EXPECT_EQ(event["head_count"], 12);
  EXPECT_EQ(event["heads_by_category"], (json{{"一般", 12}}));
  EXPECT_EQ(event["present"], 1);
  EXPECT_EQ(event["people"], 1);
  program.now = "2025-10-26T09:00:00+09:00";
  EXPECT_EQ(program.json({"report", "--fiscal-year", "R7"}).lines().back()["head_count"], 12);
  const std::string file = program.file("r.pdf");
  ASSERT_EQ(program.json({"export", "SMALL", "result-report", "--format", "pdf", "--out", file}).exit_code, 0);
  const std::string text = program.file("r.txt");
  ASSERT_EQ(std::system(("pdftotext -layout '" + file + "' '" + text + "'").c_str()), 0);
  ASSERT_EQ(std::system(("grep -q '人数のみ（氏名なし）12名' '" + text + "'").c_str()), 0);
  const std::string log = program.plain({"log", "SMALL"}).out;
  EXPECT_THAT(log, HasSubstr("heads-counted"));
}

}  // namespace
}  // namespace uketsuke::testing
