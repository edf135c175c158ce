// Mails as a roster: subjects, receipt, what is listed and what is left aside; a thousand damaged ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
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

TEST(RosterMail, TwoFaultsOfOneMailAreTwoEntriesAndOneRow) {
  const std::string body =
      "事業所名：みどり\n事業所電話番号：内線12\n氏名：\nメールアドレス：x＠y\n職種：医師\n氏名：山田太郎\n職種：医師"
      "\n";
  const RosterContent content = read(mail(kSubject, body));
  ASSERT_EQ(content.bad.size(), 3U);
  EXPECT_EQ(content.bad[0].line, 2);
  EXPECT_EQ(content.bad[1].line, 3);
  EXPECT_EQ(content.bad[1].field, "氏名");
  EXPECT_EQ(content.bad[2].line, 4);
  EXPECT_EQ(content.bad[2].field, "メールアドレス");
  EXPECT_THAT(content.bad[0].text, HasSubstr("内線12"));
  EXPECT_EQ(content.bad[1].text, "");
  EXPECT_EQ(content.bad_files, 2);
  const RosterContent box = read("From a@b Mon Jan 19 10:00:00 2026\n" + mail(kSubject, body));
  ASSERT_EQ(box.bad.size(), 3U);
  for (const BadLine& bad : box.bad) EXPECT_EQ(bad.line, 1);
  EXPECT_EQ(read_pasted_mail(body, "p", rules()).bad.size(), 3U);
}

TEST(RosterMail, AMailThatDoesNotSayWhenItCameIsNotTakenAsOfNow) {
  const std::string dated = mail(kSubject, kBody);
  const std::string line = "Date: Mon, 19 Jan 2026 10:00:00 +0900\n";
  for (const std::string& date : {std::string(), std::string("Date: yesterday\n"), std::string("Date:\n")}) {
    std::string bytes = dated;
    bytes.replace(bytes.find(line), line.size(), date);
    const RosterContent content = read(bytes);
    EXPECT_TRUE(content.applications.empty());
    ASSERT_EQ(content.bad.size(), 1U);
    EXPECT_THAT(content.bad[0].why, HasSubstr("受付日時が分かりません。--received-at で指定してください"));
    EXPECT_EQ(content.bad[0].field, "Date");
    RosterRules given = rules();
    given.received_given = true;
    const RosterContent taken = read_roster_mail(bytes, "m.eml", given);
    ASSERT_EQ(taken.applications.size(), 1U);
    EXPECT_EQ(taken.applications[0].received, std::nullopt);
    const RosterContent arrived = read("Received: from a by b; Mon, 19 Jan 2026 12:00:00 +0900\n" + bytes);
    EXPECT_EQ(arrived.applications.size(), 1U);
  }
  std::string pasted = dated;
  pasted.erase(pasted.find(line), line.size());
  EXPECT_TRUE(read_pasted_mail(pasted, "p", rules()).bad.empty());
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
  EXPECT_THAT(content.bad[0].why, HasSubstr("本文2行目"));
  const auto before = box.begin() + static_cast<std::ptrdiff_t>(box.find("\nFrom a@b Mon Jan 19 11") + 1);
  EXPECT_EQ(content.bad[0].line, 1 + std::count(box.begin(), before, '\n'));  // its From line
  EXPECT_EQ(content.bad[0].field, "氏名");
  EXPECT_EQ(content.notes.size(), 1U);
}

std::string base64(const std::string& text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string made;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t i = at; i < at + 3; ++i)
      bits = bits << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) made += at + i > text.size() ? '=' : kDigits[bits >> (18 - 6 * i) & 63];
    if (made.size() % 77 == 76) made += '\n';
  }
  return made + "\n";
}

std::string quoted_printable(const std::string& text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string made;
  std::size_t column = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (column > 70) made += "=\n";
    if (column > 70 || c == '\n') column = 0;
    if (c == '\n') {
      made += c;
    } else {
      made += {'=', kHex[byte >> 4], kHex[byte & 15]};
      column += 3;
    }
  }
  return made;
}

