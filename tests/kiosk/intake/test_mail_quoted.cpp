// Names that stand only in what a mail quotes: not taken, and said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/intake/roster_mail.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;

RosterContent read(const std::string& body) {
  RosterRules rules;
  rules.now = parse_rfc3339("2025-10-15T09:00:00+09:00").value_or(UtcMillis());
  return read_roster_mail(
      "From: a@example.jp\nSubject: x\nDate: Wed, 01 Oct 2025 10:00:00 +0900\n"
      "Content-Type: text/plain; charset=utf-8\n\n" +
          body,
      "a.eml", rules);
}

const std::string kOwn = "事業所名：あおば病院\n氏名（ふりがな）：山田 一（やまだ はじめ）\n職種：医師\n";

TEST(MailQuoted, AFormThatALineCutsInTwoSaysWhoIsLeft) {
  const RosterContent content =
      read(kOwn + "-----Original Message-----\n\n氏名（ふりがな）：佐藤 二（さとう じ）\n職種：医師\n");
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications.front().attendees.size(), 1U);
  ASSERT_EQ(content.notes.size(), 1U);
  EXPECT_THAT(content.notes.front().why, HasSubstr("「佐藤 二」"));
  EXPECT_EQ(content.notes.front().field, "氏名（ふりがな）");
}

TEST(MailQuoted, TheSameNameOrAnEmptyFormBelowIsNoNews) {
  for (const char* quoted :
       {"> 氏名（ふりがな）：山田　一（ヤマダ ハジメ）\n> 職種：医師\n", "> 氏名（ふりがな）：\n> 職種：\n", ""}) {
    const RosterContent content = read(kOwn + "\n-----Original Message-----\n" + quoted);
    EXPECT_EQ(content.applications.size(), 1U) << quoted;
    EXPECT_TRUE(content.notes.empty()) << quoted;
  }
}

}  // namespace
}  // namespace uketsuke
