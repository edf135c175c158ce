// libpq stays in this file. Every wait is a poll in slices: a limit holds also against a peer that says nothing any
// more, and a thread that ends is not held up.
#include "db/hub/hub_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace uketsuke {

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kSlice{100};
constexpr unsigned kBytea = 17;

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, FreeResult>;

struct FreeConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

std::string one_line(const char* message) {
  std::string text = message == nullptr ? "" : message;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// Refused by a right, a rule or a value, not by the way there.
bool is_refusal(const std::string& state) {
  const std::string kind = state.substr(0, 2);
  return kind == "28" || kind == "42" || kind == "P0" || kind == "23" || kind == "44" || kind == "3D";
}

/// Waits in slices until the socket is ready or `until`.
enum class Waited { ready, too_long, given_up };
Waited wait_for(int socket, short events, SteadyClock::time_point until, const std::function<bool()>& give_up) {
  for (;;) {
    if (give_up && give_up()) return Waited::given_up;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now());
    if (left.count() <= 0) return Waited::too_long;
    pollfd one{socket, events, 0};
    if (::poll(&one, 1, static_cast<int>(std::min(left, kSlice).count())) > 0) return Waited::ready;
  }
}

tl::unexpected<Error> not_waited(Waited how) {
  return fail(Code::io_failed, how == Waited::given_up ? "given up" : "the hub does not answer", "hub");
}

