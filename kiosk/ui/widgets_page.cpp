// Pages, dialogs, shapes and words.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/names.h"
#include "kiosk/ui/draw.h"
#include "kiosk/ui/line_break.h"

namespace uketsuke {

namespace {

constexpr float kLineHeight = 1.25F;
constexpr float kSmallest = 0.5F;        ///< of the asked size, before words are cut off
constexpr float kSmallestHinted = 0.7F;  ///< before a line breaks elsewhere than at its hints

constexpr ImGuiWindowFlags kPlain = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                    ImGuiWindowFlags_NoBackground;

void begin_whole_window(const char* id, ImGuiWindowFlags flags) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin(id, nullptr, kPlain | flags);
  ImGui::PopStyleVar(2);
}

float width_px(const Ui& ui, std::string_view words, float pixels, bool bold) {
  return font_of(ui, bold)->CalcTextSizeA(pixels, 1e9F, 0, words.data(), words.data() + words.size()).x;
}

std::vector<std::string> lines_of(const Ui& ui, std::string_view words, float limit_px, float pixels,
                                  const TextStyle& style) {
  if (!style.wrap) limit_px = 1e9F;
  return break_lines(words, limit_px, [&](std::string_view piece) { return width_px(ui, piece, pixels, style.bold); });
}

struct Fitted {
  std::vector<std::string> lines;
  float pixels = 0;
};

bool fits(const Ui& ui, const Fitted& text, ImVec2 room, const TextStyle& style) {
  const float height = static_cast<float>(text.lines.size() - 1) * text.pixels * kLineHeight + text.pixels;
  if (height > room.y + 1) return false;
  return std::all_of(text.lines.begin(), text.lines.end(), [&](const std::string& line) {
    return width_px(ui, line, text.pixels, style.bold) <= room.x + 1;
  });
}

/// Drops characters from the end until the line and … fit.
void cut_off(const Ui& ui, std::string& line, float pixels, float room, bool bold) {
  while (!line.empty() && width_px(ui, line + "…", pixels, bold) > room) {
    std::size_t last = line.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(line[last]) & 0xC0U) == 0x80U) --last;
    line.resize(last);
  }
  line += "…";
}

/// for_screen, which would show line feeds and break hints as controls, of what stands between those.
std::string cleaned(std::string_view words) {
  std::string shown;
  while (true) {
    const std::size_t end = std::min({words.find('\n'), words.find(kBreakHint), words.size()});
    shown += for_screen(words.substr(0, end));
    if (end == words.size()) return shown;
    const std::size_t mark = words[end] == '\n' ? 1 : kBreakHint.size();
    shown += words.substr(end, mark);
    words.remove_prefix(end + mark);
  }
}

/// The largest size that fits, or one step less if that one leaves a character or two alone on the last line.
std::optional<Fitted> fit_whole(const Ui& ui, std::string_view words, ImVec2 room, const TextStyle& style,
                                float smallest) {
  std::optional<Fitted> first;
  for (float part = 1.0F; part > smallest - 0.05F; part -= 0.1F) {
    Fitted text;
    text.pixels = font_px(ui, style.size * part);
    text.lines = lines_of(ui, words, room.x, text.pixels, style);
    const bool fit = fits(ui, text, room, style);
    const bool orphan = fit && style.wrap && leaves_orphan(words, room.x, [&](std::string_view piece) {
                          return width_px(ui, piece, text.pixels, style.bold);
                        });
    if (fit && !orphan) return text;
    if (first) return first;
    if (fit) first = std::move(text);
  }
  return first;
}

Fitted fit(const Ui& ui, const std::string& words, ImVec2 room, const TextStyle& style) {
  const std::string plain = without_break_hints(words);
  if (plain.size() < words.size() && style.wrap) {
    if (std::optional<Fitted> text = fit_whole(ui, words, room, style, kSmallestHinted)) return *std::move(text);
  }
  if (std::optional<Fitted> text = fit_whole(ui, plain, room, style, kSmallest)) return *std::move(text);
  Fitted text;
  text.pixels = font_px(ui, style.size * kSmallest);
  text.lines = lines_of(ui, plain, room.x, text.pixels, style);
  const auto most = static_cast<std::size_t>(
      std::max(1.0F, (room.y + text.pixels * (kLineHeight - 1)) / (text.pixels * kLineHeight)));
  const bool dropped = text.lines.size() > most;
  if (dropped) text.lines.resize(most);
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    const bool is_last = dropped && i + 1 == text.lines.size();
    if (is_last || width_px(ui, text.lines[i], text.pixels, style.bold) > room.x) {
      cut_off(ui, text.lines[i], text.pixels, room.x, style.bold);
    }
  }
  return text;
}

}  // namespace

