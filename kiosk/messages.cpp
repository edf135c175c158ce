// The special members of the three large sums: compiled once, here.
#include "kiosk/messages.h"

namespace uketsuke {

StoreRequest::StoreRequest(const StoreRequest&) = default;
StoreRequest::StoreRequest(StoreRequest&&) noexcept = default;
StoreRequest& StoreRequest::operator=(const StoreRequest&) = default;
StoreRequest& StoreRequest::operator=(StoreRequest&&) noexcept = default;
StoreRequest::~StoreRequest() = default;

KioskEvent::KioskEvent(const KioskEvent&) = default;
KioskEvent::KioskEvent(KioskEvent&&) noexcept = default;
KioskEvent& KioskEvent::operator=(const KioskEvent&) = default;
KioskEvent& KioskEvent::operator=(KioskEvent&&) noexcept = default;
KioskEvent::~KioskEvent() = default;

Action::Action(const Action&) = default;
Action::Action(Action&&) noexcept = default;
Action& Action::operator=(const Action&) = default;
Action& Action::operator=(Action&&) noexcept = default;
Action::~Action() = default;

}  // namespace uketsuke
