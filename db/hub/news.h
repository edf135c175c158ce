// What a store did at an event since it last told the hub: batches of rows, each some registrations with all that there
// is of them (db/pack_rows.h). Reads one unchanging view; writes nothing but temporary tables. Thread: the
// connection's.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/pack_rows.h"
#include "db/parts.h"

namespace uketsuke {

struct NewsRequest {
  EventCode event;
  std::int64_t after = 0;  ///< hybrid clock: this kiosk's facts up to it are known; 0: the whole event, all origins
  std::size_t most_registrations = 200;         ///< in one batch
  std::map<std::string, std::int64_t> known{};  ///< of each other origin, up to which clock its facts are here
};
struct News {
  std::vector<PackContent> batches;
  std::int64_t upto = 0;  ///< what the last batch reaches
};
/// Errors: Code::not_found for the event; store_failed
Result<News> read_news(StoreParts& parts, const NewsRequest& request);

/// Facts of this kiosk beyond `after`; of all kiosks where it is 0.
Result<std::int64_t> count_news(StoreParts& parts, const EventCode& event, std::int64_t after);

/// A batch's bytes, and back. Errors: as read_pack
std::string write_batch(const PackContent& content);
Result<PackContent> read_batch(const std::string& bytes);

}  // namespace uketsuke
