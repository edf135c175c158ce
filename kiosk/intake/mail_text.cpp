#include "kiosk/intake/mail_text.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "common/names.h"
#include "common/utf8.h"
#include "kiosk/intake/mail_message.h"

namespace uketsuke {
namespace {

bool is_dropped(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xAD ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }
bool begins(std::string_view text, std::string_view word) { return text.substr(0, word.size()) == word; }
bool ends(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string_view without_return(std::string_view line) {
  return ends(line, "\r") ? line.substr(0, line.size() - 1) : line;
}

bool has_quote_mark(std::string_view line) { return begins(line, ">") || begins(line, "＞") || begins(line, "| "); }

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

enum class Mark { none, quote, forward };

bool has_dashes(std::string_view line) { return begins(line, "---") || begins(line, "___") || begins(line, "==="); }

/// What a line says of the lines below it.
Mark mark_of(std::string_view line) {
  const std::string low = lower_ascii(nfkc(line));
  if (has_dashes(low)) {
    for (const std::string_view word : {"forwarded message", "転送メッセージ", "転送されたメッセージ", "転送元"}) {
      if (contains(low, word)) return Mark::forward;
    }
    for (const std::string_view word :
         {"original message", "original appointment", "元のメッセージ", "オリジナルメッセージ", "元のメール"}) {
      if (contains(low, word)) return Mark::quote;
    }
  }
  if (begins(low, "begin forwarded message") || begins(low, "転送されたメッセージ:")) return Mark::forward;
  if (low.size() > 400) return Mark::none;
  const bool colon = ends(low, ":");
  if (ends(low, "wrote:") || ends(low, "wrote :") || ends(low, "さんは書きました:") || ends(low, "は書きました:")) {
    return Mark::quote;
  }
  if (colon && (contains(low, "様のメール") || contains(low, "さんのメール") || contains(low, "からのメール")))
    return Mark::quote;
  // Gmail: 2026年1月10日(土) 12:00 高齢介護課 <a@b>:
  if (colon && contains(low, "@") && contains(low, "年") && contains(low, "月")) return Mark::quote;
  return Mark::none;
}

/// From:, 差出人: … — the headers that programs put before what they quote.
bool is_header_line(std::string_view line, bool first) {
  static constexpr std::string_view kFrom[] = {"from:", "差出人:", "送信者:"};
  static constexpr std::string_view kOther[] = {"sent:",   "to:",   "cc:",   "date:", "subject:",  "送信日時:", "日時:",
                                                "送信日:", "宛先:", "件名:", "日付:", "受信日時:", "reply-to:"};
  const std::string low = lower_ascii(nfkc(line));
  const auto fits = [&](std::string_view name) { return begins(low, name); };
  if (std::any_of(std::begin(kFrom), std::end(kFrom), fits)) return true;
  return !first && std::any_of(std::begin(kOther), std::end(kOther), fits);
}

class QuoteMarker {
 public:
  QuoteMarker(std::vector<MailLine>& lines, bool is_forwarded) : lines_(lines), is_forwarded_(is_forwarded) {}

  void mark() {
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      MailLine& line = lines_[at];
      if (has_quote_mark(line.text)) {
        line.quoted = true;
        continue;
      }
      Mark mark = mark_of(line.text);
      if (mark == Mark::none && wraps_into_wrote(at)) mark = Mark::quote;
      if (mark == Mark::none && is_header_run(at))
        mark = is_forwarded_ && nothing_before(at) ? Mark::forward : Mark::quote;
      if (mark == Mark::none) continue;
      line.quoted = true;
      if (mark == Mark::forward && is_forwarded_) {
        at = skip_headers(at);
      } else if (!next_is_marked(at)) {
        for (std::size_t rest = at; rest < lines_.size(); ++rest) lines_[rest].quoted = true;
        return;
      }
    }
  }

 private:
  /// "On Fri, Jan 23, 2026 at 10:00 AM somebody" + "<a@b> wrote:"
  [[nodiscard]] bool wraps_into_wrote(std::size_t at) const {
    return begins(lines_[at].text, "On ") && at + 1 < lines_.size() && ends(lines_[at + 1].text, "wrote:");
  }
  [[nodiscard]] bool nothing_before(std::size_t at) const {
    return std::all_of(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const MailLine& line) { return line.quoted || line.text.empty(); });
  }
  [[nodiscard]] bool is_header_run(std::size_t at) const {
    if (at == 0 || !is_header_line(lines_[at].text, true)) return false;
    std::size_t headers = 1;
    for (std::size_t i = at + 1; i < std::min(at + 5, lines_.size()); ++i) {
      headers += is_header_line(lines_[i].text, false) ? 1 : 0;
    }
    return headers >= 3;
  }
  /// The first line with words after `at` has a > of its own: then what follows the > lines is the writer's.
  [[nodiscard]] bool next_is_marked(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(at + 12, lines_.size()); ++i) {
      if (lines_[i].text.empty() || ends(lines_[i].text, "wrote:")) continue;
      return has_quote_mark(lines_[i].text);
    }
    return false;
  }
  std::size_t skip_headers(std::size_t at) {
    std::size_t next = at + 1;
    while (next < lines_.size() && lines_[next].text.empty()) ++next;
    while (next < lines_.size() && is_header_line(lines_[next].text, false)) lines_[next++].quoted = true;
    return next - 1;
  }

  std::vector<MailLine>& lines_;
  bool is_forwarded_;
};

}  // namespace

std::string clean_mail_text(std::string_view text) {
  std::string clean;
  clean.reserve(std::min(text.size(), kMaxMailText));
  for (std::size_t at = 0; at < text.size() && clean.size() < kMaxMailText;) {
    const bool carriage = text[at] == '\r';
    if (carriage && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    char32_t c = next_code_point(text, at);
    if (carriage) c = '\n';
    if (c == kBrokenByte) c = 0xFFFD;
    if (c == 0xA0) c = ' ';
    if (c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C) c = '\n';
    if (!is_dropped(c)) append_utf8(clean, c);
  }
  return clean;
}

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes)) + "…";
}

bool is_blank_text(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  return std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return trim(line).empty(); });
}

std::string unflow(std::string_view text, bool delsp) {
  std::string joined;
  bool goes_on = false;
  std::size_t depth_before = 0;
  for (std::string_view line : lines_of(text)) {
    line = without_return(line);
    const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    std::string_view words = line.substr(depth);
    if (begins(words, " ")) words.remove_prefix(1);
    const bool flows = ends(words, " ") && words != "-- ";
    if (goes_on && depth == depth_before) {
      joined += words;
    } else {
      if (goes_on) joined += '\n';
      joined += line.substr(0, depth);
      if (depth > 0) joined += ' ';
      joined += words;
    }
    if (flows && delsp) joined.pop_back();
    if (!flows) joined += '\n';
    goes_on = flows;
    depth_before = depth;
  }
  return joined;
}

std::vector<MailLine> split_mail_lines(std::string_view text, bool is_forwarded) {
  std::vector<MailLine> lines;
  for (const std::string_view line : lines_of(text)) {
    lines.push_back({static_cast<std::int64_t>(lines.size()) + 1, trim(without_return(line)), false});
  }
  QuoteMarker(lines, is_forwarded).mark();
  return lines;
}

}  // namespace uketsuke
