// Imports that are written in several statements: more people than one takes, a form that begins in one and ends in the
// next, changes of known people among them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/import_call.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::IsEmpty;

constexpr int kStatement = 4096;  // people of one statement in db/import_write.cpp
const UtcMillis kNow = on("2025-10-09", "09:00");

std::vector<Application> forms_of_one(int count) {
  std::vector<Application> forms(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Application& form = forms[static_cast<std::size_t>(i)];
    form.external_id = std::to_string(i);
    form.attendees = {person("参加者" + std::to_string(i))};
    form.attendees.front().facility = "事業所" + std::to_string(i);
  }
  return forms;
}

TEST(ImportChunks, AFormGoesOnInTheNextStatement) {
  Roster roster;
  roster.event("A", kStatement + 1);
  auto forms = forms_of_one(kStatement - 1);
  Application three;
  three.attendees = {person("最初"), person("次"), person("最後")};
  three.questions = {{"医師", "どこまで"}};
  three.contact_person = "連絡";
  forms.push_back(three);
  forms.push_back(forms_of_one(kStatement + 1).back());
  const auto report = must(roster.store().import_applications(roster.code(), "a.csv", forms, {}, {}, by_staff(kNow)));
  EXPECT_EQ(report.added, kStatement + 3);
  EXPECT_EQ(report.waitlisted, 2);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM applications"), kStatement + 1);
  EXPECT_EQ(
      raw.text("SELECT group_concat(p.name || r.number || r.position || r.status || r.split, ' ') FROM registrations r"
               " JOIN people p ON p.registration = r.id JOIN questions q ON q.application = r.application"),
      "最初40961confirmed0 次40972confirmed0 最後40983waitlisted1");
  EXPECT_EQ(raw.number("SELECT count(*) FROM application_contacts WHERE person = '連絡'"), 1);
  EXPECT_EQ(raw.number("SELECT count(*) FROM audit_log WHERE action = 'registered'"), kStatement + 3);
  EXPECT_EQ(raw.number("SELECT hlc FROM hybrid_clock"), raw.number("SELECT max(hlc) FROM registration_changes"));
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(ImportChunks, ChangesOfKnownPeopleStandBesideNewOnes) {
  Roster roster;
  roster.event("A");
  auto forms = forms_of_one(kStatement + 10);
  must(roster.store().import_applications(roster.code(), "a.csv", forms, {}, {}, by_staff(kNow)));
  forms.front().attendees.front().phone = "046";
  forms.at(kStatement + 5).attendees.front().phone = "047";
  forms.push_back(forms_of_one(kStatement + 11).back());
  const auto report = must(roster.store().import_applications(roster.code(), "a.csv", forms, {}, {}, by_staff(kNow)));
  EXPECT_EQ(report.updated, 2);
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(report.unchanged, kStatement + 8);
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM row_digests"), kStatement + 11) << "the changed rows' own, and no others";
  EXPECT_EQ(raw.number("SELECT count(*) FROM source_rows"), kStatement + 11);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

/// Every row that an import may leave.
std::string all_rows(const Roster& roster) {
  return RawStore(roster.folder())
      .text(
          "SELECT (SELECT count(*) FROM registrations) || ' ' || (SELECT count(*) FROM registration_changes) || ' ' ||"
          " (SELECT count(*) FROM people) || ' ' || (SELECT group_concat(phone) FROM people WHERE phone <> '') || ' '"
          " || (SELECT count(*) FROM row_digests) || ' ' || (SELECT count(*) FROM source_rows) || ' ' ||"
          " (SELECT count(*) FROM drafts) || ' ' || (SELECT count(*) FROM audit_log) || ' ' ||"
          " (SELECT hlc FROM hybrid_clock)");
}

TEST(ImportChunks, AStopLeavesTheStoreAsItWasWheneverItComes) {
  Roster roster;
  roster.event("A");
  auto forms = forms_of_one(kStatement + 10);
  forms.front().attendees.front().phone = "045";
  must(roster.store().import_applications(roster.code(), "a.csv", forms, {}, {}, by_staff(kNow)));
  forms.front().attendees.front().phone = "046";
  forms.push_back(forms_of_one(kStatement + 11).back());
  ImportOptions holding;
  holding.hold_bad = true;
  const std::vector<BadLine> bad = {{"a.csv", 9, "氏名", "氏名がありません", "氏名："}};
  const std::string before = all_rows(roster);
  std::vector<int> told;
  const auto import = [&](std::size_t stop_at) {
    told.clear();
    const KeepOn keep_on = [&](int percent) {
      told.push_back(percent);
      return told.size() != stop_at;
    };
    return import_stoppably(roster.folder(), {roster.code(), "a.csv", forms, bad, holding, by_staff(kNow), keep_on});
  };
  std::size_t stop_at = 1;
  for (auto stopped = import(stop_at); !stopped; stopped = import(++stop_at)) {
    EXPECT_EQ(stopped.error().code, Code::refused);
    EXPECT_EQ(told.size(), stop_at) << "not asked again";
    EXPECT_EQ(all_rows(roster), before) << stop_at;
  }
  EXPECT_GE(stop_at, 5U) << "before it, at the known people's statements, at the new ones', at the end";
  EXPECT_EQ(told.back(), 100);
  EXPECT_NE(all_rows(roster), before) << "the one that was not stopped";
}

}  // namespace
}  // namespace uketsuke::testing
