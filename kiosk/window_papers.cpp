// See window_papers.h.
#include "kiosk/window_papers.h"

#include <charconv>
#include <filesystem>
#include <functional>
#include <utility>

#include "common/names.h"
#include "db/pack.h"
#include "kiosk/cli/blank_papers.h"
#include "kiosk/cli/fiscal_year.h"
#include "kiosk/cli/letters.h"
#include "kiosk/cli/list_file.h"
#include "kiosk/cli/passphrase.h"
#include "kiosk/cli/report.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/list_names.h"
#include "kiosk/output/roster_order.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

namespace {

const char* word_of(PaperFormat format) {
  switch (format) {
    case PaperFormat::xlsx:
      return "xlsx";
    case PaperFormat::pdf:
      return "pdf";
    case PaperFormat::csv:
      return "csv";
    case PaperFormat::csv_cp932:
      return "csv-cp932";
    case PaperFormat::txt:
      return "txt";
    case PaperFormat::eml:
      return "eml";
    case PaperFormat::pack:
      return "pack";
  }
  return "pdf";
}

/// A letter's kind and what its folder is called; none for anything else.
struct LetterWords {
  const char* kind;
  const char* folder;
};
std::optional<LetterWords> letter_of(PaperKind kind) {
  switch (kind) {
    case PaperKind::letters_accepted:
      return LetterWords{"accepted", "受付完了"};
    case PaperKind::letters_waitlisted:
      return LetterWords{"waitlisted", "キャンセル待ち"};
    case PaperKind::letters_declined:
      return LetterWords{"declined", "参加不可"};
    case PaperKind::letters_reminder:
      return LetterWords{"reminder", "ご案内"};
    case PaperKind::attendance:
    case PaperKind::council:
    case PaperKind::roster:
    case PaperKind::sign_in:
    case PaperKind::name_tags:
    case PaperKind::table_signs:
    case PaperKind::questions:
    case PaperKind::certificates:
    case PaperKind::result_report:
    case PaperKind::scans:
    case PaperKind::year_report:
    case PaperKind::tickets:
    case PaperKind::application_form:
    case PaperKind::roster_template:
    case PaperKind::pack:
      return std::nullopt;
  }
  return std::nullopt;
}

/// A number as typed, in any width; none: empty. Errors: Code::bad_call for anything else
Result<std::optional<std::int64_t>> read_number(const std::string& text, const char* field) {
  const std::string plain = nfkc(trim(text));
  if (plain.empty()) return std::optional<std::int64_t>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error != std::errc() || end != plain.data() + plain.size() || number < 0) {
    return fail(Code::bad_call, std::string(field) + "は数字で入れてください: 「" + text + "」");
  }
  return std::optional(number);
}

std::optional<std::string> given(const std::string& text) {
  std::string words = trim(text);
  return words.empty() ? std::nullopt : std::optional(std::move(words));
}

/// What was typed for this paper. Errors: Code::bad_call
Status take_words(const PaperWords& words, ExportWhat what, cli::ListOrder& order) {
  if (what == ExportWhat::certificates) {
    const auto first = read_number(words.first_number, "番号");
    if (!first) return tl::unexpected<Error>(first.error());
    order.first_number = *first;
    order.issued_on = given(words.issued_on);
    order.representative = given(words.representative);
    order.care_manager_numbers = words.care_manager_numbers;
  }
  if (what == ExportWhat::result_report) {
    const auto count = read_number(words.questionnaires, "アンケート回収数");
    if (!count) return tl::unexpected<Error>(count.error());
    order.questionnaires = *count;
    order.remarks = given(words.remarks);
  }
  return {};
}

