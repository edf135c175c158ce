// One pass with a step back only after an open quote; such steps are bounded by kMaxRecordBytes, so the cost is linear.
#include "kiosk/intake/csv_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace uketsuke {

bool CsvReader::at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

void CsvReader::skip_line_end() {
  if (at_ >= text_.size()) return;
  at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
  ++line_;
}

void CsvReader::skip_to_line_end() { at_ = std::min(text_.find_first_of("\r\n", at_), text_.size()); }

CsvReader::CellEnd CsvReader::read_plain(std::string& cell) {
  const std::size_t start = at_;
  const std::size_t limit = std::min(text_.size(), record_start_ + kMaxRecordBytes);
  while (at_ < limit && text_[at_] != delimiter_ && !at_line_end()) ++at_;
  cell.append(text_, start, at_ - start);
  if (at_ >= text_.size()) return CellEnd::record;
  if (at_ >= limit) return CellEnd::too_long;
  if (at_line_end()) return CellEnd::record;
  ++at_;
  return CellEnd::delimiter;
}

CsvReader::CellEnd CsvReader::read_quoted(std::string& cell) {
  quote_at_ = at_;
  quote_line_ = line_;
  const std::size_t limit = std::min(text_.size(), record_start_ + kMaxRecordBytes);
  for (++at_; at_ < limit; ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    } else if (c == '\r' || (c == '\n' && text_[at_ - 1] != '\r')) {
      ++line_;
    }
    cell += c;
  }
  if (at_ >= limit) return CellEnd::open_quote;
  const std::size_t after = ++at_;
  const bool several_lines = line_ != quote_line_;
  const CellEnd end = read_plain(cell);
  const std::size_t trailing_end = end == CellEnd::delimiter ? at_ - 1 : at_;
  const std::string_view trailing = text_.substr(after, trailing_end - after);
  // `"abc` … next line … `"def"`: the second quote belongs to another cell; the first was never closed.
  if (several_lines && trailing.find_first_not_of(' ') != std::string_view::npos) return CellEnd::open_quote;
  return end;
}

CsvReader::CellEnd CsvReader::read_cell(std::string& cell) {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cell);
  return read_plain(cell);
}

bool CsvReader::next(CsvRecord& record) {
  if (at_ >= text_.size()) return false;
  record.line = record.last_line = line_;
  record.fault = CsvFault::none;
  record.fault_line = 0;
  record.cells.clear();
  record_start_ = at_;
  CellEnd end = CellEnd::delimiter;
  while (end == CellEnd::delimiter) {
    std::string cell;
    end = read_cell(cell);
    record.cells.push_back(std::move(cell));
  }
  if (end == CellEnd::open_quote) {
    record.fault = CsvFault::open_quote;
    record.fault_line = quote_line_;
    at_ = quote_at_;
    line_ = quote_line_;
    skip_to_line_end();
  } else if (end == CellEnd::too_long) {
    record.fault = CsvFault::too_long;
    skip_to_line_end();
  }
  record.last_line = line_;
  record.text = text_.substr(record_start_, at_ - record_start_);
  skip_line_end();
  return true;
}

char detect_delimiter(std::string_view text) {
  constexpr std::string_view kCandidates = ",\t;";
  std::size_t counts[3] = {0, 0, 0};
  bool quoted = false;
  bool seen_anything = false;
  for (const char c : text.substr(0, kMaxRecordBytes)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (seen_anything) break;
      continue;  // blank lines before the header
    }
    seen_anything = true;
    const std::size_t which = kCandidates.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  const auto* most = std::max_element(std::begin(counts), std::end(counts));
  return kCandidates[static_cast<std::size_t>(most - std::begin(counts))];
}

}  // namespace uketsuke
