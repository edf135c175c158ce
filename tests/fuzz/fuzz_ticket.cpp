// Any text into read_ticket: no crash, and nothing authenticates under a random key but what write_ticket wrote,
// however it was typed.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "common/ticket.h"

namespace {

using namespace uketsuke;

/// Made once; fuzzing must not guess it.
struct Secrets {
  OrganiserKey organiser{1, make_key_bytes()};
  EventTag tag = make_event_tag();
  EventSubkey subkey = derive_event_subkey(organiser, tag);
  TicketKeys keys{{organiser}, {}};
};

const Secrets& secrets() {
  static const Secrets made;
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Secrets& made = secrets();
  const auto read = read_ticket(text, made.keys);
  if (read) {  // then it is word for word what we would have written
    CHECK(fold_ticket_text(text) ==
          write_ticket(read->tag, read->serial, derive_event_subkey(made.organiser, read->tag)));
  }
  std::uint64_t number = 0;
  std::memcpy(&number, data, size < sizeof number ? size : sizeof number);
  const TicketSerial serial{number & 0xFF'FFFF'FFFFULL};
  const std::string genuine = write_ticket(made.tag, serial, made.subkey);
  CHECK(genuine.size() == kTicketLength);
  const auto again = read_ticket(genuine, made.keys);
  CHECK(again.has_value() && again->serial == serial && again->tag == made.tag);
  // One character changed, added or lost makes it forged (or no ticket), unless folding makes the same of it.
  if (size > 8) {
    std::string other = genuine;
    other[data[8] % other.size()] = static_cast<char>(data[0]);
    if (size % 3 == 1) other += static_cast<char>(data[1]);
    if (size % 3 == 2) other.pop_back();
    CHECK(fold_ticket_text(other) == genuine || !read_ticket(other, made.keys).has_value());
  }
  return 0;
}
