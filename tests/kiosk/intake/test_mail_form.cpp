// The application form as people write it into mails: what is read for sure, and what becomes a draft with its reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/intake/mail_form.h"
#include "kiosk/intake/mail_html.h"
#include "kiosk/intake/mail_text.h"
#include "kiosk/intake/mail_values.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;

const std::string kForm =
    "お世話になっております。下記のとおり申し込みます。\n"
    "\n"
    "事業所名：みどり訪問看護ステーション\n"
    "事業所連絡担当者：森 一子\n"
    "事業所メールアドレス：midori@example.jp\n"
    "事業所電話番号：046-000-1111\n"
    "\n"
    "氏名（ふりがな）：山田 太郎（やまだ たろう）\n"
    "メールアドレス：同上\n"
    "職種：看護師\n"
    "\n"
    "氏名（ふりがな）：髙橋 花子（タカハシ ハナコ）\n"
    "メールアドレス：hanako@example.jp\n"
    "職種：〃\n"
    "\n"
    "聞いてみたい職種：医師・その他（ケアマネジャー）\n"
    "聞いてみたい内容：夜間の連絡について\n"
    "　教えてください\n"
    "\n"
    "よろしくお願いいたします。\n"
    "--\n"
    "みどり訪問看護ステーション\n"
    "TEL: 046-000-1111  E-mail: midori@example.jp\n";

MailForm read(const std::string& text) { return read_mail_form(clean_mail_text(text), {}); }

