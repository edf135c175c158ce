// Letters tell how far they are; stopped on the way they leave nothing, not even those that were done.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "kiosk/assets.h"
#include "kiosk/cli/letters.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::must;
using testing::Roster;
using testing::TempFolder;
namespace fs = std::filesystem;

struct Told {
  std::vector<int> percents;
  bool taken = false;
  std::size_t files = 0;
};

Told write_until(const Roster& roster, const std::string& format, int stop_at) {
  const TempFolder out;
  cli::GlobalOptions options;
  options.data = roster.folder();
  cli::Session session(std::move(options), {[] { return at("17:00"); }, must(find_assets())});
  Told told;
  cli::LettersCall call;
  call.code = roster.code().value;
  call.kind = "accepted";
  call.format = format;
  call.out = out.path();
  call.keep_on = [&told, stop_at](int percent) {
    told.percents.push_back(percent);
    return percent < stop_at;
  };
  told.taken = cli::take_letters(session, call).has_value();
  told.files = static_cast<std::size_t>(std::distance(fs::directory_iterator(out.path()), {}));
  return told;
}

TEST(LettersStopped, LeaveNothingAndOthersAreWhole) {
  Roster roster;
  roster.event("A", 9);
  for (const char* name : {"一", "二", "三", "四"}) {
    Attendee attendee = testing::person(name);
    attendee.facility = std::string("事業所") + name;
    roster.attendee(attendee, testing::on("2025-10-01", "09:00"));
  }
  const Told text = write_until(roster, "txt", 101);
  EXPECT_TRUE(text.taken);
  EXPECT_EQ(text.files, 4U);
  EXPECT_EQ(text.percents, (std::vector<int>{0, 25, 50, 75}));
  const Told paper = write_until(roster, "pdf", 101);
  EXPECT_EQ(paper.files, 5U) << "one more of all together";
  EXPECT_TRUE(std::is_sorted(paper.percents.begin(), paper.percents.end()));
  EXPECT_GE(paper.percents.back(), 75);
  for (const char* format : {"txt", "eml", "pdf"}) {
    for (const int stop_at : {0, 30, 60}) {
      const Told stopped = write_until(roster, format, stop_at);
      EXPECT_FALSE(stopped.taken) << format << stop_at;
      EXPECT_EQ(stopped.files, 0U) << format << stop_at;
    }
  }
}

}  // namespace
}  // namespace uketsuke
