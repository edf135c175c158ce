// ZXing adapter: the only file that knows ZXing. It compiles with 1.4 (Debian 12), 2.x (13) and 3.x: what differs
// between them stands in make_options and to_read_code. ZXing may throw; nothing leaves this file.
#define ZX_USE_UTF8 1
#include "kiosk/capture/zxing_reader.h"

#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <algorithm>
#include <cstddef>
#include <exception>

namespace uketsuke {
namespace {

#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

ZXing::Binarizer to_binarizer(Threshold threshold) {
  switch (threshold) {
    case Threshold::local:
      return ZXing::Binarizer::LocalAverage;
    case Threshold::global:
      return ZXing::Binarizer::GlobalHistogram;
    case Threshold::middle:
      return ZXing::Binarizer::FixedThreshold;
  }
  return ZXing::Binarizer::LocalAverage;
}

Options make_options(Threshold threshold) {
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
  options.setTryInvert(threshold == Threshold::local);
  options.setTextMode(ZXing::TextMode::Plain);
#endif
  options.setMaxNumberOfSymbols(kMaxCodesInFrame);
  options.setBinarizer(to_binarizer(threshold));
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

}  // namespace

Look look_with_zxing(const GrayView& picture, Threshold threshold) {
  Look look;
  try {
    const ZXing::ImageView view(picture.data, picture.width, picture.height, ZXing::ImageFormat::Lum,
                                picture.row_stride);
    for (const auto& found : ZXing::ReadBarcodes(view, make_options(threshold))) {
      if (found.isValid()) look.codes.push_back(to_read_code(found));
    }
  } catch (const std::exception&) {
    look = {};
  }
  return look;
}

}  // namespace uketsuke
