#include "kiosk/screens/staff_frame.h"

#include <algorithm>
#include <array>

#include "common/japanese_date.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/roster_age.h"
#include "kiosk/screens/staff_doors.h"

namespace uketsuke {

namespace {

constexpr float kBarBottom = 84;
constexpr Rect kNewest{16, 616, 412, 96};
constexpr Rect kBesideNewest{436, 616, 828, 96};

struct Tab {
  const char* id;
  const char* words;
  StaffScreen screen;
};
constexpr std::array<Tab, 8> kTabs = {{{"##tab_search", "tab_search", StaffScreen::search},
                                       {"##tab_facility", "tab_facility", StaffScreen::facility},
                                       {"##tab_walk_in", "tab_walk_in", StaffScreen::walk_in},
                                       {"##tab_roster", "tab_roster", StaffScreen::roster},
                                       {"##tab_counts", "tab_counts", StaffScreen::counts},
                                       {"##tab_doors", "tab_doors", StaffScreen::doors},
                                       {"##tab_exports", "tab_exports", StaffScreen::exports},
                                       {"##tab_office", "tab_office", StaffScreen::office}}};

/// What the menu 事務 leads to.
bool is_office(StaffScreen screen) {
  return screen == StaffScreen::application || screen == StaffScreen::pending || screen == StaffScreen::received ||
         screen == StaffScreen::mail || screen == StaffScreen::settings || screen == StaffScreen::import_file ||
         screen == StaffScreen::drafts || screen == StaffScreen::groups || screen == StaffScreen::papers;
}

/// The doors' tab is there where there may be other doors; the office's are the organisers'.
bool has_tab(const Model& model, StaffScreen screen) {
  if (screen == StaffScreen::doors) return model.hub.state.joined;
  return model.staff.organiser || !is_for_organisers(screen);
}

ButtonStyle bar_style(bool selected) {
  ButtonStyle style;
  style.size = 26;
  style.fill = selected ? color::kWhite : color::kPrimary;
  style.ink = selected ? color::kPrimary : color::kWhite;
  return style;
}

std::optional<Action> draw_direction(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  if (!model.summary.event.exit_scan) return asked;
  const bool entry = model.direction == Direction::entry;
  if (button(ui, "##direction_entry", {800, 6, 86, kTouchUnits}, ui.text("direction_entry"), bar_style(entry))) {
    asked = action::SetDirection{Direction::entry};
  }
  if (button(ui, "##direction_exit", {890, 6, 86, kTouchUnits}, ui.text("direction_exit"), bar_style(!entry))) {
    asked = action::SetDirection{Direction::exit};
  }
  return asked;
}

/// What keeps name tags from being printed; none where nothing does.
const char* printer_trouble_of(PrinterHealth health) {
  switch (health) {
    case PrinterHealth::none:
    case PrinterHealth::ready:
      return nullptr;
    case PrinterHealth::offline:
      return "printer_offline";
    case PrinterHealth::paper_out:
      return "printer_paper_out";
    case PrinterHealth::jammed:
      return "printer_jammed";
    case PrinterHealth::open:
      return "printer_open";
    case PrinterHealth::ink_out:
      return "printer_ink_out";
    case PrinterHealth::stopped:
      return "printer_stopped";
  }
  return nullptr;
}

std::string trouble_of(const Model& model, const Ui& ui) {
  if (model.store_fault) return ui.text("staff_fault", {{"detail", model.fault_detail}});
  if (model.camera == CameraHealth::lost) return ui.text("staff_camera_lost", {{"detail", model.device_detail}});
  if (std::string doors = doors_trouble_of(model, ui); !doors.empty()) return doors;
  if (model.backup.old) {
    const std::int64_t minutes = (model.now.value - model.backup.good_at.value) / kMillisPerMinute;
    return ui.text("staff_backup_old", {{"minutes", std::to_string(minutes)}, {"detail", model.backup.detail}});
  }
  if (const char* trouble = printer_trouble_of(model.printer.health); trouble != nullptr) {
    return ui.text("staff_printer_trouble",
                   {{"what", ui.text(trouble)}, {"count", std::to_string(model.printer.waiting)}});
  }
  if (model.scanner == ScannerHealth::lost) return ui.text("staff_scanner_lost", {{"detail", model.device_detail}});
  if (model.clock_warning) return ui.text("staff_clock");
  if (model.staff.hand_over.people > 0) return ui.text("staff_names_left");
  return {};
}

std::string counts_of(const Model& model, const Ui& ui) {
  const EventCounts& counts = model.summary.counts;
  std::string line = ui.text("staff_counts", {{"admitted", std::to_string(counts.admitted)},
                                              {"confirmed", std::to_string(counts.confirmed)},
                                              {"waitlisted", std::to_string(counts.waitlisted)},
                                              {"pending", std::to_string(counts.pending)}});
  if (model.summary.event.exit_scan) line += "　" + ui.text("staff_inside", {{"count", std::to_string(counts.inside)}});
  if (counts.seats_free) line += "　" + ui.text("staff_seats", {{"count", std::to_string(*counts.seats_free)}});
  return line;
}

StatusLook look_of(ScanOutcome outcome, const Ui& ui) {
  const std::string words = ui.text("outcome_" + std::string(word(outcome)));
  switch (outcome) {
    case ScanOutcome::admitted:
    case ScanOutcome::exited:
      return {Icon::check, color::kWelcome, words};
    case ScanOutcome::already_in:
      return {Icon::already, color::kAlready, words};
    case ScanOutcome::not_a_ticket:
    case ScanOutcome::unknown_ticket:
    case ScanOutcome::waitlisted:
    case ScanOutcome::pending:
    case ScanOutcome::too_early:
    case ScanOutcome::too_late:
    case ScanOutcome::full:
    case ScanOutcome::not_inside:
      return {Icon::attention, Color{0x7A5200}, words};
    case ScanOutcome::forged:
    case ScanOutcome::wrong_event:
    case ScanOutcome::revoked:
    case ScanOutcome::cancelled:
    case ScanOutcome::declined:
      return {Icon::refuse, color::kRefuse, words};
    case ScanOutcome::not_recorded:
      return {Icon::fault, color::kFault, words};
  }
  return {};
}

std::string who_of(const RecentScan& scan, const Ui& ui) {
  std::string who = scan.name;
  if (scan.number > 0) who = ui.text("person_number", {{"number", std::to_string(scan.number)}}) + "　" + who;
  if (scan.undone) who = ui.text("recent_undone") + "　" + who;
  return who;
}

/// One of the last scans: the true outcome and whose it was; a ticket of nobody can become a walk-in.
std::optional<Action> draw_recent(const Model& model, const RecentScan& scan, const char* id, Rect area, const Ui& ui) {
  std::optional<Action> asked;
  fill(ui, area, color::kPanel, 8);
  outline(ui, area, color::kLine, 2, 8);
  const bool unknown = !scan.ticket_text.empty() && !scan.undone;
  const float width = area.w - 24 - (unknown ? 176 : 0);
  TextStyle time;
  time.size = 22;
  time.align = Align::right;
  time.color = color::kSoftInk;
  label(ui, {area.x + width - 60, area.y + 10, 72, 34}, format_clock(scan.happened, model.zone), time);
  draw_status(recent_look_of(model, scan, ui), {area.x + 12, area.y + 10, width - 74, 34}, 26, ui);
  TextStyle who;
  who.size = 26;
  label(ui, {area.x + 12, area.y + 50, width, 38}, who_of(scan, ui), who);
  if (unknown) {
    ButtonStyle style;
    style.size = 22;
    const Rect place{area.x + area.w - 180, area.y + 12, 172, kTouchUnits};
    if (button(ui, id, place, ui.text("recent_walk_in"), style)) asked = action::StartWalkIn{scan.ticket_text, {}};
  } else if (scan.registration && touch_area(ui, id, area)) {
    asked = action::OpenPerson{*scan.registration};
  }
  return asked;
}

std::optional<Action> draw_notice(const Notice& notice, Rect area, const Ui& ui) {
  Color background = color::kWelcome;
  Icon which = Icon::check;
  if (notice.kind == NoticeKind::attention) {
    background = color::kAttention;
    which = Icon::attention;
  } else if (notice.kind == NoticeKind::bad) {
    background = color::kRefuse;
    which = Icon::fault;
  }
  const Color ink = notice.kind == NoticeKind::attention ? color::kInk : color::kWhite;
  fill(ui, area, background, 8);
  icon(ui, {area.x + 16, area.y + 20, 56, 56}, which, ink);
  TextStyle style;
  style.size = 30;
  style.bold = true;
  style.color = ink;
  style.wrap = true;
  const float width = area.w - 90 - 128;
  const bool detailed = !notice.detail.empty();
  label(ui, {area.x + 88, area.y + 6, width, detailed ? 46 : area.h - 12}, ui.text(notice.text_id, notice.values),
        style);
  style.size = 20;
  style.bold = false;
  if (detailed) label(ui, {area.x + 88, area.y + 52, width, 40}, notice.detail, style);
  ButtonStyle close;
  close.size = 24;
  close.fill = ink;
  close.ink = notice.kind == NoticeKind::attention ? color::kWhite : background;
  const Rect place{area.x + area.w - 124, area.y + 12, 112, kTouchUnits};
  if (button(ui, "##notice_close", place, ui.text("close"), close)) return action::CloseNotice{};
  return std::nullopt;
}

}  // namespace

StatusLook recent_look_of(const Model& model, const RecentScan& scan, const Ui& ui) {
  StatusLook look = look_of(scan.outcome, ui);
  if (!scan.first_use) return look;
  const FirstUse& first = *scan.first_use;
  const std::string unnamed = ui.text(first.here ? "recent_first_here" : "recent_first_elsewhere");
  look.words += ui.text("recent_first", {{"time", format_clock(first.at, model.zone)},
                                         {"door", first.door.empty() ? unnamed : first.door}});
  return look;
}

std::optional<Action> draw_staff_bar(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  const Rect whole = ui.theme.whole();
  fill(ui, {whole.x, whole.y, whole.w, kBarBottom - whole.y}, color::kPrimary);
  const auto count =
      std::count_if(kTabs.begin(), kTabs.end(), [&](const Tab& tab) { return has_tab(model, tab.screen); });
  const float room = model.summary.event.exit_scan ? 788 : 960;
  const float pitch = std::min(111.0F, room / static_cast<float>(count));
  float x = 12;
  for (const Tab& tab : kTabs) {
    if (!has_tab(model, tab.screen)) continue;
    const bool office = tab.screen == StaffScreen::office && is_office(model.staff.screen);
    const bool selected = office || model.staff.screen == tab.screen;
    if (button(ui, tab.id, {x, 6, pitch - 3, kTouchUnits}, ui.text(tab.words), bar_style(selected))) {
      asked = tab.screen == StaffScreen::walk_in ? Action(action::StartWalkIn{})
                                                 : Action(action::ShowStaffScreen{tab.screen});
    }
    x += pitch;
  }
  if (const std::optional<Action> direction = draw_direction(model, ui)) asked = direction;
  TextStyle clock;
  clock.size = 40;
  clock.bold = true;
  clock.color = color::kWhite;
  clock.align = Align::right;
  label(ui, {984, 6, 130, kTouchUnits}, format_clock(model.now, model.zone), clock);
  ButtonStyle lock = bar_style(true);
  if (button(ui, "##staff_lock", {1128, 6, 140, kTouchUnits}, ui.text("staff_lock"), lock)) asked = action::LockStaff{};
  return asked;
}

void draw_staff_info(const Model& model, const Ui& ui) {
  const Rect whole = ui.theme.whole();
  const std::string trouble = trouble_of(model, ui);
  fill(ui, {whole.x, kBarBottom, whole.w, 34}, trouble.empty() ? color::kPanel : color::kRefuse);
  TextStyle style;
  style.size = 21;
  style.bold = !trouble.empty();
  style.color = trouble.empty() ? color::kInk : color::kWhite;
  const float right = model.practice ? 1150 : 1264;
  if (trouble.empty()) {
    const std::string age = roster_age_of(model, ui);
    const bool old = !model.sync.error.empty();    // it takes the title's place, too
    const float counts = age.empty() ? 356 : 600;  // where they begin
    if (age.empty() || !old) {
      label(ui, {16, kBarBottom + 2, age.empty() ? 330.0F : 230.0F, 30}, model.summary.event.title, style);
    }
    style.align = Align::right;
    label(ui, {counts, kBarBottom + 2, right - counts, 30}, counts_of(model, ui), style);
    style.align = Align::left;
    style.size = old ? 20 : 18;
    style.bold = old;
    const float left = old ? 16 : 256;
    if (!age.empty()) label(ui, {left, kBarBottom + 2, 592 - left, 30}, age, style);
  } else {
    label(ui, {16, kBarBottom + 2, right - 16, 30}, trouble, style);
  }
  if (!model.practice) return;
  outline(ui, whole, color::kPractice, 6);
  fill(ui, {1160, kBarBottom + 2, 104, 30}, color::kPractice, 6);
  TextStyle mark;
  mark.size = 24;
  mark.bold = true;
  mark.color = color::kWhite;
  mark.align = Align::center;
  label(ui, {1162, kBarBottom + 2, 100, 30}, ui.text("practice_mark"), mark);
}

std::optional<Action> draw_staff_foot(const Model& model, const Ui& ui) {
  constexpr std::array<const char*, 3> kIds = {"##recent_0", "##recent_1", "##recent_2"};
  std::optional<Action> asked;
  const std::vector<RecentScan>& recent = model.staff.recent;
  const bool strip = has_result_strip(model);
  const bool stick = has_stick_offer(model) && !strip && !model.staff.notice;
  const std::size_t shown = strip || stick || model.staff.notice ? 1 : kIds.size();
  Rect area = kNewest;
  for (std::size_t i = 0; i < shown && i < recent.size(); ++i) {
    if (const std::optional<Action> one = draw_recent(model, recent[i], kIds.at(i), area, ui)) asked = one;
    area.x += area.w + 6;
  }
  if (recent.empty()) draw_hint(kNewest, ui.text("recent_none"), ui);
  if (model.staff.notice && (!strip || model.staff.notice->kind == NoticeKind::bad)) {
    if (const std::optional<Action> closed = draw_notice(*model.staff.notice, kBesideNewest, ui)) asked = closed;
  } else if (stick) {
    if (const std::optional<Action> chosen = draw_stick_offer(model, kBesideNewest, ui)) asked = chosen;
  } else if (strip) {
    if (const std::optional<Action> chosen = draw_result_strip(model, kBesideNewest, ui)) asked = chosen;
  }
  return asked;
}

std::optional<Action> draw_clock_dialog(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  const ClockWarning& warning = *model.clock_warning;
  begin_dialog(ui, "##clock_dialog", {160, 160, 960, 400});
  TextStyle title;
  title.size = 36;
  title.bold = true;
  label(ui, {200, 190, 880, 50}, ui.text("clock_title"), title);
  TextStyle body;
  body.size = 28;
  body.wrap = true;
  const std::string now = format_screen_date_time(model.now, model.zone);
  const std::string detail =
      warning.newest_fact
          ? ui.text("clock_behind", {{"now", now}, {"fact", format_screen_date_time(*warning.newest_fact, model.zone)}})
          : ui.text("clock_jumped",
                    {{"now", now}, {"system", format_screen_date_time(model.now + warning.jumped_by_ms, model.zone)}});
  label(ui, {200, 250, 880, 160}, detail, body);
  ButtonStyle choice;
  choice.size = 28;
  if (button(ui, "##clock_keep", {200, 430, 430, 100}, ui.text("clock_keep"), choice)) asked = action::KeepClock{};
  choice.quiet = true;
  if (button(ui, "##clock_follow", {650, 430, 430, 100}, ui.text("clock_follow"), choice)) {
    asked = action::FollowSystemClock{};
  }
  end_dialog();
  return asked;
}

}  // namespace uketsuke
