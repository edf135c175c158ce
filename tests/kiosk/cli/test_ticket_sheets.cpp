// ticket issue: how a sheet is ordered, and who is told when nothing is made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string text_of(const std::string& pdf) {
  FILE* pipe = ::popen(("pdftotext -raw -enc UTF-8 '" + pdf + "' - | tr -d ' \\n'").c_str(), "r");
  std::string text;
  for (int c = 0; pipe != nullptr && (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  if (pipe != nullptr) ::pclose(pipe);
  return text;
}

void add(const Program& program, const std::string& name, const std::string& furigana) {
  std::vector<std::string> words = {"register", "OTHER", "--name", name, "--profession", "医師"};
  if (!furigana.empty()) words.insert(words.end(), {"--furigana", furigana});
  EXPECT_EQ(program.json(words).exit_code, 0);
}

/// The names in the order in which they stand on the sheet.
std::vector<std::string> names_on(const std::string& pdf) {
  const std::string text = text_of(pdf);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const char* name : {"渡辺", "高橋", "青木"}) {
    found.emplace_back(text.find(name), name);
    EXPECT_NE(found.back().first, std::string::npos) << name;
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (const auto& [at, name] : found) names.push_back(name);
  return names;
}

class CliTicketSheets : public ::testing::Test {
 protected:
  void SetUp() override {
    add(program_, "高橋", "");
    add(program_, "渡辺", "わたなべ");
    add(program_, "青木", "あおき");
  }
  std::vector<std::string> issue(std::vector<std::string> more, const std::string& file) {
    std::vector<std::string> words = {"ticket", "issue", "OTHER", "1", "2", "3", "--out", program_.file("t")};
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = program_.json(words);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return names_on(program_.file("t") + "/" + file);
  }
  Program program_;
};

using Names = std::vector<std::string>;

TEST_F(CliTicketSheets, GoByGroupElseBy五十音) {
  EXPECT_EQ(issue({"--format", "name-tags"}, "name-tags-OTHER.pdf"), (Names{"青木", "渡辺", "高橋"}));
  EXPECT_EQ(issue({"--format", "pdf"}, "tickets-OTHER.pdf"), (Names{"青木", "渡辺", "高橋"}));
  EXPECT_EQ(issue({"--format", "name-tags", "--sort", "number"}, "name-tags-OTHER.pdf"),
            (Names{"高橋", "渡辺", "青木"}));
  for (const auto& [number, group] : {std::pair{"1", "group=1"}, {"2", "group=2"}, {"3", "group=10"}}) {
    ASSERT_EQ(program_.json({"edit", "OTHER", number, group, "--reason", "卓"}).exit_code, 0);
  }
  EXPECT_EQ(issue({"--format", "name-tags"}, "name-tags-OTHER.pdf"), (Names{"高橋", "渡辺", "青木"}));
  EXPECT_EQ(issue({"--format", "pdf", "--sort", "kana"}, "tickets-OTHER.pdf"), (Names{"青木", "渡辺", "高橋"}));
}

TEST_F(CliTicketSheets, AnOrderIsForASheet) {
  const std::string out = program_.file("t");
  EXPECT_EQ(program_.json({"ticket", "issue", "OTHER", "--out", out, "--sort", "kana"}).exit_code, 2);
  EXPECT_EQ(program_.json({"ticket", "issue", "OTHER", "--out", out, "--format", "pdf", "--sort", "age"}).exit_code, 2);
}

TEST_F(CliTicketSheets, WhereNothingIsMadeItSaysWhoIsLeftOut) {
  ASSERT_EQ(program_.json({"cancel", "OTHER", "2", "--reason", "電話"}).exit_code, 0);
  const std::vector<std::string> all = {"ticket",           "issue",    "OTHER",    "--out",
                                        program_.file("t"), "--format", "name-tags"};
  ASSERT_EQ(program_.json(all).lines().size(), 2U);
  const Ran again = program_.json(all);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.out, "");
  EXPECT_THAT(again.err, AllOf(HasSubstr("2名（受付番号 1, 3）"), HasSubstr("export OTHER name-tags"),
                               HasSubstr("キャンセル: 1名")));
}

}  // namespace
}  // namespace uketsuke::testing
