// Letters of one kind, written and logged as a take-out (持出し): for `letters` and for the window's 書類の出力. Any
// thread, one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/cli/letter_files.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// What is wanted, in the words of the command line.
struct LettersCall {
  std::string code;
  std::vector<std::string> registrations;  ///< empty: everybody whom that kind is for
  std::string kind;
  std::string out;
  std::optional<std::string> format;
  KeepOn keep_on{};  ///< told how far it is; may be empty
};

struct TakenLetters {
  std::vector<WrittenLetter> letters;
  std::int64_t people = 0;
  std::vector<std::string> remarks;  ///< what is lacking: tickets, addresses, anybody at all
};

/// Errors: Code::bad_call for words that are off, not_found, refused after a purge, io_failed
Result<TakenLetters> take_letters(Session& session, const LettersCall& call);

}  // namespace uketsuke::cli
