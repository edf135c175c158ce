// One row of a table that holds several people: whose each column is, what is everybody's, who is nobody.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/draft.h"
#include "kiosk/intake/draft_reading.h"
#include "kiosk/intake/person_titles.h"
#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Titles = std::vector<std::string>;

/// "2 name": whose, which field; "name()" with the furigana or beside it; "-" for what is not read.
std::vector<std::string> read_titles(const Titles& titles) {
  std::vector<std::string> read;
  for (const PersonTitle& title : find_person_titles(titles, std::vector<bool>(titles.size(), false))) {
    read.emplace_back("-");
    if (!title.fit) continue;
    read.back() = std::to_string(title.person) + " " + std::string(word(title.fit->field));
    if (title.fit->with_furigana) read.back() += "()";
  }
  return read;
}

const ProfessionTable& professions() {
  static const ProfessionTable table = read_professions_file(UKETSUKE_SOURCE_DIR "/assets/professions.toml").value();
  return table;
}

RosterContent read(const std::string& text, const MappingRules* mapping = nullptr) {
  RosterRules rules;
  rules.now = parse_rfc3339("2025-10-12T09:00:00+09:00").value();
  rules.professions = &professions();
  rules.mapping = mapping;
  return read_roster_text(text, "f.csv", rules);
}

/// The only form. Its people as name/furigana/facility/profession/e-mail/phone.
std::vector<std::string> people_of(const RosterContent& content) {
  std::vector<std::string> people;
  EXPECT_EQ(content.applications.size(), 1U) << (content.bad.empty() ? "" : content.bad.front().why);
  for (const Application& form : content.applications) {
    for (const Attendee& one : form.attendees) {
      people.push_back(one.name + "/" + one.furigana + "/" + one.facility + "/" + one.profession.given + "/" +
                       one.email + "/" + one.phone);
    }
  }
  return people;
}

std::string fault_of(const RosterContent& content) {
  EXPECT_EQ(content.bad.size(), 1U);
  return content.bad.empty() ? "" : content.bad.front().field + ": " + content.bad.front().why;
}

TEST(PersonTitles, TakeTheNumberWhereverPeopleWriteIt) {
  const std::vector<std::pair<std::string, std::string>> firsts_and_seconds = {
      {"参加者1氏名", "参加者2氏名"},
      {"参加者1 氏名", "参加者2 氏名"},
      {"参加者１：氏名", "参加者２：氏名"},
      {"参加者①（氏名）", "参加者②（氏名）"},
      {"氏名1", "氏名2"},
      {"氏名（1）", "氏名（2）"},
      {"氏名（1人目）", "氏名（2人目）"},
      {"氏名（一人目）", "氏名（二人目）"},
      {"お名前①", "お名前②"},
      {"1人目の氏名", "2人目の氏名"},
      {"お一人目のお名前", "お二人目のお名前"},
      {"【参加者1】お名前", "【参加者2】お名前"},
      {"参加者氏名 [1人目]", "参加者氏名 [2人目]"},
      {"Q3. 参加者1 氏名 *", "Q9. 参加者2 氏名 *"},
      {"①氏名", "②氏名"},
      {"(1) 氏名", "(2) 氏名"},
      {"申込者1", "申込者2"},
      {"氏名_1", "氏名_2"},
      {"Name 1", "Name 2"},
      {"参加者1 名前（漢字）", "参加者2 名前（漢字）"},
      {"氏名", "氏名2"},
      {"お名前", "2人目 氏名"},
      {"氏名", "同伴者1 氏名"}};
  for (const auto& [first, second] : firsts_and_seconds) {
    EXPECT_THAT(read_titles({first, second}), ElementsAre("1 name", "2 name")) << first << " " << second;
  }
}

TEST(PersonTitles, TellEachPersonsOwnFromWhatIsEverybodys) {
  EXPECT_THAT(read_titles({"タイムスタンプ", "事業所名", "メールアドレス", "電話番号", "参加者1氏名", "参加者1ふりがな",
                           "参加者1職種", "参加者1メールアドレス", "参加者2氏名", "参加者2（フリガナ）",
                           "参加者2（職種）", "参加者2メールアドレス", "講師への質問"}),
              ElementsAre("0 received", "0 facility", "0 email", "0 phone", "1 name", "1 furigana", "1 profession",
                          "1 email", "2 name", "2 name()", "2 profession", "2 email", "0 question"));
  EXPECT_THAT(
      read_titles({"氏名", "ふりがな", "職種", "所属", "氏名2", "ふりがな2", "職種2"}),
      ElementsAre("1 name", "1 furigana", "1 profession", "0 facility", "2 name", "2 furigana", "2 profession"));
  EXPECT_THAT(read_titles({"申込者氏名", "職種", "参加者1氏名", "参加者2氏名"}),
              ElementsAre("0 contact_person", "0 profession", "1 name", "2 name"))
      << "one profession for all of them";
  EXPECT_THAT(read_titles({"姓1", "名1", "姓2", "名2"}),
              ElementsAre("1 family_name", "1 given_name", "2 family_name", "2 given_name"));
}

