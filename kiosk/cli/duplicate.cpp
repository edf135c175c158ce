// duplicate list, merge, keep: applications that may be of one person, as pairs; staff decide.
#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/both_came.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/status_print.h"

namespace uketsuke::cli {
namespace {

/// Names of the fields in which two applications say different things.
std::vector<std::string> differing_fields(const Attendee& a, const Attendee& b) {
  const std::array<std::pair<const char*, std::pair<const std::string*, const std::string*>>, 7> fields = {
      {{"name", {&a.name, &b.name}},
       {"furigana", {&a.furigana, &b.furigana}},
       {"facility", {&a.facility, &b.facility}},
       {"profession", {&a.profession.given, &b.profession.given}},
       {"email", {&a.email, &b.email}},
       {"phone", {&a.phone, &b.phone}},
       {"note", {&a.note, &b.note}}}};
  std::vector<std::string> differing;
  for (const auto& [field, values] : fields) {
    if (*values.first != *values.second) differing.emplace_back(field);
  }
  return differing;
}

void print_pair(Session& session, const FoundEvent& event, const SuspectedPair& pair, bool both_came) {
  JsonObject object;
  object.object("earlier", registration_json(pair.earlier, event.zone))
      .object("later", registration_json(pair.later, event.zone))
      .texts("differing", differing_fields(pair.earlier.attendee, pair.later.attendee))
      .boolean("both_came", both_came);
  session.print(object, fmt::format("先の申込 {}  ／  後の申込 {}{}", registration_words(pair.earlier),
                                    registration_words(pair.later), both_came ? "  ／  どちらも受付済み" : ""));
}

Result<int> list_duplicates(Session& session, const std::string& code) {
  const auto event = find_event(session, code);
  if (!event) return tl::unexpected(event.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto pairs = reader->list_suspected(EventCode(code));
  if (!pairs) return tl::unexpected(pairs.error());
  for (const SuspectedPair& pair : *pairs) print_pair(session, *event, pair, false);
  const auto came = list_both_came(*reader, session.folder(), EventCode(code));
  if (!came) return tl::unexpected(came.error());
  for (const SuspectedPair& pair : *came) print_pair(session, *event, pair, true);
  return kDone;
}

Command make_duplicate_command(std::string name, std::string summary, std::string example, Decision decision) {
  const auto call = std::make_shared<DecisionCall>();
  return {std::move(name),
          std::move(summary),
          std::move(example),
          {needs("CODE", call->code, "the event's code"),
           needs_many("REGISTRATION", call->registrations,
                      "ids or reception numbers; either one of a pair, the later one is decided"),
           may("--reason", call->reason, "why; kept with the change")},
          [call, decision](Session& session) { return decide_all(session, *call, decision); }};
}

}  // namespace

Command make_duplicate_list() {
  const auto code = std::make_shared<std::string>();
  return {"duplicate list",
          "suspected duplicates that nobody decided yet, one pair a line; two who both came as well",
          "uketsuke duplicate list EBINA",
          {needs("CODE", *code, "the event's code")},
          [code](Session& session) { return list_duplicates(session, *code); }};
}

Command make_duplicate_merge() {
  return make_duplicate_command(
      "duplicate merge",
      "the same person: the later application is cancelled, the earlier takes what it lacks (e-mail, phone, ...)",
      "uketsuke duplicate merge EBINA 14", Decision::merge);
}

Command make_duplicate_keep() {
  return make_duplicate_command(
      "duplicate keep", "another person: seated or waitlisted by its receipt; a late one stays pending until accepted",
      "uketsuke duplicate keep EBINA 14 --reason 電話で確認", Decision::keep);
}

}  // namespace uketsuke::cli
