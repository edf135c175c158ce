// Any bytes as a mapping file, and what it maps: errors have words, columns are within the header.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/roster_mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace uketsuke;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto rules = parse_mapping_toml(text, "m.toml");
  if (!rules) {
    CHECK(!rules.error().what.empty());
    return 0;
  }
  const std::vector<std::string> header = {"受付番号", "送信日時", "処理状況", "氏名", "所属"};
  const std::vector<MappingRules> formats = {*rules};
  const MappingRules* found = find_format(header, formats);
  CHECK(found == nullptr || !rules->when.empty());
  const auto map = map_columns(header, &*rules);
  if (!map) {
    CHECK(!map.error().what.empty());
    return 0;
  }
  for (const auto& column : map->column) CHECK(!column || *column < header.size());
  CHECK(!map->skip_column || *map->skip_column < header.size());
  return 0;
}
