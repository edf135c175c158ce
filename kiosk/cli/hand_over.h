// Where a list that is handed over goes: a file, a folder (then it gets its usual name), or a zip that opens with a
// password; and the log of take-outs (持出し). Thread: main.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "db/take_outs.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// What --out and --password-file said.
struct OutputWords {
  std::string out;
  std::optional<std::string> password_file;
  std::optional<std::string> password{};  ///< typed, instead of the file
};

/// True where `out` is a folder: there already, or ending in a slash.
bool is_folder(const std::string& out);
/// "xlsx" of "a.xlsx", "a.XLSX" and "a.xlsx.zip"; empty where the name says none or is a folder.
std::string extension_of(const std::string& out);

/// A file on its way: written at write_path(), in its place after finish(). Without that nothing is left.
class Output {
 public:
  /// @param usual_name  for a folder; its extension also names what stands in "名簿.zip"
  /// Errors: Code::bad_call (a .zip without a password), not_found, bad_input (the password file), io_failed
  static Result<Output> plan(const OutputWords& words, const std::string& usual_name);
  Output(Output&&) noexcept;
  Output& operator=(Output&&) noexcept;
  ~Output();

  /// Where the list is to be written.
  [[nodiscard]] const std::string& write_path() const;
  /// Where it is found in the end.
  [[nodiscard]] const std::string& file() const;
  [[nodiscard]] bool is_zipped() const;
  /// Zips what was written, where a password was given. Errors: Code::io_failed
  Status finish(UtcMillis now);

 private:
  struct Parts;
  explicit Output(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// For what is nothing without names. Errors: Code::refused where those of the event were erased
Status check_has_names(const Session& session, const EventCode& event);

/// Logs the take-out; where the store cannot be written, a warning: the list itself is made already.
void log_or_warn(const Session& session, const TakeOut& take_out);

}  // namespace uketsuke::cli
