// count: heads without names, by category; for public lectures and booths.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "db/head_counts.h"
#include "db/list_reader.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

constexpr std::int64_t kMostAtOnce = 10'000;

struct CountCall {
  std::string code;
  std::optional<std::string> category;
  std::optional<std::string> people;
  bool take_back = false;
};

/// Errors: Code::bad_call
Result<std::int64_t> read_people(const CountCall& call) {
  if (!call.people) return 1;
  const std::string& text = *call.people;
  const bool digits = !text.empty() && text.size() < 7 && text.find_first_not_of("0123456789") == std::string::npos;
  const std::int64_t people = digits ? std::stoll(text) : 0;
  if (people >= 1 && people <= kMostAtOnce) return people;
  return fail(Code::bad_call, "\"" + text + "\" is no number of people from 1 to " + std::to_string(kMostAtOnce),
              "PEOPLE");
}

Status check_category(const Event& event, const std::string& category) {
  const std::vector<std::string> known = head_categories(event);
  if (std::find(known.begin(), known.end(), category) != known.end()) return {};
  return fail(Code::bad_call,
              fmt::format("\"{}\" is not counted at {}; there is: {} (professions of the event)", category,
                          event.code.value, fmt::join(known, ", ")),
              "CATEGORY");
}

Result<std::vector<HeadCount>> count_or_list(Session& session, const CountCall& call, const Event& event) {
  if (!call.category) {
    auto reader = ListReader::open(session.folder());
    if (!reader) return tl::unexpected(reader.error());
    return reader->list_heads(event);
  }
  if (auto known = check_category(event, *call.category); !known) return tl::unexpected(known.error());
  const auto people = read_people(call);
  if (!people) return tl::unexpected(people.error());
  return add_heads(session.folder(), event.code, {*call.category, call.take_back ? -*people : *people},
                   session.change());
}

Result<int> count(Session& session, const CountCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto heads = count_or_list(session, call, event->summary.event);
  if (!heads) return tl::unexpected(heads.error());
  JsonObject by_category;
  std::string words;
  for (const HeadCount& head : *heads) {
    by_category.number(head.category, head.people);
    words += fmt::format("  {}{}", head.category, head.people);
  }
  JsonObject object;
  object.text("event", call.code).number("head_count", count_heads(*heads)).object("by_category", by_category);
  session.print(object, fmt::format("{}  計{}名{}", call.code, count_heads(*heads), words));
  return kDone;
}

}  // namespace

Command make_count() {
  const auto call = std::make_shared<CountCall>();
  return {"count",
          "heads without names, by category: for public lectures and booths; without a category what was counted",
          "uketsuke count LECTURE 一般 3",
          {needs("CODE", call->code, "the event's code"),
           may("CATEGORY", call->category, "one of the event's professions, else 一般 医療職 介護職 行政職員 その他"),
           may("PEOPLE", call->people, "how many came (default 1)"),
           may("--take-back", call->take_back, "they were counted by mistake")},
          [call](Session& session) { return count(session, *call); }};
}

}  // namespace uketsuke::cli
