// The event's questionnaire: where it stands on the web, and when it is shown. Pure; any thread.
#pragma once

#include <algorithm>
#include <string>

#include "common/event.h"

namespace uketsuke {

/// `questionnaire` of the event's [form], an https address; empty without one.
inline std::string questionnaire_url(const Event& event) {
  constexpr std::size_t kLongest = 300;
  const auto own = std::find_if(event.form.begin(), event.form.end(),
                                [](const FormQuestion& question) { return question.id == "questionnaire"; });
  if (own == event.form.end() || own->label.rfind("https://", 0) != 0 || own->label.size() > kLongest) return {};
  const bool plain = std::all_of(own->label.begin(), own->label.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  return plain ? own->label : std::string();
}

/// From the end on; two hours after the start where none is given.
inline bool asks_now(const Event& event, UtcMillis now) {
  constexpr std::int64_t kUsualMinutes = 120;
  return now >= event.ends_at.value_or(event.starts_at + kUsualMinutes * kMillisPerMinute);
}

}  // namespace uketsuke
