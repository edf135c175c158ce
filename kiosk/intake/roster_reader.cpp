// The seam for further formats is read_by_format: one function a file name's end.
#include "kiosk/intake/roster_reader.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/csv_reader.h"
#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/roster_row.h"
#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxKeptText = 8000;
constexpr std::size_t kMostBadLines = 10'000;

/// At most so many bytes of valid UTF-8, NUL shown.
std::string kept_text(std::string_view text) {
  std::string kept(text.substr(0, kMaxKeptText));
  while (kept.size() < text.size() && !kept.empty() && (static_cast<unsigned char>(text[kept.size()]) & 0xC0) == 0x80) {
    kept.pop_back();
  }
  for (std::size_t at = kept.find('\0'); at != std::string::npos; at = kept.find('\0', at)) {
    kept.replace(at, 1, "\xE2\x90\x80");
  }
  return kept;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Reads the records of one decoded text; owns what is known between them.
class TableReader {
 public:
  TableReader(const DecodedText& text, std::string file, const RosterRules& rules)
      : text_(text), file_(std::move(file)), rules_(rules), reader_(text.utf8, detect_delimiter(text.utf8)) {}

  RosterContent read() {
    CsvRecord record;
    bool header = false;
    while (!content_.unusable && reader_.next(record)) {
      if (is_blank(record)) continue;
      if (header) {
        take_row(record);
      } else {
        take_header(record);
        header = true;
      }
    }
    if (!header && !content_.unusable) refuse_file(1, "見出しの行がありません（空のファイルです）");
    return std::move(content_);
  }

 private:
  static bool is_blank(const CsvRecord& record) {
    return record.fault == CsvFault::none &&
           std::all_of(record.cells.begin(), record.cells.end(), [](const std::string& c) { return trim(c).empty(); });
  }

  void refuse_file(std::int64_t line, std::string why) {
    content_.bad.push_back(BadLine{file_, line, {}, std::move(why), {}});
    ++content_.bad_files;
    content_.unusable = true;
  }

  void refuse(const CsvRecord& record, std::string field, std::string why) {
    if (content_.bad.size() >= kMostBadLines) {
      refuse_file(record.line, "これ以前に読めない行が多すぎます。ファイルを確かめてください");
      return;
    }
    content_.bad.push_back(BadLine{file_, record.line, std::move(field), std::move(why), kept_text(record.text)});
  }

  [[nodiscard]] bool is_broken(const CsvRecord& record) const {
    const auto first = std::lower_bound(text_.broken_lines.begin(), text_.broken_lines.end(), record.line);
    return first != text_.broken_lines.end() && *first <= record.last_line;
  }

  /// What is wrong with a record as such; empty if nothing.
  [[nodiscard]] std::string record_fault(const CsvRecord& record) const {
    switch (record.fault) {
      case CsvFault::open_quote:
        return "引用符（\"）が閉じていません（" + std::to_string(record.fault_line) + "行目で始まる引用符）";
      case CsvFault::too_long:
        return "行が長すぎます";
      case CsvFault::none:
        break;
    }
    if (record.text.find('\0') != std::string_view::npos) return "NUL文字が含まれています";
    if (is_broken(record)) return "文字コードが壊れています（" + text_.encoding + " として読めない文字があります）";
    return {};
  }

  void take_header(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      refuse_file(record.line, "見出しの行が読めません: " + why);
      return;
    }
    auto map = map_columns(record.cells, rules_.mapping);
    if (!map) {
      refuse_file(record.line, map.error().what);
      return;
    }
    map_ = std::move(*map);
  }

  [[nodiscard]] std::string title(std::size_t column) const {
    return column < map_.titles.size() ? trim(map_.titles[column]) : std::string();
  }

  /// Cells that a spreadsheet pads with are fine where it padded the header too.
  [[nodiscard]] bool has_right_count(const std::vector<std::string>& cells) const {
    if (cells.size() == map_.padded_count) return true;
    if (cells.size() < map_.titles.size() || cells.size() > map_.padded_count) return false;
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(map_.titles.size()), cells.end(),
                       [](const std::string& cell) { return trim(cell).empty(); });
  }

  bool refuse_faulty(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      const std::size_t last = record.cells.empty() ? 0 : record.cells.size() - 1;
      refuse(record, record.fault == CsvFault::open_quote ? title(last) : std::string(), std::move(why));
      return true;
    }
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      if (record.cells[i].size() <= kMaxCellCharacters || count_characters(record.cells[i]) <= kMaxCellCharacters)
        continue;
      refuse(record, title(i), "1つの欄が2,000文字を超えています");
      return true;
    }
    if (!has_right_count(record.cells)) {
      refuse(record, {},
             "欄の数が見出しと違います（見出し" + std::to_string(map_.titles.size()) + "、この行" +
                 std::to_string(record.cells.size()) + "）");
      return true;
    }
    return false;
  }

  void take_row(const CsvRecord& record) {
    if (refuse_faulty(record)) return;
    bool unknown = false;
    auto application = read_roster_row(record.cells, map_, rules_, unknown);
    if (!application) {
      refuse(record, std::move(application.error().field), std::move(application.error().why));
      return;
    }
    application->line = record.line;
    application->file = file_;
    if (unknown) {
      const std::string& given = application->attendees.front().profession.given;
      if (seen_professions_.insert(given).second) content_.unknown_professions.push_back(given);
    }
    content_.applications.push_back(std::move(*application));
  }

  const DecodedText& text_;
  std::string file_;
  const RosterRules& rules_;
  CsvReader reader_;
  ColumnMap map_;
  std::set<std::string> seen_professions_;
  RosterContent content_;
};

