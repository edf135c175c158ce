// Facilities, applications, registrations: the words of a roster and what staff ask of it. Plain values, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// 状態. The store holds these words.
enum class RegistrationStatus { pending, confirmed, waitlisted, cancelled, declined };
/// 区分. Only participants take seats and are counted by profession.
enum class Role { participant, lecturer, facilitator, staff, guest };
/// 申込方法.
enum class Channel { google_form, fax, post, email, telephone, desk, walk_in, file };

/// 職種 for counting, in the order of DOMAIN.md.
enum class ProfessionCategory {
  doctor, dentist, pharmacist, nurse, rehabilitation, dietitian, dental_hygienist, care_manager, social_worker,
  care_worker, welfare_equipment, administration, fire_ambulance, office, other
};
constexpr std::size_t kProfessionCategoryCount = 15;

/// The given words are kept and printed; the category counts.
struct Profession {
  std::string given;
  ProfessionCategory category = ProfessionCategory::other;
};

/// One person of an application, as given.
struct Attendee {
  std::string name;
  std::string furigana;  ///< any kana or empty
  std::string facility;
  Profession profession;
  Role role = Role::participant;
  std::string email;
  std::string phone;
  std::string note;      ///< 備考
};

/// 質問事項: to which professions, what.
struct Question {
  std::string professions;
  std::string text;
};

/// One form from one facility: 1..N attendees in the form's order.
struct Application {
  Channel channel = Channel::file;
  std::optional<UtcMillis> received;  ///< none: now
  std::string external_id;            ///< the channel's own id of the row, empty if none
  std::vector<Attendee> attendees;
  std::vector<Question> questions;
  bool notice_given = false;
  std::int64_t line = 0;              ///< physical line in its file where the record starts, 0 if none
  std::string file;
  std::string contact_person;         ///< 事業所連絡担当者: whom letters go to; empty: the form names none
  std::string facility_kind;          ///< 種別 as given; empty: the form does not ask
};

/// One registration as lists and the desk see it.
struct RegistrationRow {
  RegistrationId registration;
  std::int64_t number = 0;             ///< 受付番号, unique in the event, from 1
  RegistrationStatus status = RegistrationStatus::pending;
  Attendee attendee;
  std::string facility_kind;           ///< 種別, empty where the town's list does not say
  std::string facility_name;           ///< as the town's list names it, empty where it does not know it
  std::string municipality;            ///< 市町村, empty where the town's list does not say
  Channel channel = Channel::file;
  UtcMillis received_at;
  bool late = false;
  bool split = false;
  bool seat_released = false;
  bool suspected_duplicate = false;
  std::string group;                   ///< "3" or empty
  std::string ticket;                  ///< text of the live ticket, empty if none
  std::optional<UtcMillis> checked_in_at;   ///< first entry that stands
  std::optional<UtcMillis> checked_out_at;  ///< last exit that stands, none while inside
  bool inside = false;
  std::optional<std::int64_t> minutes_attended;  ///< absences taken off; none: the first entry and last exit tell
  std::optional<RegistrationId> substitute_for;
  std::optional<RegistrationId> substituted_by;
  std::string contact_person;               ///< of the form; empty where it named none
};

/// Sort orders of every list: 五十音 (no furigana last), 受付番号, 所属, 職種, グループ.
enum class RosterSort { kana, number, facility, profession, group };

/// What a list or a search asks for. Empty fields do not narrow.
struct RosterQuery {
  std::string search;       ///< any part of name, furigana, facility (folded), or a reception number
  std::string furigana;     ///< beginning of the furigana, folded ("やま")
  std::string facility;     ///< exact folded facility
  std::optional<std::int64_t> number;
  std::optional<RegistrationStatus> status;
  RosterSort sort = RosterSort::number;
  std::int64_t limit = 0;   ///< 0: all
};

/// What happened to a registration: 確定, キャンセル …
struct StatusChange {
  RegistrationId registration;
  RegistrationStatus status = RegistrationStatus::pending;
  std::int64_t number = 0;
  std::vector<RegistrationId> promoted;  ///< who moved up because of it
};

/// A bad line of an input file: which, where, why and how to mend it.
struct BadLine {
  std::string file;
  std::int64_t line = 0;   ///< physical line where the record starts, header = 1
  std::string field;       ///< the column's title as given, or empty
  std::string why;
  std::string text;        ///< the record as far as it could be read; kept with a draft (保留)
};

/// The later of a suspected pair is pending until staff decide.
struct DuplicatePair {
  RegistrationId earlier;
  RegistrationId later;     ///< empty in a dry run
  std::string name;
  std::int64_t line = 0;
};

struct ImportOptions {
  std::optional<UtcMillis> received_at;  ///< for rows without their own time; none: now
  bool dry_run = false;
  bool hold_bad = false;
  Channel channel = Channel::file;
};

struct ImportReport {
  std::int64_t rows = 0;
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t late = 0;
  std::int64_t waitlisted = 0;
  std::vector<DuplicatePair> duplicates;
  std::vector<std::string> unknown_professions;
  std::vector<BadLine> rejected;
  std::vector<RegistrationId> vanished;  ///< known rows of the same source that no longer came
  std::vector<BadLine> notes;            ///< rows that were taken, and what staff must know of them
};

/// Words as the store and the command line write them ("confirmed", "google-form", "care_manager").
std::string_view word(RegistrationStatus status);
std::string_view word(Role role);
std::string_view word(Channel channel);
std::string_view word(ProfessionCategory category);
std::string_view word(RosterSort sort);
std::optional<RegistrationStatus> status_from_word(std::string_view word);
std::optional<Role> role_from_word(std::string_view word);          ///< also the Japanese words of DOMAIN.md
std::optional<Channel> channel_from_word(std::string_view word);    ///< also the Japanese words of DOMAIN.md
std::optional<ProfessionCategory> category_from_word(std::string_view word);
std::optional<RosterSort> sort_from_word(std::string_view word);    ///< also 五十音, 受付番号 …
/// 医師, 歯科医師 …: the name of a category on screens and lists.
std::string_view japanese(ProfessionCategory category);

}  // namespace uketsuke
