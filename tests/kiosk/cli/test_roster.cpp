// roster import and list, register, accept, decline, cancel, edit, substitute.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string kGood =
    "タイムスタンプ,お名前,ふりがな,ご所属,職種,メール\n"
    "2025/10/01 9:03:21 午後 GMT+9,山田 太郎,やまだ たろう,甲病院,看護師;介護支援専門員,y@example.jp\n"
    "2025/10/01 10:00:00,佐藤 花子,さとう はなこ,乙薬局,謎の職,s@example.jp\n"
    "2025/10/11 0:00:00,鈴木 次郎,すずき じろう,丙,医師,z@example.jp\n";

TEST(CliRoster, ImportsOnceAndTheSameFileChangesNothing) {
  const Program program;
  program.write("a.csv", kGood);
  const json first = program.json({"roster", "import", "EBINA", program.file("a.csv")}).line();
  EXPECT_EQ(first["rows"], 3);
  EXPECT_EQ(first["added"], 3);
  EXPECT_EQ(first["late"], 1);
  EXPECT_EQ(first["unknown_professions"], json::array({"謎の職"}));
  EXPECT_EQ(first["rejected"], json::array());
  const Ran again = program.json({"roster", "import", "EBINA", program.file("a.csv")});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.line()["unchanged"], 3);
  EXPECT_EQ(again.line()["added"], 0);
  const auto rows = program.json({"roster", "list", "EBINA"}).lines();
  ASSERT_EQ(rows.size(), 3U);
  const std::vector<std::string> keys = {"registration",  "number",         "status",        "role",  "name",
                                         "furigana",      "facility",       "profession",    "email", "channel",
                                         "received_at",   "late",           "split",         "group", "ticket",
                                         "checked_in_at", "checked_out_at", "substitute_for"};
  for (const std::string& key : keys) EXPECT_TRUE(rows[0].contains(key)) << key;
  EXPECT_EQ(rows[0].size(), keys.size());
  for (const json& row : rows) {
    if (row["name"] == "山田 太郎") {
      EXPECT_EQ(row["received_at"], "2025-10-01T21:03:21+09:00");
    }
    if (row["name"] == "鈴木 次郎") {
      EXPECT_EQ(row["status"], "pending");
    }
  }
}

TEST(CliRoster, ABadLineTakesNothingAndIsNamed) {
  const Program program;
  program.write("a.csv", kGood);
  program.write("b.csv", "氏名,所属\n\"改\n行\",甲\n,乙\n");
  const Ran ran = program.json({"roster", "import", "EBINA", program.file("a.csv"), program.file("b.csv")});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_EQ(ran.line()["added"], 0);
  ASSERT_EQ(ran.line()["rejected"].size(), 1U);
  const json bad = ran.line()["rejected"][0];
  EXPECT_EQ(bad["file"], program.file("b.csv"));
  EXPECT_EQ(bad["line"], 4);
  EXPECT_EQ(bad["field"], "氏名");
  EXPECT_NE(bad["why"], "");
  EXPECT_THAT(ran.err, HasSubstr(program.file("b.csv") + ":4: 氏名: "));
  EXPECT_EQ(program.json({"roster", "list", "EBINA"}).out, "");
}

TEST(CliRoster, AFileThatExcelSavedAgainSpoilsNoPhone) {
  const Program program;
  const std::string header = "タイムスタンプ,氏名,所属,電話番号\n";
  program.write("a.csv", header + "2025/9/10 20:52:03,山田 太郎,甲,046-231-2111\n");
  EXPECT_EQ(program.json({"roster", "import", "EBINA", program.file("a.csv")}).line()["added"], 1);
  program.write("b.csv", header +
                             "45910.86948,山田 太郎,甲,462312111\n"
                             "9/10/2025 20:52:04,鈴木 次郎,乙,9012345678\n"
                             "2025年9月10日 20:53,佐藤 花子,丙,9.01E+09\n");
  const Ran ran = program.json({"roster", "import", "EBINA", program.file("b.csv")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["unchanged"], 1);
  EXPECT_EQ(ran.line()["added"], 2);
  ASSERT_EQ(ran.line()["notes"].size(), 1U);
  EXPECT_EQ(ran.line()["notes"][0]["line"], 4);
  EXPECT_EQ(ran.line()["notes"][0]["field"], "電話番号");
  EXPECT_THAT(ran.err, HasSubstr("9.01E+09"));
  const Ran csv = program.json({"export", "EBINA", "roster", "--format", "csv", "--out", program.file("out.csv")});
  EXPECT_EQ(csv.exit_code, 0) << csv.err;
  const auto rows = program.json({"roster", "list", "EBINA", "--search", "鈴木"}).lines();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["received_at"], "2025-09-10T20:52:04+09:00");
}

