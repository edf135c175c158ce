// See head_counts.h.
#include "db/head_counts.h"

#include <algorithm>

#include "db/parts.h"

namespace uketsuke {

namespace {

Status insert_head_count(Connection& connection, const EventCode& event, const HeadCount& head, const Fact& fact) {
  return connection.run(
      "INSERT INTO head_counts (id, event, category, people, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {fact.id, event, head.category, head.people, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::int64_t> sum_heads(Connection& connection, const EventCode& event, const std::string& category) {
  return connection.get("SELECT coalesce(sum(people), 0) FROM head_counts WHERE event = ?1 AND category = ?2",
                        {event, category}, [](const Row& row) { return row.integer(0); });
}

}  // namespace

Result<std::vector<HeadCount>> list_heads(Connection& connection, const Event& event) {
  auto heads = connection.list(
      "SELECT category, sum(people) FROM head_counts WHERE event = ?1 GROUP BY category HAVING sum(people) <> 0"
      " ORDER BY category",
      {event.code}, [](const Row& row) {
        return HeadCount{row.text(0), row.integer(1)};
      });
  if (!heads) return heads;
  const std::vector<std::string> order = head_categories(event);
  std::stable_sort(heads->begin(), heads->end(), [&order](const HeadCount& a, const HeadCount& b) {
    return std::find(order.begin(), order.end(), a.category) < std::find(order.begin(), order.end(), b.category);
  });
  return heads;
}

Result<std::vector<HeadCount>> add_heads(const std::string& folder, const EventCode& event, const HeadCount& head,
                                         const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&]() -> Result<std::vector<HeadCount>> {
    const auto known = find_known_event(*parts, event);
    if (!known) return tl::unexpected(known.error());
    const auto before = sum_heads(parts->connection, event, head.category);
    if (!before) return tl::unexpected(before.error());
    if (*before + head.people < 0) {
      return fail(Code::refused,
                  "「" + head.category + "」は" + std::to_string(*before) + "名です。それより多くは取り消せません");
    }
    const auto fact = begin_fact(*parts, change.now, change.by);
    if (!fact) return tl::unexpected(fact.error());
    if (auto done = insert_head_count(parts->connection, event, head, *fact); !done) {
      return tl::unexpected(done.error());
    }
    return list_heads(parts->connection, (*known)->event);
  });
}

}  // namespace uketsuke
