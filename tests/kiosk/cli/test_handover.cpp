// event pack, event unpack, purge, key rotate, log: from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CliPack, CarriesAnEventToAnotherStoreAndBack) {
  const Program office;
  const Program venue(false);
  ASSERT_EQ(venue.bare({"--data", venue.store(), "init", "--practice"}).exit_code, 0);
  office.add("山田 太郎");
  office.write("words", "海老名の合言葉です\n");
  office.write("short", "合言葉です\n");
  office.write("others", "別の言葉\n");
  const std::string file = office.file("small.pack");
  const Ran packed = office.json({"event", "pack", "SMALL", "--out", file, "--passphrase-file", office.file("words")});
  ASSERT_EQ(packed.exit_code, 0) << packed.err;
  EXPECT_EQ(packed.line()["file"], file);
  EXPECT_EQ(packed.line()["registrations"], 1);
  const Ran weak =
      office.json({"event", "pack", "SMALL", "--out", office.file("weak"), "--passphrase-file", office.file("short")});
  EXPECT_EQ(weak.exit_code, 2);
  EXPECT_THAT(weak.err, HasSubstr("8文字以上"));
  EXPECT_FALSE(std::filesystem::exists(office.file("weak")));
  EXPECT_THAT(slurp(file), Not(HasSubstr("山田")));

  const auto unpack = [&](const Program& into, const std::string& from, const std::string& words) {
    return into.json({"event", "unpack", from, "--passphrase-file", office.file(words)});
  };
  const Ran wrong = unpack(venue, file, "others");
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_EQ(wrong.out, "");
  EXPECT_THAT(wrong.err, HasSubstr("passphrase"));
  const Ran taken = unpack(venue, file, "words");
  ASSERT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_EQ(taken.line()["event"], "SMALL");
  EXPECT_EQ(venue.json({"admit", "SMALL", "1"}).line()["outcome"], "admitted");
  EXPECT_EQ(unpack(venue, file, "words").line()["facts"], 0);
  const Ran foreign = venue.json({"key", "rotate", "--compromised"});
  EXPECT_EQ(foreign.exit_code, 1);
  EXPECT_EQ(foreign.line()["outcome"], "refused");
  EXPECT_EQ(foreign.line()["not_withdrawn"], nlohmann::json::array({"SMALL"}));
  EXPECT_THAT(foreign.err, HasSubstr("SMALL"));
  const Program real(false);
  ASSERT_EQ(real.bare({"--data", real.store(), "init"}).exit_code, 0);
  EXPECT_EQ(
      real.bare({"--data", real.store(), "event", "unpack", file, "--passphrase-file", office.file("words")}).exit_code,
      2);

  const std::string back = office.file("back.pack");
  ASSERT_EQ(venue.json({"event", "pack", "SMALL", "--out", back, "--passphrase-file", office.file("words")}).exit_code,
            0);
  EXPECT_EQ(unpack(office, back, "words").line()["check_ins"], 1);
  EXPECT_EQ(office.json({"roster", "list", "SMALL"}).out, venue.json({"roster", "list", "SMALL"}).out);

  EXPECT_EQ(office.json({"event", "pack", "SMALL", "--out", file, "--passphrase-file", "/none"}).exit_code, 2);
  EXPECT_EQ(office.json({"event", "pack", "NOPE", "--out", file, "--passphrase-file", office.file("words")}).exit_code,
            2);
  EXPECT_EQ(unpack(office, office.file("none"), "words").exit_code, 2);
  EXPECT_EQ(unpack(office, office.file("words"), "words").exit_code, 3);
}

TEST(CliPack, TellsStaffWhatBothPcsDidToTheSamePeople) {
  const Program office;
  const Program venue(false);
  ASSERT_EQ(venue.bare({"--data", venue.store(), "init", "--practice"}).exit_code, 0);
  office.write("words", "海老名の合言葉です\n");
  const auto pack = [&](const Program& from, const std::string& file) {
    return from.json({"event", "pack", "SMALL", "--out", file, "--passphrase-file", office.file("words")});
  };
  const auto unpack = [&](const Program& into, const std::string& file) {
    return into.json({"event", "unpack", file, "--passphrase-file", office.file("words")});
  };
  office.add("山田 太郎");
  ASSERT_EQ(pack(office, office.file("a")).exit_code, 0);
  ASSERT_EQ(unpack(venue, office.file("a")).exit_code, 0);
  const std::string ticket = office.ticket(office.add("持ち主"));
  ASSERT_EQ(
      venue.json({"walk-in", "SMALL", "--name", "当日さん", "--profession", "医師", "--ticket", ticket}).exit_code, 0);
  ASSERT_EQ(office.json({"substitute", "SMALL", "1", "--name", "事務所の代理"}).exit_code, 0);
  ASSERT_EQ(venue.json({"substitute", "SMALL", "1", "--name", "会場の代理"}).exit_code, 0);
  ASSERT_EQ(pack(office, office.file("a")).exit_code, 0);
  ASSERT_EQ(pack(venue, office.file("b")).exit_code, 0);

  const Ran met = unpack(office, office.file("b"));
  ASSERT_EQ(met.exit_code, 0) << met.err;
  ASSERT_EQ(met.line()["conflicts"].size(), 2U) << met.out;
  EXPECT_EQ(met.line()["pending"].size(), 2U);
  const nlohmann::json conflicts = met.line()["conflicts"];
  for (const auto& conflict : conflicts) {
    const std::string number = std::to_string(std::int64_t(conflict["number"]));
    const std::string other = std::to_string(std::int64_t(conflict["other_number"]));
    EXPECT_THAT(std::string(conflict["message"]), HasSubstr("受付番号" + number));
    EXPECT_THAT(std::string(conflict["message"]), HasSubstr("受付番号" + other));
    EXPECT_THAT(met.err, HasSubstr(std::string(conflict["message"])));
    EXPECT_EQ(conflict["status"], "pending");
  }
  ASSERT_EQ(unpack(venue, office.file("a")).exit_code, 0);
  EXPECT_EQ(office.json({"roster", "list", "SMALL"}).out, venue.json({"roster", "list", "SMALL"}).out);
  EXPECT_EQ(office.json({"duplicate", "list", "SMALL"}).lines().size(), 2U);
  EXPECT_EQ(office.json({"check"}).exit_code, 0);
  EXPECT_EQ(unpack(office, office.file("b")).line()["conflicts"].size(), 0U);
  const Ran folder = unpack(office, office.store());
  EXPECT_EQ(folder.exit_code, 2);
  EXPECT_EQ(folder.out, "");
}

