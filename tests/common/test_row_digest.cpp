// Digests of a roster's rows: the same fields the same, anything else another.
#include <gtest/gtest.h>

#include <set>

#include "common/row_digest.h"

namespace uketsuke {
namespace {

TEST(RowDigest, IsTheSameForTheSameFields) {
  EXPECT_EQ(digest_fields({"山田", "甲病院"}), digest_fields({"山田", "甲病院"}));
  EXPECT_EQ(digest_fields({"山田"}).size(), 16U);
}

TEST(RowDigest, SetsFieldsApart) {
  const std::set<std::vector<unsigned char>> all = {
      digest_fields({"ab", "c"}),    digest_fields({"a", "bc"}), digest_fields({"abc"}),
      digest_fields({"abc", ""}),    digest_fields({"", "abc"}), digest_fields({}),
      digest_fields({""}),           digest_fields({"c", "ab"}), digest_fields({"ab", "c", ""}),
      digest_fields({"ab\x1f", "c"})};
  EXPECT_EQ(all.size(), 10U);
}

}  // namespace
}  // namespace uketsuke
