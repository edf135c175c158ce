// hub share, hub exchange, hub forget: events that several kiosks have through the hub.
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "db/hub/exchange.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/hub_commands.h"
#include "kiosk/cli/hub_print.h"
#include "kiosk/cli/session.h"
#include "kiosk/cli/unpack_print.h"

namespace uketsuke::cli {
namespace {

constexpr std::chrono::seconds kLookEvery{10};
constexpr std::chrono::seconds kTryAgainAfter{2};

void print_exchange(Session& session, const EventExchange& done) {
  std::vector<JsonObject> conflicts;
  for (const UnpackConflict& conflict : done.conflicts) {
    conflicts.push_back(conflict_json(conflict));
    session.say(conflict_words(conflict));
  }
  std::vector<JsonObject> double_entries;
  for (const SeenTwice& one : done.seen_twice) {
    double_entries.push_back(double_entry_json(one));
    session.say(double_entry_words(one));
  }
  JsonObject object;
  object.text("event", done.event.value)
      .boolean("added_event", done.added_event)
      .boolean("started_over", done.started_over)
      .boolean("ended", done.ended)
      .number("pushed", done.pushed)
      .number("pulled", done.pulled)
      .number("facts", done.facts)
      .number("check_ins", done.check_ins)
      .objects("conflicts", conflicts)
      .objects("double_entries", double_entries);
  session.print(object, done.event.value + ": 送信" + std::to_string(done.pushed) + "件、受信" +
                            std::to_string(done.pulled) + "件（新しい記録" + std::to_string(done.facts) + "件、入退室" +
                            std::to_string(done.check_ins) + "件）");
}

void warn_of_clock(const Session& session, const HubExchange& exchange) {
  const std::int64_t ahead = exchange.clock_ahead_ms();
  if (ahead <= kClockMayBeOffMs && ahead >= -kClockMayBeOffMs) return;
  session.say("この端末の時計はハブより" + std::to_string(std::abs(ahead) / 1000) + "秒" +
              (ahead > 0 ? "進んでいます" : "遅れています") + "。時計を合わせてください。");
}

Result<int> share(Session& session, const std::vector<std::string>& codes) {
  auto exchange = HubExchange::open(session.folder(), session.change());
  if (!exchange) return tl::unexpected(exchange.error());
  warn_of_clock(session, *exchange);
  for (const std::string& code : codes) {
    const auto done = exchange->share(EventCode(code), session.change());
    if (!done) return tl::unexpected(done.error());
    print_exchange(session, *done);
  }
  return kDone;
}

Result<int> forget(Session& session, const std::string& code) {
  auto exchange = HubExchange::open(session.folder(), session.change());
  if (!exchange) return tl::unexpected(exchange.error());
  if (auto done = exchange->forget(EventCode(code)); !done) return tl::unexpected(done.error());
  JsonObject object;
  object.text("forgotten", code);
  session.print(object, "ハブから" + code +
                            "を消しました。各端末の名簿と記録は残っています（端末の個人情報は purge で消去します）。");
  return kDone;
}

Status exchange_once(Session& session, HubExchange& exchange, bool only_news) {
  const auto all = exchange.run(session.change());
  if (!all) return tl::unexpected(all.error());
  for (const EventExchange& done : *all) {
    if (!only_news || done.pushed + done.pulled > 0) print_exchange(session, done);
  }
  return {};
}

/// Until the connection fails.
Status follow_connection(Session& session) {
  auto exchange = HubExchange::open(session.folder(), session.change());
  if (!exchange) return tl::unexpected(exchange.error());
  warn_of_clock(session, *exchange);
  for (;;) {
    if (auto done = exchange_once(session, *exchange, true); !done) return done;
    if (const auto waited = exchange->wait(kLookEvery); !waited) return tl::unexpected(waited.error());
  }
}

Result<int> follow(Session& session) {
  for (;;) {
    const Status ended = follow_connection(session);
    if (ended.error().code != Code::io_failed) return tl::unexpected(ended.error());
    session.say(describe(ended.error()));
    std::this_thread::sleep_for(kTryAgainAfter);
  }
}

Result<int> exchange(Session& session, bool follows) {
  if (follows) return follow(session);
  auto opened = HubExchange::open(session.folder(), session.change());
  if (!opened) return tl::unexpected(opened.error());
  warn_of_clock(session, *opened);
  if (auto done = exchange_once(session, *opened, false); !done) return tl::unexpected(done.error());
  return kDone;
}

}  // namespace

Command make_hub_share() {
  const auto codes = std::make_shared<std::vector<std::string>>();
  return {"hub share",
          "share events with the other kiosks of the organiser: what this store has is brought to the hub, what it has "
          "not is taken from there, with the event's ticket keys",
          "uketsuke hub share EBINA",
          {needs_many("CODE", *codes, "the events' codes")},
          [codes](Session& session) { return share(session, *codes); }};
}

Command make_hub_exchange() {
  const auto follows = std::make_shared<bool>(false);
  return {
      "hub exchange",
      "send what was done here to the hub and take what was done elsewhere, for every shared event; one line an "
      "event. Exit 4 where the hub cannot be reached: nothing is lost, the next one goes on from there",
      "uketsuke hub exchange --follow",
      {may("--follow", *follows, "go on until the program is ended: at once when something was done here or there")},
      [follows](Session& session) { return exchange(session, *follows); }};
}

Command make_hub_forget() {
  const auto code = std::make_shared<std::string>();
  return {
      "hub forget",
      "the hub keeps nothing of an event any more (names, ticket keys), for every kiosk; their stores keep it until "
      "each is purged. Exchange first: what waits elsewhere does not come any more",
      "uketsuke hub forget EBINA",
      {needs("CODE", *code, "the event's code")},
      [code](Session& session) { return forget(session, *code); }};
}

}  // namespace uketsuke::cli
