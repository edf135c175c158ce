// Made-up events, people and tickets for the tests of paper and export; a folder that goes away; other programs' eyes
// (pdftotext, pdftoppm, iconv, python3). Tests only.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/event.h"
#include "common/roster.h"
#include "common/time.h"
#include "kiosk/output/list_tables.h"
#include "kiosk/output/page_canvas.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

/// RFC 3339 -> time; a typo fails the test.
UtcMillis at(const std::string& text);

Event sample_event();
EventSummary sample_summary();
/// A genuine text under a fixed key.
std::string sample_ticket(std::uint64_t serial);
/// A confirmed participant.
RegistrationRow person(std::int64_t number, const std::string& name, const std::string& furigana,
                       const std::string& facility, const std::string& profession);
/// n people with ordinary names.
std::vector<RegistrationRow> people(std::int64_t count);
/// Names and facilities that break layouts: very long, without furigana, 髙 﨑 𠮷, a variation selector.
std::vector<RegistrationRow> hard_people();
PaperOccasion sample_occasion();
ListSource source_of(std::vector<RegistrationRow> rows);

/// A folder of one test, removed with its files.
class OutputTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::vector<std::string> files() const;

 private:
  std::string folder_;
};

std::string read_file(const std::string& path);
/// Output of a shell command; a failing one fails the test.
std::string run(const std::string& command);
/// Text of a PDF in the order of the page, page breaks as \f.
std::string pdf_text(const std::string& path);
/// Texts that end in dots on the page, as one would see them there.
std::string cut_texts(const std::string& pdf);
/// Pages as gray PNG files; @return their paths
std::vector<std::string> pdf_pictures(const std::string& path, int dpi);
/// Every QR code of a picture, as the door reads it.
std::vector<std::string> read_qr_texts(const std::string& picture);
/// … of a part of the picture of an A4 page.
std::vector<std::string> read_qr_texts_in(const std::string& picture, const PageBox& box_mm);
/// Without any blank: text set in a narrow cell breaks anywhere.
std::string without_blanks(std::string text);

}  // namespace uketsuke
