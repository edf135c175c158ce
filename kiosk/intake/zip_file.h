// A zip in memory, read entry by entry: XLSX files, what Google delivers, archives with a password. Nothing is unpacked
// to disk, names are only words. The one reading adapter to libarchive. One thread each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace uketsuke {

struct ZipEntry {
  std::string name;  ///< UTF-8 (CP932 names too), '/' between folders, as it stands: never a path to write to
  std::uint64_t packed = 0;
  std::uint64_t size = 0;  ///< as the directory says; what is read is counted anew
  bool encrypted = false;
  bool folder = false;
};

inline constexpr std::size_t kMaxZipEntries = 10'000;
/// Of one entry. An XLSX sheet of 100 000 rows with 20 columns has some 100 MB.
inline constexpr std::uint64_t kMaxUnpackedBytes = std::uint64_t{1} << 30;
/// A sheet of nothing but formatted empty cells packs some 100 to 1; the utmost of the format is 1032.
inline constexpr std::uint64_t kMaxUnpackRatio = 300;
/// Below it the ratio is not looked at.
inline constexpr std::uint64_t kSmallUnpackedBytes = std::uint64_t{16} << 20;

/// True for the first bytes of a zip, an empty one too.
bool is_zip(std::string_view bytes);

class ZipFile {
 public:
  /// @param bytes  must outlive this
  /// Errors: Code::bad_input: no directory (cut off, several volumes), too many entries
  static Result<ZipFile> open(std::string_view bytes);

  /// In the order of the directory.
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  /// The entry of exactly that name; null without one.
  [[nodiscard]] const ZipEntry* find(std::string_view name) const;

  /// Takes a block of unpacked bytes; false ends the reading without an error.
  using Sink = std::function<bool(std::string_view block)>;
  /// Unpacks one entry block by block.
  /// @param password  for encrypted ones (AES and ZipCrypto); none: an encrypted one is an error
  /// Errors: Code::bad_call for a missing or wrong password; bad_input: broken, a method that is not read, larger than
  /// `most` bytes, or packed so tightly that it is a bomb
  Status read(const ZipEntry& entry, const std::optional<std::string>& password, std::uint64_t most,
              const Sink& sink) const;
  /// … as one text.
  Result<std::string> read_all(const ZipEntry& entry, const std::optional<std::string>& password,
                               std::uint64_t most) const;

 private:
  explicit ZipFile(std::string_view bytes) : bytes_(bytes) {}
  Status read_directory();

  std::string_view bytes_;
  std::vector<ZipEntry> entries_;
  std::vector<std::uint64_t> offsets_;  ///< of the entries' own headers
};

}  // namespace uketsuke
