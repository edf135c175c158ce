// doctor: what the door needs from this machine, one check a line, each with how to mend it. The checks: doctor_*.cpp.
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "db/backups.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/doctor_checks.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

/// The copies that a running window makes on a second medium.
Finding check_backup(const Session& session) {
  constexpr std::int64_t kOldMinutes = 15;
  const auto folder = find_backup_folder(session.folder());
  if (!folder && folder.error().code == Code::not_found)
    return {"backup", false, false, "保存先がまだないので、控えもありません"};
  if (!folder) return {"backup", false, false, folder.error().what};
  if (!*folder)
    return {"backup", false, false,
            "控えの置き場所が決まっていません。--backup フォルダー（USBメモリーなど）を付けて画面を開いてください"};
  if (!exists(**folder)) return {"backup", false, false, **folder + " がありません。USBメモリーなどを挿してください"};
  const auto reader = session.open_reader();
  if (!reader) return {"backup", false, false, reader.error().what};
  const auto copies = list_backups(**folder, reader->info().kiosk);
  if (copies.empty()) return {"backup", false, false, **folder + " に控えがまだありません。画面を開くと作られます"};
  const std::int64_t minutes = (session.system_now().value - copies.front().written.value) / kMillisPerMinute;
  std::error_code error;
  const auto wal = fs::last_write_time(store_file(session.folder()) + "-wal", error);
  const auto changed = error ? fs::last_write_time(store_file(session.folder()), error) : wal;
  const bool holds_all = !error && changed <= fs::last_write_time(copies.front().file, error) && !error;
  const std::string detail = fmt::format("{}（{}分前）", copies.front().file, minutes);
  if (holds_all || minutes < kOldMinutes) return {"backup", true, false, detail};
  return {"backup", false, false,
          detail + "。uketsuke backup FILE で控えを作るか、画面がそこへ書けない理由を確かめてください"};
}

Result<int> examine(Session& session) {
  const std::string& folder = session.folder();
  int code = kDone;
  for (const Finding& finding :
       {check_display(), check_fonts(), check_camera(), check_reader(), check_scanner(), check_sound(), check_printer(),
        check_disk(folder), check_speed(folder), check_store(folder), check_encryption(folder), check_backup(session),
        check_clock(session.now(), session.system_now(), folder)}) {
    JsonObject object;
    object.text("check", finding.check).boolean("ok", finding.ok).text("detail", finding.detail);
    session.print(object, fmt::format("{:<10} {}  {}", finding.check, finding.ok ? "ok" : "--", finding.detail));
    if (!finding.ok && finding.needed) code = kFailed;
  }
  return code;
}

}  // namespace

Command make_doctor() {
  return {
      "doctor",
      "display, fonts, camera (a picture), reader (a test scan), scanner, sound, printer, disk and its speed, "
      "encryption of the store and of the disk, backup, clock; exit 4 if the door cannot do without what is missing",
      "uketsuke doctor",
      {},
      examine};
}

}  // namespace uketsuke::cli
