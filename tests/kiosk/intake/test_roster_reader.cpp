// Whole files as they come: Google Forms, Excel's re-saves, CP932; every kind of bad line with its physical line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_reader.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using ::testing::HasSubstr;

UtcMillis at(const std::string& text) { return parse_rfc3339(text).value(); }

const ProfessionTable& professions() {
  static const ProfessionTable table =
      read_professions_file(UKETSUKE_SOURCE_DIR "/assets/professions.toml").value();
  return table;
}

RosterRules rules() {
  RosterRules made;
  made.now = at("2025-10-12T09:00:00+09:00");
  made.professions = &professions();
  return made;
}

RosterContent read(const std::string& text) { return read_roster_text(text, "f.csv", rules()); }

const Attendee& attendee(const RosterContent& content, std::size_t i) {
  return content.applications.at(i).attendees.at(0);
}

struct Bad {
  std::int64_t line;
  std::string field;
  std::string says;
};

void expect_bad(const RosterContent& content, const std::vector<Bad>& expected) {
  ASSERT_EQ(content.bad.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(content.bad[i].file, "f.csv");
    EXPECT_EQ(content.bad[i].line, expected[i].line);
    EXPECT_EQ(content.bad[i].field, expected[i].field);
    EXPECT_THAT(content.bad[i].why, HasSubstr(expected[i].says));
  }
}

const std::string kGoogle =
    "\"タイムスタンプ\",\"お名前\",\"ふりがな\",\"ご所属\",\"職種\",\"メールアドレス\",\"講師への質問\"\r\n"
    "\"2025/10/10 9:03:21 午後 GMT+9\",\"髙橋 一郎\",\"たかはし "
    "いちろう\",\"ひまわり病院\",\"看護師;介護支援専門員\",\"a@example.jp\",\"急変時の\n連絡は？\"\r\n"
    "\"2025/10/11 0:00:05 午前 GMT+9\",\"𠮷田 花子\",\"ﾖｼﾀﾞ ﾊﾅｺ\",\"\",\"謎の職\",\"\",\"\"\r\n";

TEST(RosterReader, NumbersThatASpreadsheetSpoiledAreMendedOrLeftOutWithANote) {
  const RosterContent content = read(
      "タイムスタンプ,氏名,電話番号\n45910.87,山田,9012345678\n9/10/2025 "
      "20:52:03,鈴木,9.01E+09\n10/9/2025,佐藤,046-231-2111\n");
  ASSERT_EQ(content.applications.size(), 3U);
  EXPECT_TRUE(content.bad.empty());
  EXPECT_EQ(content.applications[0].received, at("2025-09-10T20:52:48+09:00"));
  EXPECT_EQ(content.applications[1].received, at("2025-09-10T20:52:03+09:00"));
  EXPECT_EQ(content.applications[2].received, at("2025-10-09T00:00:00+09:00"));
  EXPECT_EQ(attendee(content, 0).phone, "09012345678");
  EXPECT_EQ(attendee(content, 1).phone, "");
  EXPECT_EQ(attendee(content, 2).phone, "046-231-2111");
  ASSERT_EQ(content.notes.size(), 1U);
  EXPECT_EQ(content.notes[0].line, 3);
  EXPECT_EQ(content.notes[0].field, "電話番号");
  expect_bad(read("タイムスタンプ,氏名\n25/9/2025 20:52,山田\n"), {{2, "タイムスタンプ", "25/9/2025"}});
}

