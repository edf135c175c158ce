// The store's staff and their PINs. A PIN is hashed outside any transaction: the door never waits for it. See store.h.
#include <algorithm>

#include "common/names.h"
#include "common/pin_hash.h"
#include "db/audit.h"
#include "db/parts.h"
#include "db/staff_queries.h"
#include "db/store.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kTriesBeforeLock = 5;
constexpr std::int64_t kLongestLockMinutes = 60;

/// 1, 2, 4 … 60 minutes.
std::int64_t lock_minutes(std::int64_t locks_before) {
  constexpr std::int64_t kDoublings = 6;
  return locks_before >= kDoublings ? kLongestLockMinutes
                                    : std::min<std::int64_t>(kLongestLockMinutes, std::int64_t{1} << locks_before);
}

PinCheck locked(const PinLock& lock) {
  PinCheck check;
  check.locked_until = lock.locked_until;
  return check;
}

/// Whose PIN it is; nullptr: nobody's.
const StaffRow* find_owner(const std::vector<StaffRow>& staff, const std::string& pin) {
  const auto owner =
      std::find_if(staff.begin(), staff.end(), [&](const StaffRow& one) { return verify_pin(pin, one.pin_hash); });
  return owner == staff.end() ? nullptr : &*owner;
}

/// One more wrong try; the fifth locks.
PinLock after_wrong_try(const PinLock& before, UtcMillis now) {
  if (before.failed + 1 < kTriesBeforeLock) return {before.failed + 1, before.locks, before.locked_until};
  return {0, before.locks + 1, now + lock_minutes(before.locks) * kMillisPerMinute};
}

/// What the hashing found, written against the lock as it is now: another window may have tried meanwhile.
Result<PinCheck> settle(Connection& connection, const StaffRow* owner, UtcMillis now) {
  const auto before = load_pin_lock(connection);
  if (!before) return tl::unexpected(before.error());
  if (before->locked_until > now) return locked(*before);
  const PinLock after = owner != nullptr ? PinLock{} : after_wrong_try(*before, now);
  if (auto saved = save_pin_lock(connection, after); !saved) return tl::unexpected(saved.error());
  if (owner != nullptr) return PinCheck{true, owner->name, owner->role, kTriesBeforeLock, std::nullopt};
  if (after.locked_until > now) return locked(after);
  return PinCheck{false, {}, StaffRole::desk, kTriesBeforeLock - after.failed, std::nullopt};
}

}  // namespace

Status Store::add_staff(const std::string& name, StaffRole role, const Change& change) {
  if (trim(name).empty() || !is_valid_utf8(name)) return fail(Code::bad_call, "a member of staff needs a name");
  return in_transaction(parts_->connection, [&]() -> Status {
    const auto staff = list_staff_rows(parts_->connection);
    if (!staff) return tl::unexpected(staff.error());
    const bool there = std::any_of(staff->begin(), staff->end(), [&](const StaffRow& one) { return one.name == name; });
    if (there) return fail(Code::bad_call, "there is a member of staff of that name already");
    return insert_staff(parts_->connection, name, role, change.now).and_then([&] {
      return note_action(parts_->connection, {change.now, change.by, "staff-added", {}, {}});
    });
  });
}

Status Store::set_pin(const std::string& name, const std::string& pin, const Change& change) {
  if (!is_valid_pin(pin)) return fail(Code::bad_call, "a PIN is 4 to 12 digits");
  const auto staff = list_staff_rows(parts_->connection);
  if (!staff) return tl::unexpected(staff.error());
  // A PIN says who someone is: two people with the same one could not be told apart.
  if (const StaffRow* owner = find_owner(*staff, pin); owner != nullptr && owner->name != name) {
    return fail(Code::bad_call, "choose another PIN");
  }
  const auto hash = hash_pin(pin);
  if (!hash) return tl::unexpected(hash.error());
  return in_transaction(parts_->connection, [&]() -> Status {
    const auto changed = update_pin(parts_->connection, name, *hash);
    if (!changed) return tl::unexpected(changed.error());
    if (*changed == 0) return fail(Code::not_found, "no member of staff of that name: add one with `staff add`");
    return note_action(parts_->connection, {change.now, change.by, "pin-set", {}, {}});
  });
}

Result<PinCheck> Store::check_pin(const std::string& pin, UtcMillis now) {
  const auto lock = load_pin_lock(parts_->connection);
  if (!lock) return tl::unexpected(lock.error());
  if (lock->locked_until > now) return locked(*lock);
  const auto staff = list_staff_rows(parts_->connection);
  if (!staff) return tl::unexpected(staff.error());
  const StaffRow* owner = is_valid_pin(pin) ? find_owner(*staff, pin) : nullptr;
  return in_transaction(parts_->connection, [&] { return settle(parts_->connection, owner, now); });
}

}  // namespace uketsuke
