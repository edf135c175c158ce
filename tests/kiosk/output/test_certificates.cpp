// 受講証明書 as pdftotext reads it: who gets one, its words, long names.

#include "kiosk/output/certificates.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using Certificates = OutputTest;

RegistrationRow came(RegistrationRow row) {
  row.checked_in_at = at("2025-10-24T18:07:00+09:00");
  return row;
}

TEST_F(Certificates, SayWhatWasAttended) {
  PaperOccasion occasion = sample_occasion();
  occasion.event.lecturers = {"みほん 太郎氏 みほん病院 院長"};
  occasion.made_at = at("2025-10-25T09:00:00+09:00");
  const std::vector<RegistrationRow> rows = {came(person(1, "髙﨑 𠮷郎", "", "みほん薬局", "薬剤師"))};
  CertificateOptions options;
  options.representative = "会長　みほん 一郎";
  ASSERT_TRUE(write_certificates_pdf(occasion, rows, options, path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  for (const char* words :
       {"第号", "受講証明書", "髙﨑𠮷郎様", "下記のとおり研修を受講されたことを証明します。", "記",
        "令和7年度第1回多職種向け研修会", "在宅・施設での急変時対応",
        "令和7年10月24日（金）午後6時30分～午後8時30分（2時間）", "みほん市医療センター3階大会議室",
        "みほん太郎氏みほん病院院長", "令和7年10月25日", "みほん在宅医療相談室", "会長みほん一郎", "印"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(text.find("登録番号"), std::string::npos) << "only where asked for";
}

TEST_F(Certificates, WithoutAnEndThereAreNoHours) {
  Event event = sample_event();
  EXPECT_EQ(certificate_when(event, Zone()), "令和7年10月24日（金）午後6時30分～午後8時30分（2時間）");
  event.ends_at = at("2025-10-24T20:00:00+09:00");
  EXPECT_EQ(certificate_when(event, Zone()), "令和7年10月24日（金）午後6時30分～午後8時（1時間30分）");
  event.ends_at.reset();
  EXPECT_EQ(certificate_when(event, Zone()), "令和7年10月24日（金）午後6時30分");
}

TEST_F(Certificates, AreForParticipantsWhoStayed) {
  Event event = sample_event();
  RegistrationRow row = person(1, "一", "", "", "");
  EXPECT_FALSE(is_certified(row, event)) << "did not come";
  row = came(row);
  EXPECT_TRUE(is_certified(row, event));
  event.exit_scan = true;
  event.minimum_minutes = 90;
  row.minutes_attended = 89;
  EXPECT_FALSE(is_certified(row, event));
  row.minutes_attended = 90;
  EXPECT_TRUE(is_certified(row, event));
  row.minutes_attended.reset();
  row.checked_out_at = at("2025-10-24T19:00:00+09:00");
  EXPECT_FALSE(is_certified(row, event)) << "30 minutes";
  event.ends_at.reset();
  EXPECT_TRUE(is_certified(row, event)) << "no minutes are known";
  row.attendee.role = Role::lecturer;
  EXPECT_FALSE(is_certified(row, event));
}

TEST_F(Certificates, LongNamesFit) {
  PaperOccasion occasion = sample_occasion();
  occasion.event.organiser = "みほん町在宅医療・介護連携推進協議会みほん地区多職種連携研修企画運営委員会事務局";
  occasion.event.title += "　在宅医療と介護の連携を深めるための多職種合同事例検討および意見交換会";
  std::vector<RegistrationRow> rows = hard_people();
  for (RegistrationRow& row : rows) row = came(row);
  ASSERT_TRUE(write_certificates_pdf(occasion, rows, {}, path("a.pdf")));
  EXPECT_EQ(cut_texts(path("a.pdf")), "");
  const std::string text = without_blanks(run("pdftotext -raw -enc UTF-8 '" + path("a.pdf") + "' -"));
  for (const RegistrationRow& row : rows) {
    EXPECT_NE(text.find(without_blanks(row.attendee.facility)), std::string::npos) << row.attendee.facility;
  }
  EXPECT_NE(run("pdfinfo '" + path("a.pdf") + "'").find("Pages:           6"), std::string::npos);
}

TEST_F(Certificates, NumbersRunAndCareManagersHaveTheirs) {
  std::vector<RegistrationRow> rows = {came(person(1, "一", "", "", "")), came(person(2, "二", "", "", ""))};
  for (RegistrationRow& row : rows) row.attendee.profession.category = ProfessionCategory::care_manager;
  rows[0].attendee.note = "登録番号：１４０１２３４５";
  CertificateOptions options;
  options.first_number = 12;
  options.care_manager_numbers = true;
  ASSERT_TRUE(write_certificates_pdf(sample_occasion(), rows, options, path("a.pdf")));
  const std::string text = without_blanks(pdf_text(path("a.pdf")));
  EXPECT_NE(text.find("第12号"), std::string::npos);
  EXPECT_NE(text.find("第13号"), std::string::npos);
  EXPECT_NE(text.find("介護支援専門員登録番号14012345"), std::string::npos);
}

TEST_F(Certificates, NobodyCameIsSaid) {
  ASSERT_TRUE(write_certificates_pdf(sample_occasion(), {}, {}, path("a.pdf")));
  EXPECT_NE(without_blanks(pdf_text(path("a.pdf"))).find("受講証明書はありません"), std::string::npos);
}

}  // namespace
}  // namespace uketsuke
