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

constexpr std::string_view kWideSpace = "　";

void drop_spaces_at_end(std::string_view& line) {
  while (line.ends_with(' ') || line.ends_with(kWideSpace)) line.remove_suffix(line.ends_with(' ') ? 1 : 3);
}

/// The next piece that stays together; the text is shortened by it, and by the hint after it.
std::string_view take_piece(std::string_view& text, bool hinted) {
  const std::size_t length = hinted ? std::min(text.find(kBreakHint), text.size()) : piece_length(text);
  const std::string_view piece = text.substr(0, length);
  text.remove_prefix(length);
  if (text.starts_with(kBreakHint)) text.remove_prefix(kBreakHint.size());
  return piece;
}

void break_paragraph(std::string_view text, float limit, const MeasureText& measure, std::vector<std::string>& lines) {
  const bool hinted = text.find(kBreakHint) != std::string_view::npos;
  std::string line;
  while (!text.empty()) {
    const std::string_view piece = take_piece(text, hinted);
    const std::string longer = line + std::string(piece);
    std::string_view visible = longer;
    drop_spaces_at_end(visible);
    if (!line.empty() && !piece.empty() && measure(visible) > limit) {
      lines.push_back(std::move(line));
      line = std::string(piece);
    } else {
      line = longer;
    }
  }
  lines.push_back(std::move(line));
}

constexpr std::size_t kMostOrphans = 2;

/// Characters without closing marks and the like.
std::size_t count_spoken(std::string_view line) {
  constexpr std::string_view kSilent = "、。，．・：；？！）」』】〕";
  std::size_t count = 0;
  while (!line.empty()) {
    const std::string_view character = line.substr(0, first_character_length(line));
    if (!contains_character(kSilent, character)) ++count;
    line.remove_prefix(character.size());
  }
  return count;
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
    std::string_view visible = line;
    drop_spaces_at_end(visible);
    line.resize(visible.size());
  }
  return lines;
}

bool leaves_orphan(std::string_view text, float limit, const MeasureText& measure) {
  while (true) {
    const std::size_t feed = text.find('\n');
    const std::vector<std::string> lines = break_lines(text.substr(0, feed), limit, measure);
    if (lines.size() > 1 && count_spoken(lines.back()) <= kMostOrphans) return true;
    if (feed == std::string_view::npos) return false;
    text.remove_prefix(feed + 1);
  }
}

std::string without_break_hints(std::string_view text) {
  std::string plain(text);
  for (std::size_t at = plain.find(kBreakHint); at != std::string::npos; at = plain.find(kBreakHint, at)) {
    plain.erase(at, kBreakHint.size());
  }
  return plain;
}

}  // namespace uketsuke
