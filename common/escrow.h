// Seats that the hub grants to kiosks, so that all together never seat more people than there are seats, whoever is cut
// off. Pure: no network, no store. Any thread.
//
// Each kiosk and the hub keep an account of the two kinds of seats, of totals that only ever grow (granted by the hub;
// spent and returned by the kiosk), so that a report or an answer that is lost, late or comes twice does no harm.
// In a kiosk's store:
// - A seat taken here (a registration begins to hold one by what this kiosk does, promotions too) is spent in the same
//   transaction; nothing unspent: no seat. A substitute comes in a seat that is held: nothing is spent.
// - The waitlist is promoted while seats are unspent: after an answer that grants some and after a batch, too.
// - A seat that a merged batch brings is not: another kiosk spent it. But what neither store held is taken here.
// - A seat given up here or elsewhere is *not* unspent again: another door may not have heard of it and let that person
//   in. It comes back through the hub, once all kiosks agree on who holds a seat.
// - Somebody inside holds a seat, whatever was decided about them elsewhere. So the room holds everybody: both kinds
//   together are never more than the room limit.
// - The row `seat_limit` is held + unspent seats (local_seat_limit); an override takes one of the other kind.
// - A store that was restored, and one that joins, begins a new account (begin_account). Until it has caught up with
// the
//   hub it seats nobody, and by itself lets nobody in: somebody whom it believes confirmed may have given up the seat.
// The hub keeps a SeatLedger for each event and changes it in one transaction at a time. Restored from a backup, it
// grants nothing until all kiosks agree (ask_everybody): whoever restores it says so, and a kiosk that sees it does. A
// kiosk that is gone for good is removed by staff; until then nothing that needs its word comes back.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/exchange.h"
#include "common/ids.h"
#include "common/seats.h"

namespace uketsuke {

SeatNumbers operator+(const SeatNumbers& a, const SeatNumbers& b);
SeatNumbers operator-(const SeatNumbers& a, const SeatNumbers& b);
/// The greater of each kind.
SeatNumbers greater_of(const SeatNumbers& a, const SeatNumbers& b);
/// The smaller of each kind.
SeatNumbers smaller_of(const SeatNumbers& a, const SeatNumbers& b);

/// What an event allows. Without capacity and room limit any number: no account is kept.
struct SeatRules {
  std::optional<std::int64_t> capacity{};
  std::int64_t tolerance = 0;
  std::optional<std::int64_t> room_limit{};
};
/// How many seats there may be: `seats` without an override, with them seats + over, never past the room.
/// @return none: any number
std::optional<SeatNumbers> count_seats(const SeatRules& rules);

// A kiosk's account --------------------------------------------------------------------------------------------------

struct SeatAccount {
  std::string life{};  ///< UUID: a new one after each join and each restore of the kiosk
  SeatNumbers granted{};
  SeatNumbers spent{};
  SeatNumbers returned{};
  bool caught_up = false;  ///< with the hub, in this life: who holds a seat here may be let in

