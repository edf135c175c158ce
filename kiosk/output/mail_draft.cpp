// base64 throughout: every mail program reads it, and no line can be too long or begin with "From ".

#include "kiosk/output/mail_draft.h"

#include <algorithm>

#include "common/utf8.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kLine = 76;
constexpr std::size_t kWordBytes = 36;  ///< of UTF-8 in one encoded word: 48 characters and 12 around them
constexpr std::size_t kLongestAddress = 254;
constexpr std::string_view kBoundary = "=_uketsuke_part_of_a_draft_=";  // "=_" cannot occur in base64

std::string encode_base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&bytes, at](std::size_t i) {
      return at + i < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i])) : 0U;
    };
    const unsigned group = byte(0) << 16 | byte(1) << 8 | byte(2);
    text += kDigits[group >> 18 & 63U];
    text += kDigits[group >> 12 & 63U];
    text += at + 1 < bytes.size() ? kDigits[group >> 6 & 63U] : '=';
    text += at + 2 < bytes.size() ? kDigits[group & 63U] : '=';
  }
  return text;
}

/// In lines.
std::string base64_body(std::string_view bytes) {
  const std::string text = encode_base64(bytes);
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += kLine) lines += text.substr(at, kLine) + std::string(kLineEnd);
  return lines;
}

std::string with_crlf(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  return lines;
}

std::string text_part(const MailDraft& draft) {
  return "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64_body(with_crlf(draft.body));
}

std::string attachment_part(const MailAttachment& attachment) {
  return "Content-Type: " + attachment.type + ";\r\n name=\"" + attachment.name +
         "\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename=\"" +
         attachment.name + "\"\r\n\r\n" + base64_body(attachment.bytes);
}

}  // namespace

bool is_mail_address(std::string_view text) {
  constexpr std::string_view kForbidden = " ,;:<>()[]\"\\";
  const std::size_t at = text.find('@');
  if (text.size() > kLongestAddress || at == std::string_view::npos || at == 0 || at + 1 >= text.size()) return false;
  if (text.find('@', at + 1) != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [kForbidden](char c) {
    return c > ' ' && c < 0x7F && kForbidden.find(c) == std::string_view::npos;
  });
}

std::string encode_header(std::string_view given) {
  const std::string text = clean_text(given);
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
  if (ascii && text.size() <= kLine - 12 && text.find("=?") == std::string::npos) return text;
  std::string header;
  std::string word;
  const auto flush = [&header, &word] {
    if (word.empty()) return;
    header += (header.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + encode_base64(word) + "?=");
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    next_code_point(text, at);
    if (word.size() + (at - start) > kWordBytes) flush();
    word += text.substr(start, at - start);
  }
  flush();
  return header;
}

std::string write_mail_draft(const MailDraft& draft) {
  std::string mail = "X-Unsent: 1\r\n";
  if (is_mail_address(draft.to)) mail += "To: " + draft.to + "\r\n";
  mail += "Subject: " + encode_header(draft.subject) + "\r\nMIME-Version: 1.0\r\n";
  if (draft.attachments.empty()) return mail + text_part(draft);
  const std::string boundary(kBoundary);
  mail += "Content-Type: multipart/mixed;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  mail += "--" + boundary + "\r\n" + text_part(draft);
  for (const MailAttachment& attachment : draft.attachments) {
    mail += "--" + boundary + "\r\n" + attachment_part(attachment);
  }
  return mail + "--" + boundary + "--\r\n";
}

}  // namespace uketsuke
