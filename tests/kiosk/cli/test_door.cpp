// walk-in, ticket, scan, admit, undo, read, attendance enter: outcomes, keys, exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

std::vector<std::string> outcomes(const Ran& ran) {
  std::vector<std::string> words;
  for (const json& line : ran.lines()) words.push_back(line.value("outcome", ""));
  return words;
}

TEST(CliScan, AdmitsOnceAndTellsEveryKey) {
  const Program program;
  const std::string id = program.add("山田 太郎");
  const std::string ticket = program.ticket(id);
  const Ran ran = program.json({"scan", "SMALL", ticket});
  EXPECT_EQ(ran.exit_code, 0);
  const json line = ran.line();
  for (const char* key : {"outcome", "name", "furigana", "group", "registration", "number", "first_at", "scan_id",
                          "message", "decode_ms", "store_ms"}) {
    EXPECT_TRUE(line.contains(key)) << key;
  }
  EXPECT_EQ(line.size(), 11U);
  EXPECT_EQ(line["outcome"], "admitted");
  EXPECT_EQ(line["name"], "山田 太郎");
  EXPECT_EQ(line["registration"], id);
  EXPECT_EQ(line["number"], 1);
  EXPECT_GT(line["store_ms"], 0.0);
  const Ran again = program.json({"scan", "SMALL", ticket});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_EQ(again.line()["outcome"], "already_in");
  EXPECT_EQ(again.line()["first_at"], "2025-10-24T18:05:00+09:00");
  EXPECT_EQ(again.line()["message"], "18:05にこの端末で受付済みです。");
  EXPECT_EQ(again.line().size(), 11U);
  EXPECT_EQ(program.json({"door", "東口"}).line()["door"], "東口");
  EXPECT_EQ(program.json({"scan", "SMALL", ticket}).line()["message"], "18:05に東口で受付済みです。");
  EXPECT_EQ(program.json({"door"}).line()["door"], "東口");
  EXPECT_TRUE(program.json({"door", ""}).line()["door"].is_null());
  EXPECT_EQ(program.json({"door", std::string(21, 'x')}).exit_code, 2);
}

TEST(CliScan, SaysWhatEachTextComesTo) {
  Program program;
  const std::string ticket = program.ticket(program.add("一"));
  const std::string elsewhere = program.ticket(program.add("二", "OTHER"), "OTHER");
  std::string forged = ticket;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  const Ran ran = program.json({"scan", "SMALL", "https://example.jp", forged, elsewhere, ticket});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(outcomes(ran), (std::vector<std::string>{"not_a_ticket", "forged", "wrong_event", "admitted"}));
  EXPECT_THAT(ran.out, ::testing::HasSubstr("別の研修会の受付票です。")) << "the event's own word for itself";
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", ticket, "--exit"})), (std::vector<std::string>{"exited"}));
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", ticket, "--exit"})), (std::vector<std::string>{"not_inside"}));
  program.now = "2025-10-24T12:00:00+09:00";
  EXPECT_EQ(outcomes(program.json({"scan", "OTHER", elsewhere})), (std::vector<std::string>{"too_early"}));
}

TEST(CliScan, TheSameScanIdGivesTheSameAnswer) {
  const Program program;
  const std::string ticket = program.ticket(program.add("一"));
  const Ran first = program.json({"scan", "SMALL", ticket, "--scan-id", "019a0000-0000-7000-8000-000000000001"});
  const Ran second = program.json({"scan", "SMALL", ticket, "--scan-id", "019a0000-0000-7000-8000-000000000001"});
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_EQ(second.line()["outcome"], "admitted");
  EXPECT_EQ(second.line()["scan_id"], first.line()["scan_id"]);
}

