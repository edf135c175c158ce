// One call of the program: its global options, the time it stands at, the store it works on, what it prints.
// Thread: main.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/profession.h"
#include "common/result.h"
#include "common/time.h"
#include "db/reader.h"
#include "db/store.h"
#include "kiosk/cli/json_object.h"

namespace uketsuke::cli {

/// `--data --now --json --by`, as given.
struct GlobalOptions {
  std::optional<std::string> data;
  std::optional<std::string> now;
  std::optional<std::string> by;
  bool json = false;
};

/// What the call gets from outside; tests give their own.
struct Surroundings {
  std::function<UtcMillis()> system_now;
  std::string assets;  ///< folder of the data files; empty where it was not found
};

class Session {
 public:
  Session(GlobalOptions options, Surroundings surroundings);

  /// Reads --now and sees that the store is a practice one. @param needs_store  false for `init`, which makes it
  /// Errors: Code::bad_call, not_found
  Status prepare(bool needs_store);

  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] bool json() const { return options_.json; }
  /// The practice time where one was given, else the system's now.
  [[nodiscard]] UtcMillis now() const;
  /// The system's, whatever --now says: for times of files.
  [[nodiscard]] UtcMillis system_now() const { return surroundings_.system_now(); }
  /// None where no --now was given.
  [[nodiscard]] const std::optional<UtcMillis>& practice_now() const { return practice_now_; }
  [[nodiscard]] Change change(std::string reason = {}) const { return Change{now(), by_, std::move(reason)}; }
  [[nodiscard]] const std::string& by() const { return by_; }
  [[nodiscard]] std::string asset_path(std::string_view name) const {
    return surroundings_.assets + "/" + std::string(name);
  }

  Result<Store> open_store() const { return Store::open(folder_); }
  Result<Reader> open_reader() const { return Reader::open(folder_); }
  /// assets/professions.toml
  Result<ProfessionTable> load_professions() const;

  /// With --json the object, else the words; one line, flushed. What a terminal would obey is shown harmlessly.
  void print(const JsonObject& object, const std::string& words);
  void print_words(const std::string& words);
  /// A line for a person, on stderr.
  void say(const std::string& words) const;
  /// True once stdout could not be written.
  [[nodiscard]] bool output_failed() const { return output_failed_; }

 private:
  void write_line(const std::string& line);

  GlobalOptions options_;
  Surroundings surroundings_;
  std::string folder_;
  std::string by_;
  std::optional<UtcMillis> practice_now_;
  bool output_failed_ = false;
};

/// Valid UTF-8 without anything that a terminal obeys; line breaks become spaces.
std::string harmless(std::string_view text);

/// "where: what", for stderr.
std::string describe(const Error& error);

}  // namespace uketsuke::cli
