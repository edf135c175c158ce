// ticket issue, ticket revoke. The folder is tried before a ticket is issued, so that a full or closed disk issues
// none.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/hand_over.h"
#include "kiosk/cli/letter_files.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/name_tags.h"
#include "kiosk/output/roster_order.h"
#include "kiosk/output/tickets.h"

namespace uketsuke::cli {
namespace {

enum class TicketFormat { png, pdf, name_tags, eml };

struct IssueCall {
  std::string code;
  std::vector<std::string> registrations;
  std::string out;
  std::optional<std::string> format;
  std::optional<std::string> sort;
};

/// The order of a sheet with several on it: 五十音, or by group where one has a group.
struct SheetOrder {
  std::optional<RosterSort> sort;

  [[nodiscard]] std::vector<RegistrationRow> apply(std::vector<RegistrationRow> rows) const {
    const bool grouped =
        std::any_of(rows.begin(), rows.end(), [](const RegistrationRow& row) { return !row.group.empty(); });
    sort_rows(rows, sort.value_or(grouped ? RosterSort::group : RosterSort::kana));
    return rows;
  }
};

Result<TicketFormat> read_format(const std::string& text) {
  if (text == "png") return TicketFormat::png;
  if (text == "pdf") return TicketFormat::pdf;
  if (text == "name-tags") return TicketFormat::name_tags;
  if (text == "eml") return TicketFormat::eml;
  return fail(Code::bad_call, "\"" + text + "\" is none of png, pdf, name-tags, eml", "--format");
}

Result<SheetOrder> read_order(const std::optional<std::string>& text, TicketFormat format) {
  SheetOrder order;
  if (!text) return order;
  order.sort = sort_from_word(*text);
  if (!order.sort) {
    return fail(Code::bad_call, "\"" + *text + "\" is none of kana number facility profession group", "--sort");
  }
  if (format == TicketFormat::png || format == TicketFormat::eml) {
    return fail(Code::bad_call, "is for a sheet of several: --format pdf or name-tags", "--sort");
  }
  return order;
}

/// The rows of the issued tickets, in their order, each with its ticket's text.
Result<std::vector<RegistrationRow>> load_rows(const Session& session, const std::string& code,
                                               const std::vector<IssuedTicket>& issued) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto all = reader->list_registrations(EventCode(code), {});
  if (!all) return tl::unexpected(all.error());
  std::map<RegistrationId, RegistrationRow*> by_id;
  for (RegistrationRow& row : *all) by_id[row.registration] = &row;
  std::vector<RegistrationRow> rows;
  for (const IssuedTicket& ticket : issued) {
    const auto found = by_id.find(ticket.registration);
    if (found == by_id.end()) return fail(Code::store_failed, "an issued ticket's registration is gone", code);
    rows.push_back(*found->second);
    rows.back().ticket = ticket.text;
  }
  return rows;
}

/// One draft a facility's contact person with its tickets. @return the draft of each row
Result<std::vector<std::string>> write_drafts(const Session& session, const PaperOccasion& occasion,
                                              const std::vector<RegistrationRow>& rows, const std::string& folder) {
  const auto letters = write_letter_files(session, {occasion, LetterKind::accepted, LetterFormat::eml, folder}, rows);
  if (!letters) return tl::unexpected(letters.error());
  std::map<RegistrationId, std::string> by_id;
  std::int64_t without_address = 0;
  for (const WrittenLetter& letter : *letters) {
    for (const RegistrationRow& row : letter.reader.people) by_id[row.registration] = letter.file;
    if (letter.reader.email.empty()) ++without_address;
  }
  if (without_address > 0) {
    session.say(std::to_string(without_address) + "通に宛先のメールアドレスがありません");
  }
  std::vector<std::string> files;
  for (const RegistrationRow& row : rows) files.push_back(by_id[row.registration]);
  return files;
}

/// Which files, and how a sheet of several is ordered.
struct TicketFiles {
  std::string folder;
  TicketFormat format = TicketFormat::png;
  SheetOrder order;
};

/// Writes the files. @return the file of each row
Result<std::vector<std::string>> write_files(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                                             const TicketFiles& wanted) {
  std::vector<std::string> files;
  const std::filesystem::path out(wanted.folder);
  const TicketFormat format = wanted.format;
  if (rows.empty()) return files;
  const auto code = occasion.event.code.value;
  if (format == TicketFormat::name_tags) {
    const std::string file = (out / ("name-tags-" + code + ".pdf")).string();
    if (const Status written = write_name_tags_pdf(occasion, wanted.order.apply(rows), file); !written)
      return tl::unexpected(written.error());
    return std::vector<std::string>(rows.size(), file);
  }
  for (const RegistrationRow& row : rows) {
    const bool png = format == TicketFormat::png;
    const std::string file = (out / ticket_file_name(row, png ? "png" : "pdf")).string();
    const Status written = png ? write_ticket_png(occasion, row, file) : write_ticket_pdf(occasion, {row}, file);
    if (!written) return tl::unexpected(written.error());
    files.push_back(file);
  }
  if (format == TicketFormat::pdf) {  // all in one, to print
    const Status written =
        write_ticket_pdf(occasion, wanted.order.apply(rows), (out / ("tickets-" + code + ".pdf")).string());
    if (!written) return tl::unexpected(written.error());
  }
  return files;
}

/// Why a call for everybody made nothing.
Status say_who_is_left_out(const Session& session, const std::string& code) {
  constexpr std::size_t kMostNumbers = 20;
  session.say("受付票を発行する方はいません（確定していて受付票のない方が対象です）");
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto rows = reader->list_registrations(EventCode(code), {});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::int64_t> holders;
  std::map<RegistrationStatus, std::size_t> others;
  for (const RegistrationRow& row : *rows) {
    if (row.status != RegistrationStatus::confirmed) ++others[row.status];
    if (row.status == RegistrationStatus::confirmed && !row.ticket.empty()) holders.push_back(row.number);
  }
  if (!holders.empty()) {
    const std::string numbers =
        holders.size() <= kMostNumbers ? fmt::format("（受付番号 {}）", fmt::join(holders, ", ")) : std::string();
    session.say(fmt::format("すでに受付票のある方: {}名{}。全員分の名札は export {} name-tags で印刷できます",
                            holders.size(), numbers, code));
  }
  for (const auto& [status, count] : others) session.say(fmt::format("{}: {}名は対象外です", japanese(status), count));
  return {};
}

Result<int> issue(Session& session, const IssueCall& call) {
  const auto format = read_format(call.format.value_or("png"));
  if (!format) return tl::unexpected(format.error());
  const auto order = read_order(call.sort, *format);
  if (!order) return tl::unexpected(order.error());
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto named = find_registrations(session, call.code, call.registrations);
  if (!named) return tl::unexpected(named.error());
  if (auto names = check_has_names(session, EventCode(call.code)); !names) return tl::unexpected(names.error());
  if (const Status folder = make_folder(call.out); !folder) return tl::unexpected(folder.error());
  std::vector<RegistrationId> ids;
  for (const RegistrationRow& row : *named) ids.push_back(row.registration);
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto issued = store->issue_tickets(EventCode(call.code), ids, session.change());
  if (!issued) return tl::unexpected(issued.error());
  const auto rows = load_rows(session, call.code, *issued);
  if (!rows) return tl::unexpected(rows.error());
  const PaperOccasion occasion{event->summary.event, event->zone, session.now()};
  const auto files = *format == TicketFormat::eml ? write_drafts(session, occasion, *rows, call.out)
                                                  : write_files(occasion, *rows, {call.out, *format, *order});
  if (!files) return tl::unexpected(files.error());
  if (!rows->empty()) {
    log_or_warn(session, {EventCode(call.code), "tickets", call.format.value_or("png"),
                          static_cast<std::int64_t>(rows->size())});
  }
  for (std::size_t i = 0; i < rows->size(); ++i) {
    JsonObject object;
    object.text("registration", (*rows)[i].registration.value)
        .text("ticket", (*rows)[i].ticket)
        .text("file", (*files)[i]);
    session.print(object, std::to_string((*rows)[i].number) + "  " + (*rows)[i].attendee.name + " 様  " + (*files)[i]);
  }
  if (rows->empty()) {
    if (const Status said = say_who_is_left_out(session, call.code); !said) return tl::unexpected(said.error());
  }
  return kDone;
}

struct RevokeCall {
  std::string code;
  std::string registration;
};

Result<int> revoke(Session& session, const RevokeCall& call) {
  const auto row = find_registration(session, call.code, call.registration);
  if (!row) return tl::unexpected(row.error());
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto ticket = store->revoke_ticket(EventCode(call.code), row->registration, session.change());
  if (!ticket) return tl::unexpected(ticket.error());
  JsonObject object;
  object.text("revoked", *ticket);
  session.print(object, row->attendee.name + " 様の受付票を無効にしました: " + *ticket);
  return kDone;
}

}  // namespace

Command make_ticket_issue() {
  const auto call = std::make_shared<IssueCall>();
  return {"ticket issue",
          "issue tickets and write them; without names every confirmed person who lacks one",
          "uketsuke ticket issue EBINA --out ~/tickets --format pdf",
          {needs("CODE", call->code, "the event's code"),
           may("REGISTRATION", call->registrations, "ids or reception numbers"),
           needs("--out", call->out, "folder for the files; made if it is not there"),
           may("--format", call->format, "png (default), pdf, name-tags, eml: a draft to each facility"),
           may("--sort", call->sort,
               "order of a sheet (name-tags, and pdf with several): kana, number, facility, profession or group; by "
               "group where groups are set, else 五十音")},
          [call](Session& session) { return issue(session, *call); }};
}

Command make_ticket_revoke() {
  const auto call = std::make_shared<RevokeCall>();
  return {"ticket revoke",
          "withdraw a person's ticket; ticket issue makes a new one",
          "uketsuke ticket revoke EBINA 12",
          {needs("CODE", call->code, "the event's code"),
           needs("REGISTRATION", call->registration, "id or reception number")},
          [call](Session& session) { return revoke(session, *call); }};
}

}  // namespace uketsuke::cli
