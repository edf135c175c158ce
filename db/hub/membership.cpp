#include "db/hub/membership.h"

#include "db/audit.h"
#include "db/doors.h"
#include "db/hub/hub_queries.h"
#include "db/hub/hub_schema.h"
#include "db/parts.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

constexpr const char* kUrl = "hub_url";
constexpr const char* kOrganiser = "hub_organiser";
constexpr const char* kName = "hub_name";

Status save_member(Connection& connection, const HubMember& member) {
  return save_setting(connection, kUrl, write_hub_url(member.hub))
      .and_then([&] { return save_setting(connection, kOrganiser, member.organiser); })
      .and_then([&] { return save_setting(connection, kName, member.name); });
}

Result<std::string> ask_for_role(HubConnection& hub, const StoreInfo& info, const std::string& name,
                                 const std::string& password) {
  std::string verifier;
  if (!password.empty()) {
    auto made = hub.make_verifier(password, "uketsuke");  // SCRAM takes no role into it
    if (!made) return made;
    verifier = std::move(*made);
  }
  const auto role =
      hub.query("SELECT uketsuke.join_kiosk($1, $2, $3, $4)", {info.kiosk.value, name, info.practice, verifier});
  if (!role) return tl::unexpected(role.error());
  return role->front().text(0);
}

/// Whether the new role can log in, and whose it is.
Result<std::string> try_member(const HubOptions& hub) {
  auto connection = HubConnection::open(hub);
  if (!connection) return tl::unexpected(in_layer("the kiosk's own role", connection.error()));
  const auto organiser = connection->query("SELECT uketsuke.my_organiser()");
  if (!organiser) return tl::unexpected(organiser.error());
  return organiser->front().text(0);
}

/// The store's side of leaving.
Result<HubLeave> forget_hub(StoreParts& parts, const Change& change) {
  return in_transaction(parts.connection, [&]() -> Result<HubLeave> {
    HubLeave left;
    const auto shared = list_shared_events(parts.connection);
    if (!shared) return tl::unexpected(shared.error());
    for (const SharedEvent& one : *shared) left.events.push_back(one.event);
    const auto keys = delete_keys_from_hub(parts.connection);
    if (!keys) return tl::unexpected(keys.error());
    left.keys_removed = *keys;
    auto done = delete_shared_events(parts.connection);
    for (const char* name : {kUrl, kOrganiser, kName}) {
      if (done) done = delete_setting(parts.connection, name);
    }
    if (done) done = note_action(parts.connection, {change.now, change.by, "hub-left", {}, {}});
    if (!done) return tl::unexpected(done.error());
    return left;
  });
}

}  // namespace

Result<std::optional<HubMember>> find_hub_member(Connection& connection) {
  const auto url = find_setting(connection, kUrl);
  if (!url) return tl::unexpected(url.error());
  if (!*url) return std::optional<HubMember>();
  auto options = parse_hub_url(**url);
  if (!options) return tl::unexpected(options.error());
  auto organiser = load_setting(connection, kOrganiser);
  if (!organiser) return tl::unexpected(organiser.error());
  auto name = load_setting(connection, kName);
  if (!name) return tl::unexpected(name.error());
  return HubMember{std::move(*options), std::move(*organiser), std::move(*name)};
}

Result<std::optional<HubMember>> look_for_hub_member(const std::string& folder) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return find_hub_member(*connection);
}

Result<HubMember> load_hub_member(Connection& connection) {
  auto member = find_hub_member(connection);
  if (!member) return tl::unexpected(member.error());
  if (!*member) return fail(Code::bad_call, "this store belongs to no hub: join one with `uketsuke hub join URL`");
  return std::move(**member);
}

Result<HubMember> join_hub(const HubJoin& join, const Change& change) {
  const auto door = read_door_name(join.name);
  if (!door) return tl::unexpected(door.error());
  auto parts = open_store_parts(join.folder);
  if (!parts) return tl::unexpected(parts.error());
  const auto known = find_hub_member(parts->connection);
  if (!known) return tl::unexpected(known.error());
  auto hub = HubConnection::open(join.hub);
  if (!hub) return tl::unexpected(hub.error());
  if (auto fits = check_hub_schema(*hub); !fits) return tl::unexpected(fits.error());
  const std::string password = join.certificate.empty() ? make_hub_password() : std::string();
  const auto role = ask_for_role(*hub, parts->info, join.name, password);
  if (!role) return tl::unexpected(role.error());
  HubMember member{as_role(join.hub, {*role, password, join.certificate, join.key}), {}, join.name};
  auto organiser = try_member(member.hub);
  if (!organiser) return tl::unexpected(organiser.error());
  member.organiser = std::move(*organiser);
  if (*known && (*known)->organiser != member.organiser) {
    return fail(Code::refused, "this store belongs to the hub's organiser " + (*known)->organiser +
                                   ": leave that one first with `uketsuke hub leave`");
  }
  auto saved = in_transaction(parts->connection, [&] {
    return save_member(parts->connection, member)
        .and_then([&] { return save_door_name(parts->connection, parts->info.kiosk, *door, change.now); })
        .and_then([&] {
          return note_action(parts->connection, {change.now, change.by, "hub-joined", {}, {}});
        });
  });
  if (!saved) return tl::unexpected(saved.error());
  return member;
}

Result<std::vector<HubKiosk>> list_hub_kiosks(HubConnection& hub) {
  const auto rows = hub.query(
      "SELECT id, name, state, (extract(epoch FROM seen_at) * 1000)::bigint, clock_off_ms FROM uketsuke.kiosks"
      " ORDER BY name, id");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<HubKiosk> kiosks;
  for (const HubRow& row : *rows) {
    kiosks.push_back({KioskId(row.text(0)), row.text(1), row.text(2), {}, row.integer(4)});
    if (!row.is_null(3)) kiosks.back().seen = UtcMillis{row.integer(3)};
  }
  return kiosks;
}

Result<HubLeave> leave_hub(const std::string& folder, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  const auto member = load_hub_member(parts->connection);
  if (!member) return tl::unexpected(member.error());
  auto left = forget_hub(*parts, change);
  if (!left) return left;
  auto hub = HubConnection::open(member->hub);
  left->told_hub = hub && hub->run("SELECT uketsuke.leave()");
  return left;
}

Status revoke_hub_kiosk(const HubOptions& joining, const KioskId& kiosk) {
  auto hub = HubConnection::open(joining);
  if (!hub) return tl::unexpected(hub.error());
  const auto done = hub->query("SELECT uketsuke.revoke_kiosk($1)", {kiosk.value});
  if (!done) return tl::unexpected(done.error());
  if (done->front().boolean(0)) return {};
  return fail(Code::not_found,
              "the hub has no member " + kiosk.value + " of this organiser: see `uketsuke hub status`");
}

Result<HubConnection> open_member_connection(const std::string& folder, const HubMember& member, const Change& change,
                                             HubLimits limits) {
  auto hub = HubConnection::open(member.hub, std::move(limits));
  if (!hub) return hub;
  const auto state = hub->query("SELECT uketsuke.my_state()");
  if (!state) return tl::unexpected(state.error());
  if (state->front().text(0) == "member") {
    if (auto fits = check_hub_schema(*hub); !fits) return tl::unexpected(fits.error());
    return hub;
  }
  const auto left = leave_hub(folder, change);
  if (!left) return tl::unexpected(left.error());
  return fail(Code::refused, "この端末はハブから外されました。ハブから受け取った受付票の鍵を消しました。");
}

}  // namespace uketsuke
