// The part of Kiosk behind the office's screens: 名簿の取り込み and 保留の申込 (kiosk_import.cpp), グループ分け
// (kiosk_groups.cpp), 書類の出力 (kiosk_papers.cpp). Changes the model for Kiosk, holds nothing itself. Thread: ui.
#pragma once

#include "kiosk/kiosk.h"

namespace uketsuke {

struct OfficeScreens {
  Kiosk& kiosk;

  /// One of the four screens opens.
  void show(StaffScreen screen) const;
  void handle(const OfficeEvent& event) const;
  void handle(const OfficeAction& asked) const;
  /// At a lock: an answer that is still on its way must not fill a later view.
  static void keep_serials(const OfficeView& left, OfficeView& fresh);

  // kiosk_import.cpp
  void operator()(const PlacesFound& found) const;
  void operator()(const ImportFileRead& read) const;
  void operator()(const ImportDone& done) const;
  void operator()(const ImportProgress& progress) const;
  void operator()(const ImportStopped& stopped) const;
  void operator()(const action::StopImport&) const;
  void operator()(const DraftsLoaded& loaded) const;
  void operator()(const DraftRead& read) const;
  void operator()(const DraftSettled& settled) const;
  void operator()(const action::LookForFiles&) const;
  void operator()(const action::OpenImportFile& open) const;
  void operator()(const action::OpenPreviousRoster& open) const;
  void operator()(const PreviousFound& found) const;
  void operator()(const action::CloseImportFile&) const;
  void operator()(const action::TakeImportFile&) const;
  void operator()(const action::OpenDraft& open) const;
  void operator()(const action::CloseDraft&) const;
  void operator()(const action::SubmitDraft& submit) const;
  void operator()(const action::DropOpenDraft&) const;
  void operator()(const ReadingsLoaded& loaded) const;
  void operator()(const action::LookUpReadings& asked) const;

  void operator()(const HeadsLoaded& loaded) const;
  void count_head(const HeadCount& head) const;

  // kiosk_groups.cpp
  void operator()(const GroupsLoaded& loaded) const;
  void operator()(const GroupsArranged& arranged) const;
  void operator()(const GroupsSaved& saved) const;
  void operator()(const SeatsPinned&) const;
  void operator()(const action::PlanGroups& plan) const;
  void operator()(const action::SettleGroups&) const;
  void operator()(const action::MoveSeat& move) const;
  void operator()(const action::UndoMove&) const;
  void operator()(const action::PinSeat& pin) const;

  // kiosk_papers.cpp
  void operator()(const PaperWritten& written) const;
  void operator()(const PaperColumnsLoaded& loaded) const;
  void operator()(const PaperColumnsSaved& saved) const;
  void operator()(const OfficeFailed& failed) const;
  void operator()(const action::ChoosePaper& choose) const;
  void operator()(const action::TakePaper& take) const;
  void operator()(const action::StopPaper&) const;
  void operator()(const PaperProgress& progress) const;
  void operator()(const PaperStopped& stopped) const;
  void operator()(const action::ChooseColumns& choose) const;

 private:
  [[nodiscard]] OfficeView& view() const;
  [[nodiscard]] bool is_open() const;
  void load_groups() const;
  void save_moves(std::vector<SeatMove> moves) const;
  void close_import() const;
  void end_taking() const;
  void end_paper() const;
};

}  // namespace uketsuke
