// A real server on the loopback: what is taken, what is not, and where no redirect leads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>

#include "kiosk/intake/http_fetch.h"
#include "kiosk/intake/source_credentials.h"
#include "kiosk/intake/source_url.h"
#include "tests/support/roster_server.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::RosterServer;

Result<Fetched> fetch(const std::string& url, const std::string& etag = {}) {
  FetchRequest request;
  request.url = url;
  request.etag = etag;
  request.limits.total_ms = 2000;
  return fetch_source(request);
}

TEST(HttpFetch, TakesAFileAndKnowsItAgainByItsEtag) {
  const RosterServer server;
  const auto first = fetch(server.url("/ok.csv"));
  ASSERT_TRUE(first) << first.error().what;
  EXPECT_THAT(first->bytes, HasSubstr("山田"));
  EXPECT_EQ(first->etag, "\"one\"");
  EXPECT_FALSE(first->not_modified);
  const auto again = fetch(server.url("/ok.csv"), first->etag);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->not_modified);
  EXPECT_EQ(again->bytes, "");
}

TEST(HttpFetch, FollowsFiveRedirectsAndNoneToElsewhere) {
  const RosterServer server;
  EXPECT_TRUE(fetch(server.url("/hop/5")));
  EXPECT_THAT(fetch(server.url("/hop/6")).error().what, HasSubstr("転送が多すぎます"));
  for (const char* path : {"/out", "/file"}) {
    const auto gone = fetch(server.url(path));
    ASSERT_FALSE(gone) << path;
    EXPECT_EQ(gone.error().code, Code::io_failed);
    EXPECT_THAT(gone.error().what, HasSubstr("転送先"));
  }
}

TEST(HttpFetch, WhatIsSlowLargeCutOrMissingIsNothing) {
  RosterServer server;
  EXPECT_THAT(fetch(server.url("/none")).error().what, HasSubstr("404"));
  EXPECT_THAT(fetch(server.url("/cut")).error().what, HasSubstr("途中で"));
  EXPECT_THAT(fetch(server.url("/slow")).error().what, HasSubstr("時間内"));
  FetchRequest big;
  big.url = server.url("/big?secret=1");
  big.limits.most_bytes = std::size_t{3} << 20;
  const auto refused = fetch_source(big);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("大きすぎます"));
  EXPECT_THAT(refused.error().where, Not(HasSubstr("secret")));
  server.stop();
  EXPECT_EQ(fetch(server.url("/ok.csv")).error().code, Code::io_failed);
}

TEST(HttpFetch, CredentialsGoToTheirOriginOnly) {
  const RosterServer server;
  FetchRequest request;
  request.url = server.url("/auth");
  EXPECT_THAT(fetch_source(request).error().what, HasSubstr("401"));
  const std::vector<CredentialsOf> all = {{server.url("/"), {"u", "p", {}}}};
  request.find_credentials = [&all](const std::string& url) { return find_credentials(all, url); };
  EXPECT_TRUE(fetch_source(request));
  EXPECT_FALSE(find_credentials(all, "http://127.0.0.1.example.jp/auth"));
  EXPECT_FALSE(find_credentials({{"https://a.jp", {}}}, "https://a.jp.evil.example/x"));
  EXPECT_TRUE(find_credentials({{"https://a.jp/x/", {}}}, "https://a.jp/x/y.csv"));
}

TEST(SourceUrl, HttpsOrTheLoopback) {
  for (const char* good :
       {"https://example.jp/a.csv?x=1", "http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:80/a",
        "HTTPS://EXAMPLE.JP", "https://docs.google.com/spreadsheets/d/x/export?format=csv"}) {
    EXPECT_TRUE(check_source_url(good)) << good;
  }
  for (const char* bad : {"http://example.jp/a", "ftp://example.jp/a", "file:///etc/passwd", "https://",
                          "https://u:p@example.jp/", "http://127.0.0.1.example.jp/", "http://127.0.0.1@example.jp/",
                          "https://example.jp/a b", "http://localhost.example.jp", "https://example.jp\\@127.0.0.1/"}) {
    EXPECT_EQ(check_source_url(bad).error().code, Code::bad_call) << bad;
  }
  for (const char* shared : {"https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv",
                             "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?gid=0&single=true&output=csv",
                             "https://DOCS.google.com/spreadsheets/u/0/d/e/2PACX/pubhtml"}) {
    EXPECT_EQ(check_source_url(shared).error().what, "公開リンクは使えません。CSVをダウンロードして取り込んでください");
  }
  EXPECT_FALSE(check_redirect("https://example.jp/a", "http://127.0.0.1/a"));
  EXPECT_TRUE(check_redirect("https://example.jp/a", "https://example.org/a"));
  EXPECT_EQ(shown_url("https://u:p@example.jp:8443/a.csv?key=1#x"), "https://example.jp:8443/a.csv?…");
}

TEST(SourceCredentials, AreForTheirOwnerOnly) {
  const testing::TempFolder folder;
  const std::string path = folder.file("c.toml");
  EXPECT_TRUE(read_source_credentials(path)->empty());
  std::ofstream(path) << "[[source]]\nurl = \"https://example.jp/\"\nuser = \"u\"\npassword = \"geheim\"\n";
  ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
  EXPECT_THAT(read_source_credentials(path).error().what, HasSubstr("chmod 600"));
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  EXPECT_EQ(read_source_credentials(path)->at(0).credentials.password, "geheim");
  std::ofstream(path) << "[[source]]\nurl = \"https://example.jp/\"\npasword = \"geheim\"\n";
  EXPECT_THAT(read_source_credentials(path).error().what, HasSubstr("pasword"));
  EXPECT_THAT(read_source_credentials(path).error().what, Not(HasSubstr("geheim")));
}

}  // namespace
}  // namespace uketsuke
