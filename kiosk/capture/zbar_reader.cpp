// ZBar adapter: the only file that knows ZBar. See zbar_reader.h.
#include "kiosk/capture/zbar_reader.h"

#include <zbar.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace uketsuke {
namespace {

using namespace zbar;  // its C functions; its C++ classes are not included

constexpr unsigned long kGray = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;

using ScannerPtr = std::unique_ptr<zbar_image_scanner_t, decltype(&zbar_image_scanner_destroy)>;
using ImagePtr = std::unique_ptr<zbar_image_t, decltype(&zbar_image_destroy)>;

/// It guesses what other bytes mean, and takes Shift JIS for something else.
bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

ReadCode to_read_code(const zbar_symbol_t* symbol) {
  ReadCode code;
  code.text.assign(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
  if (zbar_symbol_get_loc_size(symbol) == 4) {  // top left, bottom left, bottom right, top right
    for (const unsigned from : {0U, 3U, 2U, 1U}) {
      code.corners[(4 - from) % 4] = {zbar_symbol_get_loc_x(symbol, from), zbar_symbol_get_loc_y(symbol, from)};
    }
  }
  return code;
}

}  // namespace

Look look_with_zbar(const GrayView& picture) {
  Look look;
  const ScannerPtr scanner(zbar_image_scanner_create(), &zbar_image_scanner_destroy);
  const ImagePtr image(zbar_image_create(), &zbar_image_destroy);
  if (!scanner || !image) return look;
  zbar_image_scanner_set_config(scanner.get(), ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config(scanner.get(), ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config(scanner.get(), ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1);
  const GrayPicture packed = copy(picture);  // it knows no padded rows
  zbar_image_set_format(image.get(), kGray);
  zbar_image_set_size(image.get(), static_cast<unsigned>(packed.width), static_cast<unsigned>(packed.height));
  zbar_image_set_data(image.get(), packed.bytes.data(), packed.bytes.size(), nullptr);
  if (zbar_scan_image(scanner.get(), image.get()) <= 0) return look;
  for (const zbar_symbol_t* symbol = zbar_image_first_symbol(image.get()); symbol != nullptr;
       symbol = zbar_symbol_next(symbol)) {
    if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE || look.codes.size() == kMaxCodesInFrame) continue;
    ReadCode code = to_read_code(symbol);
    if (is_ascii(code.text)) look.codes.push_back(std::move(code));
  }
  return look;
}

}  // namespace uketsuke
