// See store_office.h. Drafts, pins and columns open their connection for one call; all stand in the writer's order.
#include "kiosk/store_office.h"

#include <functional>
#include <utility>

#include "db/drafts.h"
#include "db/group_pins.h"
#include "db/head_counts.h"
#include "db/import_call.h"
#include "db/list_columns.h"

namespace uketsuke {

namespace {

struct Writing {
  Store& store;
  const ImportPorts& ports;

  Result<OfficeEvent> operator()(const TakeImport& take) const {
    ImportOptions options;
    options.hold_bad = true;
    options.dry_run = take.dry_run;
    const ImportContent& content = *take.content;
    const Change change{take.now, take.by, {}};
    HeardStop heard{ports.keep_on};
    const KeepOn keep_on = std::ref(heard);
    auto report = import_stoppably(
        store.folder(), {take.event, content.source, content.applications, content.bad, options, change, keep_on});
    if (heard.stopped) return OfficeEvent{ImportStopped{take.serial, !take.dry_run}};
    if (!report) return tl::unexpected<Error>(report.error());
    report->unknown_professions = content.unknown_professions;
    ImportDone done{take.serial, take.dry_run, std::move(*report), {}};
    if (!take.dry_run && ports.place_kinds) {
      if (const Status placed = ports.place_kinds(content.applications, change); !placed) {
        done.kinds_fault = placed.error().what;
      }
    }
    return OfficeEvent{std::move(done)};
  }

  /// As an import: the corrected file brings nobody a second time, and known rows change.
  Result<OfficeEvent> operator()(const TakeDraft& take) const {
    const Change change{take.now, take.by, {}};
    auto report = store.import_applications(take.event, draft_source(take.draft), {take.application}, {}, {}, change);
    if (!report) return tl::unexpected<Error>(report.error());
    if (!report->rejected.empty()) {
      const BadLine& bad = report->rejected.front();
      return fail(Code::bad_input, bad.field.empty() ? bad.why : bad.field + ": " + bad.why);
    }
    const Status settled = settle_draft(store.folder(), take.event, take.draft.id, DraftEnd::taken, change);
    if (!settled) return tl::unexpected<Error>(settled.error());
    return OfficeEvent{DraftSettled{take.draft, std::move(*report)}};
  }

  Result<OfficeEvent> operator()(const DropDraft& drop) const {
    const Status settled =
        settle_draft(store.folder(), drop.event, drop.draft.id, DraftEnd::dropped, Change{drop.now, drop.by, {}});
    if (!settled) return tl::unexpected<Error>(settled.error());
    return OfficeEvent{DraftSettled{drop.draft, std::nullopt}};
  }

  Result<OfficeEvent> operator()(const SaveGroups& save) const {
    std::vector<GroupEdit> edits;
    for (const SeatMove& move : save.moves) edits.push_back({move.registration, move.group});
    const auto changed = store.set_groups(save.event, edits, Change{save.now, save.by, {}});
    if (!changed) return tl::unexpected<Error>(changed.error());
    return OfficeEvent{GroupsSaved{*changed}};
  }

  Result<OfficeEvent> operator()(const PinSeats& pin) const {
    const auto changed =
        set_group_pins(store.folder(), pin.event, pin.registrations, pin.pinned, Change{pin.now, pin.by, {}});
    if (!changed) return tl::unexpected<Error>(changed.error());
    return OfficeEvent{SeatsPinned{}};
  }

  Result<OfficeEvent> operator()(const AddHeads& add) const {
    auto heads = add_heads(store.folder(), add.event, add.head, Change{add.now, add.by, {}});
    if (!heads) return tl::unexpected<Error>(heads.error());
    return OfficeEvent{HeadsLoaded{std::move(*heads), true}};
  }

  Result<OfficeEvent> operator()(const SavePaperColumns& save) const {
    const Status saved = save_list_columns(store.folder(), save.event.organiser, paper_word(save.kind), save.columns,
                                           Change{save.now, save.by, {}});
    if (!saved) return tl::unexpected<Error>(saved.error());
    return OfficeEvent{PaperColumnsSaved{save.kind}};
  }
};

}  // namespace

std::string paper_word(PaperKind kind) {
  switch (kind) {
    case PaperKind::attendance:
      return "attendance";
    case PaperKind::council:
      return "council";
    case PaperKind::roster:
      return "roster";
    case PaperKind::sign_in:
      return "sign-in";
    case PaperKind::questions:
      return "questions";
    case PaperKind::scans:
      return "scans";
    case PaperKind::name_tags:
    case PaperKind::table_signs:
    case PaperKind::certificates:
    case PaperKind::result_report:
    case PaperKind::letters_accepted:
    case PaperKind::letters_waitlisted:
    case PaperKind::letters_declined:
    case PaperKind::letters_reminder:
    case PaperKind::year_report:
    case PaperKind::tickets:
    case PaperKind::application_form:
    case PaperKind::roster_template:
    case PaperKind::pack:
      return {};
  }
  return {};
}

Result<OfficeEvent> write_office(Store& store, const OfficeWrite& request, const ImportPorts& ports) {
  return std::visit(Writing{store, ports}, request);
}

}  // namespace uketsuke
