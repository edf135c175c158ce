// The wedge tells a scanner from a person: bursts, typing, both at once.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/kiosk/capture/wedge_typist.h"

namespace uketsuke {
namespace {

using testing::Layout;
using testing::Typist;

const std::string kTicket = "KTSK0123456789ABCDEFGHJKMNPQR";

/// Texts of 40 characters: tickets with prefixes, forged ones, other codes.
std::vector<std::string> make_bursts(int count) {
  std::mt19937 random(7);
  const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::vector<std::string> bursts;
  for (int i = 0; i < count; ++i) {
    std::string text = i % 4 == 0 ? "]Q1\\000026KTSK" : (i % 4 == 3 ? "https://a.jp/" : "KTSK");
    const std::size_t length = i % 4 == 0 ? 39 : 40;
    while (text.size() < length) text.push_back(alphabet[random() % alphabet.size()]);
    bursts.push_back(text);
  }
  return bursts;
}

struct BurstCase {
  std::int64_t per_char_us;
  const char* terminator;  ///< "enter", "tab", "cr", "lf", ""
  std::int64_t pause_ms;
};

void PrintTo(const BurstCase& burst, std::ostream* out) {
  *out << burst.per_char_us << " us, '" << burst.terminator << "', pause " << burst.pause_ms << " ms";
}

class WedgeBursts : public ::testing::TestWithParam<BurstCase> {};

TEST_P(WedgeBursts, EveryOneOf200IsTakenOnceAndNoneMerged) {
  for (const Layout layout : {Layout::direct, Layout::chars_only}) {
    Typist typist(layout);
    const std::vector<std::string> bursts = make_bursts(200);
    const std::string terminator = GetParam().terminator;
    for (const std::string& burst : bursts) {
      typist.type(burst, GetParam().per_char_us);
      typist.wait_us(GetParam().per_char_us);
      if (terminator == "enter") typist.enter();
      if (terminator == "tab") typist.press(WedgeKey::Kind::tab);
      if (terminator == "cr") typist.put_char(U'\r');
      if (terminator == "lf") typist.put_char(U'\n');
      typist.wait_ms(GetParam().pause_ms);
    }
    typist.finish();
    EXPECT_EQ(typist.scans(), bursts);
    EXPECT_EQ(typist.field(), "");
    EXPECT_EQ(typist.field_enters(), 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Paces, WedgeBursts,
                         ::testing::Values(BurstCase{0, "enter", 0}, BurstCase{1'000, "enter", 0},
                                           BurstCase{4'000, "enter", 10}, BurstCase{20'000, "enter", 20},
                                           BurstCase{1'000, "tab", 5}, BurstCase{20'000, "tab", 0},
                                           BurstCase{0, "cr", 0}, BurstCase{4'000, "lf", 0}, BurstCase{0, "", 60},
                                           BurstCase{1'000, "", 60}, BurstCase{4'000, "", 60},
                                           BurstCase{10'000, "", 62}, BurstCase{20'000, "", 60}));

TEST(KeyboardWedge, TypingReachesTheFieldWithinATenthOfASecond) {
  Typist typist;
  for (const char c : std::string("kyoto, tanaka; KTS 09")) {
    typist.type(static_cast<char32_t>(c));
    typist.wait_ms(104);
  }
  EXPECT_EQ(typist.field(), "kyoto, tanaka; KTS 09");
  typist.finish();
  EXPECT_TRUE(typist.scans().empty());
}

TEST(KeyboardWedge, NoFastTypingOfANameIsLost) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    Typist typist;
    std::string expected;
    for (int i = 0; i < 12; ++i) {
      const std::string word = i % 3 == 0 ? "yamada " : (i % 3 == 1 ? "ktsuko " : "www.hanako@town.jp ");
      for (const char c : word) {
        typist.type(static_cast<char32_t>(c));
        expected.push_back(c);
        // 60-140 ms a key, every fifth rolls over into the next within 5 ms.
        typist.wait_us(random() % 5 == 0 ? 5'000 : 60'000 + static_cast<std::int64_t>(random() % 80'000));
      }
      typist.enter();
    }
    typist.finish();
    ASSERT_EQ(typist.field(), expected);
    ASSERT_EQ(typist.field_enters(), 12);
    ASSERT_TRUE(typist.scans().empty());
  }
}

TEST(KeyboardWedge, AKeyHeldDownReachesTheField) {
  Typist typist;
  typist.type(U'a');
  typist.wait_ms(500);
  for (int i = 0; i < 40; ++i) {
    typist.wait_ms(20);
    typist.type(U'a');
  }
  typist.finish();
  EXPECT_EQ(typist.field(), std::string(41, 'a'));
  EXPECT_TRUE(typist.scans().empty());
}

TEST(KeyboardWedge, APaceThatHandsCouldReachForAMomentIsTyping) {
  Typist typist;
  typist.type("asdfjklqweruio", 40'000);  // ten fingers rolling
  typist.wait_ms(200);
  typist.type("yama", 2'000);  // a few at once
  typist.finish();
  EXPECT_EQ(typist.field(), "asdfjklqweruioyama");
  EXPECT_TRUE(typist.scans().empty());
}

TEST(KeyboardWedge, KeysAndCharactersComeOutInOrder) {
  KeyboardWedge wedge;
  std::vector<std::uint64_t> order;
  const auto take = [&](const WedgeOutput& out) {
    for (const WedgeInput& input : out.released) order.push_back(input.tag);
  };
  take(wedge.on_key({WedgeKey::Kind::text, 'A', true}, 1'000, 1));
  take(wedge.on_char(U'a', 1'000, 2));
  take(wedge.on_key({WedgeKey::Kind::text, 'A', false}, 9'000, 3));
  EXPECT_TRUE(order.empty());
  take(wedge.on_key({WedgeKey::Kind::backspace, 0, true}, 10'000, 4));
  EXPECT_EQ(order, (std::vector<std::uint64_t>{1, 2, 3, 4}));
  take(wedge.on_key({WedgeKey::Kind::enter, 0, true}, 20'000, 5));
  EXPECT_EQ(order.back(), 5U);
}

TEST(KeyboardWedge, AScanIsTakenWhileAPersonTypes) {
  std::mt19937 random(3);
  for (const std::int64_t per_char_us : {0, 1'000, 4'000, 20'000}) {
    for (int round = 0; round < 100; ++round) {
      Typist typist;
      typist.type("tana", 90'000);
      typist.wait_us(static_cast<std::int64_t>(random() % 60'000));
      typist.type(kTicket, per_char_us);
      typist.enter();
      typist.wait_us(static_cast<std::int64_t>(random() % 60'000));
      typist.type("ka", 90'000);
      typist.finish();
      ASSERT_EQ(typist.scans(), std::vector<std::string>{kTicket}) << per_char_us;
      ASSERT_EQ(typist.field(), "tanaka");
    }
  }
}

TEST(KeyboardWedge, ScansAreTakenOutOfTypingThatGoesOn) {
  std::mt19937 random(5);
  for (const std::int64_t per_char_us : {1'000, 4'000, 20'000}) {
    Typist typist;
    std::string typed;
    std::int64_t next_key_us = typist.now_us();
    // A person at 70-120 ms a key all the time, whatever the scanner does meanwhile.
    const auto go_on = [&](std::int64_t us) {
      const std::int64_t until_us = typist.now_us() + us;
      while (next_key_us <= until_us) {
        typist.wait_us(next_key_us - typist.now_us());
        const char c = "aiueo kstnhmyrw"[random() % 15];
        typist.type(static_cast<char32_t>(c));
        typed.push_back(c);
        next_key_us += 70'000 + static_cast<std::int64_t>(random() % 50'000);
      }
      typist.wait_us(until_us - typist.now_us());
    };
    std::vector<std::string> expected;
    for (int i = 0; i < 50; ++i) {
      expected.push_back("KTSK0123456789ABCDEFGHJKMNP" + std::to_string(10 + i));
      go_on(300'000 + static_cast<std::int64_t>(random() % 100'000));
      for (const char c : expected.back()) {
        typist.type(static_cast<char32_t>(c));
        go_on(per_char_us);
      }
      typist.enter();
    }
    go_on(200'000);
    typist.finish();
    EXPECT_EQ(typist.scans(), expected) << per_char_us;
    std::string field = typist.field();
    EXPECT_EQ(field, typed) << per_char_us;
    EXPECT_EQ(typist.field_enters(), 0);
  }
}

TEST(KeyboardWedge, SmallLettersTypedBetweenAScannersCapitalsGoToTheField) {
  Typist typist;
  for (std::size_t i = 0; i < kTicket.size(); ++i) {
    typist.type(static_cast<char32_t>(kTicket[i]));
    typist.wait_ms(10);
    if (i == 6) typist.type(U't');
    if (i == 15) typist.type(U'a');
    if (i == 25) typist.type(U'ん');
  }
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
  EXPECT_EQ(typist.field(), "taん");
}

TEST(KeyboardWedge, ASlowRadioScannersTicketIsTakenByItsMark) {
  Typist typist;
  typist.type(kTicket.substr(0, 12), 45'000);
  typist.wait_ms(130);
  typist.type(kTicket.substr(12), 45'000);
  typist.wait_ms(45);
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedge, AStallOfTheScannerDoesNotCutATicketInTwo) {
  for (const std::size_t at : {4U, 5U, 17U, 28U}) {
    for (const Layout layout : {Layout::direct, Layout::chars_only}) {
      Typist typist(layout);
      typist.type(kTicket.substr(0, at), 4'000);
      typist.wait_ms(300);
      typist.type(kTicket.substr(at), 4'000);
      typist.enter();
      typist.finish();
      EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket}) << "cut after " << at;
      EXPECT_EQ(typist.field(), "");
      EXPECT_EQ(typist.field_enters(), 0);
    }
  }
}

TEST(KeyboardWedge, WhereNobodyTypesAStallBeforeTheMarkIsWaitedForToo) {
  for (const bool nobody_types : {true, false}) {
    Typist typist;
    typist.wedge().set_patient(nobody_types);
    typist.type("KT", 4'000);
    typist.wait_ms(200);
    typist.type(kTicket.substr(2), 4'000);
    typist.enter();
    typist.finish();
    EXPECT_EQ(typist.scans(), std::vector<std::string>{nobody_types ? kTicket : kTicket.substr(2)});
    EXPECT_EQ(typist.field(), nobody_types ? "" : "KT");
  }
}

TEST(KeyboardWedge, PatienceMergesNoTwoCodes) {
  Typist typist;
  typist.wedge().set_patient(true);
  const std::vector<std::string> bursts = make_bursts(20);
  for (const std::string& burst : bursts) {
    typist.type(burst, 4'000);
    typist.wait_ms(110);
  }
  typist.finish();
  EXPECT_EQ(typist.scans(), bursts);
}

TEST(KeyboardWedge, ASlowFrameDoesNotCutAScan) {
  Typist typist;
  typist.type(kTicket.substr(0, 9), 1'000);
  typist.stall_ms(240);
  typist.type(kTicket.substr(9), 1'000);
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedge, TicketsThatASlowFrameJoinedAreSplit) {
  Typist typist;
  const std::string other = "]Q1KTSK9876543210ABCDEFGHJKMNPQR";
  typist.type(kTicket + other + kTicket, 0);
  typist.finish();
  EXPECT_EQ(typist.scans(), (std::vector<std::string>{kTicket, other, kTicket}));
}

TEST(KeyboardWedge, FullWidthTicketsAreTaken) {
  Typist typist(Layout::chars_only);
  std::u32string wide;
  for (const char c : kTicket) wide.push_back(static_cast<char32_t>(c) - U'!' + 0xFF01);
  typist.type(wide, 4'000);
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{to_utf8(wide)});
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedge, SmallLettersOfCapsLockAreTaken) {
  Typist typist;
  std::string small = kTicket;
  for (char& c : small) c = static_cast<char>(std::tolower(c));
  typist.type(small, 1'000);
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{small});
}

TEST(KeyboardWedge, AnotherCodeThatCarriesAMarkIsOneText) {
  Typist typist;
  const std::string url = "https://example.jp/t?c=" + kTicket;
  typist.type(url, 2'000);
  typist.enter();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{url});
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedge, ALateOrDoubledTerminatorReachesNoField) {
  Typist typist;
  typist.type(kTicket, 1'000);
  typist.wait_ms(120);  // taken by its silence
  typist.enter();
  typist.wait_ms(500);
  typist.type(kTicket, 1'000);
  typist.enter();
  typist.wait_ms(2);
  typist.enter();  // CR LF
  typist.wait_ms(500);
  EXPECT_EQ(typist.field_enters(), 0);
  typist.enter();  // a person's
  EXPECT_EQ(typist.field_enters(), 1);
  typist.finish();
  EXPECT_EQ(typist.scans(), (std::vector<std::string>{kTicket, kTicket}));
}

TEST(KeyboardWedge, WakesUpForWhatItHolds) {
  KeyboardWedge wedge;
  EXPECT_FALSE(wedge.next_deadline_us().has_value());
  wedge.on_char(U'a', 1'000'000);
  EXPECT_EQ(wedge.next_deadline_us(), 1'050'000);
  EXPECT_TRUE(wedge.tick(1'049'000).released.empty());
  EXPECT_EQ(wedge.tick(1'050'000).released.size(), 1U);
  wedge.on_char(U'k', 2'000'000);
  EXPECT_EQ(wedge.next_deadline_us(), 2'100'000);
  EXPECT_EQ(wedge.flush(2'001'000).released.size(), 1U);
}

TEST(KeyboardWedge, ABurstWithoutEndIsNotKeptForEver) {
  Typist typist(Layout::chars_only);
  for (int i = 0; i < 20'000; ++i) typist.type(static_cast<char32_t>(U'a' + i % 26));
  typist.finish();
  EXPECT_EQ(typist.field(), "");
  EXPECT_EQ(typist.scans().size(), 3U);
}

// An input method between -----------------------------------------------------------------------------------------

TEST(KeyboardWedgeIme, TheScanIsTakenFromTheKeysAndItsKanaAreSwallowed) {
  for (int i = 0; i < 3; ++i) {
    Typist typist(Layout::composing);
    typist.type(kTicket, i * 2'000);
    typist.enter();
    EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
    typist.wait_ms(8);
    typist.commit(U"ｋｔｓｋ０１２３４５６７８９あｂｃでｆｇｈｊｋｍｎｐｑｒ");
    typist.finish();
    EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
    EXPECT_EQ(typist.field(), "");
    EXPECT_EQ(typist.field_enters(), 0);
    EXPECT_TRUE(typist.ime_in_the_way());
    EXPECT_FALSE(typist.scan_lost());
  }
}

TEST(KeyboardWedgeIme, KanaThatAreCommittedMuchLaterAreSwallowedToo) {
  Typist typist(Layout::composing);
  typist.type(kTicket, 4'000);
  typist.wait_ms(5'000);
  EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
  typist.enter();
  typist.commit(U"ｋｔｓｋ０１２３あｂｃで");
  typist.finish();
  EXPECT_EQ(typist.field(), "");
  EXPECT_EQ(typist.scans().size(), 1U);
}

TEST(KeyboardWedgeIme, CharactersHandedBackLateAreNotASecondScan) {
  for (const std::int64_t lag_ms : {0, 3, 40, 200}) {
    Typist typist(Layout::lagging);
    typist.type(kTicket, 2'000);
    typist.enter();
    typist.wait_ms(lag_ms);
    typist.give();
    typist.finish();
    EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket}) << lag_ms;
    EXPECT_EQ(typist.field(), "") << lag_ms;
  }
}

TEST(KeyboardWedgeIme, AnotherCodesCharactersHandedBackLateAreAScan) {
  Typist typist(Layout::lagging);
  const std::string url = "https://example.jp/a-long-address";
  typist.type(url, 2'000);
  typist.enter();
  typist.wait_ms(40);
  typist.give();
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{url});
  EXPECT_EQ(typist.field(), "");
  EXPECT_EQ(typist.field_enters(), 0);
}

TEST(KeyboardWedgeIme, ManyScansInARowAreTakenFromTheirKeys) {
  Typist typist(Layout::composing);
  std::vector<std::string> expected;
  for (int i = 0; i < 50; ++i) {
    expected.push_back("KTSK0123456789ABCDEFGHJKMNP" + std::to_string(10 + i));
    typist.type(expected.back(), 4'000);
    typist.enter();
    typist.wait_ms(10);
    typist.commit(U"ｋｔｓｋ０１２３あｂｃで");
    typist.wait_ms(60);
  }
  typist.finish();
  EXPECT_EQ(typist.scans(), expected);
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedgeIme, AScanWithALostKeyIsToldToStaff) {
  Typist typist(Layout::composing);
  typist.type(kTicket.substr(0, 20), 4'000);
  typist.enter();
  typist.wait_ms(200);
  EXPECT_TRUE(typist.scan_lost());
  typist.commit(U"ｋｔｓｋ０１２３あｂｃで");
  typist.finish();
  EXPECT_TRUE(typist.scans().empty());
  EXPECT_EQ(typist.field(), "");
  EXPECT_EQ(typist.field_enters(), 0);
}

TEST(KeyboardWedgeIme, AKeyThatTheWindowDroppedIsMadeUpForByTheLateCharacters) {
  Typist typist(Layout::lagging);
  for (std::size_t i = 0; i < kTicket.size(); ++i) {
    typist.wait_ms(2);
    if (i == 17) {
      continue;  // its key never comes
    }
    typist.type(static_cast<char32_t>(kTicket[i]));
  }
  typist.enter();
  typist.wait_ms(20);
  typist.commit(std::u32string(kTicket.begin(), kTicket.end()));
  typist.finish();
  EXPECT_EQ(typist.scans(), std::vector<std::string>{kTicket});
  EXPECT_EQ(typist.field(), "");
}

TEST(KeyboardWedgeIme, ANameThatIsCommittedAtOnceReachesTheField) {
  Typist typist(Layout::composing);
  typist.type("yamadatarou@aikawa.example.jp", 110'000);
  typist.enter();  // confirms the composition
  typist.commit(U"yamadatarou@aikawa.example.jp");
  typist.wait_ms(500);
  typist.type("koureikaigoka", 110'000);
  typist.enter();
  typist.commit(U"愛川町高齢介護課介護保険班の山田太郎");
  typist.finish();
  EXPECT_EQ(typist.field(), "yamadatarou@aikawa.example.jp愛川町高齢介護課介護保険班の山田太郎");
  EXPECT_EQ(typist.field_enters(), 2);
  EXPECT_TRUE(typist.scans().empty());
  EXPECT_FALSE(typist.ime_in_the_way());
}

TEST(KeyboardWedgeIme, ANameTypedAfterAScanReachesTheField) {
  Typist typist(Layout::composing);
  typist.type(kTicket, 2'000);
  typist.enter();
  typist.wait_ms(10);
  typist.commit(U"ｋｔｓｋ０１２あ");
  typist.wait_ms(400);
  typist.type("yamada", 110'000);
  typist.enter();
  typist.commit(U"山田");
  typist.finish();
  EXPECT_EQ(typist.scans().size(), 1U);
  EXPECT_EQ(typist.field(), "山田");
}

}  // namespace
}  // namespace uketsuke
