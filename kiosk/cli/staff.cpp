// staff add, staff pin, staff list. A PIN comes on stdin only, never in an argument that others may see.
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include "common/names.h"
#include "common/pin_hash.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

std::string_view word(StaffRole role) {
  switch (role) {
    case StaffRole::desk:
      return "desk";
    case StaffRole::organiser:
      return "organiser";
  }
  return "";
}

Result<int> add_staff(Session& session, const std::string& given, const std::string& role) {
  const std::string name = trim(given);
  if (name.empty() || !is_valid_utf8(name)) return fail(Code::bad_call, "a name is needed", "staff add");
  if (role != "desk" && role != "organiser") {
    return fail(Code::bad_call, "\"" + role + "\" is none of desk, organiser", "--role");
  }
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const Status added =
      store->add_staff(name, role == "desk" ? StaffRole::desk : StaffRole::organiser, session.change());
  if (!added) return tl::unexpected(added.error());
  JsonObject object;
  object.text("staff", name).text("role", role);
  session.print(object, name + " を登録しました");
  return kDone;
}

/// A line of stdin; from a terminal without showing it.
std::string read_secret_line(const char* prompt) {
  std::string line;
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  termios before{};
  const bool hidden = terminal && ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (hidden) {
    termios silent = before;
    silent.c_lflag &= static_cast<tcflag_t>(~static_cast<tcflag_t>(ECHO));
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    std::fputs(prompt, stderr);
  }
  std::getline(std::cin, line);
  if (hidden) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

/// 0000, 1234, 8765: every step from one digit to the next is the same 0, 1 or -1. Of a PIN, so not empty.
bool is_easily_guessed(const std::string& pin) {
  const int step = pin[1] - pin[0];
  const bool even =
      std::adjacent_find(pin.begin(), pin.end(), [step](char a, char b) { return b - a != step; }) == pin.end();
  return even && step >= -1 && step <= 1;
}

Result<int> set_pin(Session& session, const std::string& name) {
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const std::string pin = trim(nfkc(read_secret_line("暗証番号（4～12桁の数字）: ")));
  if (!is_valid_pin(pin)) return fail(Code::bad_call, "暗証番号は4～12桁の数字にしてください。", "staff pin");
  const Status set = store->set_pin(name, pin, session.change());
  if (!set) return tl::unexpected(set.error());
  if (is_easily_guessed(pin)) session.say("この暗証番号は推測されやすい並びです。別の番号に変えることをお勧めします。");
  JsonObject object;
  object.text("staff", name).boolean("has_pin", true);
  session.print(object, name + " の暗証番号を設定しました");
  return kDone;
}

Result<int> list_staff(Session& session) {
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto staff = reader->list_staff();
  if (!staff) return tl::unexpected(staff.error());
  for (const StaffMember& member : *staff) {
    JsonObject object;
    object.text("staff", member.name).text("role", word(member.role)).boolean("has_pin", member.has_pin);
    session.print(object,
                  member.name + "  " + std::string(word(member.role)) + (member.has_pin ? "" : "  暗証番号なし"));
  }
  return kDone;
}

}  // namespace

Command make_staff_add() {
  struct Options {
    std::string name;
    std::string role;
  };
  const auto options = std::make_shared<Options>();
  return {"staff add",
          "add a member of the staff",
          "uketsuke staff add 田中 --role organiser",
          {needs("NAME", options->name, "the name"), needs("--role", options->role, "desk or organiser")},
          [options](Session& session) { return add_staff(session, options->name, options->role); }};
}

Command make_staff_pin() {
  const auto name = std::make_shared<std::string>();
  return {"staff pin",
          "set a staff member's PIN, 4 to 12 digits on stdin",
          "echo 4826 | uketsuke staff pin 田中",
          {needs("NAME", *name, "the name")},
          [name](Session& session) { return set_pin(session, *name); }};
}

Command make_staff_list() {
  return {"staff list", "the staff, their roles, whether they have a PIN", "uketsuke staff list", {}, list_staff};
}

}  // namespace uketsuke::cli
