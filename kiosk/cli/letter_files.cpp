// File names are made of the event's code, the kind and a number: nothing of a facility's name.
#include "kiosk/cli/letter_files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include "common/names.h"
#include "db/list_reader.h"
#include "kiosk/cli/private_folder.h"
#include "kiosk/output/atomic_file.h"
#include "kiosk/output/csv_writer.h"
#include "kiosk/output/mail_draft.h"
#include "kiosk/output/tickets.h"

namespace uketsuke::cli {
namespace {

struct LetterSet {
  std::vector<LetterReader> readers;
  std::vector<Letter> letters;
};

bool carries_tickets(LetterKind kind) { return kind == LetterKind::accepted || kind == LetterKind::reminder; }

std::string numbered_name(const LetterOrder& order, std::size_t index, std::string_view extension) {
  char number[16];
  std::snprintf(number, sizeof number, "%03zu", index + 1);
  return order.folder + "/" + std::string(word(order.kind)) + "-" + order.occasion.event.code.value + "-" + number +
         "." + std::string(extension);
}

std::string whole_name(const LetterOrder& order, std::string_view extension) {
  return order.folder + "/" + std::string(word(order.kind)) + "-" + order.occasion.event.code.value + "." +
         std::string(extension);
}

Result<LetterTemplate> load_template(const Session& session, LetterKind kind) {
  const std::string path = session.asset_path("letters/" + std::string(word(kind)) + ".txt");
  const auto text = read_back(path);
  if (!text) return fail(Code::not_found, "the words of this letter are missing: " + path);
  return parse_letter_template(*text, path);
}

/// Of the town's own list, under every name that a facility goes by.
Result<std::vector<FacilityContact>> load_contacts(const Session& session) {
  auto reader = ListReader::open(session.folder());
  if (!reader) return tl::unexpected(reader.error());
  const auto facilities = reader->list_facilities();
  if (!facilities) return tl::unexpected(facilities.error());
  const auto names = reader->list_facility_names();
  if (!names) return tl::unexpected(names.error());
  std::map<FacilityId, const ListedFacility*> by_id;
  for (const ListedFacility& facility : *facilities) by_id[facility.id] = &facility;
  std::vector<FacilityContact> contacts;
  for (const auto& [folded, id] : *names) {
    const auto found = by_id.find(id);
    if (found == by_id.end()) continue;
    const std::string given = trim(found->second->contact);
    // A contact that is an address is one, anything else is a person.
    const bool address = is_mail_address(given);
    const std::string& email = found->second->email;
    contacts.push_back({folded, address ? std::string() : given, address && email.empty() ? given : email});
  }
  return contacts;
}

Result<std::vector<MailAttachment>> make_attachments(const PaperOccasion& occasion, const LetterReader& reader) {
  std::vector<RegistrationRow> rows;
  for (const RegistrationRow& row : reader.people) {
    if (!row.ticket.empty()) rows.push_back(row);
  }
  std::vector<MailAttachment> attachments;
  if (rows.empty()) return attachments;
  const auto folder = PrivateFolder::create();
  if (!folder) return tl::unexpected(folder.error());
  const auto attach = [&](const std::string& name, const char* type, const Status& written) -> Status {
    if (!written) return written;
    auto bytes = read_back(folder->file(name));
    if (!bytes) return tl::unexpected(bytes.error());
    attachments.push_back({name, type, std::move(*bytes)});
    return {};
  };
  for (const RegistrationRow& row : rows) {
    const std::string name = ticket_file_name(row, "png");
    const Status done = attach(name, "image/png", write_ticket_png(occasion, row, folder->file(name)));
    if (!done) return tl::unexpected(done.error());
  }
  const std::string all = "tickets-" + occasion.event.code.value + ".pdf";
  const Status done = attach(all, "application/pdf", write_ticket_pdf(occasion, rows, folder->file(all)));
  if (!done) return tl::unexpected(done.error());
  return attachments;
}

Status write_draft(const LetterOrder& order, const LetterReader& reader, const Letter& letter,
                   const std::string& file) {
  MailDraft draft{reader.email, letter.subject, letter.body, {}};
  if (carries_tickets(order.kind)) {
    auto attachments = make_attachments(order.occasion, reader);
    if (!attachments) return tl::unexpected(attachments.error());
    draft.attachments = std::move(*attachments);
  }
  return write_file_atomically(file, write_mail_draft(draft));
}

/// As Windows' editor shows it: a BOM, CRLF.
std::string text_of(const Letter& letter) {
  std::string text = "\xEF\xBB\xBF件名: " + letter.subject + "\r\n\r\n";
  for (const char c : letter.body) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return text;
}

Status write_one(const LetterOrder& order, const LetterSet& set, std::size_t index, const std::string& file) {
  switch (order.format) {
    case LetterFormat::txt:
      return write_file_atomically(file, text_of(set.letters[index]));
    case LetterFormat::eml:
      return write_draft(order, set.readers[index], set.letters[index], file);
    case LetterFormat::pdf:
      return write_letters_pdf(order.occasion,
                               {{&set.readers[index], &set.letters[index], carries_tickets(order.kind)}}, file);
    case LetterFormat::csv:
      break;  // one file for all
  }
  return {};
}

/// What stands beside the single letters. @return its name for CSV, where there is nothing else
/// @param files  gets what was written
Result<std::string> write_whole(const LetterOrder& order, const LetterSet& set, std::vector<std::string>& files) {
  if (order.format == LetterFormat::csv) {
    const std::string file = whole_name(order, "csv");
    const auto done =
        write_csv(make_merge_table(set.readers, set.letters, order.occasion), file, CsvEncoding::utf8_bom);
    if (!done) return tl::unexpected(done.error());
    return files.emplace_back(file);
  }
  if (order.format != LetterFormat::pdf) return std::string();
  std::vector<PaperLetter> all;
  for (std::size_t i = 0; i < set.readers.size(); ++i) {
    all.push_back({&set.readers[i], &set.letters[i], carries_tickets(order.kind)});
  }
  PaperOccasion occasion = order.occasion;
  if (order.keep_on) occasion.keep_on = [&order](int percent) { return order.keep_on(percent / 2); };
  const std::string file = whole_name(order, "pdf");
  if (auto done = write_letters_pdf(occasion, all, file); !done) return tl::unexpected(done.error());
  files.push_back(file);
  return std::string();
}

std::string_view extension_of_format(LetterFormat format) {
  switch (format) {
    case LetterFormat::txt:
      return "txt";
    case LetterFormat::pdf:
      return "pdf";
    case LetterFormat::eml:
      return "eml";
    case LetterFormat::csv:
      return "csv";
  }
  return {};
}

Result<std::vector<WrittenLetter>> write_set(const LetterOrder& order, const LetterSet& set,
                                             std::vector<std::string>& files) {
  const auto whole = write_whole(order, set, files);
  if (!whole) return tl::unexpected(whole.error());
  const std::size_t count = set.readers.size();
  const std::size_t before = order.format == LetterFormat::pdf ? count : 0;  // the one of all has as many sheets
  std::vector<WrittenLetter> written;
  for (std::size_t i = 0; i < count; ++i) {
    if (!goes_on(order.keep_on, before + i, before + count)) return stopped(order.folder);
    const std::string file = whole->empty() ? numbered_name(order, i, extension_of_format(order.format)) : *whole;
    if (auto done = write_one(order, set, i, file); !done) return tl::unexpected(done.error());
    files.push_back(file);
    written.push_back({set.readers[i], file});
  }
  return written;
}

}  // namespace

std::optional<LetterFormat> letter_format_from_word(std::string_view text) {
  for (const LetterFormat format : {LetterFormat::txt, LetterFormat::pdf, LetterFormat::eml, LetterFormat::csv}) {
    if (extension_of_format(format) == text) return format;
  }
  return std::nullopt;
}

Status make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(Code::io_failed, "cannot be made: " + error.message(), folder);
  if (!std::filesystem::is_directory(folder, error)) return fail(Code::io_failed, "is not a folder", folder);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return fail(Code::io_failed, std::string("cannot be written: ") + std::strerror(errno), folder);
  }
  return {};
}

Result<std::vector<WrittenLetter>> write_letter_files(const Session& session, const LetterOrder& order,
                                                      const std::vector<RegistrationRow>& rows) {
  const auto words = load_template(session, order.kind);
  if (!words) return tl::unexpected(words.error());
  const auto contacts = load_contacts(session);
  if (!contacts) return tl::unexpected(contacts.error());
  if (rows.empty()) return std::vector<WrittenLetter>();
  if (auto folder = make_folder(order.folder); !folder) return tl::unexpected(folder.error());
  LetterSet set{gather_readers(rows, *contacts), {}};
  for (const LetterReader& reader : set.readers) set.letters.push_back(write_letter(*words, reader, order.occasion));
  std::vector<std::string> files;
  auto letters = write_set(order, set, files);
  std::error_code ignored;
  for (std::size_t i = 0; !letters && i < files.size(); ++i) std::filesystem::remove(files[i], ignored);
  return letters;
}

}  // namespace uketsuke::cli
