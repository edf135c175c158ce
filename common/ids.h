// One type per id, so that a registration is never passed where a scan is meant. Plain values, any thread.
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace uketsuke {

template <class Tag>
struct TextId {
  std::string value;

  TextId() = default;
  explicit TextId(std::string text) : value(std::move(text)) {}
  [[nodiscard]] bool empty() const { return value.empty(); }
  friend bool operator==(const TextId&, const TextId&) = default;
  friend std::strong_ordering operator<=>(const TextId& a, const TextId& b) {
    const int order = a.value.compare(b.value);
    return order < 0 ? std::strong_ordering::less
                     : (order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal);
  }
};

/// The organiser's short name of an event: A-Z, 0-9, '-', 1 to 24 characters.
using EventCode = TextId<struct EventCodeTag>;
// All others are UUIDv7 in lower-case text form, made where the fact is made (common/uuid.h).
using FacilityId = TextId<struct FacilityIdTag>;
using ApplicationId = TextId<struct ApplicationIdTag>;
using RegistrationId = TextId<struct RegistrationIdTag>;
using TicketId = TextId<struct TicketIdTag>;
using ScanId = TextId<struct ScanIdTag>;
using CheckInId = TextId<struct CheckInIdTag>;
using FactId = TextId<struct FactIdTag>;
using KioskId = TextId<struct KioskIdTag>;

}  // namespace uketsuke
