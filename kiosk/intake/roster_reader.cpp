// Which reader a file goes to: by its first bytes, then by its name's end. The seam for further formats is
// read_by_format.
#include "kiosk/intake/roster_reader.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/roster_mail.h"
#include "kiosk/intake/roster_sheet.h"
#include "kiosk/intake/roster_zip.h"
#include "kiosk/intake/table_rows.h"
#include "kiosk/intake/xlsx_reader.h"
#include "kiosk/intake/zip_file.h"

namespace uketsuke {
namespace {

/// Formats that are known and not read.
bool is_unread_format(const std::string& extension, std::string_view bytes) {
  constexpr std::array<std::string_view, 7> kExtensions = {".ods", ".xlsb", ".numbers", ".pdf",
                                                           ".doc", ".docx", ".msg"};
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end() ||
         bytes.substr(0, 5) == "%PDF-";
}

RosterContent refuse_format(const std::string& file) {
  return unusable_file(
      file,
      "この形式は読めません。読める形式はCSV（.csv .tsv .txt、UTF-8またはShift_JIS）、Excel（.xlsx）、"
      "それらの.zip、メール（.eml、mbox）です。表計算ソフトで「Excelブック」または「CSV」として保存してください");
}

/// A zip, or a workbook, which is one.
RosterContent read_zipped(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  const auto zip = ZipFile::open(bytes);
  if (!zip) return unusable_file(file, zip.error().what);
  if (zip->find("xl/workbook.xml") != nullptr) return read_roster_sheet(bytes, file, rules);
  if (zip->find("[Content_Types].xml") != nullptr || zip->find("mimetype") != nullptr) return refuse_format(file);
  const auto read_part = [&rules](std::string_view part, const std::string& name) {
    const auto inner = is_zip(part) ? ZipFile::open(part) : tl::unexpected<Error>(Error{});
    if (is_zip(part) && !(inner && inner->find("xl/workbook.xml") != nullptr))
      return unusable_file(name, "zipの中のzipは読みません。取り出してから指定してください");
    return read_roster_bytes(part, name, rules);
  };
  return read_roster_zip(*zip, file, rules, read_part);
}

Result<RosterContent> read_by_format(const std::string& path, const RosterRules& rules) {
  const auto bytes = read_file_bytes(path);
  if (!bytes && bytes.error().code == Code::bad_input)
    return unusable_file(path, "ファイルが大きすぎます（" + std::to_string(kMaxInputBytes >> 20) + " MBまで読めます）");
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return read_roster_bytes(*bytes, path, rules);
}

Result<RosterContent> read_folder(const std::string& folder, const RosterRules& rules) {
  constexpr std::array<std::string_view, 3> kRead = {".csv", ".xlsx", ".zip"};
  std::vector<std::string> names;
  DIR* directory = ::opendir(folder.c_str());
  if (directory == nullptr) return fail(Code::io_failed, "フォルダーを読めません", folder);
  while (const dirent* entry = ::readdir(directory)) {
    const std::string name = entry->d_name;
    const bool lock = name.compare(0, 2, "~$") == 0;  // of a workbook that is open in Excel
    const bool table = std::find(kRead.begin(), kRead.end(), lower_extension(name)) != kRead.end();
    if (name[0] != '.' && !lock && (table || is_mail_file(name, {}))) names.push_back(name);
  }
  ::closedir(directory);
  std::sort(names.begin(), names.end());
  if (names.empty()) return unusable_file(folder, "フォルダーに .csv .xlsx .zip .eml のファイルがありません");
  RosterContent all;
  for (const std::string& name : names) {
    auto content = read_by_format(folder + (folder.back() == '/' ? "" : "/") + name, rules);
    if (!content) return content;
    append_content(all, std::move(*content));
  }
  return all;
}

}  // namespace

RosterContent read_roster_bytes(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  const std::string extension = lower_extension(file);
  if (is_unread_format(extension, bytes)) return refuse_format(file);
  if (is_zip(bytes)) return read_zipped(bytes, file, rules);
  if (is_compound_file(bytes)) return refuse_compound_file(bytes, file);
  if (is_mail_file(file, bytes)) return read_roster_mail(bytes, file, rules);
  if (extension == ".xlsx" || extension == ".xlsm" || extension == ".zip" || extension == ".xls") {
    return unusable_file(file, "中身が" + extension + "ではありません（壊れているか、名前だけが変えられています）");
  }
  return read_roster_text(bytes, file, rules);
}

Result<RosterContent> read_roster_file(const std::string& path, const RosterRules& rules) {
  struct stat facts {};
  if (!path.empty() && ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) return read_folder(path, rules);
  return read_by_format(path, rules);
}

Result<RosterContent> read_roster_files(const std::vector<std::string>& paths, const RosterRules& rules) {
  RosterContent all;
  for (const std::string& path : paths) {
    auto content = read_roster_file(path, rules);
    if (!content) return content;
    append_content(all, std::move(*content));
  }
  return all;
}

}  // namespace uketsuke
