// See source_url.h.  Source: RFC 3986, sections 3.1-3.4
#include "kiosk/intake/source_url.h"

#include <algorithm>

namespace uketsuke {
namespace {

constexpr std::size_t kLongestUrl = 4000;

struct UrlParts {
  std::string scheme;
  std::string authority;  ///< as it stands
  std::string host;       ///< lower case, without port and brackets
  std::string path;       ///< with its first slash, without query
};

std::string lower(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

UrlParts split(std::string_view url) {
  UrlParts parts;
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return parts;
  parts.scheme = lower(url.substr(0, colon));
  const std::size_t start = colon + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", start), url.size());
  parts.authority = url.substr(start, end - start);
  const std::size_t query = std::min(url.find_first_of("?#", end), url.size());
  parts.path = url.substr(end, query - end);
  std::string host = lower(parts.authority.substr(parts.authority.rfind('@') + 1));
  if (!host.empty() && host.front() == '[') {
    parts.host = host.substr(1, host.find(']') - 1);
  } else {
    parts.host = host.substr(0, host.find(':'));
  }
  return parts;
}

bool is_loopback(const std::string& host) {
  if (host == "localhost" || host == "::1") return true;
  return host.compare(0, 4, "127.") == 0 && host.find_first_not_of("0123456789.") == std::string::npos;
}

bool is_published_sheet(const UrlParts& parts) {
  if (parts.host != "docs.google.com" || parts.path.find("/spreadsheets/") == std::string::npos) return false;
  const std::string last = parts.path.substr(parts.path.rfind('/') + 1);
  return last == "pub" || last == "pubhtml" || parts.path.find("/pub/") != std::string::npos;
}

}  // namespace

bool is_url(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || colon == 0) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
           c == '.';
  });
}

Status check_source_url(const std::string& url) {
  const UrlParts parts = split(url);
  const bool odd = std::any_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) == 0x7F || c == '\\';
  });
  if (url.size() > kLongestUrl || odd || parts.host.empty()) return fail(Code::bad_call, "URLとして読めません");
  if (is_published_sheet(parts)) {
    return fail(Code::bad_call, "公開リンクは使えません。CSVをダウンロードして取り込んでください");
  }
  if (parts.authority.find('@') != std::string::npos) {
    return fail(Code::bad_call,
                "URLにユーザー名やパスワードを書かないでください。DIR/roster_credentials.toml に書きます");
  }
  if (parts.scheme == "https" || (parts.scheme == "http" && is_loopback(parts.host))) return {};
  return fail(Code::bad_call, "https:// のURLだけが使えます（" + parts.scheme + "://" + parts.host + "）");
}

Status check_redirect(const std::string& from, const std::string& to) {
  if (split(from).scheme == "https" && split(to).scheme != "https")
    return fail(Code::bad_call, "httpsから" + split(to).scheme + "への転送には従いません");
  return check_source_url(to);
}

std::string shown_url(const std::string& url) {
  const UrlParts parts = split(url);
  const std::string authority = parts.authority.substr(parts.authority.rfind('@') + 1);
  const bool more = url.find_first_of("?#") != std::string::npos;
  return parts.scheme + "://" + authority + parts.path + (more ? "?…" : "");
}

std::string origin_of(const std::string& url) {
  const UrlParts parts = split(url);
  return parts.scheme + "://" + lower(parts.authority);
}

}  // namespace uketsuke
