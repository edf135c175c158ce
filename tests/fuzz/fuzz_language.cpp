// Any bytes as a file of words: no crash; what is taken answers every id, with values put in or left as they are.
#include <cstddef>
#include <cstdint>
#include <string>

#include "kiosk/ui/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace uketsuke;
  const std::string content(reinterpret_cast<const char*>(data), size);
  const auto texts = Texts::parse(content, "f");
  if (!texts) {
    CHECK(!texts.error().what.empty());
  } else {
    const TextValues values{{"name", content.substr(0, 40)}, {"count", "3"}, {"", "x"}};
    for (const auto& [id, words] : texts->words()) {
      CHECK(texts->get(id) == words || words.find('{') != std::string::npos);
      CHECK(texts->get(id, values).size() <= words.size() * 64 + 64);
      static_cast<void>(find_placeholders(words));
    }
    CHECK(texts->get("no such id").find("no such id") != std::string::npos);
  }
  static_cast<void>(find_placeholders(content));
  return 0;
}