TEST(CliScan, ReadsLinesOfStdin) {
  const Program program;
  const std::string ticket = program.ticket(program.add("一"));
  const Ran ran = program.json({"scan", "SMALL"}, ticket + "\r\n\n" + ticket + "\nhttps://x\n");
  EXPECT_EQ(outcomes(ran), (std::vector<std::string>{"admitted", "already_in", "not_a_ticket"}));
  EXPECT_EQ(program.json({"scan", "SMALL", "-"}, "x\n").lines().size(), 1U);
  EXPECT_EQ(program.json({"scan", "SMALL"}, "").exit_code, 0);
}

TEST(CliScan, ReadsPicturesAndFrames) {
  const Program program;
  const std::string ticket = program.ticket(program.add("一"));
  std::string picture;
  for (const auto& entry : std::filesystem::directory_iterator(program.file("tickets")))
    picture = entry.path().string();
  const Ran read = program.bare({"--json", "read", picture});
  EXPECT_EQ(read.exit_code, 0);
  EXPECT_EQ(read.line()["texts"], json::array({ticket}));
  EXPECT_EQ(read.line()["file"], picture);
  EXPECT_TRUE(read.line().contains("decode_ms") && read.line().contains("passes"));
  const Ran scanned = program.json({"scan", "SMALL", "--image", picture});
  EXPECT_EQ(outcomes(scanned), (std::vector<std::string>{"admitted"}));
  EXPECT_GT(scanned.line()["decode_ms"], 0.0);
  std::filesystem::create_directory(program.file("frames"));
  for (const char* name : {"1.png", "2.png", "3.png"})
    std::filesystem::copy(picture, program.file("frames") + "/" + name);
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", "--frames", program.file("frames")})),
            (std::vector<std::string>{"already_in"}));  // repeats are one scan
  program.write("no.png", "not a picture");
  EXPECT_EQ(program.json({"scan", "SMALL", "--image", program.file("no.png")}).exit_code, 3);
  EXPECT_EQ(program.bare({"read", program.file("no.png")}).exit_code, 3);
  EXPECT_EQ(program.bare({"read", "/nonexistent.png"}).exit_code, 2);
}

TEST(CliScan, AStoreThatFailsIsNotRecordedAndComesTo4) {
  const Program program;
  const std::string ticket = program.ticket(program.add("一"));
  // A trigger that aborts stands for whatever keeps the row from the disk.
  const std::string sql =
      "sqlite3 '" + program.store() +
      "/uketsuke.db' \"CREATE TRIGGER broken BEFORE INSERT ON scans BEGIN SELECT RAISE(ABORT, 'disk'); END\"";
  if (std::system(sql.c_str()) != 0) GTEST_SKIP() << "sqlite3 is not installed";
  const Ran ran = program.json({"scan", "SMALL", ticket, "x"});
  EXPECT_EQ(ran.exit_code, 4) << ran.err;
  EXPECT_EQ(outcomes(ran), (std::vector<std::string>{"not_recorded", "not_recorded"}));
}

TEST(CliAdmit, AdmitsByNumberLetsOutAndUndoes) {
  const Program program;
  const std::string one = program.add("一");
  program.add("二");
  const Ran both = program.json({"admit", "SMALL", "1", "2"});
  EXPECT_EQ(both.exit_code, 0);
  EXPECT_EQ(outcomes(both), (std::vector<std::string>{"admitted", "admitted"}));
  EXPECT_EQ(outcomes(program.json({"admit", "SMALL", one, "--exit"})), (std::vector<std::string>{"exited"}));
  EXPECT_EQ(program.json({"undo", "SMALL", "2", "--reason", "人違い"}).exit_code, 0);
  const Ran nothing = program.json({"undo", "SMALL", "2", "--reason", "人違い"});
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_EQ(nothing.line()["annulled"], nullptr);
  EXPECT_EQ(program.json({"undo", "SMALL", "2"}).exit_code, 2);
  const Ran why = program.json({"undo", "SMALL", "1", "--reason", "　"});
  EXPECT_EQ(why.exit_code, 2);
  EXPECT_THAT(why.err, ::testing::HasSubstr("--reason"));
  EXPECT_EQ(program.json({"admit", "SMALL", "2", "--override", ""}).exit_code, 2);
}

