// What an office waits for with 100 000 applications: import, list, search, export; each against the bare parts it is
// made of (SQLite, libxlsxwriter) on the same rows, and the memory it takes. use: office [ROWS] [FOLDER]
#include <sqlite3.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "common/names.h"
#include "db/reader.h"
#include "db/store.h"
#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/output/export.h"
#include "tests/bench/office_rows.h"
#include "tests/bench/office_run.h"

namespace uketsuke::bench {
namespace {

constexpr std::int64_t kRows = 100'000;
constexpr double kMostMemoryMb = 320;
constexpr double kMostAnywhereMs = 250;

struct Bench {
  std::int64_t rows = kRows;
  std::string folder;
  bool met = true;

  [[nodiscard]] std::string csv() const { return folder + "/rows.csv"; }
  [[nodiscard]] std::string store() const { return folder + "/store"; }
  [[nodiscard]] std::string file(const std::string& name) const { return folder + "/" + name; }

  /// A bar is held to at the full count only: small ones are mostly start-up.
  void tell(const char* what, double value, const char* unit, double bar) {
    const bool missed = bar > 0 && value > bar && rows >= kRows;
    met = met && !missed;
    std::printf("%-64s %9.2f %-3s", what, value, unit);
    if (bar > 0) std::printf("  <= %.0f  %s", bar, rows < kRows ? "(not held to)" : missed ? "MISSED" : "met");
    std::printf("\n");
  }
};

UtcMillis at(const char* text) { return parse_rfc3339(text).value_or(UtcMillis()); }

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The product --------------------------------------------------------------------------------------------------------

bool make_store(const Bench& bench) {
  std::ofstream(bench.csv(), std::ios::binary) << make_csv(bench.rows);
  auto store = Store::create(bench.store(), true, at("2025-09-01T00:00:00+09:00"));
  if (!store) return false;
  Event event;
  event.code = EventCode("BENCH");
  event.title = event.venue = "研修会";
  event.starts_at = event.doors_open_at = at("2025-10-24T18:30:00+09:00");
  event.capacity = bench.rows * 4 / 5;
  return store->add_event(event, {at("2025-09-01T00:00:00+09:00"), "bench", {}}).has_value();
}

/// found: parse, write.
bool import_rows(const Bench& bench, Found& found) {
  const auto professions = read_professions_file(UKETSUKE_SOURCE_DIR "/assets/professions.toml");
  auto store = Store::open(bench.store());
  if (!professions || !store) return false;
  RosterRules rules;
  rules.now = at("2025-10-15T09:00:00+09:00");
  rules.professions = &*professions;
  const double start = cpu_ms();
  const auto content = read_roster_file(bench.csv(), rules);
  if (!content || !content->bad.empty()) return false;
  const double parsed = cpu_ms();
  const auto report = store->import_applications(EventCode("BENCH"), "rows.csv", content->applications, content->bad,
                                                 {}, {rules.now, "bench", {}});
  found.values[0] = parsed - start;
  found.values[1] = cpu_ms() - parsed;
  return report && report->rows == bench.rows;
}

/// found: all by number, all by 五十音.
bool list_rows(const Bench& bench, Found& found) {
  auto reader = Reader::open(bench.store());
  if (!reader) return false;
  for (const RosterSort sort : {RosterSort::number, RosterSort::kana}) {
    RosterQuery query;
    query.sort = sort;
    const double start = cpu_ms();
    const auto rows = reader->list_registrations(EventCode("BENCH"), query);
    if (!rows || static_cast<std::int64_t>(rows->size()) != bench.rows) return false;
    found.values[sort == RosterSort::number ? 0 : 1] = cpu_ms() - start;
  }
  return true;
}

double percentile(std::vector<double>& times, double share) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
}

/// Each name as it is typed, kana by kana. found: median, p99, most; a part of a name anywhere: median.
bool search_rows(const Bench& bench, Found& found) {
  auto reader = Reader::open(bench.store());
  if (!reader) return false;
  std::vector<double> typed;
  std::vector<double> anywhere;
  Applicants applicants;
  for (int i = 0; i < 200; ++i) {
    const std::string kana = fold_kana(applicants.next().kana);
    for (std::size_t length = 3; length <= std::min<std::size_t>(kana.size(), 18); length += 3) {
      RosterQuery query;
      query.furigana = kana.substr(0, length);
      query.sort = RosterSort::kana;
      query.limit = 60;
      const double start = cpu_ms();
      const auto rows = reader->list_registrations(EventCode("BENCH"), query);
      typed.push_back(cpu_ms() - start);
      if (!rows || rows->empty()) return false;
    }
  }
  for (const char* part : {"佐藤", "事業所299", "西村 学", "ゆみこ", "99999"}) {
    RosterQuery query;
    query.search = part;
    query.sort = RosterSort::kana;
    query.limit = 60;
    const double start = cpu_ms();
    if (!reader->list_registrations(EventCode("BENCH"), query)) return false;
    anywhere.push_back(cpu_ms() - start);
  }
  found.values[0] = percentile(typed, 0.5);
  found.values[1] = percentile(typed, 0.99);
  found.values[2] = typed.back();
  found.values[3] = percentile(anywhere, 0.5);
  return true;
}

bool export_rows(const Bench& bench, ExportFormat format, const std::string& path) {
  auto reader = Reader::open(bench.store());
  if (!reader) return false;
  auto summary = reader->load_event(EventCode("BENCH"));
  auto rows = reader->list_registrations(EventCode("BENCH"), {});
  if (!summary || !rows) return false;
  ExportRequest request;
  request.what = ExportWhat::roster;
  request.format = format;
  request.path = path;
  request.summary = std::move(*summary);
  request.rows = std::move(*rows);
  request.made_at = at("2025-10-15T09:00:00+09:00");
  const auto report = export_list(std::move(request));
  return report && report->rows == bench.rows;
}

// Its bare parts -----------------------------------------------------------------------------------------------------

struct Database {
  sqlite3* handle = nullptr;
  explicit Database(const std::string& path) { ::sqlite3_open(path.c_str(), &handle); }
  ~Database() { ::sqlite3_close_v2(handle); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  bool run(const std::string& sql) const {
    return ::sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
};

/// Cells of a CSV without quotes.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(',', start), line.size());
    cells.push_back(line.substr(start, end - start));
    start = end + 1;
  }
  return cells;
}

/// One table, one index, one transaction. found: parse and insert.
bool insert_bare(const Bench& bench, Found& found) {
  const Database database(bench.file("bare.db"));
  if (!database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (a, b, c, d, e, f, g);"
                    "CREATE INDEX rows_by_kana ON rows (c)"))
    return false;
  const double start = cpu_ms();
  const std::string text = read_bytes(bench.csv());
  sqlite3_stmt* insert = nullptr;
  ::sqlite3_prepare_v2(database.handle, "INSERT INTO rows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", -1, &insert, nullptr);
  database.run("BEGIN IMMEDIATE");
  std::int64_t rows = -1;  // the header
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::vector<std::string> cells = split(text.substr(at, end - at));
    at = end + 1;
    if (++rows == 0) continue;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ::sqlite3_bind_text(insert, static_cast<int>(i + 1), cells[i].data(), static_cast<int>(cells[i].size()),
                          SQLITE_STATIC);
    }
    if (::sqlite3_step(insert) != SQLITE_DONE) return false;
    ::sqlite3_reset(insert);
  }
  ::sqlite3_finalize(insert);
  if (!database.run("COMMIT")) return false;
  found.values[0] = cpu_ms() - start;
  return rows == bench.rows;
}