HubRows read_rows(PGresult* result) {
  HubRows rows;
  for (int row = 0; row < PQntuples(result); ++row) {
    std::vector<std::optional<std::string>> values;
    for (int column = 0; column < PQnfields(result); ++column) {
      if (PQgetisnull(result, row, column) != 0) {
        values.emplace_back();
      } else if (PQftype(result, column) == kBytea) {
        std::size_t size = 0;
        unsigned char* bytes =
            PQunescapeBytea(reinterpret_cast<const unsigned char*>(PQgetvalue(result, row, column)), &size);
        values.emplace_back(std::string(reinterpret_cast<const char*>(bytes), bytes == nullptr ? 0 : size));
        PQfreemem(bytes);
      } else {
        values.emplace_back(PQgetvalue(result, row, column));
      }
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace

std::int64_t HubRow::integer(std::size_t column) const { return std::strtoll(text(column).c_str(), nullptr, 10); }

Result<HubOptions> parse_hub_url(const std::string& url) {
  char* words = nullptr;
  PQconninfoOption* parsed = PQconninfoParse(url.c_str(), &words);
  if (parsed == nullptr) {
    PQfreemem(words);  // they may hold the password
    return fail(Code::bad_call, "no address of a hub: postgresql://USER@HOST/DATABASE?sslmode=verify-full");
  }
  HubOptions options;
  for (const PQconninfoOption* one = parsed; one->keyword != nullptr; ++one) {
    if (one->val != nullptr && *one->val != '\0') options[one->keyword] = one->val;
  }
  PQconninfoFree(parsed);
  return options;
}

struct HubConnection::Parts {
  std::unique_ptr<PGconn, FreeConnection> connection;
  HubLimits limits;

  tl::unexpected<Error> broken() const {
    return fail(Code::io_failed, one_line(PQerrorMessage(connection.get())), "hub");
  }

  Status finish_connecting() {
    const auto until = SteadyClock::now() + limits.connect;
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
      const auto waited = wait_for(PQsocket(connection.get()), state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until,
                                   limits.give_up);
      if (waited != Waited::ready) return not_waited(waited);
      state = PQconnectPoll(connection.get());
      if (state == PGRES_POLLING_FAILED) return broken();
    }
    if (PQsetnonblocking(connection.get(), 1) != 0) return broken();
    return {};
  }

  Status flush(SteadyClock::time_point until) {
    for (int left = PQflush(connection.get()); left != 0; left = PQflush(connection.get())) {
      if (left < 0) return broken();
      const auto waited = wait_for(PQsocket(connection.get()), POLLIN | POLLOUT, until, limits.give_up);
      if (waited != Waited::ready) return not_waited(waited);
      if (PQconsumeInput(connection.get()) == 0) return broken();
    }
    return {};
  }

  /// The last result of what was sent.
  Result<Answer> read_answer(SteadyClock::time_point until) {
    Answer last;
    for (;;) {
      while (PQisBusy(connection.get()) != 0) {
        const auto waited = wait_for(PQsocket(connection.get()), POLLIN, until, limits.give_up);
        if (waited != Waited::ready) return not_waited(waited);
        if (PQconsumeInput(connection.get()) == 0) return broken();
      }
      Answer next(PQgetResult(connection.get()));
      if (!next) return last;
      if (!last || PQresultStatus(last.get()) != PGRES_FATAL_ERROR) last = std::move(next);
    }
  }

  Result<HubRows> finish(bool sent) {
    if (!sent) return broken();
    const auto until = SteadyClock::now() + limits.answer;
    if (auto flushed = flush(until); !flushed) return tl::unexpected(flushed.error());
    const auto answer = read_answer(until);
    if (!answer) return tl::unexpected(answer.error());
    if (!*answer) return broken();
    const ExecStatusType status = PQresultStatus(answer->get());
    if (status == PGRES_TUPLES_OK) return read_rows(answer->get());
    if (status == PGRES_COMMAND_OK) return HubRows();
    const char* state = PQresultErrorField(answer->get(), PG_DIAG_SQLSTATE);
    const bool refused = state != nullptr && is_refusal(state);
    const char* words = PQresultErrorField(answer->get(), PG_DIAG_MESSAGE_PRIMARY);
    return fail(refused ? Code::refused : Code::io_failed,
                one_line(words != nullptr ? words : PQerrorMessage(connection.get())), "hub");
  }
};

Result<HubConnection> HubConnection::open(const HubOptions& options, HubLimits limits) {
  auto judged = judge_hub_options(options, [](const char* name) -> const char* { return std::getenv(name); });
  if (!judged) return tl::unexpected(judged.error());
  (*judged)["application_name"] = "uketsuke";
  (*judged)["client_encoding"] = "UTF8";
  (*judged)["keepalives_idle"] = "10";
  (*judged)["keepalives_interval"] = "3";
  (*judged)["keepalives_count"] = "3";
  std::vector<const char*> names;
  std::vector<const char*> values;
  for (const auto& [name, value] : *judged) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  auto parts = std::make_unique<Parts>();
  parts->limits = std::move(limits);
  parts->connection.reset(PQconnectStartParams(names.data(), values.data(), 0));
  if (!parts->connection) return fail(Code::io_failed, "no memory for a connection", "hub");
  if (PQstatus(parts->connection.get()) == CONNECTION_BAD) return parts->broken();
  PQsetNoticeProcessor(
      parts->connection.get(), [](void*, const char*) {}, nullptr);
  if (auto done = parts->finish_connecting(); !done) return tl::unexpected(done.error());
  return HubConnection(std::move(parts));
}

HubConnection::HubConnection(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HubConnection::HubConnection(HubConnection&&) noexcept = default;
HubConnection& HubConnection::operator=(HubConnection&&) noexcept = default;
HubConnection::~HubConnection() = default;

Result<HubRows> HubConnection::query(std::string_view sql, const HubValues& values) {
  std::vector<const char*> texts;
  std::vector<int> sizes;
  std::vector<int> formats;
  for (const HubValue& value : values) {
    texts.push_back(value.text().c_str());
    sizes.push_back(static_cast<int>(value.text().size()));
    formats.push_back(value.binary() ? 1 : 0);
  }
  return parts_->finish(PQsendQueryParams(parts_->connection.get(), std::string(sql).c_str(),
                                          static_cast<int>(values.size()), nullptr, texts.data(), sizes.data(),
                                          formats.data(), 0) != 0);
}

Status HubConnection::run(std::string_view sql, const HubValues& values) {
  const auto rows = query(sql, values);
  if (!rows) return tl::unexpected(rows.error());
  return {};
}

Status HubConnection::run_script(std::string_view sql) {
  const auto rows = parts_->finish(PQsendQuery(parts_->connection.get(), std::string(sql).c_str()) != 0);
  if (!rows) return tl::unexpected(rows.error());
  return {};
}

Result<bool> HubConnection::wait_for_notice(std::chrono::milliseconds most) {
  const auto until = SteadyClock::now() + most;
  bool came = false;
  for (;;) {
    if (PQconsumeInput(parts_->connection.get()) == 0) return parts_->broken();
    while (PGnotify* notice = PQnotifies(parts_->connection.get())) {
      came = true;
      PQfreemem(notice);
    }
    if (came) return true;
    const auto waited = wait_for(PQsocket(parts_->connection.get()), POLLIN, until, parts_->limits.give_up);
    if (waited != Waited::ready) return false;
  }
}

Result<std::string> HubConnection::make_verifier(const std::string& password, const std::string& role) {
  char* made = PQencryptPasswordConn(parts_->connection.get(), password.c_str(), role.c_str(), "scram-sha-256");
  if (made == nullptr) return parts_->broken();
  std::string verifier = made;
  PQfreemem(made);
  return verifier;
}

}  // namespace uketsuke
