// Copies of a store on a second medium, made while it runs: a few files a kiosk, the oldest is written over. The files
// are known to the store from the start, so that a purge finds them. Reads no clock. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// A consistent copy of the store's file while others write: 0600, opened and checked, on disk, then renamed.
/// Errors: io_failed, store_failed; then a file that was there before is as it was
Status copy_verified(const std::string& store_file, const std::string& file);

struct BackupCopy {
  std::string file;
  UtcMillis written;  ///< by the file's own time
};

/// Where the copies of this store go from now on; none: nowhere. Errors: Code::bad_call where the folder is not there
/// or is the store's own
Status set_backup_folder(const std::string& store_folder, const std::optional<std::string>& backup_folder);
/// What set_backup_folder said last. Errors: Code::not_found without a store
Result<std::optional<std::string>> find_backup_folder(const std::string& store_folder);
/// This store's copies in that folder, newest first.
std::vector<BackupCopy> list_backups(const std::string& backup_folder, const KioskId& kiosk);
/// One more copy, over the oldest once there are kBackupsKept. @return its file
/// Errors: Code::io_failed where the folder is not there (a medium that was taken out); those of copy_verified
Result<std::string> write_backup(const std::string& store_folder, const std::string& backup_folder,
                                 const KioskId& kiosk);

/// The copies that a note beside the store tells of (DIR/backup-folder), newest first: also where the store itself
/// cannot say any more where they went.
std::vector<BackupCopy> find_noted_copies(const std::string& store_folder);
/// True where that note is there: a store was here that copies were made of.
bool has_backup_note(const std::string& store_folder);
/// By the file's own time; none where there is no such file.
std::optional<UtcMillis> time_of_copy(const std::string& file);

constexpr int kBackupsKept = 6;

}  // namespace uketsuke
