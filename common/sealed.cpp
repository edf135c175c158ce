// Head: mark 16, format 4, passes 4, memory 4, salt 16, stream header 24, check 16 bytes; then pieces of 64 KiB, the
// last one tagged. The key and the check come from Argon2id over the head before them, so that a changed head opens
// nothing.
#include "common/sealed.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <vector>

namespace uketsuke {

namespace {

constexpr std::string_view kMark = "UKETSUKE SEALED\n";
constexpr std::uint32_t kFormat = 1;
constexpr std::uint32_t kMostPasses = 16;
constexpr std::uint32_t kMostMemoryKib = 1024 * 1024;
constexpr std::size_t kSaltAt = 28;
constexpr std::size_t kStreamAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kCheckAt = kStreamAt + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kCheckBytes = 16;
constexpr std::size_t kHeadBytes = kCheckAt + kCheckBytes;
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kSealedPiece = kPiece + crypto_secretstream_xchacha20poly1305_ABYTES;
static_assert(kMark.size() == 16 && crypto_pwhash_SALTBYTES == 16);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void append_number(std::string& text, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFF);
}

std::uint32_t number_at(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(text[at + i]);
  return value;
}

/// The stream's key and the check of the head, wiped when they go.
struct Secrets {
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> key{};
  std::array<unsigned char, kCheckBytes> check{};
  Secrets() = default;
  Secrets(const Secrets&) = default;
  Secrets& operator=(const Secrets&) = delete;
  ~Secrets() { sodium_memzero(key.data(), key.size()); }
};

/// @param head  everything before the check
Result<Secrets> derive(std::string_view head, std::string_view passphrase, const SealCost& cost) {
  std::array<unsigned char, 32> stretched{};
  if (crypto_pwhash(stretched.data(), stretched.size(), passphrase.data(), passphrase.size(),
                    bytes_of(head.substr(kSaltAt)), cost.passes, std::size_t{cost.memory_kib} * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(Code::io_failed, "there is too little memory for the passphrase: close other programs");
  }
  std::array<unsigned char, 64> both{};
  CHECK(crypto_generichash(both.data(), both.size(), bytes_of(head), head.size(), stretched.data(), stretched.size()) ==
        0);
  Secrets secrets;
  std::copy_n(both.begin(), secrets.key.size(), secrets.key.begin());
  std::copy_n(both.begin() + static_cast<std::ptrdiff_t>(secrets.key.size()), kCheckBytes, secrets.check.begin());
  sodium_memzero(stretched.data(), stretched.size());
  sodium_memzero(both.data(), both.size());
  return secrets;
}

tl::unexpected<Error> damaged() {
  return fail(Code::bad_input,
              "ファイルが途中で変わったか切れています。もう一度コピーしてください。何も取り込んでいません");
}

Status check_head(std::string_view sealed) {
  if (sealed.substr(0, kMark.size()) != kMark)
    return fail(Code::bad_input, "event pack で作ったファイルではありません");
  if (sealed.size() < kHeadBytes) return damaged();
  if (const std::uint32_t format = number_at(sealed, 16); format != kFormat) {
    return fail(Code::bad_input, "もっと新しい版で作ったファイルです（形式" + std::to_string(format) +
                                     "、この版が読めるのは" + std::to_string(kFormat) +
                                     "）。このプログラムを更新してください");
  }
  const std::uint32_t passes = number_at(sealed, 20);
  const std::uint32_t memory = number_at(sealed, 24);
  if (passes < 1 || passes > kMostPasses || memory < 8 || memory > kMostMemoryKib) return damaged();
  return {};
}

}  // namespace

Result<std::string> seal(std::string_view bytes, std::string_view passphrase, const SealCost& cost) {
  CHECK(sodium_init() >= 0);
  if (passphrase.empty()) return fail(Code::bad_call, "合言葉（passphrase）が空です");
  std::string sealed(kMark);
  append_number(sealed, kFormat);
  append_number(sealed, cost.passes);
  append_number(sealed, cost.memory_kib);
  sealed.resize(kCheckAt);
  randombytes_buf(sealed.data() + kSaltAt, kCheckAt - kSaltAt);
  // The stream's header is random too: what init_push draws replaces it before the key is used for anything.
  crypto_secretstream_xchacha20poly1305_state state;
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES> header{};
  const auto secrets = derive(std::string_view(sealed).substr(0, kStreamAt), passphrase, cost);
  if (!secrets) return tl::unexpected(secrets.error());
  CHECK(crypto_secretstream_xchacha20poly1305_init_push(&state, header.data(), secrets->key.data()) == 0);
  std::copy(header.begin(), header.end(), bytes_of(sealed) + kStreamAt);
  sealed.append(reinterpret_cast<const char*>(secrets->check.data()), secrets->check.size());
  const std::string head = sealed;
  for (std::size_t at = 0;; at += kPiece) {
    const std::string_view piece = bytes.substr(std::min(at, bytes.size()), kPiece);
    const bool last = at + kPiece >= bytes.size();
    const std::size_t place = sealed.size();
    sealed.resize(place + piece.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
    const unsigned char tag =
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    CHECK(crypto_secretstream_xchacha20poly1305_push(&state, bytes_of(sealed) + place, nullptr, bytes_of(piece),
                                                     piece.size(), bytes_of(head), head.size(), tag) == 0);
    if (last) return sealed;
  }
}

Result<std::string> open_sealed(std::string_view sealed, std::string_view passphrase) {
  CHECK(sodium_init() >= 0);
  if (auto head = check_head(sealed); !head) return tl::unexpected(head.error());
  const std::string_view head = sealed.substr(0, kHeadBytes);
  const auto secrets =
      derive(head.substr(0, kStreamAt), passphrase, SealCost{number_at(sealed, 20), number_at(sealed, 24)});
  if (!secrets) return tl::unexpected(secrets.error());
  if (sodium_memcmp(secrets->check.data(), bytes_of(head) + kCheckAt, kCheckBytes) != 0) {
    return fail(Code::bad_input,
                "合言葉（passphrase）が違うか、ファイルの始めが変わっています。何も取り込んでいません");
  }
  crypto_secretstream_xchacha20poly1305_state state;
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, bytes_of(head) + kStreamAt, secrets->key.data()) != 0) {
    return damaged();
  }
  std::string bytes;
  for (std::size_t at = kHeadBytes; at < sealed.size(); at += kSealedPiece) {
    const std::string_view piece = sealed.substr(at, kSealedPiece);
    if (piece.size() < crypto_secretstream_xchacha20poly1305_ABYTES) return damaged();
    const std::size_t place = bytes.size();
    bytes.resize(place + piece.size() - crypto_secretstream_xchacha20poly1305_ABYTES);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state, bytes_of(bytes) + place, nullptr, &tag, bytes_of(piece),
                                                   piece.size(), bytes_of(head), head.size()) != 0) {
      return damaged();
    }
    const bool last = at + kSealedPiece >= sealed.size();
    if (last != (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)) return damaged();
    if (last) return bytes;
  }
  return damaged();
}

}  // namespace uketsuke
