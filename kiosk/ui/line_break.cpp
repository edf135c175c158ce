#include "kiosk/ui/line_break.h"

#include <algorithm>

namespace uketsuke {

namespace {

constexpr std::string_view kNotAtStart =
    "、。，．・：；？！）」』】〕｝〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…％様名";
constexpr std::string_view kNotAtEnd = "（「『【〔｛〈《";

bool contains_character(std::string_view set, std::string_view character) {
  return character.size() > 1 && set.find(character) != std::string_view::npos;
}

bool is_latin(std::string_view character) { return character.size() == 1 && character[0] != ' '; }

/// The shortest beginning after which a line may break.
std::size_t piece_length(std::string_view text) {
  std::size_t end = first_character_length(text);
  std::string_view last = text.substr(0, end);
  while (end < text.size()) {
    const std::string_view next = text.substr(end, first_character_length(text.substr(end)));
    const bool together = contains_character(kNotAtEnd, last) || contains_character(kNotAtStart, next) ||
                          (is_latin(last) && is_latin(next)) || next == " ";
    if (!together) break;
    end += next.size();
    last = next;
    if (next == " ") break;
  }
  return end;
}

void break_paragraph(std::string_view text, float limit, const MeasureText& measure, std::vector<std::string>& lines) {
  std::string line;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, piece_length(text));
    text.remove_prefix(piece.size());
    const std::string longer = line + std::string(piece);
    std::string_view visible = longer;
    while (visible.ends_with(' ')) visible.remove_suffix(1);
    if (!line.empty() && measure(visible) > limit) {
      lines.push_back(std::move(line));
      line = std::string(piece);
    } else {
      line = longer;
    }
  }
  lines.push_back(std::move(line));
}

}  // namespace

std::size_t first_character_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  std::size_t length = 1;
  if (lead >= 0xF0) {
    length = 4;
  } else if (lead >= 0xE0) {
    length = 3;
  } else if (lead >= 0xC0) {
    length = 2;
  }
  return std::min(length, text.size());
}

std::vector<std::string> break_lines(std::string_view text, float limit, const MeasureText& measure) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t feed = text.find('\n');
    break_paragraph(text.substr(0, feed), limit, measure, lines);
    if (feed == std::string_view::npos) break;
    text.remove_prefix(feed + 1);
  }
  for (std::string& line : lines) {
    while (line.ends_with(' ')) line.pop_back();
  }
  return lines;
}

}  // namespace uketsuke