TEST(CliRoster, HoldBadTakesTheGoodOnes) {
  const Program program;
  program.write("b.csv", "氏名,所属\n良,甲\n,乙\n");
  const Ran ran = program.json({"roster", "import", "EBINA", program.file("b.csv"), "--hold-bad"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["added"], 1);
  EXPECT_EQ(ran.line()["rejected"].size(), 1U);
}

TEST(CliRoster, ADryRunWritesNothing) {
  const Program program;
  program.write("a.csv", kGood);
  const Ran ran = program.json({"roster", "import", "EBINA", program.file("a.csv"), "--dry-run"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.line()["added"], 3);
  EXPECT_EQ(program.json({"roster", "list", "EBINA"}).out, "");
}

TEST(CliRoster, BadFilesComeTo3WithAReport) {
  const Program program;
  program.write("empty.csv", "");
  program.write("columns.csv", "番号,会場\n1,2\n");
  program.write("twice.csv", "氏名,氏名\n甲,乙\n");
  program.write("book.xlsx", "PK\x03\x04");
  for (const char* name : {"empty.csv", "columns.csv", "twice.csv", "book.xlsx"}) {
    for (const bool hold : {false, true}) {
      std::vector<std::string> call = {"roster", "import", "EBINA", program.file(name)};
      if (hold) call.emplace_back("--hold-bad");
      const Ran ran = program.json(call);
      EXPECT_EQ(ran.exit_code, 3) << name;
      EXPECT_EQ(ran.line()["rejected"].size(), 1U) << name;
      EXPECT_EQ(ran.line()["rows"], 0) << name << ": no row of it was looked at";
      EXPECT_EQ(ran.line()["added"], 0) << name;
    }
  }
  program.write("header.csv", "氏名,所属\n");
  const Ran header = program.json({"roster", "import", "EBINA", program.file("header.csv")});
  EXPECT_EQ(header.exit_code, 0);
  EXPECT_EQ(header.line()["rows"], 0);
}

TEST(CliRoster, FollowsAMappingByPathAndByName) {
  const Program program;
  program.write("a.csv", "表示名,メモ欄\n山田,x\n");
  program.write("m.toml", "name = \"表示名\"\nnote = \"メモ欄\"\n");
  EXPECT_EQ(program.json({"roster", "import", "EBINA", program.file("a.csv")}).exit_code, 3);
  EXPECT_EQ(
      program.json({"roster", "import", "EBINA", program.file("a.csv"), "--mapping", program.file("m.toml")}).exit_code,
      0);
  program.write("bad.toml", "nmae = \"x\"\n");
  const Ran bad =
      program.json({"roster", "import", "EBINA", program.file("a.csv"), "--mapping", program.file("bad.toml")});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_THAT(bad.err, HasSubstr("\"name\""));
}

TEST(CliRoster, SearchesFiltersAndSorts) {
  const Program program;
  program.write("a.csv", kGood);
  program.json({"roster", "import", "EBINA", program.file("a.csv")});
  EXPECT_EQ(program.json({"roster", "list", "EBINA", "--search", "ヤマダ"}).line()["name"], "山田 太郎");
  EXPECT_EQ(program.json({"roster", "list", "EBINA", "--status", "pending"}).line()["name"], "鈴木 次郎");
  const auto rows = program.json({"roster", "list", "EBINA", "--sort", "kana"}).lines();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["name"], "佐藤 花子");
  EXPECT_EQ(rows[2]["name"], "山田 太郎");
}

TEST(CliRegister, ConfirmsWaitlistsAndHoldsLateOnes) {
  const Program program;
  const auto call = [&](const std::string& name, const std::string& received) {
    const Ran ran = program.json({"register", "SMALL", "--name", name, "--received-at", received});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ran.line();
  };
  const json first = call("一", "2025-10-10");
  EXPECT_EQ(first["status"], "confirmed");
  EXPECT_EQ(first["number"], 1);
  EXPECT_EQ(call("二", "2025-10-10T23:59:59+09:00")["status"], "confirmed");
  EXPECT_EQ(call("三", "2025-09-01")["status"], "waitlisted");
  EXPECT_EQ(call("四", "2025-10-11")["status"], "pending");
  EXPECT_EQ(program.json({"register", "SMALL", "--name", "五", "--received-at", "2025-10-25"}).exit_code, 3);
}

TEST(CliStatus, AcceptsDeclinesAndCancelsOneALine) {
  Program program;
  program.now = "2025-10-20T09:00:00+09:00";
  const std::string one = program.add("一");
  program.add("二");
  const std::string waiting = program.add("三");
  const std::string late = program.json({"register", "SMALL", "--name", "四"}).line()["registration"];
  const Ran cancelled = program.json({"cancel", "SMALL", "1", "--reason", "電話"});
  ASSERT_EQ(cancelled.exit_code, 0) << cancelled.err;
  EXPECT_EQ(cancelled.line()["registration"], one);
  EXPECT_EQ(cancelled.line()["status"], "cancelled");
  EXPECT_EQ(cancelled.line()["promoted"], json::array({waiting}));
  EXPECT_EQ(program.json({"accept", "SMALL", late, "--reason", "電話"}).line()["status"], "waitlisted");
  EXPECT_EQ(program.json({"decline", "SMALL", late, "--reason", "対象外"}).line()["status"], "declined");
  EXPECT_EQ(program.json({"cancel", "SMALL", "2", "999", "--reason", "x"}).exit_code, 2);  // all are found first
  EXPECT_EQ(program.json({"roster", "list", "SMALL", "--search", "二"}).line()["status"], "confirmed");
  EXPECT_EQ(program.json({"cancel", "SMALL", "2"}).exit_code, 2);  // a reason is needed
}

TEST(CliStatus, ARefusalSaysSoOnStdoutAndComesTo1) {
  const Program program;
  const std::string one = program.add("一");
  EXPECT_EQ(program.json({"admit", "SMALL", one}).exit_code, 0);
  const Ran refused = program.json({"cancel", "SMALL", one, "--reason", "x"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.line()["outcome"], "refused");
  EXPECT_EQ(refused.line()["registration"], one);
}

TEST(CliEdit, ChangesFieldsAndRefusesUnknownOnes) {
  const Program program;
  const std::string one = program.add("一");
  const Ran ran = program.json(
      {"edit", "SMALL", one, "name=髙橋", "furigana=たかはし", "profession=看護師", "group=3", "--reason", "申し出"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["status"], "confirmed");
  const json row = program.json({"roster", "list", "SMALL"}).line();
  EXPECT_EQ(row["name"], "髙橋");
  EXPECT_EQ(row["group"], "3");
  EXPECT_EQ(row["profession"], "看護師");
  EXPECT_EQ(program.json({"edit", "SMALL", one, "status=confirmed", "--reason", "x"}).exit_code, 2);
  EXPECT_EQ(program.json({"edit", "SMALL", one, "name=", "--reason", "x"}).exit_code, 2);
}

TEST(CliSubstitute, KeepsTheSeatAndTellsBothIds) {
  const Program program;
  const std::string one = program.add("一");
  const Ran ran = program.json({"substitute", "SMALL", "1", "--name", "代理 花子", "--profession", "医師"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["substitute_for"], one);
  const json row = program.json({"roster", "list", "SMALL", "--search", "代理"}).line();
  EXPECT_EQ(row["registration"], ran.line()["registration"]);
  EXPECT_EQ(row["substitute_for"], one);
  const Ran twice = program.json({"substitute", "SMALL", "1", "--name", "二人目"});
  EXPECT_EQ(twice.exit_code, 1);
  EXPECT_EQ(twice.line()["outcome"], "refused");
}

}  // namespace
}  // namespace uketsuke::testing
