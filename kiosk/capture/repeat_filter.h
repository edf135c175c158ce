// Which of the codes that are seen again and again are a new scan. Pure: time is passed in. One thread (ui).
//
// The same text, at most kRepeatUs since it was last seen, is the same scan. Several different tickets in view are one
// set: none of them is picked, the set is reported once, and its members are not scans of their own while it lasts.
// What that means at the door:
//  - A phone held still is one scan, for as long as it is held.
//  - A second ticket that comes into view beside one that was just taken makes a set of both: a sheet of three that is
//    pushed under the camera is asked about, not admitted one by one in the order its codes happened to be read.
//  - The next person's phone after the last one has left the view is a scan at once.
//  - Of a set, the one that has been alone in view for kAloneUs is taken: people cover the others, or take them away.
//  - A handheld scanner is pointed at one of a set: that one is taken at once.
//  - Codes that are no tickets (a poster, a brand on the phone) do not make a set with a ticket; they are passed over.
// One filter a kiosk; another direction clears it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/scan.h"
#include "kiosk/capture/scan_input.h"

namespace uketsuke {

/// What is in view, judged.
struct SeenView {
  bool repeat = false;          ///< nothing new: what is shown stays
  std::vector<ReadText> codes;  ///< one: a scan; several: the set, none is picked
};

class RepeatFilter {
 public:
  static constexpr std::int64_t kRepeatUs = 3'000'000;
  static constexpr std::int64_t kAloneUs = 1'000'000;

  /// @return none where the view holds no code
  std::optional<SeenView> see(const CodesInView& view, Direction direction, std::int64_t now_us);
  /// The members of a set were taken (全員を受付): each is now a scan that may repeat.
  void mark_taken(const std::vector<std::string>& texts, std::int64_t now_us);
  /// not_recorded, an undo: this text, or everything, is a new scan next time.
  void forget(std::string_view text);
  void forget_all();

 private:
  void drop_old(std::int64_t now_us);
  bool was_taken(const std::string& text, std::int64_t now_us);
  [[nodiscard]] bool is_in_set(const std::string& text) const;
  SeenView see_one(const ReadText& code, std::int64_t now_us);
  SeenView see_several(std::vector<ReadText> codes, std::int64_t now_us);

  std::map<std::string, std::int64_t, std::less<>> taken_;  ///< text, last seen
  std::vector<ReadText> set_;
  std::int64_t set_seen_us_ = 0;  ///< … when two of it were last in view together
  std::optional<Direction> direction_;
};

}  // namespace uketsuke
