// The shipped synonyms: what care workers write, and where it is counted.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/profession.h"

namespace uketsuke {
namespace {

using C = ProfessionCategory;
using Words = std::vector<std::pair<std::string, C>>;

/// The lists of assets/professions.toml, as far as a test needs TOML: "key = [", quoted words, "]".
Words read_words() {
  std::ifstream file(std::string(UKETSUKE_SOURCE_DIR) + "/assets/professions.toml");
  Words words;
  std::optional<C> category;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (const auto equals = line.find(" = ["); equals != std::string::npos) {
      category = category_from_word(line.substr(0, equals));
      EXPECT_TRUE(category.has_value()) << line;
    }
    for (std::size_t open = line.find('"'); open != std::string::npos && category; open = line.find('"', open)) {
      const std::size_t close = line.find('"', open + 1);
      words.emplace_back(line.substr(open + 1, close - open - 1), *category);
      open = close + 1;
    }
  }
  return words;
}

class Professions : public ::testing::Test {
 protected:
  Words words = read_words();
  ProfessionTable table{words};
};

struct Counted {
  std::string_view given;
  ProfessionCategory category;
};
constexpr Counted kCounted[] = {
    {"医師", C::doctor},
    {"開業医", C::doctor},
    {"内科医", C::doctor},
    {"Dr.", C::doctor},
    {"ＤＲ", C::doctor},
    {"訪問診療医", C::doctor},
    {"歯科医師", C::dentist},
    {"歯科医", C::dentist},
    {"薬剤師", C::pharmacist},
    {"薬局薬剤師", C::pharmacist},
    {"管理薬剤師", C::pharmacist},
    {"看護師", C::nurse},
    {"准看護師", C::nurse},
    {"保健師", C::nurse},
    {"助産師", C::nurse},
    {"訪問看護師", C::nurse},
    {"Ns", C::nurse},
    {"ナース", C::nurse},
    {"病棟看護師長", C::nurse},
    {"手術室看護師", C::nurse},
    {"看護職", C::nurse},
    {"PT", C::rehabilitation},
    {"ＯＴ", C::rehabilitation},
    {"st", C::rehabilitation},
    {"P.T.", C::rehabilitation},
    {"理学療法士", C::rehabilitation},
    {"主任理学療法士", C::rehabilitation},
    {"言語聴覚士", C::rehabilitation},
    {"管理栄養士", C::dietitian},
    {"栄養士", C::dietitian},
    {"管理栄養士・栄養士", C::dietitian},
    {"歯科衛生士", C::dental_hygienist},
    {"DH", C::dental_hygienist},
    {"ケアマネ", C::care_manager},
    {"ケアマネージャー", C::care_manager},
    {"ｹｱﾏﾈｼﾞｬｰ", C::care_manager},
    {"介護支援専門員", C::care_manager},
    {"主任ケアマネ", C::care_manager},
    {"主任介護支援専門員", C::care_manager},
    {"居宅ケアマネ", C::care_manager},
    {"MSW", C::social_worker},
    {"社会福祉士", C::social_worker},
    {"生活相談員", C::social_worker},
    {"精神保健福祉士", C::social_worker},
    {"地域包括支援センター職員", C::social_worker},
    {"愛川町社会福祉協議会", C::social_worker},
    {"サ責", C::care_worker},
    {"サービス提供責任者", C::care_worker},
    {"ホームヘルパー", C::care_worker},
    {"介護福祉士", C::care_worker},
    {"介護職", C::care_worker},
    {"ヘルパー２級", C::care_worker},
    {"福祉用具専門相談員", C::welfare_equipment},
    {"福祉用具", C::welfare_equipment},
    {"行政職員", C::administration},
    {"市職員", C::administration},
    {"海老名市役所", C::administration},
    {"行政", C::administration},
    {"救急救命士", C::fire_ambulance},
    {"消防士", C::fire_ambulance},
    {"消防・救急", C::fire_ambulance},
    {"事務長", C::office},
    {"管理者", C::office},
    {"施設長", C::office},
    {"医療事務", C::office},
    {"事務・管理", C::office},
    {"その他", C::other},
    {"民生委員", C::other},
    {"獣医師", C::other},
    {"", C::other},
    {"　", C::other},
    {"-", C::other},
};

TEST_F(Professions, CountWhatCareWorkersWrite) {
  for (const auto& [given, category] : kCounted) {
    const auto found = table.find(given);
    EXPECT_EQ(japanese(found.profession.category), japanese(category)) << given;
    EXPECT_TRUE(found.known) << given;
    EXPECT_EQ(found.profession.given, given);
  }
}

TEST_F(Professions, SeveralInOneCellCountAsTheFirstKnown) {
  const std::map<std::string, C> expected = {
      {"看護師;介護支援専門員", C::nurse},
      {"ケアマネ、看護師", C::care_manager},
      {"介護福祉士／ケアマネ", C::care_worker},
      {"社会福祉士・主任ケアマネ", C::social_worker},
      {"ねこ係;薬剤師", C::pharmacist},
      {"看護師（訪問）", C::nurse},
      {"管理者兼ケアマネ", C::care_manager},
      {"サ責兼ヘルパー", C::care_worker},
      {"看護師 ケアマネ", C::nurse},
      {"さくら苑 介護職員", C::care_worker},
      {"医師\n看護師", C::doctor},
      {"リハ職(PT)", C::rehabilitation},
  };
  for (const auto& [given, category] : expected) {
    const auto found = table.find(given);
    EXPECT_EQ(japanese(found.profession.category), japanese(category)) << given;
    EXPECT_TRUE(found.known) << given;
  }
}

TEST_F(Professions, UnknownWordsAreKeptAndTold) {
  for (const std::string& given : {std::string("ねこ係"), std::string("院長"), std::string("\xFF\xFE"),
                                   std::string(1'000'000, 'x'), std::string(";;;x"), std::string("師")}) {
    const auto found = table.find(given);
    EXPECT_EQ(found.profession.category, C::other);
    EXPECT_FALSE(found.known) << given.substr(0, 40);
    EXPECT_EQ(found.profession.given, given);
  }
}

TEST_F(Professions, EveryListedWordIsCountedWhereItStands) {
  EXPECT_GT(words.size(), 600U);
  for (const auto& [word, category] : words) {
    const auto found = table.find(word);
    EXPECT_EQ(japanese(found.profession.category), japanese(category)) << word;
    EXPECT_TRUE(found.known) << word;
    EXPECT_FALSE(fold_name(word).empty()) << word;
  }
}

TEST(ProfessionTable, KnowsTheCategoriesOwnNamesWithoutAList) {
  const ProfessionTable table{Words()};
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    EXPECT_EQ(table.find(japanese(category)).profession.category, category);
  }
  EXPECT_FALSE(table.find("看護師").known);
  EXPECT_FALSE(table.find("獣医師").known);  // two characters at the end say too little
  EXPECT_TRUE(table.find("病棟薬剤師").known);
  EXPECT_FALSE(ProfessionTable().find("医師").known);
}

}  // namespace
}  // namespace uketsuke
