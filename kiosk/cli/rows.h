// Events, registrations and scans as the JSON objects and lines of the contract; look-ups that several commands share.
// Thread: main.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/decisions.h"
#include "common/event.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "db/reader.h"
#include "kiosk/cli/json_object.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

JsonObject event_json(const EventSummary& summary);
std::string event_words(const EventSummary& summary);
JsonObject registration_json(const RegistrationRow& row, const Zone& zone);
std::string registration_words(const RegistrationRow& row);

/// RFC 3339 in the zone, or null.
void add_time(JsonObject& object, std::string_view key, const std::optional<UtcMillis>& time, const Zone& zone);
std::vector<std::string> texts_of(const std::vector<RegistrationId>& registrations);

/// An event and its zone. Errors: Code::not_found
struct FoundEvent {
  EventSummary summary;
  Zone zone;
};
Result<FoundEvent> find_event(const Session& session, const std::string& code);

/// By id or reception number, all of them before anything is changed. Errors: Code::not_found
Result<std::vector<RegistrationRow>> find_registrations(const Session& session, const std::string& code,
                                                        const std::vector<std::string>& texts);
Result<RegistrationRow> find_registration(const Session& session, const std::string& code, const std::string& text);

/// A time on the command line, zone-less ones in the event's zone. Errors: Code::bad_call
Result<UtcMillis> read_time_argument(const std::string& option, const std::string& text, const Zone& zone);
/// … that must not be after now.
Result<std::optional<UtcMillis>> read_past_argument(const Session& session, const std::string& option,
                                                    const std::optional<std::string>& text, const Zone& zone);

/// A time of receipt. Errors: Code::bad_call for words that are no time, Code::bad_input after now: an application that
/// is not there yet
Result<std::optional<UtcMillis>> read_receipt_argument(const Session& session, const std::optional<std::string>& text,
                                                       const Zone& zone);

/// The words that describe a person; each command declares those it takes.
struct PersonOptions {
  std::string name;
  std::optional<std::string> furigana;
  std::optional<std::string> facility;
  std::optional<std::string> profession;
  std::optional<std::string> role;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> note;
};
/// Errors: Code::bad_call for a name of blanks, invalid UTF-8, an unknown role
Result<Attendee> make_attendee(const Session& session, const PersonOptions& options);

/// A rule said no: printed as an outcome. @return kRefused
int print_refusal(Session& session, const std::string& why);

}  // namespace uketsuke::cli
