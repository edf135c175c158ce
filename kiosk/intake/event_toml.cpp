// toml++ stays in this file; what it throws is caught here.
#include "kiosk/intake/event_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/nearest_word.h"
#include "common/questionnaire.h"
#include "kiosk/intake/event_fields.h"
#include "kiosk/intake/event_move.h"
#include "kiosk/intake/file_bytes.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxEventFileBytes = std::size_t{1} << 20;
constexpr const char* kRequired[] = {"code", "title", "venue", "starts_at"};

using Problems = std::vector<FieldProblem>;

std::string date_text(const toml::date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(date.year),
                static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
  return text;
}

std::string date_time_text(const toml::date_time& when) {
  char text[32];
  std::snprintf(text, sizeof text, "%02u:%02u:%02u", static_cast<unsigned>(when.time.hour),
                static_cast<unsigned>(when.time.minute), static_cast<unsigned>(when.time.second));
  if (!when.offset) return date_text(when.date) + " " + text;
  const int minutes = when.offset->minutes;
  char offset[16];
  std::snprintf(offset, sizeof offset, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                std::abs(minutes) % 60);
  return date_text(when.date) + "T" + text + offset;
}

/// A node as a FieldValue; else what it is, in words.
Result<FieldValue> read_node(const toml::node& node) {
  FieldValue value;
  if (const auto* text = node.as_string()) {
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = FieldKind::integer;
    value.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = FieldKind::boolean;
    value.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = FieldKind::time;
    value.text = date_text(date->get());
  } else if (const auto* when = node.as_date_time()) {
    value.kind = FieldKind::time;
    value.text = date_time_text(when->get());
  } else if (const auto* array = node.as_array()) {
    value.kind = FieldKind::list;
    for (const toml::node& item : *array) {
      const auto* item_text = item.as_string();
      if (item_text == nullptr) return fail(Code::bad_input, "must be a list of texts, in quotes");
      value.list.push_back(item_text->get());
    }
  } else if (node.is_floating_point()) {
    return fail(Code::bad_input, "must not be a number with a point");
  } else if (node.is_time()) {
    return fail(Code::bad_input, "must not be a time of day alone; the date is missing");
  } else {
    return fail(Code::bad_input, "must not be a table");
  }
  return value;
}

std::int64_t line_of(const toml::source_region& source) { return static_cast<std::int64_t>(source.begin.line); }

std::string unknown_key(const std::vector<std::string>& known, std::string_view key) {
  return "is not known; did you mean \"" + nearest_word(key, known) + "\"?";
}

constexpr const char* kNoAddress = "must be an https:// address of at most 300 characters";

/// [form]: id = "label", in the order of the file (toml++ sorts its tables by name).
void read_form(const toml::table& form, Event& event, Problems& problems) {
  std::vector<std::pair<std::int64_t, FormQuestion>> questions;
  for (const auto& [key, node] : form) {
    const std::string id(key.str());
    const auto* label = node.as_string();
    if (label == nullptr || trim(label->get()).empty()) {
      problems.push_back({"form." + id, line_of(key.source()), "must be the question's words, in quotes"});
      continue;
    }
    if (id == kQuestionnaire && !is_questionnaire_address(label->get())) {
      problems.push_back({"form." + id, line_of(key.source()), kNoAddress});
      continue;
    }
    questions.emplace_back(line_of(key.source()), FormQuestion{id, label->get()});
  }
  std::stable_sort(questions.begin(), questions.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [line, question] : questions) event.form.push_back(std::move(question));
}

void read_display(const toml::table& display, Event& event, Problems& problems) {
  const std::vector<std::string> known = display_field_keys();
  for (const auto& [key, node] : display) {
    const std::string name(key.str());
    const std::string full = "display." + name;
    const std::int64_t line = line_of(key.source());
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      problems.push_back({full, line, unknown_key(known, name)});
      continue;
    }
    const auto value = read_node(node);
    const std::string wrong = value ? set_display_field(event, name, *value) : value.error().what;
    if (!wrong.empty()) problems.push_back({full, line, wrong});
  }
}

void read_key(const toml::key& key, const toml::node& node, Event& event, Problems& problems) {
  const std::string name(key.str());
  const std::int64_t line = line_of(key.source());
  if (name == "form" || name == "display") {
    const auto* table = node.as_table();
    if (table == nullptr) {
      problems.push_back({name, line, "must be a table: [" + name + "]"});
    } else if (name == "form") {
      read_form(*table, event, problems);
    } else {
      read_display(*table, event, problems);
    }
    return;
  }
  if (find_event_field_kind(name) == nullptr) {
    problems.push_back({name, line, unknown_key(event_field_keys(), name)});
    return;
  }
  const auto value = read_node(node);
  const std::string wrong = value ? set_event_field(event, name, *value) : value.error().what;
  if (!wrong.empty()) problems.push_back({name, line, wrong});
}

std::int64_t line_of_key(const toml::table& table, const std::string& key) {
  const auto found = table.find(key);
  return found == table.end() ? 0 : line_of(found->first.source());
}

