// Mails as a roster: subjects, receipt, what is listed and what is left aside; a thousand damaged ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/roster_mail.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;

const std::string kSubject = "愛川町医療介護多職種研修会申込";

RosterRules rules(PostRule post_rule = PostRule::arrival) {
  RosterRules made;
  made.now = parse_rfc3339("2026-01-20T12:00:00+09:00").value();
  made.mail_subject = kSubject;
  made.post_rule = post_rule;
  return made;
}

const std::string kBody =
    "事業所名：みどり訪問看護ステーション\n"
    "事業所連絡担当者：森 一子\n"
    "事業所メールアドレス：midori@example.jp\n"
    "事業所電話番号：046-000-1111\n"
    "氏名（ふりがな）：山田 太郎（やまだ たろう）\n"
    "メールアドレス：同上\n"
    "職種：看護師\n"
    "氏名（ふりがな）：佐藤 花子（さとう はなこ）\n"
    "メールアドレス：hanako@example.jp\n"
    "職種：介護福祉士\n"
    "氏名（ふりがな）：鈴木 次郎（すずき じろう）\n"
    "メールアドレス：同上\n"
    "職種：理学療法士\n"
    "聞いてみたい職種：医師\n"
    "聞いてみたい内容：夜間の連絡について\n";

std::string mail(const std::string& subject, const std::string& body, const std::string& more = {}) {
  return "From: m@example.jp\nDate: Mon, 19 Jan 2026 10:00:00 +0900\nMessage-ID: <1@example.jp>\nSubject: " + subject +
         "\nContent-Type: text/plain; charset=UTF-8\n" + more + "\n" + body;
}

RosterContent read(const std::string& bytes, PostRule post_rule = PostRule::arrival) {
  return read_roster_mail(bytes, "m.eml", rules(post_rule));
}

TEST(RosterMail, OneMailIsOneApplicationWithItsPeopleAndMessageId) {
  const RosterContent content = read(mail(kSubject, kBody));
  ASSERT_TRUE(content.bad.empty()) << content.bad[0].why;
  ASSERT_EQ(content.applications.size(), 1U);
  const Application& application = content.applications[0];
  EXPECT_EQ(application.attendees.size(), 3U);
  EXPECT_EQ(application.questions.size(), 1U);
  EXPECT_EQ(application.external_id, "1@example.jp");
  EXPECT_EQ(application.received, parse_rfc3339("2026-01-19T10:00:00+09:00").value());
  EXPECT_EQ(application.file, "m.eml");
  EXPECT_EQ(application.line, 5);
}

TEST(RosterMail, TheSubjectIsFoldedAndItsNearMissIsListed) {
  for (const std::string& subject :
       {"Re: " + kSubject, "RE: Fwd: " + kSubject, std::string("　愛川町 医療介護 多職種研修会　申込 "),
        "【" + kSubject + "】", "Ｆｗ：" + kSubject}) {
    EXPECT_EQ(read(mail(subject, kBody)).applications.size(), 1U) << subject;
  }
  for (const std::string subject :
       {"愛川町医療介護多職種研修会の申し込み", "多職種研修会申込", "愛川町医療介護多職種研修会申込について"}) {
    const RosterContent content = read(mail(subject, kBody));
    EXPECT_TRUE(content.applications.empty());
    ASSERT_EQ(content.bad.size(), 1U) << subject;
    EXPECT_THAT(content.bad[0].why, HasSubstr("件名が近い"));
    EXPECT_THAT(content.bad[0].text, HasSubstr("山田 太郎"));
  }
  const RosterContent hidden = read(mail("よろしくお願いします", kBody));
  ASSERT_EQ(hidden.bad.size(), 1U);
  EXPECT_THAT(hidden.bad[0].why, HasSubstr("本文に申込書があります"));
  const RosterContent other = read(mail("町議会だより1月号", "こんにちは\n"));
  EXPECT_TRUE(other.bad.empty());
  ASSERT_EQ(other.notes.size(), 1U);
  EXPECT_THAT(other.notes[0].why, HasSubstr("町議会だより"));
}