std::vector<std::string> texts(const Database& database, const std::string& sql) {
  std::vector<std::string> found;
  sqlite3_stmt* select = nullptr;
  ::sqlite3_prepare_v2(database.handle, sql.c_str(), -1, &select, nullptr);
  while (::sqlite3_step(select) == SQLITE_ROW)
    found.emplace_back(reinterpret_cast<const char*>(::sqlite3_column_text(select, 0)));
  ::sqlite3_finalize(select);
  return found;
}

/// The rows that the import left in the store, into the same tables and indexes, without guards and decisions.
/// @param how  "": SQLite moves tables and indexes as they lie, sorted; " WHERE true": it inserts each row
bool copy_bare(const Bench& bench, const std::string& how, Found& found) {
  const Database database(bench.file(how.empty() ? "moved.db" : "inserted.db"));
  if (!database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ATTACH '" + bench.store() +
                    "/uketsuke.db' AS store"))
    return false;
  for (const char* kind : {"table", "index"}) {
    for (const std::string& sql : texts(database, std::string("SELECT sql FROM store.sqlite_schema WHERE type = '") +
                                                      kind + "' AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")) {
      if (!database.run(sql)) return false;
    }
  }
  const double start = cpu_ms();
  database.run("BEGIN IMMEDIATE");
  for (const char* table :
       {"applications", "registrations", "people", "registration_changes", "source_rows", "row_digests"}) {
    if (!database.run(std::string("INSERT INTO main.") + table + " SELECT * FROM store." + table + how)) return false;
  }
  if (!database.run("COMMIT")) return false;
  found.values[0] = cpu_ms() - start;
  return true;
}

