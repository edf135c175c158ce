// See store_pin.h.
#include "kiosk/store_pin.h"

namespace uketsuke {

Status save_first_pin(Store& store, const std::string& staff, const std::string& pin, const Change& change) {
  const Status added = store.add_staff(staff, StaffRole::organiser, change);
  if (!added && added.error().code != Code::bad_call) return added;  // bad_call: that name is there already
  return store.set_pin(staff, pin, change);
}

}  // namespace uketsuke