TEST(CliPurge, ErasesNamesAndListsThatCountAreStillWritten) {
  Program program;
  program.add("髙橋 花子");
  program.json({"admit", "SMALL", "1"});
  ASSERT_EQ(program.json({"backup", program.file("b.db")}).exit_code, 0);
  EXPECT_EQ(program.json({"purge", "SMALL"}).exit_code, 1);
  program.now = "2025-10-25T09:00:00+09:00";
  EXPECT_EQ(program.json({"purge", "SMALL"}).exit_code, 1) << "nothing was exported";
  const Ran purged = program.json({"purge", "SMALL", "--force"});
  ASSERT_EQ(purged.exit_code, 0) << purged.err;
  EXPECT_EQ(purged.line()["people"], 1);
  EXPECT_EQ(purged.line()["backups"].size(), 1U);
  for (const std::string& file :
       {program.store() + "/uketsuke.db", program.store() + "/uketsuke.db-wal", program.file("b.db")}) {
    EXPECT_THAT(slurp(file), Not(HasSubstr("髙橋"))) << file;
  }
  EXPECT_EQ(program.json({"roster", "list", "SMALL"}).line()["name"], "");
  EXPECT_EQ(program.json({"report", "SMALL"}).line()["present"], 1);
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
  for (const char* what : {"attendance", "council", "scans"}) {
    EXPECT_EQ(program.json({"export", "SMALL", what, "--out", program.file("x.csv")}).exit_code, 0) << what;
  }
  const std::string out = program.file("none.pdf");
  const std::vector<std::vector<std::string>> nameless = {{"export", "SMALL", "certificates", "--out", out},
                                                          {"export", "SMALL", "name-tags", "--out", out},
                                                          {"export", "SMALL", "sign-in", "--out", out},
                                                          {"export", "SMALL", "roster", "--out", out},
                                                          {"letters", "SMALL", "--kind", "accepted", "--out", out},
                                                          {"ticket", "issue", "SMALL", "--out", out},
                                                          {"cancel", "SMALL", "1", "--reason", "髙橋さん"},
                                                          {"undo", "SMALL", "1", "--reason", "髙橋さん"}};
  for (const auto& call : nameless) {
    const Ran refused = program.json(call);
    EXPECT_EQ(refused.exit_code, 1) << call.at(0) << " " << call.at(2);
    EXPECT_THAT(std::string(refused.line()["why"]), HasSubstr("個人情報は消去済みです"));
    EXPECT_FALSE(std::filesystem::exists(out)) << call.at(0) << " " << call.at(2);
  }
  EXPECT_EQ(program.json({"scan", "SMALL", "なにか"}).exit_code, 1);
  EXPECT_EQ(program.json({"purge", "NOPE"}).exit_code, 2);
}

TEST(CliKey, RotatesAndWithdrawsWhenCompromised) {
  const Program program;
  const std::string old_ticket = program.ticket(program.add("一"));
  EXPECT_EQ(program.json({"key", "rotate"}).line()["version"], 2);
  EXPECT_EQ(program.json({"scan", "SMALL", old_ticket}).line()["outcome"], "admitted");
  const Ran rotated = program.json({"key", "rotate", "--compromised"});
  EXPECT_EQ(rotated.line()["version"], 3);
  EXPECT_EQ(rotated.line()["revoked"], 1);
  EXPECT_EQ(program.json({"scan", "SMALL", old_ticket}).line()["outcome"], "revoked");
  EXPECT_EQ(program.json({"ticket", "issue", "SMALL", "--out", program.file("t")}).lines().size(), 1U);
}

TEST(CliLog, SaysWhoDidWhatWithoutAName) {
  const Program program;
  program.add("山田 太郎");
  program.json({"cancel", "SMALL", "1", "--reason", "山田さんから電話"});
  const auto rows = program.json({"log", "SMALL"}).lines();
  ASSERT_GE(rows.size(), 3U);
  EXPECT_EQ(rows.back()["action"], "cancelled");
  EXPECT_EQ(rows.back()["number"], 1);
  EXPECT_EQ(program.json({"log"}).out.find("山田"), std::string::npos);
  const Ran written = program.json({"log", "--out", program.file("log.jsonl")});
  EXPECT_EQ(written.exit_code, 0);
  EXPECT_TRUE(std::filesystem::exists(program.file("log.jsonl")));
  EXPECT_EQ(program.json({"log", "NOPE"}).exit_code, 2);
  EXPECT_EQ(program.json({"log", "--out", "/proc/none/x"}).exit_code, 4);
}

}  // namespace
}  // namespace uketsuke::testing