TEST(RosterMail, TheSubjectComesFromTheEvent) {
  Event event;
  EXPECT_EQ(mail_subject_of(event), "");
  event.contact = "介護課\nメール a@example.jp（件名: 研修会申込）";
  EXPECT_EQ(mail_subject_of(event), "研修会申込");
  event.form.push_back({"mail_subject", "別の件名"});
  EXPECT_EQ(mail_subject_of(event), "別の件名");
}

TEST(RosterMail, ArrivalOrPostmarkDecidesAndNeitherLiesInTheFuture) {
  const std::string received = "Received: from a by b; Mon, 19 Jan 2026 12:00:00 +0900\n";
  const std::string bytes = received + mail(kSubject, kBody);
  EXPECT_EQ(read(bytes).applications.at(0).received, parse_rfc3339("2026-01-19T12:00:00+09:00").value());
  EXPECT_EQ(read(bytes, PostRule::postmark).applications.at(0).received,
            parse_rfc3339("2026-01-19T10:00:00+09:00").value());
  const auto with_date = [](const std::string& date) {
    std::string made = mail(kSubject, kBody);
    return made.replace(made.find("Mon, 19"), std::string("Mon, 19 Jan 2026 10:00:00 +0900").size(), date);
  };
  for (const std::string& future :
       {with_date("Wed, 21 Jan 2026 10:00:00 +0900"), received + with_date("Wed, 21 Jan 2026 10:00:00 +0900")}) {
    ASSERT_EQ(read(future).bad.size(), 1U);
    EXPECT_THAT(read(future).bad[0].why, HasSubstr("現在より後"));
  }
  EXPECT_THAT(read(with_date("yesterday")).bad.at(0).why, HasSubstr("日時として読めません"));
  // A clock that runs ahead does not make the sending later than the arrival.
  EXPECT_EQ(
      read(received + with_date("Mon, 19 Jan 2026 20:00:00 +0900"), PostRule::postmark).applications.at(0).received,
      parse_rfc3339("2026-01-19T12:00:00+09:00").value());
}

TEST(RosterMail, AFormThatIsOnlyAttachedIsADraft) {
  const std::string parts =
      "Content-Type: multipart/mixed; boundary=b\nMIME-Version: 1.0\nSubject: " + kSubject +
      "\nFrom: a@example.jp\nDate: Mon, 19 Jan 2026 10:00:00 +0900\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n";
  const std::string attachment =
      "--b\nContent-Type: application/msword; name=\"form.doc\"\nContent-Disposition: attachment; "
      "filename=\"form.doc\"\n\nx\n--b--\n";
  const RosterContent only = read(parts + "添付をご覧ください\n" + attachment);
  ASSERT_EQ(only.bad.size(), 1U);
  EXPECT_THAT(only.bad[0].why, HasSubstr("添付を確認してください"));
  const RosterContent both = read(parts + kBody + attachment);
  ASSERT_EQ(both.applications.size(), 1U);
  EXPECT_THAT(both.applications[0].attendees[0].note, HasSubstr("添付あり：form.doc"));
}

TEST(RosterMail, AMailboxHoldsSeveralAndNamesTheOneThatIsBad) {
  const std::string box = "From a@b Mon Jan 19 10:00:00 2026\n" + mail(kSubject, kBody) +
                          "\nFrom a@b Mon Jan 19 11:00:00 2026\n" +
                          mail(kSubject, "事業所名：みどり\n氏名：\n職種：医師\n") +
                          "\nFrom a@b Mon Jan 19 12:00:00 2026\n" + mail("別件", "x\n");
  const RosterContent content = read(box);
  EXPECT_EQ(content.applications.size(), 1U);
  ASSERT_EQ(content.bad.size(), 1U);
  EXPECT_THAT(content.bad[0].why, HasSubstr("2通目"));
  EXPECT_THAT(content.bad[0].why, HasSubstr("氏名がありません"));
  EXPECT_EQ(content.bad[0].line, 2);
  EXPECT_EQ(content.bad[0].field, "氏名");
  EXPECT_EQ(content.notes.size(), 1U);
}

