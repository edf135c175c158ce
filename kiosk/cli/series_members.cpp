// See series_members.h.
#include "kiosk/cli/series_members.h"

#include <utility>

#include "kiosk/cli/hand_over.h"

namespace uketsuke::cli {

namespace {

bool is_member(const RegistrationRow& row) {
  return row.status == RegistrationStatus::confirmed && row.channel != Channel::walk_in && !row.substitute_for &&
         row.attendee.role != Role::lecturer;
}

Application application_of(RegistrationRow row) {
  Application application;
  application.external_id = row.registration.value;
  application.contact_person = std::move(row.contact_person);
  application.notice_given = true;
  application.attendees.push_back(std::move(row.attendee));
  return application;
}

}  // namespace

Result<std::optional<Event>> find_previous_occasion(const Session& session, const Event& event) {
  std::optional<Event> previous;
  if (event.series.empty()) return previous;
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto events = reader->list_events();
  if (!events) return tl::unexpected(events.error());
  for (EventSummary& one : *events) {
    const bool before = one.event.series == event.series && one.event.starts_at < event.starts_at;
    if (before && (!previous || previous->starts_at < one.event.starts_at)) previous = std::move(one.event);
  }
  return previous;
}

Result<std::vector<Application>> read_series_members(const Session& session, const Event& from, const Event& to) {
  if (from.series.empty() || from.series != to.series || from.code == to.code) {
    return fail(Code::bad_call,
                from.code.value + "と" + to.code.value +
                    "は同じシリーズの別の回ではありません。両方の研修会の series を同じ名前にしてください"
                    "（event set CODE series=名前）",
                "series");
  }
  if (auto names = check_has_names(session, from.code); !names) return tl::unexpected(names.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rows = reader->list_registrations(from.code, {});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Application> members;
  for (RegistrationRow& row : *rows) {
    if (is_member(row)) members.push_back(application_of(std::move(row)));
  }
  return members;
}

std::string series_source(const Event& from) { return "series-" + from.code.value; }

}  // namespace uketsuke::cli
