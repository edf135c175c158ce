// hub init, join, leave, revoke against a real PostgreSQL: roles, row-level security, what is refused before anything
// is sent.
#include <gmock/gmock.h>

#include <cstdlib>

#include "db/hub/hub_queries.h"
#include "db/parts.h"
#include "tests/db/hub/hub_fixture.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::HasSubstr;
using testing::HubTest;
using testing::must;

Code code_of(const std::string& url) {
  const auto opened = parse_hub_url(url).and_then([](const HubOptions& o) { return HubConnection::open(o); });
  return opened ? Code::store_failed : opened.error().code;
}

const char* no_environment(const char* /*name*/) { return nullptr; }

Result<HubOptions> judge(const std::string& url) {
  return parse_hub_url(url).and_then([](const HubOptions& o) { return judge_hub_options(o, no_environment); });
}

TEST(HubUrl, IsTakenOffThisMachineWithVerifyFullOnly) {
  for (const std::string mode : {"", "&sslmode=disable", "&sslmode=prefer", "&sslmode=require", "&sslmode=verify-ca"}) {
    const auto judged = judge("postgresql://a:b@db.example.jp/hub?connect_timeout=1" + mode);
    ASSERT_FALSE(judged) << mode;
    EXPECT_EQ(judged.error().code, Code::bad_call);
    EXPECT_THAT(judged.error().what, HasSubstr("verify-full"));
  }
  EXPECT_EQ(must(judge("postgresql://a:b@db.example.jp/hub?sslmode=verify-full")).at("channel_binding"), "require");
}

TEST(HubUrl, NeedsAPasswordOrACertificateOffThisMachine) {
  EXPECT_FALSE(judge("postgresql://a@db.example.jp/hub?sslmode=verify-full"));
  EXPECT_TRUE(judge("postgresql://a@db.example.jp/hub?sslmode=verify-full&sslcert=a.crt&sslkey=a.key"));
}

TEST(HubUrl, LeadsNowhereElse) {
  EXPECT_TRUE(judge("postgresql://a@127.0.0.1/hub"));
  EXPECT_TRUE(judge("postgresql://a@[::1]/hub"));
  EXPECT_TRUE(judge("postgresql:///hub?host=/run/postgresql"));
  EXPECT_FALSE(judge("postgresql://a@127.0.0.1,db.example.jp/hub"));
  EXPECT_FALSE(judge("postgresql://a@127.0.0.1/hub?hostaddr=10.0.0.1"));
  EXPECT_FALSE(judge("postgresql://a@localhost/hub"));
  EXPECT_FALSE(judge("postgresql:///hub?service=other"));
  EXPECT_FALSE(judge_hub_options(must(parse_hub_url("postgresql:///hub")), [](const char* name) -> const char* {
    return std::string(name) == "PGHOSTADDR" ? "10.0.0.1" : nullptr;
  }));
}

TEST(HubUrl, IsWrittenAsItIsRead) {
  const HubOptions options = {{"host", "/tmp/a b"}, {"user", "x"}, {"password", "p@:/?&%'"}, {"dbname", "名簿"}};
  EXPECT_EQ(must(parse_hub_url(write_hub_url(options))), options);
  EXPECT_THAT(shown_hub(options), ::testing::Not(HasSubstr("p@")));
}

class HubMembership : public HubTest {};

TEST_F(HubMembership, InitTwiceKeepsWhatIsThereAndMakesANewJoiningPassword) {
  auto a = testing::roster();
  join(a, joining, "第1受付");
  const HubOptions again = make_organiser("EBINA");
  EXPECT_NE(again.at("password"), joining.at("password"));
  EXPECT_FALSE(HubConnection::open(joining));
  auto hub = admin();
  EXPECT_EQ(must(hub.query("SELECT count(*) FROM uketsuke.kiosks")).front().integer(0), 1);
}

TEST_F(HubMembership, NobodyIsASuperuserAfterInit) {
  auto a = testing::roster();
  const HubMember member = join(a, joining, "第1受付");
  auto hub = must(open_member_connection(a.folder(), member, by_staff(at("12:00"))));
  const auto role = must(hub.query(
      "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = session_user"));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_FALSE(role.front().boolean(i));
  for (const char* forbidden :
       {"CREATE TABLE uketsuke.mine (a int)", "DELETE FROM uketsuke.batches", "UPDATE uketsuke.batches SET seq = 1",
        "DELETE FROM uketsuke.kiosks", "SELECT * FROM uketsuke.joiners", "TRUNCATE uketsuke.batches",
        "INSERT INTO uketsuke.heads VALUES ('a', 'b', 'c', 1, 'd')", "SELECT * FROM uketsuke.batches_0",
        "SELECT uketsuke.join_kiosk('x', 'x', false, '')", "ALTER TABLE uketsuke.batches DISABLE ROW LEVEL SECURITY"}) {
    const auto done = hub.query(forbidden);
    ASSERT_FALSE(done) << forbidden;
    EXPECT_EQ(done.error().code, Code::refused) << done.error().what;
  }
}

