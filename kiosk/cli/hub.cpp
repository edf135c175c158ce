// hub init, join, status, leave, revoke: whether this store belongs to a hub.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "db/hub/hub_schema.h"
#include "db/hub/membership.h"
#include "db/parts.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/hub_commands.h"
#include "kiosk/cli/hub_print.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

constexpr const char* kUrlHelp =
    "postgresql://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full&sslrootcert=FILE; - reads it from stdin, so that no "
    "password stands in a list of processes";

/// `-` is the first line of stdin. Errors: Code::bad_call, also for one that is not safe: nothing was sent
Result<HubOptions> read_url(const std::string& argument) {
  std::string url = argument;
  if (url == "-" && !std::getline(std::cin, url)) return fail(Code::bad_call, "stdin holds no URL", "URL");
  auto options = parse_hub_url(url);
  if (!options) return tl::unexpected(in_layer("URL", options.error()));
  return options;
}

struct InitCall {
  std::string url;
  std::string organiser;
};

Result<int> init(Session& session, const InitCall& call) {
  const auto options = read_url(call.url);
  if (!options) return tl::unexpected(options.error());
  auto hub = HubConnection::open(*options);
  if (!hub) return tl::unexpected(hub.error());
  const auto made = init_hub(*hub, *options, call.organiser);
  if (!made) return tl::unexpected(made.error());
  JsonObject object;
  object.text("organiser", made->organiser).number("schema", made->schema).text("join_url", write_hub_url(made->join));
  session.print(object, "ハブを用意しました（主催者" + made->organiser +
                            "）。各端末で次のURLを使って hub join をしてください。合言葉が入っています: " +
                            write_hub_url(made->join));
  return kDone;
}

struct JoinCall {
  std::string url;
  std::string name;
  std::optional<std::string> certificate;
  std::optional<std::string> key;
};

Result<int> join(Session& session, const JoinCall& call) {
  if (call.certificate.has_value() != call.key.has_value()) {
    return fail(Code::bad_call, "--certificate and --key go together", "--certificate");
  }
  auto options = read_url(call.url);
  if (!options) return tl::unexpected(options.error());
  const HubJoin wanted{session.folder(), std::move(*options), call.name, call.certificate.value_or(""),
                       call.key.value_or("")};
  const auto member = join_hub(wanted, session.change());
  if (!member) return tl::unexpected(member.error());
  JsonObject object;
  object.text("hub", shown_hub(member->hub)).text("organiser", member->organiser).text("name", member->name);
  session.print(object, "ハブに参加しました（主催者" + member->organiser + "、この端末は「" + member->name + "」）。");
  return kDone;
}

JsonObject kiosk_json(const HubKiosk& kiosk) {
  JsonObject object;
  object.text("kiosk", kiosk.id.value).text("name", kiosk.name).text("state", kiosk.state);
  add_time(object, "seen_at", kiosk.seen, Zone());
  object.number("clock_ahead_ms", kiosk.clock_ahead_ms);
  return object;
}

/// What the hub says; `error` where it cannot be asked.
struct HubWords {
  std::vector<HubKiosk> kiosks{};
  std::string error{};
};
Result<HubWords> ask_hub(const Session& session, const HubMember& member) {
  HubWords words;
  auto hub = open_member_connection(session.folder(), member, session.change());
  if (!hub && hub.error().code != Code::io_failed) return tl::unexpected(hub.error());
  if (!hub) {
    words.error = hub.error().what;
    return words;
  }
  auto kiosks = list_hub_kiosks(*hub);
  if (!kiosks) return tl::unexpected(kiosks.error());
  words.kiosks = std::move(*kiosks);
  return words;
}

Result<int> status(Session& session) {
  auto parts = open_store_parts(session.folder());
  if (!parts) return tl::unexpected(parts.error());
  const auto member = find_hub_member(parts->connection);
  if (!member) return tl::unexpected(member.error());
  JsonObject object;
  object.boolean("joined", member->has_value()).text("kiosk", parts->info.kiosk.value);
  if (!*member) {
    session.print(object, "ハブには参加していません。この端末だけで受付します。");
    return kDone;
  }
  const auto shared = list_shared_status(*parts);
  if (!shared) return tl::unexpected(shared.error());
  std::vector<JsonObject> events;
  for (const SharedStatus& one : *shared) events.push_back(shared_json(one));
  const auto words = ask_hub(session, **member);
  if (!words) return tl::unexpected(words.error());
  std::vector<JsonObject> kiosks;
  for (const HubKiosk& kiosk : words->kiosks) kiosks.push_back(kiosk_json(kiosk));
  object.text("hub", shown_hub((*member)->hub))
      .text("organiser", (*member)->organiser)
      .text("name", (*member)->name)
      .boolean("online", words->error.empty())
      .text_or_null("error", words->error)
      .objects("kiosks", kiosks)
      .objects("events", events);
  session.print(object, shown_hub((*member)->hub) + "  " + (*member)->organiser + "  " +
                            (words->error.empty() ? "つながっています。端末" + std::to_string(kiosks.size()) + "台"
                                                  : "つながりません: " + words->error));
  return words->error.empty() ? kDone : kFailed;
}