TEST(RosterMail, APastedMailIsReadWithTheLinesAboveIt) {
  const std::string head =
      "件名：" + kSubject + "\n差出人：森 <m@example.jp>\n日時：2026年1月19日 10:05\n宛先：介護課\n\n";
  const PastedMail pasted = read_pasted_mail(head + kBody, "貼り付け", rules());
  ASSERT_TRUE(pasted.bad.empty()) << pasted.bad[0].why;
  EXPECT_EQ(pasted.subject, kSubject);
  EXPECT_EQ(pasted.form.application.received, parse_rfc3339("2026-01-19T10:05:00+09:00").value());
  EXPECT_EQ(pasted.form.application.attendees.size(), 3U);
  EXPECT_EQ(read_pasted_mail(kBody, "p", rules()).form.application.received, std::nullopt);
  EXPECT_EQ(read_pasted_mail(mail(kSubject, kBody), "p", rules()).form.application.external_id, "1@example.jp");
  EXPECT_THAT(read_pasted_mail(" \n", "p", rules()).bad.at(0).why, HasSubstr("本文がありません"));
  EXPECT_THAT(read_pasted_mail("日時：2027年1月19日 10:05\n" + kBody, "p", rules()).bad.at(0).why,
              HasSubstr("現在より後"));
  EXPECT_NE(paste_source("a"), paste_source("b"));
}

/// Everybody of the form, or a line that says that something is wrong. A name that was itself changed is another name.
bool is_whole(const RosterContent& content, const std::vector<std::string>& names) {
  if (!content.bad.empty() || !content.notes.empty()) return true;
  if (content.applications.size() != 1) return false;
  const Application& application = content.applications[0];
  if (application.attendees.size() < names.size()) return false;
  for (const Attendee& attendee : application.attendees) {
    if (attendee.name.empty() || !is_valid_utf8(attendee.name) || !is_valid_utf8(attendee.note)) return false;
  }
  return true;
}

TEST(RosterMail, OfAThousandDamagedMailsNoneLosesAPersonWithoutALineThatSaysSo) {
  const std::string good = mail(kSubject, kBody);
  std::mt19937 random(20260213);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const int count = std::getenv("UKETSUKE_LONG") != nullptr ? 20'000 : 1'000;
  for (int i = 0; i < count; ++i) {
    std::string bytes = good;
    const std::size_t at = below(bytes.size());
    switch (below(6)) {
      case 0:
        bytes.erase(at, 1 + below(8));
        break;
      case 1:
        bytes.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 2:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 3:
        bytes.resize(at);
        break;
      case 4:
        bytes.insert(at, "\n");
        break;
      case 5:
        bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(60)));
        break;
      default:
        break;
    }
    const RosterContent content = read(bytes);
    for (const BadLine& bad : content.bad) {
      ASSERT_GT(bad.line, 0);
      ASSERT_FALSE(bad.why.empty());
      ASSERT_TRUE(is_valid_utf8(bad.text) && is_valid_utf8(bad.why) && is_valid_utf8(bad.field)) << bad.why;
    }
    // What the file itself no longer holds cannot be missed: as many name lines as are left.
    std::vector<std::string> names;
    const std::string label = "氏名（ふりがな）：";
    for (std::size_t found = bytes.find(label, std::min(bytes.find("\n\n"), bytes.size())); found != std::string::npos;
         found = bytes.find(label, found + 1)) {
      const std::size_t value = found + label.size();
      if (value < bytes.size() && bytes[value] != '\n') names.push_back({});  // an empty place is nobody
    }
    ASSERT_TRUE(is_whole(content, names)) << i << "\n" << bytes;
  }
}

}  // namespace
}  // namespace uketsuke
