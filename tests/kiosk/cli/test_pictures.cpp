// read and scan --image: all files are read before anything is decided; several tickets in one picture are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "kiosk/output/qr_code.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// Codes side by side, as a phone takes a sheet of them.
void write_picture(const std::string& file, const std::vector<std::string>& texts) {
  constexpr int kModule = 6;
  constexpr int kCell = 260;
  const int width = kCell * std::max(1, static_cast<int>(texts.size()));
  std::string pixels(static_cast<std::size_t>(width * kCell), '\xff');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto code = make_qr(texts[i]);
    ASSERT_TRUE(code) << texts[i];
    const int left = kCell * static_cast<int>(i) + 40;
    for (int y = 0; y < code->size * kModule; ++y) {
      for (int x = 0; x < code->size * kModule; ++x) {
        if (code->is_dark(x / kModule, y / kModule)) pixels[static_cast<std::size_t>((y + 40) * width + left + x)] = 0;
      }
    }
  }
  std::ofstream(file, std::ios::binary) << "P5\n" << width << " " << kCell << "\n255\n" << pixels;
}

class CliPictures : public ::testing::Test {
 protected:
  void SetUp() override {
    first_ = program_.ticket(program_.add("一"));
    second_ = program_.ticket(program_.add("二"));
    write_picture(file("one.pgm"), {first_});
    write_picture(file("two.pgm"), {first_, second_});
    write_picture(file("beside.pgm"), {"HTTPS://EXAMPLE.JP", second_});
    write_picture(file("none.pgm"), {});
    program_.write("bad.pgm", "not a picture");
  }
  [[nodiscard]] std::string file(const std::string& name) const { return program_.file(name); }
  [[nodiscard]] Ran scan(const std::vector<std::string>& names) const {
    std::vector<std::string> words = {"scan", "SMALL", "--image"};
    for (const std::string& name : names) words.push_back(file(name));
    return program_.json(words);
  }
  [[nodiscard]] int admitted() const { return program_.json({"event", "show", "SMALL"}).line()["admitted"]; }

  Program program_;
  std::string first_;
  std::string second_;
};

TEST_F(CliPictures, OneThatCannotBeReadLeavesAllUndecided) {
  const Ran missing = scan({"one.pgm", "gone.pgm"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.out, "");
  EXPECT_THAT(missing.err, HasSubstr("gone.pgm"));
  const Ran broken = scan({"one.pgm", "bad.pgm"});
  EXPECT_EQ(broken.exit_code, 3);
  EXPECT_EQ(broken.out, "");
  const Ran both = scan({"one.pgm", "bad.pgm", "gone.pgm"});
  EXPECT_EQ(both.exit_code, 2) << "a file that is missing is the call's";
  EXPECT_THAT(both.err, HasSubstr("bad.pgm"));
  EXPECT_THAT(both.err, HasSubstr("gone.pgm"));
  EXPECT_EQ(program_.json({"scan", "SMALL", second_, "--frames", file("nowhere")}).exit_code, 2);
  EXPECT_EQ(admitted(), 0);
  const Ran good = scan({"one.pgm", "one.pgm"});
  EXPECT_EQ(good.exit_code, 1) << "each picture is its own scan";
  EXPECT_EQ(good.lines().at(0)["outcome"], "admitted");
  EXPECT_EQ(good.lines().at(1)["outcome"], "already_in");
}

TEST_F(CliPictures, SeveralTicketsInOneAreNotTaken) {
  const Ran ran = scan({"two.pgm"});
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  const json line = ran.line();
  EXPECT_EQ(line["outcome"], "several_in_view");
  EXPECT_EQ(line["tickets"], 2);
  EXPECT_TRUE(line["message"].is_string());
  EXPECT_EQ(line.size(), 3U);
  EXPECT_EQ(admitted(), 0);
}

TEST_F(CliPictures, ATicketBesideOtherCodesIsTheTicket) {
  const Ran ran = scan({"beside.pgm"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_EQ(ran.line()["outcome"], "admitted");
}

TEST_F(CliPictures, TicketsThatFollowEachOtherInFramesAreScansOfTheirOwn) {
  const Ran sheets = program_.json(
      {"ticket", "issue", "EBINA", program_.add("三", "EBINA"), program_.add("四", "EBINA"), "--out", file("frames")});
  ASSERT_EQ(sheets.lines().size(), 2U) << sheets.err;
  const Ran ran = program_.json({"scan", "EBINA", "--frames", file("frames")});
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  ASSERT_EQ(ran.lines().size(), 2U);
  EXPECT_EQ(ran.lines()[0]["name"], "三");
  EXPECT_EQ(ran.lines()[1]["name"], "四");
}

TEST_F(CliPictures, ReadSaysWhatEachFileComesTo) {
  const Ran missing = program_.bare({"--json", "read", file("gone.pgm"), file("bad.pgm"), file("one.pgm")});
  EXPECT_EQ(missing.exit_code, 2) << "as alone";
  const Ran broken = program_.bare({"--json", "read", file("bad.pgm"), file("one.pgm"), file("none.pgm")});
  EXPECT_EQ(broken.exit_code, 3);
  ASSERT_EQ(broken.lines().size(), 3U) << "one a file";
  const json line = broken.lines()[0];
  EXPECT_EQ(line["file"], file("bad.pgm"));
  EXPECT_EQ(line["texts"], json::array());
  EXPECT_THAT(std::string(line.value("why", "")), HasSubstr("bad.pgm"));
  EXPECT_EQ(broken.lines()[1]["texts"], json::array({first_}));
  EXPECT_EQ(broken.lines()[2].size(), 4U) << "a good picture without a code";
}

}  // namespace
}  // namespace uketsuke::testing
