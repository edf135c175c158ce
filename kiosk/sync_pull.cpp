#include "kiosk/sync_pull.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "kiosk/intake/source_credentials.h"
#include "kiosk/intake/source_url.h"
#include "kiosk/intake/table_rows.h"

namespace uketsuke {

namespace {

Result<RosterContent> read_url(RosterPull& pull, const RosterRules& rules, const PullLimits& limits) {
  const auto credentials = read_source_credentials(pull.folder + "/roster_credentials.toml");
  if (!credentials) return tl::unexpected<Error>(credentials.error());
  FetchRequest request;
  request.url = pull.source;
  request.limits = limits.fetch;
  request.give_up = limits.give_up;
  if (pull.same_as_known) request.etag = pull.known->etag;
  request.find_credentials = [&credentials](const std::string& url) { return find_credentials(*credentials, url); };
  auto fetched = fetch_source(request);
  pull.source_failed = !fetched.has_value();
  if (!fetched) return tl::unexpected<Error>(fetched.error());
  pull.etag = fetched->etag.empty() && fetched->not_modified ? request.etag : fetched->etag;
  pull.not_modified = fetched->not_modified;
  if (fetched->not_modified) return RosterContent();
  if (fetched->content_type.compare(0, 9, "text/html") == 0) {
    return unusable_file(
        shown_url(pull.source),
        "届いたのはWebページです（ログイン画面など）。CSVやExcelのファイルそのもののURLを指定してください");
  }
  return read_roster_bytes(fetched->bytes, rows_source(pull.source), rules);
}

Result<RosterContent> read_path(RosterPull& pull, const RosterRules& rules) {
  auto content = read_roster_file(pull.source, rules);
  pull.source_failed = !content.has_value();
  if (!content)
    return fail(Code::io_failed, "取り込み元を読めません（" + content.error().what + "）", content.error().where);
  return content;
}

}  // namespace

Result<RosterPull> begin_pull(const std::string& folder, const EventCode& event,
                              const std::optional<std::string>& from) {
  auto known = load_roster_source(folder, event);
  if (!known) return tl::unexpected<Error>(known.error());
  RosterPull pull;
  pull.folder = folder;
  pull.event = event;
  pull.known = std::move(*known);
  if (!from && !pull.known) {
    return fail(Code::bad_call,
                event.value + " の取り込み元がまだ決まっていません。一度 --from FILE|DIR|URL で指定してください",
                "--from");
  }
  pull.source = from ? *from : pull.known->source;
  if (is_url(pull.source)) {
    if (const Status allowed = check_source_url(pull.source); !allowed) return tl::unexpected<Error>(allowed.error());
  } else {
    std::error_code error;
    const auto path = std::filesystem::absolute(pull.source, error).lexically_normal();
    if (from && (error || !std::filesystem::exists(path, error)))
      return fail(Code::not_found, pull.source + ": そのようなファイルやフォルダーはありません", "--from");
    pull.source = path.string();
  }
  pull.same_as_known = pull.known && pull.known->source == pull.source;
  if (pull.same_as_known) pull.mapping = pull.known->mapping;
  return pull;
}

std::string rows_source(std::string source) {
  if (is_url(source)) source.resize(std::min(source.find_first_of("?#"), source.size()));
  while (source.size() > 1 && source.back() == '/') source.pop_back();
  return is_url(source) ? source : source.substr(source.rfind('/') + 1);
}

Result<RosterContent> read_pull(RosterPull& pull, const RosterRules& rules, const PullLimits& limits) {
  return is_url(pull.source) ? read_url(pull, rules, limits) : read_path(pull, rules);
}

Result<RosterSource> remember_pull(const RosterPull& pull, std::int64_t rows, UtcMillis now) {
  RosterSource current{pull.source, pull.etag, rows, now, now, {}, pull.mapping};
  if (Status saved = save_roster_source(pull.folder, pull.event, current); !saved) {
    return tl::unexpected<Error>(saved.error());
  }
  return current;
}

Status remember_failed_pull(const RosterPull& pull, const Error& error, UtcMillis now) {
  if (!pull.same_as_known) return {};
  RosterSource tried = *pull.known;
  tried.last_try = std::max(now, tried.last_sync);
  tried.last_error = error.what;
  return save_roster_source(pull.folder, pull.event, tried);
}

}  // namespace uketsuke