TEST(RosterReader, ReadsWhatAGoogleFormDownloadsAs) {
  const RosterContent content = read(kGoogle);
  ASSERT_TRUE(content.bad.empty());
  ASSERT_EQ(content.applications.size(), 2U);
  const Application& first = content.applications[0];
  EXPECT_EQ(first.channel, Channel::google_form);
  EXPECT_EQ(first.received, at("2025-10-10T21:03:21+09:00"));
  EXPECT_EQ(first.line, 2);
  EXPECT_EQ(first.file, "f.csv");
  EXPECT_EQ(attendee(content, 0).name, "髙橋 一郎");
  EXPECT_EQ(attendee(content, 0).furigana, "たかはし いちろう");
  EXPECT_EQ(attendee(content, 0).profession.given, "看護師;介護支援専門員");
  EXPECT_EQ(attendee(content, 0).profession.category, ProfessionCategory::nurse);
  ASSERT_EQ(first.questions.size(), 1U);
  EXPECT_EQ(first.questions[0].text, "急変時の\n連絡は？");
  EXPECT_EQ(content.applications[1].line, 4);
  EXPECT_EQ(attendee(content, 1).furigana, "ﾖｼﾀﾞ ﾊﾅｺ");
  EXPECT_EQ(attendee(content, 1).profession.category, ProfessionCategory::other);
  EXPECT_EQ(content.unknown_professions, (std::vector<std::string>{"謎の職"}));
}

TEST(RosterReader, ReadsBothTimestampFormsAndExcelsResave) {
  for (const char* time : {"2025/10/10 9:03:21 午後 GMT+9", "2025/10/10 21:03:21", "2025-10-10T21:03:21+09:00"}) {
    const RosterContent content = read("タイムスタンプ,氏名\n" + std::string(time) + ",山田\n");
    ASSERT_EQ(content.applications.size(), 1U) << time;
    EXPECT_EQ(content.applications[0].received, at("2025-10-10T21:03:21+09:00")) << time;
  }
  const RosterContent excel =
      read("タイムスタンプ,氏名,所属,,\r\n2025/10/10 21:03,山田,甲,,\r\n,,,,\r\n2025/10/10,佐藤,乙,,\r\n");
  ASSERT_TRUE(excel.bad.empty());
  ASSERT_EQ(excel.applications.size(), 2U);
  EXPECT_EQ(excel.applications[0].received, at("2025-10-10T21:03:00+09:00"));
  EXPECT_EQ(excel.applications[1].received, at("2025-10-10T00:00:00+09:00"));
  EXPECT_EQ(excel.applications[1].line, 4);
}

TEST(RosterReader, ReadsTheSameRowsFromEveryEncodingAndDelimiter) {
  const auto check = [](const RosterContent& content) {
    ASSERT_TRUE(content.bad.empty());
    ASSERT_EQ(content.applications.size(), 1U);
    EXPECT_EQ(attendee(content, 0).name, "髙橋");
    EXPECT_EQ(attendee(content, 0).facility, "氏");
  };
  check(read("氏名,所属\n髙橋,氏\n"));
  check(read("\xEF\xBB\xBF氏名\t所属\r髙橋\t氏\r"));
  check(read("\"氏名\";\"所属\"\r\n\"髙橋\";\"氏\""));
  check(read("\x8e\x81\x96\xbc,\x8f\x8a\x91\xae\r\n\xfb\xfc\x8b\xb4,\x8e\x81\r\n"));
}

TEST(RosterReader, TellsHowFarItIsAndStopsWhenAsked) {
  std::string text = "氏名\n";
  for (int i = 0; i < 100; ++i) text += "山田\n";
  std::vector<int> told;
  RosterRules asked = rules();
  asked.keep_on = [&told](int percent) {
    told.push_back(percent);
    return percent < 50;
  };
  const RosterContent content = read_roster_text(text, "f.csv", asked);
  EXPECT_TRUE(content.stopped);
  EXPECT_FALSE(content.unusable);
  EXPECT_EQ(told.front(), 0);
  EXPECT_EQ(told.back(), 50) << "not asked again";
  EXPECT_EQ(content.applications.size(), told.size() - 2) << "beside the header and the row where it stopped";
  EXPECT_FALSE(read("氏名\n山田\n").stopped);
}

