#include "kiosk/store_backup.h"

#include <utility>

#include "db/backups.h"

namespace uketsuke {

StoreBackup::StoreBackup(BackupPlan plan, std::function<void(KioskEvent)> post)
    : plan_(std::move(plan)), post_(std::move(post)), thread_([this] { run(); }) {}

StoreBackup::~StoreBackup() {
  stop_.close();
  thread_.join();
}

void StoreBackup::run() {
  while (!stop_.is_closed()) {
    copy();
    static_cast<void>(stop_.wait_for(plan_.every));
  }
  copy();
}

void StoreBackup::copy() {
  const Result<std::string> file = write_backup(plan_.store_folder, plan_.folder, plan_.kiosk);
  post_(file ? KioskEvent{BackupDone{*file}} : KioskEvent{BackupFailed{file.error()}});
}

}  // namespace uketsuke
