#include "kiosk/screens/broken_screen.h"

#include "common/japanese_date.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

void draw_head(const BrokenStore& store, const Ui& ui) {
  const Rect whole = ui.theme.whole();
  fill(ui, {whole.x, whole.y, whole.w, 150 - whole.y}, color::kFault);
  icon(ui, {48, 32, 90, 90}, Icon::fault, color::kWhite);
  TextStyle title;
  title.size = 44;
  title.bold = true;
  title.color = color::kWhite;
  label(ui, {168, 20, 1080, 64}, ui.text("broken_title"), title);
  title.size = 26;
  title.bold = false;
  label(ui, {168, 86, 1080, 44}, ui.text("broken_detail"), title);
  TextStyle said;
  said.size = 20;
  said.color = color::kSoftInk;
  said.wrap = true;
  said.middle = false;
  label(ui, {48, 166, 1184, 60}, store.detail, said);
}

std::string age_of(const BrokenStore& store, const Ui& ui) {
  const std::int64_t minutes = (store.now.value - store.copied.value) / kMillisPerMinute;
  return ui.text("broken_copy_age", {{"minutes", std::to_string(minutes < 0 ? 0 : minutes)}});
}

void draw_copy(const BrokenStore& store, const Ui& ui) {
  constexpr Rect kPanel{48, 236, 1184, 240};
  const bool found = !store.copy.empty();
  fill(ui, kPanel, color::kPanel, 12);
  outline(ui, kPanel, found ? color::kWelcome : color::kLine, found ? 4 : 2, 12);
  TextStyle style;
  style.size = 30;
  style.bold = true;
  style.wrap = true;
  if (!found) {
    label(ui, {80, 250, 1120, 210}, ui.text(store.looking ? "broken_looking" : "broken_no_copy"), style);
    return;
  }
  label(ui, {80, 250, 1120, 44}, ui.text("broken_copy"), style);
  style.size = 40;
  label(ui, {80, 298, 1120, 60}, format_screen_date_time(store.copied, Zone()) + "　" + age_of(store, ui), style);
  style.size = 28;
  style.bold = false;
  label(ui, {80, 362, 1120, 44}, ui.text("broken_copy_people", {{"count", std::to_string(store.admitted)}}), style);
  style.size = 22;
  style.color = color::kSoftInk;
  label(ui, {80, 410, 1120, 56}, store.copy, style);
}

}  // namespace

std::optional<BrokenChoice> draw_broken_screen(const BrokenStore& store, BrokenState& state, const Ui& ui) {
  std::optional<BrokenChoice> chosen;
  begin_page(ui, color::kPaper);
  draw_head(store, ui);
  draw_copy(store, ui);
  TextStyle note;
  note.size = 24;
  note.wrap = true;
  note.color = store.failure.empty() ? color::kInk : color::kRefuse;
  label(ui, {48, 484, 1184, 72}, store.failure.empty() ? ui.text("broken_note") : store.failure, note);
  ButtonStyle open;
  open.enabled = !store.copy.empty() && !store.looking;
  open.fill = state.sure ? color::kRefuse : color::kPrimary;
  open.size = 34;
  const char* words = store.looking && !store.copy.empty() ? "broken_opening"
                      : state.sure                         ? "broken_sure"
                                                           : "broken_open";
  if (button(ui, "##broken_open", {48, 570, 620, 120}, ui.text(words), open)) {
    if (state.sure) chosen = BrokenChoice::open_copy;
    state.sure = !state.sure;
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.enabled = !store.looking;
  quiet.size = 26;
  if (button(ui, "##broken_again", {688, 570, 300, 120}, ui.text("broken_again"), quiet)) {
    state.sure = false;
    chosen = BrokenChoice::look_again;
  }
  if (button(ui, "##broken_quit", {1008, 570, 224, 120}, ui.text("broken_quit"), quiet)) chosen = BrokenChoice::quit;
  end_page();
  return chosen;
}

}  // namespace uketsuke
