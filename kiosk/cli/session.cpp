// Folder, login, printing.
#include "kiosk/cli/session.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "common/names.h"
#include "common/utf8.h"
#include "kiosk/intake/profession_assets.h"

namespace uketsuke::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string find_folder(const std::optional<std::string>& given) {
  if (given) return *given;
  if (std::string data = environment("UKETSUKE_DATA"); !data.empty()) return data;
  if (std::string share = environment("XDG_DATA_HOME"); !share.empty()) return share + "/uketsuke";
  return environment("HOME") + "/.local/share/uketsuke";
}

std::string find_login() {
  const passwd* user = ::getpwuid(::geteuid());
  if (user != nullptr && user->pw_name != nullptr) return user->pw_name;
  return "uid " + std::to_string(::geteuid());
}

/// What is no UTF-8 as U+FFFD.
std::string mend_utf8(std::string_view text) {
  std::string mended;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(mended, c == kBrokenByte ? U'\xFFFD' : c);
  }
  return mended;
}

}  // namespace

Session::Session(GlobalOptions options, Surroundings surroundings)
    : options_(std::move(options)), surroundings_(std::move(surroundings)) {
  folder_ = find_folder(options_.data);
  by_ = options_.by ? mend_utf8(*options_.by) : find_login();
}

Status Session::prepare(bool needs_store) {
  if (folder_.empty()) return fail(Code::bad_call, "--data needs a folder");
  if (!options_.now) return {};
  const auto time = parse_rfc3339(*options_.now);
  if (!time) return tl::unexpected(Error{Code::bad_call, time.error().what, "--now"});
  if (needs_store) {
    const auto reader = open_reader();
    if (!reader) return tl::unexpected(reader.error());
    if (!reader->info().practice) {
      return fail(Code::bad_call, "is for a practice store only (uketsuke init --practice)", "--now");
    }
  }
  practice_now_ = *time;
  return {};
}

UtcMillis Session::now() const { return practice_now_ ? *practice_now_ : surroundings_.system_now(); }

Result<ProfessionTable> Session::load_professions() const {
  return read_professions_file(asset_path("professions.toml"));
}

void Session::write_line(const std::string& line) {
  const bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
                       std::fputc('\n', stdout) != EOF && std::fflush(stdout) == 0;
  if (!written) output_failed_ = true;
}

void Session::print(const JsonObject& object, const std::string& words) {
  if (options_.json)
    write_line(object.line());
  else
    print_words(words);
}

void Session::print_words(const std::string& words) {
  if (!options_.json) write_line(harmless(words));
}

void Session::say(const std::string& words) const {
  for (std::size_t start = 0; start <= words.size();) {
    const std::size_t end = std::min(words.find('\n', start), words.size());
    const std::string line = "uketsuke: " + harmless(std::string_view(words).substr(start, end - start)) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    start = end + 1;
  }
}

std::string harmless(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return for_screen(line);
}

std::string describe(const Error& error) {
  if (error.where.empty()) return error.what;
  if (error.what.find('\n') != std::string::npos) return error.where + ":\n" + error.what;
  return error.where + ": " + error.what;
}

}  // namespace uketsuke::cli
