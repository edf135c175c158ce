// From outside: presets, the template's own columns, contact persons to letters, names of files that are written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

TEST(CliPresets, ByNameByHeaderAndRemembered) {
  const Program program;
  program.write("a.csv", "受付番号,送信日時,処理状況,氏名\nA1,2025/10/1 9:00,済,山田\nA2,2025/10/1 9:01,取下げ,鈴木\n");
  const Ran first = program.json({"roster", "import", "EBINA", program.file("a.csv")});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.line()["added"], 1);
  EXPECT_EQ(first.line()["notes"].size(), 2U);
  const Ran unknown = program.json({"roster", "import", "EBINA", program.file("a.csv"), "--preset", "logo"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("e-kanagawa、logoform"));
  const Ran both =
      program.json({"roster", "import", "EBINA", program.file("a.csv"), "--preset", "logoform", "--mapping", "x"});
  EXPECT_EQ(both.exit_code, 2);
  program.write("m.toml", "name = \"だれ\"\n");
  program.write("b.csv", "だれ,どこ\n田中,甲\n");
  const Ran mapped =
      program.json({"roster", "sync", "EBINA", "--from", program.file("b.csv"), "--mapping", program.file("m.toml")});
  ASSERT_EQ(mapped.exit_code, 0) << mapped.err;
  const Ran again = program.json({"roster", "sync", "EBINA"});
  EXPECT_EQ(again.exit_code, 0) << "the mapping is remembered: " << again.err;
  EXPECT_EQ(again.line()["unchanged"], 1);
}

TEST(CliTemplate, ItsKindIsReadBackAndTheListsOwnStands) {
  const Program program;
  program.write("list.csv", "事業所名,種別\n甲病院,病院\n");
  ASSERT_EQ(program.json({"facility", "import", program.file("list.csv")}).exit_code, 0);
  program.write("a.csv", "氏名,所属,種別\n山田,みほん,訪問看護\n鈴木,甲病院,薬局\n田中,丙,なにか\n");
  ASSERT_EQ(program.json({"roster", "import", "EBINA", program.file("a.csv")}).exit_code, 0);
  std::map<std::string, std::string> kinds;
  for (const auto& row : program.json({"facility", "list"}).lines()) {
    if (row.contains("kind") && row["kind"].is_string()) kinds[row["name"]] = row["kind"];
  }
  EXPECT_EQ(kinds["みほん"], "訪問看護");
  EXPECT_EQ(kinds["甲病院"], "病院");
  EXPECT_EQ(kinds["丙"], "") << "words that are no kind are left alone";
}

TEST(CliLetters, GoToTheContactPersonThatTheFormNames) {
  const Program program;
  program.write("a.csv", "氏名,所属,担当者\n山田,甲,森 一子\n鈴木,甲,林 二郎\n田中,甲,森　一子\n");
  const Ran taken =
      program.json({"roster", "import", "EBINA", program.file("a.csv"), "--received-at", "2025-10-01T10:00:00+09:00"});
  ASSERT_EQ(taken.exit_code, 0) << taken.err;
  const Ran letters =
      program.json({"letters", "EBINA", "--kind", "accepted", "--format", "txt", "--out", program.file("letters")});
  ASSERT_EQ(letters.exit_code, 0) << letters.err;
  EXPECT_EQ(letters.lines().size(), 2U) << letters.out;
}

TEST(CliOut, AFolderGetsTheUsualNameAndAnotherKindIsRefused) {
  const Program program;
  fs::create_directory(program.file("folder"));
  const Ran form = program.json({"form", "EBINA", "--out", program.file("folder")});
  ASSERT_EQ(form.exit_code, 0) << form.err;
  EXPECT_EQ(form.line()["file"], program.file("folder") + "/申込書_EBINA.pdf");
  EXPECT_TRUE(fs::exists(program.file("folder") + "/申込書_EBINA.pdf"));
  const Ran picture = program.json({"form", "EBINA", "--out", program.file("x.png")});
  EXPECT_EQ(picture.exit_code, 2);
  EXPECT_THAT(picture.err, HasSubstr(".pdf"));
  EXPECT_FALSE(fs::exists(program.file("x.png")));
  const Ran sheet = program.json({"roster", "template", "--out", program.file("folder")});
  ASSERT_EQ(sheet.exit_code, 0) << sheet.err;
  EXPECT_TRUE(fs::exists(program.file("folder") + "/名簿ひな形.xlsx"));
  EXPECT_EQ(program.json({"roster", "template", "--out", program.file("a.csv")}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "template", "--out", program.file("none/")}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "template", "--out", program.file("plain")}).line()["file"],
            program.file("plain.xlsx"));
}

TEST(CliHelp, SaysWhatALineCounts) {
  const Program program;
  EXPECT_THAT(program.bare({"roster", "import", "--help"}).out, HasSubstr("mbox"));
}

}  // namespace
}  // namespace uketsuke::testing
