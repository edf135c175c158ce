// The XML of one sheet -> its rows. For xlsx_reader.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/intake/xlsx_cells.h"
#include "kiosk/intake/xlsx_reader.h"
#include "kiosk/intake/xml_reader.h"

namespace uketsuke {

/// A merge over several rows.
struct TallMerge {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::size_t column = 0;
};

/// First pass: the merges stand behind the rows, and how many these are is known at their end.
class MergeCollector : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  /// Ascending by their first row; at most 20 000.
  std::vector<TallMerge> take();
  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  std::vector<TallMerge> merges_;
  std::size_t rows_ = 0;
};

/// What a sheet's cells refer to.
struct SheetTables {
  const std::vector<std::string>& strings;
  const std::vector<NumberStyle>& styles;
  bool from_1904 = false;
};

/// Second pass.
class RowCollector : public XmlHandler {
 public:
  RowCollector(const SheetTables& tables, MergeCollector& first_pass, const std::function<bool(SheetRow&)>& take)
      : tables_(tables), merges_(first_pass.take()), take_(take) {
    row_.of = first_pass.rows();
  }
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  [[nodiscard]] bool done() const override { return done_; }
  /// Why the sheet is not taken; empty if nothing is wrong.
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  struct Cell {
    std::size_t column = 0;
    std::string type;
    std::size_t style = 0;
    std::string value;
    bool has_formula = false;
    bool has_value = false;
  };
  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void end_row();
  void fill_merges();
  void refuse(std::string why);
  [[nodiscard]] std::string cell_text();

  const SheetTables& tables_;
  std::vector<TallMerge> merges_;
  std::size_t next_merge_ = 0;
  struct Open {
    std::int64_t last = 0;
    std::string value;
    bool known = false;
  };
  std::map<std::size_t, Open> open_;  ///< by column
  const std::function<bool(SheetRow&)>& take_;
  SheetRow row_;
  Cell cell_;
  StringCollector inline_text_;
  std::size_t begun_ = 0;  ///< rows, with something in them or not
  std::size_t next_column_ = 0;
  std::int64_t rows_ = 0;
  std::size_t cells_ = 0;
  std::size_t row_bytes_ = 0;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_inline_ = false;
  bool done_ = false;
  std::string fault_;
};

}  // namespace uketsuke
