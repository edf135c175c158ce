// Letters: who gets one, its words, drafts read back by another parser, paper.

#include "kiosk/output/letters.h"
#include "kiosk/output/mail_draft.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

class Letters : public OutputTest {
 protected:
  [[nodiscard]] std::string read_mail(const MailDraft& draft) const {
    FILE* file = fopen(path("a.eml").c_str(), "wb");
    const std::string mail = write_mail_draft(draft);
    fwrite(mail.data(), 1, mail.size(), file);
    fclose(file);
    return run("PYTHONIOENCODING=utf-8 python3 " UKETSUKE_SOURCE_DIR "/tests/kiosk/output/read_mail.py '" +
               path("a.eml") + "'");
  }
};

LetterTemplate shipped(LetterKind kind) {
  const std::string file = std::string(UKETSUKE_SOURCE_DIR) + "/assets/letters/" + std::string(word(kind)) + ".txt";
  const auto words = parse_letter_template(read_file(file), file);
  EXPECT_TRUE(words) << words.error().what;
  return words.value_or(LetterTemplate());
}

RegistrationRow with_mail(RegistrationRow row, const std::string& email) {
  row.attendee.email = email;
  return row;
}

TEST(LetterReaders, OneAFacilityWithAllItsPeople) {
  const auto readers = gather_readers(
      {with_mail(person(3, "三", "", "みほん薬局", ""), "c@example.jp"), person(1, "一", "", "（株）みほん薬局", ""),
       with_mail(person(2, "二", "", "", ""), "b@example.jp"),
       with_mail(person(4, "四", "", "", ""), "d@example.jp, e@example.jp"), person(5, "五", "", "みほん病院", "")},
      {{"みほん病院", "受付 花子", "office@example.jp"}});
  ASSERT_EQ(readers.size(), 4U);
  EXPECT_EQ(readers[0].facility, "（株）みほん薬局");
  EXPECT_EQ(readers[0].people.size(), 2U);
  EXPECT_EQ(readers[0].email, "c@example.jp");
  EXPECT_EQ(readers[1].person, "二");
  EXPECT_EQ(readers[1].facility, "");
  EXPECT_EQ(readers[2].email, "") << "two addresses are none";
  EXPECT_EQ(readers[3].person, "受付 花子");
  EXPECT_EQ(readers[3].email, "office@example.jp");
}

TEST(LetterReaders, OneAContactPersonOfAFacility) {
  const auto of = [](std::int64_t number, const std::string& contact, const std::string& email) {
    RegistrationRow row = with_mail(person(number, "人" + std::to_string(number), "", "みほん病院", ""), email);
    row.contact_person = contact;
    return row;
  };
  const std::vector<RegistrationRow> rows = {of(1, "", ""), of(2, "森 一子", "mori@example.jp"),
                                             of(3, "林　二郎", "hayashi@example.jp"), of(4, "森　一子", "")};
  const auto readers = gather_readers(rows, {});
  ASSERT_EQ(readers.size(), 2U);
  EXPECT_EQ(readers[0].person, "森 一子") << "who names nobody goes with the first contact";
  EXPECT_EQ(readers[0].people.size(), 3U);
  EXPECT_EQ(readers[0].email, "mori@example.jp");
  EXPECT_EQ(readers[1].person, "林　二郎");
  EXPECT_EQ(readers[1].people.size(), 1U);
  const auto listed = gather_readers(rows, {{"みほん病院", "受付 花子", "office@example.jp"}});
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0].person, "受付 花子");
  EXPECT_EQ(listed[0].email, "office@example.jp");
  EXPECT_EQ(listed[1].email, "mori@example.jp") << "not the other contact's address";
}

TEST(LetterWords, AddresseeDatesAndPeople) {
  PaperOccasion occasion = sample_occasion();
  const auto readers = gather_readers({person(1, "髙﨑 𠮷郎", "", "みほん薬局", "薬剤師")}, {});
  const Letter letter = write_letter(shipped(LetterKind::accepted), readers.at(0), occasion);
  EXPECT_EQ(letter.subject, "【受付完了】令和7年度 第1回多職種向け研修会 参加申込について");
  for (const char* words :
       {"みほん薬局 御中\nご担当者様\n", "令和7年10月24日（金）午後6時30分～午後8時30分\n", "受　付　午後6時から",
        "　髙﨑 𠮷郎 様（薬剤師）　受付番号 1\n", "受付票（1名様分）", "みほん町高齢介護課介護保険班"}) {
    EXPECT_NE(letter.body.find(words), std::string::npos) << words << letter.body;
  }
  EXPECT_EQ(letter.body.find('{'), std::string::npos);
  occasion.event.theme.clear();
  occasion.event.ends_at.reset();
  const Letter short_one = write_letter(shipped(LetterKind::waitlisted), readers.at(0), occasion);
  EXPECT_EQ(short_one.body.find("テーマ"), std::string::npos) << "a line with nothing to say";
  EXPECT_NE(short_one.body.find("午後6時30分～\n"), std::string::npos);
  for (const LetterKind kind : {LetterKind::declined, LetterKind::reminder}) {
    EXPECT_NE(write_letter(shipped(kind), readers.at(0), occasion).body.find("髙﨑 𠮷郎 様"), std::string::npos);
  }
}

