// See restore.h.
#include "db/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "db/backups.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/store_key.h"
#include "db/store_queries.h"
#include "db/upkeep_queries.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

/// A folder that is removed with what is in it.
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// SQLite's readers hold a shared lock on these bytes as long as they have a store in WAL mode open.
/// Source: sqlite.org, os.h: SHARED_FIRST, SHARED_SIZE
bool is_in_use(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000002;
  lock.l_len = 510;
  const bool held = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(descriptor);
  return held;
}

/// Opens the copy as a store of its own and asks every rule.
Result<StoreInfo> check_copy(const std::string& folder, const std::string& file) {
  auto store = Store::open(folder);
  if (!store) return fail(Code::bad_input, "is no whole backup: " + store.error().what, file);
  const StoreInfo info = store->info();
  const auto findings = store->check();
  if (!findings) return tl::unexpected(findings.error());
  std::error_code ignored;
  store = tl::unexpected(Error{});  // closed: all of it is in the file now, or the disk could not take it
  if (fs::file_size(store_file(folder) + "-wal", ignored) > 0 && !ignored) {
    return fail(Code::io_failed, "cannot be copied whole: is the disk full?", file);
  }
  if (!findings->empty()) {
    return fail(Code::bad_input, "breaks the rule \"" + findings->front().rule + "\": " + findings->front().detail,
                file);
  }
  return info;
}

Status copy_into(const std::string& file, const std::string& folder) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return fail(Code::not_found, "there is no such file", file);
  fs::create_directories(folder, error);
  if (error) return fail(Code::io_failed, "cannot be made: " + error.message(), folder);
  fs::permissions(folder, fs::perms::owner_all, error);
  fs::copy_file(file, store_file(folder), fs::copy_options::overwrite_existing, error);
  if (error) return fail(Code::io_failed, "cannot be copied: " + error.message(), file);
  return {};
}

Status flush_to_disk(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || ::fsync(descriptor) != 0) {
    const std::string why = std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    return fail(Code::io_failed, "cannot be flushed: " + why, path);
  }
  ::close(descriptor);
  return {};
}

std::string stamp_of(UtcMillis now) {
  const CivilTime time = Zone().to_civil(now);
  char stamp[48];
  std::snprintf(stamp, sizeof stamp, "%04d%02d%02d-%02d%02d%02d", time.year, time.month, time.day, time.hour,
                time.minute, time.second);
  return stamp;
}

/// A broken store as it lies there, with the journal that belongs to it.
Status keep_as_it_is(const std::string& file, const std::string& kept) {
  for (const char* suffix : {"", "-wal"}) {
    std::error_code error;
    if (!fs::exists(file + suffix, error)) continue;
    fs::copy_file(file + suffix, kept + suffix, fs::copy_options::overwrite_existing, error);
    if (error) return fail(Code::io_failed, "the present store cannot be kept: " + error.message(), kept);
    ::chmod((kept + suffix).c_str(), 0600);
  }
  return {};
}

/// The present store beside itself. @return its name, empty where there was none
Result<std::string> keep_present(const std::string& folder, UtcMillis now) {
  const std::string file = store_file(folder);
  if (!fs::exists(file)) return std::string();
  if (is_in_use(file)) {
    return fail(Code::refused, "この保存先は別の画面かコマンドで使用中です。閉じてからもう一度お願いします。");
  }
  std::string kept = folder + "/before-restore-" + stamp_of(now) + ".db";
  auto store = Store::open(folder);
  if (store && store->backup(kept)) return kept;
  store = tl::unexpected(Error{});
  if (auto copied = keep_as_it_is(file, kept); !copied) return tl::unexpected(copied.error());
  return kept;
}

