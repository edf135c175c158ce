// draft list, take, drop: rows and mails that could not be read for sure, completed by staff or put aside.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/japanese_date.h"
#include "common/names.h"
#include "db/drafts.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/draft_take.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/rows.h"
#include "kiosk/intake/draft_reading.h"
#include "kiosk/intake/event_rules.h"

namespace uketsuke::cli {
namespace {

struct DraftCall {
  std::string code;
  std::string draft;
  std::optional<std::string> name;
  std::optional<std::string> furigana;
  std::optional<std::string> facility;
  std::optional<std::string> profession;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> received_at;
  std::optional<std::int64_t> person;
};

Result<int> list(Session& session, const std::string& code) {
  const auto event = find_event(session, code);
  if (!event) return tl::unexpected(event.error());
  const auto drafts = list_drafts(session.folder(), EventCode(code));
  if (!drafts) return tl::unexpected(drafts.error());
  for (const Draft& draft : *drafts) {
    JsonObject object;
    object.text("draft", draft.id)
        .text("file", draft.bad.file)
        .number("line", draft.bad.line)
        .text_or_null("field", draft.bad.field)
        .text("why", draft.bad.why)
        .text("record", draft.bad.text);
    add_time(object, "held_at", draft.held_at, event->zone);
    session.print(object, fmt::format("{}  {}:{}  {}{}{}", draft.id, draft.bad.file, draft.bad.line, draft.bad.field,
                                      draft.bad.field.empty() ? "" : ": ", draft.bad.why));
  }
  return kDone;
}

void set(std::string& field, const std::optional<std::string>& given) {
  if (given) field = trim(*given);
}

/// What was read, with what staff say; facility and phone are those of everybody on the form.
Status complete(const Session& session, const DraftCall& call, Application& application) {
  const std::int64_t count = static_cast<std::int64_t>(application.attendees.size());
  const std::int64_t person = call.person.value_or(1);
  if (person < 1 || person > count) {
    return fail(Code::bad_call, "the draft has " + std::to_string(count) + " people", "--person");
  }
  Attendee& one = application.attendees[static_cast<std::size_t>(person - 1)];
  set(one.name, call.name);
  set(one.furigana, call.furigana);
  set(one.email, call.email);
  if (call.profession) {
    const auto professions = session.load_professions();
    if (!professions) return tl::unexpected(professions.error());
    one.profession = professions->find(trim(*call.profession)).profession;
  }
  for (Attendee& attendee : application.attendees) {
    set(attendee.facility, call.facility);
    set(attendee.phone, call.phone);
    if (attendee.name.empty()) return fail(Code::bad_call, "has no name: give it with --name", "draft take");
  }
  return {};
}

Result<int> take(Session& session, const DraftCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const EventCode code(call.code);
  const auto draft = find_draft(session.folder(), code, call.draft);
  if (!draft) return tl::unexpected(draft.error());
  auto application = read_draft_of(session, code, *draft);
  if (!application) return tl::unexpected(application.error());
  if (auto completed = complete(session, call, *application); !completed) return tl::unexpected(completed.error());
  const auto received = read_past_argument(session, "--received-at", call.received_at, event->zone);
  if (!received) return tl::unexpected(received.error());
  if (*received) application->received = **received;
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  // As an import: the corrected file brings nobody a second time.
  auto report = store->import_applications(code, draft_source(*draft), {*application}, {}, {}, session.change());
  if (!report) return tl::unexpected(report.error());
  const bool taken = report->rejected.empty();
  if (taken) {
    const Status settled = settle_draft(session.folder(), code, call.draft, DraftEnd::taken, session.change());
    if (!settled) return tl::unexpected(settled.error());
  }
  print_import(session, {std::move(*report), {}});
  return taken ? kDone : kBadInput;
}

Result<int> drop(Session& session, const std::string& code, const std::vector<std::string>& drafts) {
  const auto event = find_event(session, code);
  if (!event) return tl::unexpected(event.error());
  for (const std::string& id : drafts) {
    if (const auto draft = find_draft(session.folder(), EventCode(code), id); !draft) {
      return tl::unexpected(draft.error());
    }
  }
  for (const std::string& id : drafts) {
    const Status settled = settle_draft(session.folder(), EventCode(code), id, DraftEnd::dropped, session.change());
    if (!settled) return tl::unexpected(settled.error());
    session.print(JsonObject().text("dropped", id), "取り下げました  " + id);
  }
  return kDone;
}

}  // namespace

Result<Application> read_draft_of(const Session& session, const EventCode& event, const Draft& draft) {
  const auto found = find_event(session, event.value);
  if (!found) return tl::unexpected(found.error());
  EventRules rules;
  const EventRulesFrom from{session.asset_path("."), session.folder()};
  const Status loaded = rules.load(from, found->summary.event, found->zone, session.now());
  if (!loaded) return tl::unexpected(loaded.error());
  return read_draft(draft, rules.rules);
}

Command make_draft_list() {
  const auto code = std::make_shared<std::string>();
  return {"draft list",
          "what is held (保留): rows and mails that could not be read for sure, one a line",
          "uketsuke draft list AIKAWA",
          {needs("CODE", *code, "the event's code")},
          [code](Session& session) { return list(session, *code); }};
}

Command make_draft_take() {
  const auto call = std::make_shared<DraftCall>();
  return {"draft take",
          "take a draft as an application: what could be read of it, with what the options say",
          "uketsuke draft take AIKAWA 019a7c2e-5d1f-7c3a-9b1e-3f2a8c6d4e10 --name 山田太郎 --profession 看護師",
          {needs("CODE", call->code, "the event's code"), needs("DRAFT", call->draft, "as draft list names it"),
           may("--name", call->name, "氏名"), may("--furigana", call->furigana, "ふりがな"),
           may("--profession", call->profession, "職種"), may("--email", call->email, "e-mail"),
           may("--facility", call->facility, "所属, of everybody on the form"),
           may("--phone", call->phone, "電話, of everybody on the form"),
           may("--received-at", call->received_at, "when it came; else its own time, else when it was held"),
           may("--person", call->person, "of a form with several: whose --name --furigana --profession --email (1)")},
          [call](Session& session) { return take(session, *call); }};
}

Command make_draft_drop() {
  struct DropCall {
    std::string code;
    std::vector<std::string> drafts;
  };
  const auto call = std::make_shared<DropCall>();
  return {
      "draft drop",
      "put drafts aside: the same row or mail that comes again is not held again",
      "uketsuke draft drop AIKAWA 019a7c2e-5d1f-7c3a-9b1e-3f2a8c6d4e10",
      {needs("CODE", call->code, "the event's code"), needs_many("DRAFT", call->drafts, "as draft list names them")},
      [call](Session& session) { return drop(session, call->code, call->drafts); }};
}

}  // namespace uketsuke::cli
