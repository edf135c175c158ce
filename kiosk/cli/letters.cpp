// letters: one to each facility's contact person with all its people; drafts and paper, nothing is sent.
#include "kiosk/cli/letters.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/hand_over.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

void print_letter(Session& session, const WrittenLetter& letter) {
  std::vector<std::int64_t> numbers;
  std::vector<std::string> ids;
  std::int64_t tickets = 0;
  for (const RegistrationRow& row : letter.reader.people) {
    numbers.push_back(row.number);
    ids.push_back(row.registration.value);
    if (!row.ticket.empty()) ++tickets;
  }
  JsonObject object;
  object.text("file", letter.file)
      .text_or_null("facility", letter.reader.facility)
      .text_or_null("email", letter.reader.email)
      .texts("registrations", ids)
      .numbers("numbers", numbers)
      .number("tickets", tickets);
  session.print(object, fmt::format("{}  {} {}名 {}", letter.file,
                                    letter.reader.facility.empty() ? letter.reader.person : letter.reader.facility,
                                    numbers.size(), letter.reader.email));
}

std::vector<std::string> find_lacks(const LetterOrder& order, const std::vector<WrittenLetter>& letters) {
  std::int64_t without_ticket = 0;
  std::int64_t without_address = 0;
  for (const WrittenLetter& letter : letters) {
    if (letter.reader.email.empty()) ++without_address;
    without_ticket += std::count_if(letter.reader.people.begin(), letter.reader.people.end(),
                                    [](const RegistrationRow& row) { return row.ticket.empty(); });
  }
  std::vector<std::string> lacks;
  const bool tickets = order.kind == LetterKind::accepted || order.kind == LetterKind::reminder;
  if (tickets && without_ticket > 0) {
    lacks.push_back(
        fmt::format("{}名に受付票がありません。先に uketsuke ticket issue を実行してください", without_ticket));
  }
  if (order.format == LetterFormat::eml && without_address > 0) {
    lacks.push_back(fmt::format("{}通に宛先のメールアドレスがありません", without_address));
  }
  if (letters.empty()) lacks.emplace_back("この手紙の対象になる方はいません");
  return lacks;
}

Result<LetterOrder> make_order(const LettersCall& call, const FoundEvent& event, UtcMillis now) {
  const auto kind = letter_kind_from_word(call.kind);
  if (!kind) {
    return fail(Code::bad_call, "\"" + call.kind + "\" is none of accepted, waitlisted, declined, reminder", "--kind");
  }
  const auto format = letter_format_from_word(call.format.value_or("txt"));
  if (!format) return fail(Code::bad_call, "\"" + *call.format + "\" is none of txt, pdf, eml, csv", "--format");
  return LetterOrder{{event.summary.event, event.zone, now}, *kind, *format, call.out, call.keep_on};
}

Result<int> letters(Session& session, const LettersCall& call) {
  const auto taken = take_letters(session, call);
  if (!taken) return tl::unexpected(taken.error());
  for (const WrittenLetter& letter : taken->letters) print_letter(session, letter);
  for (const std::string& remark : taken->remarks) session.say(remark);
  return kDone;
}

}  // namespace

Result<TakenLetters> take_letters(Session& session, const LettersCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto order = make_order(call, *event, session.now());
  if (!order) return tl::unexpected(order.error());
  if (auto names = check_has_names(session, EventCode(call.code)); !names) return tl::unexpected(names.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rows = call.registrations.empty() ? reader->list_registrations(EventCode(call.code), {})
                                         : find_registrations(session, call.code, call.registrations);
  if (!rows) return tl::unexpected(rows.error());
  rows->erase(std::remove_if(rows->begin(), rows->end(),
                             [&order](const RegistrationRow& row) { return !is_letter_for(order->kind, row); }),
              rows->end());
  TakenLetters taken;
  taken.people = static_cast<std::int64_t>(rows->size());
  auto written = write_letter_files(session, *order, *rows);
  if (!written) return tl::unexpected(in_layer("letters", written.error()));
  if (!written->empty()) {
    log_or_warn(session, {EventCode(call.code), "letters-" + call.kind, call.format.value_or("txt"), taken.people});
  }
  taken.remarks = find_lacks(*order, *written);
  taken.letters = std::move(*written);
  return taken;
}

Command make_letters() {
  const auto call = std::make_shared<LettersCall>();
  return {
      "letters",
      "write letters, one to each facility with all its people and their tickets; nothing is sent",
      "uketsuke letters AIKAWA --kind accepted --format eml --out ~/受付完了",
      {needs("CODE", call->code, "the event's code"),
       may("REGISTRATION", call->registrations, "ids or reception numbers; all without one"),
       needs("--kind", call->kind, "accepted 受付完了, waitlisted キャンセル待ち, declined 参加不可, reminder ご案内"),
       needs("--out", call->out, "folder for the files; made if it is not there"),
       may("--format", call->format, "txt (default), pdf for FAX and post, eml drafts, csv for the mail merge")},
      [call](Session& session) { return letters(session, *call); }};
}

}  // namespace uketsuke::cli
