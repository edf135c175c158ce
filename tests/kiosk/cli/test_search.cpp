// roster list --search: what staff type finds who they mean.
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

std::size_t found(const Program& program, const char* text) {
  return program.json({"roster", "list", "EBINA", "--search", text}).lines().size();
}

TEST(CliSearch, AFacilityIsFoundByItselfAndByWhoRunsIt) {
  const Program program;
  ASSERT_EQ(
      program.json({"register", "EBINA", "--name", "一", "--facility", "医療法人社団福寿会　愛川北部病院"}).exit_code,
      0);
  ASSERT_EQ(program.json({"register", "EBINA", "--name", "二", "--facility", "（医）緑会 北病院"}).exit_code, 0);
  EXPECT_EQ(found(program, "愛川北部病院"), 1U);
  EXPECT_EQ(found(program, "福寿会"), 1U);
  EXPECT_EQ(found(program, "医療法人社団福寿会"), 1U);
  EXPECT_EQ(found(program, "緑会"), 1U);
  EXPECT_EQ(found(program, "青会"), 0U);
}

}  // namespace
}  // namespace uketsuke::testing
