// roster sync from outside: a file, a folder, a server on the loopback; what fails leaves the roster as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/kiosk/cli/program.h"
#include "tests/support/roster_server.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(CliSync, PullsAFileAndRemembersIt) {
  const Program program;
  EXPECT_EQ(program.json({"roster", "sync", "EBINA"}).exit_code, 2);
  program.write("a.csv", "氏名,所属\n山田,甲\n");
  const Ran first = program.json({"roster", "sync", "EBINA", "--from", program.file("a.csv")});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.line()["added"], 1);
  EXPECT_EQ(first.line()["source"], program.file("a.csv"));
  EXPECT_EQ(first.line()["synced_at"], "2025-10-24T18:05:00+09:00");
  program.write("a.csv", "氏名,所属\n鈴木,甲\n");
  const Ran again = program.json({"roster", "sync", "EBINA"});
  EXPECT_EQ(again.line()["added"], 1);
  EXPECT_EQ(again.line()["vanished"].size(), 1U);
  EXPECT_EQ(program.json({"roster", "import", "EBINA", program.file("a.csv")}).line()["unchanged"], 1);
  std::filesystem::remove(program.file("a.csv"));
  const Ran gone = program.json({"roster", "sync", "EBINA"});
  EXPECT_EQ(gone.exit_code, 4);
  EXPECT_EQ(gone.line()["synced_at"], "2025-10-24T18:05:00+09:00");
  EXPECT_NE(gone.line()["error"], nullptr);
  EXPECT_THAT(program.plain({"roster", "sync", "EBINA"}).out, HasSubstr("名簿は10月24日（金）18:05現在"));
  EXPECT_EQ(program.json({"roster", "sync", "EBINA", "--from", "/nonexistent.csv"}).exit_code, 2);
}

TEST(CliSync, PullsAnAddressAndTakesNothingTwice) {
  const Program program;
  RosterServer server;
  const Ran first = program.json({"roster", "sync", "EBINA", "--from", server.url("/ok.csv?key=geheim")});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.line()["added"], 2);
  EXPECT_EQ(first.line()["source"], server.url("/ok.csv?…"));
  const json again = program.json({"roster", "sync", "EBINA"}).line();
  EXPECT_EQ(again["not_modified"], true);
  EXPECT_EQ(again["rows"], 2);
  EXPECT_EQ(again["unchanged"], 2);
  EXPECT_EQ(again["vanished"], json::array());
  const Ran cut = program.json({"roster", "sync", "EBINA", "--from", server.url("/cut")});
  EXPECT_EQ(cut.exit_code, 4);
  EXPECT_EQ(cut.line()["added"], 0);
  EXPECT_EQ(program.json({"roster", "sync", "EBINA", "--from", server.url("/html")}).exit_code, 3);
  EXPECT_EQ(program.json({"roster", "list", "EBINA"}).lines().size(), 2U);
  server.stop();
  const Ran off = program.json({"roster", "sync", "EBINA"});
  EXPECT_EQ(off.exit_code, 4);
  EXPECT_EQ(off.line()["source"], server.url("/ok.csv?…"));
  EXPECT_EQ(off.line()["synced_at"], "2025-10-24T18:05:00+09:00");
  EXPECT_THAT(off.out + off.err, ::testing::Not(HasSubstr("geheim")));
  const json shown = program.json({"event", "show", "EBINA"}).line();
  EXPECT_EQ(shown["roster_synced_at"], "2025-10-24T18:05:00+09:00");
  EXPECT_EQ(shown["roster_source"], server.url("/ok.csv?…"));
}

TEST(CliSync, APublicLinkOrPlainHttpIsRefused) {
  const Program program;
  const Ran shared = program.json(
      {"roster", "sync", "EBINA", "--from", "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pub?output=csv"});
  EXPECT_EQ(shared.exit_code, 2);
  EXPECT_EQ(shared.out, "");
  EXPECT_EQ(shared.err, "uketsuke: 公開リンクは使えません。CSVをダウンロードして取り込んでください\n");
  EXPECT_EQ(program.json({"roster", "sync", "EBINA", "--from", "http://example.invalid/a.csv"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "sync", "EBINA", "--from", "ftp://example.invalid/a.csv"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "sync", "NOPE", "--from", "/tmp"}).exit_code, 2);
}

}  // namespace
}  // namespace uketsuke::testing
