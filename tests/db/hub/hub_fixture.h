// A hub in a database of its own, and stores that join it. Skipped loudly where no server is installed.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "db/hub/hub_schema.h"
#include "db/hub/membership.h"
#include "tests/db/hub/postgres.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {

class HubTest : public ::testing::Test {
 protected:
  void SetUp() override {
    server = PostgresServer::of_program();
    if (server == nullptr) GTEST_SKIP() << "no PostgreSQL server is installed: apt install postgresql";
    database = server->make_database();
    joining = make_organiser("EBINA");
  }

  HubConnection admin() { return must(HubConnection::open(must(parse_hub_url(server->admin_url(database))))); }
  /// @return its joining URL
  HubOptions make_organiser(const std::string& code) {
    auto hub = admin();
    return must(init_hub(hub, must(parse_hub_url(server->admin_url(database))), code + database_mark())).join;
  }
  /// Organisers are the server's: each test has its own.
  [[nodiscard]] std::string database_mark() const { return "-" + database.substr(3); }

  HubMember join(Roster& roster, const HubOptions& by, const std::string& name) {
    return must(join_hub({roster.folder(), by, name, {}, {}}, by_staff(at("12:00"))));
  }

  PostgresServer* server = nullptr;
  std::string database;
  HubOptions joining;
};

}  // namespace uketsuke::testing
