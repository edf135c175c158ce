// ICU's windows-31j (ibm-943_P15A-2003), whose bytes agree with Windows; it knows one form of each wave, dash and bar.

#include "kiosk/output/cp932.h"

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace uketsuke {
namespace {

/// Characters that Unicode has twice, and the one of them that Windows-31J knows.
constexpr std::array<std::pair<UChar32, UChar32>, 10> kWindowsForms = {{
    {0x301C, 0xFF5E},  // 〜
    {0x2212, 0xFF0D},  // －
    {0x2016, 0x2225},  // ∥
    {0x2014, 0x2015},  // ―
    {0x203E, 0xFFE3},  // ￣
    {0x00A2, 0xFFE0},  // ￠
    {0x00A3, 0xFFE1},  // ￡
    {0x00AC, 0xFFE2},  // ￢
    {0x00A5, 0xFFE5},  // ￥
    {0x00A0, 0x0020},
}};

UChar32 windows_form(UChar32 c) {
  for (const auto& [given, windows] : kWindowsForms) {
    if (given == c) return windows;
  }
  return c;
}

bool is_variation_selector(UChar32 c) { return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); }

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

struct Cp932Encoder::Parts {
  UConverter* converter = nullptr;
  const icu::Normalizer2* composer = nullptr;
  std::vector<std::string> replaced;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() { ucnv_close(converter); }

  void remember(const icu::UnicodeString& what) {
    std::string text = to_utf8(what);
    if (std::find(replaced.begin(), replaced.end(), text) == replaced.end()) replaced.push_back(std::move(text));
  }

  /// The bytes of one character, none if CP932 lacks it.
  std::optional<std::string> encode_one(UChar32 c) const {
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString text(c);
    char bytes[8];
    const std::int32_t length =
        ucnv_fromUChars(converter, bytes, sizeof bytes, text.getBuffer(), text.length(), &error);
    if (U_FAILURE(error) || length <= 0) return std::nullopt;
    return std::string(bytes, static_cast<std::size_t>(length));
  }

  void append(std::string& out, UChar32 c) {
    if (const auto bytes = encode_one(windows_form(c))) {
      out += *bytes;
      return;
    }
    remember(icu::UnicodeString(c));
    out += "\x81\xAC";  // 〓
  }
};

Cp932Encoder::Cp932Encoder(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Cp932Encoder::Cp932Encoder(Cp932Encoder&&) noexcept = default;
Cp932Encoder& Cp932Encoder::operator=(Cp932Encoder&&) noexcept = default;
Cp932Encoder::~Cp932Encoder() = default;

Result<Cp932Encoder> Cp932Encoder::create() {
  auto parts = std::make_unique<Parts>();
  UErrorCode error = U_ZERO_ERROR;
  parts->converter = ucnv_open("ibm-943_P15A-2003", &error);
  parts->composer = icu::Normalizer2::getNFCInstance(error);
  ucnv_setFromUCallBack(parts->converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error)) {
    return fail(Code::io_failed, std::string("this ICU cannot write CP932: ") + u_errorName(error), "CP932");
  }
  return Cp932Encoder(std::move(parts));
}

std::string Cp932Encoder::encode(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  // Broken bytes come as U+FFFD, which CP932 lacks.
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::int32_t at = 0;
  while (at < text.length()) {
    UChar32 c = text.char32At(at);
    at += U16_LENGTH(c);
    if (is_variation_selector(c)) continue;
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    const UChar32 next = at < text.length() ? text.char32At(at) : 0;
    if (next == 0x3099 || next == 0x309A) {
      const UChar32 joined = parts_->composer->composePair(c, next);
      if (joined >= 0) {
        c = joined;
        at += U16_LENGTH(next);
      }
    }
    parts_->append(out, c);
  }
  return out;
}

const std::vector<std::string>& Cp932Encoder::replaced() const { return parts_->replaced; }

}  // namespace uketsuke
