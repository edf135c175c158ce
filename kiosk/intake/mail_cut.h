// Whether the bytes of a mail end in the middle: signs of a file that was cut off while it was saved or sent. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// Base64 that ends inside a group of four characters, or, where it ends the file, without `=` and without a line end.
/// @param encoded  of one part, as it stands in the mail
bool is_cut_base64(std::string_view encoded, bool ends_file);

/// Quoted-printable whose last line goes on (`=`) or whose last character is half there (`=E`).
bool is_cut_quoted_printable(std::string_view encoded);

/// A text that ends inside a character, or inside the Japanese of ISO-2022-JP.
/// @param bytes    decoded of base64 and quoted-printable
/// @param words    the same as UTF-8; what could not be read stands as U+FFFD
bool is_cut_text(std::string_view bytes, std::string_view words);

/// No end of this multipart in the mail. @param mail  all of its bytes
bool lacks_end_of(std::string_view mail, const std::string& boundary);

/// No blank line that ends the headers.
bool lacks_body(std::string_view mail);

}  // namespace uketsuke
