// See roster_zip.h.
#include "kiosk/intake/roster_zip.h"

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/table_rows.h"

namespace uketsuke {
namespace {

/// All parts together, so that many small bombs are one.
constexpr std::uint64_t kMostTogether = std::uint64_t{256} << 20;

bool is_roster_name(std::string_view name) {
  constexpr std::array<std::string_view, 5> kRead = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"};
  const std::string extension = lower_extension(name);
  return std::find(kRead.begin(), kRead.end(), extension) != kRead.end();
}

/// What systems put beside files: __MACOSX/, .DS_Store, Thumbs.db, Excel's lock files.
bool is_litter(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  return name.substr(0, 9) == "__MACOSX/" || last.substr(0, 1) == "." || last == "Thumbs.db" || last == "desktop.ini" ||
         last.substr(0, 2) == "~$";
}

RosterContent no_roster(const std::string& file) {
  return unusable_file(file, "zipの中に読めるファイルがありません。読めるのは .csv .tsv .txt .xlsx です");
}

}  // namespace

std::string lower_extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t point = name.rfind('.');
  if (point == std::string_view::npos) return {};
  std::string extension(name.substr(point));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension;
}

RosterContent read_roster_zip(const ZipFile& zip, const std::string& file, const RosterRules& rules,
                              const ReadPart& read_part) {
  RosterContent all;
  std::vector<const ZipEntry*> parts;
  for (const ZipEntry& entry : zip.entries()) {
    if (entry.folder || is_litter(entry.name)) continue;
    if (is_roster_name(entry.name)) {
      parts.push_back(&entry);
    } else {
      all.notes.push_back({file + "/" + entry.name, 1, {}, "この形式は読まないので、とばしました", {}});
    }
  }
  if (parts.empty()) return no_roster(file);
  std::stable_sort(parts.begin(), parts.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->name < b->name; });
  std::uint64_t together = 0;
  for (const ZipEntry* part : parts) {
    const std::string name = file + "/" + part->name;
    const auto bytes = zip.read_all(*part, rules.password, kMaxInputBytes);
    if (!bytes) {
      RosterContent bad = unusable_file(name, bytes.error().what);
      bad.needs_password = bytes.error().code == Code::bad_call;
      append_content(all, std::move(bad));
      if (all.needs_password) return all;
      continue;
    }
    together += bytes->size();
    if (together > kMostTogether) {
      append_content(
          all, unusable_file(file, "zipの中身が全部で" + std::to_string(kMostTogether >> 20) + " MBを超えています"));
      return all;
    }
    append_content(all, read_part(*bytes, name));
  }
  return all;
}

}  // namespace uketsuke
