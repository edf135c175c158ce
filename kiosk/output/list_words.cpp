// The words of DOMAIN's tables as lists print them.

#include "kiosk/output/list_words.h"

#include "common/decisions.h"
#include "common/japanese_date.h"

namespace uketsuke {

std::string_view list_word(RegistrationStatus status) { return japanese(status); }

std::string_view list_word(Role role) {
  switch (role) {
    case Role::participant:
      return "参加者";
    case Role::lecturer:
      return "講師";
    case Role::facilitator:
      return "ファシリテーター";
    case Role::staff:
      return "主催者・スタッフ";
    case Role::guest:
      return "来賓・委員";
  }
  return {};
}

std::string_view list_word(Channel channel) {
  switch (channel) {
    case Channel::google_form:
      return "Googleフォーム";
    case Channel::fax:
      return "FAX";
    case Channel::post:
      return "郵送";
    case Channel::email:
      return "メール";
    case Channel::telephone:
      return "電話";
    case Channel::desk:
      return "窓口";
    case Channel::walk_in:
      return "当日参加";
    case Channel::file:
      return "ファイル";
  }
  return {};
}

std::string_view list_word(Direction direction) {
  switch (direction) {
    case Direction::entry:
      return "受付";
    case Direction::exit:
      return "退室";
  }
  return {};
}

std::string_view list_word(ScanSource source) {
  switch (source) {
    case ScanSource::camera:
      return "カメラ";
    case ScanSource::keyboard:
      return "リーダー（キーボード）";
    case ScanSource::serial:
      return "リーダー（シリアル）";
    case ScanSource::command:
      return "係員・コマンド";
    case ScanSource::image:
      return "画像";
    case ScanSource::frames:
      return "動画";
  }
  return {};
}

std::string_view list_word(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::not_a_ticket:
      return "受付票ではない";
    case ScanOutcome::forged:
      return "照合できない受付票";
    case ScanOutcome::wrong_event:
      return "別の研修会の受付票";
    case ScanOutcome::unknown_ticket:
      return "名簿にない受付票";
    case ScanOutcome::revoked:
      return "再発行済み";
    case ScanOutcome::cancelled:
      return "キャンセル";
    case ScanOutcome::declined:
      return "参加不可";
    case ScanOutcome::waitlisted:
      return "キャンセル待ち";
    case ScanOutcome::pending:
      return "要確認";
    case ScanOutcome::already_in:
      return "受付済み";
    case ScanOutcome::too_early:
      return "受付開始前";
    case ScanOutcome::too_late:
      return "受付終了後";
    case ScanOutcome::full:
      return "満席";
    case ScanOutcome::admitted:
      return "受付完了";
    case ScanOutcome::exited:
      return "退室";
    case ScanOutcome::not_inside:
      return "入室記録なし";
    case ScanOutcome::not_recorded:
      return "記録できず";
  }
  return {};
}

std::string held_when(const Event& event, const Zone& zone) {
  std::string when = format_screen_date_time(event.starts_at, zone) + "～";
  if (!event.ends_at) return when;
  const bool same_day = format_file_date(event.starts_at, zone) == format_file_date(*event.ends_at, zone);
  return when + (same_day ? format_clock(*event.ends_at, zone) : format_screen_date_time(*event.ends_at, zone));
}

std::string join_words(std::initializer_list<std::string> parts) {
  std::string joined;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += "　";
    joined += part;
  }
  return joined;
}

}  // namespace uketsuke
