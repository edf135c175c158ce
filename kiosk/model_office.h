// What the office's screens read; part of model.h, which includes it. Plain values; only Kiosk changes them. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/messages_office.h"

namespace uketsuke {

/// 名簿の取り込み.
struct ImportView {
  std::vector<FilePlace> places;
  bool looking = false;
  std::optional<PreviousOccasion> previous;  ///< whose members can be taken over
  std::uint64_t serial = 0;   ///< of the newest file; older answers are dropped
  std::string path;           ///< of the opened file; empty: the list of files shows
  bool waiting = false;       ///< it is being read
  bool taking = false;        ///< what it brings is being written
  bool stopping = false;
  std::optional<int> percent;  ///< of either, once it takes long
  ImportContentPtr content;   ///< once it was read
  std::optional<ImportReport> preview;
  std::optional<ImportReport> taken;
};

/// 保留の申込.
struct DraftsView {
  bool waiting = false;
  std::vector<Draft> drafts;
  std::optional<Draft> open;
  Application application;  ///< of the open one, as far as it could be read
  bool read = false;        ///< … and it was
  std::uint64_t form = 0;   ///< grows with every draft that is opened: the screen fills its fields anew
};

/// グループ分け.
struct GroupsView {
  std::uint64_t serial = 0;
  bool waiting = false;  ///< tables are being loaded or arranged
  bool arranging = false;
  GroupingMode mode = GroupingMode::same;
  std::vector<GroupTable> tables;
  GroupingScore score;
  std::vector<std::vector<SeatMove>> undo;  ///< where they sat before each change, newest last
};

/// 書類の出力.
struct PapersView {
  bool running = false;
  PaperKind kind = PaperKind::attendance;
  std::vector<PaperColumn> columns;  ///< of that kind; empty: it has none to choose
  bool chosen_columns = false;
  std::uint64_t serial = 0;    ///< of the newest order
  std::optional<int> percent;  ///< of the one that is written, once it takes long
  bool stopping = false;
  std::optional<PaperWritten> done;
  std::string failure;
};

/// Furigana that are known for a form's facility.
struct ReadingsView {
  std::string facility;  ///< as typed
  std::vector<KnownReading> known;
};

struct OfficeView {
  ImportView import;
  DraftsView drafts;
  GroupsView groups;
  PapersView papers;
  ReadingsView readings;
  std::vector<HeadCount> heads;  ///< people counted without their names, by category
};

}  // namespace uketsuke
