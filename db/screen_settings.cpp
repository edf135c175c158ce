// See screen_settings.h.
#include "db/screen_settings.h"

#include <charconv>

#include "db/connection.h"
#include "db/store.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

constexpr const char* kVolume = "screen_volume";
constexpr const char* kBigText = "screen_big_text";

/// The usual volume where the words are none.
int volume_of(const std::string& text) {
  int percent = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), percent);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && percent >= 0 && percent <= 100 ? percent : ScreenSettings::kUsualVolume;
}

}  // namespace

Result<ScreenSettings> load_screen_settings(const std::string& store_folder) {
  auto connection = Connection::open(store_file(store_folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto volume = find_setting(*connection, kVolume);
  if (!volume) return tl::unexpected(volume.error());
  const auto big_text = find_setting(*connection, kBigText);
  if (!big_text) return tl::unexpected(big_text.error());
  return ScreenSettings{volume_of(volume->value_or("")), big_text->value_or("0") == "1"};
}

Status save_screen_settings(const std::string& store_folder, const ScreenSettings& settings) {
  if (settings.volume_percent < 0 || settings.volume_percent > 100) {
    return fail(Code::bad_call, "a volume is 0 to 100 percent", "volume");
  }
  auto connection = Connection::open(store_file(store_folder), OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  return in_transaction(*connection, [&]() -> Status {
    auto saved = save_setting(*connection, kVolume, std::to_string(settings.volume_percent));
    return saved ? save_setting(*connection, kBigText, settings.big_text ? "1" : "0") : saved;
  });
}

}  // namespace uketsuke
