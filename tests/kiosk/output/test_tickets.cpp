// Codes, tickets and name tags: what is printed is read back by the door's own reader.

#include <algorithm>

#include "kiosk/capture/image_file.h"
#include "kiosk/output/name_tags.h"
#include "kiosk/output/qr_code.h"
#include "kiosk/output/tickets.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using TicketPaper = OutputTest;
using NameTags = OutputTest;

TEST(QrCodes, AreVersionTwoForATicket) {
  const auto code = make_qr(sample_ticket(42));
  ASSERT_TRUE(code);
  EXPECT_EQ(code->size, 25);
  EXPECT_EQ(code->dark.size(), 625U);
  // Finder patterns stand in three corners.
  EXPECT_TRUE(code->is_dark(0, 0));
  EXPECT_TRUE(code->is_dark(24, 0));
  EXPECT_TRUE(code->is_dark(0, 24));
  EXPECT_FALSE(code->is_dark(1, 1));
}

TEST(QrCodes, RefuseWhatTheModeCannotHold) {
  EXPECT_TRUE(make_qr("A"));
  EXPECT_TRUE(make_qr(std::string(29, 'Z')));
  EXPECT_FALSE(make_qr(""));
  EXPECT_FALSE(make_qr(std::string(30, 'Z')));
  EXPECT_FALSE(make_qr("lower case"));
  EXPECT_FALSE(make_qr("受付"));
}

TEST(TicketFileName, IsAsciiNumberAndSerial) {
  RegistrationRow row = person(7, "山田 太郎", "", "", "");
  EXPECT_EQ(ticket_file_name(row, "png"), "ticket-007-" + row.ticket.substr(9, 8) + ".png");
  row.number = 1234;
  EXPECT_EQ(ticket_file_name(row, "pdf"), "ticket-1234-" + row.ticket.substr(9, 8) + ".pdf");
  row.ticket.clear();
  EXPECT_EQ(ticket_file_name(row, "pdf"), "ticket-1234-none.pdf");
}

TEST_F(TicketPaper, PictureIsReadBack) {
  for (const RegistrationRow& row : hard_people()) {
    const std::string file = path(ticket_file_name(row, "png"));
    ASSERT_TRUE(write_ticket_png(sample_occasion(), row, file));
    const auto frame = read_image_file(file);
    ASSERT_TRUE(frame);
    EXPECT_GE(frame->width, 600);
    EXPECT_EQ(read_qr_texts(file), std::vector<std::string>{row.ticket});
  }
}

TEST_F(TicketPaper, PictureKeepsTheQuietZoneWhite) {
  const RegistrationRow row = person(7, "山田 太郎", "", "", "");
  ASSERT_TRUE(write_ticket_png(sample_occasion(), row, path("t.png")));
  const auto frame = read_image_file(path("t.png"));
  ASSERT_TRUE(frame);
  const int quiet = 4 * 24;
  const int code = 25 * 24;
  const auto pixel = [&frame](int x, int y) {
    return (*frame->pixels)[static_cast<std::size_t>(y) * static_cast<std::size_t>(frame->row_stride) +
                            static_cast<std::size_t>(x)];
  };
  for (int y = 0; y < code + 2 * quiet; ++y) {
    for (int x = 0; x < code + 2 * quiet; ++x) {
      const bool inside = x >= quiet && x < quiet + code && y >= quiet && y < quiet + code;
      if (inside) {
        ASSERT_TRUE(pixel(x, y) == 0 || pixel(x, y) == 255) << x << "," << y;
      } else {
        ASSERT_EQ(pixel(x, y), 255) << x << "," << y;
      }
    }
  }
}