void expect_cut(const std::string& bytes, const std::string& what) {
  const RosterContent content = read(bytes);
  EXPECT_TRUE(content.applications.empty()) << what;
  ASSERT_FALSE(content.bad.empty()) << what;
  EXPECT_THAT(content.bad[0].why, HasSubstr("途中で切れています")) << what;
}

TEST(RosterMail, AMailThatIsCutOffIsNeverTakenAsWhole) {
  const std::string encoded = mail(kSubject, base64(kBody), "Content-Transfer-Encoding: base64\n");
  EXPECT_EQ(read(encoded).applications.size(), 1U);
  for (const std::size_t less : {2U, 3U, 4U, 5U, 101U, 103U}) {  // 5 characters: "=", line end and one group
    expect_cut(encoded.substr(0, encoded.size() - less - 1), "base64 - " + std::to_string(less));
  }
  const std::string printable =
      mail(kSubject, quoted_printable(kBody), "Content-Transfer-Encoding: quoted-printable\n");
  EXPECT_EQ(read(printable).applications.size(), 1U);
  const std::size_t soft = printable.rfind("=\n");
  for (const std::size_t size : {soft + 1, soft + 2, soft + 3, soft + 4, soft + 5}) {
    expect_cut(printable.substr(0, size), "quoted-printable " + std::to_string(size - soft));
  }
  const std::string whole = "From: m@example.jp\nDate: Mon, 19 Jan 2026 10:00:00 +0900\nSubject: " + kSubject +
                            "\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b b\"\n\n--b b\n"
                            "Content-Type: text/plain; charset=UTF-8\n\n" +
                            kBody + "\n--b b--\n";
  EXPECT_EQ(read(whole).applications.size(), 1U);
  EXPECT_EQ(read(whole.substr(0, whole.size() - 1)).applications.size(), 1U);  // only the last line end is missing
  for (const std::size_t less : {2U, 3U, 8U, 60U}) expect_cut(whole.substr(0, whole.size() - less), "multipart");
  const std::string plain = mail(kSubject, kBody);
  EXPECT_EQ(read(plain.substr(0, plain.size() - 1)).applications.size(), 1U);
  expect_cut(plain.substr(0, plain.size() - 2), "inside a character");
  expect_cut(plain.substr(0, plain.find("\n\n") + 1), "headers");
  const std::string jis = "From: m@example.jp\nDate: Mon, 19 Jan 2026 10:00:00 +0900\nSubject: " + kSubject +
                          "\nContent-Type: text/plain; charset=ISO-2022-JP\n\n\x1B$B;aL>\x1B(B:\x1B$B;3ED\x1B(B\n";
  EXPECT_EQ(read(jis).applications.size(), 1U);
  expect_cut(jis.substr(0, jis.size() - 4), "ISO-2022-JP");
}

TEST(RosterMail, TheOtherMailsOfAMailboxAreTakenWhereItsLastIsCutOff) {
  const std::string line = "From a@b Mon Jan 19 10:00:00 2026\n";
  const std::string encoded = mail(kSubject, base64(kBody), "Content-Transfer-Encoding: base64\n");
  const RosterContent content =
      read(line + encoded + "\n" + line + encoded.substr(0, encoded.find("\n\n") + 2 + 77 * 10 - 41));
  EXPECT_EQ(content.applications.size(), 1U);
  ASSERT_FALSE(content.bad.empty());
  EXPECT_THAT(content.bad[0].why, HasSubstr("2通目"));
  EXPECT_THAT(content.bad[0].why, HasSubstr("途中で切れています"));
}

TEST(RosterMail, ASourceThatIsPastedMayLackItsLastLineEndButNotMore) {
  const std::string encoded = mail(kSubject, base64(kBody + "\n\n"), "Content-Transfer-Encoding: base64\n");
  EXPECT_TRUE(read_pasted_mail(encoded.substr(0, encoded.size() - 1), "p", rules()).bad.empty());
  const PastedMail cut = read_pasted_mail(encoded.substr(0, encoded.size() - 3), "p", rules());
  ASSERT_FALSE(cut.bad.empty());
  EXPECT_THAT(cut.bad[0].why, HasSubstr("途中で切れています"));
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
