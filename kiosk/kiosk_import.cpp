// 名簿の取り込み and 保留の申込 through Kiosk: a file is read, then judged by the store without writing; only what
// staff saw is taken.
#include <utility>

#include "kiosk/kiosk_office_screens.h"

namespace uketsuke {

OfficeView& OfficeScreens::view() const { return kiosk.model_.staff.office; }

bool OfficeScreens::is_open() const { return kiosk.model_.staff.gate == StaffGate::open; }

void OfficeScreens::handle(const OfficeEvent& event) const {
  if (!is_open()) return;  // names come no more after the lock
  std::visit([this](const auto& one) { (*this)(one); }, event);
}

void OfficeScreens::handle(const OfficeAction& asked) const {
  std::visit([this](const auto& one) { (*this)(one); }, asked);
}

void OfficeScreens::keep_serials(const OfficeView& left, OfficeView& fresh) {
  fresh.import.serial = left.import.serial + 1;
  fresh.groups.serial = left.groups.serial + 1;
  fresh.drafts.form = left.drafts.form + 1;
  fresh.papers.serial = left.papers.serial;
}

void OfficeScreens::show(StaffScreen screen) const {
  if (screen == StaffScreen::import_file) {
    close_import();
    (*this)(action::LookForFiles{});
    kiosk.ask(OfficeWork{FindPrevious{kiosk.settings_.event}});
  } else if (screen == StaffScreen::drafts) {
    (*this)(action::CloseDraft{});
  } else if (screen == StaffScreen::groups) {
    view().groups.undo.clear();
    load_groups();
  } else if (screen == StaffScreen::papers) {
    const PapersView& papers = view().papers;
    if (!papers.running) (*this)(action::ChoosePaper{papers.kind});
    (*this)(action::LookForFiles{});
  }
}

void OfficeScreens::close_import() const {
  ImportView& import = view().import;
  ++import.serial;
  import.path.clear();
  import.waiting = false;
  end_taking();
  import.content.reset();
  import.preview.reset();
  import.taken.reset();
}

void OfficeScreens::end_taking() const {
  ImportView& import = view().import;
  import.taking = false;
  import.stopping = false;
  import.percent.reset();
}

void OfficeScreens::operator()(const action::LookForFiles&) const {
  view().import.looking = true;
  kiosk.ask(OfficeWork{FindPlaces{}});
}

void OfficeScreens::operator()(const PlacesFound& found) const {
  view().import.looking = false;
  view().import.places = found.places;
}

void OfficeScreens::operator()(const action::OpenImportFile& open) const {
  close_import();
  ImportView& import = view().import;
  import.path = open.path;
  import.waiting = true;
  kiosk.ask(OfficeWork{ReadImportFile{import.serial, kiosk.settings_.event, open.path, open.password, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const PreviousFound& found) const { view().import.previous = found.previous; }

void OfficeScreens::operator()(const action::OpenPreviousRoster& open) const {
  close_import();
  ImportView& import = view().import;
  import.path = open.previous.event.value + " " + open.previous.title;
  import.waiting = true;
  kiosk.ask(OfficeWork{ReadPreviousRoster{import.serial, kiosk.settings_.event, open.previous.event, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const action::CloseImportFile&) const {
  if (view().import.waiting) kiosk.effects_.emplace_back(effect::StopImport{view().import.serial});
  close_import();
  (*this)(action::LookForFiles{});
}

void OfficeScreens::operator()(const ImportFileRead& read) const {
  ImportView& import = view().import;
  if (read.serial != import.serial) return;
  import.content = read.content;
  import.waiting = !read.content->unusable;
  import.percent.reset();
  if (!import.waiting) return;
  kiosk.ask(OfficeWrite{
      TakeImport{kiosk.settings_.event, read.content, true, import.serial, kiosk.model_.staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const action::TakeImportFile&) const {
  ImportView& import = view().import;
  StaffView& staff = kiosk.model_.staff;
  if (!import.content || !import.preview || import.taken || staff.busy) return;
  staff.busy = true;
  import.taking = true;
  kiosk.ask(
      OfficeWrite{TakeImport{kiosk.settings_.event, import.content, false, import.serial, staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const ImportDone& done) const {
  ImportView& import = view().import;
  if (!done.dry_run) {
    kiosk.model_.staff.busy = false;
    kiosk.refresh_counts();
    if (!done.kinds_fault.empty()) {
      kiosk.notify({NoticeKind::attention, "notice_kinds_not_placed", {}, done.kinds_fault, 0});
    }
  }
  if (done.serial != import.serial) return;
  import.waiting = false;
  end_taking();
  (done.dry_run ? import.preview : import.taken) = done.report;
}

void OfficeScreens::operator()(const ImportProgress& progress) const {
  ImportView& import = view().import;
  if (progress.serial == import.serial && (import.waiting || import.taking)) import.percent = progress.percent;
}

void OfficeScreens::operator()(const action::StopImport&) const {
  ImportView& import = view().import;
  if (!import.taking || std::exchange(import.stopping, true)) return;
  kiosk.effects_.emplace_back(effect::StopImport{import.serial});
}

void OfficeScreens::operator()(const ImportStopped& stopped) const {
  if (stopped.writing) {
    kiosk.model_.staff.busy = false;
    kiosk.notify({NoticeKind::attention, "notice_import_stopped", {}, {}, 0});
  }
  if (stopped.serial == view().import.serial) end_taking();
}

void OfficeScreens::operator()(const action::OpenDraft& open) const {
  DraftsView& drafts = view().drafts;
  drafts.open = open.draft;
  drafts.application = {};
  drafts.read = false;
  ++drafts.form;
  kiosk.ask(OfficeWork{ReadDraft{kiosk.settings_.event, open.draft, kiosk.now_.utc}});
  kiosk.ask(LoadKnownFacilities{});
}

void OfficeScreens::operator()(const action::CloseDraft&) const {
  DraftsView& drafts = view().drafts;
  drafts.open.reset();
  drafts.application = {};
  drafts.waiting = true;
  kiosk.ask(OfficeWork{LoadDrafts{kiosk.settings_.event}});
}

void OfficeScreens::operator()(const DraftsLoaded& loaded) const {
  view().drafts.waiting = false;
  view().drafts.drafts = loaded.drafts;
}

void OfficeScreens::operator()(const DraftRead& read) const {
  DraftsView& drafts = view().drafts;
  if (!drafts.open || drafts.open->id != read.draft.id) return;
  drafts.application = read.application;
  drafts.read = true;
  ++drafts.form;
}

void OfficeScreens::operator()(const action::SubmitDraft& submit) const {
  StaffView& staff = kiosk.model_.staff;
  const DraftsView& drafts = view().drafts;
  if (!drafts.open || staff.busy) return;
  staff.busy = true;
  kiosk.ask(
      OfficeWrite{TakeDraft{kiosk.settings_.event, *drafts.open, submit.application, staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const action::DropOpenDraft&) const {
  StaffView& staff = kiosk.model_.staff;
  const DraftsView& drafts = view().drafts;
  if (!drafts.open || staff.busy) return;
  staff.busy = true;
  kiosk.ask(OfficeWrite{DropDraft{kiosk.settings_.event, *drafts.open, staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const DraftSettled& settled) const {
  kiosk.model_.staff.busy = false;
  const bool shown = view().drafts.open && view().drafts.open->id == settled.draft.id;
  if (shown) (*this)(action::CloseDraft{});
  kiosk.refresh_counts();
  if (!settled.report) {
    kiosk.notify({NoticeKind::good, "notice_draft_dropped", {}, {}, 0});
    return;
  }
  const ImportReport& report = *settled.report;
  const bool known = report.added == 0;
  kiosk.notify({known ? NoticeKind::attention : NoticeKind::good,
                known ? "notice_draft_known" : "notice_draft_taken",
                {{"count", std::to_string(report.added)},
                 {"waitlisted", std::to_string(report.waitlisted)},
                 {"late", std::to_string(report.late)},
                 {"duplicates", std::to_string(report.duplicates.size())}},
                {},
                0});
}

void OfficeScreens::operator()(const action::LookUpReadings& asked) const {
  view().readings = {};  // somebody may have come since
  kiosk.ask(OfficeWork{LoadReadings{asked.facility}});
}

void OfficeScreens::operator()(const ReadingsLoaded& loaded) const {
  view().readings = {loaded.facility, loaded.known};
}

void OfficeScreens::count_head(const HeadCount& head) const {
  StaffView& staff = kiosk.model_.staff;
  if (std::exchange(staff.busy, true)) return;
  kiosk.ask(OfficeWrite{AddHeads{kiosk.settings_.event, head, staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const HeadsLoaded& loaded) const {
  if (loaded.added) kiosk.model_.staff.busy = false;
  view().heads = loaded.heads;
}

}  // namespace uketsuke
