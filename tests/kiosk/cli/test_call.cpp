// The words of a call: options before and after the command, values that look like options or commands, exit 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CliCall, HelpIsCompleteAndHasExamples) {
  const Program program(false);
  const Ran help = program.bare({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* word :
       {"init",    "event", "roster", "register", "walk-in", "substitute", "edit",   "accept",  "decline", "cancel",
        "ticket",  "scan",  "admit",  "undo",     "read",    "attendance", "export", "report",  "staff",   "backup",
        "restore", "check", "doctor", "--data",   "--now",   "--json",     "--by",   "--camera"}) {
    EXPECT_THAT(help.out, HasSubstr(word));
  }
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"event", "add"}, {"roster", "import"}, {"scan"}, {"export"}, {"staff", "pin"}}) {
    std::vector<std::string> words = command;
    words.emplace_back("--help");
    const Ran ran = program.bare(words);
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.out, HasSubstr("Example:"));
  }
  EXPECT_EQ(program.bare({"--version"}).exit_code, 0);
}

TEST(CliCall, WordsThatAreOffComeTo2AndSayNothingOnStdout) {
  const Program program;
  const std::vector<std::vector<std::string>> calls = {
      {"nonsense"},
      {"event"},
      {"event", "nonsense"},
      {"scan"},
      {"event", "show"},
      {"event", "show", "NOPE"},
      {"scan", "NOPE", "x"},
      {"scan", "EBINA", "--nonsense"},
      {"event", "show", "EBINA", "extra"},
      {"roster", "list", "EBINA", "--status", "odd"},
      {"roster", "list", "EBINA", "--sort", "odd"},
      {"register", "EBINA"},
      {"register", "EBINA", "--name", ""},
      {"register", "EBINA", "--name", " 　"},
      {"register", "EBINA", "--name", "a", "--role", "king"},
      {"register", "EBINA", "--name", "a", "--channel", "dove"},
      {"register", "EBINA", "--name", "a\xff"},
      {"cancel", "EBINA", "999", "--reason", "x"},
      {"admit", "EBINA", "no-such-id"},
      {"scan", "EBINA", "a", "b", "--scan-id", "x"},
      {"scan", "EBINA", "a", "--at", "2025-10-24T18:06:00+09:00"},
      {"scan", "EBINA", "a", "--at", "soon"},
      {"scan", "EBINA", "a", "--event", "EBINA"},
      {"export", "EBINA", "nonsense", "--out", "/tmp/x.csv"},
      {"export", "EBINA", "roster", "--format", "odd", "--out", "/tmp/x"},
      {"ticket", "issue", "EBINA", "--out", "/tmp", "--format", "docx"},
      {"roster", "import", "EBINA", "/nonexistent.csv"},
      {"roster", "import", "EBINA", "/dev/null", "--mapping", "none"},
      {"attendance", "enter", "EBINA", "twelve"},
      {"event", "set", "EBINA", "capasity=3"},
      {"event", "set", "EBINA", "capacity=many"},
      {"event", "add", "/nonexistent.toml"}};
  for (const auto& call : calls) {
    const Ran ran = program.json(call);
    EXPECT_EQ(ran.exit_code, 2) << ::testing::PrintToString(call) << ran.err;
    EXPECT_EQ(ran.out, "") << ::testing::PrintToString(call);
    EXPECT_NE(ran.err, "") << ::testing::PrintToString(call);
  }
}

TEST(CliCall, OptionsMayStandBeforeAndAfterTheCommand) {
  const Program program;
  const Ran before = program.bare({"--data", program.store(), "--json", "event", "show", "EBINA"});
  const Ran after = program.bare({"event", "show", "--json", "EBINA", "--data=" + program.store()});
  EXPECT_EQ(before.exit_code, 0);
  EXPECT_EQ(after.out, before.out);
}

