// A draft is read as far as it can be: what is wrong or missing is empty, nothing is guessed.
#include <gtest/gtest.h>

#include "kiosk/intake/draft_reading.h"

namespace uketsuke {
namespace {

constexpr UtcMillis kHeld{1'760'000'000'000};

RosterRules rules() {
  RosterRules rules;
  rules.zone = *Zone::find("Asia/Tokyo");
  rules.now = kHeld + 3'600'000;
  return rules;
}

/// The draft that a bad line of a CSV becomes.
Draft held(const std::string& csv) {
  const RosterContent content = read_roster_text(csv, "名簿.csv", rules());
  EXPECT_EQ(content.bad.size(), 1U);
  return {"1", content.bad.front(), kHeld, "花子"};
}

TEST(DraftReading, ARowKeepsWhatIsRightAndLeavesOutWhatIsWrong) {
  const Draft draft =
      held("タイムスタンプ,氏名,所属,職種,メール\n2099/01/01 10:00:00,山田 太郎,海老名病院,看護師,a@example.jp\n");
  const Application read = read_draft(draft, rules());
  ASSERT_EQ(read.attendees.size(), 1U);
  EXPECT_EQ(read.attendees[0].name, "山田 太郎");
  EXPECT_EQ(read.attendees[0].facility, "海老名病院");
  EXPECT_EQ(read.attendees[0].email, "a@example.jp");
  EXPECT_EQ(read.received, kHeld) << "the row's own time lies ahead";
  EXPECT_EQ(read.channel, Channel::google_form);
  EXPECT_EQ(read.file, "名簿.csv");
}

TEST(DraftReading, ARowWithoutANameKeepsTheRest) {
  const Draft draft = held("氏名,所属,職種\n,海老名病院,看護師\n");
  const Application read = read_draft(draft, rules());
  EXPECT_EQ(read.attendees[0].name, "");
  EXPECT_EQ(read.attendees[0].facility, "海老名病院");
}

TEST(DraftReading, TheRecordNamesItsTitles) {
  const Draft draft = held("氏名,所属,備考\n,海老名病院,\"一行目\n二行目：つづき\"\n");
  EXPECT_EQ(draft.bad.text, "氏名：\n所属：海老名病院\n備考：一行目\n　二行目：つづき");
  const auto cells = read_labelled_row(draft.bad.text);
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[2].value, "一行目\n二行目：つづき");
}

TEST(DraftReading, WhatIsNoLabelledRowIsShownAndNotGuessed) {
  const Draft draft = held("氏名,所属\n山田,海老名病院,余分\n");
  const Application read = read_draft(draft, rules());
  ASSERT_EQ(read.attendees.size(), 1U);
  EXPECT_EQ(read.attendees[0].name, "");
}

TEST(DraftReading, AMailIsReadAsAPastedOne) {
  Draft draft{"1",
              {"受信箱/1.eml", 0, "職種", "職種がありません",
               "事業所名：みどり薬局\n氏名（ふりがな）：山田 太郎（やまだ たろう）\n"},
              kHeld,
              "花子"};
  EXPECT_TRUE(is_mail_draft(draft));
  const Application read = read_draft(draft, rules());
  EXPECT_EQ(read.channel, Channel::email);
  ASSERT_EQ(read.attendees.size(), 1U);
  EXPECT_EQ(read.attendees[0].name, "山田 太郎");
  EXPECT_EQ(read.attendees[0].facility, "みどり薬局");
  EXPECT_EQ(read.received, kHeld);
}

}  // namespace
}  // namespace uketsuke
