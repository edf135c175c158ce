// The events that ship: every fact of both flyers, and the lecture without capacity or deadline.
#include <gtest/gtest.h>

#include <string>

#include "kiosk/intake/event_toml.h"

namespace uketsuke {
namespace {

Event shipped(const std::string& name) {
  const auto event = read_event_file(UKETSUKE_SOURCE_DIR "/assets/events/" + name);
  EXPECT_TRUE(event) << event.error().what;
  return event.value_or(Event{});
}

UtcMillis at(const std::string& text) { return parse_rfc3339(text).value(); }

TEST(EventFiles, EbinaHasEveryFactOfItsFlyer) {
  const Event event = shipped("ebina.toml");
  EXPECT_EQ(event.code, EventCode("EBINA"));
  EXPECT_EQ(event.title, "令和7年度 第1回多職種向け研修会");
  EXPECT_EQ(event.theme, "在宅・施設での急変時対応");
  EXPECT_EQ(event.organiser, "えびな在宅医療相談室");
  EXPECT_EQ(event.venue, "海老名市医療センター 3階 大会議室");
  EXPECT_EQ(event.starts_at, at("2025-10-24T18:30:00+09:00"));
  EXPECT_EQ(event.ends_at, at("2025-10-24T20:30:00+09:00"));
  EXPECT_EQ(event.doors_open_at, at("2025-10-24T18:00:00+09:00"));
  EXPECT_EQ(event.deadline, at("2025-10-10T23:59:59.999+09:00"));
  EXPECT_TRUE(event.deadline_date_only);
  EXPECT_EQ(event.capacity, 30);
  EXPECT_EQ(event.tolerance, 3);
  EXPECT_EQ(event.walk_in, WalkInPolicy::staff);
  EXPECT_EQ(event.audience, "海老名市内の医療・介護従事者および関係機関職員");
  ASSERT_EQ(event.lecturers.size(), 2U);
  for (const char* fact : {"並木 淳郎", "湘陽かしわ台病院 院長 循環器内科", "昭和医科大学 医学部 客員教授",
                           "在宅医療における心不全の理解・急変時対応等"}) {
    EXPECT_NE(event.lecturers[0].find(fact), std::string::npos) << fact;
  }
  for (const char* fact : {"飯田 大輔", "海老名市消防本部 警防課救急救命担当課長", "救急車の適正利用について等"}) {
    EXPECT_NE(event.lecturers[1].find(fact), std::string::npos) << fact;
  }
  for (const char* fact : {"〒243-0421", "海老名市さつき町41番地", "046-231-8650", "平日9:00～17:00"}) {
    EXPECT_NE(event.contact.find(fact), std::string::npos) << fact;
  }
  EXPECT_EQ(event.channels, (std::vector<std::string>{"google-form", "fax"}));
  EXPECT_EQ(event.form.size(), 5U);
  EXPECT_EQ(event.notice, Event{}.notice);
}

TEST(EventFiles, AikawaHasEveryFactOfItsFlyerAndForm) {
  const Event event = shipped("aikawa.toml");
  EXPECT_EQ(event.code, EventCode("AIKAWA"));
  EXPECT_EQ(event.title, "令和7年度 多職種研修会");
  EXPECT_EQ(event.theme, "安心して過ごせる場をどう作っていくか ◇わたしたちができることを考えよう◇");
  EXPECT_EQ(event.organiser, "愛川町在宅医療・介護連携推進協議会");
  EXPECT_EQ(event.co_organisers, (std::vector<std::string>{"医療法人社団福寿会 愛川北部病院"}));
  EXPECT_EQ(event.secretariat, "愛川町高齢介護課介護保険班");
  EXPECT_EQ(event.venue, "愛川町文化会館 3階大会議室");
  EXPECT_EQ(event.starts_at, at("2026-02-13T18:30:00+09:00"));
  EXPECT_FALSE(event.ends_at);
  EXPECT_EQ(event.doors_open_at, at("2026-02-13T18:00:00+09:00"));
  EXPECT_EQ(event.deadline, at("2026-01-23T23:59:59.999+09:00"));
  EXPECT_EQ(event.capacity, 80);
  EXPECT_EQ(event.tolerance, 0);
  EXPECT_EQ(event.walk_in, WalkInPolicy::staff);
  for (const char* fact : {"〒243-0392", "愛川町角田251-1", "046-285-2111", "内線3334",
                           "kourei-kaigo@town.aikawa.kanagawa.jp", "愛川町医療介護多職種研修会申込"}) {
    EXPECT_NE(event.contact.find(fact), std::string::npos) << fact;
  }
  EXPECT_EQ(event.channels, (std::vector<std::string>{"post", "email"}));
  EXPECT_EQ(event.professions,
            (std::vector<std::string>{"医師", "歯科医師", "薬剤師", "看護職", "介護職", "リハ職", "その他"}));
  EXPECT_NE(event.notice.find("協議会委員が共有"), std::string::npos);
  ASSERT_EQ(event.form.size(), 9U);
  EXPECT_EQ(event.form.front().id, "facility");  // in the order of the form, not of the alphabet
  EXPECT_EQ(event.form.front().label, "事業所名");
  EXPECT_EQ(event.form.back().id, "question");
}

TEST(EventFiles, TheLectureHasNeitherCapacityNorDeadline) {
  const Event event = shipped("lecture.toml");
  EXPECT_FALSE(event.capacity);
  EXPECT_FALSE(event.room_limit);
  EXPECT_FALSE(event.deadline);
  EXPECT_EQ(event.walk_in, WalkInPolicy::free_seats);
  EXPECT_EQ(event.noun, "講演会");
}

}  // namespace
}  // namespace uketsuke