  [[nodiscard]] SeatNumbers unspent() const { return granted - spent - returned; }
};
/// With nothing in it. After a restore: before anything else is done with the store.
SeatAccount begin_account(std::string life);
/// What the row seat_limit says. @param held  participants with a seat, as this store knows them
std::int64_t local_seat_limit(const SeatAccount& account, std::int64_t held);

enum class SeatKind { within, over };
/// One seat is taken here. @return false: there is none left of that kind, nobody may be seated
bool spend_seat(SeatAccount& account, SeatKind kind);

/// What a kiosk knows of its door.
struct SeatNeeds {
  std::int64_t taken_lately = 0;       ///< seats taken here in the last kNeedMinutes
  std::int64_t taken_over_lately = 0;  ///< … of these by override
  std::int64_t people_waiting = 0;     ///< at this door, or on the waitlist where it is promoted by itself
  std::int64_t overrides_waiting = 0;  ///< an override is asked for and there is none left
  bool seats_people = true;            ///< false: no registrations and no walk-ins here (an exit, a finished event)
  SeatNumbers short_elsewhere{};       ///< as the hub said last
};
constexpr std::int64_t kNeedMinutes = 10;
/// What a kiosk wants to have unspent.
struct SeatWish {
  SeatNumbers urgent{};    ///< for people who are here now
  SeatNumbers in_store{};  ///< … and what it used lately and a few more, to go on for kNeedMinutes when it is cut off
  friend bool operator==(const SeatWish&, const SeatWish&) = default;
};
/// Where another kiosk is short nothing is wished for later.
SeatWish decide_wish(const SeatNeeds& needs);
/// True if it is time to ask: somebody is here without a seat, or less than half of the wish is left.
bool asks_for_seats(const SeatAccount& account, const SeatWish& wish);
/// What it gives back of what is unspent: what is beyond twice the wish, or where another one is short beyond the wish.
SeatNumbers decide_return(const SeatAccount& account, const SeatNeeds& needs);
/// Durable before it is reported.
void give_back(SeatAccount& account, const SeatNumbers& seats);

/// Who holds a seat at a store that has everything that the hub has, and has sent everything.
struct LevelReport {
  Places places{};  ///< in that store; the hub looks that each is one of its batches
  std::int64_t held = 0;
  std::uint64_t held_mark = 0;  ///< sum of mark_seat() of those who hold one
  friend bool operator==(const LevelReport&, const LevelReport&) = default;
};
/// 64 bits of an id, spread evenly. Thread: any.
std::uint64_t mark_seat(const RegistrationId& registration);

/// A kiosk's word, of one moment of its store.
struct SeatReport {
  SeatAccount account{};
  SeatWish wish{};
  bool hub_forgot = false;  ///< started over since the last report that was answered (ExchangeStep::start_over)
  std::optional<LevelReport> level{};  ///< only if nothing is wanted of the hub and nothing waits
};
/// What the hub wants of a kiosk: told with its heads and with every answer.
struct SeatNews {
  SeatNumbers short_elsewhere{};  ///< that others need now and the hub has not
  bool wants_level = false;       ///< everybody's LevelReport is waited for
  bool knows_level = false;       ///< this kiosk's last one still counts
};
struct SeatAnswer {
  std::string life{};         ///< of the account that it is about
  SeatNumbers granted{};      ///< in total
  bool caught_up = false;     ///< the kiosk has everything, and the hub is sure of it
  bool lost_account = false;  ///< the kiosk said more before: it was restored and does not know it; begin_account
  SeatNews news{};
};
/// An answer of this connection, durable before a seat of it is spent.
/// @return false: not of this account, nothing changed
bool take_answer(SeatAccount& account, const SeatAnswer& answer);

/// What passed in this connection.
struct Reported {
  std::optional<SeatReport> last{};  ///< that was answered
  bool looked = false;               ///< the hub's heads were read since
  SeatNews news{};
};
/// True if the hub does not know what it should (seats spent or given back, more wished, others hold seats now, its
/// agreement is asked for) or may have seats now that are needed here. Of reports for agreement one a second is enough.
bool is_report_due(const Reported& reported, const SeatReport& now);

// The hub ------------------------------------------------------------------------------------------------------------

struct HubAccount {
  SeatAccount account{};
  SeatWish wish{};
  std::optional<LevelReport> level{};  ///< of its last report
};
/// One of each event, behind one lock.
struct SeatLedger {
  SeatRules rules{};
  std::int64_t taken = 0;                    ///< seats that somebody may hold, at whichever kiosk; never too low
  bool asking = false;                       ///< restored: nothing is granted until all agree
  std::map<KioskId, HubAccount> accounts{};  ///< of the members
};
/// What may be granted now; zero or less: nothing. Of an event without limits: none.
std::optional<SeatNumbers> count_pool(const SeatLedger& ledger);

/// The event is brought to the hub by its first kiosk, which holds these seats.
SeatLedger begin_ledger(const SeatRules& rules, std::int64_t held);
/// A member without anything. One that is there stays.
void add_kiosk(SeatLedger& ledger, const KioskId& kiosk);
/// What it could have spent counts as taken until the others agree.
void remove_kiosk(SeatLedger& ledger, const KioskId& kiosk);
/// The hub was restored from a backup.
void ask_everybody(SeatLedger& ledger);
/// False: the kiosks hold more than that; the rules stay. More than now can always be taken.
bool change_rules(SeatLedger& ledger, const SeatRules& rules);

/// What the hub looks at with a report, read in the transaction that changes the ledger.
struct ReportFacts {
  Places heads{};                  ///< of the event
  bool session_is_current = true;  ///< as in PutFacts; if not, nothing changes
  bool level_is_of_here = true;    ///< each of report.level's places is a batch of the hub, or 0
};
/// Books the report, sees whether all agree, grants.
SeatAnswer take_report(SeatLedger& ledger, const KioskId& kiosk, const SeatReport& report, const ReportFacts& facts);

/// For one kiosk.
SeatNews read_news(const SeatLedger& ledger, const KioskId& kiosk);
/// True if the last reports of all members are of one state: each has heard what the others had sent, and the same
/// people hold seats.
bool all_agree(const SeatLedger& ledger, const Places& heads);
/// What of the pool one kiosk gets: for people who are here, then what it lacks of its wish but no more than a fair
/// part, so that one that asks next finds some too.
SeatNumbers decide_grant(const SeatLedger& ledger, const KioskId& kiosk);

}  // namespace uketsuke
