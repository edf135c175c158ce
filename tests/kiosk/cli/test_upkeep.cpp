// export, report, staff, backup, restore, check, doctor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "db/store.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CliExport, WritesEveryListInEveryFormatItIsMadeIn) {
  const Program program;
  program.add("髙橋 𠮷郎");
  program.json({"admit", "SMALL", "1"});
  for (const char* what : {"attendance", "roster", "sign-in", "council", "scans"}) {
    for (const char* format : {"csv", "csv-cp932", "xlsx", "pdf"}) {
      const std::string out = program.file(std::string(what) + "." + format);
      const Ran ran = program.json({"export", "SMALL", what, "--format", format, "--out", out});
      ASSERT_EQ(ran.exit_code, 0) << what << " " << format << ran.err;
      EXPECT_EQ(ran.line()["file"], out);
      EXPECT_EQ(ran.line()["rows"], 1) << what;
      EXPECT_TRUE(ran.line()["replaced"].is_array());
      EXPECT_GT(std::filesystem::file_size(out), 20U);
    }
  }
  const Ran cp932 =
      program.json({"export", "SMALL", "council", "--format", "csv-cp932", "--out", program.file("x.csv")});
  EXPECT_EQ(cp932.line()["replaced"], json::array({"𠮷"}));
  EXPECT_EQ(program.json({"export", "SMALL", "name-tags", "--format", "pdf", "--out", program.file("n.pdf")}).exit_code,
            0);
  EXPECT_EQ(program.json({"export", "SMALL", "name-tags", "--format", "csv", "--out", program.file("n.csv")}).exit_code,
            2);
  EXPECT_EQ(program.json({"export", "SMALL", "roster", "--format", "csv", "--out", "/proc/none/x.csv"}).exit_code, 4);
}

TEST(CliExport, ChoosesColumnsAndOrderAndFormatByTheName) {
  const Program program;
  program.add("やまだ");
  program.add("あべ");
  const std::string out = program.file("r.csv");
  ASSERT_EQ(program.json({"export", "SMALL", "roster", "--out", out, "--columns", "氏名", "--sort", "kana"}).exit_code,
            0);
  EXPECT_THAT(slurp(out), HasSubstr("氏名"));
  EXPECT_THAT(slurp(out), Not(HasSubstr("メール")));
  EXPECT_EQ(program.json({"export", "SMALL", "roster", "--out", out, "--columns", "nonsense"}).exit_code, 2);
}

TEST(CliReport, CountsEvents) {
  const Program program;
  program.add("一");
  program.add("二");
  program.json({"admit", "SMALL", "1"});
  const json report = program.json({"report", "SMALL"}).line();
  EXPECT_EQ(report["applied"], 2);
  EXPECT_EQ(report["present"], 1);
  EXPECT_EQ(report["absent"], 1);
  EXPECT_EQ(report["present_by_profession"]["医師"], 1);
  EXPECT_EQ(program.json({"report"}).lines().size(), 5U) << "four events and all together";
  EXPECT_EQ(program.json({"report", "--fiscal-year", "R6"}).line()["held"], 0);
  EXPECT_EQ(program.json({"report", "--fiscal-year", "R7"}).lines().size(), 5U);
  EXPECT_EQ(program.json({"report", "NOPE"}).exit_code, 2);
}

TEST(CliStaff, TakesAPinFromStdinOnly) {
  const Program program;
  EXPECT_EQ(program.json({"staff", "add", "田中", "--role", "organiser"}).exit_code, 0);
  EXPECT_EQ(program.json({"staff", "add", "田中", "--role", "king"}).exit_code, 2);
  const Ran too_short = program.json({"staff", "pin", "田中"}, "12\n");
  EXPECT_EQ(too_short.exit_code, 2);
  EXPECT_NE(too_short.err.find("4～12桁"), std::string::npos);
  EXPECT_EQ(program.json({"staff", "pin", "田中"}, "４８２６\n").exit_code, 0);
  for (const char* guessed : {"0000\n", "1234\n", "8765\n"}) {
    EXPECT_NE(program.json({"staff", "pin", "田中"}, guessed).err.find("推測"), std::string::npos) << guessed;
  }
  EXPECT_EQ(program.json({"staff", "pin", "田中"}, "1357\n").err, "");
  EXPECT_EQ(program.json({"staff", "pin", "田中"}, "482615\n").exit_code, 0);
  EXPECT_EQ(program.json({"staff", "pin", "誰か"}, "482615\n").exit_code, 2);
  const json row = program.json({"staff", "list"}).line();
  EXPECT_EQ(row["staff"], "田中");
  EXPECT_EQ(row["has_pin"], true);
}

