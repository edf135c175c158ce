// One JSON object, its keys in the order they were put, as one line. Texts that are no UTF-8 are mended, so that the
// line is valid JSON whatever was given. A value; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::cli {

class JsonObject {
 public:
  JsonObject& text(std::string_view key, std::string_view value);
  /// null where it is empty
  JsonObject& text_or_null(std::string_view key, std::string_view value);
  JsonObject& number(std::string_view key, std::int64_t value);
  JsonObject& number(std::string_view key, const std::optional<std::int64_t>& value);
  /// With at most three digits after the point; null where there is none.
  JsonObject& real(std::string_view key, const std::optional<double>& value);
  JsonObject& boolean(std::string_view key, bool value);
  JsonObject& null(std::string_view key);
  JsonObject& texts(std::string_view key, const std::vector<std::string>& values);
  JsonObject& numbers(std::string_view key, const std::vector<std::int64_t>& values);
  JsonObject& objects(std::string_view key, const std::vector<JsonObject>& values);
  JsonObject& object(std::string_view key, const JsonObject& value);
  [[nodiscard]] std::string line() const { return "{" + body_ + "}"; }

 private:
  JsonObject& put(std::string_view key, std::string_view json);
  std::string body_;
};

}  // namespace uketsuke::cli
