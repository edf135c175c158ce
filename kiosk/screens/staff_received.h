// 申込状況: seats, what is pending, channels, and who was received day by day as a plot with the deadline. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/decisions.h"
#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

std::optional<Action> draw_received_screen(const Model& model, const Ui& ui);

/// One bar of the plot: a day, or several where days would be too narrow for their numbers.
struct ReceivedBar {
  UtcMillis from;  ///< 00:00 of its first day
  std::int64_t days = 1;
  std::int64_t people = 0;
  std::int64_t late = 0;
};
/// Days joined so that there are at most `most` bars; each bar is of equally many days but the last.
std::vector<ReceivedBar> join_days(const std::vector<DayCount>& days, std::size_t most);

}  // namespace uketsuke
