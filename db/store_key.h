// What encrypts the stores of a program built with SQLCipher (-DUKETSUKE_SQLCIPHER=ON), and where its key comes from. A
// program built with SQLite has no key, and none of this does anything. Reads and writes the key's file only. Any
// thread.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"

namespace uketsuke {

/// True in a program built with SQLCipher: it makes encrypted stores and opens no others.
bool encrypts_stores();

struct StoreKey {
  std::string hex;    ///< 64 hexadecimal digits: 256 bits, used as they are
  std::string place;  ///< the file it was read from
  /// As `PRAGMA key =` and `ATTACH … KEY` take it.
  [[nodiscard]] std::string quoted() const { return "\"x'" + hex + "'\""; }
};

/// The systemd credential `uketsuke-store-key`, else FOLDER/uketsuke.key (which must be closed to others); nothing
/// where encrypts_stores() is false. Errors: Code::store_failed: no key there, or none that can be used
Result<std::optional<StoreKey>> load_store_key(const std::string& folder);

/// Makes FOLDER/uketsuke.key (0600) where stores are encrypted and no key is there yet. Of two that do so at once one
/// makes it, and both go on with that. Errors: Code::io_failed
Status make_store_key(const std::string& folder);

/// Gives a folder for passing use the key file of another; a credential needs no file.
/// Errors: as load_store_key; Code::io_failed
Status lend_store_key(const std::string& from, const std::string& to);

/// What Connection::open is given for a copy that lies elsewhere and has the key of the store in `folder`: where stores
/// are encrypted SQLite's own kind of name with a parameter, else the file.  Source: sqlite.org/uri.html
std::string name_copy(const std::string& file, const std::string& folder);
/// That parameter.
inline constexpr const char* kKeyFolder = "uketsuke_key_folder";

/// A file that begins as SQLite's do, readable to anyone who has it; an encrypted one begins with random bytes. Never
/// ask it of a store that this process has open: closing any handle of a file gives up the locks that SQLite has on it.
bool begins_as_plain_store(const std::string& file);

}  // namespace uketsuke