/// Every row with its person, each value looked at. found: time.
bool select_bare(const Bench& bench, Found& found) {
  const Database database(bench.store() + "/uketsuke.db");
  const double start = cpu_ms();
  sqlite3_stmt* select = nullptr;
  ::sqlite3_prepare_v2(database.handle,
                       "SELECT r.*, p.* FROM registrations r JOIN people p ON p.registration = r.id"
                       " WHERE r.event = 'BENCH' ORDER BY r.number",
                       -1, &select, nullptr);
  std::vector<std::vector<std::string>> rows;
  while (::sqlite3_step(select) == SQLITE_ROW) {
    std::vector<std::string>& row = rows.emplace_back();
    for (int i = 0; i < ::sqlite3_column_count(select); ++i) {
      const auto* text = reinterpret_cast<const char*>(::sqlite3_column_text(select, i));
      row.emplace_back(text == nullptr ? "" : text);
    }
  }
  ::sqlite3_finalize(select);
  found.values[0] = cpu_ms() - start;
  return static_cast<std::int64_t>(rows.size()) == bench.rows;
}

/// As many cells of the same lengths, as text.
bool write_bare_xlsx(const Bench& bench, Found& found) {
  constexpr lxw_col_t kColumns = 14;  // of the list
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  const double start = cpu_ms();
  lxw_workbook* book = ::workbook_new_opt(bench.file("bare.xlsx").c_str(), &options);
  lxw_worksheet* sheet = ::workbook_add_worksheet(book, nullptr);
  Applicants applicants;
  for (std::int64_t row = 0; row < bench.rows; ++row) {
    const Applicant one = applicants.next();
    const std::string* cells[] = {&one.time,       &one.name,  &one.kana, &one.facility,
                                  &one.profession, &one.email, &one.phone};
    for (lxw_col_t i = 0; i < kColumns; ++i)
      ::worksheet_write_string(sheet, static_cast<lxw_row_t>(row), i, cells[i % std::size(cells)]->c_str(), nullptr);
  }
  const bool done = ::workbook_close(book) == LXW_NO_ERROR;
  found.values[0] = cpu_ms() - start;
  return done;
}

// What is told -------------------------------------------------------------------------------------------------------