TEST(PersonTitles, TakeNoOtherNumberForAPerson) {
  EXPECT_THAT(read_titles({"①氏名", "②ふりがな", "③所属", "④職種"}),
              ElementsAre("0 name", "0 furigana", "0 facility", "0 profession"));
  EXPECT_THAT(read_titles({"1. お名前", "2. ふりがな", "3. 職種（2つまで）"}),
              ElementsAre("0 name", "0 furigana", "0 profession"));
  EXPECT_THAT(read_titles({"参加者20名", "氏名"}), ElementsAre("-", "0 name"));
  EXPECT_THAT(read_titles({"氏名", "職種1", "職種2"}), ElementsAre("0 name", "0 profession", "0 profession"));
  EXPECT_THAT(read_titles({"氏名2", "氏名3"}), ElementsAre("0 name", "0 name")) << "nobody is the first";
}

const std::string kHeader =
    "タイムスタンプ,事業所名,メールアドレス,電話番号,参加者1氏名,参加者1ふりがな,参加者1職種,参加者1メール,参加者2氏名,"
    "参加者2ふりがな,参加者2職種,参加者2メール,参加者3氏名,参加者3ふりがな,参加者3職種,参加者3メール\n";

TEST(SharedRows, AreOneFormWithItsPeopleInOrder) {
  const RosterContent content =
      read(kHeader +
           "2025/10/10 21:03,甲病院,k@example.jp,046-231-2111,山田 太郎,やまだ たろう,医師,y@example.jp,"
           "佐藤,さとう,看護師,,,,,\n");
  EXPECT_THAT(people_of(content), ElementsAre("山田 太郎/やまだ たろう/甲病院/医師/y@example.jp/046-231-2111",
                                              "佐藤/さとう/甲病院/看護師/k@example.jp/046-231-2111"));
  EXPECT_EQ(content.applications.at(0).channel, Channel::google_form);
  EXPECT_EQ(content.applications.at(0).line, 2);
  ASSERT_EQ(content.notes.size(), 1U) << "staff see how the table was read";
  EXPECT_THAT(content.notes[0].why, AllOf(HasSubstr("3人"), HasSubstr("「参加者3氏名」")));
}

TEST(SharedRows, ReadDittoMarksAsInMails) {
  EXPECT_THAT(people_of(read(kHeader + "2025/10/10,甲,k@example.jp,,一,,医師,y@example.jp,二,,同上,同上,三,,〃,〃\n")),
              ElementsAre("一//甲/医師/y@example.jp/", "二//甲/医師/k@example.jp/", "三//甲/医師/k@example.jp/"));
  EXPECT_THAT(people_of(read(kHeader + "2025/10/10,甲,,,一,,医師,y@example.jp,二,,,同上,,,,\n")),
              ElementsAre("一//甲/医師/y@example.jp/", "二//甲//y@example.jp/"));
  EXPECT_THAT(fault_of(read(kHeader + "2025/10/10,甲,,,一,,,,二,,同上,,,,,\n")),
              AllOf(HasSubstr("参加者2職種: "), HasSubstr("同上")));
}

TEST(SharedRows, EmptyPeopleAreNobodyAndDetailsWithoutANameAreTold) {
  EXPECT_THAT(people_of(read(kHeader + "2025/10/10,甲,,,一,,,,なし,-,,,三,,看護師,\n")),
              ElementsAre("一//甲///", "三//甲/看護師//"));
  EXPECT_THAT(fault_of(read(kHeader + "2025/10/10,甲,,,一,,,,,,看護師,,,,,\n")),
              AllOf(HasSubstr("参加者2氏名: "), HasSubstr("2人目の氏名がありません")));
  EXPECT_THAT(fault_of(read(kHeader + "2025/10/10,甲,,,,,,,,,,,,,,\n")), HasSubstr("参加者1氏名: 氏名がありません"));
}

