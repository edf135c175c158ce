// The attendee's side of Kiosk: codes in, results on show, several tickets, time-outs.
#include <algorithm>
#include <utility>

#include "common/ticket.h"
#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kSeveralShown = 20 * kSecond;
/// A language or large letters without a scan: whoever chose them went away.
constexpr std::int64_t kChoiceKept = 60 * kSecond;
/// So many scans in a row that were not recorded stop the machine's reception.
constexpr std::int64_t kFailuresToFault = 3;

Sound sound_of(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::admitted:
    case ScanOutcome::exited:
      return Sound::welcome;
    case ScanOutcome::already_in:
      return Sound::already;
    case ScanOutcome::not_a_ticket:
    case ScanOutcome::unknown_ticket:
    case ScanOutcome::waitlisted:
    case ScanOutcome::pending:
    case ScanOutcome::too_early:
    case ScanOutcome::too_late:
    case ScanOutcome::full:
    case ScanOutcome::not_inside:
      return Sound::attention;
    case ScanOutcome::forged:
    case ScanOutcome::wrong_event:
    case ScanOutcome::revoked:
    case ScanOutcome::cancelled:
    case ScanOutcome::declined:
      return Sound::refuse;
    case ScanOutcome::not_recorded:
      return Sound::fault;
  }
  return Sound::fault;
}

/// Long enough to be read, short enough that nobody waits for it (the next scan replaces it at once).
std::int64_t shown_for_us(const std::vector<AttendeeResult>& results) {
  if (results.size() > 1) return 6 * kSecond;
  switch (results.front().outcome) {
    case ScanOutcome::admitted:
    case ScanOutcome::exited:
      return 5 * kSecond / 2;
    case ScanOutcome::already_in:
      return 7 * kSecond / 2;
    case ScanOutcome::not_a_ticket:
    case ScanOutcome::forged:
    case ScanOutcome::wrong_event:
    case ScanOutcome::unknown_ticket:
    case ScanOutcome::revoked:
    case ScanOutcome::cancelled:
    case ScanOutcome::declined:
    case ScanOutcome::waitlisted:
    case ScanOutcome::pending:
    case ScanOutcome::too_early:
    case ScanOutcome::too_late:
    case ScanOutcome::full:
    case ScanOutcome::not_inside:
    case ScanOutcome::not_recorded:
      return 5 * kSecond;
  }
  return 5 * kSecond;
}

bool has_mark(const SeenCode& code) { return fold_ticket_text(code.text).starts_with(kTicketMark); }

bool is_among(const SeenCode& code, const std::vector<SeenCode>& codes) {
  return std::any_of(codes.begin(), codes.end(), [&code](const SeenCode& other) { return other.text == code.text; });
}

/// The outcome for one sound of many: the first that is not good.
ScanOutcome worst_of(const std::vector<AttendeeResult>& results) {
  for (const AttendeeResult& result : results) {
    if (result.outcome != ScanOutcome::admitted && result.outcome != ScanOutcome::already_in &&
        result.outcome != ScanOutcome::exited) {
      return result.outcome;
    }
  }
  return results.front().outcome;
}

}  // namespace

/// A ticket beside other codes (the flyer's form, a URL) is the one that is meant; of several tickets none is picked.
/// One of a set that comes alone is a scan: the others were covered or taken away.
void Kiosk::on_codes(const CodesSeen& seen) {
  if (seen.codes.empty()) return;
  AttendeeView& attendee = model_.attendee;
  std::vector<SeenCode> tickets;
  std::copy_if(seen.codes.begin(), seen.codes.end(), std::back_inserter(tickets), has_mark);
  if (seen.repeat) {
    attendee.several.until_us = now_.monotonic_us + kSeveralShown;
    repeat_shown();
    return;
  }
  if (tickets.size() <= 1) {
    const SeenCode& code = tickets.empty() ? seen.codes.front() : tickets.front();
    if (is_among(code, attendee.several.codes)) {
      attendee.several = {};
      attendee.one_by_one = true;
      one_by_one_until_us_ = now_.monotonic_us + kSeveralShown;
      ++model_.revision;
    }
    take_codes({code}, 0);
    return;
  }
  if (attendee.one_by_one) {
    one_by_one_until_us_ = now_.monotonic_us + kSeveralShown;
    return;
  }
  attendee.several = {std::move(tickets), now_.monotonic_us + kSeveralShown};
  attendee.result.reset();
  close_find();
  ++model_.revision;
  play(Sound::attention);
  set_screen();
}

