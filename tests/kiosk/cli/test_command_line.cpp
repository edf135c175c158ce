// What parse_call makes of values, without a program around it.
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/cli/command_line.h"

namespace uketsuke::cli {
namespace {

struct Parsed {
  std::optional<int> exit;
  std::optional<std::int64_t> number;
};

Parsed parse(const std::vector<std::string>& words) {
  Parsed parsed;
  const Command command{"count", "s", "e", {may("--size", parsed.number, "n")}, nullptr};
  parsed.exit = parse_call(words, {command}).exit;
  return parsed;
}

TEST(CommandLine, ANumberIsReadAsOne) {
  EXPECT_EQ(parse({"count", "--size", "6"}).number, 6);
  EXPECT_EQ(parse({"count", "--size=6"}).number, 6);
  EXPECT_EQ(parse({"--size", "6", "count"}).exit, 2);
  EXPECT_EQ(parse({"count", "--size", "-6"}).number, -6);
  EXPECT_EQ(parse({"count", "--size", "0"}).number, 0);
  EXPECT_EQ(parse({"count"}).number, std::nullopt);
}

TEST(CommandLine, WhatIsNoNumberIsACallThatIsOff) {
  for (const char* text : {"", "six", "6x", "6.5", " 6", "99999999999999999999", "0x10", "--json"}) {
    const Parsed parsed = parse({"count", "--size", text});
    EXPECT_EQ(parsed.exit, 2) << text;
    EXPECT_EQ(parsed.number, std::nullopt) << text;
  }
  EXPECT_EQ(parse({"count", "--size"}).exit, 2);
  EXPECT_EQ(parse({"count", "--size", "1", "--size", "2"}).exit, 2);
}

TEST(CommandLine, AWordThatMustSaySomethingIsNotEmpty) {
  std::string code;
  std::string why;
  std::optional<std::string> in_spite;
  std::optional<std::string> note;
  const Command command{"drop",
                        "s",
                        "e",
                        {needs("CODE", code, "c"), needs("--reason", why, "w"),
                         may_with_words("--override", in_spite, "o"), may("--note", note, "n")},
                        nullptr};
  const auto exit_of = [&](const std::vector<std::string>& words) {
    in_spite = note = std::nullopt;
    return parse_call(words, {command}).exit;
  };
  EXPECT_EQ(exit_of({"drop", "A", "--reason", "人違い", "--note", ""}), std::nullopt);
  for (const char* blank : {"", " ", "　", " \t　"}) {
    EXPECT_EQ(exit_of({"drop", "A", "--reason", blank}), 2) << "\"" << blank << "\"";
    EXPECT_EQ(exit_of({"drop", blank, "--reason", "x"}), 2);
    EXPECT_EQ(exit_of({"drop", "A", "--reason", "x", "--override", blank}), 2);
  }
  EXPECT_EQ(exit_of({"drop", "A", "--reason="}), 2);
}

TEST(CommandLine, TheHelpOfAGroupHasAnExampleOfItsOwn) {
  const Command add{"event add", "s", "uketsuke event add FILE.toml", {}, nullptr};
  const Command show{"event show", "s", "uketsuke event show EBINA", {}, nullptr};
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(parse_call({"event", "--help"}, {add, show}).exit, 0);
  const std::string help = ::testing::internal::GetCapturedStdout();
  EXPECT_NE(help.find("Example:\n  uketsuke event add FILE.toml\n"), std::string::npos) << help;
}

}  // namespace
}  // namespace uketsuke::cli
