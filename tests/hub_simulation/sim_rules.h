// What the simulation can be told to break, so that it is seen to find it. Each is a mistake of an implementation that
// uses the functions of common/exchange.h and common/escrow.h wrongly.
#pragma once

namespace uketsuke::simulation {

enum class Broken {
  nothing,
  grants_without_subtracting,  ///< the hub does not look at what the others hold
  place_before_rows,           ///< a kiosk forgets its place: it moves it, crashes, and the batch's rows are not there
  takes_facts_twice,           ///< rows of known facts are added again
  skips_gaps,                  ///< a batch is taken though the one before it is missing
  ignores_history,             ///< a hub that forgot is not noticed
  forgets_what_it_sent,        ///< facts wait no longer once they are sent, taken or not
  waits_by_clock,              ///< what is not later than a batch of its own counts as sent
  acknowledges_too_early,      ///< staff see green before the fact is durable
  last_arrival_wins,           ///< a batch's values replace those that are here
  restored_kiosk_keeps_account,  ///< and seats people from what it had then
  restored_kiosk_lets_in,        ///< whom it believes confirmed from what it had then
  restored_hub_asks_nobody,      ///< and grants from the books it had then
  given_up_seats_are_unspent,    ///< here, before the other doors have heard
  settles_with_one_word,         ///< the hub takes one kiosk's word for all
  any_session,                   ///< the hub takes what comes on a connection that was given up
};
const char* word(Broken broken);

}  // namespace uketsuke::simulation
