// restore: puts a backup in the store's place. The copy is opened and checked beside it first; what was there is kept.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
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
Status check_copy(const std::string& folder, const std::string& file) {
  auto store = Store::open(folder);
  if (!store) return fail(Code::bad_input, "is no whole backup: " + store.error().what, file);
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
  return {};
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

/// The present store as a whole copy beside it. @return its name, empty where there was none
Result<std::string> keep_present(const Session& session) {
  if (!fs::exists(store_file(session.folder()))) return std::string();
  if (is_in_use(store_file(session.folder()))) {
    return fail(Code::refused, "この保存先は別の画面かコマンドで使用中です。閉じてからもう一度お願いします。");
  }
  const CivilTime now = Zone().to_civil(session.now());
  char stamp[48];
  std::snprintf(stamp, sizeof stamp, "%04d%02d%02d-%02d%02d%02d", now.year, now.month, now.day, now.hour, now.minute,
                now.second);
  const std::string kept = session.folder() + "/before-restore-" + stamp + ".db";
  auto store = session.open_store();
  if (store) {
    if (const Status copied = store->backup(kept); !copied) return tl::unexpected(copied.error());
    return kept;
  }
  // A broken store is kept as it is.
  std::error_code error;
  fs::copy_file(store_file(session.folder()), kept, fs::copy_options::overwrite_existing, error);
  if (error) return fail(Code::io_failed, "the present store cannot be kept: " + error.message(), kept);
  return kept;
}

/// A practice store in a real one's place would lose a door's facts, the reverse would play with real names. A present
/// store that cannot be read says nothing.
Status check_kind(const Session& session, const std::string& copy, const std::string& file) {
  const auto present = Reader::open(session.folder());
  if (!present) return {};
  const auto fresh = Reader::open(copy);
  if (!fresh) return tl::unexpected(fresh.error());
  if (present->info().practice == fresh->info().practice) return {};
  return fail(Code::bad_call,
              fresh->info().practice ? "練習用の控えです。本番の保存先へは --force を付けたときだけ戻せます。"
                                     : "本番の控えです。練習用の保存先へは --force を付けたときだけ戻せます。",
              file);
}

Status put_in_place(const std::string& fresh, const std::string& folder) {
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

/// A person at a terminal is asked; a script said so by calling.
bool may_replace(const Session& session) {
  if (session.json() || ::isatty(STDIN_FILENO) == 0 || !fs::exists(store_file(session.folder()))) return true;
  session.say(session.folder() +
              " の内容を控えで置き換えます。今の内容は同じフォルダーに残します。よろしければ y を入力してください。");
  const int answer = std::getchar();
  return answer == 'y' || answer == 'Y';
}

Result<int> restore(Session& session, const std::string& file, bool force) {
  const ScratchFolder scratch(session.folder() + "/restore-" + std::to_string(::getpid()));
  if (const Status copied = copy_into(file, scratch.path()); !copied) return tl::unexpected(copied.error());
  if (const Status checked = check_copy(scratch.path(), file); !checked) return tl::unexpected(checked.error());
  if (!force) {
    if (const Status same = check_kind(session, scratch.path(), file); !same) return tl::unexpected(same.error());
  }
  if (!may_replace(session)) return fail(Code::refused, "取りやめました。保存先はそのままです。");
  const auto kept = keep_present(session);
  if (!kept) return tl::unexpected(kept.error());
  if (const Status placed = put_in_place(store_file(scratch.path()), session.folder()); !placed) {
    return tl::unexpected(placed.error());
  }
  JsonObject object;
  object.boolean("ok", true).text("data", session.folder()).text_or_null("kept", *kept);
  session.print(object,
                "控えから戻しました: " + session.folder() + (kept->empty() ? "" : "（前の内容: " + *kept + "）"));
  return kDone;
}

}  // namespace

Command make_restore() {
  const auto file = std::make_shared<std::string>();
  const auto force = std::make_shared<bool>(false);
  return {
      "restore",
      "put a backup in the store's place; the present store is kept beside it. A practice backup over a real store, "
      "or the reverse, is refused without --force",
      "uketsuke --data ~/kenshu restore /media/usb/uketsuke-backup.db",
      {needs("FILE", *file, "a file that backup wrote"),
       may("--force", *force, "also a practice backup over a real store, or the reverse")},
      [file, force](Session& session) { return restore(session, *file, *force); }};
}

}  // namespace uketsuke::cli
