// Statements are built from the table and column names below and from nothing else. See pack_rows.h.
#include "db/pack_rows.h"

#include <algorithm>

namespace uketsuke {

namespace {

constexpr std::string_view kMark = "uketsuke event pack";
/// 2 knew no contact persons and no head counts, 1 did not say whether it is a practice store's.
constexpr std::int64_t kFormat = 3;

constexpr std::string_view kOfEvent = "event = ?1";
constexpr std::string_view kOfChunk = "registration IN (SELECT registration FROM temp.pack_chunk)";
constexpr std::string_view kOfChunksApplications =
    "application IN (SELECT r.application FROM temp.pack_chunk c CROSS JOIN registrations r ON r.id = c.registration)";
#define UKETSUKE_IN_RANGE "event = ?1 AND origin IN (SELECT origin FROM temp.news_origins) AND hlc > ?2 AND hlc <= ?3"

std::vector<std::string> split(std::string_view columns) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start < columns.size();) {
    const std::size_t end = std::min(columns.find(", ", start), columns.size());
    names.emplace_back(columns.substr(start, end - start));
    start = end + 2;
  }
  return names;
}

PackValue value_of(const Row& row, int column, int type) {
  switch (type) {
    case 1:
      return row.integer(column);
    case 3:
      return row.text(column);
    case 4:
      return row.blob(column);
    default:
      return nullptr;
  }
}

Bound bound(const PackValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* blob = std::get_if<Blob>(&value)) return *blob;
  return std::nullopt;
}

/// "SELECT typeof(a), a, …": what a value is decides how it is written.
std::string select_rows(const PackTable& table, std::string_view where) {
  std::string list;
  for (const std::string& column : split(table.columns)) {
    list += (list.empty() ? "" : ", ") + ("typeof(" + column + "), " + column);
  }
  return "SELECT " + list + " FROM " + std::string(table.name) + " WHERE " + std::string(where);
}

int type_of(const std::string& word) {
  if (word == "integer") return 1;
  if (word == "text") return 3;
  return word == "blob" ? 4 : 5;
}

std::string staged(const PackTable& table) { return "temp.pack_" + std::string(table.name); }

Status stage_table(Connection& connection, const PackTable& table, const std::vector<PackRow>& rows) {
  const std::string columns(table.columns);
  std::string marks;
  for (std::size_t i = 0; i < split(columns).size(); ++i) marks += i == 0 ? "?" : ", ?";
  auto made = connection.run_script("DROP TABLE IF EXISTS " + staged(table) + "; CREATE TEMP TABLE pack_" +
                                    std::string(table.name) + " (" + columns + ")");
  const std::string insert = "INSERT INTO " + staged(table) + " (" + columns + ") VALUES (" + marks + ")";
  for (const PackRow& row : rows) {
    if (!made) return made;
    Params params;
    for (const PackValue& value : row) params.push_back(bound(value));
    made = connection.run(insert, params);
  }
  return made;
}

// Bytes -------------------------------------------------------------------------------------------------------------

void put_number(std::string& bytes, std::int64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xFF);
  }
}
void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, static_cast<std::int64_t>(text.size()));
  bytes += text;
}
void put_value(std::string& bytes, const PackValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    bytes += 'i';
    put_number(bytes, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    bytes += 't';
    put_text(bytes, *text);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    bytes += 'b';
    put_text(bytes, {reinterpret_cast<const char*>(blob->data()), blob->size()});
  } else {
    bytes += 'n';
  }
}

