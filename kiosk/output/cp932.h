// UTF-8 -> CP932 (Windows-31J), saying what it could not write. ICU stays inside cp932.cpp. One thread each.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// Encodes text after text and remembers what CP932 lacks.
class Cp932Encoder {
 public:
  /// Errors: Code::io_failed if this ICU has no such converter
  static Result<Cp932Encoder> create();
  Cp932Encoder(Cp932Encoder&&) noexcept;
  Cp932Encoder& operator=(Cp932Encoder&&) noexcept;
  ~Cp932Encoder();

  /// 〜 － ∥ ￠ ￡ ￢ ― ￣ ￥ in either of their two Unicode forms are written; a kana with a combining mark is joined;
  /// what CP932 lacks becomes 〓 (𠮷), a variation selector is left out. Broken UTF-8 becomes 〓 too.
  std::string encode(std::string_view utf8);
  /// What became 〓, each once, in order of appearance.
  [[nodiscard]] const std::vector<std::string>& replaced() const;

 private:
  struct Parts;
  explicit Cp932Encoder(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
