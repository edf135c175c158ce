// Telephone numbers as a spreadsheet hands them back: without the leading 0, or rounded to a power of ten. What a
// person wrote in another form is left alone. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// The digits alone, half-width; empty where the text holds anything but digits, spaces, brackets, dots, dashes.
std::string phone_digits(std::string_view text);

/// A bare number of 9 or 10 digits that a 0 in front makes a Japanese number (landline 0AB-J: 10 digits, 050 060 070
/// 080 090: 11 digits) with that 0, as half-width digits; "462312111.0" too. Anything else comes back as it was.
std::string with_leading_zero(std::string_view phone);

/// 9.01E+09: the last digits are lost and nobody can tell them.
bool is_rounded_number(std::string_view phone);

/// True if `given` is bare digits and `kept` the same number, however it is written: nothing new then.
bool is_same_phone(std::string_view kept, std::string_view given);

}  // namespace uketsuke
