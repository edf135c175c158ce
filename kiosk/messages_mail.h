// What the parts of the kiosk tell each other about a mail that staff paste; part of messages.h, which includes it.
// Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

/// A pasted mail as far as it can be read for sure; nothing of it is taken yet.
struct PastedMailReading {
  Application application;
  std::string subject;
  std::string contact_person;
  std::vector<BadLine> problems;  ///< empty: it can be taken; else it can be held as a draft
  std::vector<std::string> unknown_professions;
  std::string source;  ///< the same text again is known by it
};
/// Done by the reading worker, through a port: the store knows no mails.
struct ReadPastedMail {
  std::uint64_t serial = 0;
  Event event;
  std::string text;
  UtcMillis now;
};
/// Takes it, or keeps it as a draft 保留 where it has problems.
struct TakePastedMail {
  EventCode event;
  PastedMailReading reading;
  std::optional<UtcMillis> received;  ///< staff's own word; none: what the mail says, else now
  std::string by;
  UtcMillis now;
};
struct PastedMailRead {
  std::uint64_t serial = 0;
  PastedMailReading reading;
};
struct PastedMailTaken {
  ImportReport report;
};

namespace action {
/// The text in the paste box changed; empty: nothing is to be read.
struct ReadPasted {
  std::string text;
};
/// 取り込む, or 保留にする where the mail has problems.
struct TakePasted {
  std::optional<UtcMillis> received;
};
}  // namespace action

}  // namespace uketsuke
