// An event that is put off to another day: what else of that day goes with it. Pure. Any thread.
#pragma once

#include <functional>
#include <string_view>

#include "common/event.h"

namespace uketsuke {

/// Where `event` starts on another date than `before`: doors, end, last entry, release and promotion go with it by as
/// many days, each at its time of day, in the event's zone. What stood before that day stays (a promotion that ends
/// days earlier), the deadline always.
/// @param is_named  keys whose times the caller gave himself
void move_times_of_day(const Event& before, Event& event, const std::function<bool(std::string_view)>& is_named);

}  // namespace uketsuke
