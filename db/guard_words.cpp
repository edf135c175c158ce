// See guard_words.h.
#include "db/guard_words.h"

#include <array>
#include <utility>

namespace uketsuke {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

/// Whole words of guards that the program's own steps can meet.
constexpr std::array<Words, 20> kGuards = {{
    {"full: no seat within the limit",
     "空いている席がありません。定員か程度（超過枠）を見直すか、キャンセル待ちにしてください。"},
    {"full: the room holds no more", "会場の上限に達しています。退室を記録するか、会場の上限を見直してください。"},
    {"late: nobody accepted this registration", "締切後の申込です。先に「承認する」で承認してください。"},
    {"late: received after the deadline", "締切後の申込です。要確認として登録し、承認してください。"},
    {"late: only a moved deadline judges anew", "締切後かどうかは、締切を変えたときだけ判定し直します。"},
    {"events: capacity or room below the seats that are held",
     "定員や会場の上限を、確定している席数より小さくはできません。先に席数を減らしてください。"},
    {"events: room_limit below capacity", "会場の上限が定員より小さくなっています。定員以上にしてください。"},
    {"events: this code exists", "同じコードの研修会があります。別のコードにしてください。"},
    {"registrations: this id or number exists", "同じ受付番号の登録があります。もう一度お試しください。"},
    {"registrations: this person is inside",
     "この方は入室中です。受付を取り消すか退室を記録してから、もう一度お願いします。"},
    {"registrations: a value is out of range", "登録できない値があります。入力を確かめてください。"},
    {"registrations: this value stays as it is", "この項目は変更できません。"},
    {"presence: this person is inside already", "この方はすでに入室しています。"},
    {"presence: no confirmed seat", "確定した席がないため、受付できません。申込の状態を確かめてください。"},
    {"presence: no entry stands for it", "受付の記録がないため、入室中にできません。"},
    {"seat_limit: above capacity, overrides or room", "席数の上限は、定員・程度・会場の上限を超えられません。"},
    {"facilities: this id or name exists", "同じ名前の事業所があります。統合するか、別の名前にしてください。"},
    {"facilities: another one has this name, or it is empty",
     "事業所名が空か、同じ名前の事業所があります。別の名前にしてください。"},
    {"facilities: a facility needs a name", "事業所名を入力してください。"},
    {"purged: the personal data of this event was erased; no name is taken any more",
     "この研修会の個人情報は消去済みです。新しい氏名は登録できません。"},
}};

/// What the rest is about, by the table that the guard names.
constexpr std::array<Words, 9> kTables = {{
    {"facilities:", "事業所の登録は、この内容では変更できません。"},
    {"facility_aliases:", "この事業所名の読み替えは登録できません。"},
    {"presence:", "入室の記録は、受付と退室によってだけ変わります。"},
    {"registrations:", "この参加登録は、この内容では変更できません。"},
    {"events:", "この研修会は、この内容では変更できません。"},
    {"event_counts:", "人数の集計が記録と合いません。「uketsuke check」で確かめてください。"},
    {"seat_limit:", "席数の上限は、この内容では変更できません。"},
    {"tickets:", "同じ受付票がすでにあります。もう一度お試しください。"},
    {"scans:", "同じ読み取りがすでに記録されています。"},
}};

}  // namespace

std::string japanese_guard(std::string_view said) {
  for (const auto& [guard, words] : kGuards) {
    if (said == guard) return std::string(words);
  }
  std::string_view words = "記録の決まりにより、この変更はできません。";
  for (const auto& [table, of_table] : kTables) {
    if (said.substr(0, table.size()) == table) words = of_table;
  }
  return std::string(words) + "（" + std::string(said) + "）";
}

}  // namespace uketsuke
