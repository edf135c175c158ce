// See repeat_filter.h.
#include "kiosk/capture/repeat_filter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/ticket.h"

namespace uketsuke {
namespace {

bool is_of_scheme(const ReadText& code) { return fold_ticket_text(code.text).rfind(kTicketMark, 0) == 0; }

bool holds(const std::vector<ReadText>& codes, std::string_view text) {
  return std::any_of(codes.begin(), codes.end(), [&](const ReadText& code) { return code.text == text; });
}

/// Each text once; what is no ticket only where there is no ticket.
std::vector<ReadText> pick_codes(const CodesInView& view) {
  const bool any_ticket = std::any_of(view.codes.begin(), view.codes.end(), is_of_scheme);
  std::vector<ReadText> picked;
  for (const ReadText& code : view.codes) {
    if (!holds(picked, code.text) && (!any_ticket || is_of_scheme(code))) picked.push_back(code);
  }
  return picked;
}

}  // namespace

std::optional<SeenView> RepeatFilter::see(const CodesInView& view, Direction direction, std::int64_t now_us) {
  if (direction_ && *direction_ != direction) forget_all();
  direction_ = direction;
  drop_old(now_us);
  std::vector<ReadText> codes = pick_codes(view);
  if (codes.empty()) return std::nullopt;
  return codes.size() == 1 ? see_one(codes.front(), now_us) : see_several(std::move(codes), now_us);
}

SeenView RepeatFilter::see_one(const ReadText& code, std::int64_t now_us) {
  if (was_taken(code.text, now_us)) return {true, {code}};
  // A handheld scanner reads the one that it is pointed at.
  const bool looks_on = code.source == ScanSource::camera || code.source == ScanSource::frames;
  if (looks_on && is_in_set(code.text) && now_us - set_seen_us_ < kAloneUs) return {true, set_};
  taken_[code.text] = now_us;
  return {false, {code}};
}

SeenView RepeatFilter::see_several(std::vector<ReadText> codes, std::int64_t now_us) {
  bool all_taken = true;
  bool all_in_set = true;
  for (const ReadText& code : codes) {
    all_taken = was_taken(code.text, now_us) && all_taken;
    all_in_set = is_in_set(code.text) && all_in_set;
  }
  if (all_in_set) {
    set_seen_us_ = now_us;
    return {true, set_};
  }
  if (all_taken) return {true, std::move(codes)};
  // One more of a sheet that is still there: what was seen of it a moment ago stays part of the set.
  for (const ReadText& known : set_) {
    if (now_us - set_seen_us_ < kAloneUs && !holds(codes, known.text)) codes.push_back(known);
  }
  set_ = codes;
  set_seen_us_ = now_us;
  return {false, std::move(codes)};
}

bool RepeatFilter::was_taken(const std::string& text, std::int64_t now_us) {
  const auto found = taken_.find(text);
  if (found == taken_.end()) return false;
  found->second = now_us;
  return true;
}

bool RepeatFilter::is_in_set(const std::string& text) const { return holds(set_, text); }

void RepeatFilter::drop_old(std::int64_t now_us) {
  for (auto entry = taken_.begin(); entry != taken_.end();) {
    entry = now_us - entry->second > kRepeatUs ? taken_.erase(entry) : std::next(entry);
  }
  if (now_us - set_seen_us_ > kRepeatUs) set_.clear();
}

void RepeatFilter::mark_taken(const std::vector<std::string>& texts, std::int64_t now_us) {
  for (const std::string& text : texts) taken_[text] = now_us;
}

void RepeatFilter::forget(std::string_view text) {
  const auto found = taken_.find(text);
  if (found != taken_.end()) taken_.erase(found);
  if (holds(set_, text)) set_.clear();
}

void RepeatFilter::forget_all() {
  taken_.clear();
  set_.clear();
}

}  // namespace uketsuke
