// A slow input method commits one scan's characters while the next scan's keys come in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/kiosk/capture/wedge_typist.h"

namespace uketsuke {
namespace {

using testing::Layout;
using testing::Typist;

const std::string kFirst = "KTSK0123456789ABCDEFGHJKMNPQR";
const std::string kSecond = "KTSKZYXW987654321VTSRQPNMKJHG";
const std::u32string kMangled = U"ｋｔｓｋ０１２３４５６７８９あｂｃで";
const std::u32string kAsCame(kFirst.begin(), kFirst.end());
const std::u32string kAsCameLonger = U"ｋｔｓｋ０１２３４５６７８９ａｂｃｄｅｆｇｈｊｋｍｎｐｑｒｒ";

TEST(KeyboardWedgeIme, ALateCommitIsNeitherAScanNorPartOfTheNext) {
  for (const std::u32string& commit : {kMangled, kAsCame, kAsCameLonger}) {
    for (std::size_t cut = 0; cut <= kSecond.size(); ++cut) {
      Typist typist(Layout::composing);
      typist.type(kFirst, 4'000);
      typist.enter();
      typist.wait_ms(1'500);
      typist.type(kSecond.substr(0, cut), 4'000);
      typist.commit(commit);
      typist.wait_ms(4);
      typist.type(kSecond.substr(cut), 4'000);
      typist.enter();
      typist.finish();
      EXPECT_EQ(typist.scans(), (std::vector<std::string>{kFirst, kSecond})) << cut << " of " << commit.size();
      EXPECT_EQ(typist.field(), "") << cut;
      EXPECT_EQ(typist.field_enters(), 0) << cut;
      EXPECT_FALSE(typist.scan_lost()) << cut;
    }
  }
}

TEST(KeyboardWedgeIme, AStallAfterALateCommitLosesNoKey) {
  for (std::size_t cut = 1; cut < kSecond.size(); ++cut) {
    Typist typist(Layout::composing);
    typist.type(kFirst, 4'000);
    typist.enter();
    typist.wait_ms(1'500);
    typist.type(kSecond.substr(0, cut), 4'000);
    typist.commit(kMangled);
    typist.wait_ms(80);
    typist.type(kSecond.substr(cut), 4'000);
    typist.enter();
    typist.finish();
    EXPECT_EQ(typist.scans(), (std::vector<std::string>{kFirst, kSecond})) << cut;
    EXPECT_EQ(typist.field(), "") << cut;
  }
}

}  // namespace
}  // namespace uketsuke
