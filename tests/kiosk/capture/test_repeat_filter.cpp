// Which views are a new scan: one phone held still, phones in a row, a sheet of several tickets.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/capture/repeat_filter.h"
#include "kiosk/capture/view_gatherer.h"

namespace uketsuke {
namespace {

const std::string kA = "KTSK000000000000000000000000A";
const std::string kB = "KTSK000000000000000000000000B";
const std::string kC = "KTSK000000000000000000000000C";
const std::string kUrl = "https://example.jp/";

CodesInView view_of(const std::vector<std::string>& texts) {
  CodesInView view;
  for (const std::string& text : texts) view.codes.push_back({text, ScanSource::camera, 1, 2});
  return view;
}

std::vector<std::string> texts_of(const std::vector<ReadText>& codes) {
  std::vector<std::string> texts;
  for (const ReadText& code : codes) texts.push_back(code.text);
  std::sort(texts.begin(), texts.end());
  return texts;
}

/// "A" a scan, "AB" a set of two, "-" a repeat, "" nothing in view.
class Door {
 public:
  std::string see(const std::vector<std::string>& texts, std::int64_t at_ms, Direction direction = Direction::entry) {
    const auto seen = filter.see(view_of(texts), direction, at_ms * 1'000);
    if (!seen) return "";
    if (seen->repeat) return "-";
    std::string last_letters;
    for (const std::string& text : texts_of(seen->codes)) last_letters.push_back(text.back());
    return last_letters;
  }
  RepeatFilter filter;
};

TEST(RepeatFilter, TheSameCodeIsOneScanUntilThreeSecondsAfterItWasLastSeen) {
  Door door;
  EXPECT_EQ(door.see({kA}, 0), "A");
  for (int at = 100; at <= 20'000; at += 2'900) EXPECT_EQ(door.see({kA}, at), "-") << at;
  EXPECT_EQ(door.see({kA}, 17'500 + 3'000), "-");
  EXPECT_EQ(door.see({kA}, 20'500 + 3'001), "A");
  EXPECT_EQ(door.see({}, 23'600), "");
}

TEST(RepeatFilter, TheNextPhoneIsAScanAtOnce) {
  Door door;
  EXPECT_EQ(door.see({kA}, 0), "A");
  EXPECT_EQ(door.see({kB}, 40), "B");
  EXPECT_EQ(door.see({kA}, 80), "-");
}

TEST(RepeatFilter, ForgettingMakesItANewScan) {
  Door door;
  EXPECT_EQ(door.see({kA}, 0), "A");
  door.filter.forget(kB);
  EXPECT_EQ(door.see({kA}, 100), "-");
  door.filter.forget(kA);
  EXPECT_EQ(door.see({kA}, 200), "A");
  door.filter.forget_all();
  EXPECT_EQ(door.see({kA}, 300), "A");
}

TEST(RepeatFilter, AnotherDirectionIsANewScan) {
  Door door;
  EXPECT_EQ(door.see({kA}, 0), "A");
  EXPECT_EQ(door.see({kA}, 100, Direction::exit), "A");
  EXPECT_EQ(door.see({kA}, 200, Direction::exit), "-");
  EXPECT_EQ(door.see({kA}, 300, Direction::entry), "A");
}

TEST(RepeatFilter, ASheetIsOneSetAndNoneOfItIsPicked) {
  Door door;
  EXPECT_EQ(door.see({kA, kB, kC}, 0), "ABC");
  EXPECT_EQ(door.see({kC, kB, kA}, 100), "-");
  EXPECT_EQ(door.see({kA, kB}, 200), "-");  // one was not read this time
  EXPECT_EQ(door.see({kC}, 300), "-");      // nor the other two
  EXPECT_EQ(door.see({kA, kB, kC}, 400), "-");
  EXPECT_EQ(door.see({kA, kB, kC}, 3'401), "ABC");
}

TEST(RepeatFilter, ASecondCodeBesideOneThatWasTakenMakesASet) {
  Door door;
  EXPECT_EQ(door.see({kA}, 0), "A");
  EXPECT_EQ(door.see({kA, kB}, 100), "AB");
  EXPECT_EQ(door.see({kB}, 200), "-");
  EXPECT_EQ(door.see({kB, kC}, 300), "ABC");  // what was seen a moment ago is still on the sheet
  EXPECT_EQ(door.see({kA, kB, kC}, 400), "-");
}

TEST(RepeatFilter, TheOneThatStaysAloneInViewIsTaken) {
  Door door;
  EXPECT_EQ(door.see({kA, kB}, 0), "AB");
  EXPECT_EQ(door.see({kB}, 250), "-");
  EXPECT_EQ(door.see({kB}, 999), "-");
  EXPECT_EQ(door.see({kB}, 1'000), "B");
  EXPECT_EQ(door.see({kB}, 1'250), "-");
}

TEST(RepeatFilter, OneOfASetReadByAHandheldScannerIsTakenAtOnce) {
  Door door;
  EXPECT_EQ(door.see({kA, kB}, 0), "AB");
  CodesInView read = view_of({kB});
  read.codes[0].source = ScanSource::keyboard;
  EXPECT_FALSE(door.filter.see(read, Direction::entry, 100'000)->repeat);
  EXPECT_EQ(door.see({kB}, 200), "-");
}

TEST(RepeatFilter, MembersThatWereTakenTogetherAreNoScansAfterwards) {
  Door door;
  EXPECT_EQ(door.see({kA, kB}, 0), "AB");
  door.filter.mark_taken({kA, kB}, 500'000);
  EXPECT_EQ(door.see({kB}, 2'000), "-");
  EXPECT_EQ(door.see({kA, kB}, 2'100), "-");
}

TEST(RepeatFilter, OtherCodesArePassedOverBesideATicket) {
  Door door;
  EXPECT_EQ(door.see({kUrl, kA}, 0), "A");
  EXPECT_EQ(door.see({kA, kA}, 100), "-");
  EXPECT_EQ(door.see({kUrl}, 200), "/");
}

// Views out of frames ---------------------------------------------------------------------------------------------

/// Feeds frames at 30 a second; each string is what one frame reads ("A", "AB", "").
std::vector<std::vector<std::string>> gather(const std::vector<std::string>& frames,
                                             std::vector<std::int64_t>* times = nullptr) {
  ViewGatherer gatherer;
  std::vector<std::vector<std::string>> views;
  std::int64_t now_us = 1'000'000;
  for (const std::string& frame : frames) {
    std::vector<ReadText> codes;
    for (const char c : frame) codes.push_back({std::string(1, c), ScanSource::camera, now_us, now_us});
    if (const auto view = gatherer.add(codes, now_us)) {
      views.push_back(texts_of(view->codes));
      if (times != nullptr) times->push_back(now_us - 1'000'000);
    }
    now_us += 33'333;
  }
  return views;
}

using Views = std::vector<std::vector<std::string>>;

TEST(ViewGatherer, ReportsACodeOnceItSettled) {
  std::vector<std::int64_t> times;
  EXPECT_EQ(gather({"", "A", "A", "A", "A"}, &times), (Views{{"A"}}));
  EXPECT_LE(times[0] - 33'333, 110'000);
}

TEST(ViewGatherer, ReportsACodeThatWasReadOnlyOnce) {
  EXPECT_EQ(gather({"A", "", "", "", "", "", ""}), (Views{{"A"}}));
  ViewGatherer gatherer;
  EXPECT_FALSE(gatherer.add({{"A", ScanSource::camera, 1, 1}}, 1));
  EXPECT_EQ(gatherer.flush(2)->codes.size(), 1U);
  EXPECT_FALSE(gatherer.flush(3));
}

TEST(ViewGatherer, ACodeBesideWhichThereIsNothingIsReportedAtOnce) {
  ViewGatherer gatherer;
  const auto view = gatherer.add({{"A", ScanSource::camera, 1, 1}}, 1, true);
  ASSERT_TRUE(view);
  EXPECT_EQ(texts_of(view->codes), (std::vector<std::string>{"A"}));
  EXPECT_FALSE(gatherer.add({{"A", ScanSource::camera, 2, 2}}, 2, true)) << "it stays";
}

TEST(ViewGatherer, ACodeOfASheetWaitsForTheOthersThoughTheNextFrameShowsOneOnly) {
  ViewGatherer gatherer;
  EXPECT_FALSE(gatherer.add({{"A", ScanSource::camera, 1, 1}}, 1, false));
  EXPECT_FALSE(gatherer.add({{"A", ScanSource::camera, 2, 2}}, 33'333, true));
}

TEST(ViewGatherer, CodesOfASheetThatAreReadInTurnAreOneView) {
  EXPECT_EQ(gather({"A", "B", "C", "A"}), (Views{{"A", "B", "C"}}));
  EXPECT_EQ(gather({"A", "A", "A", "A", "AB", "A", "A", "A"}), (Views{{"A"}, {"A", "B"}}));
}

TEST(ViewGatherer, ACodeThatComesToThePlaceOfASettlingOneIsAViewOfItsOwn) {
  const GrayArea place{100, 100, 80, 80};
  const GrayArea near_it{110, 95, 84, 84};
  const GrayArea beside{300, 100, 80, 80};
  ViewGatherer gatherer;
  EXPECT_FALSE(gatherer.add({{"A", ScanSource::frames, 1, 1, place}}, 1));
  const auto first = gatherer.add({{"B", ScanSource::frames, 2, 2, near_it}}, 33'333);
  ASSERT_TRUE(first);
  EXPECT_EQ(texts_of(first->codes), (std::vector<std::string>{"A"}));
  EXPECT_FALSE(gatherer.add({{"C", ScanSource::frames, 3, 3, beside}}, 66'666)) << "perhaps of B's sheet";
  EXPECT_EQ(texts_of(gatherer.flush(99'999)->codes), (std::vector<std::string>{"B", "C"}));
}

TEST(ViewGatherer, ThePhoneThatLeftIsNotInTheNextOnesView) {
  EXPECT_EQ(gather({"A", "A", "A", "A", "B", "B", "B", "B"}), (Views{{"A"}, {"B"}}));
}

TEST(ViewGatherer, WhileNothingChangesItRefreshesFourTimesASecond) {
  EXPECT_EQ(gather(std::vector<std::string>(34, "A")).size(), 4U);
  EXPECT_TRUE(gather(std::vector<std::string>(34, "")).empty());
}

}  // namespace
}  // namespace uketsuke
