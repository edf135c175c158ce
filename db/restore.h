// Putting a backup in the store's place: the copy is opened and asked every rule beside the store first, what was there
// is kept. Also finds the newest good copy where the store itself is broken. Reads no clock. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "common/result.h"
#include "common/time.h"
#include "db/store.h"

namespace uketsuke {

/// A backup that lies checked beside a store; gone with this object unless it was put in its place.
class CheckedBackup {
 public:
  /// @param folder  of the store that it is for
  /// Errors: Code::not_found; bad_input: no whole backup, or it breaks a rule; io_failed
  static Result<CheckedBackup> open(const std::string& folder, const std::string& file);
  CheckedBackup(CheckedBackup&&) noexcept;
  CheckedBackup& operator=(CheckedBackup&&) noexcept;
  ~CheckedBackup();

  [[nodiscard]] const StoreInfo& info() const;
  /// The present store is kept beside as before-restore-TIME.db (a broken one as it is), and this takes its place.
  /// @return the kept file, empty where there was none. Errors: Code::refused while another program has the store open
  Result<std::string> put_in_place(UtcMillis now);

 private:
  struct Parts;
  explicit CheckedBackup(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The store's file is gone although copies of it were made, or it cannot be read as a store: a backup has to take its
/// place. False where something else is wrong (rights, another program, a newer schema).
bool is_damaged(const std::string& folder);

struct GoodBackup {
  std::string file;
  UtcMillis written;
  std::int64_t admitted = 0;  ///< people of all its events
};
/// The newest copy of this store that opens and is whole; none where there is none within reach. Looks where copies
/// were written to, also if the store cannot say so any more.
std::optional<GoodBackup> find_good_backup(const std::string& folder);

}  // namespace uketsuke