bool run_import(Bench& bench) {
  const Took ours = run_apart([&](Found& found) { return import_rows(bench, found); });
  const Took bare = run_apart([&](Found& found) { return insert_bare(bench, found); });
  const Took moved = run_apart([&](Found& found) { return copy_bare(bench, "", found); });
  const Took inserted = run_apart([&](Found& found) { return copy_bare(bench, " WHERE true", found); });
  if (!ours.done || !bare.done || !moved.done || !inserted.done) return false;
  bench.tell("import: read the CSV", ours.found.values[0], "ms", 0);
  bench.tell("import: judge and write, one transaction", ours.found.values[1], "ms", 0);
  bench.tell("import: of a bare parse and insert into one table", ours.cpu_ms / bare.found.values[0], "x", 0);
  bench.tell("import: of a bare parse and the same rows into the same tables",
             ours.cpu_ms / (bare.found.values[0] + inserted.found.values[0]), "x", 3);
  bench.tell("import: of a bare parse and the same tables moved as they lie",
             ours.cpu_ms / (bare.found.values[0] + moved.found.values[0]), "x", 3);
  bench.tell("import: memory", ours.peak_mb, "MB", kMostMemoryMb);
  const Took again = run_apart([&](Found& found) { return import_rows(bench, found); });
  if (!again.done) return false;
  bench.tell("the same file again, nothing to write", again.cpu_ms, "ms", 0);
  return true;
}

bool run_lists(Bench& bench) {
  const Took list = run_apart([&](Found& found) { return list_rows(bench, found); });
  const Took bare = run_apart([&](Found& found) { return select_bare(bench, found); });
  const Took search = run_apart([&](Found& found) { return search_rows(bench, found); });
  if (!list.done || !bare.done || !search.done) return false;
  bench.tell("list by number", list.found.values[0], "ms", 0);
  bench.tell("list by number: of a bare SELECT of the same rows", list.found.values[0] / bare.found.values[0], "x", 3);
  bench.tell("list by gojuon", list.found.values[1], "ms", 0);
  bench.tell("list: memory", list.peak_mb, "MB", kMostMemoryMb);
  bench.tell("search by furigana as typed: median", search.found.values[0], "ms", 0);
  bench.tell("search by furigana as typed: p99", search.found.values[1], "ms", 5);
  bench.tell("search by furigana as typed: most", search.found.values[2], "ms", 0);
  bench.tell("search for a part of a name anywhere: median", search.found.values[3], "ms", kMostAnywhereMs);
  return true;
}

bool run_exports(Bench& bench) {
  const Took xlsx =
      run_apart([&](Found&) { return export_rows(bench, ExportFormat::xlsx, bench.file("roster.xlsx")); });
  const Took csv = run_apart([&](Found&) { return export_rows(bench, ExportFormat::csv, bench.file("roster.csv")); });
  const Took bare = run_apart([&](Found& found) { return write_bare_xlsx(bench, found); });
  if (!xlsx.done || !csv.done || !bare.done) return false;
  bench.tell("export XLSX", xlsx.cpu_ms, "ms", 0);
  bench.tell("export XLSX: of bare libxlsxwriter with as many cells", xlsx.cpu_ms / bare.found.values[0], "x", 3);
  bench.tell("export XLSX: memory", xlsx.peak_mb, "MB", kMostMemoryMb);
  bench.tell("export CSV", csv.cpu_ms, "ms", 0);
  bench.tell("export CSV: memory", csv.peak_mb, "MB", kMostMemoryMb);
  return true;
}

int run(std::int64_t rows, const std::string& given) {
  Bench bench;
  bench.rows = rows;
  std::string folder = (std::filesystem::temp_directory_path() / "uketsuke-bench-XXXXXX").string();
  if (given.empty() && ::mkdtemp(folder.data()) == nullptr) return 2;
  bench.folder = given.empty() ? folder : given;
  std::printf("%lld applications\n", static_cast<long long>(rows));
  const bool done = run_apart([&](Found&) { return make_store(bench); }).done && run_import(bench) &&
                    run_lists(bench) && run_exports(bench);
  std::error_code ignored;
  if (given.empty()) std::filesystem::remove_all(folder, ignored);
  if (!done) std::fprintf(stderr, "office: a step failed\n");
  return done && bench.met ? 0 : 1;
}

}  // namespace
}  // namespace uketsuke::bench

int main(int count, char** words) {
  const std::int64_t rows = count > 1 ? std::atoll(words[1]) : 0;
  return uketsuke::bench::run(rows > 0 ? rows : uketsuke::bench::kRows, count > 2 ? words[2] : "");
}
