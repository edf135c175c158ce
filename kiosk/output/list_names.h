// What a handed-over list is called: 出席者名簿_多職種研修会_R80213.xlsx. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/event.h"
#include "common/time.h"

namespace uketsuke {

/// Without / \ : * ? " < > |, controls, blanks and leading dots; at most `most` characters. Safe as a file name.
std::string file_word(std::string_view text, std::size_t most);

/// "多職種研修会" of 令和7年度 多職種研修会: the title without its fiscal year, else the noun.
std::string event_file_word(const Event& event);

/// @param list  "出席者名簿"; @param extension  "xlsx"
std::string list_file_name(std::string_view list, const Event& event, const Zone& zone, std::string_view extension);

}  // namespace uketsuke
