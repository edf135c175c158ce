// Where a hub is and how it is reached: the words of a URL, and whether they are safe to use. Sends nothing; any
// thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// PostgreSQL's own keywords (host, port, dbname, user, password, sslmode …) to their values.
using HubOptions = std::map<std::string, std::string>;

/// Of a postgresql:// URL. In db/hub/hub_connection.cpp.
/// Errors: Code::bad_call, never with the password in its words
Result<HubOptions> parse_hub_url(const std::string& url);

/// A URL that parse_hub_url reads back, with the password.
std::string write_hub_url(const HubOptions& options);

/// The same hub for another role: user, password and certificates are those given.
struct HubCredentials {
  std::string user;
  std::string password{};
  std::string certificate{};  ///< file
  std::string key{};          ///< file of the certificate's key
};
HubOptions as_role(HubOptions options, const HubCredentials& credentials);

/// "postgresql://user@host:port/name" for people: without a password.
std::string shown_hub(const HubOptions& options);

/// A socket of this machine, or 127.0.0.1 or ::1, for every host that is named.
bool is_loopback(const HubOptions& options);

/// Off this machine only with sslmode=verify-full and a password (SCRAM bound to the TLS channel, nothing weaker) or a
/// client certificate; nothing that leads elsewhere than the URL says (service files, PG… variables of the
/// environment). What a connection is opened with is completed: socket folder, TLS, SCRAM.
/// @param environment  value of a variable, or null
/// Errors: Code::bad_call with how to mend it
Result<HubOptions> judge_hub_options(HubOptions options, const char* (*environment)(const char*));

}  // namespace uketsuke
