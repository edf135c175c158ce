// edit: fields of one registration; substitute: another person in its seat.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/status_print.h"

namespace uketsuke::cli {
namespace {

struct EditCall {
  std::string code;
  std::string registration;
  std::vector<std::string> settings;
  std::string reason;
};

constexpr const char* kEditable[] = {"name",  "furigana", "facility", "profession", "role",
                                     "email", "phone",    "note",     "group"};

Result<FieldEdit> read_edit(const std::string& setting, const ProfessionTable& professions) {
  const std::size_t equals = setting.find('=');
  const std::string field = setting.substr(0, equals);
  if (equals == std::string::npos ||
      std::find(std::begin(kEditable), std::end(kEditable), field) == std::end(kEditable)) {
    return fail(Code::bad_call,
                "\"" + setting +
                    "\" is not key=value with one of the keys name furigana facility "
                    "profession role email phone note group",
                "edit");
  }
  FieldEdit edit{field, trim(setting.substr(equals + 1)), ProfessionCategory::other};
  if (!is_valid_utf8(edit.value)) return fail(Code::bad_call, field + " is not valid UTF-8", "edit");
  if (field == "name" && edit.value.empty()) return fail(Code::bad_call, "a name is needed", "edit");
  if (field == "profession") edit.category = professions.find(edit.value).profession.category;
  if (field == "role") {
    const auto role = role_from_word(edit.value);
    if (!role) return fail(Code::bad_call, "\"" + edit.value + "\" is no role", "edit");
    edit.value = std::string(word(*role));
  }
  return edit;
}

Result<int> edit(Session& session, const EditCall& call) {
  const auto professions = session.load_professions();
  if (!professions) return tl::unexpected(professions.error());
  std::vector<FieldEdit> edits;
  for (const std::string& setting : call.settings) {
    auto one = read_edit(setting, *professions);
    if (!one) return tl::unexpected(one.error());
    edits.push_back(std::move(*one));
  }
  const auto row = find_registration(session, call.code, call.registration);
  if (!row) return tl::unexpected(row.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto changed = store->edit(EventCode(call.code), row->registration, edits, session.change(call.reason));
  if (!changed) return tl::unexpected(changed.error());
  print_status_change(session, *changed);
  return kDone;
}

struct SubstituteCall {
  std::string code;
  std::string registration;
  PersonOptions person;
};

Result<int> substitute(Session& session, const SubstituteCall& call) {
  const auto original = find_registration(session, call.code, call.registration);
  if (!original) return tl::unexpected(original.error());
  PersonOptions person = call.person;
  // A colleague comes: the facility is the same unless said.
  if (!person.facility) person.facility = original->attendee.facility;
  auto attendee = make_attendee(session, person);
  if (!attendee) return tl::unexpected(attendee.error());
  attendee->role = original->attendee.role;
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto result = store->substitute(
      {EventCode(call.code), original->registration, std::move(*attendee), session.by()}, session.change());
  if (!result) return tl::unexpected(result.error());
  JsonObject object;
  object.text("registration", result->registration.value).text("substitute_for", result->substitute_for.value);
  session.print(object,
                fmt::format("受付番号{}  {} 様（{} 様の代理）", result->number, person.name, original->attendee.name));
  return kDone;
}

}  // namespace

Command make_edit() {
  const auto call = std::make_shared<EditCall>();
  return {"edit",
          "change fields of a registration",
          "uketsuke edit EBINA 12 furigana='たかはし いちろう' group=3 --reason 本人の申し出",
          {needs("CODE", call->code, "the event's code"),
           needs("REGISTRATION", call->registration, "id or reception number"),
           needs_many("SETTING", call->settings,
                      "key=value: name furigana facility profession role email phone note group"),
           needs("--reason", call->reason, "why; kept with the change")},
          [call](Session& session) { return edit(session, *call); }};
}

Command make_substitute() {
  const auto call = std::make_shared<SubstituteCall>();
  PersonOptions& person = call->person;
  return {"substitute",
          "another person comes in this one's seat (代理)",
          "uketsuke substitute EBINA 12 --name '鈴木 次郎' --profession 看護師",
          {needs("CODE", call->code, "the event's code"),
           needs("REGISTRATION", call->registration, "id or reception number of who does not come"),
           needs("--name", person.name, "氏名 of who comes"), may("--furigana", person.furigana, "ふりがな"),
           may("--facility", person.facility, "所属 (default: the same)"),
           may("--profession", person.profession, "職種"), may("--email", person.email, "メールアドレス"),
           may("--phone", person.phone, "電話番号"), may("--note", person.note, "備考")},
          [call](Session& session) { return substitute(session, *call); }};
}

}  // namespace uketsuke::cli
