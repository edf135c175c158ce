// hub init, join, share, exchange, status, leave, revoke: from outside, by the real program.
#include <gmock/gmock.h>

#include "tests/db/hub/hub_fixture.h"
#include "tests/kiosk/cli/program.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;
using testing::HubTest;
using testing::Program;
using testing::Ran;

/// The stores that Program gives its tests are copies of one: only one test may join with its own.
class HubProgram : public HubTest {
 protected:
  std::string init() {
    const Ran ran =
        office.bare({"--json", "hub", "init", server->admin_url(database), "--organiser", "CLI" + database_mark()});
    EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
    return ran.line()["join_url"];
  }
  void join(const Program& kiosk, const std::string& url, const std::string& name) {
    const Ran ran = kiosk.json({"hub", "join", "-", "--name", name}, url + "\n");
    EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
    EXPECT_EQ(ran.line()["name"], name);
  }

  Program office;
  Program door{false};
};

TEST_F(HubProgram, AnEventIsSharedScannedAndLeft) {
  const std::string url = init();
  EXPECT_EQ(door.bare({"--data", door.store(), "init", "--practice"}).exit_code, 0);
  EXPECT_FALSE(door.json({"hub", "status"}).line()["joined"]);
  EXPECT_EQ(door.json({"hub", "exchange"}).exit_code, 2);
  join(office, url, "事務局");
  join(door, url, "第2受付");
  const std::string ticket = office.ticket(office.add("山田"));
  EXPECT_EQ(office.json({"hub", "share", "SMALL"}).line()["pushed"], 1);
  EXPECT_EQ(door.json({"hub", "share", "NONE"}).exit_code, 2);
  EXPECT_EQ(door.json({"hub", "share", "SMALL"}).line()["added_event"], true);
  EXPECT_EQ(door.json({"scan", "SMALL", ticket}).line()["outcome"], "admitted");
  EXPECT_EQ(door.json({"hub", "status"}).line()["events"][0]["waiting"], 1);
  EXPECT_EQ(door.json({"hub", "exchange"}).line()["pushed"], 1);
  EXPECT_EQ(office.json({"hub", "exchange"}).line()["check_ins"], 1);
  EXPECT_EQ(office.json({"scan", "SMALL", ticket}).line()["outcome"], "already_in");
  const auto status = office.json({"hub", "status"}).line();
  EXPECT_EQ(status["online"], true);
  EXPECT_EQ(status["kiosks"].size(), 2U);
  EXPECT_EQ(status["events"][0]["doors"].size(), 1U);
  const Ran left = door.json({"hub", "leave"});
  EXPECT_EQ(left.line()["keys_removed"], 1);
  EXPECT_EQ(left.line()["told_hub"], true);
  EXPECT_EQ(door.json({"hub", "leave"}).exit_code, 2);
  EXPECT_EQ(office.json({"check"}).exit_code, 0);
  EXPECT_EQ(door.json({"check"}).exit_code, 0);
}

TEST_F(HubProgram, SaysWhatIsOffAndShowsNoPassword) {
  const std::string url = init();
  EXPECT_EQ(door.bare({"--data", door.store(), "init", "--practice"}).exit_code, 0);
  const Ran far = door.json({"hub", "join", "postgresql://a:himitsu@db.example.jp/hub", "--name", "x"});
  EXPECT_EQ(far.exit_code, 2);
  EXPECT_THAT(far.err, HasSubstr("verify-full"));
  const Ran nowhere = door.json({"hub", "join", "postgresql://a:himitsu@127.0.0.1:1/hub", "--name", "x"});
  EXPECT_EQ(nowhere.exit_code, 4);
  for (const Ran& ran : {far, nowhere}) EXPECT_THAT(ran.out + ran.err, ::testing::Not(HasSubstr("himitsu")));
  EXPECT_EQ(door.json({"hub", "join", "nonsense", "--name", "x"}).exit_code, 2);
  EXPECT_EQ(door.json({"hub", "join", "-", "--name", "x"}).exit_code, 2);
  EXPECT_EQ(door.bare({"hub", "init", server->admin_url(database), "--organiser", "小文字"}).exit_code, 2);
  join(door, url, "事務局");
  EXPECT_THAT(door.json({"hub", "status"}).out, ::testing::Not(HasSubstr("password")));
  const std::string kiosk = door.json({"hub", "status"}).line()["kiosk"];
  EXPECT_EQ(door.bare({"--json", "hub", "revoke", kiosk, "--url", "-"}, url + "\n").line()["revoked"], kiosk);
  EXPECT_EQ(door.json({"hub", "exchange"}).exit_code, 1);
  EXPECT_FALSE(door.json({"hub", "status"}).line()["joined"]);
}

}  // namespace
}  // namespace uketsuke