std::string faults_of(const MailForm& form) {
  std::string all;
  for (const MailFault& fault : form.faults)
    all += std::to_string(fault.line) + " " + fault.field + ": " + fault.why + "\n";
  return all;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(MailForm, ReadsTheFormWithItsPeopleAndQuestion) {
  const MailForm form = read(kForm);
  EXPECT_TRUE(form.has_form);
  ASSERT_EQ(faults_of(form), "");
  EXPECT_EQ(form.facility, "みどり訪問看護ステーション");
  EXPECT_EQ(form.contact_person, "森 一子");
  const Application& application = form.application;
  EXPECT_EQ(application.channel, Channel::email);
  EXPECT_EQ(application.line, 8);
  ASSERT_EQ(application.attendees.size(), 2U);
  const Attendee& first = application.attendees[0];
  EXPECT_EQ(first.name, "山田 太郎");
  EXPECT_EQ(first.furigana, "やまだ たろう");
  EXPECT_EQ(first.email, "midori@example.jp");
  EXPECT_EQ(first.phone, "046-000-1111");
  EXPECT_EQ(first.profession.given, "看護師");
  EXPECT_EQ(first.note, "連絡担当者：森 一子");
  const Attendee& second = application.attendees[1];
  EXPECT_EQ(second.name, "髙橋 花子");
  EXPECT_EQ(second.facility, "みどり訪問看護ステーション");
  EXPECT_EQ(second.email, "hanako@example.jp");
  EXPECT_EQ(second.profession.given, "看護師");
  ASSERT_EQ(application.questions.size(), 1U);
  EXPECT_EQ(application.questions[0].professions, "医師・その他（ケアマネジャー）");
  EXPECT_EQ(application.questions[0].text, "夜間の連絡について\n教えてください");
}

struct Variant {
  std::string text;
  std::vector<std::string> names;
  std::vector<std::string> emails;
};

TEST(MailForm, ReadsWhatIsTheSameInOtherWords) {
  const std::string head = "事業所名：みどり\n事業所メールアドレス：m@example.jp\n";
  const std::vector<Variant> variants = {
      {head + "氏名(ふりがな):山田 太郎(やまだ たろう)\n職種:看護師\n", {"山田 太郎"}, {""}},
      {head + "氏 名 ： 山田　太郎（ﾔﾏﾀﾞ ﾀﾛｳ）様\n", {"山田　太郎"}, {""}},
      {head + "①氏名：山田太郎\nメール：〃\n②氏名：佐藤花子\nメール：〃\n",
       {"山田太郎", "佐藤花子"},
       {"m@example.jp", "m@example.jp"}},
      {head + "申込者1\n職種：医師\n氏名：山田太郎\n申込者2\n氏名：佐藤花子\n職種：医師\n", {}, {}},
      {head + "職種：医師\n氏名：山田太郎\n職種：医師\n氏名：佐藤花子\n", {"山田太郎", "佐藤花子"}, {"", ""}},
      {head + "(1) 氏名：山田太郎\n(2) 氏名：佐藤花子\n(3) 氏名：鈴木次郎\n(4) 氏名：林三郎\n",
       {"山田太郎", "佐藤花子", "鈴木次郎", "林三郎"},
       {"", "", "", ""}},
      {"氏名：山田太郎　職種：看護師　メールアドレス：y@example.jp\n事業所名：みどり\n",
       {"山田太郎"},
       {"y@example.jp"}},
      {"氏名：山田太郎\nふりがな：やまだたろう\nメール：y@example.jp\n氏名：佐藤花子\nメール：〃\n",
       {"山田太郎", "佐藤花子"},
       {"y@example.jp", "y@example.jp"}},
      {head + "氏名：山田太郎\nメール：y@example.jp\n氏名：佐藤花子\nメール：同上\n",
       {"山田太郎", "佐藤花子"},
       {"y@example.jp", "m@example.jp"}},
      {head + "氏名（ふりがな）：\n山田 太郎（やまだ たろう）\n職種：\n看護師\n", {"山田 太郎"}, {""}},
      {"【事業所名】みどり\n【氏名】山田 太郎\n【職種】看護師\n【メールアドレス】y@example.jp\n",
       {"山田 太郎"},
       {"y@example.jp"}},
      {"事業所名　みどり\n氏名（ふりがな）　山田 太郎（やまだ たろう）\n職種　看護師\n", {"山田 太郎"}, {""}},
      {head + "氏名：山田太郎\nメール：\n職種：\n\n氏名（ふりがな）：\nメールアドレス：\n職種：\n", {"山田太郎"}, {""}},
      {"事業所名：みどり\nメールアドレス：ｍ＠ｅｘａｍｐｌｅ．ｊｐ\n電話番号：０４６－０００－１１１１\n氏名：山田太郎"
       "\nメールアドレス：同上\n",
       {"山田太郎"},
       {"m@example.jp"}},
  };
  for (const Variant& variant : variants) {
    const MailForm form = read(variant.text);
    if (variant.names.empty()) {
      EXPECT_FALSE(form.faults.empty()) << variant.text;
      continue;
    }
    EXPECT_EQ(faults_of(form), "") << variant.text;
    std::vector<std::string> names;
    std::vector<std::string> emails;
    for (const Attendee& attendee : form.application.attendees) {
      names.push_back(attendee.name);
      emails.push_back(attendee.email);
    }
    EXPECT_EQ(names, variant.names) << variant.text;
    EXPECT_EQ(emails, variant.emails) << variant.text;
  }
}

TEST(MailForm, OnlyAWordThatSaysSoMeansTheAddressOfTheFacility) {
  const std::string head = "事業所名：みどり\n事業所メールアドレス：m@example.jp\n氏名：山田太郎\n";
  for (const std::string same : {"同上", "〃", "同じ", "「同上」", "上記と同じ"}) {
    EXPECT_EQ(read(head + "メールアドレス：" + same + "\n職種：医師\n").application.attendees.at(0).email,
              "m@example.jp");
  }
  for (const std::string line : {"", "メールアドレス：\n", "メールアドレス：なし\n", "メールアドレス：　\n"}) {
    const MailForm form = read(head + line + "職種：医師\n");
    EXPECT_EQ(faults_of(form), "") << line;
    EXPECT_EQ(form.application.attendees.at(0).email, "") << line;
    EXPECT_EQ(form.facility_email, "m@example.jp");
  }
}

TEST(MailForm, RowHeadsOfTheTableMayStandBeforeTheFirstFieldOfALine) {
  for (const std::string gap : {"　", " ", "　　", "\t"}) {
    const MailForm form =
        read("事業所名" + gap + "みどり\n連絡先" + gap +
             "事業所連絡担当者：森 一子　事業所メールアドレス：m@example.jp　事業所電話番号：046-000-1111\n"
             "申込者" +
             gap +
             "氏名（ふりがな）：山田 太郎（やまだ たろう）　メールアドレス：同上　職種：医師\n"
             "質問事項" +
             gap + "聞いてみたい職種：薬剤師　聞いてみたい内容：夜間について\n");
    EXPECT_EQ(faults_of(form), "") << gap;
    EXPECT_EQ(form.facility, "みどり");
    EXPECT_EQ(form.contact_person, "森 一子");
    ASSERT_EQ(form.application.attendees.size(), 1U);
    EXPECT_EQ(form.application.attendees[0].email, "m@example.jp");
    ASSERT_EQ(form.application.questions.size(), 1U);
    EXPECT_EQ(form.application.questions[0].professions, "薬剤師");
  }
}

TEST(MailForm, LabelsWithNothingBehindThemAreNoFault) {
  const MailForm form = read(
      "事業所名：\n事業所連絡担当者：\n事業所メールアドレス：\n事業所電話番号：\n氏名（ふりがな）：山田太郎\n"
      "メールアドレス：\n職種：\n聞いてみたい職種：\n聞いてみたい内容：\n");
  EXPECT_EQ(faults_of(form), "");
  ASSERT_EQ(form.application.attendees.size(), 1U);
  EXPECT_EQ(form.application.attendees[0].profession.given, "");
  EXPECT_EQ(form.application.attendees[0].profession.category, ProfessionCategory::other);
  EXPECT_TRUE(form.application.questions.empty());
}

struct Doubt {
  std::string from;
  std::string to;
  std::int64_t line;
  std::string says;
};

TEST(MailForm, WhatCannotBeReadForSureIsAFaultWithLineAndReason) {
  const std::vector<Doubt> doubts = {
      {"山田 太郎（やまだ たろう）", "", 8, "1人目の申込者の氏名がありません"},
      {"氏名（ふりがな）：山田 太郎（やまだ たろう）\n", "", 0, "「氏名：」の行がありません"},
      {"山田 太郎（やまだ たろう）", "山田太郎、佐藤花子", 8, "お一人ずつ"},
      {"山田 太郎（やまだ たろう）", "山田太郎（看護師）", 8, "ふりがなではありません"},
      {"山田 太郎（やまだ たろう）", "未定", 8, "氏名ではありません"},
      {"山田 太郎（やまだ たろう）", "山田 太郎 やまだ たろう", 8, "境目"},
      {"hanako@example.jp", "hanako＠example", 13, "メールアドレスとして読めません"},
      {"046-000-1111", "内線12", 6, "電話番号として読めません"},
      {"職種：看護師", "職X：看護師", 10, "読み取れません"},
      {"職種：〃", "職種：医師\n職種：薬剤師", 15, "重なっています"},
      {"医師・その他（ケアマネジャー）", "医師・歯科医師・薬剤師・看護職・介護職・リハ職・その他（　）", 16,
       "選ばれていません"},
      {"申し込みます", "申し込みを取り消します", 1, "取り消"},
      {"\n聞いてみたい職種", "林 三郎も来ます\n聞いてみたい職種", 15, "読み取れません"},
      {"事業所名：みどり訪問看護ステーション\n", "事業所名：みどり\n事業所名：あおば\n", 4, "2つあります"},
      {"みどり訪問看護ステーション", "みどり\xEF\xBF\xBD", 3, "文字が壊れて"},
  };
  for (const Doubt& doubt : doubts) {
    const MailForm form = read(replaced(kForm, doubt.from, doubt.to));
    if (doubt.line == 0) {
      EXPECT_EQ(form.application.attendees.size(), 2U);  // the fields of a person without a name …
      EXPECT_FALSE(form.faults.empty());
      continue;
    }
    ASSERT_FALSE(form.faults.empty()) << doubt.to;
    EXPECT_THAT(faults_of(form), HasSubstr(doubt.says));
    EXPECT_EQ(form.faults.front().line, doubt.line) << faults_of(form);
  }
}

TEST(MailForm, AFormThatIsOnlyQuotedIsNotRead) {
  std::string quoted = "よろしくお願いします。\n\n";
  for (std::size_t at = 0; at < kForm.size();) {
    const std::size_t end = kForm.find('\n', at);
    quoted += "> " + kForm.substr(at, end - at) + "\n";
    at = end + 1;
  }
  for (const std::string& text :
       {quoted, "確認しました\n-----Original Message-----\n" + kForm,
        "確認しました\n2026年1月10日(土) 12:00 介護課 <a@example.jp>:\n" + kForm,
        "On Sat, Jan 10, 2026 at 12:00 PM office <a@example.jp>\nwrote:\n" + kForm,
        "2026/01/10 高齢介護課 様のメール：\n" + kForm,
        "了解です\n差出人: a@example.jp\n送信日時: 2026年1月10日\n宛先: b@example.jp\n件名: 申込\n" + kForm}) {
    const MailForm form = read(text);
    EXPECT_FALSE(form.has_form) << text;
    EXPECT_TRUE(form.only_quoted) << text;
  }
}

TEST(MailForm, WhatIsQuotedBelowTheFormIsCutOff) {
  const MailForm form = read(kForm + "\n-----Original Message-----\nFrom: office\n氏名：別の人\n職種：医師\n");
  EXPECT_EQ(faults_of(form), "");
  EXPECT_EQ(form.application.attendees.size(), 2U);
}

TEST(MailForm, AForwardedFormIsReadWhereTheSubjectSaysSo) {
  const std::string text =
      "転送します\n\n---------- Forwarded message ---------\nFrom: 森 <m@example.jp>\nDate: 2026年1月10日\nSubject: "
      "申込\nTo: 介護課\n\n" +
      kForm;
  EXPECT_TRUE(read_mail_form(text, {nullptr, false}).only_quoted);
  const MailForm form = read_mail_form(text, {nullptr, true});
  EXPECT_EQ(faults_of(form), "");
  EXPECT_EQ(form.application.attendees.size(), 2U);
}

TEST(MailForm, ATableOfHtmlReadsLikeItsText) {
  const std::string html =
      "<html><head><title>x</title><style>p{}</style></head><body><p>お世話になります。</p><table>"
      "<tr><td>事業所名</td><td>みどり&amp;あおば</td></tr>"
      "<tr><td rowspan=3>連絡先</td><td>事業所連絡担当者：森&nbsp;一子<br>事業所メールアドレス：<a "
      "href='mailto:m@example.jp'>m@example.jp</a></td></tr>"
      "<tr><td>申込者</td><td>氏名（ふりがな）：山田 太郎（やまだ "
      "たろう）<br>メールアドレス：同上<br>職種：&#30475;&#x8B77;師</td></tr>"
      "<tr><td></td><td>氏名（ふりがな）：<br>メールアドレス：<br>職種：</td></tr>"
      "<tr><td>質問事項</"
      "td><td>★今回のテーマに関連して、他の方に聞いてみたいこと。<br>聞いてみたい職種：医師<br>聞いてみたい内容：連携</"
      "td></tr></table>"
      "</body></html>";
  const MailForm form = read(html_to_text(html));
  EXPECT_EQ(faults_of(form), "") << html_to_text(html);
  ASSERT_EQ(form.application.attendees.size(), 1U);
  EXPECT_EQ(form.application.attendees[0].facility, "みどり&あおば");
  EXPECT_EQ(form.application.attendees[0].email, "m@example.jp");
  EXPECT_EQ(form.application.attendees[0].profession.given, "看護師");
  ASSERT_EQ(form.application.questions.size(), 1U);
  EXPECT_EQ(form.application.questions[0].text, "連携");
}

TEST(MailValues, TicksChooseOfTheWholeList) {
  EXPECT_EQ(read_asked_professions("○医師・歯科医師・薬剤師・○看護職・介護職・リハ職・その他（　）"), "医師・看護職");
  EXPECT_EQ(read_asked_professions("☑医師 □歯科医師 □薬剤師"), "医師");
  EXPECT_EQ(read_asked_professions("医師、リハ職"), "医師・リハ職");
  EXPECT_EQ(read_asked_professions("医師・その他（ケアマネ、相談員）"), "医師・その他（ケアマネ、相談員）");
  EXPECT_EQ(read_asked_professions("医師・歯科医師・薬剤師・看護職・介護職・リハ職・その他（　）"), std::nullopt);
  EXPECT_EQ(read_asked_professions(""), "");
}

TEST(MailText, FlowedLinesGoOnAndStuffingGoes) {
  EXPECT_EQ(unflow("聞いてみたい内容： \n夜間の連絡 \nについて\n-- \n署名\n", true),
            "聞いてみたい内容：夜間の連絡について\n-- \n署名\n");
  EXPECT_EQ(unflow("a \nb\n From\n> c \n> d\n", false), "a b\nFrom\n> c d\n");
}

}  // namespace
}  // namespace uketsuke
