// A reader of RFC 4180 that knows nothing of the writer under test. Tests only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// Records of fields. Only CRLF ends a record; a bare CR or LF outside of quotes is kept, so that it shows.
inline std::vector<std::vector<std::string>> parse_small_csv(std::string_view text) {
  std::vector<std::vector<std::string>> records(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = records.back().back();
    const std::string_view rest = text.substr(i);
    if (quoted) {
      if (rest.substr(0, 2) == "\"\"") {
        field += '"';
        ++i;
      } else if (rest.front() == '"') {
        quoted = false;
      } else {
        field += rest.front();
      }
    } else if (rest.front() == '"' && field.empty()) {
      quoted = true;
    } else if (rest.front() == ',') {
      records.back().emplace_back();
    } else if (rest.substr(0, 2) == "\r\n") {
      records.emplace_back(1, std::string());
      ++i;
    } else {
      field += rest.front();
    }
  }
  if (records.back().size() == 1 && records.back()[0].empty()) records.pop_back();
  return records;
}

}  // namespace uketsuke
