// The words of labels, folded: NFKC, no spaces, no bullets, no brackets. See mail_fields.h.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "common/names.h"
#include "common/utf8.h"
#include "kiosk/intake/mail_fields.h"

namespace uketsuke {
namespace {

using L = MailLabel;

constexpr std::pair<std::string_view, MailLabel> kLabels[] = {{"事業所名", L::facility},
                                                              {"事業所", L::facility},
                                                              {"事業所名称", L::facility},
                                                              {"貴事業所名", L::facility},
                                                              {"施設名", L::facility},
                                                              {"所属", L::facility},
                                                              {"所属先", L::facility},
                                                              {"所属名", L::facility},
                                                              {"所属事業所", L::facility},
                                                              {"所属事業所名", L::facility},
                                                              {"所属機関", L::facility},
                                                              {"勤務先", L::facility},
                                                              {"勤務先名", L::facility},
                                                              {"会社名", L::facility},
                                                              {"法人名", L::facility},
                                                              {"医療機関名", L::facility},
                                                              {"機関名", L::facility},
                                                              {"団体名", L::facility},
                                                              {"事業者名", L::facility},
                                                              {"施設・事業所名", L::facility},
                                                              {"法人・事業所名", L::facility},
                                                              {"病院名", L::facility},
                                                              {"ご所属", L::facility},
                                                              {"事業所連絡担当者", L::contact_person},
                                                              {"連絡担当者", L::contact_person},
                                                              {"担当者", L::contact_person},
                                                              {"ご担当者", L::contact_person},
                                                              {"担当者名", L::contact_person},
                                                              {"ご担当者名", L::contact_person},
                                                              {"ご担当", L::contact_person},
                                                              {"担当", L::contact_person},
                                                              {"連絡先担当者", L::contact_person},
                                                              {"事業所担当者", L::contact_person},
                                                              {"担当者氏名", L::contact_person},
                                                              {"連絡担当者氏名", L::contact_person},
                                                              {"事業所連絡担当者名", L::contact_person},
                                                              {"連絡担当者名", L::contact_person},
                                                              {"ご担当者様", L::contact_person},
                                                              {"事業所メールアドレス", L::facility_email},
                                                              {"事業所メール", L::facility_email},
                                                              {"代表メールアドレス", L::facility_email},
                                                              {"代表メール", L::facility_email},
                                                              {"連絡先メールアドレス", L::facility_email},
                                                              {"連絡先メール", L::facility_email},
                                                              {"事業所mail", L::facility_email},
                                                              {"事業所e-mail", L::facility_email},
                                                              {"事業所email", L::facility_email},
                                                              {"事業所電話番号", L::facility_phone},
                                                              {"事業所電話", L::facility_phone},
                                                              {"事業所tel", L::facility_phone},
                                                              {"代表電話", L::facility_phone},
                                                              {"代表電話番号", L::facility_phone},
                                                              {"連絡先電話番号", L::facility_phone},
                                                              {"連絡先電話", L::facility_phone},
                                                              {"連絡先", L::contact},
                                                              {"氏名", L::name},
                                                              {"お名前", L::name},
                                                              {"名前", L::name},
                                                              {"ご氏名", L::name},
                                                              {"姓名", L::name},
                                                              {"参加者氏名", L::name},
                                                              {"申込者氏名", L::name},
                                                              {"申込者名", L::name},
                                                              {"参加者名", L::name},
                                                              {"受講者氏名", L::name},
                                                              {"受講者名", L::name},
                                                              {"出席者氏名", L::name},
                                                              {"出席者名", L::name},
                                                              {"氏名・ふりがな", L::name},
                                                              {"氏名ふりがな", L::name},
                                                              {"氏名フリガナ", L::name},
                                                              {"ふりがな", L::furigana},
                                                              {"フリガナ", L::furigana},
                                                              {"よみがな", L::furigana},
                                                              {"読み仮名", L::furigana},
                                                              {"カナ", L::furigana},
                                                              {"氏名カナ", L::furigana},
                                                              {"お名前ふりがな", L::furigana},
                                                              {"メールアドレス", L::email},
                                                              {"メール", L::email},
                                                              {"e-mail", L::email},
                                                              {"email", L::email},
                                                              {"mail", L::email},
                                                              {"メアド", L::email},
                                                              {"個別メール", L::email},
                                                              {"個別メールアドレス", L::email},
                                                              {"eメール", L::email},
                                                              {"e-mailアドレス", L::email},
                                                              {"mailアドレス", L::email},
                                                              {"emailアドレス", L::email},
                                                              {"アドレス", L::email},
                                                              {"電話番号", L::phone},
                                                              {"電話", L::phone},
                                                              {"tel", L::phone},
                                                              {"携帯電話", L::phone},
                                                              {"携帯番号", L::phone},
                                                              {"携帯", L::phone},
                                                              {"℡", L::phone},
                                                              {"職種", L::profession},
                                                              {"ご職種", L::profession},
                                                              {"職種名", L::profession},
                                                              {"資格", L::profession},
                                                              {"職名", L::profession},
                                                              {"職業", L::profession},
                                                              {"申込者", L::person},
                                                              {"参加者", L::person},
                                                              {"受講者", L::person},
                                                              {"出席者", L::person},
                                                              {"人目", L::person},
                                                              {"聞いてみたい職種", L::question_professions},
                                                              {"聞きたい職種", L::question_professions},
                                                              {"質問先職種", L::question_professions},
                                                              {"質問する職種", L::question_professions},
                                                              {"聞いてみたい内容", L::question},
                                                              {"聞いてみたいこと", L::question},
                                                              {"聞きたい内容", L::question},
                                                              {"聞きたいこと", L::question},
                                                              {"質問内容", L::question},
                                                              {"質問", L::question},
                                                              {"内容", L::question},
                                                              {"質問事項", L::question},
                                                              {"備考", L::note},
                                                              {"連絡事項", L::note},
                                                              {"通信欄", L::note},
                                                              {"その他連絡事項", L::note},
                                                              {"注意事項", L::heading},
                                                              {"申込書", L::heading},
                                                              {"参加申込書", L::heading},
                                                              {"研修会申込書", L::heading},
                                                              {"申込内容", L::heading},
                                                              {"申込者情報", L::heading},
                                                              {"事業所情報", L::heading},
                                                              {"記", L::heading},
                                                              {"fax", L::aside},
                                                              {"fax番号", L::aside},
                                                              {"ファックス", L::aside},
                                                              {"事業所fax", L::aside},
                                                              {"住所", L::aside},
                                                              {"所在地", L::aside},
                                                              {"事業所住所", L::aside},
                                                              {"郵便番号", L::aside},
                                                              {"url", L::aside},
                                                              {"hp", L::aside},
                                                              {"ホームページ", L::aside},
                                                              {"テーマ", L::aside},
                                                              {"日時", L::aside},
                                                              {"会場", L::aside},
                                                              {"件名", L::aside},
                                                              {"subject", L::aside},
                                                              {"date", L::aside},
                                                              {"宛先", L::aside},
                                                              {"差出人", L::aside},
                                                              {"from", L::aside},
                                                              {"to", L::aside},
                                                              {"申込期限", L::aside},
                                                              {"申込み期限", L::aside},
                                                              {"申込締切", L::aside},
                                                              {"募集人員", L::aside},
                                                              {"主催", L::aside},
                                                              {"共催", L::aside},
                                                              {"申込方法", L::aside},
                                                              {"問い合わせ先", L::aside},
                                                              {"お問い合わせ先", L::aside},
                                                              {"研修名", L::aside},
                                                              {"研修会名", L::aside},
                                                              {"参加研修", L::aside},
                                                              {"申込日", L::aside},
                                                              {"記入日", L::aside}};

constexpr std::u32string_view kBullets = U"・･■□◆◇●○◎★☆※▼▽▲△►▶→*#-–—|+【[〔〈《≪<「『(.、,)】]〕〉》≫>」』:;_=";

bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0x2776 && c <= 0x2793); }