TEST(RosterReader, IgnoresBlankLinesAndTakesAHeaderAlone) {
  EXPECT_TRUE(read("氏名,所属\r\n").bad.empty());
  EXPECT_TRUE(read("氏名").applications.empty());
  const RosterContent content = read("\n\n氏名,所属\n\n山田,甲\n  \n\"\",\n佐藤,乙\n\n");
  EXPECT_TRUE(content.bad.empty());
  ASSERT_EQ(content.applications.size(), 2U);
  EXPECT_EQ(content.applications[0].line, 5);
  EXPECT_EQ(content.applications[1].line, 8);
}

TEST(RosterReader, NamesEveryKindOfBadLineWithItsPhysicalLine) {
  const std::string text =
      "タイムスタンプ,氏名,所属,備考\n"                 // 1
      "2025/10/01 10:00:00,山田,甲,\"二行の\n備考\"\n"  // 2-3
      "2025/10/01 10:00:00,　,甲,\n"                    // 4 no name
      "きのう,佐藤,甲,\n"                               // 5 unreadable time
      "2025/10/12 09:00:01,鈴木,甲,\n"                  // 6 future time
      "2025/10/01 10:00:00,伊藤,甲\n"                   // 7 a cell missing
      "2025/10/01 10:00:00,伊藤,甲,,\n"                 // 8 a cell too many
      "2025/10/01 10:00:00,加藤," +
      std::string(2001, 'x') +
      ",\n"                                   // 9 long cell
      "2025/10/01 10:00:00,木\x01村,甲,\n"    // 10 a control is kept
      "2025/10/01 10:00:00,林\xE6\x9E,甲,\n"  // 11 broken encoding
      "2025/10/01 10:00:00,\"清水,甲,\n"      // 12 open quote
      "2025/10/01 10:00:00,最後,甲,\n";       // 13
  RosterContent content = read(text);
  expect_bad(content, {{4, "氏名", "氏名"},
                       {5, "タイムスタンプ", "きのう"},
                       {6, "タイムスタンプ", "現在より後"},
                       {7, "", "欄の数"},
                       {8, "", "欄の数"},
                       {9, "所属", "2,000"},
                       {11, "", "文字コード"},
                       {12, "氏名", "12行目"}});
  ASSERT_EQ(content.applications.size(), 3U);
  EXPECT_EQ(content.applications[1].line, 10);
  EXPECT_EQ(content.applications[2].line, 13);
  EXPECT_FALSE(content.unusable);
  EXPECT_EQ(content.bad[3].text, "2025/10/01 10:00:00,伊藤,甲");
}

TEST(RosterReader, RefusesNulInARow) {
  RosterContent content = read(std::string("氏名,所属\n山田,甲\n佐\0藤,乙\n鈴木,丙\n", 44));
  expect_bad(content, {{3, "", "NUL"}});
  EXPECT_EQ(content.bad[0].text.find('\0'), std::string::npos);
}

TEST(RosterReader, TakesExactlyTwoThousandCharacters) {
  std::string cell;
  for (int i = 0; i < 2000; ++i) cell += "あ";
  EXPECT_TRUE(read("氏名,備考\n山田," + cell + "\n").bad.empty());
  EXPECT_EQ(read("氏名,備考\n山田," + cell + "あ\n").bad.size(), 1U);
}

TEST(RosterReader, TakesNowItselfAsReceived) {
  EXPECT_TRUE(read("氏名,タイムスタンプ\n山田,2025/10/12 9:00:00\n").bad.empty());
  EXPECT_EQ(read("氏名,受付日\n山田,\n").applications.at(0).received, std::nullopt);
}

TEST(RosterReader, SaysThatAWholeFileIsUnusable) {
  for (const std::string& text :
       {std::string(), std::string("\r\n\r\n"), std::string("番号,会場\n1,2\n"), std::string("氏名,氏名\n甲,乙\n"),
        std::string("\"氏名,所属\n甲,乙\n"), std::string("\0\0\0\0", 4)}) {
    const RosterContent content = read(text);
    EXPECT_TRUE(content.unusable);
    ASSERT_EQ(content.bad.size(), 1U);
    EXPECT_GE(content.bad[0].line, 1);
    EXPECT_FALSE(content.bad[0].why.empty());
    EXPECT_TRUE(content.applications.empty());
  }
}

