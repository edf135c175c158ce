#include "kiosk/cli/out_name.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "common/names.h"

namespace uketsuke::cli {

namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

Result<std::string> out_file(const std::string& given, const std::string& ending, const std::string& usual) {
  if (trim(given).empty()) return fail(Code::bad_call, "a file to write is needed, for example " + usual, "--out");
  std::error_code error;
  if (fs::is_directory(given, error)) return (fs::path(given) / usual).string();
  if (given.back() == '/') return fail(Code::bad_call, "there is no folder " + given, "--out");
  const std::string has = lower(fs::path(given).extension().string());
  if (has == ending) return given;
  if (has.empty()) return given + ending;
  return fail(Code::bad_call,
              given + ": this is written as " + ending + ", not as " + has + "; give a name that ends in " + ending +
                  " or a folder (the file is then " + usual + ")",
              "--out");
}

}  // namespace uketsuke::cli
