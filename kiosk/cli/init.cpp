// init: makes the store and its ticket key.
#include <memory>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

Command make_init() {
  const auto practice = std::make_shared<bool>(false);
  return {"init",
          "make the store and its ticket key",
          "uketsuke --data ~/kenshu init",
          {may("--practice", *practice, "a store to practise with: 練習 on every screen, --now is allowed")},
          [practice](Session& session) -> Result<int> {
            const auto store = Store::create(session.folder(), *practice, session.now());
            if (!store) return tl::unexpected(store.error());
            JsonObject object;
            object.text("data", session.folder()).boolean("practice", *practice);
            session.print(object,
                          (*practice ? "練習用の保存先を作りました: " : "保存先を作りました: ") + session.folder());
            return kDone;
          }};
}

}  // namespace uketsuke::cli