TEST(RosterReader, SplitsACombinedName) {
  const RosterContent content =
      read("氏名（ふりがな）,職種\n山田 太郎（やまだ たろう）,医師\n佐藤花子(ｻﾄｳ ﾊﾅｺ),\n田中（旧姓 山本）,\n林,\n");
  ASSERT_EQ(content.applications.size(), 4U);
  EXPECT_EQ(attendee(content, 0).name, "山田 太郎");
  EXPECT_EQ(attendee(content, 0).furigana, "やまだ たろう");
  EXPECT_EQ(attendee(content, 1).furigana, "ｻﾄｳ ﾊﾅｺ");
  EXPECT_EQ(attendee(content, 2).name, "田中（旧姓 山本）");
  EXPECT_EQ(attendee(content, 3).name, "林");
}

TEST(RosterReader, JoinsFamilyAndGivenNames) {
  const RosterContent content = read("姓,名,せい,めい\n山田,太郎,やまだ,たろう\n,花子,,\n");
  EXPECT_EQ(attendee(content, 0).name, "山田 太郎");
  EXPECT_EQ(attendee(content, 0).furigana, "やまだ たろう");
  EXPECT_EQ(attendee(content, 1).name, "花子");
}

TEST(RosterReader, ReadsRolesChannelsContactsAndQuestions) {
  const RosterContent content = read(
      "氏名,区分,申込方法,連絡先,メール,事業所メールアドレス,聞いてみたい職種,聞いてみたい内容,回答ID,同意\n"
      "山田,講師,FAX,046-000-0000,同上,office@example.jp,医師,往診は,r-7,同意する\n"
      "佐藤,見学,伝書鳩,s@example.jp,,,,,,同意しない\n");
  ASSERT_EQ(content.applications.size(), 2U);
  const Application& first = content.applications[0];
  EXPECT_EQ(first.attendees[0].role, Role::lecturer);
  EXPECT_EQ(first.channel, Channel::fax);
  EXPECT_EQ(first.attendees[0].phone, "046-000-0000");
  EXPECT_EQ(first.attendees[0].email, "office@example.jp");
  EXPECT_EQ(first.questions.at(0).professions, "医師");
  EXPECT_EQ(first.external_id, "r-7");
  EXPECT_TRUE(first.notice_given);
  const Application& second = content.applications[1];
  EXPECT_EQ(second.attendees[0].role, Role::participant);
  EXPECT_EQ(second.attendees[0].email, "s@example.jp");
  EXPECT_EQ(second.attendees[0].phone, "");
  EXPECT_THAT(second.attendees[0].note, HasSubstr("見学"));  // words that are not understood are not lost
  EXPECT_THAT(second.attendees[0].note, HasSubstr("伝書鳩"));
  EXPECT_FALSE(second.notice_given);
}

TEST(RosterReader, KeepsHostileNamesAsGiven) {
  const RosterContent content = read("氏名\n=cmd|'/c calc'!A1\n\"two\nlines\"\n\x1B[31m赤\n\xE2\x80\xAE逆\n--name\n");
  ASSERT_EQ(content.applications.size(), 5U);
  EXPECT_EQ(attendee(content, 0).name, "=cmd|'/c calc'!A1");
  EXPECT_EQ(attendee(content, 1).name, "two lines");
  EXPECT_EQ(attendee(content, 2).name, "\x1B[31m赤");
  EXPECT_EQ(attendee(content, 4).name, "--name");
}

class RosterFiles : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_.file(name)) << text; }
  RosterContent read_file(const std::string& name) {
    auto content = read_roster_file(folder_.file(name), rules());
    EXPECT_TRUE(content) << content.error().what;
    return content.value_or(RosterContent{});
  }
  testing::TempFolder folder_;
};

