// See window_hand_over.h.
#include "kiosk/window_hand_over.h"

#include <array>
#include <filesystem>
#include <utility>

#include "kiosk/cli/purge.h"
#include "kiosk/output/export.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::array kLists = {ExportWhat::attendance, ExportWhat::roster,    ExportWhat::sign_in,
                               ExportWhat::name_tags,  ExportWhat::questions, ExportWhat::certificates,
                               ExportWhat::scans,      ExportWhat::council,   ExportWhat::result_report};

/// CODE-attendance-…: another event's code may begin alike.
bool is_list_of(const std::string& name, const EventCode& event) {
  for (const ExportWhat what : kLists) {
    if (name.starts_with(event.value + "-" + std::string(word(what)) + "-")) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> remove_lists(const std::string& export_folder, const EventCode& event) {
  std::vector<std::string> stayed;
  std::error_code error;
  std::vector<fs::path> lists;
  for (const fs::directory_entry& entry : fs::directory_iterator(export_folder, error)) {
    if (is_list_of(entry.path().filename().string(), event)) lists.push_back(entry.path());
  }
  for (const fs::path& list : lists) {
    if (!fs::remove(list, error)) stayed.push_back(list.string());
  }
  return stayed;
}

std::function<Result<KioskEvent>(const EraseNames&)> make_name_eraser(std::string folder, std::string assets,
                                                                      std::string export_folder) {
  return [folder = std::move(folder), assets = std::move(assets),
          lists = std::move(export_folder)](const EraseNames& erase) -> Result<KioskEvent> {
    cli::GlobalOptions options;
    options.data = folder;
    options.by = erase.by;
    const cli::Session session(std::move(options), {[now = erase.now] { return now; }, assets});
    const auto report = cli::purge_names(session, erase.event, false);
    if (!report) return tl::unexpected<Error>(report.error());
    NamesErased done;
    done.people = report->people;
    for (const PurgeReport::Unreached& one : report->unreached) done.unreached.push_back(one.file);
    for (std::string& list : remove_lists(lists, erase.event)) done.unreached.push_back(std::move(list));
    return done;
  };
}

}  // namespace uketsuke
