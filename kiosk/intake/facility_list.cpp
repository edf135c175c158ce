// See facility_list.h.
#include "kiosk/intake/facility_list.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "common/names.h"
#include "common/nearest_word.h"
#include "kiosk/intake/csv_reader.h"
#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

enum class Field { name, kind, municipality, contact, email, phone };
constexpr std::size_t kFieldCount = 6;

struct TitleWord {
  std::string_view folded;
  Field field;
};

/// Whole titles, without brackets; the first of a field that a header has is taken.
constexpr TitleWord kTitles[] = {
    {"事業所名", Field::name},
    {"事業所名称", Field::name},
    {"事業所", Field::name},
    {"事業所の名称", Field::name},
    {"施設名", Field::name},
    {"施設名称", Field::name},
    {"施設・事業所名", Field::name},
    {"事業所・施設名", Field::name},
    {"医療機関名", Field::name},
    {"医療機関・事業所名", Field::name},
    {"機関名", Field::name},
    {"所属", Field::name},
    {"名称", Field::name},
    {"facility", Field::name},
    {"name", Field::name},
    {"種別", Field::kind},
    {"事業所種別", Field::kind},
    {"施設種別", Field::kind},
    {"事業種別", Field::kind},
    {"サービス種別", Field::kind},
    {"サービス種類", Field::kind},
    {"サービスの種類", Field::kind},
    {"サービス", Field::kind},
    {"種類", Field::kind},
    {"区分", Field::kind},
    {"kind", Field::kind},
    {"type", Field::kind},
    {"市町村", Field::municipality},
    {"市町村名", Field::municipality},
    {"所在市町村", Field::municipality},
    {"所在地市町村", Field::municipality},
    {"市区町村", Field::municipality},
    {"市区町村名", Field::municipality},
    {"自治体", Field::municipality},
    {"municipality", Field::municipality},
    {"city", Field::municipality},
    {"担当者", Field::contact},
    {"担当者名", Field::contact},
    {"担当者氏名", Field::contact},
    {"連絡担当者", Field::contact},
    {"連絡先担当者", Field::contact},
    {"連絡先", Field::contact},
    {"担当", Field::contact},
    {"contact", Field::contact},
    {"メール", Field::email},
    {"メールアドレス", Field::email},
    {"連絡先メール", Field::email},
    {"連絡先メールアドレス", Field::email},
    {"担当者メール", Field::email},
    {"担当者メールアドレス", Field::email},
    {"eメール", Field::email},
    {"e-mail", Field::email},
    {"email", Field::email},
    {"mail", Field::email},
    {"電話", Field::phone},
    {"電話番号", Field::phone},
    {"連絡先電話", Field::phone},
    {"連絡先電話番号", Field::phone},
    {"担当者電話", Field::phone},
    {"tel", Field::phone},
    {"phone", Field::phone},
};

struct Columns {
  std::vector<std::string> titles;
  std::array<std::optional<std::size_t>, kFieldCount> at{};
};

