// グループ分け through Kiosk: who sits where is arranged by the office's thread and written by the store's; the seats
// before each change are kept, so that it can be taken back.
#include <algorithm>
#include <utility>

#include "kiosk/kiosk_office_screens.h"

namespace uketsuke {

namespace {

constexpr std::size_t kMostUndo = 50;

/// Where those who are to be moved sit now.
std::vector<SeatMove> seats_of(const std::vector<GroupTable>& tables, const std::vector<SeatMove>& moves) {
  std::vector<SeatMove> seats;
  for (const GroupTable& table : tables) {
    for (const GroupSeat& seat : table.seats) {
      const bool moved = std::any_of(moves.begin(), moves.end(), [&seat, &table](const SeatMove& move) {
        return move.registration == seat.registration && move.group != table.name;
      });
      if (moved) seats.push_back({seat.registration, table.name});
    }
  }
  return seats;
}

}  // namespace

void OfficeScreens::load_groups() const {
  GroupsView& groups = view().groups;
  groups.waiting = true;
  kiosk.ask(OfficeWork{LoadGroups{++groups.serial, kiosk.settings_.event, groups.mode}});
}

void OfficeScreens::save_moves(std::vector<SeatMove> moves) const {
  StaffView& staff = kiosk.model_.staff;
  staff.busy = true;
  kiosk.ask(OfficeWrite{SaveGroups{kiosk.settings_.event, std::move(moves), staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const GroupsLoaded& loaded) const {
  GroupsView& groups = view().groups;
  if (loaded.serial != groups.serial) return;
  groups.waiting = false;
  groups.tables = loaded.tables;
  groups.score = loaded.score;
}

void OfficeScreens::operator()(const action::PlanGroups& plan) const {
  GroupsView& groups = view().groups;
  if (groups.arranging || kiosk.model_.staff.busy) return;
  groups.arranging = true;
  groups.mode = plan.mode;
  kiosk.ask(OfficeWork{ArrangeGroups{kiosk.settings_.event, false, plan.size, plan.mode, plan.seed}});
}

void OfficeScreens::operator()(const action::SettleGroups&) const {
  GroupsView& groups = view().groups;
  if (groups.arranging || kiosk.model_.staff.busy) return;
  groups.arranging = true;
  ArrangeGroups arrange;
  arrange.event = kiosk.settings_.event;
  arrange.settle = true;
  arrange.mode = groups.mode;
  kiosk.ask(OfficeWork{std::move(arrange)});
}

void OfficeScreens::operator()(const GroupsArranged& arranged) const {
  GroupsView& groups = view().groups;
  groups.arranging = false;
  std::vector<SeatMove> before = seats_of(groups.tables, arranged.moves);
  kiosk.notify({NoticeKind::good,
                arranged.settled ? "notice_groups_settled" : "notice_groups_planned",
                {{"moves", std::to_string(arranged.stand_up)}, {"count", std::to_string(before.size())}},
                {},
                0});
  if (before.empty()) return;
  groups.undo.push_back(std::move(before));
  save_moves(arranged.moves);
}

void OfficeScreens::operator()(const action::MoveSeat& move) const {
  GroupsView& groups = view().groups;
  if (kiosk.model_.staff.busy || groups.arranging) return;
  std::vector<SeatMove> before = seats_of(groups.tables, {{move.registration, move.group}});
  if (before.empty()) return;
  if (groups.undo.size() == kMostUndo) groups.undo.erase(groups.undo.begin());
  groups.undo.push_back(std::move(before));
  save_moves({{move.registration, move.group}});
}

void OfficeScreens::operator()(const action::UndoMove&) const {
  GroupsView& groups = view().groups;
  if (groups.undo.empty() || kiosk.model_.staff.busy || groups.arranging) return;
  std::vector<SeatMove> before = std::move(groups.undo.back());
  groups.undo.pop_back();
  save_moves(std::move(before));
}

void OfficeScreens::operator()(const GroupsSaved&) const {
  kiosk.model_.staff.busy = false;
  load_groups();
}

void OfficeScreens::operator()(const action::PinSeat& pin) const {
  StaffView& staff = kiosk.model_.staff;
  if (staff.busy) return;
  staff.busy = true;
  kiosk.ask(OfficeWrite{PinSeats{kiosk.settings_.event, {pin.registration}, pin.pinned, staff.name, kiosk.now_.utc}});
}

void OfficeScreens::operator()(const SeatsPinned&) const {
  kiosk.model_.staff.busy = false;
  load_groups();
}

}  // namespace uketsuke