RosterContent unusable(const std::string& file, std::string why) {
  RosterContent content;
  content.bad.push_back(BadLine{file, 1, {}, std::move(why), {}});
  content.bad_files = 1;
  content.unusable = true;
  return content;
}

void append(RosterContent& all, RosterContent&& more) {
  std::move(more.applications.begin(), more.applications.end(), std::back_inserter(all.applications));
  std::move(more.bad.begin(), more.bad.end(), std::back_inserter(all.bad));
  for (std::string& words : more.unknown_professions) {
    if (std::find(all.unknown_professions.begin(), all.unknown_professions.end(), words) ==
        all.unknown_professions.end()) {
      all.unknown_professions.push_back(std::move(words));
    }
  }
  all.bad_files += more.bad_files;
  all.unusable = all.unusable || more.unusable;
}

std::string lower_extension(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t point = path.rfind('.');
  if (point == std::string::npos || (slash != std::string::npos && point < slash)) return {};
  std::string extension = path.substr(point);
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension;
}

/// The formats that are known but not read yet. Their readers take their place here.
bool is_unread_format(const std::string& extension, std::string_view bytes) {
  static constexpr std::string_view kExtensions[] = {".xlsx", ".xls", ".xlsm", ".ods", ".zip", ".eml", ".mbox", ".pdf"};
  if (std::find(std::begin(kExtensions), std::end(kExtensions), extension) != std::end(kExtensions)) return true;
  return bytes.substr(0, 4) == "PK\x03\x04" || bytes.substr(0, 4) == "\xD0\xCF\x11\xE0" ||
         bytes.substr(0, 5) == "%PDF-";
}

Result<RosterContent> read_by_format(const std::string& path, const RosterRules& rules) {
  const auto bytes = read_file_bytes(path);
  if (!bytes && bytes.error().code == Code::bad_input)
    return unusable(path, "ファイルが大きすぎます（" + std::to_string(kMaxInputBytes >> 20) + " MBまで読めます）");
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  if (is_unread_format(lower_extension(path), *bytes)) {
    return unusable(path,
                    "この形式は読めません。読める形式はCSV（.csv .tsv .txt、UTF-8またはShift_JIS）です。"
                    "表計算ソフトで「CSV」として保存してください");
  }
  return read_roster_text(*bytes, path, rules);
}

Result<RosterContent> read_folder(const std::string& folder, const RosterRules& rules) {
  std::vector<std::string> names;
  DIR* directory = ::opendir(folder.c_str());
  if (directory == nullptr) return fail(Code::io_failed, "the folder cannot be read", folder);
  while (const dirent* entry = ::readdir(directory)) {
    const std::string name = entry->d_name;
    if (name[0] != '.' && lower_extension(name) == ".csv") names.push_back(name);
  }
  ::closedir(directory);
  std::sort(names.begin(), names.end());
  if (names.empty()) return unusable(folder, "フォルダーに .csv ファイルがありません");
  RosterContent all;
  for (const std::string& name : names) {
    auto content = read_by_format(folder + (folder.back() == '/' ? "" : "/") + name, rules);
    if (!content) return content;
    append(all, std::move(*content));
  }
  return all;
}

}  // namespace

RosterContent read_roster_text(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  const auto text = decode_text(bytes);
  if (!text) return unusable(file, text.error().what);
  return TableReader(*text, file, rules).read();
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
    append(all, std::move(*content));
  }
  return all;
}

}  // namespace uketsuke