void begin_page(const Ui& ui, Color background) {
  begin_whole_window("##page", ImGuiWindowFlags_NoBringToFrontOnFocus);
  fill(ui, ui.theme.whole(), background);
}

void end_page() { ImGui::End(); }

void begin_dialog(const Ui& ui, const char* id, Rect panel) {
  begin_whole_window(id, 0);
  fill(ui, ui.theme.whole(), color::kDim);
  fill(ui, panel, color::kPanel, 16);
}

void end_dialog() { ImGui::End(); }

void fill(const Ui& ui, Rect area, Color color, float corner) {
  ImGui::GetWindowDrawList()->AddRectFilled(top_left(ui, area), bottom_right(ui, area), packed(color),
                                            ui.theme.px(corner));
}

void outline(const Ui& ui, Rect area, Color color, float thickness, float corner) {
  const float line = std::max(1.0F, ui.theme.px(thickness));
  const ImVec2 from = top_left(ui, area);
  const ImVec2 to = bottom_right(ui, area);
  ImGui::GetWindowDrawList()->AddRect({from.x + line / 2, from.y + line / 2}, {to.x - line / 2, to.y - line / 2},
                                      packed(color), ui.theme.px(corner), 0, line);
}

void label(const Ui& ui, Rect area, std::string_view words, const TextStyle& style) {
  if (words.empty()) return;
  const std::string shown = cleaned(words);
  const ImVec2 room = size_px(ui, area);
  const Fitted text = fit(ui, shown, room, style);
  const float step = text.pixels * kLineHeight;
  const float height = step * static_cast<float>(text.lines.size() - 1) + text.pixels;
  ImVec2 at = top_left(ui, area);
  if (style.middle) at.y += std::max(0.0F, (room.y - height) / 2);
  for (const std::string& line : text.lines) {
    const float slack = room.x - width_px(ui, line, text.pixels, style.bold);
    float x = at.x;
    if (style.align == Align::center) x += slack / 2;
    if (style.align == Align::right) x += slack;
    const ImVec2 where(static_cast<float>(static_cast<int>(x)), static_cast<float>(static_cast<int>(at.y)));
    ImGui::GetWindowDrawList()->AddText(font_of(ui, style.bold), text.pixels, where, packed(style.color), line.data(),
                                        line.data() + line.size());
    at.y += step;
  }
}

void progress_bar(const Ui& ui, Rect area, int percent) {
  const float share = static_cast<float>(std::clamp(percent, 0, 100)) / 100.0F;
  fill(ui, area, color::kPaper, area.h / 2);
  if (share > 0) fill(ui, {area.x, area.y, std::max(area.h, area.w * share), area.h}, color::kSelected, area.h / 2);
  outline(ui, area, color::kPrimary, 2, area.h / 2);
  TextStyle style;
  style.size = area.h * 0.6F;
  style.align = Align::center;
  label(ui, area, std::to_string(percent) + " %", style);
}

float measure_height(const Ui& ui, std::string_view words, float width, const TextStyle& style) {
  const float pixels = font_px(ui, style.size);
  TextStyle wrapped = style;
  wrapped.wrap = true;
  const auto count = static_cast<float>(lines_of(ui, words, ui.theme.px(width), pixels, wrapped).size());
  return ((count - 1) * pixels * kLineHeight + pixels) / ui.theme.scale();
}

float measure_width(const Ui& ui, std::string_view words, const TextStyle& style) {
  return width_px(ui, without_break_hints(words), font_px(ui, style.size), style.bold) / ui.theme.scale();
}

}  // namespace uketsuke
