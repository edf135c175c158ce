// The words of roster.h's enums: as the store and the command line write them, and as Japanese forms say them.
// Any thread.
#include "common/result.h"
#include "common/roster.h"
#include "common/word_table.h"

namespace uketsuke {

std::string_view word(RegistrationStatus status) {
  switch (status) {
    case RegistrationStatus::pending:
      return "pending";
    case RegistrationStatus::confirmed:
      return "confirmed";
    case RegistrationStatus::waitlisted:
      return "waitlisted";
    case RegistrationStatus::cancelled:
      return "cancelled";
    case RegistrationStatus::declined:
      return "declined";
  }
  CHECK(false);
  return {};
}

std::string_view word(Role role) {
  switch (role) {
    case Role::participant:
      return "participant";
    case Role::lecturer:
      return "lecturer";
    case Role::facilitator:
      return "facilitator";
    case Role::staff:
      return "staff";
    case Role::guest:
      return "guest";
  }
  CHECK(false);
  return {};
}

std::string_view word(Channel channel) {
  switch (channel) {
    case Channel::google_form:
      return "google-form";
    case Channel::fax:
      return "fax";
    case Channel::post:
      return "post";
    case Channel::email:
      return "email";
    case Channel::telephone:
      return "telephone";
    case Channel::desk:
      return "desk";
    case Channel::walk_in:
      return "walk-in";
    case Channel::file:
      return "file";
  }
  CHECK(false);
  return {};
}

std::string_view word(ProfessionCategory category) {
  switch (category) {
    case ProfessionCategory::doctor:
      return "doctor";
    case ProfessionCategory::dentist:
      return "dentist";
    case ProfessionCategory::pharmacist:
      return "pharmacist";
    case ProfessionCategory::nurse:
      return "nurse";
    case ProfessionCategory::rehabilitation:
      return "rehabilitation";
    case ProfessionCategory::dietitian:
      return "dietitian";
    case ProfessionCategory::dental_hygienist:
      return "dental_hygienist";
    case ProfessionCategory::care_manager:
      return "care_manager";
    case ProfessionCategory::social_worker:
      return "social_worker";
    case ProfessionCategory::care_worker:
      return "care_worker";
    case ProfessionCategory::welfare_equipment:
      return "welfare_equipment";
    case ProfessionCategory::administration:
      return "administration";
    case ProfessionCategory::fire_ambulance:
      return "fire_ambulance";
    case ProfessionCategory::office:
      return "office";
    case ProfessionCategory::other:
      return "other";
  }
  CHECK(false);
  return {};
}

std::string_view japanese(ProfessionCategory category) {
  switch (category) {
    case ProfessionCategory::doctor:
      return "医師";
    case ProfessionCategory::dentist:
      return "歯科医師";
    case ProfessionCategory::pharmacist:
      return "薬剤師";
    case ProfessionCategory::nurse:
      return "看護職";
    case ProfessionCategory::rehabilitation:
      return "リハ職";
    case ProfessionCategory::dietitian:
      return "管理栄養士・栄養士";
    case ProfessionCategory::dental_hygienist:
      return "歯科衛生士";
    case ProfessionCategory::care_manager:
      return "ケアマネジャー";
    case ProfessionCategory::social_worker:
      return "相談職";
    case ProfessionCategory::care_worker:
      return "介護職";
    case ProfessionCategory::welfare_equipment:
      return "福祉用具専門相談員";
    case ProfessionCategory::administration:
      return "行政職員";
    case ProfessionCategory::fire_ambulance:
      return "消防・救急";
    case ProfessionCategory::office:
      return "事務・管理";
    case ProfessionCategory::other:
      return "その他";
  }
  CHECK(false);
  return {};
}

std::string_view word(RosterSort sort) {
  switch (sort) {
    case RosterSort::kana:
      return "kana";
    case RosterSort::number:
      return "number";
    case RosterSort::facility:
      return "facility";
    case RosterSort::profession:
      return "profession";
    case RosterSort::group:
      return "group";
  }
  CHECK(false);
  return {};
}

std::optional<RegistrationStatus> status_from_word(std::string_view word) {
  using S = RegistrationStatus;
  static constexpr std::array<WordEntry<S>, 14> kWords = {{
      {"pending", S::pending},
      {"confirmed", S::confirmed},
      {"waitlisted", S::waitlisted},
      {"cancelled", S::cancelled},
      {"canceled", S::cancelled},
      {"declined", S::declined},
      {"要確認", S::pending},
      {"確定", S::confirmed},
      {"参加確定", S::confirmed},
      {"キャンセル待ち", S::waitlisted},
      {"キャンセル待", S::waitlisted},
      {"キャンセル", S::cancelled},
      {"参加不可", S::declined},
      {"不可", S::declined},
  }};
  return find_word(kWords, word);
}

std::optional<Role> role_from_word(std::string_view word) {
  static constexpr std::array<WordEntry<Role>, 20> kWords = {{
      {"participant", Role::participant},
      {"lecturer", Role::lecturer},
      {"facilitator", Role::facilitator},
      {"staff", Role::staff},
      {"guest", Role::guest},
      {"参加者", Role::participant},
      {"一般", Role::participant},
      {"受講者", Role::participant},
      {"講師", Role::lecturer},
      {"演者", Role::lecturer},
      {"ファシリテーター", Role::facilitator},
      {"ファシリテータ", Role::facilitator},
      {"主催者・スタッフ", Role::staff},
      {"主催者", Role::staff},
      {"スタッフ", Role::staff},
      {"事務局", Role::staff},
      {"運営", Role::staff},
      {"来賓・委員", Role::guest},
      {"来賓", Role::guest},
      {"委員", Role::guest},
  }};
  return find_word(kWords, word);
}

std::optional<Channel> channel_from_word(std::string_view word) {
  static constexpr std::array<WordEntry<Channel>, 38> kWords = {{
      {"google-form", Channel::google_form},
      {"googleフォーム", Channel::google_form},
      {"グーグルフォーム", Channel::google_form},
      {"フォーム", Channel::google_form},
      {"form", Channel::google_form},
      {"web", Channel::google_form},
      {"ウェブ", Channel::google_form},
      {"インターネット", Channel::google_form},
      {"fax", Channel::fax},
      {"ファックス", Channel::fax},
      {"ファクス", Channel::fax},
      {"ファクシミリ", Channel::fax},
      {"post", Channel::post},
      {"郵送", Channel::post},
      {"郵便", Channel::post},
      {"葉書", Channel::post},
      {"はがき", Channel::post},
      {"email", Channel::email},
      {"mail", Channel::email},
      {"メール", Channel::email},
      {"電子メール", Channel::email},
      {"eメール", Channel::email},
      {"telephone", Channel::telephone},
      {"phone", Channel::telephone},
      {"tel", Channel::telephone},
      {"電話", Channel::telephone},
      {"desk", Channel::desk},
      {"窓口", Channel::desk},
      {"来所", Channel::desk},
      {"持参", Channel::desk},
      {"口頭", Channel::desk},
      {"walk-in", Channel::walk_in},
      {"当日参加", Channel::walk_in},
      {"当日", Channel::walk_in},
      {"当日受付", Channel::walk_in},
      {"file", Channel::file},
      {"ファイル", Channel::file},
      {"名簿", Channel::file},
  }};
  return find_word(kWords, word);
}

std::optional<ProfessionCategory> category_from_word(std::string_view word) {
  const std::string folded = fold_word(word);
  if (folded.empty()) return std::nullopt;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    if (fold_word(uketsuke::word(category)) == folded || fold_word(japanese(category)) == folded) return category;
  }
  return std::nullopt;
}

std::optional<RosterSort> sort_from_word(std::string_view word) {
  using S = RosterSort;
  static constexpr std::array<WordEntry<S>, 14> kWords = {{
      {"kana", S::kana},
      {"number", S::number},
      {"facility", S::facility},
      {"profession", S::profession},
      {"group", S::group},
      {"五十音", S::kana},
      {"五十音順", S::kana},
      {"ふりがな", S::kana},
      {"受付番号", S::number},
      {"番号", S::number},
      {"所属", S::facility},
      {"事業所", S::facility},
      {"職種", S::profession},
      {"グループ", S::group},
  }};
  return find_word(kWords, word);
}

}  // namespace uketsuke
