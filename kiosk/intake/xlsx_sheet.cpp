// See xlsx_sheet.h.
#include "kiosk/intake/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/names.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMostMerges = 20'000;
/// Longest text of a cell that is collected; Excel's own limit is 32 767 characters.
constexpr std::size_t kMostCellBytes = std::size_t{256} << 10;
constexpr std::size_t kMostRowBytes = std::size_t{4} << 20;
constexpr std::int64_t kLastRow = 1'048'576;

std::size_t read_index(std::string_view text) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? value : static_cast<std::size_t>(-1);
}

}  // namespace

void MergeCollector::start(std::string_view name, const Attributes& attributes) {
  if (name == "row") ++rows_;
  if (name != "mergeCell" || merges_.size() >= kMostMerges) return;
  const std::string_view range = attribute(attributes, "ref");
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) return;
  const auto column = column_of(range.substr(0, colon));
  const auto first = row_of(range.substr(0, colon));
  const auto last = row_of(range.substr(colon + 1));
  if (column && first && last && *last > *first && *column < kMaxSheetColumns)
    merges_.push_back({*first, *last, *column});
}

std::vector<TallMerge> MergeCollector::take() {
  std::stable_sort(merges_.begin(), merges_.end(),
                   [](const TallMerge& a, const TallMerge& b) { return a.first < b.first; });
  return std::move(merges_);
}

void RowCollector::refuse(std::string why) {
  fault_ = std::move(why);
  done_ = true;
}

void RowCollector::start(std::string_view name, const Attributes& attributes) {
  if (name == "row") {
    begin_row(attributes);
  } else if (name == "c") {
    begin_cell(attributes);
  } else if (in_cell_ && name == "v") {
    in_value_ = true;
    cell_.has_value = true;
  } else if (in_cell_ && name == "f") {
    cell_.has_formula = true;
  } else if (in_cell_ && name == "is") {
    in_inline_ = true;
  } else if (in_inline_) {
    inline_text_.start(name);
  }
}

void RowCollector::end(std::string_view name) {
  if (name == "row") {
    end_row();
  } else if (name == "c" && in_cell_) {
    end_cell();
  } else if (name == "v") {
    in_value_ = false;
  } else if (name == "is" && in_inline_) {
    in_inline_ = false;
    cell_.value = inline_text_.take();
    cell_.has_value = true;
  } else if (in_inline_) {
    inline_text_.end(name);
  }
}

void RowCollector::text(std::string_view piece) {
  if (in_inline_ && inline_text_.size() < kMostCellBytes) inline_text_.text(piece);
  if (in_value_ && cell_.value.size() < kMostCellBytes) cell_.value.append(piece);
}

void RowCollector::begin_row(const Attributes& attributes) {
  const std::string_view number = attribute(attributes, "r");
  const std::int64_t row = number.empty() ? row_.row + 1 : row_of(number).value_or(0);
  if (row <= row_.row || row > kLastRow) {
    refuse("行の番号が正しくありません");
    return;
  }
  row_.row = row;
  row_.at = begun_++;
  row_.cells.clear();
  row_.unknown.clear();
  const std::string_view hidden = attribute(attributes, "hidden");
  row_.hidden = hidden == "1" || hidden == "true";
  next_column_ = 0;
  row_bytes_ = 0;
}

void RowCollector::begin_cell(const Attributes& attributes) {
  cell_ = {};
  in_cell_ = true;
  const std::string_view reference = attribute(attributes, "r");
  cell_.column = reference.empty() ? next_column_ : column_of(reference).value_or(next_column_);
  next_column_ = cell_.column + 1;
  cell_.type = attribute(attributes, "t");
  const std::string_view style = attribute(attributes, "s");
  cell_.style = style.empty() ? 0 : read_index(style);
}

std::string RowCollector::cell_text() {
  if (cell_.type == "s") {
    const std::size_t index = read_index(cell_.value);
    if (index < tables_.strings.size()) return tables_.strings[index];
    refuse("文字列の表にない番号を使っています");
    return {};
  }
  if (cell_.type == "b") return cell_.value == "1" ? "TRUE" : cell_.value == "0" ? "FALSE" : cell_.value;
  if (cell_.type == "d" && cell_.value.find('T') != std::string::npos && cell_.value.back() == 'Z')
    return cell_.value.substr(0, cell_.value.size() - 1);  // a sheet's times have no zone
  if (cell_.type == "str") return unescape_text(cell_.value);
  if (cell_.type == "inlineStr" || cell_.type == "d") return std::move(cell_.value);
  const NumberStyle style = cell_.style < tables_.styles.size() ? tables_.styles[cell_.style] : NumberStyle();
  return number_text(cell_.value, style, tables_.from_1904);
}

void RowCollector::end_cell() {
  in_cell_ = false;
  if (cell_.column >= kMaxSheetColumns) return;
  if (cell_.type == "e" || (cell_.has_formula && !cell_.has_value)) {
    row_.unknown.push_back(cell_.column);
    return;
  }
  std::string value = cell_text();
  if (value.empty()) return;
  row_bytes_ += value.size();
  if (++cells_ > kMaxSheetCells || row_bytes_ > kMostRowBytes) {
    refuse("シートが大きすぎます");
    return;
  }
  if (row_.cells.size() <= cell_.column) row_.cells.resize(cell_.column + 1);
  row_.cells[cell_.column] = std::move(value);
}

/// Rows below the first of a merge get its value.
void RowCollector::fill_merges() {
  for (; next_merge_ < merges_.size() && merges_[next_merge_].first <= row_.row; ++next_merge_) {
    const TallMerge& merge = merges_[next_merge_];
    open_[merge.column] = {merge.last, {}, false};
    if (merge.first == row_.row && merge.column < row_.cells.size())
      open_[merge.column] = {merge.last, row_.cells[merge.column], true};
  }
  for (auto at = open_.begin(); at != open_.end();) {
    if (at->second.last < row_.row) {
      at = open_.erase(at);
      continue;
    }
    if (at->second.known) {
      if (row_.cells.size() <= at->first) row_.cells.resize(at->first + 1);
      if (row_.cells[at->first].empty()) row_.cells[at->first] = at->second.value;
    }
    ++at;
  }
}

void RowCollector::end_row() {
  const bool blank = row_.unknown.empty() && std::all_of(row_.cells.begin(), row_.cells.end(),
                                                         [](const std::string& cell) { return trim(cell).empty(); });
  fill_merges();
  if (blank || done_) return;
  if (++rows_ > kMaxSheetRows) {
    refuse("行が多すぎます（" + std::to_string(kMaxSheetRows) + "行まで読めます）");
    return;
  }
  if (!take_(row_)) done_ = true;
}

}  // namespace uketsuke
