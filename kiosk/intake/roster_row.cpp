// The given words are kept; only outer spaces and line breaks inside one-line fields go.
#include "kiosk/intake/roster_row.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/sheet_time.h"
#include "kiosk/intake/row_cells.h"
#include "kiosk/intake/row_people.h"

namespace uketsuke {
namespace {

tl::expected<std::optional<UtcMillis>, RowFault> read_received(const RowCells& row, const RosterRules& rules) {
  // 消印有効: the postmark counts, whenever the letter arrived.
  const bool by_postmark = rules.post_rule == PostRule::postmark && !row.line(RosterField::postmark).empty();
  const RosterField field = by_postmark ? RosterField::postmark : RosterField::received;
  const std::string text = row.line(field);
  if (text.empty()) return std::optional<UtcMillis>();
  const auto time = parse_sheet_time(text, rules.zone);
  if (!time) {
    return tl::unexpected(RowFault{row.title(field), "日時として読めません: 「" + text + "」"});
  }
  if (time->time > rules.now) {
    return tl::unexpected(RowFault{row.title(field), "受付日時が現在より後です: 「" + text + "」"});
  }
  return std::optional<UtcMillis>(time->time);
}

bool is_consent(const std::string& text) {
  return !text.empty() && text.find("しない") == std::string::npos && text.find("しません") == std::string::npos &&
         text.find("いいえ") == std::string::npos && text != "No" && text != "no" && text != "FALSE";
}

}  // namespace

tl::expected<Application, RowFault> read_roster_row(const std::vector<std::string>& cells, const ColumnMap& map,
                                                    const RosterRules& rules, RowRemarks& remarks) {
  const RowCells row(cells, map, map.column);
  Application application;
  if (auto people = read_people(cells, map, rules, application, remarks); !people) {
    return tl::unexpected(people.error());
  }
  auto received = read_received(row, rules);
  if (!received) return tl::unexpected(received.error());
  application.received = *received;
  application.channel = map.from_web_form ? Channel::google_form : rules.channel;
  if (const std::string given = row.line(RosterField::channel); !given.empty()) {
    if (const auto channel = channel_from_word(given))
      application.channel = *channel;
    else
      add_note(application.attendees.front(), row.title(RosterField::channel) + ": " + given);
  }
  read_question(row, application);
  application.external_id = row.line(RosterField::id);
  application.contact_person = row.line(RosterField::contact_person);
  application.facility_kind = row.line(RosterField::facility_kind);
  application.notice_given = is_consent(row.line(RosterField::notice));
  return application;
}

}  // namespace uketsuke
