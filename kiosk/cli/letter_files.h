// Letters as files: text to copy, paper, mail drafts, a table for the mail merge. Used by `letters` and by
// `ticket issue --format eml`. Nothing is sent. Thread: main.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "kiosk/cli/session.h"
#include "kiosk/output/letters.h"

namespace uketsuke::cli {

enum class LetterFormat { txt, pdf, eml, csv };
std::optional<LetterFormat> letter_format_from_word(std::string_view word);

struct LetterOrder {
  PaperOccasion occasion;
  LetterKind kind = LetterKind::accepted;
  LetterFormat format = LetterFormat::txt;
  std::string folder;  ///< made if it is not there
  KeepOn keep_on{};    ///< told how far it is; false: stop. May be empty
};

/// One letter and the file it is in.
struct WrittenLetter {
  LetterReader reader;
  std::string file;
};

/// A folder that can be written to, made where it is not there. Errors: Code::io_failed
Status make_folder(const std::string& folder);

/// One letter a facility. PDF: a file each and one of all; CSV: one file.
/// @param rows  those whom the letters are for
/// Where it fails or is stopped, what it wrote is gone again.
/// Errors: Code::bad_input (a template), not_found, io_failed, refused where keep_on stopped it
Result<std::vector<WrittenLetter>> write_letter_files(const Session& session, const LetterOrder& order,
                                                      const std::vector<RegistrationRow>& rows);

}  // namespace uketsuke::cli
