#include "db/hub/hub_options.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace uketsuke {

namespace {

std::string value_of(const HubOptions& options, const std::string& name) {
  const auto found = options.find(name);
  return found == options.end() ? std::string() : found->second;
}

std::vector<std::string> split_hosts(const std::string& list) {
  std::vector<std::string> hosts;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    hosts.push_back(list.substr(start, end - start));
    start = end + 1;
  }
  return hosts;
}

bool is_here(const std::string& host) {
  return host.empty() || host.front() == '/' || host.front() == '@' || host == "127.0.0.1" || host == "::1";
}

bool are_all_here(const std::string& list) {
  for (const std::string& host : split_hosts(list)) {
    if (!is_here(host)) return false;
  }
  return true;
}

std::string percent_encoded(const std::string& value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      text += c;
    } else {
      text += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return text;
}

}  // namespace

std::string write_hub_url(const HubOptions& options) {
  std::string url = "postgresql:///";
  char before = '?';
  for (const auto& [name, value] : options) {
    url += before + name + "=" + percent_encoded(value);
    before = '&';
  }
  return url;
}

HubOptions as_role(HubOptions options, const HubCredentials& credentials) {
  const std::array<std::pair<const char*, const std::string*>, 4> kept = {{{"user", &credentials.user},
                                                                           {"password", &credentials.password},
                                                                           {"sslcert", &credentials.certificate},
                                                                           {"sslkey", &credentials.key}}};
  for (const char* other : {"passfile", "sslpassword"}) options.erase(other);
  for (const auto& [name, value] : kept) {
    options.erase(name);
    if (!value->empty()) options[name] = *value;
  }
  return options;
}

std::string shown_hub(const HubOptions& options) {
  const std::string user = value_of(options, "user");
  const std::string port = value_of(options, "port");
  return "postgresql://" + (user.empty() ? "" : user + "@") + value_of(options, "host") +
         (port.empty() ? "" : ":" + port) + "/" + value_of(options, "dbname");
}

bool is_loopback(const HubOptions& options) {
  return are_all_here(value_of(options, "host")) && are_all_here(value_of(options, "hostaddr"));
}

Result<HubOptions> judge_hub_options(HubOptions options, const char* (*environment)(const char*)) {
  // libpq takes from these what a URL leaves out: another machine, another way.
  constexpr std::array<const char*, 4> kLeadElsewhere = {"PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS"};
  for (const char* name : kLeadElsewhere) {
    const char* value = environment(name);
    if (value != nullptr && *value != '\0') {
      return fail(Code::bad_call, std::string(name) + " is set in the environment: take it out, the URL alone counts");
    }
  }
  if (!value_of(options, "service").empty()) return fail(Code::bad_call, "service= is not taken: name the host");
  options.erase("service");
  if (value_of(options, "host").empty()) options["host"] = "/var/run/postgresql";
  options["gssencmode"] = "disable";
  if (is_loopback(options)) {
    if (value_of(options, "sslmode").empty()) options["sslmode"] = "prefer";
    return options;
  }
  if (value_of(options, "sslmode") != "verify-full") {
    return fail(Code::bad_call,
                "sslmode=verify-full is required off this machine (and sslrootcert=FILE for a certificate authority of "
                "your own); nothing was sent");
  }
  const bool certificate = !value_of(options, "sslcert").empty();
  if (!certificate && value_of(options, "password").empty()) {
    return fail(Code::bad_call,
                "a password (SCRAM) or a client certificate (sslcert=, sslkey=) is required off this "
                "machine; nothing was sent");
  }
  // Bound to the TLS channel a password is proved by SCRAM and by nothing else: never sent, never as MD5.
  options["channel_binding"] = certificate ? "prefer" : "require";
  return options;
}

}  // namespace uketsuke
