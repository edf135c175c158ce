// A zip of roster files -> their content together. For roster_reader.cpp. Any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/intake/roster_reader.h"
#include "kiosk/intake/zip_file.h"

namespace uketsuke {

/// Reads one file of the zip: its bytes, and how it is named in the report.
using ReadPart = std::function<RosterContent(std::string_view bytes, const std::string& file)>;

/// Every .csv .tsv .txt .xlsx .xlsm of the zip in the order of their names, from any folder in it; others are noted.
/// In reports a part is "answers.zip/folder/name.csv". Nothing is unpacked to disk.
/// @param rules  its password opens AES and ZipCrypto; without one, or with a wrong one: bad, and needs_password
RosterContent read_roster_zip(const ZipFile& zip, const std::string& file, const RosterRules& rules,
                              const ReadPart& read_part);

/// ".xlsx" of a path, in lower case; empty without one.
std::string lower_extension(std::string_view path);

}  // namespace uketsuke
