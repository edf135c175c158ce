// See kiosk_rights.h.
#include "kiosk/kiosk_rights.h"

#include <type_traits>

namespace uketsuke {

namespace {

template <class One, class... Some>
constexpr bool is_one_of = (std::is_same_v<One, Some> || ...);

/// What may be asked without a PIN.
struct IsOpenToAll {
  template <class Asked>
  bool operator()(const Asked&) const {
    return is_one_of<Asked, action::SetLanguage, action::SetBigText, action::TakeAllTickets, action::TakeOneByOne,
                     action::CloseSeveral, FindAction, action::OpenStaff, action::EnterPin, action::SetFirstPin,
                     action::CancelPin>;
  }
};

/// What takes an organiser's PIN.
struct IsForOrganisers {
  bool operator()(const action::ShowStaffScreen& show) const { return is_for_organisers(show.screen); }
  template <class Asked>
  bool operator()(const Asked&) const {
    return is_one_of<Asked, action::SubmitApplication, action::DecideChosen, action::ReadPasted, action::TakePasted,
                     action::StartExport, action::ChangeScreenSettings, OfficeAction, SyncAction,
                     action::EraseHandedOver, action::EraseLater, action::QuitProgram>;
  }
};

}  // namespace

Right right_to(const Action& action, const StaffView& staff) {
  if (std::visit(IsOpenToAll{}, action)) return Right::given;
  if (staff.gate != StaffGate::open) return Right::needs_pin;
  if (!staff.organiser && std::visit(IsForOrganisers{}, action)) return Right::needs_organiser;
  return Right::given;
}

}  // namespace uketsuke
