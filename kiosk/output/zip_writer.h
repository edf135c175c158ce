// A file in a zip that opens with a password (AES-256, as 7-Zip and the office's archivers write it). The one writing
// adapter to libarchive. One thread each.
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// The one file in the zip.
struct ZippedFile {
  std::string name;  ///< in the zip; UTF-8 without a folder
  std::string_view bytes;
  UtcMillis made_at;
};

/// There whole or not at all. @param password  not empty
/// Errors: Code::io_failed naming the path
/// Source: WinZip AE-2; libarchive archive_write_set_passphrase
Status write_encrypted_zip(const std::string& path, const ZippedFile& file, const std::string& password);

}  // namespace uketsuke
