#include "kiosk/cli/unpack_print.h"

#include <optional>

#include "common/decisions.h"

namespace uketsuke::cli {
namespace {

/// What became of somebody whom the other PC's word pushed aside.
std::string kept_words(const UnpackConflict& conflict) {
  if (conflict.status == RegistrationStatus::pending) {
    return "この方は「要確認」としました。承認するか、参加不可にしてください";
  }
  return "この方は受付を済ませているため、別の席の方として残しました";
}

std::optional<std::int64_t> number_or_null(std::int64_t number) {
  return number > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string conflict_words(const UnpackConflict& conflict) {
  const std::string who = "受付番号" + std::to_string(conflict.number) + ": ";
  const std::string other = "受付番号" + std::to_string(conflict.other_number) + "の方";
  const std::string status = "「" + std::string(japanese(conflict.status)) + "」";
  const std::string& what = conflict.what;
  if (what == "capacity") {
    return "定員・会場の上限: 後から小さくされましたが、席が足りなくなるため、大きい方の値を残しました";
  }
  if (what == "number") {
    return who + "受付番号" + std::to_string(conflict.previous_number) +
           "が両方で使われたため、後から登録されたこの方の番号が変わりました。名札などの番号を直してください";
  }
  if (what == "cancelled") return who + "一方で" + status + "、他方で変更がありました。" + status + "とします";
  if (what == "inside")
    return who + "一方で取り消しや変更がありましたが、他方で受付を済ませています。" + status + "とします";
  if (what == "substitute")
    return who + "代理の方が両方で登録されました。" + other + "を代理とします。" + kept_words(conflict);
  if (what == "original_came") {
    return who + "代理として登録されましたが、ご本人（" + other + "）が受付を済ませています。" + kept_words(conflict);
  }
  if (what == "duplicate") {
    return who + other + "と同じ方かもしれません。" + status +
           "としました。重複の確認で、まとめるか残すかを選んでください";
  }
  if (what == "both_came") {
    return who + other + "と同じ方かもしれませんが、どちらも受付を済ませています。両方とも残しました。ご確認ください";
  }
  if (what == "room") return who + "会場の収容人数を超えるため、入室の記録を取り消しました";
  return who + "席が足りないため、" + status + "になりました";
}

JsonObject conflict_json(const UnpackConflict& conflict) {
  JsonObject object;
  object.text_or_null("registration", conflict.registration.value);
  object.number("number", number_or_null(conflict.number));
  object.text("what", conflict.what);
  object.text_or_null("status", conflict.registration.empty() ? "" : word(conflict.status));
  object.text_or_null("other", conflict.other.value);
  object.number("other_number", number_or_null(conflict.other_number));
  object.number("previous_number", number_or_null(conflict.previous_number));
  object.text("message", conflict_words(conflict));
  return object;
}

}  // namespace uketsuke::cli
