// One statement over many rows in memory, on a real file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/connection.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::ElementsAre;

class GivenRowsTest : public ::testing::Test {
 protected:
  GivenRowsTest() : connection_(must(Connection::open(folder_.file("a.db"), OpenMode::create))) {
    must(
        connection_.run_script("CREATE TABLE t (id TEXT PRIMARY KEY, a, b) WITHOUT ROWID;"
                               "CREATE TRIGGER t_guard BEFORE INSERT ON t WHEN NEW.id = 'bad'"
                               " BEGIN SELECT RAISE(ABORT, 'no'); END"));
  }
  std::vector<std::string> all() {
    return must(connection_.list("SELECT id || ' ' || quote(a) || ' ' || quote(b) FROM t ORDER BY id", {},
                                 [](const Row& row) { return row.text(0); }));
  }
  TempFolder folder_;
  Connection connection_;
};

constexpr std::string_view kInsert = "INSERT INTO t (id, a, b) SELECT c1, c2, c3 FROM given";

TEST_F(GivenRowsTest, EveryKindOfValueIsWrittenInItsOrder) {
  const Blob blob{0, 255};
  const std::string with_nul("a\0b", 3);
  must(connection_.run_over(kInsert, {3, {"1", 7, blob, "2", std::nullopt, "", "3", std::string_view(), with_nul}}));
  EXPECT_THAT(all(), ElementsAre("1 7 X'00FF'", "2 NULL ''", "3 '' 'a'"));
  EXPECT_EQ(must(connection_.get("SELECT length(CAST(b AS BLOB)) FROM t WHERE id = '3'", {},
                                 [](const Row& row) { return row.integer(0); })),
            3);
}

TEST_F(GivenRowsTest, AGuardThatRefusesOneRowRefusesAllOfTheStatement) {
  must(connection_.run_over(kInsert, {3, {"1", 1, 1}}));
  const Status refused = connection_.run_over(kInsert, {3, {"2", 2, 2, "bad", 3, 3, "4", 4, 4}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::refused);
  EXPECT_THAT(all(), ElementsAre("1 1 1"));
  must(connection_.run_over(kInsert, {3, {"2", 2, 2}}));
  EXPECT_THAT(all(), ElementsAre("1 1 1", "2 2 2"));
}

TEST_F(GivenRowsTest, ThereAreNoneBesideAStatementThatWasGivenSome) {
  must(connection_.run_over(kInsert, {3, {}}));
  must(connection_.run_over(kInsert, {3, {"1", 1, 1}}));
  must(connection_.run(kInsert));
  EXPECT_THAT(all(), ElementsAre("1 1 1"));
}

TEST_F(GivenRowsTest, AStatementThatReadsMoreColumnsThanThereAreFails) {
  const Status failed = connection_.run_over(kInsert, {2, {"1", 1}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Code::store_failed);
}

}  // namespace
}  // namespace uketsuke::testing
