// Any bytes as a roster: no crash, lines ascend, what is handed on is valid UTF-8 with a name.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/names.h"
#include "kiosk/intake/csv_reader.h"
#include "kiosk/intake/roster_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace uketsuke;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CsvReader reader(bytes, detect_delimiter(bytes));
  std::int64_t line = 0;
  for (CsvRecord record; reader.next(record);) {
    CHECK(record.line > line && record.last_line >= record.line && !record.cells.empty());
    line = record.line;
  }
  RosterRules rules;
  rules.now = UtcMillis{4'000'000'000'000};
  for (const char* header : {"", "氏名,所属,タイムスタンプ,職種,メール,備考\n"}) {
    const RosterContent content = read_roster_text(header + std::string(bytes), "f", rules);
    for (const Application& application : content.applications) {
      CHECK(application.attendees.size() == 1 && !application.attendees[0].name.empty());
      CHECK(is_valid_utf8(application.attendees[0].name) && is_valid_utf8(application.attendees[0].note));
      CHECK(!application.received || *application.received <= rules.now);
    }
    for (const BadLine& bad : content.bad) CHECK(bad.line > 0 && !bad.why.empty() && is_valid_utf8(bad.text));
  }
  return 0;
}
