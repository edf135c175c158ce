// Substitutes of substitutes, and what becomes of the original when the one who was to come does not.
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

/// Two seats; 一 is registered and has a ticket. @return its text
std::string one_with_ticket(const Program& program) { return program.ticket(program.add("一")); }

std::string scan(const Program& program, const std::string& ticket) {
  return program.json({"scan", "SMALL", ticket}).line()["outcome"];
}

void substitute(const Program& program, const char* number, const char* name) {
  ASSERT_EQ(program.json({"substitute", "SMALL", number, "--name", name}).exit_code, 0);
}

void cancel(const Program& program, const char* number) {
  ASSERT_EQ(program.json({"cancel", "SMALL", number, "--reason", "来られない"}).exit_code, 0);
}

TEST(CliSubstitutes, TheOriginalIsLetInWhereTheSubstituteCancelled) {
  const Program program;
  const std::string ticket = one_with_ticket(program);
  substitute(program, "1", "代理");
  EXPECT_EQ(scan(program, ticket), "full");
  cancel(program, "2");
  EXPECT_EQ(scan(program, ticket), "admitted");
  EXPECT_EQ(program.json({"event", "show", "SMALL"}).line()["held"], 1);
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliSubstitutes, OfAChainTheLastOneCounts) {
  const Program program;
  const std::string ticket = one_with_ticket(program);
  substitute(program, "1", "代理の一");
  substitute(program, "2", "代理の二");
  EXPECT_EQ(program.json({"scan", "SMALL", ticket}).line()["message"],
            "代理の方がいます（受付番号3）。ご本人も受け付けるときは、理由を選んでください。");
  cancel(program, "3");
  EXPECT_EQ(program.json({"admit", "SMALL", "2"}).exit_code, 0) << "the seat is free again";
  EXPECT_EQ(scan(program, ticket), "full") << "now the first substitute has it";
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliSubstitutes, WhoeverGotTheSeatMeanwhileKeepsIt) {
  const Program program;
  const std::string ticket = one_with_ticket(program);
  program.add("二");
  program.add("三");  // waits
  substitute(program, "1", "代理");
  cancel(program, "4");
  EXPECT_EQ(program.json({"event", "show", "SMALL"}).line()["held"], 2) << "promoted";
  EXPECT_EQ(scan(program, ticket), "full");
}

}  // namespace
}  // namespace uketsuke::testing