Result<int> leave(Session& session) {
  const auto left = leave_hub(session.folder(), session.change());
  if (!left) return tl::unexpected(left.error());
  std::vector<std::string> events;
  for (const EventCode& event : left->events) events.push_back(event.value);
  JsonObject object;
  object.boolean("told_hub", left->told_hub).number("keys_removed", left->keys_removed).texts("events", events);
  if (!left->told_hub) {
    session.say("ハブに伝えられませんでした。主催者の端末で hub revoke をしてください。");
  }
  session.print(object, "ハブから抜けました。ハブから受け取った受付票の鍵" + std::to_string(left->keys_removed) +
                            "本を消しました。名簿と記録は残っています。");
  return kDone;
}

struct RevokeCall {
  std::string kiosk;
  std::string url;
};

Result<int> revoke(Session& session, const RevokeCall& call) {
  const auto options = read_url(call.url);
  if (!options) return tl::unexpected(options.error());
  if (auto done = revoke_hub_kiosk(*options, KioskId(call.kiosk)); !done) return tl::unexpected(done.error());
  JsonObject object;
  object.text("revoked", call.kiosk);
  session.print(object, "端末" + call.kiosk + "をハブから外しました。");
  return kDone;
}

}  // namespace

Command make_hub_init() {
  const auto call = std::make_shared<InitCall>();
  return {
      "hub init",
      "make a PostgreSQL database (15 or newer) a hub, once for each organiser, with a role that may make roles and "
      "owns the database; prints the URL by which kiosks join. Again: a new joining URL",
      "uketsuke hub init 'postgresql://admin@db.example.jp/uketsuke?sslmode=verify-full' --organiser EBINA",
      {needs("URL", call->url, kUrlHelp),
       needs("--organiser", call->organiser, "the organiser's code: 1 to 24 of A-Z, 0-9 and -")},
      [call](Session& session) { return init(session, *call); }};
}

Command make_hub_join() {
  const auto call = std::make_shared<JoinCall>();
  return {"hub join",
          "let this store belong to a hub: it gets a role of its own there. Off this machine a URL without "
          "sslmode=verify-full is refused before anything is sent",
          "uketsuke hub join - --name 第1受付 < join-url.txt",
          {needs("URL", call->url, kUrlHelp), needs("--name", call->name, "what people call this kiosk"),
           may("--certificate", call->certificate, "client certificate of this kiosk's role; else a SCRAM password"),
           may("--key", call->key, "the certificate's key")},
          [call](Session& session) { return join(session, *call); }};
}

Command make_hub_status() {
  return {
      "hub status",
      "whether this store belongs to a hub, whether it can be reached (exit 4 if not), which kiosks there are; of each "
      "shared event what waits to be sent, how many each door let in, and who was let in at two of them",
      "uketsuke hub status",
      {},
      [](Session& session) { return status(session); }};
}

Command make_hub_leave() {
  return {"hub leave",
          "this store belongs to no hub any more: the ticket keys that came from it are removed, the roster stays",
          "uketsuke hub leave",
          {},
          [](Session& session) { return leave(session); }};
}

Command make_hub_revoke() {
  const auto call = std::make_shared<RevokeCall>();
  return {
      "hub revoke",
      "put a kiosk out that was lent or stolen: the hub shows it nothing from now on, and it removes its ticket keys "
      "at its next try",
      "uketsuke hub revoke 0190a8c2-0000-7000-8000-000000000001 --url - < join-url.txt",
      {needs("KIOSK", call->kiosk, "its id, as hub status prints it"), needs("--url", call->url, "the joining URL")},
      [call](Session& session) { return revoke(session, *call); }};
}

}  // namespace uketsuke::cli
