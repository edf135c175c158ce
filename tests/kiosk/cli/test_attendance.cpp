// attendance enter with lines that are off: each is named, nothing is taken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CliAttendance, NamesEveryBadLineAndTakesNothing) {
  const Program program;
  program.add("一");
  program.add("二");
  const Ran lines = program.json({"attendance", "enter", "SMALL"}, "1\n二番\n\n2, x\n1@25:00\n2@18:59\n");
  EXPECT_EQ(lines.exit_code, 3);
  EXPECT_EQ(lines.out, "");
  EXPECT_THAT(lines.err,
              AllOf(HasSubstr("line 2: \"二番\""), HasSubstr("line 4: \"x\""), HasSubstr("line 5: \"1@25:00\""),
                    HasSubstr("line 6: \"2@18:59\""), Not(HasSubstr("line 1"))));
  const Ran words = program.json({"attendance", "enter", "SMALL", "1", "a", "2", "b"});
  EXPECT_EQ(words.exit_code, 2);
  EXPECT_THAT(words.err, AllOf(HasSubstr("argument 2: \"a\""), HasSubstr("argument 4: \"b\"")));
  EXPECT_EQ(program.json({"event", "show", "SMALL"}).line()["admitted"], 0);
  EXPECT_EQ(program.json({"attendance", "enter", "SMALL"}, "１　２\n").line()["admitted"], 2) << "a wide space parts";
}

}  // namespace
}  // namespace uketsuke::testing
