// key rotate: a new version of the organiser's ticket key.
#include <memory>
#include <string>
#include <vector>

#include "db/key_rotation.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

Result<int> rotate(Session& session, bool compromised) {
  const auto done = rotate_key(session.folder(), compromised, session.change());
  if (!done) return tl::unexpected(done.error());
  std::vector<std::string> events;
  for (const EventCode& event : done->events) events.push_back(event.value);
  JsonObject object;
  object.number("version", done->version)
      .boolean("compromised", compromised)
      .number("revoked", done->revoked)
      .texts("events", events);
  std::string words = "受付票の鍵を新しくしました（第" + std::to_string(done->version) + "版）。";
  words += compromised ? "これまでの受付票" + std::to_string(done->revoked) +
                             "枚を無効にしました。ticket issue で発行し直してください。"
                       : "発行済みの受付票はそのまま使えます。";
  session.print(object, words);
  return kDone;
}

}  // namespace

Command make_key_rotate() {
  const auto compromised = std::make_shared<bool>(false);
  return {"key rotate",
          "make a new ticket key; tickets already issued stay valid until they are reissued",
          "uketsuke key rotate --compromised",
          {may("--compromised", *compromised, "the old key is known to others: withdraw every ticket at once")},
          [compromised](Session& session) { return rotate(session, *compromised); }};
}

}  // namespace uketsuke::cli
