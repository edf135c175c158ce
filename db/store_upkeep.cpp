// Backup and check. See store.h.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "db/audit.h"
#include "db/backups.h"
#include "db/handover_queries.h"
#include "db/migrate.h"
#include "db/parts.h"
#include "db/store.h"
#include "db/store_key.h"
#include "db/store_queries.h"
#include "db/upkeep_queries.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

std::string reason_of(int error) { return std::error_code(error, std::generic_category()).message(); }

Status make_private_file(const std::string& file) {
  ::unlink(file.c_str());
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return fail(Code::io_failed, "cannot make " + file + ": " + reason_of(errno));
  ::close(handle);
  return {};
}

/// What was written is on disk, not only in memory. Works for folders too.
Status sync_to_disk(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return fail(Code::io_failed, "cannot open " + path + ": " + reason_of(errno));
  const int failed = ::fsync(handle);
  const int error = errno;
  ::close(handle);
  if (failed != 0) return fail(Code::io_failed, "cannot write " + path + ": " + reason_of(error));
  return {};
}

Status copy_store(const std::string& from, const std::string& to) {
  auto source = Connection::open(from, OpenMode::read_only);
  if (!source) return tl::unexpected(source.error());
  // A copy is made of the rows alone: damage that shows in the indexes would not be seen in it any more.
  const auto broken = check_integrity(*source);
  if (!broken) return tl::unexpected(broken.error());
  if (!broken->empty()) {
    return fail(Code::store_failed,
                "the store is broken, no copy of it was made: restore the last one (" + broken->front() + ")");
  }
  return vacuum_into(*source, to);
}

/// A copy that cannot be opened is none.
Status verify_copy(const std::string& file, const std::string& store_file) {
  auto copy = Connection::open(name_copy(file, fs::path(store_file).parent_path().string()), OpenMode::read_only);
  if (!copy) return tl::unexpected(copy.error());
  const auto broken = check_integrity(*copy);
  if (!broken) return tl::unexpected(broken.error());
  if (!broken->empty()) return fail(Code::store_failed, "the copy is broken: " + broken->front());
  if (const auto info = load_store_info(*copy); !info) return tl::unexpected(info.error());
  return {};
}

Status put_in_place(const std::string& fresh, const std::string& file) {
  if (::rename(fresh.c_str(), file.c_str()) != 0) {
    return fail(Code::io_failed, "cannot write " + file + ": " + reason_of(errno));
  }
  const fs::path folder = fs::path(file).parent_path();
  return sync_to_disk(folder.empty() ? "." : folder.string());
}

void add_findings(std::vector<CheckFinding>& findings, std::string_view rule, const std::vector<std::string>& details) {
  for (const std::string& detail : details) findings.push_back({std::string(rule), detail});
}

/// So that a purge finds it. A full disk must not stop a backup to another one: then it is not noted.
void note_backup(Connection& connection, const std::string& file) {
  std::error_code error;
  const std::string path = fs::absolute(file, error).lexically_normal().string();
  const auto known = is_known_backup(connection, path);
  if (known && *known) return;
  static_cast<void>(in_transaction(connection, [&] { return insert_known_backup(connection, path); }));
}

/// The tables, indexes and triggers that this program's migrations make.
Result<std::vector<SchemaObject>> list_expected_schema() {
  auto memory = Connection::open(":memory:", OpenMode::create);
  if (!memory) return tl::unexpected(memory.error());
  if (auto schema = migrate(*memory, embedded_migrations()); !schema) return tl::unexpected(schema.error());
  return list_schema(*memory);
}

Status check_guards(Connection& connection, std::vector<CheckFinding>& findings) {
  constexpr std::string_view kRule = "guards present";
  const auto expected = list_expected_schema();
  if (!expected) return tl::unexpected(expected.error());
  const auto found = list_schema(connection);
  if (!found) return tl::unexpected(found.error());
  const auto named = [](const std::vector<SchemaObject>& all, const SchemaObject& object) {
    return std::find_if(all.begin(), all.end(), [&](const SchemaObject& other) {
      return other.type == object.type && other.name == object.name;
    });
  };
  for (const SchemaObject& object : *expected) {
    const auto there = named(*found, object);
    if (there == found->end()) {
      findings.push_back({std::string(kRule), object.type + " " + object.name + " is missing"});
    } else if (there->sql != object.sql) {
      findings.push_back({std::string(kRule), object.type + " " + object.name + " was changed"});
    }
  }
  for (const SchemaObject& object : *found) {
    if (named(*expected, object) == expected->end()) {
      findings.push_back({std::string(kRule), object.type + " " + object.name + " is not of this program"});
    }
  }
  return {};
}

}  // namespace

Status copy_verified(const std::string& store_file, const std::string& file) {
  const std::string fresh = file + ".part-" + std::to_string(::getpid());
  auto done = make_private_file(fresh)
                  .and_then([&] { return copy_store(store_file, fresh); })
                  .and_then([&] { return verify_copy(fresh, store_file); })
                  .and_then([&] { return sync_to_disk(fresh); })
                  .and_then([&] { return put_in_place(fresh, file); });
  if (!done) ::unlink(fresh.c_str());
  return done;
}

Status Store::backup(const std::string& file) {
  std::error_code ignored;
  const std::string own = store_file(parts_->folder);
  if (fs::equivalent(file, own, ignored)) return fail(Code::bad_call, "this is the store itself: name another file");
  note_backup(parts_->connection, file);
  if (auto copied = copy_verified(own, file); !copied) return tl::unexpected(in_layer("backup", copied.error()));
  return {};
}

Status Store::prove_writable(UtcMillis now) {
  // As many pages as a check-in writes: a single one may fit where a check-in does not.
  const std::string large(std::size_t{64} * 1024, '0');
  for (const std::string& value : {large, std::to_string(now.value)}) {
    auto written = in_transaction(parts_->connection, [&] { return save_setting(parts_->connection, "probe", value); });
    if (!written) return written;
  }
  return {};
}

Result<std::vector<CheckFinding>> Store::check() {
  Connection& connection = parts_->connection;
  std::vector<CheckFinding> findings;
  const auto view = Transaction::begin_reading(connection);
  if (!view) return tl::unexpected(view.error());
  const auto integrity = check_integrity(connection);
  if (!integrity) return tl::unexpected(integrity.error());
  add_findings(findings, "integrity", *integrity);
  const auto keys = check_foreign_keys(connection);
  if (!keys) return tl::unexpected(keys.error());
  add_findings(findings, "foreign keys", *keys);
  if (auto guards = check_guards(connection, findings); !guards) return tl::unexpected(guards.error());
  for (const RuleQuery& query : rule_queries()) {
    const auto broken = find_broken(connection, query);
    if (!broken) return tl::unexpected(in_layer(std::string(query.rule), broken.error()));
    add_findings(findings, query.rule, *broken);
  }
  const auto links = find_broken_links(connection);
  if (!links) return tl::unexpected(links.error());
  add_findings(findings, "the log is whole", *links);
  return findings;
}

}  // namespace uketsuke
