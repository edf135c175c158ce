// Widgets without a window: what touches and keys do; lines break by the rules; colours hold their contrast.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "kiosk/ui/ime_guard.h"
#include "kiosk/ui/line_break.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

using test::HeadlessUi;

TEST(Theme, CentresTheGridInAnyWindow) {
  const Theme wide(1920, 720);
  EXPECT_FLOAT_EQ(wide.scale(), 1.0F);
  EXPECT_FLOAT_EQ(wide.x(0), 320);
  EXPECT_FLOAT_EQ(wide.whole().x, -320);
  EXPECT_FLOAT_EQ(wide.whole().w, 1920);
  const Theme big(1920, 1080);
  EXPECT_FLOAT_EQ(big.px(72), 108);
  EXPECT_FLOAT_EQ(big.y(720), 1080);
}

TEST(Colors, HoldTheirContrast) {
  EXPECT_GE(contrast(color::kInk, color::kPaper), 7.0);
  EXPECT_GE(contrast(color::kSoftInk, color::kPaper), 7.0);
  EXPECT_GE(contrast(color::kInk, color::kAttention), 7.0);
  EXPECT_GE(contrast(color::kInk, color::kSelected), 7.0);
  for (const Color background :
       {color::kPrimary, color::kWelcome, color::kAlready, color::kRefuse, color::kFault, color::kPractice}) {
    EXPECT_GE(contrast(color::kWhite, background), 4.5);
  }
  EXPECT_NEAR(contrast(Color{0x000000}, Color{0xFFFFFF}), 21.0, 0.01);
}

using Rgb = std::array<double, 3>;  ///< linear light, 0 to 1

Rgb linear(Color color) {
  Rgb light{};
  for (unsigned i = 0; i < 3; ++i) {
    const double value = static_cast<double>((color.rgb >> (16 - 8 * i)) & 0xFFU) / 255.0;
    light.at(i) = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return light;
}

Rgb mix(const std::array<Rgb, 3>& rows, const Rgb& light) {
  Rgb mixed{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) mixed.at(i) += rows.at(i).at(j) * light.at(j);
    mixed.at(i) = std::clamp(mixed.at(i), 0.0, 1.0);
  }
  return mixed;
}

