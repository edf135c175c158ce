#include "kiosk/screens/file_choice.h"

#include <algorithm>

#include "common/japanese_date.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kPlaces{16, 156, 320, 368};
constexpr Rect kFiles{352, 156, 912, 368};

std::string size_words(std::int64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " B";
  if (bytes < 1024 * 1024) return std::to_string(bytes / 1024) + " KB";
  return std::to_string(bytes / (1024 * 1024)) + " MB";
}

void draw_places(const FileChoice& view, std::size_t& chosen, const Ui& ui) {
  draw_caption({kPlaces.x, 124, kPlaces.w, 32}, ui.text("import_places"), ui);
  draw_box(kPlaces, ui);
  if (view.places.empty()) {
    draw_hint(kPlaces, ui.text(view.looking ? "import_looking" : "import_no_place"), ui);
    return;
  }
  chosen = std::min(chosen, view.places.size() - 1);
  ListStyle style;
  const auto tapped = list(
      ui, "##import_places", inset(kPlaces, 6), view.places.size(),
      [&](std::size_t index, Rect row) {
        const FilePlace& place = view.places[index];
        if (index == chosen) fill(ui, row, color::kSelected);
        TextStyle name;
        name.size = 26;
        name.bold = true;
        label(ui, {row.x + 12, row.y + 4, row.w - 24, 36}, place.name, name);
        TextStyle kind;
        kind.size = 18;
        kind.color = color::kSoftInk;
        label(
            ui, {row.x + 12, row.y + 40, row.w - 24, 26},
            ui.text(place.removable ? "import_usb" : "import_folder", {{"count", std::to_string(place.files.size())}}),
            kind);
      },
      style);
  if (tapped) chosen = *tapped;
}

std::optional<std::string> draw_files(const FileChoice& view, std::size_t chosen, const Ui& ui) {
  draw_caption({kFiles.x, 124, kFiles.w, 32}, ui.text("import_files"), ui);
  draw_box(kFiles, ui);
  if (view.places.empty() || view.places[chosen].files.empty()) {
    draw_hint(kFiles, ui.text(view.no_file), ui);
    return std::nullopt;
  }
  const FilePlace& place = view.places[chosen];
  ListStyle style;
  const auto tapped = list(
      ui, "##import_files", inset(kFiles, 6), place.files.size(),
      [&](std::size_t index, Rect row) {
        const FoundFile& file = place.files[index];
        if (view.marked == index) fill(ui, row, color::kSelected);
        TextStyle name;
        name.size = 26;
        label(ui, {row.x + 12, row.y, row.w - 372, row.h}, file.name, name);
        TextStyle facts;
        facts.size = 20;
        facts.color = color::kSoftInk;
        facts.align = Align::right;
        label(ui, {row.x + row.w - 350, row.y, 240, row.h}, format_short_date_time(file.changed, view.zone), facts);
        label(ui, {row.x + row.w - 104, row.y, 90, row.h}, size_words(file.bytes), facts);
      },
      style);
  if (!tapped) return std::nullopt;
  return place.folder + "/" + place.files[*tapped].name;
}

}  // namespace

std::optional<std::string> draw_file_choice(const FileChoice& choice, std::size_t& place, const Ui& ui) {
  draw_places(choice, place, ui);
  return draw_files(choice, place, ui);
}

}  // namespace uketsuke
