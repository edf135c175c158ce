// report: the counts of events, one a line, and of all of them together; as a workbook or on paper with charts.
#include "kiosk/cli/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/japanese_date.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/facility_places.h"
#include "kiosk/cli/fiscal_year.h"
#include "kiosk/cli/hand_over.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/list_names.h"
#include "kiosk/output/year_report.h"

namespace uketsuke::cli {
namespace {

/// Every event of the store, and which of them the report is about.
struct Loaded {
  std::list<CountedEvent> events;             ///< in order of their start
  std::vector<const CountedEvent*> reported;  ///< asked for, held or not
  std::vector<const CountedEvent*> held;      ///< of these
  std::vector<const CountedEvent*> all;       ///< of the whole store: who came before
};

Result<std::optional<int>> read_year(const std::optional<std::string>& text) {
  if (!text) return std::optional<int>();
  const auto year = read_fiscal_year(*text);
  if (!year) {
    return fail(Code::bad_call, "\"" + *text + "\" is no fiscal year; write R7, 令和7年度 or 2025", "--fiscal-year");
  }
  return year;
}

Result<CountedEvent> load_event(Reader& reader, FacilityPlaces& places, EventSummary summary) {
  auto rows = reader.list_registrations(summary.event.code, {});
  if (!rows) return tl::unexpected(rows.error());
  const auto found = places.find(summary.event.code, *rows);
  if (!found) return tl::unexpected(found.error());
  auto heads = places.list_heads(summary.event);
  if (!heads) return tl::unexpected(heads.error());
  CountedEvent event;
  event.heads = std::move(*heads);
  event.zone = Zone::find(summary.event.timezone).value_or(Zone());
  event.summary = std::move(summary);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const Place& place = (*found)[i];
    event.rows.push_back({std::move((*rows)[i]), place.kind, place.setting, place.municipality, place.listed});
  }
  return event;
}

/// Errors: Code::not_found for a code that is none
Result<Loaded> load_events(Session& session, const ReportCall& call, FacilityPlaces& places,
                           const std::optional<int>& year) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  for (const std::string& code : call.codes) {
    if (const auto event = reader->load_event(EventCode(code)); !event) return tl::unexpected(event.error());
  }
  auto all = reader->list_events();
  if (!all) return tl::unexpected(all.error());
  std::stable_sort(all->begin(), all->end(),
                   [](const EventSummary& a, const EventSummary& b) { return a.event.starts_at < b.event.starts_at; });
  Loaded loaded;
  for (EventSummary& summary : *all) {
    auto event = load_event(*reader, places, std::move(summary));
    if (!event) return tl::unexpected(event.error());
    loaded.events.push_back(std::move(*event));
    const CountedEvent& kept = loaded.events.back();
    const bool held = kept.summary.event.starts_at <= session.now();
    loaded.all.push_back(&kept);
    const auto& code = kept.summary.event.code.value;
    if (!call.codes.empty() && std::find(call.codes.begin(), call.codes.end(), code) == call.codes.end()) continue;
    if (year && fiscal_year_of(kept.summary.event.starts_at, kept.zone) != *year) continue;
    loaded.reported.push_back(&kept);
    if (held) loaded.held.push_back(&kept);
  }
  return loaded;
}

JsonObject tally_json(const Tally& tally) {
  JsonObject object;
  for (const auto& [word, count] : tally) object.number(word, count);
  return object;
}

JsonObject profession_json(const ReportCounts& counts) {
  JsonObject object;
  for (std::size_t i = 0; i < counts.professions.size(); ++i) {
    object.number(japanese(static_cast<ProfessionCategory>(i)), counts.professions[i]);
  }
  return object;
}

/// What an event and all together have alike.
void add_counts(JsonObject& object, const ReportCounts& counts) {
  object.number("applied", counts.applied)
      .number("present", counts.present)
      .number("people", counts.people)
      .number("head_count", counts.heads)
      .object("heads_by_category", tally_json(counts.heads_by_category))
      .number("walk_ins", counts.walk_ins)
      .number("absent", counts.absent)
      .number("no_shows", counts.absent)
      .number("first_time", counts.first_time)
      .number("repeat", counts.repeat)
      .object("present_by_profession", profession_json(counts))
      .object("present_by_kind", tally_json(counts.kinds))
      .object("present_by_setting", tally_json(counts.settings))
      .object("present_by_municipality", tally_json(counts.municipalities))
      .object("by_channel", tally_json(counts.channels))
      .real("doctor_share", counts.share(ProfessionCategory::doctor))
      .real("nurse_share", counts.share(ProfessionCategory::nurse));
}

