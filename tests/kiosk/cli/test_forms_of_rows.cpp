// A table has a row a person: rows that came together from one facility are one form.
#include <gtest/gtest.h>

#include <map>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

std::map<std::string, json> rows_by_name(const Program& program) {
  std::map<std::string, json> rows;
  for (const json& row : program.json({"roster", "list", "SMALL"}).lines()) rows[row["name"]] = row;
  return rows;
}

TEST(CliFormsOfRows, TheRestOfAFormWithoutASeatIsSplit) {
  const Program program;  // two seats
  program.write("r.csv",
                "受付日,事業所名,氏名\n"
                "2025/10/01,甲病院,一\n"
                "2025/10/02,乙薬局,二\n"
                "2025/10/02,㈱乙薬局,三\n"
                "2025/10/03,乙薬局,四\n"
                "2025/10/03,,五\n");
  ASSERT_EQ(program.json({"roster", "import", "SMALL", program.file("r.csv")}).exit_code, 0);
  auto rows = rows_by_name(program);
  EXPECT_EQ(rows["二"]["status"], "confirmed");
  EXPECT_EQ(rows["二"]["split"], false);
  EXPECT_EQ(rows["三"]["status"], "waitlisted");
  EXPECT_EQ(rows["三"]["split"], true);
  EXPECT_EQ(rows["四"]["split"], false) << "another day, another form";
  EXPECT_EQ(rows["五"]["split"], false) << "no facility, no form";
}

}  // namespace
}  // namespace uketsuke::testing
