// Exact words first, then weaker ones, then words within a sentence ("お名前をご記入ください").
#include "kiosk/intake/title_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace uketsuke {
namespace {

struct TitleWord {
  std::string_view folded;
  RosterField field;
};

using F = RosterField;

/// Titles that say it plainly.
constexpr TitleWord kStrong[] = {
    {"氏名", F::name},
    {"お名前", F::name},
    {"ご氏名", F::name},
    {"御氏名", F::name},
    {"名前", F::name},
    {"参加者氏名", F::name},
    {"参加者名", F::name},
    {"参加者", F::name},
    {"申込者氏名", F::name},
    {"申込者名", F::name},
    {"申込者", F::name},
    {"受講者氏名", F::name},
    {"受講者名", F::name},
    {"出席者氏名", F::name},
    {"出席者名", F::name},
    {"漢字氏名", F::name},
    {"氏名漢字", F::name},
    {"お名前漢字", F::name},
    {"フルネーム", F::name},
    {"name", F::name},
    {"fullname", F::name},
    {"yourname", F::name},
    {"attendee", F::name},
    {"attendeename", F::name},
    {"participant", F::name},
    {"participantname", F::name},
    {"ふりがな", F::furigana},
    {"フリガナ", F::furigana},
    {"カナ", F::furigana},
    {"かな", F::furigana},
    {"よみがな", F::furigana},
    {"ヨミガナ", F::furigana},
    {"読み仮名", F::furigana},
    {"読みがな", F::furigana},
    {"よみかた", F::furigana},
    {"よみ", F::furigana},
    {"ヨミ", F::furigana},
    {"読み", F::furigana},
    {"振り仮名", F::furigana},
    {"振仮名", F::furigana},
    {"カナ氏名", F::furigana},
    {"氏名カナ", F::furigana},
    {"氏名かな", F::furigana},
    {"氏名よみ", F::furigana},
    {"お名前カナ", F::furigana},
    {"お名前よみ", F::furigana},
    {"furigana", F::furigana},
    {"kana", F::furigana},
    {"reading", F::furigana},
    {"phoneticname", F::furigana},
    {"姓", F::family_name},
    {"苗字", F::family_name},
    {"名字", F::family_name},
    {"氏", F::family_name},
    {"lastname", F::family_name},
    {"familyname", F::family_name},
    {"surname", F::family_name},
    {"名", F::given_name},
    {"firstname", F::given_name},
    {"givenname", F::given_name},
    {"せい", F::family_kana},
    {"セイ", F::family_kana},
    {"姓カナ", F::family_kana},
    {"姓かな", F::family_kana},
    {"姓ふりがな", F::family_kana},
    {"姓フリガナ", F::family_kana},
    {"姓よみ", F::family_kana},
    {"めい", F::given_kana},
    {"メイ", F::given_kana},
    {"名カナ", F::given_kana},
    {"名かな", F::given_kana},
    {"名ふりがな", F::given_kana},
    {"名フリガナ", F::given_kana},
    {"名よみ", F::given_kana},
    {"所属", F::facility},
    {"ご所属", F::facility},
    {"御所属", F::facility},
    {"所属先", F::facility},
    {"所属名", F::facility},
    {"所属機関", F::facility},
    {"所属機関名", F::facility},
    {"所属施設", F::facility},
    {"所属施設名", F::facility},
    {"所属事業所", F::facility},
    {"所属事業所名", F::facility},
    {"所属団体", F::facility},
    {"事業所", F::facility},
    {"事業所名", F::facility},
    {"事業所名称", F::facility},
    {"勤務先", F::facility},
    {"勤務先名", F::facility},
    {"勤務先名称", F::facility},
    {"お勤め先", F::facility},
    {"医療機関名", F::facility},
    {"医療機関", F::facility},
    {"施設名", F::facility},
    {"医療機関・事業所名", F::facility},
    {"事業所名・医療機関名", F::facility},
    {"所属・事業所名", F::facility},
    {"所属(事業所名)", F::facility},
    {"affiliation", F::facility},
    {"facility", F::facility},
    {"organization", F::facility},
    {"organisation", F::facility},
    {"workplace", F::facility},
    {"employer", F::facility},
    {"institution", F::facility},
    {"職種", F::profession},
    {"ご職種", F::profession},
    {"職種名", F::profession},
    {"職種・資格", F::profession},
    {"資格・職種", F::profession},
    {"職業", F::profession},
    {"ご職業", F::profession},
    {"profession", F::profession},
    {"occupation", F::profession},
    {"メールアドレス", F::email},
    {"メール", F::email},
    {"eメール", F::email},
    {"e-mail", F::email},
    {"email", F::email},
    {"eメールアドレス", F::email},
    {"e-mailアドレス", F::email},
    {"emailアドレス", F::email},
    {"電子メール", F::email},
    {"電子メールアドレス", F::email},
    {"連絡先メールアドレス", F::email},
    {"emailaddress", F::email},
    {"e-mailaddress", F::email},
    {"mailaddress", F::email},
    {"mail", F::email},
    {"電話番号", F::phone},
    {"電話", F::phone},
    {"お電話番号", F::phone},
    {"tel", F::phone},
    {"連絡先電話番号", F::phone},
    {"phone", F::phone},
    {"phonenumber", F::phone},
    {"telephone", F::phone},
    {"tel番号", F::phone},
    {"タイムスタンプ", F::received},
    {"timestamp", F::received},
    {"受付日時", F::received},
    {"申込日時", F::received},
    {"申し込み日時", F::received},
    {"お申込み日時", F::received},
    {"申込み日時", F::received},
    {"送信日時", F::received},
    {"回答日時", F::received},
    {"受信日時", F::received},
    {"登録日時", F::received},
    {"受付日", F::received},
    {"申込日", F::received},
    {"申込受付日", F::received},
    {"完了時刻", F::received},
    {"completiontime", F::received},
    {"receivedat", F::received},
    {"submittedat", F::received},
    {"received", F::received},
    {"役割", F::role},
    {"区分", F::role},
    {"参加区分", F::role},
    {"role", F::role},
    {"備考", F::note},
    {"備考欄", F::note},
    {"note", F::note},
    {"notes", F::note},
    {"remarks", F::note},
    {"質問", F::question},
    {"質問事項", F::question},
    {"ご質問", F::question},
    {"質問内容", F::question},
    {"事前質問", F::question},
    {"講師への質問", F::question},
    {"聞いてみたい内容", F::question},
    {"聞いてみたいこと", F::question},
    {"question", F::question},
    {"questions", F::question},
    {"聞いてみたい職種", F::question_professions},
    {"質問したい職種", F::question_professions},
    {"回答id", F::id},
    {"応答id", F::id},
    {"受付id", F::id},
    {"申込id", F::id},
    {"responseid", F::id},
    {"submissionid", F::id},
    {"回答番号", F::id},
    {"申込番号", F::id},
    {"申込方法", F::channel},
    {"申込み方法", F::channel},
    {"申し込み方法", F::channel},
    {"申込経路", F::channel},
    {"受付方法", F::channel},
    {"channel", F::channel},
    {"同意", F::notice},
    {"個人情報の取り扱い", F::notice},
    {"個人情報の取扱い", F::notice},
    {"利用目的の明示", F::notice},
    {"consent", F::notice},
    {"事業所メールアドレス", F::facility_email},
    {"事業所メール", F::facility_email},
    {"事業所eメール", F::facility_email},
    {"代表メールアドレス", F::facility_email},
    {"事業所電話番号", F::facility_phone},
    {"事業所電話", F::facility_phone},
    {"事業所tel", F::facility_phone},
    {"代表電話番号", F::facility_phone},
    {"種別", F::facility_kind},
    {"事業所種別", F::facility_kind},
    {"事業所の種別", F::facility_kind},
    {"施設種別", F::facility_kind},
    {"サービス種別", F::facility_kind},
    {"消印日", F::postmark},
    {"消印", F::postmark},
    {"消印日付", F::postmark},
    {"消印年月日", F::postmark},
    {"postmark", F::postmark},
};

/// Whom letters go to; before the words of somebody else's name are looked for.
constexpr TitleWord kContacts[] = {
    {"事業所連絡担当者", F::contact_person}, {"事業所連絡担当者名", F::contact_person},
    {"連絡担当者", F::contact_person},       {"連絡担当者名", F::contact_person},
    {"連絡担当者氏名", F::contact_person},   {"連絡先担当者", F::contact_person},
    {"連絡先担当者名", F::contact_person},   {"申込担当者", F::contact_person},
    {"申込担当者名", F::contact_person},     {"担当者", F::contact_person},
    {"ご担当者", F::contact_person},         {"担当者名", F::contact_person},
    {"ご担当者名", F::contact_person},       {"担当者氏名", F::contact_person},
};

/// Titles that say it where no plainer one stands beside them.
constexpr TitleWord kWeak[] = {
    {"法人名", F::facility},
    {"会社名", F::facility},
    {"病院名", F::facility},
    {"団体名", F::facility},
    {"組織名", F::facility},
    {"機関名", F::facility},
    {"施設", F::facility},
    {"company", F::facility},
    {"office", F::facility},
    {"資格", F::profession},
    {"保有資格", F::profession},
    {"お仕事", F::profession},
    {"職名", F::profession},
    {"役職", F::profession},
    {"qualification", F::profession},
    {"jobtitle", F::profession},
    {"job", F::profession},
    {"連絡先", F::phone},
    {"ご連絡先", F::phone},
    {"携帯", F::phone},
    {"携帯電話", F::phone},
    {"携帯番号", F::phone},
    {"携帯電話番号", F::phone},
    {"日中の連絡先", F::phone},
    {"mobile", F::phone},
    {"contact", F::phone},
    {"ユーザー名", F::email},
    {"username", F::email},
    {"日時", F::received},
    {"日付", F::received},
    {"date", F::received},
    {"到着日", F::received},
    {"到着日時", F::received},
    {"受領日", F::received},
    {"収受日", F::received},
    {"受信日", F::received},
    {"id", F::id},
    {"連絡事項", F::note},
    {"メモ", F::note},
    {"ご要望", F::note},
    {"コメント", F::note},
    {"comment", F::note},
    {"comments", F::note},
};

/// Words within a longer title; the first that is found counts.
constexpr TitleWord kWithin[] = {
    {"聞いてみたい職種", F::question_professions},
    {"聞きたい職種", F::question_professions},
    {"聞いてみたい", F::question},
    {"質問", F::question},
    {"同意", F::notice},
    {"了承", F::notice},
    {"個人情報", F::notice},
    {"事業所メール", F::facility_email},
    {"事業所電話", F::facility_phone},
    {"ふりがな", F::furigana},
    {"フリガナ", F::furigana},
    {"よみがな", F::furigana},
    {"ヨミガナ", F::furigana},
    {"読み仮名", F::furigana},
    {"furigana", F::furigana},
    {"メールアドレス", F::email},
    {"e-mail", F::email},
    {"email", F::email},
    {"電話番号", F::phone},
    {"事業所名", F::facility},
    {"勤務先", F::facility},
    {"医療機関名", F::facility},
    {"施設名", F::facility},
    {"所属", F::facility},
    {"affiliation", F::facility},
    {"職種", F::profession},
    {"profession", F::profession},
    {"タイムスタンプ", F::received},
    {"timestamp", F::received},
    {"氏名", F::name},
    {"お名前", F::name},
    {"fullname", F::name},
};

/// A title with one of these is not what it seems: the second typing of an address, somebody else's name.
constexpr std::string_view kOthers[] = {"確認用", "再入力", "担当者", "代表者", "責任者", "上司", "講師名", "緊急"};

constexpr std::string_view kFuriganaWords[] = {"ふりがな", "フリガナ", "カナ",     "かな",     "よみがな",
                                               "ヨミガナ", "読み仮名", "よみ",     "読み",     "ひらがな",
                                               "カタカナ", "全角カナ", "半角カナ", "furigana", "kana"};

struct TitleParts {
  std::string base;      ///< without brackets
  std::string brackets;  ///< what stood in them
};

TitleParts split_brackets(std::string_view folded) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kPairs = {
      {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"<", ">"}, {"〈", "〉"}, {"《", "》"}}};
  TitleParts parts;
  for (std::size_t at = 0; at < folded.size();) {
    const auto pair = std::find_if(kPairs.begin(), kPairs.end(),
                                   [&](const auto& p) { return folded.compare(at, p.first.size(), p.first) == 0; });
    if (pair == kPairs.end()) {
      parts.base += folded[at++];
      continue;
    }
    const std::size_t start = at + pair->first.size();
    const std::size_t end = std::min(folded.find(pair->second, start), folded.size());
    parts.brackets += folded.substr(start, end - start);
    at = std::min(end + pair->second.size(), folded.size());
  }
  return parts;
}

