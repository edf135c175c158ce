// A PostgreSQL server of a test program's own: initdb in a temporary folder, a Unix socket and a port of 127.0.0.1 with
// TLS, SCRAM for everybody but the administrator on the socket. Runs as `postgres` or `nobody` where the test is root.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "tests/support/temp_folder.h"

namespace uketsuke::testing {

class PostgresServer {
 public:
  /// Of the whole program; started by the first call. nullptr, loudly, where no server is installed.
  static PostgresServer* of_program();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// A database of its own, empty. @return its name
  std::string make_database();
  /// The administrator's URL, over the socket.
  [[nodiscard]] std::string admin_url(const std::string& database) const;
  /// With user and password over TCP; `more` is added to the query ("&sslmode=…").
  [[nodiscard]] std::string tcp_url(const std::string& host, const std::string& database, const std::string& user,
                                    const std::string& password, const std::string& more) const;
  [[nodiscard]] std::string certificate() const { return folder_.file("server.crt"); }
  void kill();  ///< -9, with what it is doing
  void start();

 private:
  explicit PostgresServer(std::string programs);
  int run(const std::string& program, const std::vector<std::string>& arguments) const;

  TempFolder folder_;
  std::string programs_;
  int port_ = 0;
  pid_t process_ = -1;
  int databases_ = 0;
};

}  // namespace uketsuke::testing
