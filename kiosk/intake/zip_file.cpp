// The directory is read here, for names that are neither UTF-8 nor of this system's locale; libarchive unpacks. Both
// know an entry by the place of its header: libarchive hands entries out in the order of those places.
#include "kiosk/intake/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include "common/names.h"
#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCentralSize = 46;
constexpr std::uint64_t kIsInZip64 = 0xFFFFFFFF;
constexpr std::string_view kBroken = "zipファイルが壊れています（途中で切れているか、zipではありません）";

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

/// Place of the end record; npos without one.
std::size_t find_end(std::string_view bytes) {
  const std::size_t at = bytes.rfind("PK\x05\x06");
  return at == std::string_view::npos || bytes.size() - at < kEndSize ? std::string_view::npos : at;
}

/// The values of a ZIP64 extra field, in the order in which the header lacks them.
void widen(std::string_view extra, const std::array<std::uint64_t*, 3>& values) {
  for (std::size_t at = 0; at + 4 <= extra.size();) {
    const std::uint64_t id = little(extra, at, 2);
    const auto size = static_cast<std::size_t>(little(extra, at + 2, 2));
    if (at + 4 + size > extra.size()) return;
    std::size_t value_at = at + 4;
    for (std::uint64_t* value : values) {
      if (id != 1 || *value != kIsInZip64 || value_at + 8 > at + 4 + size) continue;
      *value = little(extra, value_at, 8);
      value_at += 8;
    }
    at += 4 + size;
  }
}

std::string decode_name(std::string_view raw) {
  std::string name(raw);
  if (!is_valid_utf8(raw)) {
    const auto text = decode_text(raw);
    name = text ? text->utf8 : "?";
  }
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

bool is_about_password(archive* reader) {
  const char* const words = archive_error_string(reader);
  const std::string_view text = words == nullptr ? "" : words;
  return text.find("assphrase") != std::string_view::npos;
}

tl::unexpected<Error> cannot_unpack(archive* reader, const ZipEntry& entry) {
  const char* const words = archive_error_string(reader);
  if (is_about_password(reader)) return fail(Code::bad_call, "zipのパスワードが違います", entry.name);
  // ZipCrypto lets one wrong password in 256 through: what comes out is then no deflate stream.
  if (entry.encrypted) {
    return fail(Code::bad_call, "zipのパスワードが違うか、zipファイルが壊れています", entry.name);
  }
  return fail(Code::bad_input, std::string(kBroken) + "（" + (words == nullptr ? "?" : words) + "）", entry.name);
}

/// What one entry may come to.
struct Allowance {
  std::uint64_t most = 0;
  std::uint64_t packed = 0;
  std::uint64_t seen = 0;

  Status take(std::uint64_t count, const std::string& name) {
    seen += count;
    if (seen > most) {
      return fail(Code::bad_input, "zipの中のファイルが大きすぎます（" + std::to_string(most >> 20) + " MBまで）",
                  name);
    }
    if (seen > kSmallUnpackedBytes && seen / kMaxUnpackRatio > packed) {
      return fail(Code::bad_input, "zipの中のファイルが異常に圧縮されています。展開しません", name);
    }
    return {};
  }
};

Status unpack(archive* reader, const ZipEntry& entry, std::uint64_t most, const ZipFile::Sink& sink) {
  Allowance allowance{most, std::max<std::uint64_t>(entry.packed, 1), 0};
  std::vector<char> block(std::size_t{1} << 16);
  for (;;) {
    const la_ssize_t count = archive_read_data(reader, block.data(), block.size());
    if (count == 0) return {};
    if (count < 0) return cannot_unpack(reader, entry);
    if (const Status within = allowance.take(static_cast<std::uint64_t>(count), entry.name); !within) return within;
    if (!sink({block.data(), static_cast<std::size_t>(count)})) return {};
  }
}

}  // namespace