/// CIELAB, white point D65.
Rgb to_lab(const Rgb& light) {
  Rgb xyz = mix({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, light);
  xyz[0] /= 0.95047;
  xyz[2] /= 1.08883;
  for (double& value : xyz) value = value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116;
  return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

/// How people see who lack the pigment for red, green or blue. Source: Machado, Oliveira, Fernandes 2009, severity 1
const std::map<std::string, std::array<Rgb, 3>> kEyes{
    {"all three", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"no red", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"no green", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"no blue", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

TEST(Colors, OfOutcomesAreToldApartByEveryEye) {
  constexpr double kClear = 20;  // of CIELAB; 2.3 is the least that is seen at all
  const std::vector<Color> outcomes{color::kWelcome, color::kAlready, color::kAttention, color::kRefuse, color::kFault};
  for (const auto& [eye, sees] : kEyes) {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const Rgb a = to_lab(mix(sees, linear(outcomes[i])));
        const Rgb b = to_lab(mix(sees, linear(outcomes[j])));
        EXPECT_GE(std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), kClear) << eye << ": " << i << " and " << j;
      }
    }
  }
}

/// The colour that an eye sees instead.
Color seen_by(const std::array<Rgb, 3>& eye, Color color) {
  std::uint32_t rgb = 0;
  for (const double light : mix(eye, linear(color))) {
    const double value = light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    rgb = rgb << 8 | static_cast<std::uint32_t>(std::lround(value * 255));
  }
  return Color{rgb};
}

TEST(Colors, LettersStandOutOnThemForEveryEye) {
  const std::vector<std::pair<Color, Color>> pairs{{color::kWhite, color::kWelcome}, {color::kWhite, color::kAlready},
                                                   {color::kInk, color::kAttention}, {color::kWhite, color::kRefuse},
                                                   {color::kWhite, color::kFault},   {color::kWelcome, color::kPaper},
                                                   {color::kRefuse, color::kPanel}};
  for (const auto& [eye, sees] : kEyes) {
    for (const auto& [letters, ground] : pairs) {
      EXPECT_GE(contrast(seen_by(sees, letters), seen_by(sees, ground)), 4.5) << eye << ": " << ground.rgb;
    }
  }
}

std::vector<std::string> lines(std::string_view text, float limit) {
  return break_lines(text, limit, [](std::string_view piece) {
    float width = 0;
    for (std::size_t at = 0; at < piece.size(); at += first_character_length(piece.substr(at))) width += 1;
    return width;
  });
}

TEST(LineBreak, BreaksJapaneseAnywhereButBeforeClosingMarks) {
  EXPECT_EQ(lines("受付票をかざす", 4), (std::vector<std::string>{"受付票を", "かざす"}));
  EXPECT_EQ(lines("お待ちです。次へ", 5), (std::vector<std::string>{"お待ちで", "す。次へ"}));
  EXPECT_EQ(lines("名前は「山田」です", 4), (std::vector<std::string>{"名前は", "「山田」", "です"}));
}

TEST(LineBreak, BreaksLatinAtSpacesAndKeepsLineFeeds) {
  EXPECT_EQ(lines("hold the code", 8), (std::vector<std::string>{"hold the", "code"}));
  EXPECT_EQ(lines("a\nb", 8), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(lines("", 8), (std::vector<std::string>{""}));
}

TEST(LineBreak, BreaksAtHintsOnlyWhereThereAreSome) {
  const std::string hinted = "受付票の\u200BQRコードを\u200Bかざしてください";
  EXPECT_EQ(lines(hinted, 12), (std::vector<std::string>{"受付票のQRコードを", "かざしてください"}));
  EXPECT_EQ(lines(hinted, 8), (std::vector<std::string>{"受付票の", "QRコードを", "かざしてください"}));
  EXPECT_EQ(lines(hinted, 99), (std::vector<std::string>{"受付票のQRコードをかざしてください"}));
  EXPECT_EQ(lines("かざして\u200Bください", 2), (std::vector<std::string>{"かざして", "ください"}));
  EXPECT_EQ(lines("様　\n\u200Bお進みください。\nまたどうぞ", 4).front(), "様");
  EXPECT_EQ(without_break_hints(hinted), "受付票のQRコードをかざしてください");
}

bool orphan(const std::string& text, float limit) {
  return leaves_orphan(text, limit, [](std::string_view piece) { return static_cast<float>(piece.size()) / 3; });
}

TEST(LineBreak, SeesACharacterOrTwoAloneOnALastLine) {
  EXPECT_TRUE(orphan("受付できます。", 5));
  EXPECT_TRUE(orphan("受付できます。", 4));
  EXPECT_FALSE(orphan("受付します次へ", 4));
  EXPECT_FALSE(orphan("受付できます。", 7));
  EXPECT_FALSE(orphan("受付\nます", 4));
  EXPECT_TRUE(orphan("受付できます\n受付できますか", 5));
}

TEST(LineBreak, SurvivesBrokenUtf8) { EXPECT_FALSE(lines("\xE3\x81", 1).empty()); }

TEST(KanaPad, MarksTurnTheLastKana) {
  EXPECT_EQ(apply_kana_mark("か", KanaMark::voiced), "が");
  EXPECT_EQ(apply_kana_mark("が", KanaMark::voiced), "か");
  EXPECT_EQ(apply_kana_mark("さは", KanaMark::half_voiced), "さぱ");
  EXPECT_EQ(apply_kana_mark("ば", KanaMark::half_voiced), "ぱ");
  EXPECT_EQ(apply_kana_mark("つ", KanaMark::small), "っ");
  EXPECT_EQ(apply_kana_mark("ん", KanaMark::voiced), "ん");
  EXPECT_EQ(apply_kana_mark("", KanaMark::small), "");
}

TEST(KanaPad, TypesByTouch) {
  HeadlessUi headless;
  std::string value;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    kana_pad(ui, "##pad", {0, 0, 800, 480}, value);
    end_page();
  };
  headless.frame(draw);
  headless.tap(200, 40, draw);  // や stands in the third column from the left
  headless.tap(280, 40, draw);  // ま
  EXPECT_EQ(value, "やま");
  headless.tap(240, 440, draw);  // 一字消す
  EXPECT_EQ(value, "や");
  headless.tap(80, 440, draw);  // 全部消す
  EXPECT_EQ(value, "");
}

TEST(NumberPad, TypesUpToItsDigits) {
  HeadlessUi headless;
  std::string value;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    number_pad(ui, "##pad", {0, 0, 300, 400}, value, 2);
    end_page();
  };
  headless.frame(draw);
  headless.tap(50, 50, draw);
  headless.tap(150, 350, draw);
  headless.tap(250, 50, draw);
  EXPECT_EQ(value, "10");
}

