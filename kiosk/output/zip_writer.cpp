// libarchive writes into an AtomicFile.

#include "kiosk/output/zip_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "kiosk/output/atomic_file.h"

namespace uketsuke {
namespace {

la_ssize_t append(archive*, void* file, const void* bytes, std::size_t length) {
  const auto written = static_cast<AtomicFile*>(file)->write(std::string_view(static_cast<const char*>(bytes), length));
  return written ? static_cast<la_ssize_t>(length) : -1;
}

/// Opened, its entry written, closed. @return false: archive_error_string tells why
bool write_entry(archive* zip, AtomicFile& out, const ZippedFile& file, const std::string& password) {
  if (archive_write_set_format_zip(zip) != ARCHIVE_OK) return false;
  if (archive_write_set_options(zip, "zip:encryption=aes256,zip:hdrcharset=UTF-8") != ARCHIVE_OK) return false;
  if (archive_write_set_passphrase(zip, password.c_str()) != ARCHIVE_OK) return false;
  // No filling up to a block of 10 240 bytes: a zip ends where it ends.
  archive_write_set_bytes_in_last_block(zip, 1);
  if (archive_write_open(zip, &out, nullptr, append, nullptr) != ARCHIVE_OK) return false;
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), file.name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_mtime(entry.get(), static_cast<time_t>(file.made_at.value / 1000), 0);
  if (archive_write_header(zip, entry.get()) != ARCHIVE_OK) return false;
  const la_ssize_t written = archive_write_data(zip, file.bytes.data(), file.bytes.size());
  return written == static_cast<la_ssize_t>(file.bytes.size()) && archive_write_close(zip) == ARCHIVE_OK;
}

}  // namespace

Status write_encrypted_zip(const std::string& path, const ZippedFile& file, const std::string& password) {
  CHECK(!password.empty());
  auto out = AtomicFile::create(path);
  if (!out) return tl::unexpected(out.error());
  const std::unique_ptr<archive, decltype(&archive_write_free)> zip(archive_write_new(), archive_write_free);
  if (!zip) return fail(Code::io_failed, path + ": libarchive has no memory", "write zip");
  if (!write_entry(zip.get(), *out, file, password)) {
    const char* why = archive_error_string(zip.get());
    return fail(Code::io_failed, path + ": " + (why == nullptr ? "the zip cannot be written" : why), "write zip");
  }
  return out->commit();
}

}  // namespace uketsuke
