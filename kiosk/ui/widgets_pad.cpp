// The 50-sound pad and the number pad.
#include <array>
#include <utility>

#include "kiosk/ui/draw.h"

namespace uketsuke {

namespace {

/// Columns from the right as on every Japanese pad: あ stands at the right, わ at the left.
constexpr std::array<std::array<const char*, 5>, 10> kColumns = {{{"あ", "い", "う", "え", "お"},
                                                                  {"か", "き", "く", "け", "こ"},
                                                                  {"さ", "し", "す", "せ", "そ"},
                                                                  {"た", "ち", "つ", "て", "と"},
                                                                  {"な", "に", "ぬ", "ね", "の"},
                                                                  {"は", "ひ", "ふ", "へ", "ほ"},
                                                                  {"ま", "み", "む", "め", "も"},
                                                                  {"や", "", "ゆ", "", "よ"},
                                                                  {"ら", "り", "る", "れ", "ろ"},
                                                                  {"わ", "", "を", "", "ん"}}};

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 20> kVoiced = {{{"か", "が"}, {"き", "ぎ"}, {"く", "ぐ"}, {"け", "げ"}, {"こ", "ご"},
                                           {"さ", "ざ"}, {"し", "じ"}, {"す", "ず"}, {"せ", "ぜ"}, {"そ", "ぞ"},
                                           {"た", "だ"}, {"ち", "ぢ"}, {"つ", "づ"}, {"て", "で"}, {"と", "ど"},
                                           {"は", "ば"}, {"ひ", "び"}, {"ふ", "ぶ"}, {"へ", "べ"}, {"ほ", "ぼ"}}};
constexpr std::array<Pair, 10> kHalfVoiced = {{{"は", "ぱ"},
                                               {"ひ", "ぴ"},
                                               {"ふ", "ぷ"},
                                               {"へ", "ぺ"},
                                               {"ほ", "ぽ"},
                                               {"ば", "ぱ"},
                                               {"び", "ぴ"},
                                               {"ぶ", "ぷ"},
                                               {"べ", "ぺ"},
                                               {"ぼ", "ぽ"}}};
constexpr std::array<Pair, 9> kSmall = {{{"あ", "ぁ"},
                                         {"い", "ぃ"},
                                         {"う", "ぅ"},
                                         {"え", "ぇ"},
                                         {"お", "ぉ"},
                                         {"や", "ゃ"},
                                         {"ゆ", "ゅ"},
                                         {"よ", "ょ"},
                                         {"つ", "っ"}}};

template <std::size_t N>
std::string exchange_last(std::string text, const std::array<Pair, N>& pairs) {
  if (text.size() < 3) return text;
  const std::string last = text.substr(text.size() - 3);
  for (const auto& [plain, marked] : pairs) {
    if (last == plain) return text.replace(text.size() - 3, 3, marked);
  }
  for (const auto& [plain, marked] : pairs) {  // a second tap takes the mark off
    if (last == marked) return text.replace(text.size() - 3, 3, plain);
  }
  return text;
}

void remove_last(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
  if (!text.empty()) text.pop_back();
}

}  // namespace

std::string apply_kana_mark(std::string text, KanaMark mark) {
  switch (mark) {
    case KanaMark::voiced:
      return exchange_last(std::move(text), kVoiced);
    case KanaMark::half_voiced:
      return exchange_last(std::move(text), kHalfVoiced);
    case KanaMark::small:
      return exchange_last(std::move(text), kSmall);
  }
  return text;
}

bool kana_pad(const Ui& ui, const char* id, Rect area, std::string& value) {
  const std::string before = value;
  const float width = area.w / 10;
  const float height = area.h / 6;
  ButtonStyle key;
  key.quiet = true;
  key.fill = color::kInk;
  key.size = 36;
  ImGui::PushID(id);
  for (int column = 0; column < 10; ++column) {
    for (int row = 0; row < 5; ++row) {
      const char* kana = kColumns[static_cast<std::size_t>(column)][static_cast<std::size_t>(row)];
      if (*kana == '\0') continue;
      const Rect place{area.x + area.w - static_cast<float>(column + 1) * width,
                       area.y + static_cast<float>(row) * height, width, height};
      if (pad_button(ui, column * 5 + row, inset(place, width >= 80 && height >= 80 ? 3 : 0), kana, key)) value += kana;
    }
  }
  const float y = area.y + 5 * height;
  const auto wide = [&](float from, float columns) { return Rect{area.x + from * width, y, columns * width, height}; };
  ButtonStyle mark = key;
  mark.size = 28;
  if (pad_button(ui, 100, wide(8, 2), "゛", mark)) value = apply_kana_mark(value, KanaMark::voiced);
  if (pad_button(ui, 101, wide(6, 2), "゜", mark)) value = apply_kana_mark(value, KanaMark::half_voiced);
  if (pad_button(ui, 102, wide(4, 2), ui.text("pad_small").c_str(), mark)) {
    value = apply_kana_mark(value, KanaMark::small);
  }
  if (pad_button(ui, 103, wide(2, 2), ui.text("pad_back").c_str(), mark)) remove_last(value);
  if (pad_button(ui, 104, wide(0, 2), ui.text("pad_clear").c_str(), mark)) value.clear();
  ImGui::PopID();
  return value != before;
}

bool number_pad(const Ui& ui, const char* id, Rect area, std::string& value, std::size_t max_digits) {
  const std::string before = value;
  const float width = area.w / 3;
  const float height = area.h / 4;
  ButtonStyle key;
  key.quiet = true;
  key.fill = color::kInk;
  key.size = 40;
  ImGui::PushID(id);
  for (int i = 0; i < 12; ++i) {
    const Rect place{area.x + static_cast<float>(i % 3) * width, area.y + static_cast<float>(i / 3) * height, width,
                     height};
    const Rect shape = inset(place, width >= 80 && height >= 80 ? 3 : 0);
    if (i == 9) {
      key.size = 26;
      if (pad_button(ui, i, shape, ui.text("pad_clear").c_str(), key)) value.clear();
    } else if (i == 11) {
      key.size = 26;
      if (pad_button(ui, i, shape, ui.text("pad_back").c_str(), key)) remove_last(value);
    } else {
      key.size = 40;
      const std::string digit = std::to_string(i == 10 ? 0 : i + 1);
      if (pad_button(ui, i, shape, digit.c_str(), key) && value.size() < max_digits) value += digit;
    }
  }
  ImGui::PopID();
  return value != before;
}

}  // namespace uketsuke
