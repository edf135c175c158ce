// libqrencode, behind make_qr.

#include "kiosk/output/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace uketsuke {
namespace {

constexpr int kVersion = 2;
constexpr std::size_t kMostCharacters = 29;

struct FreeInput {
  void operator()(QRinput* input) const { QRinput_free(input); }
};
struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

bool is_alphanumeric_mode(std::string_view text) {
  return text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") == std::string_view::npos;
}

}  // namespace

Result<QrCode> make_qr(std::string_view text) {
  if (text.empty() || text.size() > kMostCharacters || !is_alphanumeric_mode(text)) {
    return fail(Code::bad_input, "a QR code of version 2 holds 1 to 29 characters of 0-9 A-Z $%*+-./:, not this text",
                "QR code");
  }
  const std::unique_ptr<QRinput, FreeInput> input(QRinput_new2(kVersion, QR_ECLEVEL_Q));
  if (!input || QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(text.size()),
                               reinterpret_cast<const unsigned char*>(text.data())) != 0) {
    return fail(Code::bad_input, "libqrencode refused the text", "QR code");
  }
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeInput(input.get()));
  if (!code || code->version != kVersion) return fail(Code::bad_input, "libqrencode made no code", "QR code");
  QrCode result;
  result.size = code->width;
  const auto modules = static_cast<std::size_t>(code->width * code->width);
  result.dark.reserve(modules);
  for (std::size_t i = 0; i < modules; ++i) result.dark.push_back((code->data[i] & 1U) != 0);
  return result;
}

}  // namespace uketsuke
