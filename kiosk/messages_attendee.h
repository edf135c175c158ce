// What an attendee asks at the screen: language, several tickets, the own search for the name where the event allows
// it; part of messages.h, which includes it. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "common/attendee_search.h"
#include "common/ids.h"
#include "common/scan.h"
#include "common/time.h"

namespace uketsuke {

enum class Language { ja, en };

/// Done by the reading worker.
struct FindAttendees {
  std::uint64_t serial = 0;
  EventCode event;
  std::string kana;
};
struct AttendeesFound {
  std::uint64_t serial = 0;
  FoundAttendees found;
};
/// Done by the writing connection: who was found comes in, by the door's own rules.
struct CheckInFound {
  AdmitRequest request;
  UtcMillis now;
};
struct FoundCheckedIn {
  AdmitRequest request;
  ScanResult result;
};

namespace action {
struct SetLanguage {
  Language language = Language::ja;
};
struct TakeAllTickets {};  ///< 全員を受付
struct TakeOneByOne {};    ///< 1名ずつ
struct CloseSeveral {};

struct OpenFind {};  ///< 氏名でさがす
/// What stands there after a touch of the 50-sound pad.
struct TypeFind {
  std::string kana;
};
/// One of those who are shown: asks whether it is that person, or says whom to ask for.
struct ChooseFound {
  RegistrationId registration;
};
struct ChooseOther {};    ///< … it is not
struct CheckInChosen {};  ///< … it is: 受付する, where the event lets the search check in
struct CloseFind {};
}  // namespace action

using FindAction = std::variant<action::OpenFind, action::TypeFind, action::ChooseFound, action::ChooseOther,
                                action::CheckInChosen, action::CloseFind>;

}  // namespace uketsuke
