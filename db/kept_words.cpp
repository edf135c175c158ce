// See kept_words.h.
#include "db/kept_words.h"

#include <filesystem>

#include "db/connection.h"
#include "db/store.h"
#include "db/store_queries.h"

namespace uketsuke {

Status keep_word(const std::string& folder, const std::string& name, const std::optional<std::string>& word) {
  const auto kept = find_kept_word(folder, name);
  if (!kept) return tl::unexpected(kept.error());
  if (*kept == word) return {};
  auto connection = Connection::open(store_file(folder), OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  return in_transaction(
      *connection, [&] { return word ? save_setting(*connection, name, *word) : delete_setting(*connection, name); });
}

Result<std::optional<std::string>> find_kept_word(const std::string& folder, const std::string& name) {
  std::error_code error;
  if (!std::filesystem::exists(store_file(folder), error)) return fail(Code::not_found, "there is no store", folder);
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return find_setting(*connection, name);
}

}  // namespace uketsuke
