// What staff change through Kiosk: admission by hand, walk-in, substitute, undo, override.
#include <algorithm>
#include <utility>

#include "common/uuid.h"
#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

bool can_be_overridden(ScanOutcome outcome) {
  return outcome == ScanOutcome::too_early || outcome == ScanOutcome::too_late || outcome == ScanOutcome::full ||
         outcome == ScanOutcome::waitlisted;
}

bool can_be_overridden(WalkInOutcome outcome) {
  return outcome == WalkInOutcome::duplicate || outcome == WalkInOutcome::too_early ||
         outcome == WalkInOutcome::too_late || outcome == WalkInOutcome::full;
}

bool went_through(ScanOutcome outcome) { return outcome == ScanOutcome::admitted || outcome == ScanOutcome::exited; }

}  // namespace

void Kiosk::admit(const action::AdmitChosen& chosen) {
  if (chosen.registrations.empty() || model_.staff.busy) return;
  std::vector<AdmitRequest> requests;
  for (const RegistrationId& registration : chosen.registrations) {
    AdmitRequest request;
    request.id = ScanId(make_uuid(now_.utc));
    request.event = settings_.event;
    request.registration = registration;
    request.direction = chosen.direction;
    request.happened = chosen.happened;
    request.by = model_.staff.name;
    requests.push_back(std::move(request));
  }
  model_.staff.busy = true;
  ask(AdmitPeople{std::move(requests), now_.utc});
}

void Kiosk::on_admit_done(const AdmitDone& done) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  std::size_t good = 0;
  for (std::size_t i = 0; i < done.results.size(); ++i) {
    add_recent(done.results[i], {}, done.requests[i].direction);
    if (went_through(done.results[i].outcome)) ++good;
  }
  refresh_counts();
  refresh_lists();
  if (done.results.empty()) return;
  const ScanResult& first = done.results.front();
  const bool all = good == done.results.size();
  if (done.results.size() > 1) {
    notify({all ? NoticeKind::good : NoticeKind::attention,
            all ? "notice_admitted_people" : "notice_admitted_some",
            {{"count", std::to_string(good)}, {"rest", std::to_string(done.results.size() - good)}},
            {},
            0});
  } else if (all) {
    const bool entry = done.requests.front().direction == Direction::entry;
    const char* admitted = first.group.empty() ? "notice_admitted" : "notice_admitted_group";
    notify(
        {NoticeKind::good, entry ? admitted : "notice_exited", {{"name", first.name}, {"group", first.group}}, {}, 0});
  } else if (first.outcome == ScanOutcome::already_in || first.outcome == ScanOutcome::not_inside) {
    notify({NoticeKind::attention,
            first.outcome == ScanOutcome::already_in ? "notice_already_in" : "notice_not_inside",
            {{"name", first.name}},
            {},
            0});
  } else {
    const AdmitRequest& request = done.requests.front();
    const bool can = can_be_overridden(first.outcome) && !request.override_reason;
    staff.refusal = Refusal{request, std::nullopt, first.name, first.outcome, std::nullopt, std::nullopt, can};
  }
  play(all ? Sound::welcome : Sound::attention);
}

void Kiosk::submit_application(const Application& application) {
  StaffView& staff = model_.staff;
  if (application.attendees.empty() || staff.busy) return;
  staff.busy = true;
  staff.application.done.reset();
  ask(TakeApplication{settings_.event, application, staff.name, now_.utc});
}

/// The screen says what became of it and is empty again; a new facility completes the next form.
void Kiosk::on_application_taken(const ApplicationTaken& taken) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  staff.application.done = taken;
  ++staff.application.form;
  ++staff.application.taken;
  ask(LoadKnownFacilities{});
  refresh_counts();
}

void Kiosk::submit_walk_in(const Attendee& attendee) {
  if (attendee.name.empty() || attendee.profession.given.empty() || model_.staff.busy) return;
  WalkInRequest request;
  request.event = settings_.event;
  request.attendee = attendee;
  request.ticket_text = model_.staff.walk_in.ticket_text;
  request.by = model_.staff.name;
  model_.staff.busy = true;
  ask(RegisterWalkIn{std::move(request), now_.utc});
}

