// Kinds of facilities: the shipped words tell them, the longest decides; a bad file is named with its line.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "kiosk/intake/facility_kinds.h"

namespace uketsuke {
namespace {

FacilityKinds shipped() {
  const auto kinds = read_facility_kinds_file(UKETSUKE_SOURCE_DIR "/assets/facility_kinds.toml");
  EXPECT_TRUE(kinds) << kinds.error().what;
  return kinds.value_or(FacilityKinds());
}

TEST(FacilityKinds, TheShippedFileHasEveryKindOnce) {
  EXPECT_EQ(shipped().kinds().size(), 26U);
  EXPECT_EQ(shipped().kinds().front().name, "病院");
}

TEST(FacilityKinds, ANameIsGuessedByItsLongestWord) {
  const FacilityKinds kinds = shipped();
  const std::vector<std::pair<const char*, const char*>> expected = {
      {"医療法人社団福寿会 愛川北部病院", "病院"},
      {"もみじ谷内科", "診療所"},
      {"さくら訪問看護ステーション", "訪問看護"},
      {"ひまわりデイサービスセンター", "通所介護"},
      {"特別養護老人ホーム 緑園", "特養"},
      {"北部地域包括支援センター", "地域包括"},
      {"あおば居宅介護支援事業所", "居宅介護支援"},
      {"愛川町役場 高齢介護課", "行政"},
      {"すみれ歯科医院", "歯科診療所"},
      {"ﾐﾄﾞﾘ薬局", "薬局"},
      {"看護小規模多機能 つばさ", "看多機"},
      {"サービス付き高齢者向け住宅 やすらぎ", "有料・サ高住"}};
  for (const auto& [name, kind] : expected) {
    const auto found = kinds.find("", name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->name, kind) << name;
  }
}

TEST(FacilityKinds, TheGivenKindGoesBeforeTheName) {
  const auto found = shipped().find("訪問看護", "愛川北部病院");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "訪問看護");
  EXPECT_EQ(found->setting, Setting::home);
  EXPECT_EQ(shipped().find("よく分からないもの", "愛川北部病院")->name, "病院");
}

TEST(FacilityKinds, WhatNothingTellsHasNoKind) {
  EXPECT_FALSE(shipped().find("", "つばさ"));
  EXPECT_FALSE(shipped().find("", ""));
  EXPECT_FALSE(shipped().find("", "\xff\xfe"));
}

TEST(FacilityKinds, AmongEqualsTheOneFurtherUpDecides) {
  const auto kinds = parse_facility_kinds_toml(
      "[[kind]]\nname='甲'\nsetting='home'\nwords=['あか']\n[[kind]]\nname='乙'\nsetting='day'\nwords=['きい','あかい']"
      "\n",
      "k.toml");
  ASSERT_TRUE(kinds);
  EXPECT_EQ(kinds->find("", "きいあか")->name, "甲");
  EXPECT_EQ(kinds->find("", "きいあかい")->name, "乙");
}

TEST(FacilityKinds, ABadFileIsNamedWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"[[kind]]\nname='a'\nsetting='moon'\nwords=[]\n", "line 3"},
      {"[[kind]]\nname='a'\nsetting='day'\n", "needs name, setting and words"},
      {"[[kind]]\nname='a'\nsetting='day'\nwords=['x',\n'x']\n", "line 5"},
      {"[[kind]]\nname='a'\nsetting='day'\nwords=[1]\n", "list of texts"},
      {"[[kind]]\nname='a'\nsetting='day'\nwords=['']\n", "says nothing"},
      {"[[kind]]\nname='a'\nsetting='day'\nwords=[]\nsize=1\n", "size is none of"},
      {"kinds=1\n", "kinds is no [[kind]]"},
      {"kind=[1]\n", "must be a table"},
      {"a=\n", "line 1"},
      {"\xff", "UTF-8"}};
  for (const auto& [text, words] : bad) {
    const auto kinds = parse_facility_kinds_toml(text, "k.toml");
    ASSERT_FALSE(kinds) << text;
    EXPECT_EQ(kinds.error().code, Code::bad_input);
    EXPECT_NE(kinds.error().what.find(words), std::string::npos) << kinds.error().what;
    EXPECT_EQ(kinds.error().where, "k.toml");
  }
}

}  // namespace
}  // namespace uketsuke