TEST(Button, DisabledIsNotTapped) {
  HeadlessUi headless;
  int taps = 0;
  ButtonStyle style;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    if (button(ui, "##b", {0, 0, 100, 100}, "x", style)) ++taps;
    end_page();
  };
  headless.frame(draw);
  headless.tap(50, 50, draw);
  EXPECT_EQ(taps, 1);
  style.enabled = false;
  headless.tap(50, 50, draw);
  EXPECT_EQ(taps, 1);
}

TEST(Button, SmallerThanAFingerIsABug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        HeadlessUi headless;
        headless.frame([](const Ui& ui) {
          begin_page(ui, color::kPaper);
          button(ui, "##b", {0, 0, 100, 60}, "x");
          end_page();
        });
      },
      "kTouchUnits");
}

TEST(Dialog, KeepsTouchesFromThePageBelow) {
  HeadlessUi headless;
  int below = 0;
  int above = 0;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    if (button(ui, "##below", {100, 100, 200, 200}, "x")) ++below;
    end_page();
    begin_dialog(ui, "##dialog", {50, 50, 400, 400});
    if (button(ui, "##above", {100, 100, 200, 200}, "y")) ++above;
    end_dialog();
  };
  headless.frame(draw);
  headless.frame(draw);
  headless.tap(150, 150, draw);
  EXPECT_EQ(below, 0);
  EXPECT_EQ(above, 1);
}

TEST(TextField, TakesTypingAndTellsEnter) {
  HeadlessUi headless;
  std::string value;
  FieldEvent last = FieldEvent::none;
  FieldStyle style;
  style.focus = true;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    const FieldEvent event = text_field(ui, "##name", {50, 50, 400, 72}, value, style);
    if (event != FieldEvent::none) last = event;
    end_page();
    style.focus = false;
  };
  for (int i = 0; i < 3; ++i) headless.frame(draw);
  EXPECT_TRUE(headless.has_focused_field());
  headless.type("髙橋𠮷子", draw);
  EXPECT_EQ(value, "髙橋𠮷子");
  EXPECT_EQ(last, FieldEvent::changed);
  headless.press(ImGuiKey_Enter, draw);
  EXPECT_EQ(last, FieldEvent::submitted);
  std::string many;
  for (int i = 0; i < 300; ++i) many += "あ";
  value = many;
  headless.frame(draw);
  EXPECT_EQ(value.size(), 600U);
}

TEST(List, TapsRowsAndDrawsVisibleOnesOnly) {
  HeadlessUi headless;
  std::optional<std::size_t> tapped;
  std::size_t drawn = 0;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    drawn = 0;
    const auto row = list(ui, "##list", {0, 0, 600, 288}, 100000, [&](std::size_t, Rect) { ++drawn; });
    if (row) tapped = row;
    end_page();
  };
  headless.frame(draw);
  headless.tap(100, 100, draw);
  ASSERT_TRUE(tapped);
  EXPECT_EQ(*tapped, 1U);
  EXPECT_LE(drawn, 6U);
}

