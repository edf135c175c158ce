// libarchive writes; names go in as they are.
#include "tests/support/archive/zip_maker.h"

#include <archive.h>
#include <archive_entry.h>

namespace uketsuke::testing {
namespace {

la_ssize_t append(archive*, void* text, const void* block, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(block), size);
  return static_cast<la_ssize_t>(size);
}

}  // namespace

std::string make_zip(const ZipParts& parts, const ZipRecipe& recipe) {
  std::string bytes;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_set_bytes_in_last_block(writer, 1);
  if (recipe.cipher != ZipCipher::none) {
    archive_write_set_options(writer,
                              recipe.cipher == ZipCipher::aes256 ? "zip:encryption=aes256" : "zip:encryption=zipcrypt");
    archive_write_set_passphrase(writer, recipe.password.c_str());
  }
  archive_write_open(writer, &bytes, nullptr, append, nullptr);
  for (const auto& [name, content] : parts) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, name.back() == '/' ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_write_header(writer, entry);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  return bytes;
}

ZipParts book_parts(const BookRecipe& recipe) {
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string space = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::string sheets;
  std::string relations;
  ZipParts parts = {{"[Content_Types].xml", xml + "<Types/>"}};
  int number = 0;
  for (const auto& [name, content] : recipe.sheets) {
    const std::string n = std::to_string(++number);
    sheets += "<sheet name=\"" + name + "\" sheetId=\"" + n + "\"" +
              (name == recipe.hidden_sheet ? " state=\"hidden\"" : "") + " r:id=\"rId" + n + "\"/>";
    relations += "<Relationship Id=\"rId" + n + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + n +
                 ".xml\"/>";
    parts.emplace_back("xl/worksheets/sheet" + n + ".xml", xml + "<worksheet" + space + ">" + content + "</worksheet>");
  }
  relations += "<Relationship Id=\"rS\" Type=\"" + office + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
  relations += "<Relationship Id=\"rT\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/>";
  parts.emplace_back("xl/workbook.xml", xml + "<workbook" + space + " xmlns:r=\"" + office + "\"><workbookPr" +
                                            (recipe.from_1904 ? " date1904=\"1\"" : "") + "/><sheets>" + sheets +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", xml + "<Relationships>" + relations + "</Relationships>");
  parts.emplace_back("xl/sharedStrings.xml", xml + "<sst" + space + ">" + recipe.shared + "</sst>");
  parts.emplace_back("xl/styles.xml", xml + "<styleSheet" + space + "><numFmts>" + recipe.formats +
                                          "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" +
                                          recipe.cell_formats + "</cellXfs></styleSheet>");
  return parts;
}

std::string make_book(const BookRecipe& recipe) { return make_zip(book_parts(recipe)); }

}  // namespace uketsuke::testing
