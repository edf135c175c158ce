// backup and check.
#include <memory>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"
#include "kiosk/output/atomic_file.h"

namespace uketsuke::cli {
namespace {

Result<int> backup(Session& session, const std::string& file) {
  if (const Status place = check_file_place(file); !place) return tl::unexpected(place.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const Status copied = store->backup(file);
  if (!copied) return tl::unexpected(copied.error());
  JsonObject object;
  object.boolean("ok", true).text("file", file);
  session.print(object, "控えを作りました（受付票の鍵と個人情報を含みます。厳重に保管してください）: " + file);
  return kDone;
}

Result<int> check(Session& session) {
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto findings = store->check();
  if (!findings) return tl::unexpected(findings.error());
  std::vector<JsonObject> found;
  for (const CheckFinding& finding : *findings) {
    JsonObject one;
    one.text("rule", finding.rule).text("detail", finding.detail);
    found.push_back(one);
    session.say(finding.rule + ": " + finding.detail);
  }
  JsonObject object;
  object.boolean("ok", findings->empty()).objects("findings", found);
  session.print(object,
                findings->empty() ? "問題はありません" : std::to_string(findings->size()) + "件の問題があります");
  return findings->empty() ? kDone : kFailed;
}

}  // namespace

Command make_backup() {
  const auto file = std::make_shared<std::string>();
  return {"backup",
          "a consistent copy of the store while it runs; it holds names and the ticket key",
          "uketsuke backup /media/usb/uketsuke-backup.db",
          {needs("FILE", *file, "the copy")},
          [file](Session& session) { return backup(session, *file); }};
}

Command make_check() {
  return {
      "check", "integrity, guards and every rule recounted; exit 4 if something is found", "uketsuke check", {}, check};
}

}  // namespace uketsuke::cli
