// Mails as bytes: every encoding a town office receives, and what nobody should send.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "kiosk/intake/mail_charset.h"
#include "kiosk/intake/mail_message.h"

namespace uketsuke {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

MailMessage read(const std::string& bytes) {
  auto mail = read_mail_message(bytes);
  EXPECT_TRUE(mail.has_value());
  return mail ? *mail : MailMessage{};
}

TEST(MailMessage, ReadsHeadersAndTimes) {
  const MailMessage mail = read(
      "Received: from mx by office; Fri, 23 Jan 2026 10:06:00 +0900\r\n"
      "Received: from pc by mx; Fri, 23 Jan 2026 09:00:00 +0900\r\n"
      "From: =?UTF-8?B?5bGx55Sw?= <y@example.jp>\r\n"
      "Subject: =?ISO-2022-JP?B?GyRCMCYbKEI=?=\r\n =?ISO-2022-JP?B?GyRCQG4bKEI=?=\r\n"
      "Date: Fri, 23 Jan 2026 10:05:00 +0900\r\n"
      "Message-ID: <a1@example.jp>\r\n\r\nbody\r\n");
  EXPECT_EQ(mail.message_id, "a1@example.jp");
  EXPECT_EQ(mail.from, "山田 <y@example.jp>");
  EXPECT_EQ(mail.subject, "愛川");
  EXPECT_EQ(mail.sent, parse_rfc3339("2026-01-23T10:05:00+09:00").value());
  EXPECT_EQ(mail.arrived, parse_rfc3339("2026-01-23T10:06:00+09:00").value());
  EXPECT_EQ(mail.text, "body\n");
}

TEST(MailMessage, ReadsVendorCharactersAndHalfWidthKanaOfIso2022Jp) {
  // ①髙㈱ as NEC row 13 and NEC selected IBM extensions; ﾔﾏﾀﾞ by ESC ( I and by raw bytes
  EXPECT_EQ(decode_mail_bytes("\x1B$B-!|b-j\x1B(B\x1B(ITO\x40^\x1B(B.", "ISO-2022-JP"), "①髙㈱ﾔﾏﾀﾞ.");
  EXPECT_EQ(decode_mail_bytes("\x1B$B;3ED\x1B(B\xD4\xCF", "iso-2022-jp"), "山田ﾔﾏ");
  EXPECT_EQ(decode_mail_bytes("\x8A\x94", ""), "株");
  EXPECT_EQ(decode_mail_bytes("\x87\x40\xFB\xFC", "Shift_JIS"), "①髙");
  EXPECT_EQ(decode_mail_bytes("\xE5\xB1\xB1", "us-ascii"), "山");
  EXPECT_EQ(decode_mail_bytes("\xBB\xB3\xC5\xC4", "euc-jp"), "山田");
  EXPECT_THAT(decode_mail_bytes("\x1B$B;3\x1B$(D01\x1B(B", "iso-2022-jp"), HasSubstr("\xEF\xBF\xBD"));
}

TEST(MailMessage, ReadsHeadersThatBreakTheRules) {
  EXPECT_EQ(decode_mail_header("\x88\xA4\x90\xEC"), "愛川");                       // raw CP932
  EXPECT_EQ(decode_mail_header("\xE6\x84\x9B\xE5\xB7\x9D"), "愛川");               // raw UTF-8
  EXPECT_EQ(decode_mail_header("\x1B$B0&@n\x1B(B"), "愛川");                       // raw ISO-2022-JP
  EXPECT_EQ(decode_mail_header("=?UTF-8?B?5oSb5Q==?= =?UTF-8?B?t50=?="), "愛川");  // cut inside a character
  EXPECT_EQ(decode_mail_header("=?utf-8?Q?=E6=84=9B_a?= b"), "愛 a b");
  EXPECT_EQ(decode_mail_header("=?utf-8?Q?=E6=84"), "=?utf-8?Q?=E6=84");
}

const std::string kMixed =
    "From: a@example.jp\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n"
    "--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n"
    "--b2\r\nContent-Type: text/plain; charset=Shift_JIS\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "=8ER=93c\r\n--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "PHA+5bGx55SwPC9wPg==\r\n--b2--\r\n"
    "--b1\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
    " filename*=UTF-8''%E7%94%B3%E8%BE%BC.pdf\r\n\r\nxx\r\n"
    "--b1\r\nContent-Type: application/octet-stream; name=\"=?UTF-8?B?55Sz6L68LnhsczQ=?=\"\r\n\r\nyy\r\n--b1--\r\n";

TEST(MailMessage, ReadsPartsAndNamesAttachments) {
  const MailMessage mail = read(kMixed);
  EXPECT_EQ(mail.text, "山田");
  EXPECT_EQ(mail.html_text, "山田\n\n");
  EXPECT_THAT(mail.attachments, ElementsAre("申込.pdf", "申込.xls4"));
}

TEST(MailMessage, SplitsAMailboxAndTakesTheMarkOffFromLines) {
  const auto mails = split_mbox(
      "From a@b Fri Jan 23 10:00:00 2026\nSubject: 1\n\nx\n>From y\n\nFrom the start\n\nFrom c@d Fri Jan 23 11:00:00 "
      "2026\nSubject: 2\n\n>>From z\n");
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(read(mails[0].bytes).text, "x\nFrom y\n\nFrom the start\n\n");
  EXPECT_EQ(read(mails[1].bytes).text, ">From z\n");
  EXPECT_EQ(mails[0].line, 1);
  EXPECT_EQ(mails[1].line, 9);
  EXPECT_EQ(split_mbox("Subject: 1\n\nFrom a 10:00\n").size(), 1U);
}

TEST(MailMessage, KnowsMailsByTheirBytes) {
  EXPECT_TRUE(looks_like_mail("From a@b Fri Jan 23 10:00:00 2026\n"));
  EXPECT_TRUE(looks_like_mail("Received: x\r\nFrom: a\r\nSubject: s\r\n\r\n"));
  EXPECT_FALSE(looks_like_mail("氏名,所属\n"));
  EXPECT_FALSE(looks_like_mail("Date: today\n"));
}

TEST(MailMessage, WhatIsHostileIsRefusedOrReadInTime) {
  const auto begin = std::chrono::steady_clock::now();
  std::string deep = "From: a\nSubject: s\nMIME-Version: 1.0\n";
  for (int i = 0; i < 20000; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_FALSE(read_mail_message(deep).has_value());
  std::string less = "From: a\nSubject: s\nMIME-Version: 1.0\n";
  for (int i = 0; i < 300; ++i)
    less += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_TRUE(read_mail_message(less + "Content-Type: text/plain\n\nx\n").has_value());
  EXPECT_EQ(read("Subject: s\nContent-Type: text/html\n\n" + std::string(400'000, '<')).subject, "s");
  std::string tags;
  for (int i = 0; i < 100'000; ++i) tags += "<style>&a";
  EXPECT_EQ(read("Subject: s\nContent-Type: text/html\n\n" + tags).subject, "s");
  EXPECT_FALSE(read_mail_message(std::string(kMaxMailBytes + 1, 'x')).has_value());
  for (const char* odd :
       {"", "\n", ":", "\xFF\xFE", "Subject", "Content-Type: multipart/mixed\n\n", "Content-Type: ;;;\n\nx"})
    (void)read_mail_message(odd);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace uketsuke
