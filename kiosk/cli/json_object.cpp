// nlohmann-json writes the texts; the rest is put together here.
#include "kiosk/cli/json_object.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

namespace uketsuke::cli {
namespace {

std::string json_text(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

JsonObject& JsonObject::put(std::string_view key, std::string_view json) {
  if (!body_.empty()) body_ += ',';
  body_ += json_text(key);
  body_ += ':';
  body_ += json;
  return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) { return put(key, json_text(value)); }

JsonObject& JsonObject::text_or_null(std::string_view key, std::string_view value) {
  return value.empty() ? null(key) : text(key, value);
}

JsonObject& JsonObject::number(std::string_view key, std::int64_t value) { return put(key, std::to_string(value)); }

JsonObject& JsonObject::number(std::string_view key, const std::optional<std::int64_t>& value) {
  return value ? number(key, *value) : null(key);
}

JsonObject& JsonObject::real(std::string_view key, const std::optional<double>& value) {
  return value ? put(key, fmt::format("{:.3f}", *value)) : null(key);
}

JsonObject& JsonObject::boolean(std::string_view key, bool value) { return put(key, value ? "true" : "false"); }

JsonObject& JsonObject::null(std::string_view key) { return put(key, "null"); }

JsonObject& JsonObject::texts(std::string_view key, const std::vector<std::string>& values) {
  std::string json = "[";
  for (const std::string& value : values) json += (json.size() > 1 ? "," : "") + json_text(value);
  return put(key, json + "]");
}

JsonObject& JsonObject::numbers(std::string_view key, const std::vector<std::int64_t>& values) {
  return put(key, fmt::format("[{}]", fmt::join(values, ",")));
}

JsonObject& JsonObject::objects(std::string_view key, const std::vector<JsonObject>& values) {
  std::string json = "[";
  for (const JsonObject& value : values) json += (json.size() > 1 ? "," : "") + value.line();
  return put(key, json + "]");
}

JsonObject& JsonObject::object(std::string_view key, const JsonObject& value) { return put(key, value.line()); }

}  // namespace uketsuke::cli
