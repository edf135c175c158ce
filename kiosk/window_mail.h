// What the window's reading worker does with pasted mails: intake's reader, with the professions of the assets.
#pragma once

#include <functional>
#include <string>

#include "kiosk/messages.h"

namespace uketsuke {

/// @param assets  folder of professions.toml; without one every profession is `other`
/// The function is called on the store's reading thread only.
std::function<PastedMailReading(const ReadPastedMail&)> make_mail_reader(const std::string& assets);

}  // namespace uketsuke