std::u32string fold(std::string_view words) {
  std::u32string folded;
  const std::string narrow = nfkc(words);
  for (std::size_t at = 0; at < narrow.size();) {
    char32_t c = next_code_point(narrow, at);
    if (c == ' ' || c == '\t' || c == 0x3000 || c == kBrokenByte) continue;
    folded += c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
  }
  return folded;
}

bool is_bullet(char32_t c) { return kBullets.find(c) != std::u32string_view::npos; }

/// Bullets and numbers in front; @return true if there was a number.
bool strip_front(std::u32string& words) {
  std::size_t at = 0;
  bool number = false;
  while (at < words.size() && (is_bullet(words[at]) || is_digit(words[at]))) number = is_digit(words[at++]) || number;
  words.erase(0, at);
  return number;
}

bool strip_back(std::u32string& words) {
  bool number = false;
  while (!words.empty() && (is_bullet(words.back()) || is_digit(words.back()))) {
    number = is_digit(words.back()) || number;
    words.pop_back();
  }
  return number;
}

void drop_brackets(std::u32string& words) {
  for (std::size_t open = words.find(U'('); open != std::u32string::npos; open = words.find(U'(')) {
    const std::size_t close = words.find(U')', open);
    if (close == std::u32string::npos) return;
    words.erase(open, close - open + 1);
  }
}

