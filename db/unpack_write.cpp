// See unpack_write.h.
#include "db/unpack_write.h"

#include <limits>
#include <utility>

#include "db/pack_queries.h"
#include "db/registration_writes.h"
#include "db/scan_queries.h"

namespace uketsuke {

namespace {

constexpr UtcMillis kEndOfTime{std::numeric_limits<std::int64_t>::max()};

bool same_values(const MergeSide& a, const MergeSide& b) {
  return a.number == b.number && a.status == b.status && a.role == b.role && a.late == b.late &&
         a.suspected_of == b.suspected_of && a.group == b.group && a.category == b.category &&
         a.substitute_for == b.substitute_for && a.substituted_by == b.substituted_by && a.door_wait == b.door_wait &&
         a.seat_released == b.seat_released && a.received == b.received && a.split == b.split;
}

bool same_person(const Attendee& a, const Attendee& b) {
  return a.name == b.name && a.furigana == b.furigana && a.facility == b.facility &&
         a.profession.given == b.profession.given && a.email == b.email && a.phone == b.phone && a.note == b.note;
}

class PlanWriter {
 public:
  PlanWriter(UnpackPlan& plan, const PlanWriting& writing)
      : plan_(plan), parts_(writing.parts), db_(writing.parts.connection), writing_(writing) {}

  /// Who gives something up goes before who takes it: rooms, numbers, seats.
  Status run() {
    return write_resolutions()
        .and_then([&] { return leave_room(); })
        .and_then([&] { return move_numbers(); })
        .and_then([&] { return insert_new_ones(); })
        .and_then([&] { return write_values(false); })
        .and_then([&] { return take_limits(); })
        .and_then([&] { return write_values(true); })
        .and_then([&] { return enter_room(); });
  }

 private:
  Status write_resolutions() {
    for (const auto& [id, going] : plan_.going) {
      for (const auto& [kind, status] : going.resolutions) {
        auto done = record_change(parts_, {writing_.event, id, kind, status, {}, {}}, writing_.change);
        if (!done) return done;
      }
    }
    for (const RegistrationId& id : plan_.leaves) {
      if (auto done = annul_standing_entry(id); !done) return done;
    }
    return {};
  }

  /// Both stores may have let the person in: until nothing stands.
  Status annul_standing_entry(const RegistrationId& id) {
    Going& going = plan_.going.at(id);
    for (;;) {
      const auto movements = read_movements(db_, id, going);
      if (!movements) return tl::unexpected(movements.error());
      const auto entry = find_standing_entry(*movements, kEndOfTime);
      if (!entry) return {};
      const auto fact = begin_fact(parts_, writing_.change.now, writing_.change.by);
      if (!fact) return tl::unexpected(fact.error());
      auto done = insert_annulment(db_, writing_.event, entry->id, "unpack: no seat", *fact);
      if (!done) return done;
    }
  }

  Status leave_room() {
    for (const auto& [id, going] : plan_.going) {
      if (going.is_new || going.inside) continue;
      const auto present = find_presence(db_, id);
      if (!present) return tl::unexpected(present.error());
      if (!*present) continue;
      if (auto left = delete_presence(db_, id); !left) return left;
    }
    return {};
  }

  Status move_numbers() {
    for (const auto& [id, number] : plan_.number_moves()) {
      Going& going = plan_.going.at(id);
      going.before.number = number;
      if (auto done = update_merged_registration(db_, going.before); !done) return done;
      if (number == going.after.number) ++plan_.report.updated;
    }
    return {};
  }

  /// As pending, on numbers that nobody holds.
  Status insert_new_ones() {
    for (const auto& [id, going] : plan_.going) {
      if (!going.is_new) continue;
      if (auto done = insert_merged_registration(db_, going.after); !done) return done;
      ++plan_.report.registrations;
      if (writing_.purged || going.after.attendee.name.empty()) continue;
      if (auto done = insert_merged_person(db_, going.after, writing_.event); !done) return done;
    }
    return {};
  }

  /// @param taking  those who take a seat that they did not have, or the others
  Status write_values(bool taking) {
    for (const auto& [id, going] : plan_.going) {
      const bool takes = takes_seat(going.after) && !takes_seat(going.before);
      if (takes != taking) continue;
      if (auto done = write_one(id, going); !done) return done;
    }
    return {};
  }

  /// Narrower ones fit now, wider ones are needed next.
  Status take_limits() { return writing_.takes_limits ? take_staged_seats(db_, writing_.event) : Status(); }

  Status write_one(const RegistrationId& id, const Going& going) {
    const bool values = !same_values(going.before, going.after);
    const bool person = !going.is_new && !same_person(going.before.attendee, going.after.attendee);
    if (values) {
      if (auto done = update_merged_registration(db_, going.after); !done) return done;
    }
    if (person && !going.after.attendee.name.empty()) {
      if (auto done = update_person(db_, id, going.after.attendee); !done) return done;
    }
    if ((values || person) && !going.is_new) ++plan_.report.updated;
    return {};
  }

  /// A presence that stands stays, whichever of two entries it began with.
  Status enter_room() {
    for (auto& [id, going] : plan_.going) {
      if (going.is_new && !going.first_entry && !going.last_exit) continue;
      if (auto done = going.inside ? enter(id, going) : Status(); !done) return done;
      if (auto done = update_attendance(db_, id, going.first_entry, going.last_exit); !done) return done;
    }
    return {};
  }

  Status enter(const RegistrationId& id, Going& going) {
    const auto present = find_presence(db_, id);
    if (!present) return tl::unexpected(present.error());
    if (*present) return {};
    const auto movements = read_movements(db_, id, going);
    if (!movements) return tl::unexpected(movements.error());
    const auto standing = find_standing_entry(*movements, kEndOfTime);
    return standing ? insert_presence(db_, writing_.event, id, *standing) : Status();
  }

  UnpackPlan& plan_;
  StoreParts& parts_;
  Connection& db_;
  const PlanWriting& writing_;
};

}  // namespace

Result<std::vector<Movement>> read_movements(Connection& connection, const RegistrationId& id, Going& going) {
  auto movements = list_standing_movements(connection, id);
  if (!movements) return movements;
  const auto first = find_first_entry(*movements);
  const auto last = find_last_exit(*movements);
  going.inside = find_standing_entry(*movements, kEndOfTime).has_value();
  going.first_entry = first ? std::optional(first->happened) : std::nullopt;
  going.last_exit = last ? std::optional(last->happened) : std::nullopt;
  return movements;
}

Status write_plan(UnpackPlan& plan, const PlanWriting& writing) { return PlanWriter(plan, writing).run(); }

}  // namespace uketsuke
