// What the parts of the kiosk tell each other about the office's screens: 名簿の取り込み, 保留の申込, グループ分け,
// 書類の出力; part of messages.h, which includes it. Work that takes long is done by a thread of its own
// (window_office.h), writing by the store's. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/draft.h"
#include "common/event.h"
#include "common/grouping.h"
#include "common/head_count.h"
#include "common/ids.h"
#include "common/known_reading.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

// Folders -----------------------------------------------------------------------------------------------------------

struct FoundFile {
  std::string name;
  std::int64_t bytes = 0;
  UtcMillis changed;
};
/// A folder that files come from or go to.
struct FilePlace {
  std::string folder;  ///< absolute
  std::string name;    ///< of a USB stick: its label; else the folder's last part
  bool removable = false;
  bool writable = false;
  std::vector<FoundFile> files;  ///< what can be taken as a roster, newest first
};

// Import ------------------------------------------------------------------------------------------------------------

/// What a file holds; nothing of it is taken yet.
struct ImportContent {
  std::vector<Application> applications;
  std::vector<BadLine> bad;
  std::vector<std::string> unknown_professions;
  std::string source;  ///< the same file again is known by it
  bool unusable = false;
  bool needs_password = false;
};
using ImportContentPtr = std::shared_ptr<const ImportContent>;

// Groups ------------------------------------------------------------------------------------------------------------

/// One person at a table, or without one.
struct GroupSeat {
  RegistrationId registration;
  std::int64_t number = 0;
  std::string name;
  std::string profession;  ///< as given, else the category
  ProfessionCategory category = ProfessionCategory::other;
  std::string facility;
  std::string setting;  ///< 病院, 在宅 …; empty where it is not known
  Role role = Role::participant;
  bool present = false;
  bool pinned = false;
};
struct GroupTable {
  std::string name;  ///< empty: without a table
  std::vector<GroupSeat> seats;
};
struct SeatMove {
  RegistrationId registration;
  std::string group;  ///< empty: without a table
};

// Papers ------------------------------------------------------------------------------------------------------------

enum class PaperKind {
  attendance,
  council,
  roster,
  sign_in,
  name_tags,
  table_signs,
  questions,
  certificates,
  result_report,
  scans,
  letters_accepted,
  letters_waitlisted,
  letters_declined,
  letters_reminder,
  year_report,
  tickets,           ///< of all who are confirmed; issued where there is none yet
  application_form,  ///< a blank 申込書
  roster_template,   ///< 名簿ひな形.xlsx
  pack,              ///< the whole event for another PC
};
constexpr std::size_t kPaperKindCount = 19;
enum class PaperFormat { xlsx, pdf, csv, csv_cp932, txt, eml, pack };

/// What some papers say beside the roster, as typed; empty: the paper's own.
struct PaperWords {
  std::string first_number;           ///< 受講証明書
  std::string issued_on;              ///< 受講証明書: a date
  std::string representative;         ///< 受講証明書
  bool care_manager_numbers = false;  ///< 受講証明書: a line for 介護支援専門員登録番号
  std::string questionnaires;         ///< 実施結果報告書: アンケート回収数
  std::string remarks;                ///< 実施結果報告書: 所見
  bool never_came = false;            ///< the yearly report: facilities that never came (内部資料)
};
struct PaperOrder {
  PaperKind kind = PaperKind::attendance;
  PaperFormat format = PaperFormat::xlsx;
  std::optional<RosterSort> sort;  ///< none: the list's own
  std::string folder;
  std::string password;  ///< empty: no zip; of a pack its passphrase
  PaperWords words{};
};
struct PaperColumn {
  std::string id;
  std::string title;
  bool shown = true;
};

// Work: done by the office's thread, never by the store's -----------------------------------------------------------

