// All words of the outcomes in one place.
#include "kiosk/cli/scan_words.h"

#include <string>

#include "common/japanese_date.h"

namespace uketsuke::cli {

std::string_view staff_words(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::not_a_ticket:
      return "受付票ではないコードです。";
    case ScanOutcome::forged:
      return "受付票の形ですが、本物と確認できません。";
    case ScanOutcome::wrong_event:
      return "別の受付票です。";
    case ScanOutcome::unknown_ticket:
      return "本物の受付票ですが、この名簿にありません。当日参加として登録できます。";
    case ScanOutcome::revoked:
      return "取り消された受付票です。";
    case ScanOutcome::cancelled:
      return "参加登録はキャンセルされています。";
    case ScanOutcome::declined:
      return "参加登録は参加不可となっています。";
    case ScanOutcome::waitlisted:
      return "キャンセル待ちで、空席がありません。";
    case ScanOutcome::pending:
      return "参加登録は要確認のままです。";
    case ScanOutcome::already_in:
      return "受付済みです。";
    case ScanOutcome::too_early:
      return "受付開始前です。";
    case ScanOutcome::too_late:
      return "受付終了後です。";
    case ScanOutcome::full:
      return "満席です。";
    case ScanOutcome::admitted:
      return "受付しました。";
    case ScanOutcome::exited:
      return "退室を記録しました。";
    case ScanOutcome::not_inside:
      return "入室の記録がありません。";
    case ScanOutcome::not_recorded:
      return "記録できませんでした。受付は完了していません。";
  }
  return "";
}

std::string_view staff_words(WalkInOutcome outcome) {
  switch (outcome) {
    case WalkInOutcome::admitted:
      return "当日参加を受け付けました。";
    case WalkInOutcome::full:
      return "満席です。理由を選べば、程度の範囲と会場の上限まで受け付けられます。";
    case WalkInOutcome::walk_in_closed:
      return "当日参加は受け付けていません。";
    case WalkInOutcome::staff_only:
      return "当日参加は係の者だけが登録できます。";
    case WalkInOutcome::too_early:
      return "受付開始前です。";
    case WalkInOutcome::too_late:
      return "受付終了後です。";
    case WalkInOutcome::duplicate:
      return "同じ方の参加登録がすでにあります。";
  }
  return "";
}

namespace {

/// 東口で: where the first entry was made.
std::string place_words(const FirstUse& first) {
  if (!first.door.empty()) return first.door + "で";
  return first.here ? "この端末で" : "別の端末で";
}

}  // namespace

std::string staff_message(const ScanResult& result, const Zone& zone, const std::string& noun,
                          const std::optional<FirstUse>& first) {
  std::string words(staff_words(result.outcome));
  if (result.outcome == ScanOutcome::already_in && result.first_at) {
    return format_clock(*result.first_at, zone) + "に" + (first ? place_words(*first) : std::string()) + words;
  }
  if (result.outcome == ScanOutcome::wrong_event) words = "別の" + noun + "の受付票です。";
  if (result.outcome == ScanOutcome::wrong_event && !result.other_event_title.empty()) {
    words += "（" + result.other_event_title;
    if (result.other_event_starts_at) words += " " + format_screen_date_time(*result.other_event_starts_at, zone);
    return words + "）";
  }
  if (result.outcome == ScanOutcome::revoked) {
    if (result.has_live_ticket) words = "再発行により無効になった受付票です。";
    return result.is_cancelled ? words + "参加登録もキャンセルされています。" : words;
  }
  if (result.outcome == ScanOutcome::full && result.substitute_number) {
    return "代理の方がいます（受付番号" + std::to_string(*result.substitute_number) +
           "）。ご本人も受け付けるときは、理由を選んでください。";
  }
  if (result.outcome == ScanOutcome::admitted && result.waitlist_seated) return words + "空いた席を割り当てました。";
  return words;
}

}  // namespace uketsuke::cli
