// roster paste: the text of one mail on stdin -> one application, by the same code as the files of roster import.
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/import_print.h"
#include "kiosk/cli/rows.h"
#include "kiosk/intake/roster_mail.h"

namespace uketsuke::cli {
namespace {

constexpr std::size_t kMaxPasteBytes = std::size_t{4} << 20;

struct PasteCall {
  std::string code;
  std::optional<std::string> received_at;
  bool dry_run = false;
  bool hold_bad = false;
};

/// Errors: Code::bad_input for more than a mail can be; io_failed
Result<std::string> read_stdin() {
  std::string text;
  std::array<char, 65536> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), stdin)) {
    text.append(block.data(), count);
    if (text.size() > kMaxPasteBytes) return fail(Code::bad_input, "文章が長すぎます（メールは4 MBまで）", "stdin");
  }
  if (std::ferror(stdin) != 0) return fail(Code::io_failed, "標準入力を読めません", "stdin");
  return text;
}

Result<int> paste_roster(Session& session, const PasteCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  ImportOptions options;
  if (call.received_at) {  // after now: a bad line
    const auto received = read_time_argument("--received-at", *call.received_at, event->zone);
    if (!received) return tl::unexpected(received.error());
    options.received_at = *received;
  }
  options.dry_run = call.dry_run;
  options.hold_bad = call.hold_bad;
  options.channel = Channel::email;
  const auto professions = session.load_professions();
  if (!professions) return tl::unexpected(professions.error());
  const auto text = read_stdin();
  if (!text) return tl::unexpected(text.error());
  RosterRules rules;
  rules.zone = event->zone;
  rules.now = session.now();
  rules.professions = &*professions;
  rules.post_rule = event->summary.event.post_rule;
  RosterContent content = content_of(read_pasted_mail(*text, "-", rules), options.received_at);
  if (!content.bad.empty() && !call.hold_bad) {
    print_import(session, refused_import(std::move(content)));
    return kBadInput;
  }
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = store->import_applications(EventCode(call.code), paste_source(*text), content.applications, content.bad,
                                           options, session.change());
  if (!report) return tl::unexpected(report.error());
  report->unknown_professions = std::move(content.unknown_professions);
  const bool done = report->rejected.empty() || call.hold_bad;
  print_import(session, {std::move(*report), {}});
  return done ? kDone : kBadInput;
}

}  // namespace

Command make_roster_paste() {
  const auto call = std::make_shared<PasteCall>();
  return {"roster paste",
          "take one application from the text of a mail on stdin",
          "uketsuke roster paste AIKAWA --received-at 2026-01-20T10:05:00+09:00 < mail.txt",
          {needs("CODE", call->code, "the event's code"),
           may("--received-at", call->received_at, "when the mail came; else its header lines say, else now"),
           may("--dry-run", call->dry_run, "judge and report, write nothing"),
           may("--hold-bad", call->hold_bad, "what cannot be read for sure is kept as a draft 保留")},
          [call](Session& session) { return paste_roster(session, *call); }};
}

}  // namespace uketsuke::cli
