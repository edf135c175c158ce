// One file over https, bounded in time and size. The one adapter to libcurl. Blocks: never on the ui thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "common/result.h"

namespace uketsuke {

/// What opens a source; sent to the origin that it is for, never on to another by a redirect.
struct SourceCredentials {
  std::string user;
  std::string password;
  std::string token;  ///< Authorization: Bearer …
};

struct FetchLimits {
  long connect_ms = 10'000;
  long total_ms = 120'000;
  std::size_t most_bytes = std::size_t{50} << 20;
  int redirects = 5;
};

struct FetchRequest {
  std::string url;
  std::string etag;  ///< of what is known; empty: whatever there is
  std::function<std::optional<SourceCredentials>(const std::string& url)> find_credentials;  ///< may be empty
  FetchLimits limits;
  std::function<bool()> give_up{};  ///< asked now and then: true ends the fetch at once; may be empty
};

struct Fetched {
  bool not_modified = false;  ///< 304: what the etag names is still current
  std::string bytes;
  std::string etag;
  std::string content_type;
};

/// TLS is verified. Redirects are followed by check_redirect's rules. What is cut off is nothing.
/// Errors: Code::bad_call for a URL that is not allowed; io_failed for the network, a status other than 200 and 304, a
/// limit. No error names credentials or the URL's query.
Result<Fetched> fetch_source(const FetchRequest& request);

}  // namespace uketsuke
