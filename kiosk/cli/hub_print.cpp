#include "kiosk/cli/hub_print.h"

#include <vector>

#include "common/time.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {

JsonObject double_entry_json(const SeenTwice& seen) {
  JsonObject object;
  object.text("registration", seen.registration.value).number("number", seen.number);
  add_time(object, "first_at", seen.entries.check_in.movement.happened, Zone());
  object.text("first_door", seen.entries.check_in.door.value);
  add_time(object, "second_at", seen.entries.entry.movement.happened, Zone());
  object.text("second_door", seen.entries.entry.door.value);
  return object;
}

std::string double_entry_words(const SeenTwice& seen) {
  return "受付番号" + std::to_string(seen.number) + ": 2つの受付口で受付されています（" +
         format_rfc3339(seen.entries.check_in.movement.happened, Zone()) + "、" +
         format_rfc3339(seen.entries.entry.movement.happened, Zone()) + "）。先の受付を有効とします。ご確認ください";
}

JsonObject shared_json(const SharedStatus& status) {
  std::vector<JsonObject> doors;
  for (const DoorCount& door : status.doors) {
    doors.push_back(JsonObject().text("kiosk", door.door.value).number("check_ins", door.check_ins));
  }
  std::vector<JsonObject> double_entries;
  for (const SeenTwice& one : status.seen_twice) double_entries.push_back(double_entry_json(one));
  JsonObject object;
  object.text("event", status.shared.event.value).boolean("from_hub", status.shared.from_hub);
  add_time(object, "exchanged_at", status.shared.exchanged, Zone());
  object.number("waiting", status.waiting).objects("doors", doors).objects("double_entries", double_entries);
  return object;
}

}  // namespace uketsuke::cli
