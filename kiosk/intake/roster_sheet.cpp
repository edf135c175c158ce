// The rows of an XLSX sheet as the rows of a table: which sheet, where its header is, which rows are applicants.
#include "kiosk/intake/roster_sheet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/person_titles.h"
#include "kiosk/intake/table_rows.h"
#include "kiosk/intake/xlsx_reader.h"

namespace uketsuke {
namespace {

/// A header stands within the first rows that hold something.
constexpr std::size_t kMostTitleRows = 50;

struct HeaderPlace {
  std::int64_t row = 0;
  int score = 0;  ///< 0: no name among the titles
};

bool is_blank(const std::string& cell) { return trim(cell).empty(); }

/// How much a row looks like the header: the ranks of the fields it names; 0 without a name.
int score_header(const std::vector<std::string>& cells, const MappingRules* mapping) {
  std::array<int, kRosterFieldCount> ranks{};
  const auto rank_of = [&ranks](RosterField field) -> int& { return ranks.at(static_cast<std::size_t>(field)); };
  for (const std::string& cell : cells) {
    if (is_blank(cell) || cell.size() > kMaxCellCharacters) continue;
    if (const auto fit = fit_numbered_title(cell)) rank_of(fit->field) = std::max(rank_of(fit->field), fit->rank);
    if (mapping == nullptr) continue;
    const auto take_told = [&](const auto& columns) {
      for (const auto& [field, title] : columns) {
        if (!title.empty() && fold_title(title) == fold_title(cell)) rank_of(field) = 6;
      }
    };
    take_told(mapping->columns);
    for (const auto& person : mapping->people) take_told(person);
  }
  if (rank_of(RosterField::name) == 0 && rank_of(RosterField::family_name) == 0) return 0;
  int sum = 0;
  for (const int rank : ranks) sum += rank;
  return sum;
}

Result<HeaderPlace> find_header(const XlsxBook& book, const SheetInfo& sheet, const MappingRules* mapping) {
  HeaderPlace best;
  std::size_t seen = 0;
  const Status read = book.read_rows(sheet, [&](SheetRow& row) {
    const int score = score_header(row.cells, mapping);
    if (best.row == 0 || score > best.score) best = {row.row, score};
    return ++seen < kMostTitleRows;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return best;
}

struct ChosenSheet {
  const SheetInfo* sheet = nullptr;
  HeaderPlace header;
  std::vector<std::string> others;  ///< sheets that have a name title too
};

/// The first sheet whose header has a name; else the first one, whose titles the error then lists.
Result<ChosenSheet> choose_sheet(const XlsxBook& book, const MappingRules* mapping) {
  ChosenSheet chosen;
  std::vector<const SheetInfo*> order;
  for (const bool hidden : {false, true}) {
    for (const SheetInfo& sheet : book.sheets()) {
      if (sheet.hidden == hidden) order.push_back(&sheet);
    }
  }
  for (const SheetInfo* sheet : order) {
    const auto header = find_header(book, *sheet, mapping);
    if (!header) return tl::unexpected<Error>(header.error());
    if (chosen.header.score > 0) {
      if (header->score > 0 && !sheet->hidden) chosen.others.push_back(sheet->name);
    } else if (chosen.sheet == nullptr || header->score > 0) {
      chosen.sheet = sheet;
      chosen.header = *header;
    }
  }
  return chosen;
}

/// Reads one sheet from its header on.
class SheetTable {
 public:
  SheetTable(const std::string& file, const RosterRules& rules, std::int64_t header)
      : rows_(file, rules), header_(header) {}

  bool take(SheetRow& row) {
    if (row.row < header_) return true;
    if (!rows_.has_header()) {
      while (!row.cells.empty() && is_blank(row.cells.back())) row.cells.pop_back();
      rows_.take_header(row.cells, row.row);
    } else {
      take_row(row);
    }
    return !rows_.is_over() && rows_.goes_on(row.at, row.of);
  }

  RosterContent finish(const ChosenSheet& chosen) {
    if (!rows_.has_header() && !rows_.is_over()) rows_.refuse_file(1, "見出しの行がありません（空のシートです）");
    say(hidden_, "非表示の行が" + std::to_string(hidden_.count) + "行あります（取り込みの対象です）");
    say(aside_,
        "見出しのない列（" + aside_columns_ + "列）の値は読みませんでした（" + std::to_string(aside_.count) + "行）");
    say(unused_, "番号などだけの行を読みとばしました（" + std::to_string(unused_.count) + "行）");
    for (const std::string& other : chosen.others) {
      rows_.note(
          header_, {},
          "読んだのはシート「" + chosen.sheet->name + "」だけです。シート「" + other + "」にも氏名の列があります");
    }
    return rows_.take_content();
  }

 private:
  /// Something that is said once for a sheet.
  struct Tally {
    std::int64_t first = 0;
    std::int64_t count = 0;
    void add(std::int64_t row) {
      if (count++ == 0) first = row;
    }
  };

  void say(const Tally& tally, std::string why) {
    if (tally.count > 0) rows_.note(tally.first, {}, std::move(why));
  }

  void take_row(SheetRow& row) {
    const std::size_t width = rows_.columns().titles.size();
    for (const std::size_t column : row.unknown) {
      if (!rows_.is_read(column)) continue;
      rows_.refuse(row.row, rows_.title(column),
                   "数式の結果が読めません（" + column_letters(column) + std::to_string(row.row) +
                       "）。Excelで開いて値を確かめ、保存し直してください",
                   text_of(row));
      return;
    }
    for (std::size_t column = width; column < row.cells.size(); ++column) {
      if (is_blank(row.cells[column])) continue;
      if (aside_.count == 0) aside_columns_ = column_letters(column);
      aside_.add(row.row);
      break;
    }
    row.cells.resize(width);
    bool used = false;
    for (std::size_t column = 0; column < width; ++column) {
      used = used || (!is_blank(row.cells[column]) && rows_.is_read(column));
    }
    if (!used) {
      unused_.add(row.row);
      return;
    }
    if (row.hidden) hidden_.add(row.row);
    rows_.take_row(row.cells, row.row, text_of(row));
  }

  static std::string text_of(const SheetRow& row) {
    std::string text;
    for (const std::string& cell : row.cells) text += (&cell == &row.cells.front() ? "" : "\t") + cell;
    return text;
  }

  TableRows rows_;
  std::int64_t header_;
  Tally hidden_;
  Tally aside_;
  Tally unused_;
  std::string aside_columns_;
};

}  // namespace

RosterContent read_roster_sheet(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  const auto book = XlsxBook::open(bytes);
  if (!book) return unusable_file(file, book.error().what);
  const auto chosen = choose_sheet(*book, rules.mapping);
  if (!chosen) return unusable_file(file, chosen.error().what);
  SheetTable table(file, rules, chosen->header.row);
  const Status read = book->read_rows(*chosen->sheet, [&table](SheetRow& row) { return table.take(row); });
  if (!read) return unusable_file(file, read.error().what);
  return table.finish(*chosen);
}

RosterContent refuse_compound_file(std::string_view bytes, const std::string& file) {
  if (is_encrypted_workbook(bytes)) {
    return unusable_file(file,
                         "パスワード付きのExcelファイルです。Excelで開き、パスワードを外して保存し直してください"
                         "（ファイル → 情報 → ブックの保護 → パスワードを使用して暗号化）");
  }
  return unusable_file(file,
                       "古い形式のファイル（.xlsなど）です。Excelで開き、「名前を付けて保存」で"
                       "「Excelブック（.xlsx）」として保存し直してください");
}

}  // namespace uketsuke