struct FindPlaces {};
struct ReadImportFile {
  std::uint64_t serial = 0;
  EventCode event;
  std::string path;
  std::string password;
  UtcMillis now;
};
struct FindPrevious {
  EventCode event;
};
/// The members of the occasion before, as if a file held them.
struct ReadPreviousRoster {
  std::uint64_t serial = 0;
  EventCode event;
  EventCode from;
  UtcMillis now;
};
struct LoadDrafts {
  EventCode event;
};
struct ReadDraft {
  EventCode event;
  Draft draft;
  UtcMillis now;
};
struct LoadGroups {
  std::uint64_t serial = 0;
  EventCode event;
  GroupingMode mode = GroupingMode::same;  ///< for the score
};
struct ArrangeGroups {
  EventCode event;
  bool settle = false;
  std::size_t size = 6;
  GroupingMode mode = GroupingMode::same;
  std::uint64_t seed = 1;
};
struct WritePaper {
  EventCode event;
  PaperOrder order;
  std::string by;
  UtcMillis now;
  std::uint64_t serial = 0;
};
struct LoadPaperColumns {
  EventCode event;
  PaperKind kind = PaperKind::attendance;
};
struct LoadHeads {
  EventCode event;
};
/// How people of a facility were read in earlier registrations.
struct LoadReadings {
  std::string facility;  ///< as typed
};
using OfficeWork = std::variant<FindPlaces, ReadImportFile, FindPrevious, ReadPreviousRoster, LoadDrafts, ReadDraft,
                                LoadGroups, ArrangeGroups, WritePaper, LoadPaperColumns, LoadReadings, LoadHeads>;

// Writing: by the store's writing connection, in order --------------------------------------------------------------

struct TakeImport {
  EventCode event;
  ImportContentPtr content;
  bool dry_run = false;  ///< only what it would come to
  std::uint64_t serial = 0;
  std::string by;
  UtcMillis now;
};
struct TakeDraft {
  EventCode event;
  Draft draft;
  Application application;
  std::string by;
  UtcMillis now;
};
struct DropDraft {
  EventCode event;
  Draft draft;
  std::string by;
  UtcMillis now;
};
struct SaveGroups {
  EventCode event;
  std::vector<SeatMove> moves;
  std::string by;
  UtcMillis now;
};
struct PinSeats {
  EventCode event;
  std::vector<RegistrationId> registrations;
  bool pinned = true;
  std::string by;
  UtcMillis now;
};
struct SavePaperColumns {
  Event event;
  PaperKind kind = PaperKind::attendance;
  std::vector<std::string> columns;  ///< empty: the list's own again
  std::string by;
  UtcMillis now;
};
/// People who came without names, or a wrong count taken back.
struct AddHeads {
  EventCode event;
  HeadCount head;
  std::string by;
  UtcMillis now;
};
using OfficeWrite = std::variant<TakeImport, TakeDraft, DropDraft, SaveGroups, PinSeats, SavePaperColumns, AddHeads>;

// Events ------------------------------------------------------------------------------------------------------------

