// See window_office.h. Each piece of work is a call of its own, as one on the command line is.
#include "kiosk/window_office.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/japanese_date.h"
#include "db/drafts.h"
#include "db/group_pins.h"
#include "db/known_readings.h"
#include "db/list_reader.h"
#include "db/reader.h"
#include "kiosk/cli/draft_take.h"
#include "kiosk/cli/facility_places.h"
#include "kiosk/cli/group_tables.h"
#include "kiosk/cli/list_file.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/series_members.h"
#include "kiosk/intake/event_rules.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/window_papers.h"

namespace uketsuke {

namespace {

/// A call of its own: this store, this time, by whom.
cli::Session session_at(const OfficePorts& ports, UtcMillis now, const std::string& by) {
  cli::GlobalOptions options;
  options.data = ports.folder;
  if (!by.empty()) options.by = by;
  return cli::Session(std::move(options), {[now] { return now; }, ports.assets});
}

bool has_table(const RegistrationRow& row) {
  const bool expected = row.status == RegistrationStatus::confirmed && !row.substituted_by;
  const bool seated = row.attendee.role == Role::participant || row.attendee.role == Role::facilitator;
  return seated && (row.checked_in_at || expected);
}

GroupSeat seat_of(const RegistrationRow& row, const cli::Place& place, bool pinned) {
  GroupSeat seat;
  seat.registration = row.registration;
  seat.number = row.number;
  seat.name = row.attendee.name;
  seat.category = row.attendee.profession.category;
  seat.profession =
      row.attendee.profession.given.empty() ? std::string(japanese(seat.category)) : row.attendee.profession.given;
  seat.facility = row.attendee.facility;
  if (place.setting) seat.setting = japanese(*place.setting);
  seat.role = row.attendee.role;
  seat.present = row.checked_in_at.has_value();
  seat.pinned = pinned;
  return seat;
}

struct Working {
  const OfficePorts& ports;
  const KeepOn& keep_on;

  Result<OfficeEvent> operator()(const FindPlaces&) const { return PlacesFound{find_places(ports.places)}; }

  Result<OfficeEvent> operator()(const ReadImportFile& read) const {
    const cli::Session session = session_at(ports, read.now, {});
    const auto event = cli::find_event(session, read.event.value);
    if (!event) return tl::unexpected<Error>(event.error());
    EventRules rules;
    const Status loaded = rules.load({ports.assets, ports.folder}, event->summary.event, event->zone, read.now);
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    if (!read.password.empty()) rules.rules.password = read.password;
    rules.rules.keep_on = keep_on;
    auto content = read_roster_file(read.path, rules.rules);
    if (!content) return tl::unexpected<Error>(content.error());
    if (content->stopped) return ImportStopped{read.serial};
    auto given = std::make_shared<ImportContent>();
    given->applications = std::move(content->applications);
    given->bad = std::move(content->bad);
    given->unknown_professions = std::move(content->unknown_professions);
    given->source = read.path.substr(read.path.rfind('/') + 1);
    given->unusable = content->unusable || content->needs_password;
    given->needs_password = content->needs_password;
    return ImportFileRead{read.serial, std::move(given)};
  }

  Result<OfficeEvent> operator()(const FindPrevious& find) const {
    const cli::Session session = session_at(ports, {}, {});
    const auto event = cli::find_event(session, find.event.value);
    if (!event) return tl::unexpected<Error>(event.error());
    const auto previous = cli::find_previous_occasion(session, event->summary.event);
    if (!previous) return tl::unexpected<Error>(previous.error());
    if (!*previous) return PreviousFound{};
    return PreviousFound{PreviousOccasion{(*previous)->code, (*previous)->title, (*previous)->starts_at}};
  }

  Result<OfficeEvent> operator()(const ReadPreviousRoster& read) const {
    const cli::Session session = session_at(ports, read.now, {});
    const auto from = cli::find_event(session, read.from.value);
    if (!from) return tl::unexpected<Error>(from.error());
    const auto to = cli::find_event(session, read.event.value);
    if (!to) return tl::unexpected<Error>(to.error());
    auto members = cli::read_series_members(session, from->summary.event, to->summary.event);
    if (!members) return tl::unexpected<Error>(members.error());
    auto given = std::make_shared<ImportContent>();
    given->applications = std::move(*members);
    given->source = cli::series_source(from->summary.event);
    return ImportFileRead{read.serial, std::move(given)};
  }

  Result<OfficeEvent> operator()(const LoadDrafts& load) const {
    auto drafts = list_drafts(ports.folder, load.event);
    if (!drafts) return tl::unexpected<Error>(drafts.error());
    return DraftsLoaded{std::move(*drafts)};
  }

  Result<OfficeEvent> operator()(const ReadDraft& read) const {
    const cli::Session session = session_at(ports, read.now, {});
    auto application = cli::read_draft_of(session, read.event, read.draft);
    if (!application) return tl::unexpected<Error>(application.error());
    return DraftRead{read.draft, std::move(*application)};
  }

  Result<OfficeEvent> operator()(const LoadReadings& load) const {
    auto known = list_known_readings(ports.folder, load.facility);
    if (!known) return tl::unexpected<Error>(known.error());
    return ReadingsLoaded{load.facility, std::move(*known)};
  }

