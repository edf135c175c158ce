// Taking a packed event in: the file is opened and judged here; what its rows come to is in unpacker.h. See pack.h.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "db/large_cache.h"
#include "db/pack.h"
#include "db/pack_queries.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/unpacker.h"

namespace uketsuke {

namespace {

Result<std::string> read_file(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(Code::bad_call, "フォルダーです。ファイルを指定してください", file);
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::not_found, "ファイルがないか、読めません", file);
  std::ostringstream bytes;  // the stream's own reading tells of a failure; its buffer's would throw
  if (stream.peek() != std::ifstream::traits_type::eof()) bytes << stream.rdbuf();
  if (stream.bad() || bytes.bad()) return fail(Code::io_failed, "読めません", file);
  return std::move(bytes).str();
}

Result<PackContent> open_pack(const std::string& file, const std::string& passphrase) {
  const auto sealed = read_file(file);
  if (!sealed) return tl::unexpected(sealed.error());
  auto content = open_sealed(*sealed, passphrase).and_then([](const std::string& bytes) { return read_pack(bytes); });
  if (!content) return tl::unexpected(in_layer(file, content.error()));
  return content;
}

}  // namespace

Result<UnpackReport> unpack_event(const std::string& folder, const std::string& file, const std::string& passphrase,
                                  const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  const auto content = open_pack(file, passphrase);
  if (!content) return tl::unexpected(content.error());
  const LargeCache cache(parts->connection);
  auto unpacked =
      merge_content(*parts, *content, change, [&] { return push_event_anew(parts->connection, content->event); });
  if (!unpacked) return tl::unexpected(in_layer(file, unpacked.error()));
  return unpacked;
}

}  // namespace uketsuke
