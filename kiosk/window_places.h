// Folders that rosters come from and papers go to: USB sticks that are plugged in, then the person's own documents,
// downloads and desktop. The kiosk's session has no file dialog. Any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/messages_office.h"
#include "kiosk/sync_sticks.h"

namespace uketsuke {

/// Where to look.
struct PlaceRoots {
  std::vector<std::string> media;  ///< folders whose folders are sticks: /media/USER, /run/media/USER
  std::string home;
};
/// Of the person who runs the program, with the sticks that the window watches.
PlaceRoots roots_of(const StickRoots& sticks);

enum class FileKind {
  roster,  ///< what can be taken as one
  event    ///< event files (.toml) and packed events (.pack)
};

/// Those that are there, sticks first; files of that kind, newest first, at most 200 a folder.
/// A folder that cannot be read is left out.
std::vector<FilePlace> find_places(const PlaceRoots& roots, FileKind kind = FileKind::roster);

}  // namespace uketsuke
