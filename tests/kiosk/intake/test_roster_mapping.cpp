// Titles as people write them, and what is told where they are doubtful.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/title_words.h"

namespace uketsuke {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using Titles = std::vector<std::string>;

ColumnMap map(const Titles& titles, const MappingRules* rules = nullptr) {
  const auto columns = map_columns(titles, rules);
  EXPECT_TRUE(columns) << columns.error().what;
  return columns.value_or(ColumnMap{});
}

std::string refused(const Titles& titles, const MappingRules* rules = nullptr) {
  const auto columns = map_columns(titles, rules);
  EXPECT_FALSE(columns);
  return columns ? "" : columns.error().what;
}

TEST(TitleWords, KnowsTheTitlesThatPeopleWrite) {
  const std::vector<std::pair<std::string, RosterField>> known = {
      {"氏名", RosterField::name},
      {"お名前", RosterField::name},
      {"名前（漢字）", RosterField::name},
      {"参加者氏名", RosterField::name},
      {"氏　名", RosterField::name},
      {"氏名【必須】", RosterField::name},
      {"1. お名前 *", RosterField::name},
      {"Q2. 氏名", RosterField::name},
      {"お名前（フルネーム）※必須です", RosterField::name},
      {"お名前をご記入ください", RosterField::name},
      {"Name", RosterField::name},
      {"ふりがな", RosterField::furigana},
      {"フリガナ", RosterField::furigana},
      {"ﾌﾘｶﾞﾅ", RosterField::furigana},
      {"ふりがな（ひらがな）", RosterField::furigana},
      {"カナ", RosterField::furigana},
      {"氏名のフリガナ", RosterField::furigana},
      {"所属", RosterField::facility},
      {"ご所属", RosterField::facility},
      {"事業所名", RosterField::facility},
      {"勤務先", RosterField::facility},
      {"医療機関名", RosterField::facility},
      {"Affiliation", RosterField::facility},
      {"職種", RosterField::profession},
      {"ご職種（複数選択可）", RosterField::profession},
      {"資格", RosterField::profession},
      {"Profession", RosterField::profession},
      {"メールアドレス", RosterField::email},
      {"Ｅメール", RosterField::email},
      {"E-mail", RosterField::email},
      {"Email Address", RosterField::email},
      {"電話", RosterField::phone},
      {"連絡先", RosterField::phone},
      {"ＴＥＬ", RosterField::phone},
      {"タイムスタンプ", RosterField::received},
      {"Timestamp", RosterField::received},
      {"受付日時", RosterField::received},
      {"申込日時", RosterField::received},
      {"送信日時", RosterField::received},
      {"区分", RosterField::role},
      {"役割", RosterField::role},
      {"備考", RosterField::note},
      {"講師への質問", RosterField::question},
      {"他の方に聞いてみたいこと", RosterField::question},
      {"聞いてみたい職種", RosterField::question_professions},
      {"回答ID", RosterField::id},
      {"申込方法", RosterField::channel},
      {"姓", RosterField::family_name},
      {"名", RosterField::given_name},
      {"せい", RosterField::family_kana},
      {"名（フリガナ）", RosterField::given_kana},
      {"個人情報の取り扱いに同意します", RosterField::notice}};
  for (const auto& [title, field] : known) {
    const auto fit = fit_title(title);
    ASSERT_TRUE(fit) << title;
    EXPECT_EQ(word(fit->field), word(field)) << title;
  }
}

TEST(TitleWords, LeavesTheTitlesThatSayNothingOfAnAttendee) {
  for (const char* title : {"", "メールアドレス（確認用）", "講師名", "駐車場"}) {
    EXPECT_FALSE(fit_title(title)) << title;
  }
}

TEST(RosterMapping, FindsTheColumnsOfAGoogleForm) {
  const ColumnMap columns =
      map({"タイムスタンプ", "お名前", "ふりがな", "ご所属", "職種", "メールアドレス", "講師への質問"});
  EXPECT_EQ(columns.at(RosterField::received), 0U);
  EXPECT_EQ(columns.at(RosterField::name), 1U);
  EXPECT_EQ(columns.at(RosterField::question), 6U);
  EXPECT_TRUE(columns.from_web_form);
}

TEST(RosterMapping, TakesACombinedNameAloneAndAsFuriganaBesideAName) {
  const ColumnMap alone = map({"氏名（ふりがな）", "所属"});
  EXPECT_EQ(alone.at(RosterField::name), 0U);
  EXPECT_TRUE(alone.name_holds_furigana);
  const ColumnMap beside = map({"氏名", "氏名（ふりがな）"});
  EXPECT_EQ(beside.at(RosterField::name), 0U);
  EXPECT_EQ(beside.at(RosterField::furigana), 1U);
  const ColumnMap kanji_and_kana = map({"氏名（漢字）", "氏名（ひらがな）"});
  EXPECT_EQ(kanji_and_kana.at(RosterField::name), 0U);
  EXPECT_EQ(kanji_and_kana.at(RosterField::furigana), 1U);
}

TEST(RosterMapping, PrefersTheExactTitle) {
  EXPECT_EQ(map({"お名前（旧姓）", "氏名", "担当者"}).at(RosterField::name), 1U);
  EXPECT_EQ(map({"氏名", "事業所メールアドレス", "メールアドレス"}).at(RosterField::email), 2U);
  EXPECT_EQ(map({"氏名", "法人名", "事業所名"}).at(RosterField::facility), 2U);
}

TEST(RosterMapping, TellsDuplicateHeadersAndHowToMendThem) {
  EXPECT_THAT(refused({"氏名", "所属", "氏名"}),
              AllOf(HasSubstr("1列目「氏名」と3列目「氏名」"), HasSubstr("どちらも「氏名」"), HasSubstr("--mapping")));
  EXPECT_THAT(refused({"氏名", "メールアドレス", "メールアドレス"}), HasSubstr("どちらも「メール」"));
  EXPECT_THAT(refused({"氏名", "お名前"}), HasSubstr("どちらも「氏名」"));
}

TEST(RosterMapping, ListsTheTitlesWhereThereIsNoName) {
  EXPECT_THAT(refused({"番号", "会場"}), AllOf(HasSubstr("「番号」"), HasSubstr("「会場」"), HasSubstr("氏名")));
}

TEST(RosterMapping, FollowsAMappingFile) {
  const auto rules = parse_mapping_toml("name = \"表示名\"\nphone = \"\"\n", "m.toml");
  ASSERT_TRUE(rules) << rules.error().what;
  const ColumnMap columns = map({"表示名", "氏名", "電話", "職種"}, &*rules);
  EXPECT_EQ(columns.at(RosterField::name), 0U);
  EXPECT_FALSE(columns.at(RosterField::phone));
  EXPECT_EQ(columns.at(RosterField::profession), 3U);
  EXPECT_THAT(refused({"氏名"}, &*rules), AllOf(HasSubstr("「表示名」"), HasSubstr("「氏名」")));
}

TEST(RosterMapping, RefusesABadMappingFile) {
  EXPECT_THAT(parse_mapping_toml("nmae = \"x\"\nemail = 3\n", "m").error().what,
              AllOf(HasSubstr("line 1: nmae"), HasSubstr("\"name\""), HasSubstr("line 2: email")));
  EXPECT_FALSE(parse_mapping_toml("name = ", "m"));
}

TEST(RosterMapping, DropsEmptyTitlesAtTheEnd) {
  const ColumnMap columns = map({"氏名", "所属", "", " ", ""});
  EXPECT_EQ(columns.titles.size(), 2U);
  EXPECT_EQ(columns.padded_count, 5U);
}

}  // namespace
}  // namespace uketsuke
