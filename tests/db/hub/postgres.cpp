#include "tests/db/hub/postgres.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "common/result.h"
#include "db/hub/hub_connection.h"

namespace uketsuke::testing {

namespace {

namespace fs = std::filesystem;

/// The folder of initdb and postgres, the newest first; empty: none is installed.
std::string find_programs() {
  std::vector<std::pair<int, std::string>> found;
  std::error_code error;
  for (fs::directory_iterator at("/usr/lib/postgresql", error), end; !error && at != end; at.increment(error)) {
    const std::string bin = at->path().string() + "/bin";
    if (fs::exists(bin + "/initdb")) found.emplace_back(std::stoi(at->path().filename().string()), bin);
  }
  return found.empty() ? std::string() : std::max_element(found.begin(), found.end())->second;
}

/// PostgreSQL does not run as root.
const passwd* find_other_user() {
  const passwd* user = ::getpwnam("postgres");
  return user != nullptr ? user : ::getpwnam("nobody");
}

int free_port() {
  const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CHECK(::bind(handle, reinterpret_cast<sockaddr*>(&address), size) == 0);
  CHECK(::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  ::close(handle);
  return ntohs(address.sin_port);
}

/// In a child: another user than root, output into `log`.
void become_server_user(const std::string& log) {
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(file, 1);
  ::dup2(file, 2);
  if (::getuid() != 0) return;
  const passwd* user = find_other_user();
  const bool done =
      user != nullptr && ::setgroups(0, nullptr) == 0 && ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0;
  if (!done) ::_exit(126);
}

pid_t spawn(const std::vector<std::string>& words, const std::string& folder) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    become_server_user(folder + "/log");
    if (::chdir(folder.c_str()) != 0) ::_exit(125);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  return child;
}

}  // namespace

PostgresServer* PostgresServer::of_program() {
  static const std::unique_ptr<PostgresServer> server = []() -> std::unique_ptr<PostgresServer> {
    const std::string programs = find_programs();
    if (!programs.empty()) return std::unique_ptr<PostgresServer>(new PostgresServer(programs));
    std::fprintf(stderr, "NO POSTGRESQL SERVER IS INSTALLED: apt install postgresql (deploy/packages.txt)\n");
    return nullptr;
  }();
  return server.get();
}

PostgresServer::PostgresServer(std::string programs) : programs_(std::move(programs)), port_(free_port()) {
  if (::getuid() == 0) {
    const passwd* user = find_other_user();
    CHECK(user != nullptr && ::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) == 0);
  }
  CHECK(run("initdb", {"-D", folder_.file("data"), "-U", "admin", "-A", "trust", "-N", "--no-instructions", "-E",
                       "UTF8", "--locale=C"}) == 0);
  std::ofstream(folder_.file("data") + "/pg_hba.conf")
      << "local all admin trust\nlocal all all scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n"
         "hostnossl all all 127.0.0.1/32 scram-sha-256\n";
  std::ofstream(folder_.file("data") + "/postgresql.conf", std::ios::app)
      << "fsync = off\nssl = on\nssl_cert_file = '" << certificate() << "'\nssl_key_file = '"
      << folder_.file("server.key") << "'\nmax_connections = 60\nlisten_addresses = '127.0.0.1'\n";
  const pid_t maker =
      spawn({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
             folder_.file("server.key"), "-out", certificate()},
            folder_.path());
  int status = 0;
  CHECK(::waitpid(maker, &status, 0) == maker && status == 0);
  start();
}

PostgresServer::~PostgresServer() {
  if (process_ < 0) return;
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
}

void PostgresServer::start() {
  process_ =
      spawn({programs_ + "/postgres", "-D", folder_.file("data"), "-k", folder_.path(), "-p", std::to_string(port_)},
            folder_.path());
  const auto options = parse_hub_url(admin_url("postgres"));
  for (int tries = 0; tries < 600; ++tries) {
    if (HubConnection::open(*options)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(!"the server starts");
}

void PostgresServer::kill() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

int PostgresServer::run(const std::string& program, const std::vector<std::string>& arguments) const {
  std::vector<std::string> words = {programs_ + "/" + program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const pid_t child = spawn(words, folder_.path());
  int status = 0;
  CHECK(::waitpid(child, &status, 0) == child);
  return status;
}

std::string PostgresServer::make_database() {
  const std::string name = "hub" + std::to_string(++databases_);
  auto admin = HubConnection::open(*parse_hub_url(admin_url("postgres")));
  CHECK(admin && admin->run("CREATE DATABASE " + name));
  return name;
}

std::string PostgresServer::admin_url(const std::string& database) const {
  return "postgresql:///" + database + "?host=" + folder_.path() + "&port=" + std::to_string(port_) + "&user=admin";
}

std::string PostgresServer::tcp_url(const std::string& host, const std::string& database, const std::string& user,
                                    const std::string& password, const std::string& more) const {
  return "postgresql://" + user + ":" + password + "@" + host + ":" + std::to_string(port_) + "/" + database +
         "?connect_timeout=5" + more;
}

}  // namespace uketsuke::testing