/// 連絡先(メール) is メール; 事業所名（正式名称） is 事業所名.
std::optional<Field> find_field(const std::string& title) {
  const std::string folded = fold_title(title);
  const std::size_t open = folded.find('(');
  const std::string base = folded.substr(0, open);
  std::string inner;
  if (open != std::string::npos) inner = folded.substr(open + 1, folded.find(')', open) - open - 1);
  for (const std::string& words : {folded, base == "連絡先" ? inner : base, base}) {
    for (const TitleWord& word : kTitles) {
      if (word.folded == words) return word.field;
    }
  }
  return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_blank(const CsvRecord& record) {
  return record.fault == CsvFault::none &&
         std::all_of(record.cells.begin(), record.cells.end(), [](const std::string& c) { return trim(c).empty(); });
}

/// Reads the records of one decoded text.
class ListReader {
 public:
  ListReader(const DecodedText& text, const std::string& file, const FacilityKinds& kinds)
      : text_(text), file_(file), kinds_(kinds) {}

  FacilityListContent read() {
    CsvReader reader(text_.utf8, detect_delimiter(text_.utf8));
    CsvRecord record;
    bool header = false;
    while (reader.next(record)) {
      if (is_blank(record)) continue;
      if (header) {
        take_row(record);
        continue;
      }
      header = true;
      if (!take_header(record)) return std::move(content_);
    }
    if (!header) refuse(1, {}, "見出しの行がありません（空のファイルです）");
    return std::move(content_);
  }

 private:
  void refuse(std::int64_t line, std::string field, std::string why) {
    content_.bad.push_back(BadLine{file_, line, std::move(field), std::move(why), {}});
  }

  [[nodiscard]] std::string record_fault(const CsvRecord& record) const {
    if (record.fault == CsvFault::open_quote) return "引用符（\"）が閉じていません";
    if (record.fault == CsvFault::too_long) return "行が長すぎます";
    if (record.text.find('\0') != std::string_view::npos) return "NUL文字が含まれています";
    const auto broken = std::lower_bound(text_.broken_lines.begin(), text_.broken_lines.end(), record.line);
    if (broken != text_.broken_lines.end() && *broken <= record.last_line) {
      return "文字コードが壊れています（" + text_.encoding + " として読めない文字があります）";
    }
    return {};
  }

  bool take_header(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      refuse(record.line, {}, "見出しの行が読めません: " + why);
      return false;
    }
    columns_.titles = record.cells;
    while (!columns_.titles.empty() && trim(columns_.titles.back()).empty()) columns_.titles.pop_back();
    for (std::size_t i = 0; i < columns_.titles.size(); ++i) {
      const auto field = find_field(columns_.titles[i]);
      if (!field) continue;
      auto& column = columns_.at[static_cast<std::size_t>(*field)];
      if (column && *field == Field::name) {
        refuse(record.line, trim(columns_.titles[i]), "事業所名の列が2つあります。どちらかの見出しを変えてください");
        return false;
      }
      if (!column) column = i;
    }
    if (columns_.at[static_cast<std::size_t>(Field::name)]) return true;
    refuse(
        record.line, {},
        "事業所名の列が見つかりません。読める見出しの例: 「事業所名」「種別」「市町村」「担当者」「メール」「電話」");
    return false;
  }

  [[nodiscard]] std::string title(Field field) const {
    const auto& column = columns_.at[static_cast<std::size_t>(field)];
    return column ? trim(columns_.titles[*column]) : std::string();
  }

  [[nodiscard]] std::string cell(const CsvRecord& record, Field field) const {
    const auto& column = columns_.at[static_cast<std::size_t>(field)];
    return column && *column < record.cells.size() ? trim(record.cells[*column]) : std::string();
  }

  [[nodiscard]] bool has_right_count(const CsvRecord& record) const {
    if (record.cells.size() < columns_.titles.size()) return false;
    return std::all_of(record.cells.begin() + static_cast<std::ptrdiff_t>(columns_.titles.size()), record.cells.end(),
                       [](const std::string& one) { return trim(one).empty(); });
  }

  bool refuse_faulty(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      refuse(record.line, {}, std::move(why));
      return true;
    }
    if (!has_right_count(record)) {
      refuse(record.line, {},
             "欄の数が見出しと違います（見出し" + std::to_string(columns_.titles.size()) + "、この行" +
                 std::to_string(record.cells.size()) + "）");
      return true;
    }
    for (std::size_t i = 0; i < columns_.titles.size(); ++i) {
      if (count_characters(record.cells[i]) <= kMaxCellCharacters) continue;
      refuse(record.line, trim(columns_.titles[i]), "1つの欄が2,000文字を超えています");
      return true;
    }
    return false;
  }

  void take_row(const CsvRecord& record) {
    ++content_.read;
    if (refuse_faulty(record)) return;
    FacilityListRow row;
    row.line = record.line;
    row.name = cell(record, Field::name);
    row.municipality = cell(record, Field::municipality);
    row.contact = cell(record, Field::contact);
    row.email = cell(record, Field::email);
    row.phone = cell(record, Field::phone);
    if (fold_facility(row.name).empty()) {
      refuse(record.line, title(Field::name), "事業所名がありません。名称を入れるか、行を消してください");
      return;
    }
    const std::string given = cell(record, Field::kind);
    if (!given.empty()) {
      const auto kind = kinds_.find_given(given);
      if (!kind) {
        refuse(record.line, title(Field::kind),
               "種別「" + given + "」は分かりません。近いもの: " + kinds_.nearest(given) +
                   "。空欄にしておけば、あとで facility set で決められます");
        return;
      }
      row.kind = kind->name;
    }
    take_once(std::move(row));
  }

  /// The same facility twice is fine where both lines say the same.
  void take_once(FacilityListRow row) {
    const auto [known, fresh] = seen_.emplace(fold_facility(row.name), content_.rows.size());
    if (fresh) {
      content_.rows.push_back(std::move(row));
      return;
    }
    const FacilityListRow& first = content_.rows[known->second];
    if (first.kind == row.kind && first.municipality == row.municipality && first.contact == row.contact &&
        first.email == row.email && first.phone == row.phone) {
      --content_.read;
      return;
    }
    refuse(row.line, title(Field::name),
           std::to_string(first.line) + "行目と同じ事業所で、内容が違います。どちらかを消してください");
  }

  const DecodedText& text_;
  const std::string& file_;
  const FacilityKinds& kinds_;
  Columns columns_;
  std::map<std::string, std::size_t> seen_;
  FacilityListContent content_;
};

}  // namespace

FacilityListContent read_facility_list(std::string_view bytes, const std::string& file, const FacilityKinds& kinds) {
  const auto text = decode_text(bytes);
  if (text) return ListReader(*text, file, kinds).read();
  FacilityListContent content;
  content.bad.push_back(BadLine{file, 1, {}, text.error().what, {}});
  return content;
}

}  // namespace uketsuke