Result<Event> build_event(const toml::table& table, const std::string& file) {
  Event event;
  Problems problems;
  // The zone gives the times their meaning; starts_at is what doors_open_at defaults to.
  const auto first = [](std::string_view key) { return key == "timezone" || key == "starts_at"; };
  for (const char* key : {"timezone", "starts_at"}) {
    const auto found = table.find(key);
    if (found != table.end()) read_key(found->first, found->second, event, problems);
  }
  for (const auto& [key, node] : table) {
    if (!first(key.str())) read_key(key, node, event, problems);
  }
  for (const char* key : kRequired) {
    if (!table.contains(key)) problems.push_back({key, 0, "is missing; it is required"});
  }
  std::set<std::string> wrong_keys;
  for (const FieldProblem& problem : problems) wrong_keys.insert(problem.key);
  if (wrong_keys.count("starts_at") == 0 && wrong_keys.count("timezone") == 0) {
    for (FieldProblem problem : find_event_contradictions(event)) {
      if (wrong_keys.count(problem.key) > 0) continue;
      problem.line = line_of_key(table, problem.key);
      problems.push_back(std::move(problem));
    }
  }
  if (problems.empty()) return event;
  std::stable_sort(problems.begin(), problems.end(),
                   [](const FieldProblem& a, const FieldProblem& b) { return a.line < b.line; });
  return tl::unexpected<Error>(event_problems_error(problems, file));
}

FieldValue setting_value(FieldKind kind, const std::string& text, std::string& wrong) {
  FieldValue value;
  value.kind = kind;
  value.text = text;
  value.empty = text.empty();
  if (value.empty) return value;
  switch (kind) {
    case FieldKind::text:
    case FieldKind::time:
      break;
    case FieldKind::integer: {
      std::size_t digits = text[0] == '-' ? 1 : 0;
      if (text.size() == digits || text.size() > 12 ||
          text.find_first_not_of("0123456789", digits) != std::string::npos) {
        wrong = "must be a whole number, not \"" + text + "\"";
        break;
      }
      value.integer = std::strtoll(text.c_str(), nullptr, 10);
      break;
    }
    case FieldKind::boolean:
      if (text != "true" && text != "false") wrong = "must be true or false, not \"" + text + "\"";
      value.boolean = text == "true";
      break;
    case FieldKind::list:
      for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        if (std::string item = trim(std::string_view(text).substr(start, end - start)); !item.empty()) {
          value.list.push_back(std::move(item));
        }
        start = end + 1;
      }
      break;
  }
  return value;
}

std::string set_form_question(Event& event, const std::string& id, const std::string& label) {
  if (id.empty()) return "needs a name after the point";
  if (!is_valid_utf8(label)) return "is not valid UTF-8";
  if (id == kQuestionnaire && !label.empty() && !is_questionnaire_address(label)) return kNoAddress;
  const auto found =
      std::find_if(event.form.begin(), event.form.end(), [&id](const FormQuestion& q) { return q.id == id; });
  if (label.empty()) {
    if (found != event.form.end()) event.form.erase(found);
  } else if (found != event.form.end()) {
    found->label = label;
  } else {
    event.form.push_back({id, label});
  }
  return {};
}

/// @return what is wrong with the value; Errors: Code::bad_call for a key that cannot be set
Result<std::string> apply_setting(Event& event, const std::string& key, const std::string& text) {
  if (key == "code" || key == "timezone") {
    return fail(Code::bad_call, "\"" + key + "\" stays as it was when the event was added", "event set");
  }
  std::string wrong;
  if (key.rfind("form.", 0) == 0) return set_form_question(event, key.substr(5), text);
  if (key.rfind("display.", 0) == 0) {
    const std::string name = key.substr(8);
    const std::vector<std::string> known = display_field_keys();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return fail(Code::bad_call, "display key \"" + name + "\" " + unknown_key(known, name), "event set");
    }
    const FieldValue value = setting_value(FieldKind::boolean, text.empty() ? "false" : text, wrong);
    return wrong.empty() ? set_display_field(event, name, value) : wrong;
  }
  const FieldKind* kind = find_event_field_kind(key);
  if (kind == nullptr) {
    return fail(Code::bad_call, "key \"" + key + "\" " + unknown_key(event_field_keys(), key), "event set");
  }
  if (*kind == FieldKind::boolean && text.empty()) return std::string("must be true or false");
  const FieldValue value = setting_value(*kind, text, wrong);
  return wrong.empty() ? set_event_field(event, key, value) : wrong;
}

}  // namespace

Result<Event> parse_event_toml(std::string_view text, const std::string& file) {
  if (!is_valid_utf8(text)) return fail(Code::bad_input, "is not valid UTF-8; save it as UTF-8", file);
  try {
    return build_event(toml::parse(text), file);
  } catch (const toml::parse_error& error) {
    return fail(Code::bad_input,
                "line " + std::to_string(line_of(error.source())) + ": " + std::string(error.description()), file);
  } catch (const std::exception& error) {
    return fail(Code::bad_input, std::string("cannot be read as TOML: ") + error.what(), file);
  }
}

Result<Event> read_event_file(const std::string& path) {
  const auto bytes = read_file_bytes(path, kMaxEventFileBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return parse_event_toml(*bytes, path);
}

Result<Event> apply_event_settings(Event event, const std::vector<std::string>& settings) {
  const Event before = event;
  Problems problems;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(Code::bad_call, "\"" + setting + "\" is not of the form key=value", "event set");
    }
    const std::string key = setting.substr(0, equals);
    auto wrong = apply_setting(event, key, setting.substr(equals + 1));
    if (!wrong) return tl::unexpected<Error>(wrong.error());
    if (!wrong->empty()) problems.push_back({key, 0, *wrong});
  }
  move_times_of_day(before, event, [&settings](std::string_view key) {
    return std::any_of(settings.begin(), settings.end(),
                       [key](const std::string& setting) { return setting.rfind(std::string(key) + "=", 0) == 0; });
  });
  if (problems.empty()) problems = find_event_contradictions(event);
  if (!problems.empty()) return tl::unexpected<Error>(event_problems_error(problems, "event set"));
  return event;
}

}  // namespace uketsuke
