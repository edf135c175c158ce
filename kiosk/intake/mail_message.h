// The bytes of one mail (.eml) or of a mailbox -> who, when, what, as text. The one adapter of GMime. Whatever the
// bytes are: limits, no crash; nothing is fetched or executed. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// One mail as far as it matters here; all texts are valid UTF-8 with LF line ends.
struct MailMessage {
  std::string message_id;  ///< without < >, empty if none
  std::string from;        ///< as given: 山田 <a@b>
  std::string subject;
  std::string date_text;                 ///< the Date header as it stands, empty if none
  std::optional<UtcMillis> sent;         ///< the Date header: the sender's clock
  std::optional<UtcMillis> arrived;      ///< the topmost Received header: our own mail server's clock
  std::string text;                      ///< the plain text; where there is none, the HTML as text
  std::string html_text;                 ///< the HTML as text, empty if none
  std::vector<std::string> attachments;  ///< names; 「（名前なし）」 for one without
  bool cut_off = false;                  ///< the bytes end in the middle (mail_cut.h): what stood behind is not known
};

/// A mail above this is refused: a form is small, and a scan of one does not make it larger than this.
inline constexpr std::size_t kMaxMailBytes = std::size_t{32} << 20;
/// Text of a mail that is read; the form stands in its first page.
inline constexpr std::size_t kMaxMailText = std::size_t{512} << 10;

/// Errors: Code::bad_input for what is no mail, is too large, or is nested beyond all sense.
/// Source: RFC 5322, 2045-2047, 2231, 3676
Result<MailMessage> read_mail_message(std::string_view bytes);

/// The date of a mail's header: "Fri, 23 Jan 2026 10:05:00 +0900". Source: RFC 5322, 3.3
std::optional<UtcMillis> read_mail_date(const std::string& text);

struct MboxMail {
  std::string bytes;
  std::int64_t line = 1;  ///< of the mailbox where the mail starts: its "From " line
};
/// The mails of an mbox, in order; `>From ` lines get their mark off. Anything else comes back as the one mail it is.
std::vector<MboxMail> split_mbox(std::string_view bytes);
bool is_mbox(std::string_view bytes);

/// True for an mbox's first line, or for bytes that begin with the headers of a mail.
bool looks_like_mail(std::string_view bytes);

}  // namespace uketsuke
