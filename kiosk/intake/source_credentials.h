// DIR/roster_credentials.toml: what opens the URLs that rosters are pulled from. Never printed or logged. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/intake/http_fetch.h"

namespace uketsuke {

/// One [[source]] of the file.
struct CredentialsOf {
  std::string url;  ///< those URLs that begin with it, on the same host
  SourceCredentials credentials;
};

/// No file: none. The file must be readable by its owner only (0600).
/// Errors: Code::bad_input: rights, unknown keys, no TOML; never with a value
Result<std::vector<CredentialsOf>> read_source_credentials(const std::string& path);

/// The entry whose url is the longest beginning of `url`; hosts must be the same as a whole.
std::optional<SourceCredentials> find_credentials(const std::vector<CredentialsOf>& all, const std::string& url);

}  // namespace uketsuke
