// ZXing adapter: the only file that knows ZXing. It compiles with 1.4 (Debian 12), 2.x (13) and 3.x: what differs
// between them stands in make_options and to_read_code. ZXing may throw; nothing leaves this file.
#define ZX_USE_UTF8 1
#include "kiosk/capture/qr_reader.h"

#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <iterator>
#include <utility>

namespace uketsuke {
namespace {

#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

/// One way to look at the frame.
struct Pass {
  bool inverted = false;
  bool global_threshold = false;  ///< one threshold for the picture in place of one for each neighbourhood
  int raised = 1;                 ///< times the size, bilinear
};

/// In order of what they read for their cost. The first is the plain one; a better chain is a change of this list.
constexpr std::array<Pass, 4> kPasses{{
    {},
    {.inverted = true},
    {.global_threshold = true},
    {.raised = 2},
}};

/// A raised frame stays below this, so that a 50 megapixel photograph does not become 200.
constexpr std::int64_t kMaxRaisedPixels = 16'000'000;

/// Own bytes of a frame that was changed for a pass.
struct Picture {
  std::vector<std::uint8_t> bytes;
  int width = 0;
  int height = 0;
  int row_stride = 0;
  const std::uint8_t* data = nullptr;
};

Picture as_it_is(const LumaFrame& frame) {
  Picture picture;
  picture.width = frame.width;
  picture.height = frame.height;
  picture.row_stride = frame.row_stride;
  picture.data = frame.pixels->data();
  return picture;
}

Picture invert(const LumaFrame& frame) {
  Picture picture = as_it_is(frame);
  picture.bytes.resize(frame.pixels->size());
  std::transform(frame.pixels->begin(), frame.pixels->end(), picture.bytes.begin(),
                 [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - value); });
  picture.data = picture.bytes.data();
  return picture;
}

/// Where an output pixel falls between two input pixels: index of the first, and sixteenths of the second.
struct Tap {
  std::size_t first = 0;
  std::size_t second = 0;
  unsigned weight = 0;
};

std::vector<Tap> make_taps(int size, int factor) {
  std::vector<Tap> taps(static_cast<std::size_t>(size) * static_cast<std::size_t>(factor));
  const int last = size - 1;
  for (std::size_t out = 0; out < taps.size(); ++out) {
    // Pixel centres: (out + 0.5) / factor - 0.5, in sixteenths.
    const int at = std::max(0, (16 * (2 * static_cast<int>(out) + 1)) / (2 * factor) - 8);
    const int first = std::min(at / 16, last);
    taps[out] = {static_cast<std::size_t>(first), static_cast<std::size_t>(std::min(first + 1, last)),
                 static_cast<unsigned>(at % 16)};
  }
  return taps;
}

Picture raise(const LumaFrame& frame, int factor) {
  Picture picture;
  picture.width = frame.width * factor;
  picture.height = frame.height * factor;
  picture.row_stride = picture.width;
  const auto width = static_cast<std::size_t>(picture.width);
  picture.bytes.resize(width * static_cast<std::size_t>(picture.height));
  const std::vector<Tap> columns = make_taps(frame.width, factor);
  const std::vector<Tap> rows = make_taps(frame.height, factor);
  const auto stride = static_cast<std::size_t>(frame.row_stride);
  std::uint8_t* out = picture.bytes.data();
  for (const Tap& row : rows) {
    const std::uint8_t* upper = frame.pixels->data() + row.first * stride;
    const std::uint8_t* lower = frame.pixels->data() + row.second * stride;
    for (const Tap& column : columns) {
      const unsigned left = upper[column.first] * (16 - row.weight) + lower[column.first] * row.weight;
      const unsigned right = upper[column.second] * (16 - row.weight) + lower[column.second] * row.weight;
      *out++ = static_cast<std::uint8_t>((left * (16 - column.weight) + right * column.weight + 128) / 256);
    }
  }
  picture.data = picture.bytes.data();
  return picture;
}

Options make_options(const Pass& pass) {
  Options options;
#if ZXING_VERSION_MAJOR >= 3
  options.setFormats(ZXing::BarcodeFormat::QRCodeModel2);
#else
  options.setFormats(ZXing::BarcodeFormat::QRCode);
#endif
  options.setTryHarder(true);
  options.setTryRotate(false);  // does nothing for QR
  options.setTryDownscale(true);
#if ZXING_VERSION_MAJOR >= 2
  options.setTryInvert(true);
  options.setTextMode(ZXing::TextMode::Plain);
#endif
  options.setMaxNumberOfSymbols(kMaxCodesInFrame);
  options.setBinarizer(pass.global_threshold ? ZXing::Binarizer::GlobalHistogram : ZXing::Binarizer::LocalAverage);
  return options;
}

template <class Found>
ReadCode to_read_code(const Found& found) {
  ReadCode code;
  code.is_text = found.contentType() != ZXing::ContentType::Binary;
  if (code.is_text) {
    code.text = found.text();
  } else {
    code.text.assign(found.bytes().begin(), found.bytes().end());
  }
  const auto position = found.position();
  std::size_t next = 0;
  for (const auto& corner : {position.topLeft(), position.topRight(), position.bottomRight(), position.bottomLeft()}) {
    code.corners[next++] = {corner.x, corner.y};
  }
  return code;
}

/// False where a pass cannot add anything: the library inverts by itself, or the picture is too large to be raised.
bool is_worthwhile(const Pass& pass, const LumaFrame& frame) {
#if ZXING_VERSION_MAJOR >= 2
  if (pass.inverted) return false;
#endif
  const std::int64_t pixels = std::int64_t{frame.width} * frame.height * pass.raised * pass.raised;
  return pass.raised == 1 || pixels <= kMaxRaisedPixels;
}

Picture prepare(const LumaFrame& frame, const Pass& pass) {
  if (pass.raised > 1) return raise(frame, pass.raised);
  return pass.inverted ? invert(frame) : as_it_is(frame);
}

/// Paints a code over, so that the next look is not led astray by its finder patterns. @param corners  of the picture
void paint_over(Picture& picture, const CodePoint2d (&corners)[4]) {
  if (picture.bytes.empty()) {
    picture.bytes.assign(
        picture.data, picture.data +
                          static_cast<std::size_t>(picture.height - 1) * static_cast<std::size_t>(picture.row_stride) +
                          picture.width);
    picture.data = picture.bytes.data();
  }
  const auto [low, high] =
      std::minmax_element(std::begin(corners), std::end(corners), [](auto& a, auto& b) { return a.y < b.y; });
  for (int y = std::max(0, low->y); y <= std::min(picture.height - 1, high->y); ++y) {
    int left = picture.width;
    int right = -1;
    for (std::size_t i = 0; i < 4; ++i) {
      const CodePoint2d& from = corners[i];
      const CodePoint2d& to = corners[(i + 1) % 4];
      if (from.y == to.y || y < std::min(from.y, to.y) || y > std::max(from.y, to.y)) continue;
      const int x = from.x + static_cast<int>(std::int64_t{to.x - from.x} * (y - from.y) / (to.y - from.y));
      left = std::min(left, x);
      right = std::max(right, x);
    }
    std::uint8_t* row =
        picture.bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.row_stride);
    for (int x = std::max(0, left); x <= std::min(picture.width - 1, right); ++x) row[x] = 255;
  }
}

