// What the files that read and write times share: a cursor over a text, weekdays, offsets. Pure. Any thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "common/time.h"

namespace uketsuke {

/// A text in quotes for an error: at most 60 bytes, broken UTF-8 and controls as '?'.
std::string quoted_text(std::string_view text);

/// 0 = Sunday.  @param civil  valid; its time and weekday are not looked at
int weekday_of(const CivilTime& civil);

/// @param civil  valid
UtcMillis utc_at_offset(const CivilTime& civil, std::int64_t offset_minutes);

/// Reads a text from its beginning; every function takes what it finds or leaves the text as it was.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(std::string_view word);
  /// The first of the words that is there, as its index.
  std::optional<int> take_one(std::initializer_list<std::string_view> words);
  /// @return an ASCII number of so many digits; none, and nothing taken, if there are fewer or more
  std::optional<int> take_number(int least_digits, int most_digits);
  /// @return '.', and digits: milliseconds, the further digits dropped
  std::optional<int> take_fraction();
  void skip_spaces();

 private:
  std::string_view rest_;
};

/// "+09:00", "+9", "-3:30", with the sign.  @return minutes
std::optional<std::int64_t> take_offset(TextCursor& cursor, bool strict);

}  // namespace uketsuke
