// What a roster's URL may be, and how it is shown. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// True for "scheme://…".
bool is_url(std::string_view text);

/// https to anywhere, http to the loopback only; no credentials in it; not the public link of a Google sheet.
/// Errors: Code::bad_call saying why and how to mend it
Status check_source_url(const std::string& url);
/// Where a redirect leads: as check_source_url, and never from https to http.
Status check_redirect(const std::string& from, const std::string& to);

/// For screens and logs: without query, fragment and credentials ("https://example.jp/a.csv?…").
std::string shown_url(const std::string& url);

/// Scheme and host with the port, in lower case: "https://example.jp:8443".
std::string origin_of(const std::string& url);

}  // namespace uketsuke
