// restore: puts a backup in the store's place, after asking a person; see db/restore.h.
#include "db/restore.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

/// A practice store in a real one's place would lose a door's facts, the reverse would play with real names. A present
/// store that cannot be read says nothing.
Status check_kind(const Session& session, const CheckedBackup& copy, const std::string& file) {
  const auto present = Reader::open(session.folder());
  if (!present || present->info().practice == copy.info().practice) return {};
  return fail(Code::bad_call,
              copy.info().practice ? "練習用の控えです。本番の保存先へは --force を付けたときだけ戻せます。"
                                   : "本番の控えです。練習用の保存先へは --force を付けたときだけ戻せます。",
              file);
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
  auto copy = CheckedBackup::open(session.folder(), file);
  if (!copy) return tl::unexpected(copy.error());
  if (!force) {
    if (const Status same = check_kind(session, *copy, file); !same) return tl::unexpected(same.error());
  }
  if (!may_replace(session)) return fail(Code::refused, "取りやめました。保存先はそのままです。");
  const auto kept = copy->put_in_place(session.now());
  if (!kept) return tl::unexpected(kept.error());
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
