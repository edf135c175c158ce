// The two Japanese fonts, found at fixed places and mapped once; both windows share the bytes. Thread: ui.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/ui/ui.h"

struct ImFontAtlas;

namespace uketsuke {

/// A file mapped read-only for as long as the value lives; only the pages that are looked at take memory.
class MappedFile {
 public:
  MappedFile() = default;
  /// Errors: Code::not_found, io_failed
  static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();
  [[nodiscard]] const void* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// BIZ UDGothic for nearly everything, Noto Sans CJK JP for what it lacks (𠮷); regular and bold.
class FontFiles {
 public:
  /// Errors: Code::not_found, naming the Debian packages and the places that were tried
  static Result<FontFiles> find();
  /// Adds both weights to an atlas; the files must outlive it.
  [[nodiscard]] Fonts add_to(ImFontAtlas& atlas) const;

 private:
  std::vector<MappedFile> files_;  ///< regular, its fallback, bold, its fallback
};

}  // namespace uketsuke
