#include "kiosk/intake/mail_html.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "common/utf8.h"

namespace uketsuke {
namespace {

constexpr int kMostQuoteMarks = 5;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&names)[n]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kBlocks[] = {"p",  "div", "tr", "li", "ul", "ol", "table", "h1",      "h2",      "h3",
                                        "h4", "h5",  "h6", "dl", "dt", "dd", "hr",    "section", "article", "center"};
constexpr std::string_view kSkipped[] = {"script", "style", "head", "title"};

constexpr std::pair<std::string_view, char32_t> kEntities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", ' '},
    {"ensp", ' '},     {"emsp", 0x3000},  {"middot", 0xB7},  {"yen", 0xA5},     {"copy", 0xA9},    {"hellip", 0x2026},
    {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"bull", 0x2022},  {"times", 0xD7},   {"rarr", 0x2192},  {"larr", 0x2190},  {"sect", 0xA7},    {"deg", 0xB0}};

class HtmlText {
 public:
  explicit HtmlText(std::string_view html) : html_(html) {}

  std::string read() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && read_markup()) continue;
      if (c == '&' && read_entity()) continue;
      ++at_;
      if (is_space(c) && pre_ == 0) {
        space_ = true;
      } else if (c == '\n' && pre_ > 0) {
        break_line();
      } else if (c != '\r' && c != '\0') {
        put(std::string_view(&c, 1));
      }
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool at_line_start() const { return text_.empty() || text_.back() == '\n'; }

  void put(std::string_view piece) {
    if (at_line_start()) {
      for (int i = 0; i < std::min(quotes_, kMostQuoteMarks); ++i) text_ += "> ";
    } else if (space_ && text_.back() != '\t') {
      text_ += ' ';
    }
    space_ = false;
    text_ += piece;
  }
  void end_line() {
    if (!at_line_start()) break_line();
    space_ = false;
  }
  void break_line() {
    text_ += '\n';
    space_ = false;
  }

  /// @return false where `<` is no markup
  bool read_markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.substr(0, 4) == "<!--") {
      const std::size_t end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return true;
    }
    const char next = rest.size() > 1 ? lower(rest[1]) : ' ';
    if (!(next >= 'a' && next <= 'z') && next != '/' && next != '!' && next != '?') return false;
    if (no_more_tags_) return false;
    const std::size_t end = html_.find('>', at_);
    no_more_tags_ = end == std::string_view::npos;  // looked for once, however many `<` follow
    if (no_more_tags_) return false;
    const bool closing = next == '/';
    std::string name;
    for (std::size_t i = at_ + (closing ? 2 : 1); i < end && !is_space(html_[i]) && html_[i] != '/'; ++i) {
      if (name.size() < 16) name += lower(html_[i]);
    }
    at_ = end + 1;
    if (!closing && is_one_of(name, kSkipped)) {
      skip_to_end_of(name);
    } else {
      take_tag(name, closing);
    }
    return true;
  }

  void skip_to_end_of(const std::string& name) {
    if (never_closed_ == name) return;
    const std::string mark = "</" + name;
    const auto same = [](char a, char b) { return lower(a) == b; };
    const auto found =
        std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(), mark.begin(), mark.end(), same);
    const std::size_t end = found == html_.end() ? std::string_view::npos
                                                 : html_.find('>', static_cast<std::size_t>(found - html_.begin()));
    if (end == std::string_view::npos) {
      never_closed_ = name;  // hides nothing
    } else {
      at_ = end + 1;
    }
  }

  void take_tag(const std::string& name, bool closing) {
    if (name == "br") {
      break_line();
    } else if (name == "td" || name == "th") {
      if (!closing && !at_line_start()) {
        space_ = false;
        text_ += '\t';
      }
    } else if (name == "blockquote") {
      end_line();
      quotes_ = std::max(0, quotes_ + (closing ? -1 : 1));
    } else if (name == "pre") {
      end_line();
      pre_ = std::max(0, pre_ + (closing ? -1 : 1));
    } else if (is_one_of(name, kBlocks)) {
      end_line();
      if (name == "p" && closing) break_line();
      if (name == "hr") text_ += "----------------\n";
    }
  }

  bool read_entity() {
    const std::size_t length = html_.substr(at_, 12).find(';');
    if (length == std::string_view::npos || length == 1) return false;
    const std::size_t end = at_ + length;
    const std::string_view name = html_.substr(at_ + 1, length - 1);
    char32_t code = 0;
    if (name[0] == '#') {
      const bool hex = name.size() > 1 && lower(name[1]) == 'x';
      const std::string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t value = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
      if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return false;
      const bool none = value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF);
      code = none ? U'\uFFFD' : value == 0xA0 ? U' ' : static_cast<char32_t>(value);
    } else {
      for (const auto& [known, meaning] : kEntities) {
        if (known == name) code = meaning;
      }
      if (code == 0) return false;
    }
    at_ = end + 1;
    if (code == ' ') {
      space_ = true;
      return true;
    }
    std::string piece;
    append_utf8(piece, code);
    put(piece);
    return true;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string text_;
  bool space_ = false;
  int quotes_ = 0;
  int pre_ = 0;
  bool no_more_tags_ = false;
  std::string never_closed_;
};

}  // namespace

std::string html_to_text(std::string_view html) { return HtmlText(html).read(); }

}  // namespace uketsuke
