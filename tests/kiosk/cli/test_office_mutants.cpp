// Good files with one thing wrong in each, read and kept: whoever stands in one is taken, or a line says why not; the
// counts add up; nothing crashes. UKETSUKE_LONG=1: many more, with other seeds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/profession.h"
#include "db/reader.h"
#include "db/store.h"
#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_reader.h"
#include "tests/support/temp_folder.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

constexpr int kFiles = 1000;

int rounds() { return std::getenv("UKETSUKE_LONG") != nullptr ? 10 : 1; }

json generate(int seed, const std::string& folder) {
  const std::string command = "PYTHONDONTWRITEBYTECODE=1 python3 '" UKETSUKE_SOURCE_DIR
                              "/tests/support/roster_generator.py' mutants " +
                              std::to_string(seed) + " " + std::to_string(kFiles) + " '" + folder + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream file(folder + "/manifest.json");
  return json::parse(file, nullptr, false);
}

/// As names are compared here: spaces dropped, they may have been broken or doubled.
std::string folded(std::string text) {
  for (const std::string space : {" ", "　", "\r", "\n"}) {
    for (std::size_t at = 0; (at = text.find(space, at)) != std::string::npos;) text.erase(at, space.size());
  }
  return text;
}

/// Everything that was taken of people, in one text.
std::string text_of(const std::vector<Application>& applications) {
  std::string text;
  for (const Application& form : applications) {
    for (const Attendee& one : form.attendees) {
      for (const std::string* field :
           {&one.name, &one.furigana, &one.facility, &one.profession.given, &one.email, &one.phone, &one.note}) {
        text += *field + "\x1f";
      }
    }
    for (const Question& question : form.questions) text += question.text + question.professions + "\x1f";
  }
  return text;
}

std::string text_of(const std::vector<BadLine>& lines) {
  std::string text;
  for (const BadLine& line : lines) text += line.field + line.why + line.text + "\x1f";
  return text;
}

bool is_table(const std::string& file) { return file.find(".csv") != std::string::npos; }

std::int64_t people_in(const RosterContent& content) {
  std::int64_t people = static_cast<std::int64_t>(content.bad.size()) - content.bad_files;
  for (const Application& form : content.applications) people += static_cast<std::int64_t>(form.attendees.size());
  return people;
}

/// Each name that another program still reads in the file was taken, or stands in a line for staff. Of a mail that
/// cannot be read for sure the line itself is enough: the mail is shown beside it.
void expect_nobody_lost(const json& mutant, const RosterContent& content) {
  if (content.unusable) {
    EXPECT_FALSE(content.bad.empty()) << mutant;
    return;
  }
  const std::string file = mutant["file"];
  if (!is_table(file)) {
    EXPECT_FALSE(content.applications.empty() && content.bad.empty() && content.notes.empty()) << mutant;
    if (!content.bad.empty() || !content.notes.empty()) return;
  }
  const bool other_name_column = std::any_of(content.notes.begin(), content.notes.end(), [](const BadLine& note) {
    return note.why.find("この列は取り込みません") != std::string::npos;
  });
  if (other_name_column) return;
  const std::string all = folded(text_of(content.applications) + text_of(content.bad));
  for (const std::string name : mutant["names"]) {
    EXPECT_NE(all.find(folded(name)), std::string::npos) << name << " is lost in " << mutant;
  }
  if (mutant["people"].is_number() && content.notes.empty()) {
    EXPECT_EQ(people_in(content), mutant["people"].get<std::int64_t>()) << mutant;
  }
}

class OfficeMutants : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto now = parse_rfc3339("2025-10-15T09:00:00+09:00");
    ASSERT_TRUE(now);
    now_ = *now;
    auto made = Store::create(folder_.file("store"), true, now_);
    ASSERT_TRUE(made) << made.error().what;
    store_.emplace(std::move(*made));
    Event event;
    event.code = EventCode("OFFICE");
    event.title = event.venue = "研修会";
    event.starts_at = event.doors_open_at = now_ + 9 * 24 * 60 * kMillisPerMinute;
    event.capacity = 60;
    ASSERT_TRUE(store_->add_event(event, {now_, "田中", {}}));
    auto professions = read_professions_file(UKETSUKE_SOURCE_DIR "/assets/professions.toml");
    ASSERT_TRUE(professions);
    professions_ = std::move(*professions);
  }

  [[nodiscard]] RosterRules rules(const std::string& subject) const {
    RosterRules rules;
    rules.now = now_;
    rules.professions = &professions_;
    rules.mail_subject = subject;
    return rules;
  }

  /// Into the store, the bad ones held: every row is added, updated, unchanged or a draft.
  void expect_all_kept(const json& mutant, const RosterContent& content) {
    const auto report =
        store_->import_applications(EventCode("OFFICE"), mutant["file"], content.applications, content.bad,
                                    {std::nullopt, false, true, Channel::file}, {now_, "田中", {}});
    ASSERT_TRUE(report) << mutant << report.error().what;
    const std::int64_t before = std::exchange(drafts_, count_drafts());
    const std::int64_t held = drafts_ - before;
    EXPECT_EQ(report->rows, report->added + report->updated + report->unchanged + held) << mutant;
    EXPECT_GE(report->rejected.size(), content.bad.size()) << mutant;
  }

  [[nodiscard]] std::int64_t count_drafts() {
    if (!reader_) {
      auto reader = Reader::open(folder_.file("store"));
      EXPECT_TRUE(reader);
      if (reader) reader_.emplace(std::move(*reader));
    }
    const auto list = reader_->list_drafts(EventCode("OFFICE"));
    EXPECT_TRUE(list);
    return list ? static_cast<std::int64_t>(list->size()) : 0;
  }

  TempFolder folder_;
  UtcMillis now_;
  std::optional<Store> store_;
  std::optional<Reader> reader_;
  std::int64_t drafts_ = 0;
  ProfessionTable professions_;
};

TEST_F(OfficeMutants, NobodyIsLostWithoutALineThatSaysSo) {
  for (int seed = 1; seed <= rounds(); ++seed) {
    const std::string folder = folder_.file("mutants" + std::to_string(seed));
    const json manifest = generate(seed, folder);
    ASSERT_EQ(manifest["files"].size(), static_cast<std::size_t>(kFiles));
    std::size_t taken = 0;
    std::size_t refused = 0;
    for (const json& mutant : manifest["files"]) {
      const auto content =
          read_roster_file(folder + "/" + mutant["file"].get<std::string>(), rules(manifest["subject"]));
      ASSERT_TRUE(content) << mutant;
      expect_nobody_lost(mutant, *content);
      taken += content->applications.size();
      refused += content->bad.size();
      if (!content->unusable) expect_all_kept(mutant, *content);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(taken, 1000U) << "the files were broken too much to show anything";
    EXPECT_GT(refused, 100U) << "… or too little";
    const auto findings = store_->check();
    ASSERT_TRUE(findings);
    EXPECT_TRUE(findings->empty());
  }
}

}  // namespace
}  // namespace uketsuke::testing
