// export of every list, take-outs, report, letters, as somebody calls them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "db/take_outs.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Two of three came to EBINA.
void fill(Program& program) {
  program.write("r.csv",
                "氏名,事業所,職種,メール,聞いてみたい職種,質問事項\n"
                "髙﨑 𠮷郎,みほん薬局,薬剤師,a@example.jp,医師・看護師,夜間の連絡先は\n"
                "佐藤 花子,みほん薬局,看護師,同上,,\n"
                "鈴木 一郎,../../../tmp/x,医師,c@example.jp,,\n");
  const std::string now = program.now;
  program.now = "2025-10-01T09:00:00+09:00";
  ASSERT_EQ(program.json({"roster", "import", "EBINA", program.file("r.csv")}).exit_code, 0);
  program.now = now;
  ASSERT_EQ(program.json({"admit", "EBINA", "1", "2"}).exit_code, 0);
}

TEST(CliLists, CertificatesAreForThosePresent) {
  Program program;
  fill(program);
  const Ran ran =
      program.json({"export", "EBINA", "certificates", "--out", program.file("c.pdf"), "--first-number", "7"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["rows"], 2);
  const Ran refused = program.json({"export", "EBINA", "certificates", "--out", program.file("c.xlsx")});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("pdf"));
  EXPECT_EQ(program.json({"export", "EBINA", "result-report", "--format", "csv", "--out", program.file("c")}).exit_code,
            2);
  EXPECT_EQ(
      program.json({"export", "EBINA", "roster", "--out", program.file("c.csv"), "--first-number", "1"}).exit_code, 2);
}

TEST(CliLists, QuestionsNeverNameTheAsker) {
  Program program;
  fill(program);
  const std::string out = program.file("q.csv");
  const Ran ran = program.json({"export", "EBINA", "questions", "--out", out});
  EXPECT_EQ(ran.line()["rows"], 2);
  const std::string text = slurp(out);
  EXPECT_THAT(text, HasSubstr("1,医師,夜間の連絡先は"));
  EXPECT_THAT(text, HasSubstr("2,看護職,夜間の連絡先は"));
  EXPECT_THAT(text, Not(HasSubstr("髙﨑")));
  EXPECT_THAT(text, Not(HasSubstr("みほん薬局")));
}

TEST(CliLists, AFolderGetsTheUsualName) {
  Program program;
  fill(program);
  const std::string folder = program.file("out");
  std::filesystem::create_directory(folder);
  const Ran ran = program.json({"export", "EBINA", "attendance", "--out", folder});
  EXPECT_EQ(ran.line()["file"], folder + "/出席者名簿_第1回多職種向け研修会_R71024.xlsx");
  EXPECT_TRUE(std::filesystem::exists(ran.line()["file"].get<std::string>()));
}