struct PlacesFound {
  std::vector<FilePlace> places;
};
/// The occasion of the same series before this one.
struct PreviousOccasion {
  EventCode event;
  std::string title;
  UtcMillis starts_at;
};
struct PreviousFound {
  std::optional<PreviousOccasion> previous;
};
struct ImportFileRead {
  std::uint64_t serial = 0;
  ImportContentPtr content;
};
struct ImportDone {
  std::uint64_t serial = 0;
  bool dry_run = false;
  ImportReport report;
  std::string kinds_fault{};  ///< why the kinds of facilities that it names were not placed; empty: nothing is wrong
};
/// While a large file is read, or what it brings is written.
struct ImportProgress {
  std::uint64_t serial = 0;
  int percent = 0;
};
/// 中止: nothing of it was taken.
struct ImportStopped {
  std::uint64_t serial = 0;
  bool writing = false;  ///< it was being taken, not only looked at
};
struct DraftsLoaded {
  std::vector<Draft> drafts;
};
struct DraftRead {
  Draft draft;
  Application application;  ///< as far as it could be read
};
struct DraftSettled {
  Draft draft;
  std::optional<ImportReport> report;  ///< none: dropped
};
struct GroupsLoaded {
  std::uint64_t serial = 0;
  std::vector<GroupTable> tables;  ///< in order of their names; who has none last
  GroupingScore score;
};
/// Where everybody is to sit; nothing is written yet.
struct GroupsArranged {
  std::vector<SeatMove> moves;
  std::size_t stand_up = 0;  ///< who must change the table
  bool settled = false;
};
struct GroupsSaved {
  std::int64_t changed = 0;
};
struct SeatsPinned {};
struct PaperWritten {
  PaperKind kind = PaperKind::attendance;
  std::string file;  ///< of letters: their folder
  std::int64_t rows = 0;
  std::vector<std::string> replaced;  ///< characters that CP932 lacks
  std::vector<std::string> remarks;   ///< what staff are told beside it
};
/// While a long list is written.
struct PaperProgress {
  std::uint64_t serial = 0;
  int percent = 0;
};
/// 中止: there is no file.
struct PaperStopped {
  std::uint64_t serial = 0;
};
struct PaperColumnsLoaded {
  PaperKind kind = PaperKind::attendance;
  std::vector<PaperColumn> columns;  ///< those that are on first, in their order
  bool chosen = false;               ///< not the list's own
};
struct PaperColumnsSaved {
  PaperKind kind = PaperKind::attendance;
};
struct HeadsLoaded {
  std::vector<HeadCount> heads;  ///< by category
  bool added = false;            ///< answers AddHeads
};
struct ReadingsLoaded {
  std::string facility;
  std::vector<KnownReading> known;
};
/// Work or writing that failed: nothing of it was done.
struct OfficeFailed {
  std::variant<OfficeWork, OfficeWrite> asked;
  Error error;
};
using OfficeEvent = std::variant<PlacesFound, PreviousFound, ImportFileRead, ImportDone, ImportProgress, ImportStopped,
                                 DraftsLoaded, DraftRead, DraftSettled, GroupsLoaded, GroupsArranged, GroupsSaved,
                                 SeatsPinned, PaperWritten, PaperProgress, PaperStopped, PaperColumnsLoaded,
                                 PaperColumnsSaved, ReadingsLoaded, HeadsLoaded, OfficeFailed>;

// Actions -----------------------------------------------------------------------------------------------------------

namespace action {
struct LookForFiles {};
struct OpenImportFile {
  std::string path;
  std::string password;
};
struct CloseImportFile {};
/// The members of the occasion before come again.
struct OpenPreviousRoster {
  PreviousOccasion previous;
};
/// 問題のある2行を保留にして、残り78行を取り込む.
struct TakeImportFile {};
/// While it is taken: the roster is to stay as it was.
struct StopImport {};
struct OpenDraft {
  Draft draft;
};
struct CloseDraft {};
struct SubmitDraft {
  Application application;
};
struct DropOpenDraft {};
struct PlanGroups {
  std::size_t size = 6;
  GroupingMode mode = GroupingMode::same;
  std::uint64_t seed = 1;
};
struct SettleGroups {};
struct MoveSeat {
  RegistrationId registration;
  std::string group;
};
/// The last drag or plan.
struct UndoMove {};
struct PinSeat {
  RegistrationId registration;
  bool pinned = true;
};
struct ChoosePaper {
  PaperKind kind = PaperKind::attendance;
};
struct TakePaper {
  PaperOrder order;
};
struct StopPaper {};
struct ChooseColumns {
  PaperKind kind = PaperKind::attendance;
  std::vector<std::string> columns;
};
/// Staff at the door count somebody; no organiser's right is needed.
struct CountHead {
  HeadCount head;
};
/// A form names this facility: how its people are read is looked up.
struct LookUpReadings {
  std::string facility;
};
}  // namespace action

using OfficeAction =
    std::variant<action::LookForFiles, action::OpenImportFile, action::OpenPreviousRoster, action::CloseImportFile,
                 action::TakeImportFile, action::StopImport, action::OpenDraft, action::CloseDraft, action::SubmitDraft,
                 action::DropOpenDraft, action::PlanGroups, action::SettleGroups, action::MoveSeat, action::UndoMove,
                 action::PinSeat, action::ChoosePaper, action::TakePaper, action::StopPaper, action::ChooseColumns,
                 action::LookUpReadings>;

namespace effect {
/// The office's thread is busy with it: told beside its work.
struct StopPaper {
  std::uint64_t serial = 0;
};
/// … or with reading a file, or the store's with writing what it brings.
struct StopImport {
  std::uint64_t serial = 0;
};
}  // namespace effect

}  // namespace uketsuke
