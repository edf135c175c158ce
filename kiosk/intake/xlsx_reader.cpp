// See xlsx_reader.h.  Source: ECMA-376 part 1 (SpreadsheetML), transitional and strict
#include "kiosk/intake/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/xlsx_sheet.h"

namespace uketsuke {
namespace {

constexpr std::uint64_t kMostSmallPart = std::uint64_t{32} << 20;
constexpr std::size_t kMostSheets = 500;

int read_int(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

/// A part named by a relation of `xl/workbook.xml`.
std::string part_of(std::string_view target) {
  return target.substr(0, 1) == "/" ? std::string(target.substr(1)) : "xl/" + std::string(target);
}

struct Relation {
  std::string type;  ///< the last word of the type's address
  std::string target;
};

class RelationReader : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    const std::string_view type = attribute(attributes, "Type");
    relations[std::string(attribute(attributes, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                           std::string(attribute(attributes, "Target"))};
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::map<std::string, Relation> relations;
};

class WorkbookReader : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") from_1904 = is_true(attribute(attributes, "date1904"));
    if (name != "sheet" || sheets.size() >= kMostSheets) return;
    // The attribute r:id names the relation; sheetId is something else.
    const std::string_view state = attribute(attributes, "state");
    sheets.push_back({std::string(attribute(attributes, "name")), std::string(attribute(attributes, "id")),
                      state == "hidden" || state == "veryHidden"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::vector<SheetInfo> sheets;  ///< part: the relation's id
  bool from_1904 = false;
};

class StringsReader : public XmlHandler {
 public:
  explicit StringsReader(std::vector<std::string>& strings) : strings_(strings) {}
  void start(std::string_view name, const Attributes&) override {
    if (name == "si") in_string_ = true;
    if (in_string_) collector_.start(name);
  }
  void end(std::string_view name) override {
    if (in_string_) collector_.end(name);
    if (name != "si") return;
    in_string_ = false;
    strings_.push_back(collector_.take());
    bytes_ += strings_.back().size() + sizeof(std::string);
  }
  void text(std::string_view piece) override {
    if (in_string_) collector_.text(piece);
  }
  [[nodiscard]] bool done() const override { return bytes_ + collector_.size() > kMaxSharedBytes; }

 private:
  std::vector<std::string>& strings_;
  StringCollector collector_;
  std::size_t bytes_ = 0;
  bool in_string_ = false;
};

class StylesReader : public XmlHandler {
 public:
  explicit StylesReader(std::vector<NumberStyle>& styles) : styles_(styles) {}
  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "cellXfs") in_formats_ = true;
    if (name == "numFmt") codes_[read_int(attribute(attributes, "numFmtId"))] = attribute(attributes, "formatCode");
    if (name != "xf" || !in_formats_) return;
    const int id = read_int(attribute(attributes, "numFmtId"));
    const auto code = codes_.find(id);
    styles_.push_back(number_style(id, code == codes_.end() ? std::string_view() : code->second));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_formats_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::vector<NumberStyle>& styles_;
  std::map<int, std::string> codes_;
  bool in_formats_ = false;
};

}  // namespace

Result<XlsxBook> XlsxBook::open(std::string_view bytes) {
  auto file = ZipFile::open(bytes);
  if (!file) return tl::unexpected<Error>(file.error());
  XlsxBook book(std::move(*file));
  if (const Status read = book.read_workbook(); !read) return tl::unexpected<Error>(read.error());
  return book;
}

Status XlsxBook::parse_part(const std::string& part, XmlHandler& handler, std::uint64_t most) const {
  const ZipEntry* const entry = file_.find(part);
  if (entry == nullptr) return fail(Code::bad_input, "Excelファイルの中に " + part + " がありません");
  XmlReader reader(handler);
  Status parsed;
  const Status unpacked = file_.read(*entry, std::nullopt, most, [&](std::string_view block) {
    parsed = reader.feed(block);
    return parsed.has_value() && !handler.done();
  });
  if (parsed && unpacked && !handler.done()) parsed = reader.finish();
  const Status& worse = unpacked ? parsed : unpacked;
  if (worse) return {};
  return fail(Code::bad_input, "Excelファイルが壊れています: " + worse.error().what, part);
}

Status XlsxBook::read_workbook() {
  WorkbookReader workbook;
  RelationReader relations;
  if (auto read = parse_part("xl/workbook.xml", workbook, kMostSmallPart); !read) return read;
  if (auto read = parse_part("xl/_rels/workbook.xml.rels", relations, kMostSmallPart); !read) return read;
  from_1904_ = workbook.from_1904;
  for (SheetInfo& sheet : workbook.sheets) {
    const auto relation = relations.relations.find(sheet.part);
    if (relation == relations.relations.end() || relation->second.type != "worksheet") continue;
    sheet.part = part_of(relation->second.target);
    sheets_.push_back(std::move(sheet));
  }
  if (sheets_.empty()) return fail(Code::bad_input, "Excelファイルにシートがありません");
  for (const auto& [id, relation] : relations.relations) {
    Status read;
    if (relation.type == "sharedStrings") read = read_strings(part_of(relation.target));
    if (relation.type == "styles") read = read_styles(part_of(relation.target));
    if (!read) return read;
  }
  return {};
}

Status XlsxBook::read_strings(const std::string& part) {
  if (file_.find(part) == nullptr) return {};  // a book of numbers may lack them
  StringsReader reader(strings_);
  if (auto read = parse_part(part, reader, kMaxUnpackedBytes); !read) return read;
  if (reader.done()) return fail(Code::bad_input, "Excelファイルの文字が多すぎます");
  return {};
}

Status XlsxBook::read_styles(const std::string& part) {
  if (file_.find(part) == nullptr) return {};
  StylesReader reader(styles_);
  return parse_part(part, reader, kMostSmallPart);
}

Status XlsxBook::read_rows(const SheetInfo& sheet, const std::function<bool(SheetRow&)>& take) const {
  MergeCollector merges;
  if (auto read = parse_part(sheet.part, merges, kMaxUnpackedBytes); !read) return read;
  const SheetTables tables{strings_, styles_, from_1904_};
  RowCollector rows(tables, merges, take);
  if (auto read = parse_part(sheet.part, rows, kMaxUnpackedBytes); !read) return read;
  if (!rows.fault().empty()) return fail(Code::bad_input, rows.fault(), sheet.name);
  return {};
}

bool is_compound_file(std::string_view bytes) { return bytes.substr(0, 8) == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"; }

bool is_encrypted_workbook(std::string_view bytes) {
  constexpr std::string_view kStream = "EncryptedPackage";
  std::string wide;
  for (const char c : kStream) wide.append({c, '\0'});
  return bytes.find(wide) != std::string_view::npos;
}

}  // namespace uketsuke
