// Bytes of a file -> UTF-8: byte order marks, UTF-8, CP932, UTF-16 (Excel's "Unicode text"). ICU's converters. Any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace uketsuke {

struct DecodedText {
  std::string utf8;                        ///< what could not be read stands as U+FFFD
  std::string encoding;                    ///< "UTF-8", "CP932", "UTF-16LE", "UTF-16BE"
  std::vector<std::int64_t> broken_lines;  ///< physical lines with such a place, ascending, each once
};

/// A byte order mark decides; else valid UTF-8 is UTF-8; else what is mostly UTF-8 is broken UTF-8; else CP932.
/// Lines end with LF, CR or CRLF. NUL characters are kept: the reader of the rows refuses them.
/// Errors: Code::bad_input if ICU lacks the converter
Result<DecodedText> decode_text(std::string_view bytes);

}  // namespace uketsuke
