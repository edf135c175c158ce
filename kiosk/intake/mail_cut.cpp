#include "kiosk/intake/mail_cut.h"

#include <algorithm>
#include <cstddef>

namespace uketsuke {
namespace {

bool is_alphanumeric(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string_view without_end_spaces(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

bool is_cut_base64(std::string_view encoded, bool ends_file) {
  const auto significant = std::count_if(encoded.begin(), encoded.end(),
                                         [](char c) { return is_alphanumeric(c) || c == '+' || c == '/' || c == '='; });
  if (significant % 4 != 0) return true;
  const std::string_view last = without_end_spaces(encoded);
  return ends_file && !last.empty() && last.back() != '=' && last.size() == encoded.size();
}

bool is_cut_quoted_printable(std::string_view encoded) {
  const std::string_view last = without_end_spaces(encoded);
  const std::size_t mark = last.rfind('=');
  return mark != std::string_view::npos && last.size() - mark <= 2;
}

bool is_cut_text(std::string_view bytes, std::string_view words) {
  constexpr std::string_view kUnread = "\xEF\xBF\xBD";
  const std::string_view last = without_end_spaces(words);
  if (last.size() >= kUnread.size() && last.substr(last.size() - kUnread.size()) == kUnread) return true;
  const std::size_t escape = bytes.rfind('\x1B');
  return escape != std::string_view::npos && bytes.substr(escape + 1, 1) != "(";
}

bool lacks_end_of(std::string_view mail, const std::string& boundary) {
  if (boundary.empty()) return false;
  const std::string end = "--" + boundary + "--";
  for (std::size_t at = mail.find(end); at != std::string_view::npos; at = mail.find(end, at + 1)) {
    if (at == 0 || mail[at - 1] == '\n') return false;
  }
  return true;
}

bool lacks_body(std::string_view mail) {
  return mail.find("\n\n") == std::string_view::npos && mail.find("\n\r\n") == std::string_view::npos &&
         mail.substr(0, 1) != "\n" && mail.substr(0, 2) != "\r\n";
}

}  // namespace uketsuke
