// Name tags at the door against a real IPP printer in memory (ippeveprinter): byte for byte on paper, slow, out of
// paper, giving up, away and back; the queue keeps its order and loses nothing.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "tests/kiosk/ipp_printer.h"

namespace uketsuke {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::must;
using testing::Printer;
using testing::words_of;

class NameTagPrinting : public testing::NameTagTest {};

TEST_F(NameTagPrinting, ATagIsOnPaperAndTheSecondOneToo) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  tags.print(roster_.id("参加者1"));
  tags.print(roster_.id("参加者2"));
  tags.print(roster_.id("参加者1"));
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  const auto papers = printer.papers();
  ASSERT_EQ(papers.size(), 3U);
  EXPECT_NE(words_of(papers[0]).find("参加者1"), std::string::npos) << words_of(papers[0]);
  EXPECT_NE(words_of(papers[1]).find("参加者2"), std::string::npos);
  EXPECT_NE(words_of(papers[2]).find("参加者1"), std::string::npos);
  for (const auto& entry : fs::directory_iterator(roster_.folder())) {
    EXPECT_NE(entry.path().extension(), ".pdf") << "no name is left in a file: " << entry.path();
  }
}

TEST_F(NameTagPrinting, WithoutPaperStaffAreToldAndTheQueueGoesOnOnceThereIsSome) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("no-paper");
  for (int i = 1; i <= 3; ++i) tags.print(roster_.id("参加者" + std::to_string(i)));
  EXPECT_TRUE(becomes(PrinterHealth::paper_out, 3).detail.starts_with("media-empty"));
  EXPECT_TRUE(printer.papers().empty());
  printer.clear("no-paper");
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 3U);
}

TEST_F(NameTagPrinting, AJobThatIsGivenUpIsSentAgain) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("abort");
  tags.print(roster_.id("参加者1"));
  EXPECT_EQ(becomes(PrinterHealth::stopped, 1).health, PrinterHealth::stopped);
  printer.clear("abort");
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 1U);
}

TEST_F(NameTagPrinting, APrinterThatIsOffIsToldAndPrintsWhenItIsOn) {
  Printer printer;
  printer.turn_off();
  NameTagPrinter tags(plan(printer.address()), post());
  const auto begin = std::chrono::steady_clock::now();
  tags.print(roster_.id("参加者1"));
  tags.print(roster_.id("参加者2"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(50)) << "the window never waits";
  EXPECT_EQ(becomes(PrinterHealth::offline, 2).health, PrinterHealth::offline);
  printer.turn_on();
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 2U);
}

TEST_F(NameTagPrinting, TheEndDoesNotWaitForASlowPrinter) {
  const Printer printer;
  auto tags = std::make_unique<NameTagPrinter>(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("slow");
  tags->print(roster_.id("参加者1"));
  ASSERT_EQ(becomes(PrinterHealth::ready, 1).waiting, 1);
  const auto begin = std::chrono::steady_clock::now();
  tags.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(3'000));
  printer.clear("slow");
}

TEST_F(NameTagPrinting, WhoIsNotThereAnyMoreHoldsUpNobody) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  tags.print(RegistrationId("nobody"));
  tags.print(roster_.id("参加者1"));
  const auto until = std::chrono::steady_clock::now() + milliseconds(20'000);
  while (printer.papers().empty() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(printer.papers().size(), 1U);
}

TEST_F(NameTagPrinting, TheAddressIsKeptAndAWrongOneRefused) {
  EXPECT_EQ(must(find_printer(roster_.folder())), std::nullopt);
  must(set_printer(roster_.folder(), "Brother_QL"));
  EXPECT_EQ(must(find_printer(roster_.folder())), "Brother_QL");
  for (const char* wrong : {"http://localhost/x", "ipp://", "a queue", "", "x/y"}) {
    const auto refused = set_printer(roster_.folder(), wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, Code::bad_call) << wrong;
  }
  must(set_printer(roster_.folder(), std::nullopt));
  EXPECT_EQ(must(find_printer(roster_.folder())), std::nullopt);
}

}  // namespace
}  // namespace uketsuke
