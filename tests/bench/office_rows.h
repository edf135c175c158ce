// Made-up applicants as a Google Form's CSV, as many as asked; the same each time. Names repeat as real ones do: a few
// families are a large share.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>

namespace uketsuke::bench {

struct NamePart {
  const char* written;
  const char* kana;
};

inline constexpr std::array<NamePart, 40> kSurnames = {{
    {"佐藤", "さとう"},   {"鈴木", "すずき"},     {"高橋", "たかはし"}, {"田中", "たなか"},   {"伊藤", "いとう"},
    {"渡邉", "わたなべ"}, {"山本", "やまもと"},   {"中村", "なかむら"}, {"小林", "こばやし"}, {"加藤", "かとう"},
    {"吉田", "よしだ"},   {"山田", "やまだ"},     {"佐々木", "ささき"}, {"山口", "やまぐち"}, {"松本", "まつもと"},
    {"井上", "いのうえ"}, {"木村", "きむら"},     {"林", "はやし"},     {"斎藤", "さいとう"}, {"清水", "しみず"},
    {"山崎", "やまざき"}, {"森", "もり"},         {"池田", "いけだ"},   {"橋本", "はしもと"}, {"阿部", "あべ"},
    {"石川", "いしかわ"}, {"前田", "まえだ"},     {"藤田", "ふじた"},   {"小川", "おがわ"},   {"後藤", "ごとう"},
    {"岡田", "おかだ"},   {"長谷川", "はせがわ"}, {"村上", "むらかみ"}, {"近藤", "こんどう"}, {"石井", "いしい"},
    {"坂本", "さかもと"}, {"遠藤", "えんどう"},   {"青木", "あおき"},   {"藤井", "ふじい"},   {"西村", "にしむら"},
}};
inline constexpr std::array<NamePart, 20> kGiven = {{
    {"太郎", "たろう"}, {"花子", "はなこ"},   {"健一", "けんいち"}, {"美咲", "みさき"},   {"大輔", "だいすけ"},
    {"陽子", "ようこ"}, {"誠", "まこと"},     {"直美", "なおみ"},   {"翔太", "しょうた"}, {"恵子", "けいこ"},
    {"拓也", "たくや"}, {"由美子", "ゆみこ"}, {"隆", "たかし"},     {"真由美", "まゆみ"}, {"和也", "かずや"},
    {"智子", "ともこ"}, {"浩二", "こうじ"},   {"学", "まなぶ"},     {"理恵", "りえ"},     {"裕子", "ゆうこ"},
}};
inline constexpr std::array<const char*, 6> kProfessions = {"看護師", "介護支援専門員", "医師",
                                                            "薬剤師", "理学療法士",     "介護福祉士"};

struct Applicant {
  std::string time;
  std::string name;
  std::string kana;
  std::string facility;
  std::string profession;
  std::string email;
  std::string phone;
};

/// The applicants one after the other.
class Applicants {
 public:
  Applicant next() {
    const auto family = std::min(pick_(random_), pick_(random_));  // the first ones are the most frequent
    const NamePart& surname = kSurnames[family];
    const NamePart& given = kGiven[static_cast<std::size_t>(made_) % kGiven.size()];  // no name twice at a facility
    const std::int64_t minute = made_++ % (30 * 24 * 60);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::string number = std::to_string(made_);
    return {"2025/09/" + two(1 + minute / 1440) + " " + two(minute / 60 % 24) + ":" + two(minute % 60) + ":00",
            std::string(surname.written) + " " + given.written,
            std::string(surname.kana) + " " + given.kana,
            "みほん事業所" + std::to_string((made_ - 1) / static_cast<std::int64_t>(kGiven.size())),
            kProfessions[random_() % kProfessions.size()],
            "person" + number + "@example.jp",
            "046-000-" + number};
  }

 private:
  std::mt19937 random_{20251024};
  std::uniform_int_distribution<std::size_t> pick_{0, kSurnames.size() - 1};
  std::int64_t made_ = 0;
};

inline std::string make_csv(std::int64_t rows) {
  std::string csv = "タイムスタンプ,お名前（漢字）,ふりがな,所属,職種,メールアドレス,電話番号\n";
  Applicants applicants;
  for (std::int64_t i = 0; i < rows; ++i) {
    const Applicant one = applicants.next();
    csv += one.time + "," + one.name + "," + one.kana + "," + one.facility + "," + one.profession + "," + one.email +
           "," + one.phone + "\n";
  }
  return csv;
}

}  // namespace uketsuke::bench