TEST(CliLists, APasswordMakesAZip) {
  Program program;
  fill(program);
  program.write("pw", "himitsu\r\nnot this\n");
  program.write("empty", "\n");
  const std::string list = program.file("a.csv");
  const Ran ran = program.json({"export", "EBINA", "roster", "--out", list, "--password-file", program.file("pw")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["file"], list + ".zip");
  EXPECT_FALSE(std::filesystem::exists(list));
  EXPECT_THAT(slurp(list + ".zip"), Not(HasSubstr("髙﨑")));
  EXPECT_EQ(program
                .json({"export", "EBINA", "roster", "--format", "csv", "--out", program.file("b.zip"),
                       "--password-file", program.file("pw")})
                .line()["file"],
            program.file("b.zip"));
  EXPECT_EQ(program.json({"export", "EBINA", "roster", "--format", "csv", "--out", program.file("c.zip")}).exit_code,
            2);
  EXPECT_EQ(program.json({"export", "EBINA", "roster", "--out", list, "--password-file", "/none"}).exit_code, 2);
  EXPECT_EQ(
      program.json({"export", "EBINA", "roster", "--out", list, "--password-file", program.file("empty")}).exit_code,
      3);
}

TEST(CliLists, ColumnsAreInTheOrderGivenAndTheNearestIsNamed) {
  Program program;
  fill(program);
  const std::string out = program.file("a.csv");
  ASSERT_EQ(program.json({"export", "EBINA", "roster", "--out", out, "--columns", "所属、氏名", "--sort", "受付番号"})
                .exit_code,
            0);
  EXPECT_THAT(slurp(out), HasSubstr("所属,氏名\r\nみほん薬局,髙﨑 𠮷郎\r\n"));
  const Ran wrong = program.json({"export", "EBINA", "roster", "--out", out, "--columns", "ふりかな"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("\"ふりがな\""));
  EXPECT_THAT(program.json({"export", "EBINA", "roster", "--out", out, "--columns", "emial"}).err,
              HasSubstr("\"email\""));
}

TEST(CliLists, EveryTakeOutIsLogged) {
  Program program;
  fill(program);
  program.json({"export", "EBINA", "roster", "--out", program.file("a.csv")});
  program.json({"export", "EBINA", "roster", "--out", "/proc/none/a.csv"});
  program.json({"letters", "EBINA", "--kind", "accepted", "--out", program.file("l")});
  program.json({"ticket", "issue", "EBINA", "--out", program.file("t"), "--format", "pdf"});
  program.json({"ticket", "issue", "EBINA", "--out", program.file("t")});
  const auto logged = list_take_outs(program.store(), EventCode("EBINA"));
  ASSERT_TRUE(logged);
  ASSERT_EQ(logged->size(), 3U) << "a list that could not be made did not leave, nor tickets of nobody";
  EXPECT_EQ((*logged)[2].take_out.what, "tickets");
  EXPECT_EQ((*logged)[2].take_out.format, "pdf");
  EXPECT_EQ((*logged)[0].take_out.rows, 3);
  EXPECT_EQ((*logged)[1].take_out.what, "letters-accepted");
}

TEST(CliLists, AStoreThatCannotBeWrittenStillGivesItsList) {
  Program program;
  fill(program);
  const std::string sql =
      "sqlite3 '" + program.store() +
      "/uketsuke.db' \"CREATE TRIGGER no_log BEFORE INSERT ON take_outs BEGIN SELECT RAISE(ABORT, 'full'); END\"";
  if (std::system(sql.c_str()) != 0) GTEST_SKIP() << "sqlite3 is not installed";
  const Ran ran = program.json({"export", "EBINA", "roster", "--out", program.file("a.csv")});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.line()["rows"], 3);
  EXPECT_THAT(ran.err, HasSubstr("could not be logged"));
}

TEST(CliReport, ReadsEveryWayToSayAFiscalYear) {
  Program program;
  fill(program);
  program.now = "2025-10-24T18:40:00+09:00";
  for (const char* year : {"R7", "r7", "令和7年度", "令和７年度", "2025", "2025年度"}) {
    const auto lines = program.json({"report", "--fiscal-year", year}).lines();
    ASSERT_FALSE(lines.empty()) << year;
    EXPECT_EQ(lines.back()["total"], "令和7年度") << year;
    EXPECT_EQ(lines.back()["present"], 2) << year;
  }
  for (const char* year : {"R0", "7", "令和", "R7x", "20255"}) {
    EXPECT_EQ(program.json({"report", "--fiscal-year", year}).exit_code, 2) << year;
  }
}

TEST(CliReport, CountsWhatWasHeldOnly) {
  Program program;
  fill(program);
  const json begins = program.json({"report", "EBINA"}).line();
  EXPECT_EQ(begins["held"], 0) << "18:05, people come";
  EXPECT_EQ(begins["people"], 2);
  EXPECT_EQ(begins["first_time"], 2);
  program.now = "2025-10-24T18:40:00+09:00";
  json total = program.json({"report", "--fiscal-year", "R7"}).lines().back();
  EXPECT_EQ(total["held"], 2) << "EBINA and SMALL; OTHER is tomorrow";
  EXPECT_EQ(total["people"], 2);
  EXPECT_EQ(total["first_time"], 2);
  EXPECT_EQ(total["present_by_profession"]["薬剤師"], 1);
  EXPECT_EQ(total["present_by_kind"]["薬局"], 2);
  EXPECT_EQ(total["nurse_share"], 0.5);
  const std::string out = program.file("y.xlsx");
  ASSERT_EQ(program.json({"report", "--fiscal-year", "R7", "--out", out}).exit_code, 0);
  EXPECT_GT(std::filesystem::file_size(out), 1000U);
  EXPECT_EQ(program.json({"report", "--fiscal-year", "R7", "--out", program.file("y.doc")}).exit_code, 2);
  EXPECT_TRUE(program.json({"report", "EBINA", "--internal"}).lines().back().contains("never_came"));
  EXPECT_EQ(program.json({"report", "EBINA"}).line()["held"], 1);
}

TEST(CliLetters, OneAFacilityAndNamesAreSafe) {
  Program program;
  fill(program);
  const std::string out = program.file("letters");
  for (const char* format : {"txt", "pdf", "eml", "csv"}) {
    const Ran ran = program.json({"letters", "EBINA", "--kind", "accepted", "--format", format, "--out", out});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    const auto lines = ran.lines();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0]["numbers"], json::array({1, 2}));
    EXPECT_EQ(lines[0]["email"], "a@example.jp");
    for (const json& line : lines) {
      const std::filesystem::path file(line["file"].get<std::string>());
      EXPECT_EQ(file.parent_path(), out);
      EXPECT_TRUE(std::filesystem::exists(file));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    for (const char c : entry.path().filename().string()) EXPECT_TRUE(c > ' ' && c < 0x7F);
  }
  EXPECT_EQ(program.json({"letters", "EBINA", "--kind", "love", "--out", out}).exit_code, 2);
  EXPECT_EQ(program.json({"letters", "EBINA", "--kind", "accepted", "--format", "doc", "--out", out}).exit_code, 2);
  EXPECT_EQ(program.json({"letters", "NOPE", "--kind", "accepted", "--out", out}).exit_code, 2);
  EXPECT_EQ(program.json({"letters", "EBINA", "--kind", "declined", "--out", out}).out, "");
}

TEST(CliLetters, TicketsGoAsDrafts) {
  Program program;
  fill(program);
  const Ran ran = program.json({"ticket", "issue", "EBINA", "--format", "eml", "--out", program.file("mail")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto lines = ran.lines();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["file"], lines[1]["file"]) << "one facility";
  EXPECT_NE(lines[0]["ticket"], lines[1]["ticket"]);
  const std::string mail = slurp(lines[0]["file"].get<std::string>());
  EXPECT_THAT(mail, HasSubstr("X-Unsent: 1\r\nTo: a@example.jp\r\n"));
  EXPECT_THAT(mail, HasSubstr("image/png"));
}

TEST(CliExport, SaysHowManyNameTagsCarryNoCode) {
  const Program program;
  program.ticket(program.add("一"));
  program.add("二");
  const std::vector<std::string> words = {"export", "SMALL", "name-tags", "--out", program.file("n.pdf")};
  const Ran some = program.json(words);
  EXPECT_EQ(some.exit_code, 0);
  EXPECT_THAT(some.err, ::testing::AllOf(HasSubstr("1枚"), HasSubstr("ticket issue SMALL --out DIR")));
  program.json({"ticket", "issue", "SMALL", "--out", program.file("t")});
  EXPECT_EQ(program.json(words).err, "");
}

}  // namespace
}  // namespace uketsuke::testing