bool is_zip(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 4);
  return start == "PK\x03\x04" || start == "PK\x05\x06";
}

Result<ZipFile> ZipFile::open(std::string_view bytes) {
  ZipFile file(bytes);
  if (const Status read = file.read_directory(); !read) return tl::unexpected<Error>(read.error());
  return file;
}

Status ZipFile::read_directory() {
  const std::size_t end = find_end(bytes_);
  if (end == std::string_view::npos) return fail(Code::bad_input, std::string(kBroken));
  const std::uint64_t count = little(bytes_, end + 10, 2);
  if (count > kMaxZipEntries) {
    return fail(Code::bad_input, "zipの中のファイルが多すぎます（" + std::to_string(kMaxZipEntries) + "まで）");
  }
  if (little(bytes_, end + 4, 2) != 0 || little(bytes_, end + 8, 2) != count) {
    return fail(Code::bad_input, "分割されたzipファイルは読めません");
  }
  std::uint64_t at = little(bytes_, end + 16, 4);
  for (std::uint64_t i = 0; i < count; ++i) {
    if (at + kCentralSize > end || bytes_.substr(static_cast<std::size_t>(at), 4) != "PK\x01\x02") {
      return fail(Code::bad_input, std::string(kBroken));
    }
    const auto start = static_cast<std::size_t>(at);
    const auto name_size = static_cast<std::size_t>(little(bytes_, start + 28, 2));
    const auto extra_size = static_cast<std::size_t>(little(bytes_, start + 30, 2));
    at += kCentralSize + name_size + extra_size + little(bytes_, start + 32, 2);
    if (at > end) return fail(Code::bad_input, std::string(kBroken));
    ZipEntry entry;
    entry.packed = little(bytes_, start + 20, 4);
    entry.size = little(bytes_, start + 24, 4);
    std::uint64_t offset = little(bytes_, start + 42, 4);
    widen(bytes_.substr(start + kCentralSize + name_size, extra_size), {&entry.size, &entry.packed, &offset});
    entry.name = decode_name(bytes_.substr(start + kCentralSize, name_size));
    entry.encrypted = (little(bytes_, start + 8, 2) & 1) != 0;
    entry.folder = entry.name.empty() || entry.name.back() == '/';
    entries_.push_back(std::move(entry));
    offsets_.push_back(offset);
  }
  return {};
}

const ZipEntry* ZipFile::find(std::string_view name) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [name](const ZipEntry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

Status ZipFile::read(const ZipEntry& entry, const std::optional<std::string>& password, std::uint64_t most,
                     const Sink& sink) const {
  if (entry.encrypted && (!password || password->empty())) {
    return fail(Code::bad_call, "パスワード付きのzipファイルです", entry.name);
  }
  const auto place = static_cast<std::size_t>(&entry - entries_.data());
  CHECK(place < entries_.size());
  const auto before =
      std::count_if(offsets_.begin(), offsets_.end(), [&](std::uint64_t offset) { return offset < offsets_[place]; });
  const Archive reader(archive_read_new());
  archive_read_support_format_zip_seekable(reader.get());
  if (entry.encrypted) archive_read_add_passphrase(reader.get(), password->c_str());
  if (archive_read_open_memory(reader.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK) {
    return cannot_unpack(reader.get(), entry);
  }
  archive_entry* header = nullptr;
  for (std::ptrdiff_t i = 0; i <= before; ++i) {
    // A name that this locale cannot hold is a warning.
    const int got = archive_read_next_header(reader.get(), &header);
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) return cannot_unpack(reader.get(), entry);
  }
  return unpack(reader.get(), entry, most, sink);
}

Result<std::string> ZipFile::read_all(const ZipEntry& entry, const std::optional<std::string>& password,
                                      std::uint64_t most) const {
  std::string text;
  const Status done = read(entry, password, most, [&text](std::string_view block) {
    text.append(block);
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return text;
}

}  // namespace uketsuke