std::vector<ReadCode> look(const Picture& picture, const Pass& pass) {
  std::vector<ReadCode> codes;
  try {
    const ZXing::ImageView view(picture.data, picture.width, picture.height, ZXing::ImageFormat::Lum,
                                picture.row_stride);
    for (const auto& found : ZXing::ReadBarcodes(view, make_options(pass))) {
      if (found.isValid()) codes.push_back(to_read_code(found));
    }
  } catch (const std::exception&) {
    codes.clear();  // a picture that the library stumbles over holds no code for us
  }
  return codes;
}

/// Looks again while several codes are found: of a sheet of ten, the library sees some at a time.
std::vector<ReadCode> run_pass(const LumaFrame& frame, const Pass& pass) {
  Picture picture = prepare(frame, pass);
  std::vector<ReadCode> codes;
  for (bool again = true; again;) {
    const std::vector<ReadCode> found = look(picture, pass);
    codes.insert(codes.end(), found.begin(), found.end());
    again = !found.empty() && codes.size() > 1 && codes.size() < kMaxCodesInFrame;
    for (const ReadCode& code : found) {
      if (again) paint_over(picture, code.corners);
    }
  }
  if (codes.size() > kMaxCodesInFrame) codes.resize(kMaxCodesInFrame);
  for (ReadCode& code : codes) {
    for (CodePoint2d& corner : code.corners) corner = {corner.x / pass.raised, corner.y / pass.raised};
  }
  return codes;
}

}  // namespace

Result<ReadCodes> read_codes(const LumaFrame& frame, ReadEffort effort) {
  if (!is_valid(frame)) return fail(Code::bad_frame, "The frame's width, height, row length and bytes disagree.");
  ReadCodes read;
  const auto try_pass = [&](const Pass& pass) {
    if (!is_worthwhile(pass, frame)) return false;
    ++read.passes;
    read.codes = run_pass(frame, pass);
    return !read.codes.empty();
  };
  switch (effort.kind) {
    case ReadEffort::Kind::quick:
      if (!try_pass(kPasses[0]) && effort.turn > 0) try_pass(kPasses[1 + (effort.turn - 1) % (kPasses.size() - 1)]);
      break;
    case ReadEffort::Kind::still:
      for (const Pass& pass : kPasses) {
        if (try_pass(pass)) break;
      }
      break;
  }
  return read;
}

}  // namespace uketsuke
