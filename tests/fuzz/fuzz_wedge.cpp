// Any sequence of characters, keys and pauses into the keyboard wedge: no crash, each input comes out exactly once,
// nothing is both released and taken, and nothing is held for ever.
#include <cstddef>
#include <cstdint>
#include <map>

#include "common/result.h"
#include "kiosk/capture/keyboard_wedge.h"

namespace {

using uketsuke::KeyboardWedge;
using uketsuke::WedgeInput;
using uketsuke::WedgeKey;
using uketsuke::WedgeOutput;

/// How often each input came out.
struct Ledger {
  std::map<std::uint64_t, int> out;
  void take(const WedgeOutput& output) {
    for (const WedgeInput& input : output.released) ++out[input.tag];
    for (const WedgeInput& input : output.taken) ++out[input.tag];
    for (const auto& scan : output.scans) {
      CHECK(!scan.text.empty());
      CHECK(scan.frame_in_us <= scan.decoded_us);
    }
  }
};

WedgeKey key_of(std::uint8_t byte) {
  WedgeKey key;
  key.kind = static_cast<WedgeKey::Kind>(byte % 6);
  key.ascii = static_cast<char>(byte & 0x7F);
  key.pressed = byte < 0xC0;
  return key;
}

}  // namespace

/// Two bytes an input: what (the high bits), and its character, key or pause.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  KeyboardWedge wedge;
  Ledger ledger;
  std::uint64_t tag = 0;
  std::int64_t now_us = 1;
  for (std::size_t i = 0; i + 1 < size; i += 2) {
    const std::uint8_t what = data[i] % 8;
    const std::uint8_t byte = data[i + 1];
    now_us += data[i] / 8 * 200;
    if (what < 2) ledger.take(wedge.on_char(byte, now_us, ++tag));
    if (what == 2) ledger.take(wedge.on_char(0xFF01U + byte % 0x5EU, now_us, ++tag));
    if (what == 3) ledger.take(wedge.on_char(0x3040U + byte, now_us, ++tag));
    if (what == 4) ledger.take(wedge.on_key(key_of(byte), now_us, ++tag));
    if (what == 5)
      ledger.take(wedge.on_key({WedgeKey::Kind::text, static_cast<char>(byte & 0x7F), true}, now_us, ++tag));
    if (what == 6) ledger.take(wedge.tick(now_us += byte * 1'000));
    if (what == 7) {  // a whole mark
      for (const char c : {'K', 'T', 'S', 'K'}) {
        ledger.take(wedge.on_key({WedgeKey::Kind::text, c, true}, now_us, ++tag));
        if (byte % 2 == 0) ledger.take(wedge.on_char(static_cast<unsigned char>(c), now_us, ++tag));
      }
    }
    for (const auto& [input, count] : ledger.out) CHECK(count == 1);
  }
  while (const auto deadline = wedge.next_deadline_us()) ledger.take(wedge.tick(now_us = *deadline));
  CHECK(ledger.out.size() == tag);
  for (const auto& [input, count] : ledger.out) CHECK(count == 1);
  return 0;
}