Status replace_store(const std::string& fresh, const std::string& folder) {
  const std::string file = store_file(folder);
  ::chmod(fresh.c_str(), 0600);
  if (const Status flushed = flush_to_disk(fresh); !flushed) return flushed;
  // The present one's journal must not be read into the new file.
  ::unlink((file + "-wal").c_str());
  ::unlink((file + "-shm").c_str());
  if (::rename(fresh.c_str(), file.c_str()) != 0) {
    return fail(Code::io_failed, std::string("cannot be put in place: ") + std::strerror(errno), file);
  }
  return flush_to_disk(folder);
}

/// What this store wrote copies to, by its own list; nothing where it cannot be read.
std::vector<std::string> ask_store_for_copies(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(store_file(folder), error)) return {};
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return {};
  return list_known_backups(*connection).value_or(std::vector<std::string>{});
}

/// @return none where it cannot be opened or is not whole
std::optional<GoodBackup> look_at_copy(const BackupCopy& copy, const std::string& folder) {
  auto connection = Connection::open(name_copy(copy.file, folder), OpenMode::read_only);
  if (!connection) return std::nullopt;
  const auto broken = check_integrity(*connection);
  if (!broken || !broken->empty() || !load_store_info(*connection)) return std::nullopt;
  const auto admitted = count_admitted(*connection);
  if (!admitted) return std::nullopt;
  return GoodBackup{copy.file, copy.written, *admitted};
}

}  // namespace

struct CheckedBackup::Parts {
  std::string folder;
  ScratchFolder scratch;
  StoreInfo info;
};

CheckedBackup::CheckedBackup(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CheckedBackup::CheckedBackup(CheckedBackup&&) noexcept = default;
CheckedBackup& CheckedBackup::operator=(CheckedBackup&&) noexcept = default;
CheckedBackup::~CheckedBackup() = default;

Result<CheckedBackup> CheckedBackup::open(const std::string& folder, const std::string& file) {
  auto parts =
      std::unique_ptr<Parts>(new Parts{folder, ScratchFolder(folder + "/restore-" + std::to_string(::getpid())), {}});
  if (auto copied = copy_into(file, parts->scratch.path()); !copied) return tl::unexpected(copied.error());
  if (auto lent = lend_store_key(folder, parts->scratch.path()); !lent) return tl::unexpected(lent.error());
  const auto info = check_copy(parts->scratch.path(), file);
  if (!info) return tl::unexpected(info.error());
  parts->info = *info;
  return CheckedBackup(std::move(parts));
}

const StoreInfo& CheckedBackup::info() const { return parts_->info; }

Result<std::string> CheckedBackup::put_in_place(UtcMillis now) {
  auto kept = keep_present(parts_->folder, now);
  if (!kept) return kept;
  if (auto placed = replace_store(store_file(parts_->scratch.path()), parts_->folder); !placed) {
    return tl::unexpected(placed.error());
  }
  return kept;
}

bool is_damaged(const std::string& folder) {
  const std::string file = store_file(folder);
  std::error_code error;
  if (!fs::exists(file, error)) return has_backup_note(folder);
  if (::access(file.c_str(), R_OK | W_OK) != 0) return false;
  auto connection = Connection::open(file, OpenMode::read_only);
  if (!connection) return false;
  const auto whole = quick_check(*connection);
  if (whole) return *whole != "ok" || !check_has_tables(*connection);
  return whole.error().what.find("broken") != std::string::npos;
}

std::optional<GoodBackup> find_good_backup(const std::string& folder) {
  std::vector<BackupCopy> copies = find_noted_copies(folder);
  for (const std::string& file : ask_store_for_copies(folder)) {
    const bool listed =
        std::any_of(copies.begin(), copies.end(), [&](const BackupCopy& one) { return one.file == file; });
    const auto written = time_of_copy(file);
    if (!listed && written) copies.push_back({file, *written});
  }
  std::stable_sort(copies.begin(), copies.end(),
                   [](const BackupCopy& a, const BackupCopy& b) { return b.written < a.written; });
  for (const BackupCopy& copy : copies) {
    if (auto good = look_at_copy(copy, folder)) return good;
  }
  return std::nullopt;
}

}  // namespace uketsuke