TEST_F(HubMembership, EachSeesTheEventsOfItsOrganiserOnly) {
  const HubOptions other_joining = make_organiser("AIKAWA");
  auto a = testing::roster();
  auto b = testing::roster();
  const HubMember ours = join(a, joining, "海老名");
  const HubMember theirs = join(b, other_joining, "愛川");
  auto hub_a = must(open_member_connection(a.folder(), ours, by_staff(at("12:00"))));
  auto hub_b = must(open_member_connection(b.folder(), theirs, by_staff(at("12:00"))));
  must(hub_a.run("INSERT INTO uketsuke.events (organiser, event, tag, practice) VALUES ($1, 'FORUM', 7, false)",
                 {ours.organiser}));
  const std::string batch =
      "INSERT INTO uketsuke.batches (organiser, event, origin, seq, id, previous, hlc, bytes)"
      " VALUES ($1, 'FORUM', $2, 1, 'x', '', 1, 'x')";
  must(hub_a.run(batch, {ours.organiser, must(hub_a.query("SELECT uketsuke.my_kiosk()")).front().text(0)}));
  EXPECT_EQ(must(hub_a.query("SELECT 1 FROM uketsuke.batches")).size(), 1U);
  for (const char* table : {"events", "batches", "heads", "event_keys"}) {
    EXPECT_TRUE(must(hub_b.query(std::string("SELECT 1 FROM uketsuke.") + table)).empty()) << table;
  }
  EXPECT_EQ(must(list_hub_kiosks(hub_b)).size(), 1U);
  // In another's name, or in another organiser's.
  const std::string b_id = must(hub_b.query("SELECT uketsuke.my_kiosk()")).front().text(0);
  EXPECT_FALSE(hub_b.run(batch, {ours.organiser, b_id}));
  EXPECT_FALSE(hub_a.run(batch, {ours.organiser, b_id}));
  must(hub_b.run("SELECT uketsuke.forget_event('FORUM')"));
  EXPECT_EQ(must(hub_a.query("SELECT 1 FROM uketsuke.batches")).size(), 1U);
}

TEST_F(HubMembership, BatchesFollowEachOther) {
  auto a = testing::roster();
  const HubMember ours = join(a, joining, "海老名");
  auto hub = must(open_member_connection(a.folder(), ours, by_staff(at("12:00"))));
  const std::string me = must(hub.query("SELECT uketsuke.my_kiosk()")).front().text(0);
  const auto put = [&](std::int64_t seq, const std::string& id, const std::string& previous) {
    return hub.run(
        "INSERT INTO uketsuke.batches (organiser, event, origin, seq, id, previous, hlc, bytes)"
        " VALUES ($1, 'FORUM', $2, $3, $4, $5, 1, 'x')",
        {ours.organiser, me, seq, id, previous});
  };
  EXPECT_FALSE(put(2, "b", "a"));
  EXPECT_TRUE(put(1, "a", ""));
  EXPECT_FALSE(put(1, "a", ""));
  EXPECT_FALSE(put(2, "b", "x"));
  EXPECT_TRUE(put(2, "b", "a"));
}

TEST_F(HubMembership, LeavingEndsTheRole) {
  auto a = testing::roster();
  const HubMember member = join(a, joining, "第1受付");
  const HubLeave left = must(leave_hub(a.folder(), by_staff(at("12:00"))));
  EXPECT_TRUE(left.told_hub);
  EXPECT_FALSE(HubConnection::open(member.hub));
  EXPECT_EQ(leave_hub(a.folder(), by_staff(at("12:00"))).error().code, Code::bad_call);
  EXPECT_TRUE(HubConnection::open(join(a, joining, "第1受付").hub));
}

TEST_F(HubMembership, ARevokedKioskSeesNothingAndLosesItsKeysAtItsNextTry) {
  auto a = testing::roster();
  a.event("A", 2);
  const HubMember member = join(a, joining, "第1受付");
  auto hub = must(open_member_connection(a.folder(), member, by_staff(at("12:00"))));
  {
    auto parts = must(open_store_parts(a.folder()));
    must(in_transaction(parts.connection, [&] {
      return insert_shared_event(parts.connection, a.code(), true).and_then([&] {
        return parts.connection.run(
            "INSERT INTO event_subkeys (tag, version, key) SELECT tag, 1, randomblob(32) FROM events");
      });
    }));
  }
  must(revoke_hub_kiosk(joining, a.store().info().kiosk));
  EXPECT_TRUE(must(hub.query("SELECT 1 FROM uketsuke.kiosks")).empty());
  const auto again = open_member_connection(a.folder(), member, by_staff(at("12:00")));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::refused);
  auto parts = must(open_store_parts(a.folder()));
  EXPECT_TRUE(parts.keys.event_subkeys.empty());
  EXPECT_FALSE(must(find_hub_member(parts.connection)));
  EXPECT_FALSE(HubConnection::open(member.hub));
  EXPECT_EQ(revoke_hub_kiosk(joining, a.store().info().kiosk).error().code, Code::not_found);
}

TEST_F(HubMembership, TlsIsVerifiedAgainstTheHostsName) {
  const std::string& user = joining.at("user");
  const std::string& password = joining.at("password");
  const std::string root = "&sslmode=verify-full&sslrootcert=" + server->certificate();
  EXPECT_TRUE(must(parse_hub_url(server->tcp_url("localhost", database, user, password, root))).size() > 0);
  auto hub = HubConnection::open(must(parse_hub_url(server->tcp_url("localhost", database, user, password, root))));
  ASSERT_TRUE(hub) << hub.error().what;
  EXPECT_TRUE(must(hub->query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).front().boolean(0));
  // Another authority's certificate, and a name that the certificate does not bear.
  EXPECT_EQ(code_of(server->tcp_url("localhost", database, user, password,
                                    "&sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt")),
            Code::io_failed);
  EXPECT_EQ(code_of(server->tcp_url("localhost", database, user, password, "")), Code::bad_call);
}

TEST_F(HubMembership, AWrongPasswordIsRefusedAndNotShown) {
  HubOptions wrong = joining;
  wrong["password"] = "himitsu";
  const auto opened = HubConnection::open(wrong);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().what, ::testing::Not(HasSubstr("himitsu")));
}

}  // namespace
}  // namespace uketsuke
