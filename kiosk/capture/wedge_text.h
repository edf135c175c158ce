// What a run of typed characters could be: the text of a ticket with its prefixes, or not. Pure; knows no time.
// Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// Full-width ASCII (U+FF01-U+FF5E, U+3000) as half-width; everything else as it is.
char32_t fold_width(char32_t c);
/// fold_width, then a-z as A-Z: what marks are compared in.
char32_t fold_typed(char32_t c);
std::u32string fold_typed(std::u32string_view text);
std::string to_utf8(std::u32string_view text);

/// Where a ticket's text stands in a longer run.
struct TicketSpan {
  std::size_t begin = 0;  ///< of the AIM or ECI prefix, where there is one
  std::size_t mark = 0;   ///< of the ticket's mark
};

/// The first ticket's mark at or after `from`, with the prefix before it ("]Q1", "\000026").
/// @param folded  by fold_typed
std::optional<TicketSpan> find_ticket_span(std::u32string_view folded, std::size_t from = 0);

/// True if the run so far could become a prefix or mark: "K", "KTS", "]Q", "\0000".
bool could_begin_ticket(std::u32string_view folded);

/// True for prefix, mark and exactly as many Crockford characters as a ticket has.
bool is_whole_ticket(std::u32string_view folded);

/// Where further tickets begin that were joined to the first one without a terminator: 29 characters after a mark.
/// @return index of each further prefix or mark, in order
std::vector<std::size_t> find_joined_tickets(std::u32string_view folded);

}  // namespace uketsuke