/// Nothing where nobody was counted so.
std::string heads_words(const ReportCounts& counts) {
  return counts.heads > 0 ? fmt::format(" 人数のみ{}名", counts.heads) : std::string();
}

void print_event(Session& session, const CountedEvent& event, const PeopleIndex& people, bool held) {
  const EventSummary& summary = event.summary;
  const ReportCounts counts = count_events({&event}, people);
  JsonObject object;
  object.text("event", summary.event.code.value).text("title", summary.event.title);
  add_time(object, "starts_at", summary.event.starts_at, event.zone);
  object.number("held", held ? 1 : 0);
  add_counts(object, counts);
  object.number("waitlisted", summary.counts.waitlisted)
      .number("pending", summary.counts.pending)
      .number("cancelled", summary.counts.cancelled)
      .number("declined", summary.counts.declined);
  JsonObject arrivals;
  for (const auto& [minute, count] : counts.arrivals) {
    arrivals.number(format_clock(summary.event.starts_at + minute * kMillisPerMinute, event.zone), count);
  }
  object.object("present_by_arrival_minute", arrivals);
  session.print(
      object, fmt::format("{}  {}  申込{}名 出席{}名（うち当日{}名） 欠席{}名 初参加{}名{}{}", summary.event.code.value,
                          summary.event.title, counts.applied, counts.present, counts.walk_ins, counts.absent,
                          counts.first_time, heads_words(counts), held ? "" : "（これから）"));
}

/// Of the town's own list; nobody of them came to any of the events.
std::vector<AbsentFacility> find_absent(const FacilityPlaces& places, const std::vector<const CountedEvent*>& held) {
  std::set<std::string> came;
  for (const CountedEvent* event : held) {
    for (const CountedRow& counted : event->rows) {
      if (counted.row.checked_in_at && counted.row.attendee.role == Role::participant) came.insert(counted.listed);
    }
  }
  std::vector<AbsentFacility> absent;
  for (const ListedFacility& facility : places.listed()) {
    if (came.count(facility.id.value) == 0) absent.push_back({facility.name, facility.kind, facility.municipality});
  }
  return absent;
}

void print_total(Session& session, const ReportCall& call, const YearReportSource& source) {
  const ReportCounts counts = count_events(source.events, *source.people);
  JsonObject object;
  object.text("total", source.period).number("held", counts.held);
  add_counts(object, counts);
  JsonObject arrivals;
  for (const auto& [minute, count] : counts.arrivals) arrivals.number(std::to_string(minute), count);
  object.object("present_by_minute_after_start", arrivals);
  std::string internal;
  if (call.internal) {
    std::vector<JsonObject> facilities;
    for (const AbsentFacility& facility : source.absent) {
      facilities.push_back(JsonObject()
                               .text("name", facility.name)
                               .text_or_null("kind", facility.kind)
                               .text_or_null("municipality", facility.municipality));
      internal += (internal.empty() ? "  参加のない事業所（内部資料）: " : "、") + facility.name;
    }
    object.objects("never_came", facilities);
  }
  session.print(object,
                fmt::format("{}  開催{}回 延べ{}人 実人数{}人 初参加{}人 2回目以降{}人{} 医師{} 看護職{}{}",
                            source.period, counts.held, counts.present, counts.people, counts.first_time, counts.repeat,
                            heads_words(counts), report_text(counts.share(ProfessionCategory::doctor)),
                            report_text(counts.share(ProfessionCategory::nurse)), internal));
}

Result<std::string> read_format(const ReportCall& call) {
  std::string text = call.format.value_or(extension_of(*call.out));
  if (text.empty() && is_folder(*call.out)) text = "xlsx";
  if (text != "xlsx" && text != "pdf") {
    return fail(Code::bad_call, "\"" + text + "\" is not a format of a report; there is: xlsx, pdf", "--out");
  }
  return text;
}

