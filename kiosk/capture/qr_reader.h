// Luma frame to the QR codes in it, by ZXing-cpp (1.4, 2.x or 3.x, whichever the system has). Stateless. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/capture/frame.h"

namespace uketsuke {

/// How much time a frame is worth. The passes and their order: qr_reader.cpp, kPasses.
struct ReadEffort {
  enum class Kind {
    quick,  ///< a camera's frame, more will follow: the plain pass, then perhaps one of the costlier ones
    still   ///< a picture: pass by pass until one reads
  };
  Kind kind = Kind::still;
  /// quick: 0 is the plain pass alone; n > 0 adds the n-th costlier pass, in rotation, where the plain one saw nothing.
  unsigned turn = 0;

  static ReadEffort quick(unsigned turn) { return {Kind::quick, turn}; }
  static ReadEffort still() { return {Kind::still, 0}; }
};

struct CodePoint2d {
  int x = 0;
  int y = 0;
};

struct ReadCode {
  std::string text;  ///< UTF-8; the bytes as they are where the code says that they are no text
  bool is_text = true;
  CodePoint2d corners[4];  ///< in the frame's pixels: top left, top right, bottom right, bottom left of the code
};

struct ReadCodes {
  std::vector<ReadCode> codes;  ///< at most kMaxCodesInFrame; the same text twice where it is printed twice
  unsigned passes = 0;          ///< that were made
};

inline constexpr unsigned kMaxCodesInFrame = 8;

/// QR codes only; other symbologies cost about nine times the time and are no tickets.
/// Errors: Code::bad_frame if sizes disagree.  Cost: 720p without a code 5 ms plain, 30 ms all passes.
/// Source: ISO/IEC 18004; zxing-cpp ReadBarcodes
Result<ReadCodes> read_codes(const LumaFrame& frame, ReadEffort effort);

}  // namespace uketsuke