TEST_F(TicketPaper, PdfSaysWhoWhenWhereAndIsReadBack) {
  RegistrationRow row = person(7, "山田 太郎", "やまだ たろう", "みほん薬局", "薬剤師");
  row.group = "3";
  ASSERT_TRUE(write_ticket_pdf(sample_occasion(), {row}, path("t.pdf")));
  const std::string text = without_blanks(pdf_text(path("t.pdf")));
  for (const char* words :
       {"受付票", "令和7年度第1回多職種向け研修会", "在宅・施設での急変時対応", "令和7年10月24日（金）18:30～20:30",
        "18:00から", "みほん市医療センター3階大会議室", "みほん在宅医療相談室", "みほん北部病院", "介護保険班",
        "山田太郎様", "みほん薬局", "受付番号7", "グループ3", "かざしてください", "046-000-0000"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  const auto pictures = pdf_pictures(path("t.pdf"), 100);
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_EQ(read_qr_texts(pictures[0]), std::vector<std::string>{row.ticket});
}

TEST_F(TicketPaper, PdfIsOnePageAPerson) {
  const auto rows = hard_people();
  ASSERT_TRUE(write_ticket_pdf(sample_occasion(), rows, path("all.pdf")));
  const auto pictures = pdf_pictures(path("all.pdf"), 100);
  ASSERT_EQ(pictures.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(read_qr_texts(pictures[i]), std::vector<std::string>{rows[i].ticket});
  }
  EXPECT_NE(pdf_text(path("all.pdf")).find("𠮷野家"), std::string::npos);
  EXPECT_EQ(cut_texts(path("all.pdf")), "");
}

TEST_F(TicketPaper, LongFactsStayOnThePage) {
  PaperOccasion occasion = sample_occasion();
  Event& event = occasion.event;
  const auto repeated = [](const std::string& words, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += words;
    return text + "末";
  };
  event.title = repeated("とても長い題名", 20);
  event.theme = repeated("とても長い主題", 20);
  event.venue = repeated("とても長い会場", 20);
  event.organiser = repeated("とても長い主催", 20);
  event.co_organisers = {repeated("とても長い共催", 20)};
  event.secretariat = repeated("とても長い事務", 20);
  event.contact = repeated("とても長い連絡", 20);
  ASSERT_TRUE(write_ticket_pdf(occasion, {hard_people()[0]}, path("t.pdf")));
  const std::string text = without_blanks(pdf_text(path("t.pdf")));
  std::size_t ends = 0;
  for (std::size_t found = 0; (found = text.find("末", found)) != std::string::npos; ++found) ++ends;
  EXPECT_EQ(ends, 7U);
  EXPECT_EQ(cut_texts(path("t.pdf")), "");
  const auto pictures = pdf_pictures(path("t.pdf"), 100);
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_EQ(read_qr_texts(pictures[0]).size(), 1U);
  const auto frame = read_image_file(pictures[0]);
  ASSERT_TRUE(frame);
  const auto stride = static_cast<std::ptrdiff_t>(frame->row_stride);
  const auto margin = frame->pixels->begin() + (frame->height - 20) * stride;
  EXPECT_EQ(*std::min_element(margin, margin + 20 * stride), 255) << "the lower margin is white";
}

TEST_F(TicketPaper, IsRefusedWithoutALiveTicket) {
  RegistrationRow row = person(7, "山田 太郎", "", "", "");
  row.ticket.clear();
  const auto written = write_ticket_pdf(sample_occasion(), {person(1, "佐藤", "", "", ""), row}, path("t.pdf"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::bad_input);
  EXPECT_NE(written.error().what.find("7"), std::string::npos);
  EXPECT_FALSE(write_ticket_png(sample_occasion(), row, path("t.png")));
  EXPECT_FALSE(write_ticket_pdf(sample_occasion(), {}, path("t.pdf")));
  EXPECT_TRUE(files().empty());
}

TEST_F(TicketPaper, TellsWhereItCouldNotWrite) {
  const RegistrationRow row = person(7, "山田 太郎", "", "", "");
  const auto written = write_ticket_pdf(sample_occasion(), {row}, path("none/t.pdf"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::io_failed);
  EXPECT_NE(written.error().what.find(path("none/t.pdf")), std::string::npos);
}

TEST_F(NameTags, TenASheetEveryCodeIsReadBack) {
  auto rows = hard_people();
  const auto more = people(17);
  for (std::size_t i = rows.size(); i < more.size(); ++i) rows.push_back(more[i]);
  ASSERT_EQ(rows.size(), 17U);
  ASSERT_TRUE(write_name_tags_pdf(sample_occasion(), rows, path("tags.pdf")));
  const auto pictures = pdf_pictures(path("tags.pdf"), 150);
  ASSERT_EQ(pictures.size(), 2U);
  EXPECT_EQ(cut_texts(path("tags.pdf")), "");
  // Each card alone, cut where the marks say.
  std::vector<std::string> read;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto place = static_cast<int>(i % 10);
    const PageBox card{14 + (place % 2) * 91.0, 11 + (place / 2) * 55.0, 91, 55};
    const auto texts = read_qr_texts_in(pictures[i / 10], card);
    ASSERT_EQ(texts.size(), 1U) << i;
    read.push_back(texts[0]);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(read[i], rows[i].ticket);
}

TEST_F(NameTags, SayNamesWithoutTitleOfRespect) {
  ASSERT_TRUE(write_name_tags_pdf(sample_occasion(), people(3), path("tags.pdf")));
  const std::string text = without_blanks(pdf_text(path("tags.pdf")));
  EXPECT_NE(text.find("佐藤花子"), std::string::npos);
  EXPECT_NE(text.find("さとうはなこ"), std::string::npos);
  EXPECT_NE(text.find("すずきいちろう"), std::string::npos) << "half-width katakana becomes hiragana";
  EXPECT_NE(text.find("グループ2"), std::string::npos);
  EXPECT_NE(text.find("No.3"), std::string::npos);
  EXPECT_EQ(text.find("様"), std::string::npos);
}

TEST_F(NameTags, BearNoCodeWithoutATicketAndMaySheetBeEmpty) {
  auto rows = people(1);
  rows[0].ticket.clear();
  ASSERT_TRUE(write_name_tags_pdf(sample_occasion(), rows, path("tags.pdf")));
  EXPECT_TRUE(read_qr_texts(pdf_pictures(path("tags.pdf"), 100).at(0)).empty());
  ASSERT_TRUE(write_name_tags_pdf(sample_occasion(), {}, path("none.pdf")));
  EXPECT_EQ(pdf_pictures(path("none.pdf"), 20).size(), 1U);
}

}  // namespace
}  // namespace uketsuke
