// Any text as an event file or a setting: no crash; what is taken keeps the rules that the store relies on.
#include <cstddef>
#include <cstdint>
#include <string>

#include "common/names.h"
#include "kiosk/intake/event_toml.h"
#include "kiosk/intake/roster_mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace uketsuke;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string least = "code=\"A\"\ntitle=\"t\"\nvenue=\"v\"\nstarts_at=2025-10-24T18:30:00+09:00\n";
  for (const std::string& file : {text, least + text}) {
    const auto event = parse_event_toml(file, "f");
    if (!event) {
      CHECK(!event.error().what.empty());
      continue;
    }
    CHECK(!event->code.empty() && !event->title.empty() && is_valid_utf8(event->title));
    CHECK(!event->capacity || *event->capacity >= 0);
    CHECK(!event->room_limit || !event->capacity || *event->room_limit >= *event->capacity);
    CHECK(!event->ends_at || *event->ends_at > event->starts_at);
  }
  static_cast<void>(apply_event_settings(parse_event_toml(least, "f").value(), {text}));
  static_cast<void>(parse_mapping_toml(text, "f"));
  return 0;
}
