// roster import of mails and roster paste: one application a mail, seated in the form's order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

std::string form_of(const std::vector<std::string>& names) {
  std::string form = "事業所名：あおば病院\n事業所メールアドレス：aoba@example.jp\n";
  for (const std::string& name : names) form += "氏名（ふりがな）：" + name + "\nメールアドレス：同上\n職種：医師\n";
  return form + "聞いてみたい職種：看護職\n聞いてみたい内容：連携について\n";
}

std::string mail_of(const std::string& subject, const std::string& body, const std::string& id) {
  return "From: a@example.jp\nSubject: " + subject + "\nDate: Wed, 01 Oct 2025 10:00:00 +0900\nMessage-ID: <" + id +
         ">\nContent-Type: text/plain; charset=utf-8\n\n" + body;
}

TEST(CliMail, OneMailIsOneApplicationSeatedInTheFormsOrder) {
  const Program program;
  program.write("a.eml", mail_of("参加申込", form_of({"山田 一（やまだ はじめ）", "佐藤 二", "鈴木 三"}), "1@x"));
  const json first = program.json({"roster", "import", "SMALL", program.file("a.eml")}).line();
  EXPECT_EQ(first["added"], 3);
  EXPECT_EQ(first["waitlisted"], 1);
  const auto rows = program.json({"roster", "list", "SMALL"}).lines();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["name"], "山田 一");
  EXPECT_EQ(rows[0]["furigana"], "やまだ はじめ");
  EXPECT_EQ(rows[0]["channel"], "email");
  EXPECT_EQ(rows[0]["received_at"], "2025-10-01T10:00:00+09:00");
  EXPECT_EQ(rows[1]["status"], "confirmed");
  EXPECT_EQ(rows[2]["status"], "waitlisted");
  EXPECT_EQ(rows[2]["split"], true);
  EXPECT_EQ(rows[2]["email"], "aoba@example.jp");
}

TEST(CliMail, TheSameMailAgainOrForwardedChangesNothing) {
  const Program program;
  const std::string form = form_of({"山田 一"});
  program.write("a.eml", mail_of("参加申込", form, "1@x"));
  program.write("b.eml",
                mail_of("Fwd: 参加申込",
                        "転送します\n---------- Forwarded message ---------\nFrom: a\nDate: b\n\n" + form, "2@x"));
  program.json({"roster", "import", "EBINA", program.file("a.eml")});
  for (const char* name : {"a.eml", "b.eml"}) {
    const json again = program.json({"roster", "import", "EBINA", program.file(name)}).line();
    EXPECT_EQ(again["added"], 0) << name;
    EXPECT_EQ(again["unchanged"], 1) << name;
  }
}

TEST(CliMail, WhatCannotBeReadForSureIsNamedAndHeldAsADraft) {
  const Program program;
  const std::string good = mail_of("参加申込", form_of({"山田 一"}), "1@x");
  const std::string bad = mail_of("参加申込", "事業所名：みどり\n氏名（ふりがな）：\n職種：医師\n", "2@x");
  program.write("mbox", "From a@b Wed Oct 01 10:00:00 2025\n" + good + "\nFrom a@b Wed Oct 01 11:00:00 2025\n" + bad);
  const Ran refused = program.json({"roster", "import", "EBINA", program.file("mbox")});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_EQ(refused.line()["added"], 0);
  ASSERT_EQ(refused.line()["rejected"].size(), 1U);
  const std::string head = "From a@b Wed Oct 01 10:00:00 2025\n" + good + "\n";  // the bad mail's From line comes next
  EXPECT_EQ(refused.line()["rejected"][0]["line"], std::count(head.begin(), head.end(), '\n') + 1);
  EXPECT_EQ(refused.line()["rejected"][0]["field"], "氏名（ふりがな）");
  EXPECT_THAT(refused.line()["rejected"][0]["why"].get<std::string>(), HasSubstr("氏名がありません"));
  const Ran held = program.json({"roster", "import", "EBINA", program.file("mbox"), "--hold-bad"});
  EXPECT_EQ(held.exit_code, 0);
  EXPECT_EQ(held.line()["added"], 1);
}

TEST(CliMail, APastedTextIsTakenOnce) {
  const Program program;
  const std::string form = form_of({"山田 一", "佐藤 二"});
  const Ran first = program.json({"roster", "paste", "EBINA", "--received-at", "2025-10-02T09:00:00+09:00"}, form);
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_EQ(first.line()["added"], 2);
  EXPECT_EQ(program.json({"roster", "paste", "EBINA"}, form).line()["unchanged"], 2);
  const auto rows = program.json({"roster", "list", "EBINA"}).lines();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["received_at"], "2025-10-02T09:00:00+09:00");
  EXPECT_EQ(program.json({"roster", "paste", "EBINA"}, "").exit_code, 3);
  EXPECT_EQ(program.json({"roster", "paste", "NONE"}, form).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "paste", "EBINA", "--received-at", "2099-01-01"}, form).exit_code, 3);
}

}  // namespace
}  // namespace uketsuke::testing
