// Ticket text -> QR modules. Owns the choice of version, level and mode; draws nothing. Any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// Light modules that must stay free around a code.  Source: ISO/IEC 18004, 9.1
constexpr int kQuietModules = 4;

/// Square of modules, without the quiet zone.
struct QrCode {
  int size = 0;            ///< modules a side; 25 for version 2
  std::vector<bool> dark;  ///< row by row
  [[nodiscard]] bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// Version 2, level Q, alphanumeric: at most 29 of 0-9 A-Z space $ % * + - . / :.
/// Errors: Code::bad_input for any other text
/// Source: ISO/IEC 18004; libqrencode
Result<QrCode> make_qr(std::string_view text);

}  // namespace uketsuke
