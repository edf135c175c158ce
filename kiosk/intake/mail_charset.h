// Bytes of mails in their many encodings -> UTF-8: what the label says, else what the bytes look like. ISO-2022-JP is
// read by way of CP932, so that half-width kana and the vendors' characters (①, ㈱, 髙) come through. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// @param charset  as the mail labels it ("iso-2022-jp", "Shift_JIS" …), empty or unknown: judged by the bytes
/// @return valid UTF-8; what could not be read stands as U+FFFD
std::string decode_mail_bytes(std::string_view bytes, std::string_view charset);

/// A header's value: RFC 2047 words of any charset, also split inside a character; raw 8-bit and raw ISO-2022-JP.
/// Folded lines are joined. Valid UTF-8, no line breaks.
std::string decode_mail_header(std::string_view raw);

}  // namespace uketsuke
