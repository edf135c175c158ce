// Packing: the rows and subkeys of one event, sealed, into a file. See pack.h; taking them in is in unpack.cpp.
#include "db/pack.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "db/audit.h"
#include "db/doors.h"
#include "db/handover_queries.h"
#include "db/pack_queries.h"
#include "db/pack_rows.h"
#include "db/parts.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

tl::unexpected<Error> cannot(const std::string& what, const std::string& file, int error) {
  return fail(Code::io_failed, what + ": " + std::error_code(error, std::generic_category()).message(), file);
}

Status write_all(int handle, std::string_view bytes, const std::string& file) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(handle, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return cannot("cannot be written", file, errno);
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(handle) != 0) return cannot("cannot be written", file, errno);
  return {};
}

/// Beside and renamed: a stick that is pulled holds the old file or the new one.
Status write_private_file(const std::string& file, std::string_view bytes) {
  const std::string fresh = file + ".part-" + std::to_string(::getpid());
  ::unlink(fresh.c_str());
  const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return cannot("cannot be made", file, errno);
  auto written = write_all(handle, bytes, file);
  if (::close(handle) != 0 && written) written = cannot("cannot be written", file, errno);
  if (written && ::rename(fresh.c_str(), file.c_str()) != 0) written = cannot("cannot be written", file, errno);
  if (!written) ::unlink(fresh.c_str());
  return written;
}

/// Inside a transaction, so that the log says what the file holds.
Result<PackContent> read_content(StoreParts& parts, const EventCode& code, const Change& change) {
  const auto event = find_known_event(parts, code);
  if (!event) return tl::unexpected(event.error());
  const auto fact =
      begin_fact(parts, change.now, change.by);  // what is changed here from now on is later than the pack
  if (!fact) return tl::unexpected(fact.error());
  PackContent content;
  content.kiosk = parts.info.kiosk.value;
  content.event = code;
  content.schema = parts.info.schema;
  content.practice = parts.info.practice;
  content.tag = (*event)->tag.value;
  content.hlc = fact->hlc.value;
  if (auto rows = read_pack_rows(parts.connection, content); !rows) return tl::unexpected(rows.error());
  content.tables.push_back(pack_subkeys(parts.keys, (*event)->tag));
  auto doors = pack_doors(parts.connection);
  if (!doors) return tl::unexpected(doors.error());
  content.tables.push_back(std::move(*doors));
  auto noted = note_action(parts.connection, {change.now, change.by, "packed", code.value, {}});
  if (!noted) return tl::unexpected(noted.error());
  return content;
}

}  // namespace

PackedTable pack_subkeys(const TicketKeys& keys, EventTag tag) {
  PackedTable packed{"subkeys", {}};
  const auto add = [&](const EventSubkey& subkey) {
    packed.rows.push_back({subkey.version, Blob(subkey.bytes.begin(), subkey.bytes.end())});
  };
  for (const EventSubkey& subkey : keys.event_subkeys) {
    if (subkey.tag == tag) add(subkey);
  }
  if (!packed.rows.empty()) return packed;
  for (const OrganiserKey& key : keys.organiser_keys) add(derive_event_subkey(key, tag));
  return packed;
}

Result<PackReport> pack_event(const PackRequest& request, const Change& change) {
  std::error_code ignored;
  if (std::filesystem::equivalent(request.file, store_file(request.folder), ignored)) {
    return fail(Code::bad_call, "this is the store itself: name another file", "--out");
  }
  auto parts = open_store_parts(request.folder);
  if (!parts) return tl::unexpected(parts.error());
  PackReport report;
  auto packed = in_transaction(parts->connection, [&]() -> Status {
    const auto content = read_content(*parts, request.event, change);
    if (!content) return tl::unexpected(content.error());
    report.registrations = static_cast<std::int64_t>(content->rows_of("registrations").size());
    report.check_ins = static_cast<std::int64_t>(content->rows_of("check_ins").size());
    report.tickets = static_cast<std::int64_t>(content->rows_of("tickets").size());
    const auto purged = is_purged(parts->connection, request.event);
    if (!purged) return tl::unexpected(purged.error());
    report.purged = *purged;
    const auto sealed = seal(write_pack(*content), request.passphrase, request.cost);
    if (!sealed) return tl::unexpected(sealed.error());
    return write_private_file(request.file, *sealed);
  });
  if (!packed) return tl::unexpected(packed.error());
  return report;
}

}  // namespace uketsuke
