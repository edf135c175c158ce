// Zips of rosters: names in CP932, folders, passwords of both kinds, several files, tricks with paths, bombs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "kiosk/intake/roster_reader.h"
#include "tests/support/archive/zip_maker.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;
using testing::make_zip;
using testing::ZipCipher;

const std::string kCsv = "氏名,所属\n山田,甲\n";

RosterContent read(const std::string& bytes, const std::optional<std::string>& password = std::nullopt) {
  RosterRules rules;
  rules.now = parse_rfc3339("2025-10-12T09:00:00+09:00").value();
  rules.password = password;
  return read_roster_bytes(bytes, "f.zip", rules);
}

TEST(RosterZip, ReadsEveryRosterInItInTheOrderOfNames) {
  const RosterContent content = read(make_zip({{"b/", ""},
                                               {"b/2.csv", "氏名\n鈴木\n"},
                                               {"a.csv", kCsv},
                                               {"__MACOSX/._a.csv", "x"},
                                               {".hidden.csv", "x"},
                                               {"~$名簿.xlsx", "x"},
                                               {"photo.png", "x"},
                                               {"\x83\x74\x83\x48\x81\x5B\x83\x80.csv", "氏名\n佐藤\n,x\n"}}));
  ASSERT_EQ(content.applications.size(), 3U);
  EXPECT_EQ(content.applications[0].file, "f.zip/a.csv");
  EXPECT_EQ(content.applications[1].file, "f.zip/b/2.csv");
  EXPECT_EQ(content.applications[2].file, "f.zip/フォーム.csv");
  ASSERT_EQ(content.bad.size(), 1U);
  EXPECT_EQ(content.bad[0].line, 3);
  ASSERT_EQ(content.notes.size(), 1U);
  EXPECT_EQ(content.notes[0].file, "f.zip/photo.png");
}

TEST(RosterZip, AWorkbookInItIsRead) {
  testing::BookRecipe book;
  book.sheets = {{"S",
                  "<sheetData><row><c t=\"inlineStr\"><is><t>氏名</t></is></c></row>"
                  "<row><c t=\"inlineStr\"><is><t>山田</t></is></c></row></sheetData>"}};
  const RosterContent content = read(make_zip({{"名簿.xlsx", testing::make_book(book)}}));
  ASSERT_EQ(content.applications.size(), 1U);
  EXPECT_EQ(content.applications[0].file, "f.zip/名簿.xlsx");
}

TEST(RosterZip, PasswordsOfBothKinds) {
  for (const ZipCipher cipher : {ZipCipher::aes256, ZipCipher::zip_crypto}) {
    const std::string zip = make_zip({{"a.csv", kCsv}}, {cipher, "秘密 1"});
    const RosterContent without = read(zip);
    EXPECT_TRUE(without.unusable && without.needs_password);
    EXPECT_THAT(without.bad.at(0).why, HasSubstr("パスワード付き"));
    for (int i = 0; i < 300; i += cipher == ZipCipher::aes256 ? 100 : 1) {
      const RosterContent wrong = read(zip, "wrong" + std::to_string(i));
      EXPECT_TRUE(wrong.unusable && wrong.needs_password);
      EXPECT_THAT(wrong.bad.at(0).why, HasSubstr("パスワードが違"));
      EXPECT_TRUE(wrong.applications.empty());
    }
    const RosterContent right = read(zip, "秘密 1");
    EXPECT_EQ(right.applications.size(), 1U) << (right.bad.empty() ? "" : right.bad[0].why);
    EXPECT_FALSE(right.needs_password);
  }
  EXPECT_EQ(read(make_zip({{"a.csv", kCsv}}), "not needed").applications.size(), 1U);
}

TEST(RosterZip, PathsAreOnlyWords) {
  const RosterContent content =
      read(make_zip({{"../../etc/x.csv", kCsv}, {"/tmp/abs.csv", kCsv}, {"C:\\a\\b.csv", kCsv}}));
  EXPECT_EQ(content.applications.size(), 3U);
  std::ifstream none("/tmp/abs.csv");
  EXPECT_FALSE(none.is_open());
}

TEST(RosterZip, WhatCannotBeReadIsSaid) {
  EXPECT_THAT(read(make_zip({{"a.txt.png", "x"}})).bad.at(0).why, HasSubstr("読めるファイルがありません"));
  EXPECT_TRUE(read("PK\x05\x06" + std::string(18, '\0')).unusable);
  EXPECT_THAT(read(make_zip({{"a.csv", make_zip({{"b.csv", kCsv}})}})).bad.at(0).why, HasSubstr("zipの中のzip"));
  const std::string good = make_zip({{"a.csv", kCsv}, {"b.csv", kCsv}});
  for (std::size_t size = 4; size < good.size(); size += 7) EXPECT_TRUE(read(good.substr(0, size)).unusable) << size;
  std::string damaged = good;
  damaged[good.find("a.csv") + 12] ^= 0x55;
  EXPECT_TRUE(read(damaged).unusable);
  EXPECT_TRUE(read(make_zip({{"a.csv", "氏名\n" + std::string(std::size_t{70} << 20, ' ')}})).unusable);
  EXPECT_TRUE(read(make_zip({{"a.csv", "氏名\n" + std::string(std::size_t{40} << 20, ' ')}})).unusable);
}

TEST(RosterFolder, ReadsItsRostersInTheOrderOfNames) {
  const testing::TempFolder folder;
  std::ofstream(folder.file("b.csv")) << "氏名\n鈴木\n";
  std::ofstream(folder.file("a.zip")) << make_zip({{"x.csv", kCsv}});
  std::ofstream(folder.file("~$c.xlsx")) << "lock";
  std::ofstream(folder.file("readme.md")) << "x";
  RosterRules rules;
  rules.now = UtcMillis{4'000'000'000'000};
  const auto content = read_roster_file(folder.path(), rules);
  ASSERT_TRUE(content);
  ASSERT_EQ(content->applications.size(), 2U);
  EXPECT_EQ(content->applications[0].file, folder.file("a.zip") + "/x.csv");
}

}  // namespace
}  // namespace uketsuke
