// The checks of `doctor`, one function each: what was found, and where something is amiss how to mend it. They look;
// what they write while they measure they take away again. Thread: main.
#pragma once

#include <string>
#include <vector>

#include "common/time.h"

namespace uketsuke::cli {

struct Finding {
  std::string check;
  bool ok = false;
  bool needed = true;  ///< the door cannot do without it
  std::string detail;
};

/// An environment variable; empty where it is not set.
std::string environment(const char* name);
bool exists(const std::string& path);
/// The folder, or the nearest above it that is there.
std::string nearest_folder(std::string folder);

Finding check_display();
Finding check_fonts();
Finding check_scanner();
Finding check_sound();
Finding check_printer();

/// Takes a picture with the first camera and reads what is held before it. Cost: up to some 5 s
Finding check_camera();
/// A code of our own, drawn and read back as a camera would see it: the whole way of a scan but the lens.
Finding check_reader();

Finding check_disk(const std::string& folder);
/// How long an entry takes to be on the disk: some 30 small appends, each flushed.
Finding check_speed(const std::string& folder);
/// Against the newest of the files that the system and the store keep writing.
Finding check_clock(UtcMillis shown, UtcMillis system, const std::string& folder);

/// Whether the store's file is encrypted by itself, and where its key lies. Opens the file: not beside an open store.
Finding check_store(const std::string& folder);
/// Whether names are readable for who takes the disk out: the device below the folder and, for what is swapped out, the
/// swap.
Finding check_encryption(const std::string& folder);
/// True where all that the block device stands on is dm-crypt. @param sys  the mount of sysfs, /sys
bool is_encrypted_device(const std::string& sys, unsigned major, unsigned minor);

}  // namespace uketsuke::cli
