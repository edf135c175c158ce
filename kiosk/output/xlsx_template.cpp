// The drop-downs take their words from a hidden sheet: a list within a cell holds 255 characters only.
#include "kiosk/output/xlsx_template.h"

#include <xlsxwriter.h>

#include <array>
#include <iterator>

#include "kiosk/output/atomic_file.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr const char* kFont = "游ゴシック";
constexpr const char* kListSheet = "選択肢";

struct TemplateColumn {
  const char* title;
  const char* example;
  double width;
};

constexpr std::array<TemplateColumn, 12> kColumns = {{{"No.", "記入例", 8},
                                                      {"氏名", "愛川 花子", 18},
                                                      {"ふりがな", "あいかわ はなこ", 20},
                                                      {"所属", "○○訪問看護ステーション", 30},
                                                      {"種別", "訪問看護", 18},
                                                      {"職種", "看護職", 22},
                                                      {"メールアドレス", "hanako@example.jp", 26},
                                                      {"電話番号", "046-000-0000", 16},
                                                      {"受付日時", "2025/10/01 9:30", 18},
                                                      {"申込方法", "FAX", 12},
                                                      {"質問事項", "", 30},
                                                      {"備考", "", 24}}};
constexpr std::array<const char*, 3> kNotes = {
    "1行に1名ずつ記入し、保存したファイルをそのまま取り込んでください。氏名のほかは空欄でもかまいません。",
    "職種・種別・申込方法は一覧から選べます。職種は一覧にない言葉もそのまま書けます。",
    "灰色の「記入例」の行は取り込まれません。この行と見出しの行は消さないでください。"};
constexpr lxw_row_t kHeaderRow = 5;
constexpr lxw_col_t kKindColumn = 4;
constexpr lxw_col_t kProfessionColumn = 5;
constexpr lxw_col_t kChannelColumn = 9;

class TemplateWriter {
 public:
  TemplateWriter(const RosterTemplate& content, lxw_workbook* book)
      : content_(content),
        sheet_(workbook_add_worksheet(book, "名簿")),
        lists_(workbook_add_worksheet(book, kListSheet)),
        title_(add_format(book)),
        header_(add_format(book)),
        example_(add_format(book)),
        text_(add_format(book)),
        plain_(add_format(book)) {
    format_set_bold(title_);
    format_set_font_size(title_, 14);
    format_set_bold(header_);
    format_set_border(header_, LXW_BORDER_THIN);
    format_set_bg_color(header_, 0xDDEBF7);
    format_set_border(example_, LXW_BORDER_THIN);
    format_set_bg_color(example_, 0xE7E6E6);
    format_set_num_format(example_, "@");
    format_set_border(text_, LXW_BORDER_THIN);
    format_set_num_format(text_, "@");  // 0462312111 stays what was typed
  }

  void write() {
    const std::string title = clean_text(content_.event_title);
    put(sheet_, 0, 0, (title.empty() ? "" : title + "　") + "参加申込者名簿", title_);
    lxw_row_t row = 1;
    for (const char* note : kNotes) put(sheet_, row++, 0, note, plain_);
    lxw_col_t column = 0;
    for (const TemplateColumn& known : kColumns) {
      worksheet_set_column(sheet_, column, column, known.width, nullptr);
      put(sheet_, kHeaderRow, column, known.title, header_);
      put(sheet_, kHeaderRow + 1, column, known.example, example_);
      for (lxw_row_t blank = first_row(); blank <= last_row(); ++blank)
        worksheet_write_blank(sheet_, blank, column, text_);
      ++column;
    }
    add_list(0, kKindColumn, content_.facility_kinds, false);
    add_list(1, kProfessionColumn, content_.professions, true);
    add_list(2, kChannelColumn, content_.channels, false);
    worksheet_freeze_panes(sheet_, kHeaderRow + 1, 2);
    worksheet_repeat_rows(sheet_, kHeaderRow, kHeaderRow);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_hide(lists_);
    worksheet_activate(sheet_);
  }

 private:
  static lxw_format* add_format(lxw_workbook* book) {
    lxw_format* format = workbook_add_format(book);
    format_set_font_name(format, kFont);
    return format;
  }
  static lxw_row_t first_row() { return kHeaderRow + 2; }
  [[nodiscard]] lxw_row_t last_row() const { return first_row() + static_cast<lxw_row_t>(content_.rows) - 1; }
  static void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    worksheet_write_string(sheet, row, column, text.c_str(), format);
  }

  /// @param free  other words are taken as well
  void add_list(lxw_col_t list, lxw_col_t column, const std::vector<std::string>& words, bool free) {
    if (words.empty()) return;
    lxw_row_t row = 0;
    for (const std::string& word : words) put(lists_, row++, list, clean_text(word), plain_);
    const std::string letter(1, static_cast<char>('A' + list));
    std::string range = std::string("='") + kListSheet + "'!$" + letter + "$1:$" + letter + "$" + std::to_string(row);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = range.data();
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.dropdown = LXW_VALIDATION_ON;
    rule.show_error = free ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(sheet_, first_row(), column, last_row(), column, &rule);
  }

  const RosterTemplate& content_;
  lxw_worksheet* sheet_;
  lxw_worksheet* lists_;
  lxw_format* title_;
  lxw_format* header_;
  lxw_format* example_;
  lxw_format* text_;
  lxw_format* plain_;
};

}  // namespace

Status write_roster_template(const RosterTemplate& content, const std::string& path) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected<Error>(file.error());
  lxw_workbook* book = workbook_new(file->temporary_path().c_str());
  if (book == nullptr) return fail(Code::io_failed, "the workbook cannot be begun", path);
  TemplateWriter(content, book).write();
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    return fail(Code::io_failed, std::string("the workbook cannot be written: ") + lxw_strerror(error), path);
  }
  return file->commit();
}

}  // namespace uketsuke
