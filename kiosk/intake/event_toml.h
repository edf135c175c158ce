// Event files (TOML) and `event set` -> Event. The one adapter of toml++ for events. Reads no clock. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/result.h"

namespace uketsuke {

/// The text of an event file.
/// Errors: Code::bad_input; what names every problem on a line of its own, with key and line of the file
Result<Event> parse_event_toml(std::string_view text, const std::string& file);

/// Errors: as parse_event_toml; Code::not_found, io_failed
Result<Event> read_event_file(const std::string& path);

/// `event set CODE key=value …`: the event with the settings applied in order, all contradictions judged at the end.
/// An event that is put off takes the times of its day along (event_move.h). Lists are written with commas; `key=` unsets; `display.KEY` and `form.ID` reach into the tables.
/// Errors: Code::bad_input with every problem; Code::bad_call for a setting without '=', an unknown key, code, timezone
Result<Event> apply_event_settings(Event event, const std::vector<std::string>& settings);

}  // namespace uketsuke