template <std::size_t N>
std::optional<RosterField> find_exact(const TitleWord (&words)[N], std::string_view folded) {
  const auto* found =
      std::find_if(std::begin(words), std::end(words), [folded](const TitleWord& w) { return w.folded == folded; });
  if (found == std::end(words)) return std::nullopt;
  return found->field;
}

bool is_furigana_word(std::string_view text) {
  return std::find(std::begin(kFuriganaWords), std::end(kFuriganaWords), text) != std::end(kFuriganaWords);
}

/// 氏名（ふりがな）, 氏名・ふりがな, 姓（カナ）.
std::optional<TitleFit> fit_name_with_furigana(std::string_view folded, const TitleParts& parts) {
  std::string base = parts.base;
  bool furigana = is_furigana_word(parts.brackets);
  for (const std::string_view mark : {"・", "/", "、", ","}) {
    const std::size_t at = folded.find(mark);
    if (furigana || at == std::string_view::npos || !is_furigana_word(folded.substr(at + mark.size()))) continue;
    base = std::string(folded.substr(0, at));
    furigana = true;
  }
  if (!furigana) return std::nullopt;
  const auto field = find_exact(kStrong, base);
  if (field == RosterField::name) return TitleFit{RosterField::name, 5, true};
  if (field == RosterField::family_name) return TitleFit{RosterField::family_kana, 5, false};
  if (field == RosterField::given_name) return TitleFit{RosterField::given_kana, 5, false};
  return std::nullopt;
}

}  // namespace

std::optional<TitleFit> fit_title(std::string_view title) {
  const std::string folded = fold_title(title);
  if (const auto contact = find_exact(kContacts, folded)) return TitleFit{*contact, 5, false};
  for (const std::string_view other : kOthers) {
    if (folded.find(other) != std::string::npos) return std::nullopt;
  }
  const TitleParts parts = split_brackets(folded);
  if (const auto field = find_exact(kStrong, folded)) return TitleFit{*field, 5, false};
  if (const auto fit = fit_name_with_furigana(folded, parts)) return fit;
  if (const auto field = find_exact(kStrong, parts.base)) return TitleFit{*field, 4, false};
  if (const auto field = find_exact(kWeak, folded)) return TitleFit{*field, 3, false};
  if (const auto field = find_exact(kWeak, parts.base)) return TitleFit{*field, 2, false};
  for (const TitleWord& word : kWithin) {
    if (parts.base.find(word.folded) != std::string::npos) return TitleFit{word.field, 1, false};
  }
  return std::nullopt;
}

std::string_view understood_titles() {
  return "「氏名」「お名前」「名前（漢字）」「参加者氏名」「氏名（ふりがな）」「姓」と「名」「Name」";
}

}  // namespace uketsuke