Result<OfficeEvent> write_a_list(cli::Session& session, const WritePaper& write, ExportWhat what,
                                 const KeepOn& keep_on) {
  cli::ListOrder order;
  order.code = write.event.value;
  order.what = word(what);
  order.format = word_of(write.order.format);
  order.output.out = write.order.folder + "/";
  if (!write.order.password.empty()) order.output.password = write.order.password;
  if (write.order.sort) order.sort = word(*write.order.sort);
  if (auto taken = take_words(write.order.words, what, order); !taken) return tl::unexpected<Error>(taken.error());
  HeardStop heard{keep_on};
  order.keep_on = std::ref(heard);
  auto written = cli::write_list(session, order);
  if (heard.stopped) return PaperStopped{write.serial};
  if (!written) {
    if (written.error().where == "--issued-on") written.error().where = "発行日";
    return tl::unexpected<Error>(written.error());
  }
  PaperWritten done{write.order.kind, written->file, written->report.rows, written->report.replaced, {}};
  if (written->report.without_code > 0) {
    done.remarks.push_back(std::to_string(written->report.without_code) +
                           "枚の名札にコードがありません（受付票が未発行です）");
  }
  return done;
}

Result<OfficeEvent> write_the_letters(cli::Session& session, const WritePaper& write, const LetterWords& letter) {
  if (!write.order.password.empty()) {
    return fail(Code::bad_call, "手紙はパスワード付きにできません。パスワードを空にしてください。");
  }
  const auto event = cli::find_event(session, write.event.value);
  if (!event) return tl::unexpected<Error>(event.error());
  cli::LettersCall call;
  call.code = write.event.value;
  call.kind = letter.kind;
  call.format = word_of(write.order.format);
  std::string folder = list_file_name(letter.folder, event->summary.event, event->zone, "");
  while (!folder.empty() && folder.back() == '.') folder.pop_back();
  call.out = write.order.folder + "/" + folder;
  auto taken = cli::take_letters(session, call);
  if (!taken) return tl::unexpected<Error>(taken.error());
  if (taken->letters.empty()) return fail(Code::refused, "この手紙の対象になる方はいません。");
  return PaperWritten{
      write.order.kind, call.out, static_cast<std::int64_t>(taken->letters.size()), {}, std::move(taken->remarks)};
}

/// Of the fiscal year in which the event lies.
Result<OfficeEvent> write_the_year(cli::Session& session, const WritePaper& write) {
  if (!write.order.password.empty()) {
    return fail(Code::bad_call, "年間の報告に個人情報はありません。パスワードを空にしてください。");
  }
  const auto event = cli::find_event(session, write.event.value);
  if (!event) return tl::unexpected<Error>(event.error());
  cli::ReportCall call;
  call.fiscal_year = std::to_string(cli::fiscal_year_of(event->summary.event.starts_at, event->zone));
  call.internal = write.order.words.never_came;
  call.format = word_of(write.order.format);
  call.out = write.order.folder + "/";
  const auto file = cli::write_report(session, call);
  if (!file) return tl::unexpected<Error>(file.error());
  return PaperWritten{write.order.kind, *file, 0, {}, {}};
}

