// The words of scan.h's enums: as the store and the command line write them, and the Japanese of the one-tap reasons.
// Any thread.
#include "common/result.h"
#include "common/scan.h"
#include "common/word_table.h"

namespace uketsuke {

std::string_view word(Direction direction) {
  switch (direction) {
    case Direction::entry:
      return "entry";
    case Direction::exit:
      return "exit";
  }
  CHECK(false);
  return {};
}

std::string_view word(ScanSource source) {
  switch (source) {
    case ScanSource::camera:
      return "camera";
    case ScanSource::keyboard:
      return "keyboard";
    case ScanSource::serial:
      return "serial";
    case ScanSource::command:
      return "command";
    case ScanSource::image:
      return "image";
    case ScanSource::frames:
      return "frames";
  }
  CHECK(false);
  return {};
}

std::string_view word(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::not_a_ticket:
      return "not_a_ticket";
    case ScanOutcome::forged:
      return "forged";
    case ScanOutcome::wrong_event:
      return "wrong_event";
    case ScanOutcome::unknown_ticket:
      return "unknown_ticket";
    case ScanOutcome::revoked:
      return "revoked";
    case ScanOutcome::cancelled:
      return "cancelled";
    case ScanOutcome::declined:
      return "declined";
    case ScanOutcome::waitlisted:
      return "waitlisted";
    case ScanOutcome::pending:
      return "pending";
    case ScanOutcome::already_in:
      return "already_in";
    case ScanOutcome::too_early:
      return "too_early";
    case ScanOutcome::too_late:
      return "too_late";
    case ScanOutcome::full:
      return "full";
    case ScanOutcome::admitted:
      return "admitted";
    case ScanOutcome::exited:
      return "exited";
    case ScanOutcome::not_inside:
      return "not_inside";
    case ScanOutcome::not_recorded:
      return "not_recorded";
  }
  CHECK(false);
  return {};
}

std::string_view word(WalkInOutcome outcome) {
  switch (outcome) {
    case WalkInOutcome::admitted:
      return "admitted";
    case WalkInOutcome::full:
      return "full";
    case WalkInOutcome::walk_in_closed:
      return "walk_in_closed";
    case WalkInOutcome::staff_only:
      return "staff_only";
    case WalkInOutcome::too_early:
      return "too_early";
    case WalkInOutcome::too_late:
      return "too_late";
    case WalkInOutcome::duplicate:
      return "duplicate";
  }
  CHECK(false);
  return {};
}

std::string_view word(OverrideReason reason) {
  switch (reason) {
    case OverrideReason::phone_call:
      return "phone_call";
    case OverrideReason::organiser_decision:
      return "organiser_decision";
    case OverrideReason::seats_available:
      return "seats_available";
    case OverrideReason::related_party:
      return "related_party";
    case OverrideReason::input_error:
      return "input_error";
    case OverrideReason::other:
      return "other";
  }
  CHECK(false);
  return {};
}

std::string_view japanese(OverrideReason reason) {
  switch (reason) {
    case OverrideReason::phone_call:
      return "電話連絡あり";
    case OverrideReason::organiser_decision:
      return "主催者判断";
    case OverrideReason::seats_available:
      return "定員に余裕あり";
    case OverrideReason::related_party:
      return "関係者";
    case OverrideReason::input_error:
      return "入力誤り";
    case OverrideReason::other:
      return "その他";
  }
  CHECK(false);
  return {};
}

std::optional<Direction> direction_from_word(std::string_view word) {
  static constexpr std::array<WordEntry<Direction>, 4> kWords = {{
      {"entry", Direction::entry},
      {"exit", Direction::exit},
      {"受付", Direction::entry},
      {"退室", Direction::exit},
  }};
  return find_word(kWords, word);
}

std::optional<ScanOutcome> scan_outcome_from_word(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
    const auto outcome = static_cast<ScanOutcome>(i);
    if (uketsuke::word(outcome) == word) return outcome;
  }
  return std::nullopt;
}

Override override_from_words(std::string_view words) {
  const std::string folded = fold_word(words);
  for (int i = 0; i <= static_cast<int>(OverrideReason::other); ++i) {
    const auto reason = static_cast<OverrideReason>(i);
    if (folded == fold_word(word(reason)) || folded == fold_word(japanese(reason))) return {reason, {}};
  }
  return {OverrideReason::other, trim(words)};
}

}  // namespace uketsuke
