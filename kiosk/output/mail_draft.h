// A mail draft (.eml) that an office's mail program opens to be looked at and sent by hand: one recipient, MIME. Pure.
// Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

struct MailAttachment {
  std::string name;  ///< ASCII
  std::string type;  ///< "image/png"
  std::string bytes;
};

struct MailDraft {
  std::string to;       ///< one address, or empty: left to be filled in
  std::string subject;  ///< UTF-8
  std::string body;     ///< UTF-8, lines end in \n
  std::vector<MailAttachment> attachments;
};

/// One plain address: a single @, ASCII, no blank, comma, bracket, quote or control; at most 254 characters.
bool is_mail_address(std::string_view text);

/// "=?UTF-8?B?…?=" words of at most 75 characters, folded; plain ASCII stays as it is.
/// Source: RFC 2047
std::string encode_header(std::string_view text);

/// With X-Unsent: 1, no From and no Date, so that the mail program puts its own; lines of at most 76 characters, CRLF.
/// Source: RFC 5322, RFC 2045, RFC 2046
std::string write_mail_draft(const MailDraft& draft);

}  // namespace uketsuke
