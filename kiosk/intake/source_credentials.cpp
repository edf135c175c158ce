// The adapter of toml++ for this file.
#include "kiosk/intake/source_credentials.h"

#include <sys/stat.h>
#include <toml++/toml.h>

#include <exception>

#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/source_url.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 10;

Result<CredentialsOf> read_entry(const toml::table& table) {
  CredentialsOf entry;
  for (const auto& [key, node] : table) {
    const auto value = node.value<std::string>();
    std::string* place = key.str() == "url"        ? &entry.url
                         : key.str() == "user"     ? &entry.credentials.user
                         : key.str() == "password" ? &entry.credentials.password
                         : key.str() == "token"    ? &entry.credentials.token
                                                   : nullptr;
    if (place == nullptr || !value) {
      return fail(Code::bad_input, "line " + std::to_string(key.source().begin.line) + ": \"" + std::string(key.str()) +
                                       "\" is none of url, user, password, token in quotes");
    }
    *place = *value;
  }
  if (const Status allowed = check_source_url(entry.url); !allowed) return tl::unexpected<Error>(allowed.error());
  return entry;
}

Result<std::vector<CredentialsOf>> read_all(const toml::table& table) {
  std::vector<CredentialsOf> all;
  const auto* sources = table["source"].as_array();
  if (sources == nullptr || table.size() != 1) return fail(Code::bad_input, "only [[source]] is known here");
  for (const auto& node : *sources) {
    const auto* entry = node.as_table();
    if (entry == nullptr) return fail(Code::bad_input, "only [[source]] is known here");
    auto read = read_entry(*entry);
    if (!read) return tl::unexpected<Error>(read.error());
    all.push_back(std::move(*read));
  }
  return all;
}

}  // namespace

Result<std::vector<CredentialsOf>> read_source_credentials(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return std::vector<CredentialsOf>();
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fail(Code::bad_input, "others may read it; run: chmod 600 " + path, path);
  const auto bytes = read_file_bytes(path, kMostBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  try {
    auto all = read_all(toml::parse(*bytes));
    if (!all) all.error().where = path;
    return all;
  } catch (const toml::parse_error& error) {
    return fail(Code::bad_input, "line " + std::to_string(error.source().begin.line) + " is no TOML", path);
  } catch (const std::exception&) {
    return fail(Code::bad_input, "cannot be read as TOML", path);
  }
}

std::optional<SourceCredentials> find_credentials(const std::vector<CredentialsOf>& all, const std::string& url) {
  const CredentialsOf* best = nullptr;
  for (const CredentialsOf& entry : all) {
    const bool begins = url.compare(0, entry.url.size(), entry.url) == 0 && origin_of(url) == origin_of(entry.url);
    if (begins && (best == nullptr || entry.url.size() > best->url.size())) best = &entry;
  }
  if (best == nullptr) return std::nullopt;
  return best->credentials;
}

}  // namespace uketsuke