void Kiosk::repeat_shown() {
  std::optional<ShownResult>& result = model_.attendee.result;
  if (result) result->shown_until_us = now_.monotonic_us + shown_for_us(result->results);
}

void Kiosk::take_codes(const std::vector<SeenCode>& codes, std::uint64_t batch) {
  for (const SeenCode& code : codes) {
    ScanRequest request;
    request.id = code.id;
    request.event = settings_.event;
    request.direction = model_.direction;
    request.text = code.text;
    request.source = code.source;
    request.by = model_.staff.name;
    ScanTiming timing;
    timing.frame_in_us = code.frame_in_us;
    timing.decoded_us = code.decoded_us;
    ask(RecordScan{std::move(request), timing, now_.utc, batch});
    await_answer();
  }
}

void Kiosk::await_answer() {
  AttendeeView& attendee = model_.attendee;
  if (attendee.waiting++ == 0) attendee.waiting_since_us = now_.monotonic_us;
}

void Kiosk::take_all_tickets() {
  const std::vector<SeenCode> codes = std::exchange(model_.attendee.several, {}).codes;
  if (codes.empty()) return;
  batch_.clear();
  batch_size_ = codes.size();
  effect::MarkTaken taken;
  for (const SeenCode& code : codes) taken.texts.push_back(code.text);
  effects_.emplace_back(std::move(taken));
  take_codes(codes, ++batch_id_);
  set_screen();
}

void Kiosk::on_scan_done(const ScanDone& done) {
  add_recent(done.result, done.request.text, done.request.direction);
  show_outcome(done.result, done.batch);
}

void Kiosk::on_found_checked_in(const FoundCheckedIn& done) {
  add_recent(done.result, {}, done.request.direction);
  show_outcome(done.result, 0);
}

void Kiosk::show_outcome(const ScanResult& result, std::uint64_t batch) {
  failures_in_a_row_ = 0;
  leave_fault();
  AttendeeResult shown;
  shown.outcome = result.outcome;
  if (result.outcome == ScanOutcome::admitted || result.outcome == ScanOutcome::exited) {
    shown.name = result.name;
    shown.group = result.group;
    refresh_counts();
    refresh_lists();
  }
  shown.first_at = result.first_at;
  shown.other_event_title = result.other_event_title;
  shown.other_event_starts_at = result.other_event_starts_at;
  answer(std::move(shown), batch);
}

void Kiosk::on_scan_failed(const RecordScan& request, const Error& error) {
  ++failures_in_a_row_;
  AttendeeResult shown;
  shown.outcome = ScanOutcome::not_recorded;
  shown.staff_come = failures_in_a_row_ >= 2;
  forget_repeats();
  ScanResult row;
  row.scan = request.request.id;
  row.happened = request.now;
  add_recent(row, {}, request.request.direction);
  notify({NoticeKind::bad, "notice_not_recorded", {}, error.what, 0});
  answer(std::move(shown), request.batch);
  if (failures_in_a_row_ >= kFailuresToFault) enter_fault(error);
}

void Kiosk::answer(AttendeeResult result, std::uint64_t batch) {
  AttendeeView& attendee = model_.attendee;
  if (attendee.waiting > 0 && --attendee.waiting == 0) attendee.slow = false;
  attendee.waiting_since_us = now_.monotonic_us;
  if (batch == 0) {
    play(sound_of(result.outcome));
    show_results({std::move(result)});
    return;
  }
  if (batch != batch_id_) return;
  batch_.push_back(std::move(result));
  if (batch_.size() < batch_size_) return;
  play(sound_of(worst_of(batch_)));
  show_results(std::exchange(batch_, {}));
}

void Kiosk::show_results(std::vector<AttendeeResult> results) {
  const std::int64_t until = now_.monotonic_us + shown_for_us(results);
  const std::optional<ShownResult>& last = model_.attendee.result;
  if (last && chosen_at_us_ <= last->shown_since_us) forget_choices();  // they were the last person's
  model_.attendee.result = ShownResult{std::move(results), now_.monotonic_us, until};
  close_find();  // the next person stands there
  set_screen();
}