TEST(CliUpkeep, BacksUpRestoresAndChecks) {
  const Program program;
  program.add("一");
  EXPECT_EQ(program.json({"backup", program.file("copy.db")}).line()["ok"], true);
  program.add("二");
  const Ran restored = program.json({"restore", program.file("copy.db")});
  ASSERT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_EQ(program.json({"roster", "list", "SMALL"}).lines().size(), 1U);
  EXPECT_TRUE(std::filesystem::exists(restored.line()["kept"].get<std::string>()));
  const Ran check = program.json({"check"});
  EXPECT_EQ(check.exit_code, 0);
  EXPECT_EQ(check.line()["ok"], true);
  const Program other(false);
  ASSERT_EQ(other.bare({"--data", other.store(), "restore", program.file("copy.db")}).exit_code, 0);
  EXPECT_EQ(other.json({"roster", "list", "SMALL"}).lines().size(), 1U);
  struct stat facts {};
  ASSERT_EQ(::stat((other.store() + "/uketsuke.db").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(CliUpkeep, RefusesABackupThatIsNoneAndLeavesTheStore) {
  const Program program;
  program.add("一");
  program.write("bad.db", "not a store");
  EXPECT_EQ(program.json({"restore", program.file("bad.db")}).exit_code, 3);
  EXPECT_EQ(program.json({"restore", "/nonexistent.db"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "list", "SMALL"}).lines().size(), 1U);
  for (const auto& entry : std::filesystem::directory_iterator(program.store())) {
    EXPECT_THAT(entry.path().filename().string(), ::testing::StartsWith("uketsuke.db"));
  }
}

TEST(CliUpkeep, APracticeBackupOverARealStoreNeedsForce) {
  const Program program;
  ASSERT_EQ(program.json({"backup", program.file("practice.db")}).exit_code, 0);
  const Program real(false);
  const auto at_real = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--json", "--data", real.store()});
    return real.bare(words);
  };
  ASSERT_EQ(at_real({"init"}).exit_code, 0);
  ASSERT_EQ(at_real({"backup", real.file("real.db")}).exit_code, 0);
  const Ran refused = at_real({"restore", program.file("practice.db")});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(at_real({"event", "show", "SMALL"}).exit_code, 2) << "the store is as it was";
  EXPECT_EQ(program.json({"restore", real.file("real.db")}).exit_code, 2);
  EXPECT_EQ(at_real({"restore", program.file("practice.db"), "--force"}).exit_code, 0);
  EXPECT_EQ(at_real({"event", "show", "SMALL"}).exit_code, 0);
}

TEST(CliUpkeep, DoesNotRestoreUnderAnOpenWindow) {
  const Program program;
  ASSERT_EQ(program.json({"backup", program.file("copy.db")}).exit_code, 0);
  const auto open_elsewhere = Store::open(program.store());
  ASSERT_TRUE(open_elsewhere);
  const Ran refused = program.json({"restore", program.file("copy.db")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.line()["outcome"], "refused");
}

TEST(CliUpkeep, CheckFindsWhatAHandBroke) {
  const Program program;
  program.add("一");
  const std::string sql =
      "sqlite3 '" + program.store() +
      "/uketsuke.db' \"SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'\""
      " | head -1 | sqlite3 '" +
      program.store() + "/uketsuke.db'";
  if (std::system(sql.c_str()) != 0) GTEST_SKIP() << "sqlite3 is not installed";
  const Ran ran = program.json({"check"});
  EXPECT_EQ(ran.exit_code, 4);
  EXPECT_EQ(ran.line()["ok"], false);
  EXPECT_FALSE(ran.line()["findings"].empty());
}

TEST(CliDoctor, ChecksEachThingOneALine) {
  const Program program;
  const Ran ran = program.json({"doctor"});
  std::vector<std::string> checks;
  for (const json& line : ran.lines()) {
    checks.push_back(line["check"]);
    EXPECT_TRUE(line["ok"].is_boolean());
    EXPECT_NE(line["detail"], "");
  }
  EXPECT_EQ(checks, (std::vector<std::string>{"display", "fonts", "camera", "reader", "scanner", "sound", "printer",
                                              "disk", "speed", "store", "encryption", "backup", "clock"}));
}

}  // namespace
}  // namespace uketsuke::testing