/// Of all who are confirmed, to print: who has none yet gets one.
Result<OfficeEvent> write_the_tickets(cli::Session& session, const WritePaper& write) {
  const auto event = cli::find_event(session, write.event.value);
  if (!event) return tl::unexpected<Error>(event.error());
  if (auto names = cli::check_has_names(session, write.event); !names) return tl::unexpected<Error>(names.error());
  cli::OutputWords words;
  words.out = write.order.folder + "/";
  if (!write.order.password.empty()) words.password = write.order.password;
  auto output = cli::Output::plan(words, list_file_name("受付票", event->summary.event, event->zone, "pdf"));
  if (!output) return tl::unexpected<Error>(output.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected<Error>(store.error());
  if (auto issued = store->issue_tickets(write.event, {}, session.change()); !issued) {
    return tl::unexpected<Error>(issued.error());
  }
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected<Error>(reader.error());
  RosterQuery confirmed;
  confirmed.status = RegistrationStatus::confirmed;
  auto rows = reader->list_registrations(write.event, confirmed);
  if (!rows) return tl::unexpected<Error>(rows.error());
  std::erase_if(*rows, [](const RegistrationRow& row) { return row.ticket.empty(); });
  if (rows->empty()) return fail(Code::refused, "受付票を出す方がいません（確定した方が対象です）。");
  sort_rows(*rows, write.order.sort.value_or(RosterSort::kana));
  const PaperOccasion occasion{event->summary.event, event->zone, session.now()};
  auto done =
      write_ticket_pdf(occasion, *rows, output->write_path()).and_then([&] { return output->finish(session.now()); });
  if (!done) return tl::unexpected<Error>(done.error());
  const auto count = static_cast<std::int64_t>(rows->size());
  cli::log_or_warn(session, {write.event, "tickets", output->is_zipped() ? "pdf+zip" : "pdf", count});
  return PaperWritten{write.order.kind, output->file(), count, {}, {}};
}

/// Papers that hold nobody's name.
Result<OfficeEvent> write_a_blank(cli::Session& session, const WritePaper& write) {
  if (!write.order.password.empty()) {
    return fail(Code::bad_call, "この書類に個人情報はありません。パスワードを空にしてください。");
  }
  const std::string& code = write.event.value;
  const auto file = write.order.kind == PaperKind::application_form
                        ? cli::write_blank_form(session, code, write.order.folder)
                        : cli::write_blank_roster(session, code, write.order.folder);
  if (!file) return tl::unexpected<Error>(file.error());
  return PaperWritten{write.order.kind, *file, 0, {}, {}};
}

/// Its password is the passphrase.
Result<OfficeEvent> write_the_pack(cli::Session& session, const WritePaper& write) {
  if (auto strong = cli::check_passphrase(write.order.password); !strong) {
    return tl::unexpected<Error>(strong.error());
  }
  const std::string file = write.order.folder + "/" + write.event.value + ".pack";
  const auto packed = pack_event({session.folder(), write.event, file, write.order.password}, session.change());
  if (!packed) return tl::unexpected<Error>(packed.error());
  return PaperWritten{write.order.kind, file, packed->registrations, {}, {"合言葉は別の方法で伝えてください"}};
}

Result<OfficeEvent> write_of_its_kind(cli::Session& session, const WritePaper& write, const KeepOn& keep_on) {
  if (const auto what = export_what_of(write.order.kind)) return write_a_list(session, write, *what, keep_on);
  if (const auto letter = letter_of(write.order.kind)) return write_the_letters(session, write, *letter);
  if (write.order.kind == PaperKind::tickets) return write_the_tickets(session, write);
  if (write.order.kind == PaperKind::pack) return write_the_pack(session, write);
  if (write.order.kind == PaperKind::year_report) return write_the_year(session, write);
  return write_a_blank(session, write);
}

}  // namespace

std::optional<ExportWhat> export_what_of(PaperKind kind) {
  switch (kind) {
    case PaperKind::attendance:
      return ExportWhat::attendance;
    case PaperKind::council:
      return ExportWhat::council;
    case PaperKind::roster:
      return ExportWhat::roster;
    case PaperKind::sign_in:
      return ExportWhat::sign_in;
    case PaperKind::name_tags:
      return ExportWhat::name_tags;
    case PaperKind::table_signs:
      return ExportWhat::table_signs;
    case PaperKind::questions:
      return ExportWhat::questions;
    case PaperKind::certificates:
      return ExportWhat::certificates;
    case PaperKind::result_report:
      return ExportWhat::result_report;
    case PaperKind::scans:
      return ExportWhat::scans;
    case PaperKind::letters_accepted:
    case PaperKind::letters_waitlisted:
    case PaperKind::letters_declined:
    case PaperKind::letters_reminder:
    case PaperKind::year_report:
    case PaperKind::tickets:
    case PaperKind::application_form:
    case PaperKind::roster_template:
    case PaperKind::pack:
      return std::nullopt;
  }
  return std::nullopt;
}

Result<OfficeEvent> write_paper(cli::Session& session, const WritePaper& write, const KeepOn& keep_on) {
  std::error_code error;
  if (!std::filesystem::is_directory(write.order.folder, error)) {  // a stick that was taken out
    return fail(Code::io_failed, "保存先がありません: " + write.order.folder);
  }
  auto written = write_of_its_kind(session, write, keep_on);
  if (!written && written.error().code == Code::io_failed) {
    written.error().what =
        "書き込めませんでした。保存先の空きと書き込み禁止を確かめてください（" + written.error().what + "）";
  }
  return written;
}

}  // namespace uketsuke
