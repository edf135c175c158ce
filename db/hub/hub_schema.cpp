#include "db/hub/hub_schema.h"

#include <algorithm>

#include "common/ticket.h"
#include "db/hub/hub_migrations.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kOldestServer = 150000;

/// Roles are the server's, not the database's: each is made once.
constexpr std::string_view kMakeRoles = R"sql(
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('uketsuke'));
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'uketsuke_owner') THEN
    CREATE ROLE uketsuke_owner NOLOGIN CREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'uketsuke_kiosk') THEN CREATE ROLE uketsuke_kiosk NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'uketsuke_joiner') THEN CREATE ROLE uketsuke_joiner NOLOGIN; END IF;
  GRANT uketsuke_kiosk, uketsuke_joiner TO uketsuke_owner WITH ADMIN OPTION;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN GRANT uketsuke_owner TO CURRENT_USER; END IF;
  EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO uketsuke_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO uketsuke_kiosk, uketsuke_joiner', current_database());
END $$;
SET LOCAL ROLE uketsuke_owner;
CREATE SCHEMA IF NOT EXISTS uketsuke;
CREATE TABLE IF NOT EXISTS uketsuke.schema_version (number bigint PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now());
)sql";

bool is_code(const std::string& code) {
  return !code.empty() && code.size() <= 24 &&
         code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
}

std::int64_t newest_schema() { return embedded_hub_migrations().back().number; }

Status refuse_newer(std::int64_t schema) {
  if (schema <= newest_schema()) return {};
  return fail(Code::refused,
              "the hub was made by a newer Uketsuke (schema " + std::to_string(schema) + "): update this program");
}

Status check_server(HubConnection& hub) {
  const auto version = hub.query("SELECT current_setting('server_version_num')::int");
  if (!version) return tl::unexpected(version.error());
  if (version->front().integer(0) >= kOldestServer) return {};
  return fail(Code::refused, "PostgreSQL 15 or newer is needed");
}

Status migrate_hub(HubConnection& hub) {
  const auto schema = hub.query("SELECT coalesce(max(number), 0) FROM uketsuke.schema_version");
  if (!schema) return tl::unexpected(schema.error());
  const std::int64_t known = schema->front().integer(0);
  if (auto fits = refuse_newer(known); !fits) return fits;
  for (const Migration& migration : embedded_hub_migrations()) {
    if (migration.number <= known) continue;
    auto done = hub.run_script(migration.sql).and_then([&] {
      return hub.run("INSERT INTO uketsuke.schema_version (number) VALUES ($1)", {std::int64_t{migration.number}});
    });
    if (!done) return tl::unexpected(in_layer("migration " + std::string(migration.name), done.error()));
  }
  return {};
}

/// The organiser and the role by which its kiosks join.
Status add_organiser(HubConnection& hub, const std::string& organiser, const std::string& role,
                     const std::string& verifier) {
  return hub.run("INSERT INTO uketsuke.organisers (code) VALUES ($1) ON CONFLICT DO NOTHING", {organiser})
      .and_then([&] {
        return hub.run("SELECT set_config('uketsuke.role', $1, true), set_config('uketsuke.verifier', $2, true)",
                       {role, verifier});
      })
      .and_then([&] {
        return hub.run_script(R"sql(
DO $$
DECLARE joiner text := current_setting('uketsuke.role');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = joiner) THEN
    EXECUTE format('CREATE ROLE %I', joiner);
  ELSIF NOT EXISTS (SELECT 1 FROM uketsuke.joiners WHERE role = joiner) THEN
    RAISE EXCEPTION 'another database of this server is a hub of an organiser of this code: take another code';
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', joiner, current_setting('uketsuke.verifier'));
  EXECUTE format('GRANT uketsuke_joiner TO %I', joiner);
END $$;)sql");
      })
      .and_then([&] {
        return hub.run("INSERT INTO uketsuke.joiners (role, organiser) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                       {role, organiser});
      });
}

}  // namespace

std::string make_hub_password() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : make_key_bytes()) text += {kDigits[byte >> 4], kDigits[byte & 15]};
  return text;
}

Status check_hub_schema(HubConnection& hub) {
  const auto schema = hub.query("SELECT to_regclass('uketsuke.schema_version') IS NOT NULL");
  if (!schema) return tl::unexpected(schema.error());
  if (!schema->front().boolean(0)) return fail(Code::refused, "this database is no hub: run `uketsuke hub init` once");
  const auto number = hub.query("SELECT max(number) FROM uketsuke.schema_version");
  if (!number) return tl::unexpected(number.error());
  return refuse_newer(number->front().integer(0));
}

Result<HubInit> init_hub(HubConnection& hub, const HubOptions& options, const std::string& organiser) {
  if (!is_code(organiser)) {
    return fail(Code::bad_call, "an organiser's code is 1 to 24 of A-Z, 0-9 and '-': " + organiser, "--organiser");
  }
  if (auto fits = check_server(hub); !fits) return tl::unexpected(fits.error());
  const std::string role = "uketsuke_join_" + organiser;
  const std::string password = make_hub_password();
  const auto verifier = hub.make_verifier(password, role);
  if (!verifier) return tl::unexpected(verifier.error());
  auto made = in_hub_transaction(hub, [&] {
    return hub.run_script(kMakeRoles).and_then([&] { return migrate_hub(hub); }).and_then([&] {
      return add_organiser(hub, organiser, role, *verifier);
    });
  });
  if (!made) return tl::unexpected(made.error());
  return HubInit{newest_schema(), organiser, as_role(options, {role, password})};
}

}  // namespace uketsuke