std::string utf8_of(const std::u32string& words) {
  std::string text;
  for (const char32_t c : words) append_utf8(text, c);
  return text;
}

MailLabel look_up(const std::u32string& words) {
  const std::string text = utf8_of(words);
  const auto found =
      std::find_if(std::begin(kLabels), std::end(kLabels), [&](const auto& entry) { return entry.first == text; });
  return found == std::end(kLabels) ? MailLabel::unknown : found->second;
}

/// 参加者2氏名 -> 氏名, 2人目の氏名 -> 氏名
MailLabel look_up_after_person(const std::u32string& words, bool& number) {
  for (const std::u32string_view person : {U"申込者", U"参加者", U"受講者", U"出席者", U"人目", U"名目"}) {
    if (words.compare(0, person.size(), person) != 0) continue;
    std::u32string rest = words.substr(person.size());
    number = strip_front(rest) || number;
    if (!rest.empty() && rest.front() == U'の') rest.erase(0, 1);
    return rest.empty() ? MailLabel::person : look_up(rest);
  }
  return MailLabel::unknown;
}

}  // namespace

MailLabel read_label(std::string_view words, bool* numbered) {
  if (numbered != nullptr) *numbered = false;
  if (words.empty() || words.size() > 120) return MailLabel::unknown;
  std::u32string folded = fold(words);
  bool number = strip_front(folded);
  if (folded.empty()) {
    if (numbered != nullptr) *numbered = number;
    return number ? MailLabel::person : MailLabel::unknown;
  }
  drop_brackets(folded);
  number = strip_back(folded) || number;
  MailLabel label = look_up(folded);
  if (label == MailLabel::unknown) label = look_up_after_person(folded, number);
  if (numbered != nullptr) *numbered = number;
  return label;
}

std::string_view find_change_word(std::string_view text) {
  static constexpr std::string_view kWords[] = {"キャンセル", "取消", "取り消",       "取りやめ", "取り止め",
                                                "辞退",       "欠席", "不参加",       "差し替",   "差替",
                                                "訂正",       "変更", "参加できなく", "追加",     "も参加"};
  const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                  [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
  return found == std::end(kWords) ? std::string_view() : *found;
}

}  // namespace uketsuke