  Result<OfficeEvent> operator()(const LoadHeads& load) const {
    const cli::Session session = session_at(ports, {}, {});
    const auto event = cli::find_event(session, load.event.value);
    if (!event) return tl::unexpected<Error>(event.error());
    auto reader = ListReader::open(ports.folder);
    if (!reader) return tl::unexpected<Error>(reader.error());
    auto heads = reader->list_heads(event->summary.event);
    if (!heads) return tl::unexpected<Error>(heads.error());
    return HeadsLoaded{std::move(*heads)};
  }

  Result<OfficeEvent> operator()(const LoadGroups& load) const;
  Result<OfficeEvent> operator()(const ArrangeGroups& arrange) const;

  Result<OfficeEvent> operator()(const WritePaper& write) const {
    cli::Session session = session_at(ports, write.now, write.by);
    return write_paper(session, write, keep_on);
  }

  Result<OfficeEvent> operator()(const LoadPaperColumns& load) const {
    PaperColumnsLoaded loaded;
    loaded.kind = load.kind;
    const auto what = export_what_of(load.kind);
    if (!what) return loaded;
    const cli::Session session = session_at(ports, {}, {});
    const auto event = cli::find_event(session, load.event.value);
    if (!event) return tl::unexpected<Error>(event.error());
    const auto columns = cli::load_columns(session, event->summary, *what);
    if (!columns) return tl::unexpected<Error>(columns.error());
    for (const ExportColumn& column : columns->columns) {
      loaded.columns.push_back({column.id, column.title, column.shown});
    }
    loaded.chosen = columns->chosen;
    return loaded;
  }
};

Result<OfficeEvent> Working::operator()(const LoadGroups& load) const {
  const cli::Session session = session_at(ports, {}, {});
  const auto event = cli::find_event(session, load.event.value);
  if (!event) return tl::unexpected<Error>(event.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected<Error>(reader.error());
  const auto rows = reader->list_registrations(load.event, {});
  if (!rows) return tl::unexpected<Error>(rows.error());
  auto facilities = cli::FacilityPlaces::load(session);
  if (!facilities) return tl::unexpected<Error>(facilities.error());
  const auto places = facilities->find(load.event, *rows);
  if (!places) return tl::unexpected<Error>(places.error());
  const auto pins = list_group_pins(ports.folder, load.event);
  if (!pins) return tl::unexpected<Error>(pins.error());
  GroupsLoaded loaded;
  loaded.serial = load.serial;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const RegistrationRow& row = (*rows)[i];
    if (!has_table(row)) continue;
    auto table = std::find_if(loaded.tables.begin(), loaded.tables.end(),
                              [&row](const GroupTable& one) { return one.name == row.group; });
    if (table == loaded.tables.end()) table = loaded.tables.insert(loaded.tables.end(), {row.group, {}});
    table->seats.push_back(seat_of(row, (*places)[i], pins->count(row.registration) > 0));
  }
  std::sort(loaded.tables.begin(), loaded.tables.end(),
            [](const GroupTable& a, const GroupTable& b) { return cli::table_comes_before(a.name, b.name); });
  auto score = cli::score_tables(session, event->summary.event, load.mode);
  if (!score) return tl::unexpected<Error>(score.error());
  loaded.score = std::move(*score);
  return loaded;
}

Result<OfficeEvent> Working::operator()(const ArrangeGroups& arrange) const {
  const cli::Session session = session_at(ports, {}, {});
  const auto event = cli::find_event(session, arrange.event.value);
  if (!event) return tl::unexpected<Error>(event.error());
  cli::TableWish wish;
  wish.seed = arrange.seed;
  if (!arrange.settle) {
    wish.mode = arrange.mode;
    wish.size = arrange.size;
  }
  const auto tables = arrange.settle ? cli::settle_tables(session, event->summary.event, wish)
                                     : cli::plan_tables(session, event->summary.event, wish);
  if (!tables) return tl::unexpected<Error>(tables.error());
  GroupsArranged arranged;
  for (const GroupEdit& edit : cli::edits_of(*tables)) arranged.moves.push_back({edit.registration, edit.group});
  arranged.stand_up = tables->grouping.moves;
  arranged.settled = arrange.settle;
  return arranged;
}

}  // namespace

Result<OfficeEvent> do_office_work(const OfficePorts& ports, const OfficeWork& work, const KeepOn& keep_on) {
  return std::visit(Working{ports, keep_on}, work);
}

OfficeThread::OfficeThread(OfficePorts ports)
    : ports_(std::move(ports)), paper_(ports_.quiet), reading_(ports_.quiet), thread_([this] { run(); }) {}

OfficeThread::~OfficeThread() {
  work_.take_all();
  work_.close();
  thread_.join();
}

void OfficeThread::ask(OfficeWork work) { work_.put(std::move(work)); }

KeepOn OfficeThread::begin(const OfficeWork& work) const {
  if (const auto* write = std::get_if<WritePaper>(&work)) {
    return paper_.begin(write->serial, [this, serial = write->serial](int percent) {
      ports_.post(OfficeEvent{PaperProgress{serial, percent}});
    });
  }
  if (const auto* read = std::get_if<ReadImportFile>(&work)) {
    return reading_.begin(read->serial, [this, serial = read->serial](int percent) {
      ports_.post(OfficeEvent{ImportProgress{serial, percent}});
    });
  }
  return {};
}

void OfficeThread::run() {
  while (std::optional<OfficeWork> work = work_.wait()) {
    Result<OfficeEvent> done = do_office_work(ports_, *work, begin(*work));
    ports_.post(done ? std::move(*done) : OfficeEvent{OfficeFailed{std::move(*work), done.error()}});
  }
}

}  // namespace uketsuke