Result<std::string> write_file(const ReportCall& call, YearReportSource source) {
  const auto format = read_format(call);
  if (!format) return tl::unexpected(format.error());
  const std::string name = "実施状況_" + file_word(source.period, 40) + "." + *format;
  const auto output = Output::plan({*call.out, std::nullopt}, name);
  if (!output) return tl::unexpected(output.error());
  // A workbook keeps them on a sheet of their own; paper is handed round.
  source.with_internal = call.internal || *format == "xlsx";
  const ReportDocument document = make_year_report(source);
  const Status written = *format == "pdf" ? write_report_pdf(document, output->write_path())
                                          : write_report_xlsx(document, output->write_path());
  if (!written) return tl::unexpected(written.error());
  return output->file();
}

std::string period_of(const Loaded& loaded, const std::optional<int>& year) {
  if (year) return fiscal_year_words(*year);
  if (loaded.reported.size() == 1) return loaded.reported.front()->summary.event.title;
  return "全" + std::to_string(loaded.reported.size()) + "件";
}

/// All that a report is made from; the pointers of the source lead into the rest.
struct Gathered {
  FacilityPlaces places;
  Loaded loaded;
  PeopleIndex people;
  YearReportSource source{};
  std::optional<int> year{};
};

Result<std::unique_ptr<Gathered>> gather(Session& session, const ReportCall& call) {
  const auto year = read_year(call.fiscal_year);
  if (!year) return tl::unexpected(year.error());
  if (call.out) {
    if (const auto format = read_format(call); !format) return tl::unexpected(format.error());
  }
  auto places = FacilityPlaces::load(session);
  if (!places) return tl::unexpected(places.error());
  auto loaded = load_events(session, call, *places, *year);
  if (!loaded) return tl::unexpected(loaded.error());
  PeopleIndex people(loaded->all, places->kept_people());
  auto gathered =
      std::make_unique<Gathered>(Gathered{std::move(*places), std::move(*loaded), std::move(people), {}, *year});
  YearReportSource& source = gathered->source;
  source.period = period_of(gathered->loaded, *year);
  source.events = gathered->loaded.held;
  source.people = &gathered->people;
  source.absent = find_absent(gathered->places, gathered->loaded.held);
  source.listed = static_cast<std::int64_t>(gathered->places.listed().size());
  source.made_at = session.now();
  return gathered;
}

Result<int> report(Session& session, const ReportCall& call) {
  const auto gathered = gather(session, call);
  if (!gathered) return tl::unexpected(gathered.error());
  const Loaded& loaded = (*gathered)->loaded;
  if (call.out) {
    const auto file = write_file(call, (*gathered)->source);
    if (!file) return tl::unexpected(file.error());
    session.say("書き出しました: " + *file);
  }
  for (const CountedEvent* event : loaded.reported) {
    const bool held = std::find(loaded.held.begin(), loaded.held.end(), event) != loaded.held.end();
    print_event(session, *event, (*gathered)->people, held);
  }
  if ((*gathered)->year || call.internal || call.codes.size() != 1) print_total(session, call, (*gathered)->source);
  return kDone;
}

}  // namespace

Result<std::string> write_report(Session& session, const ReportCall& call) {
  const auto gathered = gather(session, call);
  if (!gathered) return tl::unexpected(gathered.error());
  return write_file(call, (*gathered)->source);
}

Command make_report() {
  const auto call = std::make_shared<ReportCall>();
  return {"report",
          "counts of events, one a line, then of all that were held: 延べ and 実 participants, by profession, kind, "
          "setting, municipality, channel, arrival minute, no-shows, first-time and repeat",
          "uketsuke report --fiscal-year R7 --out ~/令和7年度.xlsx",
          {may("CODE", call->codes, "events; all without one"),
           may("--fiscal-year", call->fiscal_year, "R7, 令和7年度 or 2025: April to March"),
           may("--internal", call->internal, "also the facilities of the town's list that never came (内部資料)"),
           may("--format", call->format, "xlsx or pdf (default: by the file's name)"),
           may("--out", call->out, "a workbook or paper with charts: FILE.xlsx, FILE.pdf, or a folder")},
          [call](Session& session) { return report(session, *call); }};
}

}  // namespace uketsuke::cli
