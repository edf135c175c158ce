// See http_fetch.h.
#include "kiosk/intake/http_fetch.h"

#include <curl/curl.h>

#include <memory>
#include <string_view>

#include "common/names.h"
#include "kiosk/intake/source_url.h"

namespace uketsuke {
namespace {

constexpr long kOk = 200;
constexpr long kNotModified = 304;
constexpr std::size_t kLongestEtag = 300;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What comes in.
struct Incoming {
  std::string bytes;
  std::string etag;
  std::size_t most = 0;
  bool too_big = false;
};

std::size_t on_body(char* block, std::size_t size, std::size_t count, void* to) {
  auto& incoming = *static_cast<Incoming*>(to);
  const std::size_t length = size * count;
  incoming.too_big = incoming.bytes.size() + length > incoming.most;
  if (incoming.too_big) return 0;
  incoming.bytes.append(block, length);
  return length;
}

std::size_t on_header(char* block, std::size_t size, std::size_t count, void* to) {
  constexpr std::string_view kName = "etag:";
  const std::string_view line(block, size * count);
  bool same = line.size() > kName.size();
  for (std::size_t i = 0; same && i < kName.size(); ++i) {
    same = (line[i] >= 'A' && line[i] <= 'Z' ? line[i] - 'A' + 'a' : line[i]) == kName[i];
  }
  if (!same) return line.size();
  std::string value = trim(line.substr(kName.size()));
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.pop_back();
  const bool plain = value.size() <= kLongestEtag && value.find_first_of("\r\n") == std::string::npos;
  static_cast<Incoming*>(to)->etag = plain && is_valid_utf8(value) ? trim(value) : std::string();
  return line.size();
}

/// curl asks at least once a second.
int on_progress(void* request, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const FetchRequest*>(request)->give_up() ? 1 : 0;
}

std::string what_failed(CURLcode code, const Incoming& incoming) {
  if (incoming.too_big || code == CURLE_FILESIZE_EXCEEDED) {
    return "ファイルが大きすぎます（" + std::to_string(incoming.most >> 20) + " MBまで）";
  }
  switch (static_cast<int>(code)) {
    case CURLE_OPERATION_TIMEDOUT:
      return "時間内に届きませんでした";
    case CURLE_ABORTED_BY_CALLBACK:
      return "中止しました";
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
      return "途中で切れました";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return "サーバー証明書を確かめられませんでした";
    default:
      return std::string("つながりませんでした（") + curl_easy_strerror(code) + "）";
  }
}

std::string what_status(long status) {
  if (status == 401 || status == 403) {
    return "サーバーが断りました（" + std::to_string(status) + "）。DIR/roster_credentials.toml を確かめてください";
  }
  if (status == 404 || status == 410) return "ファイルがありません（" + std::to_string(status) + "）";
  return "サーバーの答えが " + std::to_string(status) + " でした";
}

/// One request; a redirect is answered by its address.
struct Hop {
  Fetched fetched;
  std::string next;
};

void set_limits(CURL* handle, const FetchLimits& limits, long left_ms) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connect_ms);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, left_ms);
  curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.most_bytes));
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "uketsuke");
}

void set_credentials(CURL* handle, const SourceCredentials& credentials) {
  if (!credentials.token.empty()) {
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    curl_easy_setopt(handle, CURLOPT_XOAUTH2_BEARER, credentials.token.c_str());
  } else if (!credentials.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(handle, CURLOPT_USERNAME, credentials.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, credentials.password.c_str());
  }
}

Result<Hop> fetch_hop(const FetchRequest& request, const std::string& url, long left_ms) {
  const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
  if (!handle) return fail(Code::io_failed, "the network library cannot be started");
  Incoming incoming;
  incoming.most = request.limits.most_bytes;
  set_limits(handle.get(), request.limits, left_ms);
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &incoming);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &incoming);
  if (request.give_up) {
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, const_cast<FetchRequest*>(&request));
  }
  if (const auto found = request.find_credentials ? request.find_credentials(url) : std::nullopt)
    set_credentials(handle.get(), *found);
  std::unique_ptr<curl_slist, FreeList> headers;
  if (!request.etag.empty()) headers.reset(curl_slist_append(nullptr, ("If-None-Match: " + request.etag).c_str()));
  if (headers) curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return fail(Code::io_failed, what_failed(code, incoming), shown_url(url));
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  const char* next = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &next);
  if (status >= 300 && status < 400 && status != kNotModified && next != nullptr) return Hop{{}, next};
  const bool unchanged = status == kNotModified && !request.etag.empty();
  if (status != kOk && !unchanged) return fail(Code::io_failed, what_status(status), shown_url(url));
  const char* type = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &type);
  return Hop{{unchanged, std::move(incoming.bytes), std::move(incoming.etag), type == nullptr ? "" : type}, {}};
}

}  // namespace

Result<Fetched> fetch_source(const FetchRequest& request) {
  if (const Status allowed = check_source_url(request.url); !allowed) return tl::unexpected<Error>(allowed.error());
  std::string url = request.url;
  for (int hops = 0; hops <= request.limits.redirects; ++hops) {
    auto hop = fetch_hop(request, url, request.limits.total_ms);
    if (!hop) return tl::unexpected<Error>(hop.error());
    if (hop->next.empty()) return std::move(hop->fetched);
    if (const Status allowed = check_redirect(url, hop->next); !allowed)
      return fail(Code::io_failed, "転送先に従いません: " + allowed.error().what, shown_url(request.url));
    url = hop->next;
  }
  return fail(Code::io_failed, "転送が多すぎます（" + std::to_string(request.limits.redirects) + "回まで）",
              shown_url(request.url));
}

}  // namespace uketsuke
