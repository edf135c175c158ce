// Japanese words of lists for values that common names in code only. Data; any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "common/event.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"

namespace uketsuke {

/// 要確認 確定 キャンセル待ち キャンセル 参加不可
std::string_view list_word(RegistrationStatus status);
/// 参加者 講師 ファシリテーター 主催者・スタッフ 来賓・委員
std::string_view list_word(Role role);
/// Googleフォーム FAX 郵送 …
std::string_view list_word(Channel channel);
/// 受付 退室
std::string_view list_word(Direction direction);
/// カメラ キーボード型リーダー …
std::string_view list_word(ScanSource source);
/// What staff call an outcome: 受付済み 偽造の疑い …
std::string_view list_word(ScanOutcome outcome);

/// 令和7年10月24日（金）18:30～20:30; without an end 令和8年2月13日（金）18:30～
std::string held_when(const Event& event, const Zone& zone);
/// Parts joined by a full-width space, empty ones left out.
std::string join_words(std::initializer_list<std::string> parts);

}  // namespace uketsuke