TEST(List, ADragScrollsAndIsNoTap) {
  HeadlessUi headless;
  std::optional<std::size_t> tapped;
  std::size_t first = 0;
  const auto draw = [&](const Ui& ui) {
    begin_page(ui, color::kPaper);
    bool top = true;
    const auto row = list(ui, "##list", {0, 0, 600, 288}, 100, [&](std::size_t i, Rect) {
      if (top) first = i;
      top = false;
    });
    if (row) tapped = row;
    end_page();
  };
  ImGuiIO& io = ImGui::GetIO();
  headless.frame(draw);
  io.AddMousePosEvent(100, 250);
  headless.frame(draw);
  io.AddMouseButtonEvent(0, true);
  headless.frame(draw);
  for (float y = 240; y > 20; y -= 20) {
    io.AddMousePosEvent(100, y);
    headless.frame(draw);
  }
  io.AddMouseButtonEvent(0, false);
  headless.frame(draw);
  headless.frame(draw);
  EXPECT_FALSE(tapped);
  EXPECT_GE(first, 2U);
}

TEST(ImeGuard, KeepsTheConfirmingEnterFromTheField) {
  ImeGuard guard;
  std::int64_t t = 1'000'000;
  for (const char c : std::string("yamada ")) EXPECT_TRUE(guard.let_through(KeySort::text, c, t += 80'000));
  EXPECT_FALSE(guard.let_through(KeySort::enter, 0, t += 80'000));
  guard.on_char(U'山', t += 5'000);
  guard.on_char(U'田', t);
  EXPECT_TRUE(guard.let_through(KeySort::enter, 0, t += 300'000));
}

TEST(ImeGuard, KeepsBackspaceUntilTheCompositionIsEmpty) {
  ImeGuard guard;
  std::int64_t t = 1'000'000;
  for (const char c : std::string("yama")) guard.let_through(KeySort::text, c, t += 80'000);
  EXPECT_FALSE(guard.let_through(KeySort::backspace, 0, t += 80'000));
  EXPECT_FALSE(guard.let_through(KeySort::backspace, 0, t += 80'000));
  EXPECT_TRUE(guard.let_through(KeySort::backspace, 0, t += 80'000));
}

TEST(ImeGuard, LeavesDirectTypingAlone) {
  ImeGuard guard;
  std::int64_t t = 1'000'000;
  for (const char c : std::string("abc")) {
    guard.let_through(KeySort::text, c, t += 1'000);
    guard.on_char(static_cast<char32_t>(c), t);
  }
  EXPECT_TRUE(guard.let_through(KeySort::backspace, 0, t += 1'000));
  EXPECT_TRUE(guard.let_through(KeySort::enter, 0, t += 1'000));
}

TEST(ImeGuard, ACommitByTypingOnLeavesTheNextCompositionOpen) {
  ImeGuard guard;
  std::int64_t t = 1'000'000;
  for (const char c : std::string("yama ")) guard.let_through(KeySort::text, c, t += 80'000);
  guard.let_through(KeySort::text, 'k', t += 80'000);
  guard.on_char(U'山', t += 3'000);
  EXPECT_FALSE(guard.let_through(KeySort::enter, 0, t += 80'000));
}

TEST(Drawing, EveryIconAndCodeDraws) {
  HeadlessUi headless;
  headless.frame([](const Ui& ui) {
    begin_page(ui, color::kPaper);
    for (int i = 0; i <= static_cast<int>(Icon::lock); ++i) {
      icon(ui, {static_cast<float>(i) * 100, 0, 90, 90}, static_cast<Icon>(i), color::kInk);
    }
    qr(ui, {0, 200, 200, 200}, "KTSK00000000000000000000000AB");
    EXPECT_FALSE(preview(ui, {300, 200, 200, 200}));
    end_page();
  });
}

}  // namespace
}  // namespace uketsuke
