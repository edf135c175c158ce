// Letters to facilities: 受付完了, キャンセル待ち, 参加不可, ご案内; one to each facility's contact person with all its
// people. Words come from templates; nothing is sent. Pure but for the writers. One thread each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "kiosk/output/table.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

enum class LetterKind { accepted, waitlisted, declined, reminder };
std::string_view word(LetterKind kind);
std::optional<LetterKind> letter_kind_from_word(std::string_view word);

/// Whom to reach at a facility.
struct FacilityContact {
  std::string folded;  ///< the facility's folded name
  std::string person;  ///< empty: ご担当者様
  std::string email;
};

/// One letter's reader and the people it is about.
struct LetterReader {
  std::string facility;                 ///< empty: a person without one
  std::string person;                   ///< the contact, or the person who applied alone
  std::string email;                    ///< one address that is fit for a header, or empty
  std::vector<RegistrationRow> people;  ///< by reception number
};

/// Whom a letter of that kind is for: confirmed ones, waitlisted ones, declined ones; a reminder only for those who
/// have not come.
bool is_letter_for(LetterKind kind, const RegistrationRow& row);

/// By facility (folded names) and the contact person that their forms name, in the order of the first reception number;
/// who came by a form that names nobody goes with the facility's own contact, else its first one. Without a facility
/// everybody gets their own. The address: the list's contact's, else one that its people share, else the first person's.
std::vector<LetterReader> gather_readers(const std::vector<RegistrationRow>& rows,
                                         const std::vector<FacilityContact>& contacts);

/// 件名 on the first line, a blank line, the body with {placeholders}; a line whose placeholders are all empty is left
/// out. Errors of making: Code::bad_input with file and line
struct LetterTemplate {
  std::string subject;
  std::string body;
};
Result<LetterTemplate> parse_letter_template(std::string_view text, const std::string& file);

struct Letter {
  std::string subject;
  std::string body;  ///< lines end in \n
};
/// Dates as letters have them: 午後6時30分.
Letter write_letter(const LetterTemplate& words, const LetterReader& reader, const PaperOccasion& occasion);

/// 宛先 担当者 メール 人数 氏名 受付番号 件名 本文: for the mail merge of an office.
ListTable make_merge_table(const std::vector<LetterReader>& readers, const std::vector<Letter>& letters,
                           const PaperOccasion& occasion);

/// For FAX and post: each letter on A4, its tickets on the pages after it. Errors: Code::io_failed
struct PaperLetter {
  const LetterReader* reader = nullptr;
  const Letter* letter = nullptr;
  bool with_tickets = false;
};
Status write_letters_pdf(const PaperOccasion& occasion, const std::vector<PaperLetter>& letters,
                         const std::string& path);

}  // namespace uketsuke
