// The event's questionnaire: where it stands on the web, and when it is shown. Pure; any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "common/event.h"

namespace uketsuke {

/// Its key in [form].
inline constexpr std::string_view kQuestionnaire = "questionnaire";

/// https, printable ASCII, at most 300 bytes: what a phone opens from a code.
inline bool is_questionnaire_address(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  return text.substr(0, 8) == "https://" && text.size() > 8 && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// `questionnaire` of the event's [form]; empty without an address there.
inline std::string questionnaire_url(const Event& event) {
  const auto own = std::find_if(event.form.begin(), event.form.end(),
                                [](const FormQuestion& question) { return question.id == kQuestionnaire; });
  return own != event.form.end() && is_questionnaire_address(own->label) ? own->label : std::string();
}

/// From the end on; two hours after the start where none is given.
inline bool asks_now(const Event& event, UtcMillis now) {
  constexpr std::int64_t kUsualMinutes = 120;
  return now >= event.ends_at.value_or(event.starts_at + kUsualMinutes * kMillisPerMinute);
}

}  // namespace uketsuke