/// Takes values off the front; once something is missing, everything after is empty and `whole` is false.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}
  std::int64_t number() {
    const std::string_view bytes = take(8);
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value);
  }
  /// At most what is left: a count of rows cannot ask for more memory than the bytes are worth.
  std::size_t count() {
    const std::int64_t value = number();
    if (value < 0 || static_cast<std::uint64_t>(value) > rest_.size()) whole_ = false;
    return whole_ ? static_cast<std::size_t>(value) : 0;
  }
  std::string text() { return std::string(take(count())); }
  PackValue value() {
    const std::string_view kind = take(1);
    if (kind == "i") return number();
    if (kind == "t") return text();
    if (kind == "n") return nullptr;
    if (kind != "b") whole_ = false;
    const std::string bytes = whole_ ? text() : std::string();
    return Blob(bytes.begin(), bytes.end());
  }
  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (!whole_ || size > rest_.size()) {
      whole_ = false;
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::string_view rest_;
  bool whole_ = true;
};

PackedTable take_table(Taker& taker) {
  PackedTable table;
  table.name = taker.text();
  const std::size_t columns = taker.count();
  const std::size_t rows = taker.count();
  for (std::size_t i = 0; i < rows && taker.whole(); ++i) {
    PackRow row;
    for (std::size_t column = 0; column < columns && taker.whole(); ++column) row.push_back(taker.value());
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

namespace {

std::vector<PackTable> list_event_tables() {
  return {
      {"events", PackKind::state,
       "code, tag, title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, ends_at_utc_ms, deadline_utc_ms, "
       "deadline_date_only, capacity, tolerance, room_limit, walk_in, early_minutes, last_entry_at_utc_ms, re_entry, "
       "exit_scan, release_no_shows_at_utc_ms, promote_until_utc_ms, post_rule, minimum_minutes, retention_days, "
       "organiser, secretariat, contact, theme, audience, noun, series, notice, attendee_search, search_checks_in, "
       "show_facility, print_name_tags",
       "code = ?1"},
      {"event_lists", PackKind::state, "event, list, position, value, label", kOfEvent},
      {"import_salts", PackKind::state, "event, salt", kOfEvent},
  };
}

std::vector<PackTable> list_fact_tables() {
  return {
      {"event_changes", PackKind::fact, "id, event, kind, fields, origin, happened_utc_ms, hlc, done_by", kOfEvent},
      {"applications", PackKind::fact,
       "id, event, channel, received_utc_ms, external_id, source, notice_given, people, origin, happened_utc_ms, hlc, "
       "done_by",
       kOfEvent,
       "id IN (SELECT r.application FROM temp.pack_chunk c CROSS JOIN registrations r ON r.id = c.registration)"},
      {"registration_changes", PackKind::fact,
       "id, event, registration, kind, status, fields, reason, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       kOfChunk},
      {"check_ins", PackKind::fact,
       "id, event, registration, direction, scan, method, recorded_utc_ms, origin, happened_utc_ms, hlc, done_by",
       kOfEvent, kOfChunk},
      {"tickets", PackKind::fact, "id, event, registration, serial, key_version, origin, happened_utc_ms, hlc, done_by",
       kOfEvent, kOfChunk},
      {"ticket_revocations", PackKind::fact, "id, event, ticket, reason, origin, happened_utc_ms, hlc, done_by",
       kOfEvent,
       "ticket IN (SELECT t.id FROM temp.pack_chunk c CROSS JOIN tickets t ON t.registration = c.registration)"},
      {"annulments", PackKind::fact, "id, event, check_in, reason, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       "check_in IN (SELECT i.id FROM temp.pack_chunk c CROSS JOIN check_ins i ON i.registration = c.registration)"},
      {"overrides", PackKind::fact,
       "id, event, registration, over, gives_seat, reason, words, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       kOfChunk},
      {"releases", PackKind::fact, "id, event, registration, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       kOfChunk},
      {"scans", PackKind::fact,
       "id, event, direction, source, outcome, ticket, registration, check_in, text_hash, text_length, "
       "first_at_utc_ms, "
       "other_event, waitlist_seated, recorded_utc_ms, origin, happened_utc_ms, hlc, done_by",
       kOfEvent,
       "id IN (SELECT f.id FROM temp.pack_chunk c CROSS JOIN scans f ON f.registration = c.registration UNION ALL"
       " SELECT id FROM scans WHERE " UKETSUKE_IN_RANGE " AND registration IS NULL)"},
      {"head_counts", PackKind::fact, "id, event, category, people, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       UKETSUKE_IN_RANGE},
      {"group_pin_changes", PackKind::fact, "id, event, registration, pinned, origin, happened_utc_ms, hlc, done_by",
       kOfEvent, kOfChunk},
      {"take_outs", PackKind::fact, "id, event, what, format, rows, origin, happened_utc_ms, hlc, done_by", kOfEvent,
       UKETSUKE_IN_RANGE},
  };
}

std::vector<PackTable> list_registration_tables() {
  return {
      {"registrations", PackKind::state,
       "id, event, number, application, position, status, role, channel, received_utc_ms, late, split, suspected_of, "
       "group_name, category, substitute_for, substituted_by, door_wait_hlc",
       kOfEvent, "id IN (SELECT registration FROM temp.pack_chunk)"},
      {"people", PackKind::state, "registration, event, name, furigana, facility, profession, email, phone, note",
       kOfEvent, kOfChunk},
      {"questions", PackKind::state, "application, position, professions, question",
       "application IN (SELECT id FROM applications WHERE event = ?1)", kOfChunksApplications},
      {"application_contacts", PackKind::state, "application, event, person", kOfEvent, kOfChunksApplications},
      {"source_rows", PackKind::state, "event, source, registration, external_id, seen_utc_ms", kOfEvent, kOfChunk},
      {"row_digests", PackKind::state, "event, digest, registration", kOfEvent, kOfChunk},
      {"drafts", PackKind::state, "id, event, file, line, field, why, record, happened_utc_ms, done_by, settled",
       kOfEvent, "event = ?1 AND ?2 = 0 AND ?3 >= 0"},  // with the whole event only
      {"release_done", PackKind::state, "event, due_utc_ms", kOfEvent},
  };
}

}  // namespace

#undef UKETSUKE_IN_RANGE

const std::vector<PackTable>& pack_tables() {
  static const std::vector<PackTable> all = [] {
    std::vector<PackTable> tables = list_event_tables();
    for (const auto& more : {list_fact_tables(), list_registration_tables()}) {
      tables.insert(tables.end(), more.begin(), more.end());
    }
    return tables;
  }();
  return all;
}

const std::vector<PackRow>& PackContent::rows_of(std::string_view name) const {
  static const std::vector<PackRow> none;
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const PackedTable& t) { return t.name == name; });
  return found == tables.end() ? none : found->rows;
}

namespace {

Status read_table(Connection& connection, PackContent& content, const PackTable& table, std::string_view where,
                  const Params& params) {
  PackedTable packed{std::string(table.name), {}};
  const int columns = static_cast<int>(split(table.columns).size());
  auto read = connection.visit(select_rows(table, where), params, [&](const Row& row) {
    PackRow values;
    for (int i = 0; i < columns; ++i) values.push_back(value_of(row, 2 * i + 1, type_of(row.text(2 * i))));
    packed.rows.push_back(std::move(values));
    return true;
  });
  if (!read) return tl::unexpected(in_layer(packed.name, read.error()));
  content.tables.push_back(std::move(packed));
  return {};
}

}  // namespace

Status read_pack_rows(Connection& connection, PackContent& content) {
  for (const PackTable& table : pack_tables()) {
    if (auto read = read_table(connection, content, table, table.where, {content.event}); !read) return read;
  }
  return {};
}

Status read_part_rows(Connection& connection, PackContent& content, const PackRange& range) {
  for (const PackTable& table : pack_tables()) {
    const std::string_view where = table.where_of_part.empty() ? table.where : table.where_of_part;
    Params params;
    if (where.find("?1") != std::string_view::npos) params.emplace_back(content.event);
    if (where.find("?2") != std::string_view::npos) params.insert(params.end(), {range.after, range.upto});
    if (auto read = read_table(connection, content, table, where, params); !read) return read;
  }
  return {};
}

Status stage_pack_rows(Connection& connection, const PackContent& content) {
  for (const PackTable& table : pack_tables()) {
    if (auto done = stage_table(connection, table, content.rows_of(table.name)); !done) {
      return tl::unexpected(in_layer(std::string(table.name), done.error()));
    }
  }
  return {};
}

Status drop_staged_rows(Connection& connection) {
  for (const PackTable& table : pack_tables()) {
    if (auto done = connection.run_script("DROP TABLE IF EXISTS " + staged(table)); !done) return done;
  }
  return {};
}

Result<AddedFacts> add_staged_facts(Connection& connection) {
  AddedFacts added;
  for (const PackTable& table : pack_tables()) {
    if (table.kind != PackKind::fact) continue;
    const std::string name(table.name);
    const std::string columns(table.columns);
    const auto rows = connection.run_counting("INSERT INTO main." + name + " (" + columns + ") SELECT " + columns +
                                              " FROM " + staged(table) + " p WHERE NOT EXISTS (SELECT 1 FROM main." +
                                              name + " m WHERE m.id = p.id) ORDER BY hlc, id");
    if (!rows) return tl::unexpected(in_layer(name, rows.error()));
    added.facts += *rows;
    if (table.name == "check_ins") added.check_ins = *rows;
  }
  return added;
}

std::string write_pack(const PackContent& content) {
  std::string bytes;
  put_text(bytes, kMark);
  put_number(bytes, kFormat);
  put_number(bytes, content.schema);
  put_number(bytes, content.practice ? 1 : 0);
  put_text(bytes, content.kiosk);
  put_text(bytes, content.event.value);
  put_number(bytes, content.tag);
  put_number(bytes, content.hlc);
  put_number(bytes, static_cast<std::int64_t>(content.tables.size()));
  for (const PackedTable& table : content.tables) {
    put_text(bytes, table.name);
    put_number(bytes, table.rows.empty() ? 0 : static_cast<std::int64_t>(table.rows.front().size()));
    put_number(bytes, static_cast<std::int64_t>(table.rows.size()));
    for (const PackRow& row : table.rows) {
      for (const PackValue& value : row) put_value(bytes, value);
    }
  }
  return bytes;
}

Result<PackContent> read_pack(std::string_view bytes) {
  Taker taker(bytes);
  if (taker.text() != kMark || !taker.whole()) return fail(Code::bad_input, "まとめた研修会のファイルではありません");
  const std::int64_t format = taker.number();
  if (format < kFormat) {
    return fail(Code::bad_input, "古い版でまとめたファイルです（形式" + std::to_string(format) +
                                     "）。その端末も更新して、もう一度まとめてください");
  }
  if (format > kFormat) {
    return fail(Code::bad_input, "もっと新しい版でまとめたファイルです（形式" + std::to_string(format) +
                                     "、この版が読めるのは" + std::to_string(kFormat) +
                                     "）。このプログラムを更新してください");
  }
  PackContent content;
  content.schema = taker.number();
  content.practice = taker.number() != 0;
  content.kiosk = taker.text();
  content.event = EventCode(taker.text());
  content.tag = taker.number();
  content.hlc = taker.number();
  const std::size_t tables = taker.count();
  for (std::size_t i = 0; i < tables && taker.whole(); ++i) content.tables.push_back(take_table(taker));
  for (const PackTable& table : pack_tables()) {
    const std::size_t columns = split(table.columns).size();
    for (const PackRow& row : content.rows_of(table.name)) {
      if (row.size() != columns) return fail(Code::bad_input, "中の表 " + std::string(table.name) + " の形が違います");
    }
  }
  if (!taker.whole() || !taker.at_end())
    return fail(Code::bad_input, "ファイルが途中で切れているか、長すぎます。もう一度コピーしてください");
  return content;
}

}  // namespace uketsuke
