// What is plugged in: media under the places where a system mounts sticks, and the files on them that could be rosters.
// Looks, never takes. Thread: the one that pulls.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/time.h"
#include "kiosk/messages_sync.h"

namespace uketsuke {

struct StickRoots {
  std::vector<std::string> system = {"/media", "/run/media"};  ///< mounts below them count, at most two folders deep
  std::vector<std::string> watched{};                          ///< every folder in them counts
};

class StickWatch {
 public:
  explicit StickWatch(StickRoots roots) : roots_(std::move(roots)) {}

  /// All media with files that read as a roster, in order of folder. A file is read once, until it changes.
  /// @param now  for the reader: a later time in a file makes a bad line, not another answer
  std::vector<StickOffer> look(UtcMillis now);

 private:
  /// A file as it was when it was judged.
  struct Judged {
    std::int64_t size = 0;
    std::int64_t changed = 0;
    bool roster = false;
  };
  bool is_roster(const std::string& path, UtcMillis now);
  StickOffer look_at(const std::string& folder, UtcMillis now);

  StickRoots roots_;
  std::map<std::string, Judged> judged_;
};

}  // namespace uketsuke