TEST(CliAdmit, AWaitlistedOneNeedsAnOverride) {
  const Program program;
  program.add("一");
  program.add("二");
  program.add("三");
  EXPECT_EQ(outcomes(program.json({"admit", "SMALL", "3"})), (std::vector<std::string>{"waitlisted"}));
  EXPECT_EQ(outcomes(program.json({"admit", "SMALL", "3", "--override", "主催者判断"})),
            (std::vector<std::string>{"admitted"}));
}

TEST(CliWalkIn, IsAdmittedWithATicketOrRefusedWithNulls) {
  const Program program;
  program.add("一");
  const Ran in = program.json({"walk-in", "SMALL", "--name", "当日 一郎", "--profession", "医師"});
  EXPECT_EQ(in.exit_code, 0) << in.err;
  EXPECT_EQ(in.line()["outcome"], "admitted");
  const std::string ticket = in.line()["ticket"];
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", ticket})), (std::vector<std::string>{"already_in"}));
  const Ran full = program.json({"walk-in", "SMALL", "--name", "当日 二郎", "--profession", "医師"});
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_EQ(full.line(), (json{{"registration", nullptr}, {"outcome", "full"}, {"ticket", nullptr}}));
  const Ran over =
      program.json({"walk-in", "SMALL", "--name", "当日 二郎", "--profession", "医師", "--override", "定員に余裕あり"});
  EXPECT_EQ(over.line()["outcome"], "admitted");
  EXPECT_EQ(program.json({"walk-in", "SMALL", "--name", "無職種"}).exit_code, 2);
}

TEST(CliTicket, IssuesRevokesAndReissues) {
  const Program program;
  const std::string one = program.add("一");
  program.add("二");
  const Ran all = program.json({"ticket", "issue", "SMALL", "--out", program.file("t"), "--format", "pdf"});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  ASSERT_EQ(all.lines().size(), 2U);
  for (const json& line : all.lines()) EXPECT_TRUE(std::filesystem::exists(line["file"].get<std::string>()));
  const std::string first = all.lines()[0]["ticket"];
  EXPECT_EQ(program.json({"ticket", "issue", "SMALL", "--out", program.file("t")}).out, "");
  EXPECT_EQ(program.json({"ticket", "revoke", "SMALL", one}).line(), (json{{"revoked", first}}));
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", first})), (std::vector<std::string>{"revoked"}));
  EXPECT_EQ(program.json({"ticket", "revoke", "SMALL", one}).exit_code, 1);
  const std::string second = program.ticket(one);
  EXPECT_NE(second, first);
  EXPECT_EQ(outcomes(program.json({"scan", "SMALL", second})), (std::vector<std::string>{"admitted"}));
  EXPECT_EQ(
      program.json({"ticket", "issue", "SMALL", "2", "--out", program.file("t"), "--format", "name-tags"}).exit_code,
      0);
  EXPECT_EQ(program.json({"ticket", "issue", "SMALL", "2", "--out", "/proc/none"}).exit_code, 4);
}

TEST(CliAttendance, KeysBackPaper) {
  const Program program;
  program.add("一");
  program.add("二");
  const Ran ran = program.json({"attendance", "enter", "SMALL"}, "1@18:02\n２ 9\n");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.line()["admitted"], 2);
  EXPECT_EQ(ran.line()["unknown"], json::array({9}));
  const auto rows = program.json({"roster", "list", "SMALL"}).lines();
  EXPECT_EQ(rows.at(0)["checked_in_at"], "2025-10-24T18:02:00+09:00");
  const Ran again = program.json({"attendance", "enter", "SMALL", "1", "2"});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.line()["already_in"], 2);
}

}  // namespace
}  // namespace uketsuke::testing
