// Any bytes as a mail, a mailbox, a pasted text: no crash, what is handed on is valid UTF-8 with a name, faults have
// lines.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/names.h"
#include "kiosk/intake/roster_mail.h"

namespace {

using namespace uketsuke;

void check(const RosterContent& content, UtcMillis now) {
  for (const Application& application : content.applications) {
    CHECK(!application.attendees.empty() && application.channel == Channel::email);
    CHECK(!application.received || *application.received <= now);
    for (const Attendee& attendee : application.attendees) {
      CHECK(!attendee.name.empty() && is_valid_utf8(attendee.name) && is_valid_utf8(attendee.note));
      CHECK(is_valid_utf8(attendee.facility) && is_valid_utf8(attendee.email) && is_valid_utf8(attendee.furigana));
    }
    for (const Question& question : application.questions) CHECK(is_valid_utf8(question.text));
  }
  for (const BadLine& bad : content.bad) CHECK(bad.line > 0 && !bad.why.empty() && is_valid_utf8(bad.text));
  for (const BadLine& bad : content.bad) CHECK(is_valid_utf8(bad.why) && is_valid_utf8(bad.field));
  for (const BadLine& note : content.notes) CHECK(!note.why.empty() && is_valid_utf8(note.why));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  RosterRules rules;
  rules.now = UtcMillis{4'000'000'000'000};
  const std::string head = "Subject: s\nContent-Type: text/plain; charset=utf-8\n\n";
  for (const std::string& mail : {bytes, head + bytes, head + "事業所名：あ\n氏名：山田\n" + bytes,
                                  "Subject: s\nContent-Type: text/html\n\n" + bytes}) {
    check(read_roster_mail(mail, "f", rules), rules.now);
  }
  check(content_of(read_pasted_mail(bytes, "f", rules), std::nullopt), rules.now);
  return 0;
}
