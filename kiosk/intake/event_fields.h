// The keys of an event file and what each does to an Event; shared by the file and by `event set`. Knows no TOML.
// Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// What a value may be.
enum class FieldKind { text, integer, boolean, time, list };

/// One value as it stood in the file or in a setting, before its key gives it a meaning.
struct FieldValue {
  FieldKind kind = FieldKind::text;
  std::string text;  ///< text; a time as text, with or without an offset
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<std::string> list;
  bool empty = false;  ///< `event set key=`: the field is to be unset
};

/// What was found wrong, in the order of the file; `line` 0 where there is none.
struct FieldProblem {
  std::string key;
  std::int64_t line = 0;
  std::string what;
};

/// Every key on the top level of an event file, in the order of the documentation.
std::vector<std::string> event_field_keys();
std::vector<std::string> display_field_keys();
/// @return none for an unknown key
const FieldKind* find_event_field_kind(std::string_view key);
/// "text", "a whole number" …
std::string_view kind_words(FieldKind kind);

/// Sets one field. `timezone` must have been set before any time.
/// @return what is wrong with the value, or empty
std::string set_event_field(Event& event, std::string_view key, const FieldValue& value);
std::string set_display_field(Event& event, std::string_view key, const FieldValue& value);

/// What the fields say together: room limit below capacity, an end before the start …
std::vector<FieldProblem> find_event_contradictions(const Event& event);

/// One error that names every problem, a line each.
Error event_problems_error(const std::vector<FieldProblem>& problems, const std::string& where);

}  // namespace uketsuke