TEST_F(RosterFiles, ReadsAFolderInTheOrderOfNames) {
  write("b.csv", "氏名\n二\n");
  write("a.CSV", "氏名\n一\n");
  write("notes.txt", "氏名\n無\n");
  const auto content = read_roster_file(folder_.path(), rules());
  ASSERT_TRUE(content);
  ASSERT_EQ(content->applications.size(), 2U);
  EXPECT_EQ(attendee(*content, 0).name, "一");
  EXPECT_EQ(content->applications[1].file, folder_.file("b.csv"));
}

TEST_F(RosterFiles, SaysWhichFormatsAreReadForTheOthers) {
  write("a.ods", "PK\x03\x04");
  write("b.csv", "%PDF-1.7");
  write("d", "氏名\n山田\n");
  for (const char* name : {"a.ods", "b.csv"}) {
    const RosterContent content = read_file(name);
    EXPECT_TRUE(content.unusable) << name;
    EXPECT_THAT(content.bad.at(0).why, HasSubstr("CSV")) << name;
  }
  EXPECT_EQ(read_file("d").applications.size(), 1U);
  EXPECT_EQ(read_roster_file(folder_.file("none.csv"), rules()).error().code, Code::not_found);
  EXPECT_TRUE(read_roster_files({folder_.file("d"), folder_.file("a.ods")}, rules())->unusable);
}

TEST_F(RosterFiles, RefusesAGigabyteByItsSizeAndALongLineByItself) {
  write("big.csv", "氏名\n");
  ASSERT_EQ(::truncate(folder_.file("big.csv").c_str(), off_t{1} << 30), 0);
  EXPECT_TRUE(read_file("big.csv").unusable);
  write("line.csv", "氏名\n" + std::string(std::size_t{48} << 20, 'x') + "\n山田\n");
  const RosterContent content = read_file("line.csv");
  ASSERT_EQ(content.bad.size(), 1U);
  EXPECT_EQ(content.bad[0].line, 2);
  EXPECT_LT(content.bad[0].text.size(), 10'000U);
  EXPECT_EQ(content.applications.size(), 1U);
}

TEST_F(RosterFiles, ReadsAHundredThousandRowsInSeconds) {
  std::string text = "タイムスタンプ,氏名,ふりがな,所属,職種,メール\n";
  for (int i = 0; i < 100'000; ++i) {
    text += "2025/10/10 9:03:21 午後 GMT+9,髙橋 " + std::to_string(i) +
            ",たかはし,ひまわり訪問看護ステーション,看護師,a" + std::to_string(i) + "@example.jp\n";
  }
  write("many.csv", text);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(read_file("many.csv").applications.size(), 100'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));  // 1 s here; sanitizers are slow
}

TEST(RosterReader, NeverCrashesOnAnyPrefixOrByte) {
  for (std::size_t length = 0; length <= kGoogle.size(); ++length) read(kGoogle.substr(0, length));
  std::string text = kGoogle;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    for (const char byte : {'\0', '"', '\xFF', ',', '\r'}) {
      const char before = text[i];
      text[i] = byte;
      read(text);
      text[i] = before;
    }
  }
}

TEST(RosterReader, ReadsTheSamplesThatShip) {
  for (const auto& [name, rows] : {std::pair<const char*, std::size_t>{"ebina.csv", 30}, {"aikawa.csv", 80}}) {
    RosterRules later = rules();
    later.now = at("2026-02-01T00:00:00+09:00");
    const auto content = read_roster_file(std::string(UKETSUKE_SOURCE_DIR "/assets/samples/") + name, later);
    ASSERT_TRUE(content);
    EXPECT_TRUE(content->bad.empty()) << content->bad.at(0).why;
    EXPECT_EQ(content->applications.size(), rows);
  }
}

}  // namespace
}  // namespace uketsuke
