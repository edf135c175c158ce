// The text of a mail as lines: what its writer wrote, and what is only quoted from another mail. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// LF line ends, no control characters, no zero-width ones, no-break spaces as spaces; at most kMaxMailText bytes.
std::string clean_mail_text(std::string_view text);
/// At most `bytes` of it, cut between two characters.
std::string shortened(std::string_view text, std::size_t bytes);
bool is_blank_text(std::string_view text);

/// format=flowed: lines that end with a space go on in the next one. @param delsp  that space is not part of the text
/// Source: RFC 3676
std::string unflow(std::string_view text, bool delsp);

struct MailLine {
  std::int64_t number = 0;  ///< physical line of the text, from 1
  std::string text;         ///< without outer spaces but tabs between cells
  bool quoted = false;      ///< from another mail; also the line that says so
};

/// Quoted are lines with > and all that follows 「-----Original Message-----」, "On … wrote:", 「…様のメール」 or the
/// repeated headers of a mail. A forwarded block is its writer's own where the subject says that the mail is forwarded.
/// @param text  clean
std::vector<MailLine> split_mail_lines(std::string_view text, bool is_forwarded);

}  // namespace uketsuke
