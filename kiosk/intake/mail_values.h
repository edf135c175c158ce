// What stands behind a label of the mail form: names, addresses, telephones, 「同上」, chosen professions. Each is read
// for sure or not at all. For mail_form.cpp. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

struct MailName {
  std::string name;
  std::string furigana;
};

/// 山田 太郎（やまだ たろう） 様. An error's words say what is doubtful. Errors: Code::bad_input
Result<MailName> read_mail_name(std::string_view value);

/// 「同上」, 〃, 上記と同じ …
bool is_ditto(std::string_view value);
/// なし, -, 空欄
bool says_none(std::string_view value);

/// One address; empty for なし. none: it is no address.
std::optional<std::string> read_mail_address(std::string_view value);
/// As given; empty for なし. none: it is no telephone number.
std::optional<std::string> read_mail_phone(std::string_view value);

/// 聞いてみたい職種: those that are left of the form's list, or that are ticked; その他（ケアマネ） keeps its words.
/// none: the whole list stands there and nothing is ticked.
std::optional<std::string> read_asked_professions(std::string_view value);

}  // namespace uketsuke