void Kiosk::on_walk_in_done(const WalkInDone& done) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  const WalkInResult& result = done.result;
  if (result.outcome != WalkInOutcome::admitted) {
    const bool can = can_be_overridden(result.outcome) && !done.request.override_reason;
    staff.refusal = Refusal{std::nullopt,        done.request, done.request.attendee.name, std::nullopt, result.outcome,
                            result.duplicate_of, can};
    play(Sound::attention);
    return;
  }
  staff.walk_in.done = result;
  staff.walk_in.attendee = done.request.attendee;
  staff.walk_in.ticket_text.clear();
  for (RecentScan& scan : staff.recent) {  // that ticket is somebody's now
    if (scan.ticket_text == done.request.ticket_text) scan.ticket_text.clear();
  }
  ScanResult row;
  row.outcome = ScanOutcome::admitted;
  row.registration = result.registration;
  row.name = done.request.attendee.name;
  row.number = result.number;
  row.happened = result.happened;
  add_recent(row, {}, Direction::entry);
  notify({NoticeKind::good,
          result.group.empty() ? "notice_admitted" : "notice_admitted_group",
          {{"name", row.name}, {"group", result.group}},
          {},
          0});
  play(Sound::welcome);
  refresh_counts();
}

void Kiosk::submit_substitute(const Attendee& attendee) {
  StaffView& staff = model_.staff;
  if (attendee.name.empty() || !staff.person || staff.busy) return;
  SubstituteRequest request;
  request.event = settings_.event;
  request.original = staff.person->registration;
  request.attendee = attendee;
  request.by = staff.name;
  staff.busy = true;
  ask(RegisterSubstitute{std::move(request), ScanId(make_uuid(now_.utc)), now_.utc});
}

void Kiosk::on_substitute_done(const SubstituteDone& done) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  if (staff.gate == StaffGate::open) {
    staff.person.reset();
    show_staff_screen(StaffScreen::person);
    ask(LoadPerson{settings_.event, done.registration});
  }
  add_recent(done.admission, {}, Direction::entry);
  const bool admitted = done.admission.outcome == ScanOutcome::admitted;
  notify({admitted ? NoticeKind::good : NoticeKind::attention,
          admitted ? "notice_substituted" : "notice_substituted_not_admitted",
          {{"name", done.request.attendee.name}},
          {},
          0});
  play(admitted ? Sound::welcome : Sound::attention);
  refresh_counts();
}

void Kiosk::undo(const action::Undo& undo) {
  if (model_.staff.busy) return;
  model_.staff.busy = true;
  ask(UndoCheckIn{settings_.event, undo.registration, undo.reason, model_.staff.name, now_.utc});
}

void Kiosk::on_undo_done(const UndoDone& done) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  forget_repeats();
  if (done.undone) {
    const auto row = std::find_if(staff.recent.begin(), staff.recent.end(), [&done](const RecentScan& scan) {
      return scan.registration == done.registration && went_through(scan.outcome) && !scan.undone;
    });
    if (row != staff.recent.end()) row->undone = true;
  }
  notify({done.undone ? NoticeKind::good : NoticeKind::attention,
          done.undone ? "notice_undone" : "notice_nothing_to_undo",
          {},
          {},
          0});
  refresh_counts();
  refresh_lists();
}

void Kiosk::override_refusal(OverrideReason reason) {
  StaffView& staff = model_.staff;
  if (!staff.refusal || !staff.refusal->can_override || staff.busy) return;
  const Refusal refusal = *std::exchange(staff.refusal, std::nullopt);
  const Override given{reason, {}};
  staff.busy = true;
  if (refusal.admission) {
    AdmitRequest request = *refusal.admission;
    request.id = ScanId(make_uuid(now_.utc));  // the refused one stays a row of its own
    request.override_reason = given;
    ask(AdmitPeople{{std::move(request)}, now_.utc});
  } else if (refusal.walk_in) {
    WalkInRequest request = *refusal.walk_in;
    request.override_reason = given;
    ask(RegisterWalkIn{std::move(request), now_.utc});
  }
}

}  // namespace uketsuke
