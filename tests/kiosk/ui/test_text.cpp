// Words: en answers to ja, every id that the sources name is there, every character of ja is in the fonts.
#include <gtest/gtest.h>
#include <imgui.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "kiosk/ui/line_break.h"
#include "kiosk/ui/text.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

const std::string kRoot = UKETSUKE_SOURCE_DIR;

Texts load(const std::string& language) {
  auto texts = Texts::load(kRoot + "/assets/lang", language);
  if (texts) return *std::move(texts);
  ADD_FAILURE() << texts.error().what;
  return {};
}

TEST(Texts, FillsPlaceholdersAndKeepsUnknownOnes) {
  const Texts texts(std::map<std::string, std::string, std::less<>>{{"a", "{name} 様　{group}グループ {x"}});
  EXPECT_EQ(texts.get("a", {{"name", "山田 {group}"}, {"group", "3"}}), "山田 {group} 様　3グループ {x");
  EXPECT_EQ(texts.get("a", {{"name", "山田"}}), "山田 様　{group}グループ {x");
  EXPECT_EQ(texts.get("b"), "[b]");
}

TEST(Texts, EnglishHasTheSameIdsAndPlaceholders) {
  const Texts ja = load("ja");
  const Texts en = load("en");
  for (const auto& [id, words] : ja.words()) {
    ASSERT_TRUE(en.words().contains(id)) << id;
    EXPECT_EQ(find_placeholders(en.words().at(id)), find_placeholders(words)) << id;
    EXPECT_FALSE(en.words().at(id).empty()) << id;
  }
  for (const auto& [id, words] : en.words()) EXPECT_TRUE(ja.words().contains(id)) << id;
}

TEST(Texts, AValueBringsNoBreakHint) {
  const Texts texts(std::map<std::string, std::string, std::less<>>{{"a", "{name}\u200B様"}});
  EXPECT_EQ(texts.get("a", {{"name", "山\u200B田"}}), "山\uFFFD田\u200B様");
}

TEST(Texts, WhatIsSetInLinesBeforeAttendeesHasBreakHintsBetweenShortPhrases) {
  const Texts ja = load("ja");
  std::size_t seen = 0;
  for (const auto& [id, words] : ja.words()) {
    const bool title = id.starts_with("idle_title") || id == "idle_exit_title" || id == "waiting" || id == "starting";
    const bool result = id.starts_with("result_") && !id.ends_with("_head");
    if (!title && !result) continue;
    ++seen;
    const auto lines = break_lines(words, 0, [](std::string_view piece) { return piece.empty() ? 0.0F : 1.0F; });
    EXPECT_GT(lines.size(), 1U) << id;
    // 9 full-width characters of the idle title, 20 of a result's detail are as wide as their places.
    const std::size_t most = (title ? 10U : 20U) * 3;
    for (const std::string& line : lines) EXPECT_LE(line.size(), most) << id << ": " << line;
  }
  EXPECT_GT(seen, 20U);
}

TEST(Texts, EveryIdThatTheSourcesNameIsThere) {
  const Texts ja = load("ja");
  const std::regex call(R"re(ui\.text\(\s*"([a-z0-9_]+)"\s*[,)])re");
  const std::regex notice(R"re("(notice_[a-z_]+)")re");
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot + "/kiosk")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    std::stringstream content;
    content << in.rdbuf();
    const std::string source = content.str();
    for (const std::regex& pattern : {call, notice}) {
      for (std::sregex_iterator it(source.begin(), source.end(), pattern), end; it != end; ++it) {
        EXPECT_TRUE(ja.words().contains((*it)[1].str())) << (*it)[1] << " in " << entry.path();
        ++seen;
      }
    }
  }
  EXPECT_GT(seen, 20U);
}

std::set<char32_t> characters_of(const std::string& words) {
  std::set<char32_t> found;
  for (std::size_t at = 0; at < words.size();) {
    unsigned codepoint = 0;
    const std::string piece = words.substr(at, first_character_length(std::string_view(words).substr(at)));
    const auto lead = static_cast<unsigned char>(piece[0]);
    codepoint = piece.size() == 1 ? lead : lead & (0xFFU >> (piece.size() + 1));
    for (std::size_t i = 1; i < piece.size(); ++i) {
      codepoint = (codepoint << 6) | (static_cast<unsigned char>(piece[i]) & 0x3FU);
    }
    found.insert(static_cast<char32_t>(codepoint));
    at += piece.size();
  }
  return found;
}

TEST(Fonts, HaveEveryCharacterOfTheScreensAndOfTroublesomeNames) {
  test::HeadlessUi headless;
  std::string all = "髙﨑濵邊邉齋𠮷栁槗廣瀨德　！？゛゜①〒℡㈱々〆ゔヴ";
  for (const char* language : {"ja", "en"}) {
    const Texts texts = load(language);
    for (const auto& [id, words] : texts.words()) all += words;
  }
  all = without_break_hints(all);
  all.erase(std::remove(all.begin(), all.end(), '\n'), all.end());
  for (ImFont* font : {headless.ui().fonts.regular, headless.ui().fonts.bold}) {
    for (const char32_t character : characters_of(all)) {
      EXPECT_TRUE(font->IsGlyphInFont(static_cast<ImWchar>(character))) << "U+" << std::hex << std::uint32_t{character};
    }
  }
}

TEST(Texts, RefusesBrokenAndDoubleWords) {
  const auto folder = std::filesystem::temp_directory_path() / ("uketsuke-texts-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto write = [&](const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; };
  EXPECT_EQ(Texts::load(folder, "ja").error().code, Code::not_found);
  write("ja.json", "{\"a\": ");
  EXPECT_EQ(Texts::load(folder, "ja").error().code, Code::bad_input);
  write("ja.json", "{\"a\": \"1\"}");
  EXPECT_TRUE(Texts::load(folder, "ja"));
  write("ja_more.json", "{\"a\": \"2\"}");
  EXPECT_EQ(Texts::load(folder, "ja").error().code, Code::bad_input);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace uketsuke
