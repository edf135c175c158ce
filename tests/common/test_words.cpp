// Words of the enums: each has its own, each is read back, Japanese forms are understood.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/roster.h"
#include "common/scan.h"

namespace uketsuke {
namespace {

/// Every value's word is its own and reads back.
template <class E, class FromWord>
void expect_round_trip(E last, FromWord from_word) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<E>(i);
    words.insert(word(value));
    EXPECT_EQ(from_word(word(value)), value) << word(value);
  }
  EXPECT_EQ(words.size(), static_cast<std::size_t>(last) + 1);
}

TEST(Words, ReadBack) {
  expect_round_trip(RegistrationStatus::declined, status_from_word);
  expect_round_trip(Role::guest, role_from_word);
  expect_round_trip(Channel::file, channel_from_word);
  expect_round_trip(ProfessionCategory::other, category_from_word);
  expect_round_trip(RosterSort::group, sort_from_word);
  expect_round_trip(Direction::exit, direction_from_word);
  expect_round_trip(ScanOutcome::not_recorded, scan_outcome_from_word);
}

TEST(Words, AreThoseOfTheContract) {
  EXPECT_EQ(word(Channel::google_form), "google-form");
  EXPECT_EQ(word(Channel::walk_in), "walk-in");
  EXPECT_EQ(word(ProfessionCategory::care_manager), "care_manager");
  EXPECT_EQ(word(RegistrationStatus::waitlisted), "waitlisted");
  EXPECT_EQ(word(ScanOutcome::already_in), "already_in");
  EXPECT_EQ(word(WalkInOutcome::walk_in_closed), "walk_in_closed");
  EXPECT_EQ(word(OverrideReason::phone_call), "phone_call");
  EXPECT_EQ(word(ScanSource::frames), "frames");
}

TEST(Words, UnderstandJapaneseForms) {
  EXPECT_EQ(status_from_word("キャンセル待ち"), RegistrationStatus::waitlisted);
  EXPECT_EQ(role_from_word("講師"), Role::lecturer);
  EXPECT_EQ(role_from_word("主催者・スタッフ"), Role::staff);
  EXPECT_EQ(role_from_word("来賓・委員"), Role::guest);
  EXPECT_EQ(channel_from_word("ＦＡＸ"), Channel::fax);
  EXPECT_EQ(channel_from_word("Googleフォーム"), Channel::google_form);
  EXPECT_EQ(channel_from_word("Google Form"), Channel::google_form);
  EXPECT_EQ(channel_from_word(" メール "), Channel::email);
  EXPECT_EQ(channel_from_word("E-mail"), Channel::email);
  EXPECT_EQ(channel_from_word("郵送"), Channel::post);
  EXPECT_EQ(channel_from_word("当日参加"), Channel::walk_in);
  EXPECT_EQ(sort_from_word("五十音"), RosterSort::kana);
  EXPECT_EQ(sort_from_word("受付番号"), RosterSort::number);
  EXPECT_EQ(category_from_word("ケアマネジャー"), ProfessionCategory::care_manager);
}

TEST(Words, RefuseOthers) {
  for (const std::string& text : {std::string(), std::string(" "), std::string("neko"), std::string("\xFF"),
                                  std::string(1'000'000, 'a'), std::string("confirmed\0", 10)}) {
    EXPECT_FALSE(status_from_word(text).has_value());
    EXPECT_FALSE(role_from_word(text).has_value());
    EXPECT_FALSE(channel_from_word(text).has_value());
    EXPECT_FALSE(category_from_word(text).has_value());
    EXPECT_FALSE(sort_from_word(text).has_value());
    EXPECT_FALSE(direction_from_word(text).has_value());
    EXPECT_FALSE(scan_outcome_from_word(text).has_value());
  }
}

TEST(Words, OverrideReasonsAreKnownByButtonOrWord) {
  for (int i = 0; i <= static_cast<int>(OverrideReason::other); ++i) {
    const auto reason = static_cast<OverrideReason>(i);
    EXPECT_EQ(override_from_words(word(reason)).reason, reason);
    EXPECT_EQ(override_from_words(japanese(reason)).reason, reason);
    EXPECT_TRUE(override_from_words(japanese(reason)).words.empty());
  }
  const Override own = override_from_words(" 会長の紹介 ");
  EXPECT_EQ(own.reason, OverrideReason::other);
  EXPECT_EQ(own.words, "会長の紹介");
}

TEST(Words, CategoriesHaveTheirJapaneseNamesInOrder) {
  EXPECT_EQ(japanese(ProfessionCategory::doctor), "医師");
  EXPECT_EQ(japanese(ProfessionCategory::nurse), "看護職");
  EXPECT_EQ(japanese(ProfessionCategory::office), "事務・管理");
  EXPECT_EQ(static_cast<std::size_t>(ProfessionCategory::other) + 1, kProfessionCategoryCount);
}

}  // namespace
}  // namespace uketsuke