TEST(LetterWords, ABadTemplateNamesItsLine) {
  const auto unknown = parse_letter_template("件名: a\n\nb\n{addresee}\n", "x.txt");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().what, "x.txt, line 4: {addresee} is not known");
  EXPECT_FALSE(parse_letter_template("件名: a\n\n{title\n", "x.txt"));
  EXPECT_FALSE(parse_letter_template("こんにちは\n\nb\n", "x.txt"));
  EXPECT_FALSE(parse_letter_template("件名: \xFF\n\nb\n", "x.txt"));
}

TEST(LetterKinds, AreForTheirStatus) {
  RegistrationRow row = person(1, "一", "", "", "");
  EXPECT_TRUE(is_letter_for(LetterKind::accepted, row));
  EXPECT_TRUE(is_letter_for(LetterKind::reminder, row));
  EXPECT_FALSE(is_letter_for(LetterKind::declined, row));
  row.checked_in_at = UtcMillis{1};
  EXPECT_FALSE(is_letter_for(LetterKind::reminder, row));
  row.status = RegistrationStatus::waitlisted;
  EXPECT_TRUE(is_letter_for(LetterKind::waitlisted, row));
  EXPECT_FALSE(is_letter_for(LetterKind::accepted, row));
}

TEST(MailAddress, IsOneAndPlain) {
  EXPECT_TRUE(is_mail_address("kourei-kaigo@example.jp"));
  for (const char* bad : {"", "同上", "a@", "@b", "a@b@c", "a@b,c@d", "a b@c", "a@b\r\nBcc: x@y", "<a@b>", "あ@b"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
}

TEST_F(Letters, DraftsAreReadByAnotherParser) {
  MailDraft draft{
      "a@example.jp", "【受付完了】令和7年度 多職種研修会 参加申込について", "髙﨑 𠮷郎 様\n\n.\nFrom here\n", {}};
  draft.body += std::string(300, 'x') + "\n";
  std::string seen = read_mail(draft);
  EXPECT_NE(seen.find("unsent 1\nto ['a@example.jp']\nsubject 【受付完了】令和7年度 多職種研修会 参加申込について\n"
                      "defects []\n"),
            std::string::npos)
      << seen;
  EXPECT_NE(seen.find("body '髙﨑 𠮷郎 様\\n\\n.\\nFrom here\\nxxx"), std::string::npos) << seen;
  EXPECT_NE(seen.find("longest 76\nbare 0 high 0\n"), std::string::npos) << seen;
  draft.attachments.push_back({"ticket-001.png", "image/png", "\x89PNG" + std::string(1000, '\0')});
  draft.to = "a@example.jp\r\nBcc: b@example.jp";
  draft.subject = std::string(80, 'a') + "𠮷\r\nBcc: c@example.jp";
  seen = read_mail(draft);
  EXPECT_NE(seen.find("to []\nsubject " + std::string(80, 'a') + "𠮷 Bcc"), std::string::npos) << seen;
  EXPECT_NE(seen.find("attachment ticket-001.png image/png b'\\x89PNG'"), std::string::npos) << seen;
  EXPECT_NE(seen.find("defects []"), std::string::npos) << seen;
}

TEST_F(Letters, PaperHasTheTicketsBehind) {
  const PaperOccasion occasion = sample_occasion();
  const auto readers = gather_readers(hard_people(), {});
  std::vector<Letter> letters;
  for (const LetterReader& reader : readers)
    letters.push_back(write_letter(shipped(LetterKind::accepted), reader, occasion));
  std::vector<PaperLetter> paper;
  for (std::size_t i = 0; i < readers.size(); ++i) paper.push_back({&readers[i], &letters[i], true});
  ASSERT_TRUE(write_letters_pdf(occasion, paper, path("a.pdf")));
  EXPECT_NE(run("pdfinfo '" + path("a.pdf") + "'").find("Pages:           12"), std::string::npos);
  EXPECT_EQ(cut_texts(path("a.pdf")), "");
  EXPECT_EQ(read_qr_texts(pdf_pictures(path("a.pdf"), 100).at(1)).at(0), readers[0].people[0].ticket);
}

TEST_F(Letters, TheMergeTableIsARowALetter) {
  const auto readers = gather_readers(people(7), {});
  const std::vector<Letter> letters(readers.size(), Letter{"件名", "本文\n"});
  const ListTable table = make_merge_table(readers, letters, sample_occasion());
  EXPECT_EQ(table.row_count, 3U);
  EXPECT_EQ(std::get<std::string>(table.columns[0].cell(0)), readers[0].facility + " 御中");
  EXPECT_EQ(std::get<std::string>(table.columns[5].cell(0)), "1、4、7");
}

}  // namespace
}  // namespace uketsuke
