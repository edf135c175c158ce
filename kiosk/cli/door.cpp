// door: what staff call this kiosk, so that a ticket's second use tells where the first was.
#include <memory>
#include <optional>
#include <string>

#include "db/doors.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

Result<int> door(Session& session, const std::optional<std::string>& given) {
  if (given) {
    if (Status named = name_door(session.folder(), *given, session.change()); !named) {
      return tl::unexpected(named.error());
    }
  }
  const auto name = find_door_name(session.folder());
  if (!name) return tl::unexpected(name.error());
  JsonObject object;
  object.text_or_null("door", *name);
  session.print(object, name->empty() ? "この端末には名前がありません。" : "この端末の名前: " + *name);
  return kDone;
}

}  // namespace

Command make_door() {
  const auto name = std::make_shared<std::optional<std::string>>();
  return {"door",
          "the name of the door this kiosk stands at; staff see it where a ticket is used again",
          "uketsuke door 東口",
          {may("NAME", *name, "what staff call it, 20 characters at most; \"\" takes it away; left out: it is shown")},
          [name](Session& session) { return door(session, *name); }};
}

}  // namespace uketsuke::cli