TEST(CliCall, ValuesAreNeverTakenForCommandsListsOrOptions) {
  const Program program;
  for (const std::string name :
       {"list", "event", "[a,b]", "--", "--json", "-x", "a=b", "=cmd|' /c calc'!A1", "%%", "++"}) {
    const Ran ran = program.json({"register", "LECTURE", "--name", name});
    ASSERT_EQ(ran.exit_code, 0) << name << ran.err;
    const Ran listed =
        program.json({"roster", "list", "LECTURE", "--search", std::to_string(ran.line().at("number").get<int>())});
    bool found = false;
    for (const auto& row : listed.lines()) found = found || row.at("name") == name;
    EXPECT_TRUE(found) << name << listed.out;
  }
  const Ran scans = program.json({"scan", "EBINA", "list", "[a,b]", "", "-", "--", "--json", "--", "-h"});
  EXPECT_EQ(scans.exit_code, 1);
  EXPECT_EQ(scans.lines().size(), 7U);
}

TEST(CliCall, NowIsForPracticeStoresOnly) {
  Program program(false);
  program.now = "";
  EXPECT_EQ(program.json({"init"}).line().at("practice"), false);
  EXPECT_EQ(program.json({"event", "list"}).exit_code, 0);
  program.now = "2025-10-24T18:05:00+09:00";
  const Ran refused = program.json({"event", "list"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--now"));
  const Program practice;
  EXPECT_EQ(practice.bare({"--data", practice.store(), "--now", "yesterday", "event", "list"}).exit_code, 2);
}

TEST(CliCall, FindsTheStoreByOptionAndEnvironment) {
  const Program program;
  ASSERT_EQ(::setenv("UKETSUKE_DATA", program.store().c_str(), 1), 0);
  EXPECT_EQ(program.bare({"--json", "event", "list"}).lines().size(), 4U);
  ASSERT_EQ(::setenv("UKETSUKE_DATA", "/nonexistent", 1), 0);
  EXPECT_EQ(program.bare({"--json", "--data", program.store(), "event", "list"}).lines().size(), 4U);
  const Ran none = program.bare({"event", "list"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("init"));
  ::unsetenv("UKETSUKE_DATA");
}

TEST(CliCall, WhatATerminalObeysIsShownHarmlessly) {
  const Program program;
  program.json({"register", "LECTURE", "--name", "\x1B[2J赤\x07\n二"});
  const Ran list = program.plain({"roster", "list", "LECTURE"});
  EXPECT_EQ(list.exit_code, 0);
  EXPECT_THAT(list.out, Not(HasSubstr("\x1B")));
  EXPECT_THAT(list.out, Not(HasSubstr("\x07")));
  EXPECT_THAT(list.out, HasSubstr("赤"));
  EXPECT_EQ(std::count(list.out.begin(), list.out.end(), '\n'), 1);
  EXPECT_THAT(program.plain({"event", "show", "\x1B[2J"}).err, Not(HasSubstr("\x1B")));
}

TEST(CliCall, BadUtf8NeverMakesBadJson) {
  const Program program;
  const Ran scan = program.json({"scan", "EBINA", "\xff\xfe", "KTSK\xE3\x81"});
  EXPECT_EQ(scan.exit_code, 1);
  EXPECT_EQ(scan.lines().size(), 2U);
  EXPECT_EQ(program.json({"scan", "EBINA", "x", "--by", "\xff"}).exit_code, 1);
  EXPECT_EQ(program.json({"scan", "EBINA", "x", "--scan-id", "\xff"}).exit_code, 2);
  EXPECT_EQ(program.json({"event", "show", "\xff"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "list", "EBINA", "--search", "\xff"}).exit_code, 0);
}

TEST(CliCall, AStdoutThatCannotBeWrittenComesTo4) {
  if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full here";
  const Program program;
  const std::string shell = "'" + std::string(UKETSUKE_BINARY_DIR) + "/uketsuke' --data '" + program.store() +
                            "' --json event list > /dev/full 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(shell.c_str())), 4);
}

}  // namespace
}  // namespace uketsuke::testing
