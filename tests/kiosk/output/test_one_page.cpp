// Pages of assets/documents: what is read, and that each of ours is one page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "kiosk/output/one_page.h"

namespace uketsuke {
namespace {

using Kind = PageBlock::Kind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string out_file(const std::string& name) { return ::testing::TempDir() + "/uketsuke-" + name; }

/// What pdfinfo says of the file.
std::string pdf_info(const std::string& file) {
  const std::string listing = file + ".info";
  EXPECT_EQ(std::system(("pdfinfo '" + file + "' > '" + listing + "'").c_str()), 0);
  const std::string text = slurp(listing);
  std::filesystem::remove(listing);
  return text;
}

TEST(OnePage, ReadsTitlesSectionsPointsAndRows) {
  const auto blocks =
      read_page_blocks("// a remark\n# Title\n\n## Part\nwords\n- point\n| a | b |\n|[0B6B3A] g | m | d\n");
  ASSERT_TRUE(blocks.has_value()) << blocks.error().what;
  std::vector<Kind> kinds;
  for (const PageBlock& block : *blocks) kinds.push_back(block.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::title, Kind::section, Kind::paragraph, Kind::point, Kind::row, Kind::row));
  EXPECT_THAT(blocks->at(4).cells, ElementsAre("a", "b"));
  EXPECT_FALSE(blocks->at(4).color.has_value());
  EXPECT_THAT(blocks->at(5).cells, ElementsAre("g", "m", "d"));
  EXPECT_EQ(blocks->at(5).color, 0x0B6B3AU);
}

TEST(OnePage, NamesTheLineThatItCannotRead) {
  for (const char* text : {"# t\n| alone |\n", "# t\n|[0B6B3] a | b |\n", "# t\n|[green!] a | b |\n"}) {
    const auto blocks = read_page_blocks(text);
    ASSERT_FALSE(blocks.has_value()) << text;
    EXPECT_EQ(blocks.error().code, Code::bad_input);
    EXPECT_EQ(blocks.error().where, "line 2") << text;
  }
  EXPECT_FALSE(read_page_blocks("words first\n").has_value());
  EXPECT_FALSE(read_page_blocks("").has_value());
}

TEST(OnePage, RefusesMoreThanAPageAndLeavesNoFile) {
  std::string text = "# title\n";
  for (int i = 0; i < 200; ++i) text += "- one more point\n";
  const auto blocks = read_page_blocks(text);
  ASSERT_TRUE(blocks.has_value());
  const std::string file = out_file("long.pdf");
  std::filesystem::remove(file);
  const Status written = write_one_page(*blocks, UtcMillis{0}, file);
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, Code::bad_input);
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(OnePage, EachOfOursIsOnePageOfA4) {
  for (const char* name : {"door-card", "it-staff"}) {
    const auto blocks =
        read_page_blocks(slurp(std::string(UKETSUKE_SOURCE_DIR) + "/assets/documents/" + name + ".txt"));
    ASSERT_TRUE(blocks.has_value()) << name << blocks.error().where << blocks.error().what;
    const std::string file = out_file(std::string(name) + ".pdf");
    const Status written = write_one_page(*blocks, UtcMillis{0}, file);
    ASSERT_TRUE(written.has_value()) << name << ": " << written.error().what;
    EXPECT_THAT(pdf_info(file), HasSubstr("Pages:           1\n")) << name;
    EXPECT_THAT(pdf_info(file), HasSubstr("A4")) << name;
    std::filesystem::remove(file);
  }
}

}  // namespace
}  // namespace uketsuke
