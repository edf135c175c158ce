// Formats that are known by their titles, presets by name, what a mapping file may say beside titles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "kiosk/intake/event_rules.h"
#include "kiosk/intake/mapping_files.h"
#include "kiosk/intake/roster_reader.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;

constexpr const char* kAssets = UKETSUKE_SOURCE_DIR "/assets";

RosterContent read(const std::string& text, const EventRulesFrom& from = {kAssets, "/nonexistent"}) {
  EventRules rules;
  const Status loaded = rules.load(from, Event{}, *Zone::find("Asia/Tokyo"), {1'761'296'400'000});
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().what);
  return read_roster_text(text, "a.csv", rules.rules);
}

TEST(Presets, ALogoformFileIsKnownByItsTitles) {
  const auto content = read(
      "受付番号,送信日時,処理状況,お名前,ご所属\n"
      "A-1,2025/10/01 09:30:00,受付済,山田 太郎,甲\nA-2,2025/10/01 09:31:00,取下げ,鈴木 花子,乙\n");
  ASSERT_TRUE(content.bad.empty()) << content.bad.front().why;
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].external_id, "A-1");
  EXPECT_TRUE(content.applications[0].received);
  EXPECT_EQ(content.applications[0].attendees[0].facility, "甲");
  ASSERT_EQ(content.notes.size(), 2U);
  EXPECT_THAT(content.notes[0].why, HasSubstr("LoGoフォーム"));
  EXPECT_EQ(content.notes[1].line, 3);
  EXPECT_THAT(content.notes[1].why, HasSubstr("取下げ"));
}

TEST(Presets, AFileOfEKanagawaIsKnownByItsTitles) {
  const auto content = read("整理番号,申込日時,処理状況,氏名\n1234,2025/10/01 09:30,処理待ち,山田 太郎\n");
  ASSERT_EQ(content.applications.size(), 1U) << content.bad.front().why;
  EXPECT_EQ(content.applications[0].external_id, "1234");
  EXPECT_THAT(content.notes.at(0).why, HasSubstr("e-kanagawa"));
}

TEST(Presets, OurOwnListsAreNoFormatOfOthers) {
  const auto content = read("受付番号,氏名,所属\n1,山田 太郎,甲\n");
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].external_id, "") << "our reception number is no id of a channel";
  EXPECT_TRUE(content.notes.empty());
}

TEST(Presets, ByNameTheTitlesNeedNotAllBeThere) {
  const auto content = read("回答ID,氏名\nX9,山田\n", {kAssets, "/nonexistent", {}, "logoform"});
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].external_id, "X9");
}

TEST(Presets, AnUnknownNameNamesThoseThereAre) {
  const MappingFolders folders{"/nonexistent", std::string(kAssets) + "/mappings"};
  const auto unknown = load_preset(folders, "logofrom");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::not_found);
  EXPECT_THAT(unknown.error().what, HasSubstr("e-kanagawa、logoform"));
  EXPECT_FALSE(load_preset(folders, "../mappings/logoform")) << "a name, no path";
  EXPECT_THAT(load_mapping(folders, "x").error().what, HasSubstr("logoform"));
  EventRules rules;
  const auto both = rules.load({kAssets, "/nonexistent", "a", "b"}, Event{}, Zone(), {});
  EXPECT_EQ(both.error().code, Code::bad_call);
}

TEST(Presets, AnOfficesOwnFormatGoesBeforeTheShippedOne) {
  const testing::TempFolder folder;
  ASSERT_EQ(::system(("mkdir " + folder.file("mappings")).c_str()), 0);
  std::ofstream(folder.file("mappings") + "/own.toml")
      << "preset = \"町のフォーム\"\nwhen = [\"受付番号\", \"送信日時\"]\nnote = [\"受付番号\"]\n";
  std::ofstream(folder.file("mappings") + "/broken.toml") << "preset = ";
  const auto content = read("受付番号,送信日時,氏名\n7,2025/10/1,山田\n", {kAssets, folder.path()});
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].attendees[0].note, "7");
  EXPECT_THAT(content.notes.at(0).why, HasSubstr("町のフォーム"));
}

TEST(Presets, WhatIsWrongInAFileIsNamedWithItsLine) {
  for (const char* bad : {"when = []\n", "when = \"a\"\n", "preset = 3\n", "[skip]\ntitle = \"a\"\n", "id = [1]\n",
                          "[skip]\ntitle = \"a\"\nvalues = [\"\"]\n"}) {
    const auto rules = parse_mapping_toml(bad, "m.toml");
    ASSERT_FALSE(rules) << bad;
    EXPECT_THAT(rules.error().what, HasSubstr("line 1")) << bad;
  }
  const auto unknown = parse_mapping_toml("name = \"氏名\"\npresett = \"x\"\n", "m.toml");
  EXPECT_THAT(unknown.error().what, HasSubstr("did you mean \"preset\""));
}

TEST(Titles, WhomLettersGoToIsKnownByItsUsualTitles) {
  for (const char* title : {"事業所連絡担当者", "担当者氏名", "ご担当者", "連絡先担当者"}) {
    const auto map = map_columns({"氏名", title}, nullptr);
    ASSERT_TRUE(map) << title;
    EXPECT_EQ(map->at(RosterField::contact_person), 1U) << title;
  }
}

TEST(Titles, ContactPersonAndKindAreReadAndNobodyElsesName) {
  const auto content = read("氏名,担当者,種別,講師名\n山田,森 一子,訪問看護,高橋\n");
  ASSERT_EQ(content.applications.size(), 1U) << content.bad.front().why;
  EXPECT_EQ(content.applications[0].contact_person, "森 一子");
  EXPECT_EQ(content.applications[0].facility_kind, "訪問看護");
  EXPECT_EQ(content.applications[0].attendees[0].name, "山田");
}

}  // namespace
}  // namespace uketsuke