TEST(SharedRows, KeepNamesInPartsWordsOfRolesNotesAndQuestions) {
  const RosterContent content = read(
      "所属,備考,質問,姓1,名1,区分1,姓2,名2,区分2,質問2\n"
      "甲,車いす1名,全員の問い,山田,太郎,講師,佐藤,花子,見学,二人目の問い\n"
      "乙,,,氏（し）,,,,,,\n");
  ASSERT_EQ(content.applications.size(), 2U);
  const Application& form = content.applications.front();
  ASSERT_EQ(form.attendees.size(), 2U);
  EXPECT_EQ(form.attendees[0].name, "山田 太郎");
  EXPECT_EQ(form.attendees[0].role, Role::lecturer);
  EXPECT_EQ(form.attendees[0].note, "車いす1名");
  EXPECT_THAT(form.attendees[1].note, HasSubstr("見学"));
  EXPECT_EQ(form.questions.size(), 2U);
  EXPECT_EQ(content.applications[1].attendees.at(0).furigana, "し");
}

TEST(SharedRows, TakeTenPeopleAndRefuseWhatIsNotSure) {
  std::string header;
  std::string row;
  for (int person = 1; person <= 10; ++person) {
    header += (person == 1 ? "" : ",") + std::string("氏名") + std::to_string(person);
    row += (person == 1 ? "" : ",") + std::string("人") + std::to_string(person);
  }
  EXPECT_EQ(people_of(read(header + "\n" + row + "\n")).size(), 10U);
  EXPECT_THAT(fault_of(read(header + ",氏名11\n" + row + ",人11\n")), HasSubstr("「氏名11」は11人目"));
  EXPECT_THAT(fault_of(read("氏名,氏名1,氏名2\n甲,乙,丙\n")),
              AllOf(HasSubstr("どちらが1人目"), HasSubstr("--mapping")));
  EXPECT_THAT(fault_of(read("氏名1,氏名2,職種3\n甲,乙,丙\n")), HasSubstr("3人目"));
  EXPECT_THAT(fault_of(read("氏名1,お名前1,氏名2\n甲,乙,丙\n")), HasSubstr("どちらも「氏名」"));
}

TEST(SharedRows, FollowAMappingFile) {
  const auto rules = parse_mapping_toml(
      "facility = \"法人\"\n[[person]]\nname = \"A\"\nprofession = \"A職\"\n[[person]]\nname = \"B\"\n", "m.toml");
  ASSERT_TRUE(rules) << rules.error().what;
  EXPECT_THAT(people_of(read("A,A職,B,法人,電話,参加者1メール\n一,医師,二,甲,046-231-2111,x@example.jp\n", &*rules)),
              ElementsAre("一//甲/医師//046-231-2111", "二//甲///046-231-2111"));
  EXPECT_THAT(fault_of(read("A,B,法人\n一,二,甲\n", &*rules)), HasSubstr("person 1 profession"));
}

TEST(SharedRows, RefuseABadMappingFile) {
  const auto why = [](const std::string& text) {
    const auto rules = parse_mapping_toml(text, "m.toml");
    return rules ? "" : rules.error().what;
  };
  EXPECT_THAT(why("[[person]]\nprofession = \"x\"\n"), AllOf(HasSubstr("line 1"), HasSubstr("name is missing")));
  EXPECT_THAT(why("[[person]]\nname = \"x\"\nreceived = \"y\"\n"), HasSubstr("received is not known of a person"));
  EXPECT_THAT(why("[[person]]\nname = \"\"\n"), HasSubstr("name must be a column's title"));
  EXPECT_THAT(why("person = \"x\"\n"), HasSubstr("person"));
  std::string eleven;
  for (int i = 0; i < 11; ++i) eleven += "[[person]]\nname = \"x\"\n";
  EXPECT_THAT(why(eleven), HasSubstr("at most 10"));
}

TEST(SharedRows, ADraftOfOneIsReadAsItsRow) {
  RosterRules rules;
  rules.now = parse_rfc3339("2025-10-12T09:00:00+09:00").value();
  rules.professions = &professions();
  const auto mapping =
      parse_mapping_toml("[[person]]\nname = \"A\"\n[[person]]\nname = \"B\"\nprofession = \"C\"\n", "m");
  for (const RosterContent& content :
       {read(kHeader + "2025/10/10,甲,,,一,,,,,,看護師,,,,,\n"), read("A,B,C\n一,,看護師\n", &*mapping)}) {
    ASSERT_EQ(content.bad.size(), 1U);
    const Application form = read_draft({"d", content.bad.front(), rules.now, "x"}, rules);
    ASSERT_EQ(form.attendees.size(), 2U) << content.bad.front().text;
    EXPECT_EQ(form.attendees[0].name, "一");
    EXPECT_THAT(form.attendees[1].name, IsEmpty());
    EXPECT_EQ(form.attendees[1].profession.given, "看護師");
  }
}

}  // namespace
}  // namespace uketsuke
