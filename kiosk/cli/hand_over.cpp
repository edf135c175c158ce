// The plain file of a zip stands in a folder of its own that nobody else may read, and goes with it.
#include "kiosk/cli/hand_over.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "db/list_reader.h"
#include "kiosk/cli/private_folder.h"
#include "kiosk/output/zip_writer.h"

namespace uketsuke::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestPassword = 256;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Without the dot, in lower case; of the last part of the path only.
std::string last_extension(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t point = name.rfind('.');
  return point == std::string::npos || point == 0 ? std::string() : lower(name.substr(point + 1));
}

bool is_zip(const std::string& path) { return last_extension(path) == "zip"; }

std::string without_extension(const std::string& path) { return path.substr(0, path.rfind('.')); }

/// The first line, without its end.
Result<std::string> read_password(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return fail(Code::not_found, path + ": there is no such file", "--password-file");
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!file || fs::is_directory(path, error)) return fail(Code::not_found, path + " cannot be read", "--password-file");
  std::getline(file, line);
  if (line.rfind("\xEF\xBB\xBF", 0) == 0) line.erase(0, 3);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty()) return fail(Code::bad_input, path + ", line 1: write the password there", "--password-file");
  if (line.size() > kLongestPassword || line.find('\0') != std::string::npos) {
    return fail(Code::bad_input, path + ", line 1: a password has at most 256 bytes and no NUL", "--password-file");
  }
  return line;
}

}  // namespace

bool is_folder(const std::string& out) {
  std::error_code error;
  return (!out.empty() && out.back() == '/') || fs::is_directory(out, error);
}

std::string extension_of(const std::string& out) {
  if (is_folder(out)) return {};
  return last_extension(is_zip(out) ? without_extension(out) : out);
}

struct Output::Parts {
  std::string file;
  std::string write_path;
  std::string password;
  std::optional<PrivateFolder> folder;  ///< of the plain file; none where nothing is zipped
};

Output::Output(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Output::Output(Output&&) noexcept = default;
Output& Output::operator=(Output&&) noexcept = default;
Output::~Output() = default;

const std::string& Output::write_path() const { return parts_->write_path; }
const std::string& Output::file() const { return parts_->file; }
bool Output::is_zipped() const { return !parts_->password.empty(); }

Result<Output> Output::plan(const OutputWords& words, const std::string& usual_name) {
  if (words.out.empty()) return fail(Code::bad_call, "needs a file or a folder", "--out");
  auto parts = std::make_unique<Parts>();
  parts->file = is_folder(words.out) ? (fs::path(words.out) / usual_name).string() : words.out;
  if (!words.password_file && !words.password) {
    if (is_zip(parts->file)) return fail(Code::bad_call, "a .zip is written with --password-file only", "--out");
    parts->write_path = parts->file;
    return Output(std::move(parts));
  }
  auto password = words.password ? Result<std::string>(*words.password) : read_password(*words.password_file);
  if (!password) return tl::unexpected(password.error());
  parts->password = std::move(*password);
  auto folder = PrivateFolder::create();
  if (!folder) return tl::unexpected(folder.error());
  parts->folder.emplace(std::move(*folder));
  std::string inner = fs::path(parts->file).filename().string();
  if (is_zip(parts->file)) {
    inner = without_extension(inner);
    if (last_extension(inner).empty()) inner += fs::path(usual_name).extension().string();
  } else {
    parts->file += ".zip";
  }
  parts->write_path = parts->folder->file(inner);
  return Output(std::move(parts));
}

Status Output::finish(UtcMillis now) {
  if (!is_zipped()) return {};
  const auto bytes = read_back(parts_->write_path);
  if (!bytes) return tl::unexpected(bytes.error());
  const std::string name = fs::path(parts_->write_path).filename().string();
  return write_encrypted_zip(parts_->file, {name, *bytes, now}, parts_->password);
}

Status check_has_names(const Session& session, const EventCode& event) {
  auto lists = ListReader::open(session.folder());
  if (!lists) return tl::unexpected(lists.error());
  const auto purged = lists->is_purged(event);
  if (!purged) return tl::unexpected(purged.error());
  if (!*purged) return {};
  return fail(Code::refused, "この研修会の個人情報は消去済みです。氏名が要る書類は、もう作成できません。");
}

void log_or_warn(const Session& session, const TakeOut& take_out) {
  const Status logged = log_take_out(session.folder(), take_out, session.change());
  if (!logged) {
    session.say("持出しを記録できませんでした (the take-out could not be logged): " + describe(logged.error()));
  }
}

}  // namespace uketsuke::cli