void Kiosk::add_recent(const ScanResult& result, const std::string& ticket_text, Direction direction) {
  std::vector<RecentScan>& recent = model_.staff.recent;
  RecentScan row;
  row.scan = result.scan;
  row.happened = result.happened;
  row.direction = direction;
  row.outcome = result.outcome;
  row.registration = result.registration;
  row.number = result.number.value_or(0);
  row.name = result.name;
  if (result.outcome == ScanOutcome::unknown_ticket) row.ticket_text = ticket_text;
  if (result.outcome == ScanOutcome::already_in) ask(FindFirstUse{result.scan});
  print_tag_on_entry(result, direction);
  recent.insert(recent.begin(), std::move(row));
  if (recent.size() > kRecentScans) recent.resize(kRecentScans);
}

/// Staff see when and where a ticket was used first; the door does not wait for that.
void Kiosk::on_first_use_found(const FirstUseFound& found) {
  for (RecentScan& row : model_.staff.recent) {
    if (row.scan == found.scan) row.first_use = found.first;
  }
}

void Kiosk::on_recent_scans(const RecentScansDone& done) {
  std::vector<RecentScan>& recent = model_.staff.recent;
  if (!recent.empty()) return;
  recent = done.scans;
  if (recent.size() > kRecentScans) recent.resize(kRecentScans);
  for (const RecentScan& row : recent) {
    if (row.outcome == ScanOutcome::already_in) ask(FindFirstUse{row.scan});
  }
}

void Kiosk::expire_attendee() {
  AttendeeView& attendee = model_.attendee;
  const std::int64_t now = now_.monotonic_us;
  const std::uint64_t before = model_.revision;
  if (attendee.result && now >= attendee.result->shown_until_us) {
    if (chosen_at_us_ <= attendee.result->shown_since_us) forget_choices();
    attendee.result.reset();
    ++model_.revision;
  }
  if (choice_until_us_ > 0 && now >= choice_until_us_) forget_choices();
  if (!attendee.several.codes.empty() && now >= attendee.several.until_us) {
    attendee.several = {};
    ++model_.revision;
  }
  if (attendee.find.open && now >= attendee.find.until_us) close_find();
  if (attendee.one_by_one && now >= one_by_one_until_us_) {
    attendee.one_by_one = false;
    ++model_.revision;
  }
  if (attendee.waiting > 0 && !attendee.slow && now >= attendee.waiting_since_us + kSecond / 2) {
    attendee.slow = true;
    ++model_.revision;
  }
  if (model_.revision != before) set_screen();
}

void Kiosk::choose_language(Language language) {
  model_.language = language;
  chosen_at_us_ = now_.monotonic_us;
  choice_until_us_ = now_.monotonic_us + kChoiceKept;
}

void Kiosk::choose_big_text(bool big) {
  model_.attendee.big_text = big;
  chosen_at_us_ = now_.monotonic_us;
  choice_until_us_ = now_.monotonic_us + kChoiceKept;
}

/// In one window the staff's screens have the language that staff choose there.
bool Kiosk::choices_are_staffs() const { return !model_.two_windows && model_.staff.gate != StaffGate::closed; }

/// For the next person everything is as it usually is.
void Kiosk::forget_choices() {
  if (choice_until_us_ == 0 || choices_are_staffs()) return;
  choice_until_us_ = 0;
  model_.language = settings_.language;
  model_.attendee.big_text = model_.settings.big_text;
  ++model_.revision;
}

void Kiosk::change_screen_settings(const ScreenSettings& settings) {
  model_.settings = settings;
  model_.attendee.big_text = settings.big_text;
  effects_.emplace_back(effect::SetVolume{settings.volume_percent});
  play(Sound::welcome);  // so loud it will be
  ask(SaveScreenSettings{settings});
}

void Kiosk::set_screen() {
  AttendeeView& attendee = model_.attendee;
  if (model_.store_fault) {
    attendee.screen = AttendeeScreen::fault;
  } else if (attendee.result) {
    attendee.screen = AttendeeScreen::result;
  } else if (!attendee.several.codes.empty()) {
    attendee.screen = AttendeeScreen::several;
  } else if (attendee.find.open) {
    attendee.screen = AttendeeScreen::find;
  } else {
    attendee.screen = AttendeeScreen::scan;
  }
}

}  // namespace uketsuke
