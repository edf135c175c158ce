// メール本文を貼り付けて取り込む: the mail's text on the left, what was read of it field by field on the right,
// problems in red; nothing is taken before somebody has seen both. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct MailScreenState {
  std::string text;
  std::string received;  ///< as staff typed it; empty: what the mail says, else now
  std::uint64_t taken = 0;
  bool begun = false;
};

std::optional<Action> draw_mail_screen(const Model& model, MailScreenState& state, const Ui& ui);

}  // namespace uketsuke
