// 書類の出力 through Kiosk, and what staff are told where an office's work failed.
#include <utility>

#include "kiosk/kiosk_office_screens.h"

namespace uketsuke {

void OfficeScreens::operator()(const action::ChoosePaper& choose) const {
  PapersView& papers = view().papers;
  papers.kind = choose.kind;
  papers.columns.clear();
  papers.chosen_columns = false;
  papers.done.reset();
  papers.failure.clear();
  kiosk.ask(OfficeWork{LoadPaperColumns{kiosk.settings_.event, choose.kind}});
}

void OfficeScreens::operator()(const PaperColumnsLoaded& loaded) const {
  PapersView& papers = view().papers;
  if (loaded.kind != papers.kind) return;
  papers.columns = loaded.columns;
  papers.chosen_columns = loaded.chosen;
}

void OfficeScreens::operator()(const action::ChooseColumns& choose) const {
  const Event& event = kiosk.model_.summary.event;
  kiosk.ask(OfficeWrite{SavePaperColumns{event, choose.kind, choose.columns, kiosk.model_.staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const PaperColumnsSaved& saved) const {
  if (saved.kind == view().papers.kind) kiosk.ask(OfficeWork{LoadPaperColumns{kiosk.settings_.event, saved.kind}});
}

void OfficeScreens::operator()(const action::TakePaper& take) const {
  PapersView& papers = view().papers;
  if (papers.running) return;
  papers.running = true;
  papers.done.reset();
  papers.failure.clear();
  kiosk.ask(OfficeWork{
      WritePaper{kiosk.settings_.event, take.order, kiosk.model_.staff.name, kiosk.now_.utc, ++papers.serial}});
}

void OfficeScreens::operator()(const action::StopPaper&) const {
  PapersView& papers = view().papers;
  if (!papers.running || std::exchange(papers.stopping, true)) return;
  kiosk.effects_.emplace_back(effect::StopPaper{papers.serial});
}

void OfficeScreens::operator()(const PaperProgress& progress) const {
  PapersView& papers = view().papers;
  if (papers.running && progress.serial == papers.serial) papers.percent = progress.percent;
}

void OfficeScreens::end_paper() const {
  PapersView& papers = view().papers;
  papers.running = false;
  papers.stopping = false;
  papers.percent.reset();
}

void OfficeScreens::operator()(const PaperStopped& stopped) const {
  if (stopped.serial == view().papers.serial) end_paper();
}

void OfficeScreens::operator()(const PaperWritten& written) const {
  end_paper();
  view().papers.done = written;
}

void OfficeScreens::operator()(const OfficeFailed& failed) const {
  StaffView& staff = kiosk.model_.staff;
  OfficeView& office = view();
  const auto* work = std::get_if<OfficeWork>(&failed.asked);
  if (work == nullptr) staff.busy = false;
  office.import.waiting = false;
  if (work == nullptr || !office.import.taking) end_taking();
  office.import.looking = false;
  office.drafts.waiting = false;
  office.groups.waiting = false;
  office.groups.arranging = false;
  if (work != nullptr && std::holds_alternative<WritePaper>(*work)) {
    end_paper();
    office.papers.failure = failed.error.what;
  }
  const Code code = failed.error.code;
  const bool fault = code == Code::store_failed;
  std::string detail = failed.error.what;
  if (!failed.error.where.empty()) detail = failed.error.where + ": " + detail;
  kiosk.notify({fault ? NoticeKind::bad : NoticeKind::attention,
                fault ? "notice_store_failed" : "notice_not_possible",
                {},
                std::move(detail),
                0});
}

}  // namespace uketsuke
