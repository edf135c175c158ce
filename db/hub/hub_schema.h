// What `hub init` makes at the hub: roles, tables, an organiser and the URL by which its kiosks join. Run with a role
// that may make roles and owns the database; nothing later needs one. Blocks on the network.
#pragma once

#include <cstdint>
#include <string>

#include "common/result.h"
#include "db/hub/hub_connection.h"

namespace uketsuke {

struct HubInit {
  std::int64_t schema = 0;  ///< of the hub, from now on
  std::string organiser;
  HubOptions join{};  ///< by which kiosks of this organiser join; the password is new each time
};

/// Makes what is missing; twice changes nothing but the joining password.
/// @param organiser  1 to 24 of A-Z, 0-9 and '-'
/// Errors: Code::bad_call for the organiser's code; refused: no right, PostgreSQL older than 15, a newer hub; io_failed
Result<HubInit> init_hub(HubConnection& hub, const HubOptions& options, const std::string& organiser);

/// Errors: Code::refused where there is no hub in this database or it is newer than this program
Status check_hub_schema(HubConnection& hub);

/// 256 random bits in hexadecimal.
std::string make_hub_password();

}  // namespace uketsuke
