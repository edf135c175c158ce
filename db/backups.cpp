// See backups.h.
#include "db/backups.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "db/connection.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/store.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr const char* kSetting = "backup_folder";

/// Two kiosks share a stick: the end of the id tells their files apart.
std::vector<std::string> name_files(const std::string& folder, const KioskId& kiosk) {
  const std::string& id = kiosk.value;
  const std::string tail = id.substr(id.size() - std::min<std::size_t>(id.size(), 8));
  std::vector<std::string> files;
  for (int i = 1; i <= kBackupsKept; ++i) {
    files.push_back((fs::path(folder) / ("uketsuke-" + tail + "-" + std::to_string(i) + ".db")).string());
  }
  return files;
}

/// Beside the store: which kiosk's copies lie where. A broken store is opened by it from its last good copy.
std::string note_file(const std::string& store_folder) { return (fs::path(store_folder) / "backup-folder").string(); }

/// Two lines: kiosk, folder. A note that cannot be written stops no backup: then only the store knows.
void write_note(const std::string& store_folder, const KioskId& kiosk, const std::string& folder) {
  std::error_code ignored;
  if (folder.empty()) {
    fs::remove(note_file(store_folder), ignored);
    return;
  }
  const std::string fresh = note_file(store_folder) + ".new";
  std::ofstream(fresh) << kiosk.value << "\n" << folder << "\n";
  fs::rename(fresh, note_file(store_folder), ignored);
}

Status remember(Connection& connection, const std::string& folder) {
  const auto info = load_store_info(connection);
  if (!info) return tl::unexpected(info.error());
  for (const std::string& file : name_files(folder, info->kiosk)) {
    const auto known = is_known_backup(connection, file);
    if (!known) return tl::unexpected(known.error());
    if (*known) continue;
    if (auto noted = insert_known_backup(connection, file); !noted) return noted;
  }
  return save_setting(connection, kSetting, folder);
}

Status check_folder(const std::string& store_folder, const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return fail(Code::bad_call, "there is no such folder", folder);
  if (fs::equivalent(folder, store_folder, error)) {
    return fail(Code::bad_call, "this is the store's own folder: name one on another medium", folder);
  }
  return {};
}

}  // namespace

Status set_backup_folder(const std::string& store_folder, const std::optional<std::string>& backup_folder) {
  std::string folder;
  if (backup_folder) {
    if (auto there = check_folder(store_folder, *backup_folder); !there) return there;
    std::error_code ignored;
    folder = fs::absolute(*backup_folder, ignored).lexically_normal().string();
  }
  auto connection = Connection::open(store_file(store_folder), OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  const auto info = load_store_info(*connection);
  if (!info) return tl::unexpected(info.error());
  write_note(store_folder, info->kiosk, folder);
  const auto set = find_setting(*connection, kSetting);
  if (!set) return tl::unexpected(set.error());
  if (set->value_or("") == folder) return {};
  return in_transaction(*connection, [&]() -> Status {
    return backup_folder ? remember(*connection, folder) : delete_setting(*connection, kSetting);
  });
}

Result<std::optional<std::string>> find_backup_folder(const std::string& store_folder) {
  std::error_code error;
  if (!fs::exists(store_file(store_folder), error)) return fail(Code::not_found, "there is no store", store_folder);
  auto connection = Connection::open(store_file(store_folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return find_setting(*connection, kSetting);
}

std::vector<BackupCopy> list_backups(const std::string& backup_folder, const KioskId& kiosk) {
  std::vector<BackupCopy> copies;
  for (const std::string& file : name_files(backup_folder, kiosk)) {
    if (const auto written = time_of_copy(file)) copies.push_back({file, *written});
  }
  std::stable_sort(copies.begin(), copies.end(),
                   [](const BackupCopy& a, const BackupCopy& b) { return b.written < a.written; });
  return copies;
}

std::optional<UtcMillis> time_of_copy(const std::string& file) {
  struct stat seen {};
  if (::stat(file.c_str(), &seen) != 0) return std::nullopt;
  return UtcMillis{static_cast<std::int64_t>(seen.st_mtim.tv_sec) * 1000 + seen.st_mtim.tv_nsec / 1'000'000};
}

bool has_backup_note(const std::string& store_folder) {
  std::error_code error;
  return fs::exists(note_file(store_folder), error);
}

std::vector<BackupCopy> find_noted_copies(const std::string& store_folder) {
  std::ifstream note(note_file(store_folder));
  std::string kiosk;
  std::string folder;
  if (!std::getline(note, kiosk) || !std::getline(note, folder)) return {};
  return list_backups(folder, KioskId(kiosk));
}

Result<std::string> write_backup(const std::string& store_folder, const std::string& backup_folder,
                                 const KioskId& kiosk) {
  std::error_code error;
  if (!fs::is_directory(backup_folder, error)) {
    return fail(Code::io_failed, "the folder for backups is not there: plug its medium in", backup_folder);
  }
  const auto copies = list_backups(backup_folder, kiosk);
  std::string file;
  if (copies.size() >= static_cast<std::size_t>(kBackupsKept)) file = copies.back().file;
  for (const std::string& free : name_files(backup_folder, kiosk)) {
    if (file.empty() && !fs::exists(free, error)) file = free;
  }
  if (auto copied = copy_verified(store_file(store_folder), file); !copied) {
    return tl::unexpected(in_layer("backup", copied.error()));
  }
  return file;
}

}  // namespace uketsuke
